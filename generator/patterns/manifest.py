"""`apiVersion: v1` / `kind: Pod` in a fence: where a field sits, and the values that its kind fixes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import recipe
from generator.model import BlockKind, Fact, Manifest, Skip, Span
from generator.patterns.place import Found, Pattern, Place, topic

# Maps whose keys are anybody's choice: asking for them would ask a sample value.
FREE = frozenset(
    """
    labels annotations matchLabels data stringData selector nodeSelector limits requests hard env binaryData
    parameters args command
    """.split()
)
DEEPEST = 5


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind != BlockKind.FENCE or not re.search(r"^\s*\"?(?:apiVersion|kind)\"?\s*:", block.text, re.MULTILINE):
        return None
    facts: list[Fact] = []
    for text, offset in _documents(block.text):
        root, problems = recipe.compose(block.span.path, text)
        if root is None or problems or not isinstance(root.value, dict):
            continue
        facts += _facts(place, root, block.span.first + offset)
    return Found(tuple(facts), (Skip(block.span, "sample value"),))


def _documents(text: str) -> Iterator[tuple[str, int]]:
    """Yield each YAML document with the number of lines before it."""
    at = 0
    for part in re.split(r"^---[ \t]*\n", text, flags=re.MULTILINE):
        yield part, text[: text.find(part, at)].count("\n") if part else 0
        at += len(part)


def _facts(place: Place, root: recipe.Place, offset: int) -> list[Fact]:
    entries = root.value
    resource = str(entries["kind"][1].value) if "kind" in entries else ""
    if not re.fullmatch(r"[A-Za-z]+", resource):
        return []
    kind_line = entries["kind"][0].span.first
    facts = []
    for name in ("apiVersion", "kind"):
        if name in entries and isinstance(entries[name][1].value, str) and _is_fixed(entries[name][1].value):
            line = entries[name][0].span.first
            span = _span(place, offset, min(line, kind_line), max(line, kind_line))
            facts.append(_fact(place, span, resource, "", (name,), entries[name][1].value))
    return facts + list(_fields(place, root, resource, (), offset))


def _is_fixed(value: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9./-]+", value))


def _fields(place: Place, value: recipe.Place, resource: str, path: tuple[str, ...], offset: int) -> Iterator[Fact]:
    """Yield a fact for each map of a manifest: its path and the fields that it holds."""
    entries = value.value
    if isinstance(entries, list):
        maps = [item for item in entries if isinstance(item.value, dict)]
        if maps:
            yield from _fields(place, max(maps, key=lambda item: len(item.value)), resource, path, offset)
        return
    if not isinstance(entries, dict) or len(path) > DEEPEST:
        return
    names = tuple(name for name in entries if re.fullmatch(r"[A-Za-z]\w*", name))
    if path and names:
        last = max(key.span.first for key, _value in entries.values())
        first = min(key.span.first for key, _value in entries.values())
        yield _fact(place, _span(place, offset, first - 1, last), resource, ".".join(path), names, "")
    for name, (_key, inner) in entries.items():
        if name not in FREE and re.fullmatch(r"[A-Za-z]\w*", name):
            yield from _fields(place, inner, resource, (*path, name), offset)


def _span(place: Place, offset: int, first: int, last: int) -> Span:
    return Span(place.block.span.path, max(offset + first, place.block.span.first + 1), offset + last)


def _fact(place: Place, span: Span, resource: str, parent: str, fields: tuple[str, ...], value: str) -> Fact:
    label = f"{resource} {parent or fields[0]}"
    return Manifest(
        span=span,
        topic=topic(place),
        label=label,
        text=f"{label}: {', '.join(fields)} {value}".strip(),
        language=place.context.language,
        resource=resource,
        parent=parent,
        fields=fields,
        value=value,
    )


PATTERN = Pattern(31, _find)
