"""`periodSeconds: 5  # 5초마다 검사` in a manifest: what a field is for, where fields sit, and what a kind fixes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import recipe
from generator.model import Fact, Field, Role, Span
from generator.patterns.site import Pattern, Site, fact

# Maps whose keys are anybody's choice: asking for them would ask a sample value.
FREE = frozenset(
    """
    labels annotations matchLabels data stringData selector nodeSelector limits requests hard env binaryData
    parameters args command
    """.split()
)
DEEPEST = 5
_COMMENTED = re.compile(r"^\s*(?:-\s+)?(?P<key>[A-Za-z][\w.-]*)\s*:\s*(?P<value>[^#]*?)\s*#\s*(?P<said>\S.{2,60})$")
_NAME = re.compile(r"[A-Za-z]\w*")


def _find(site: Site) -> Iterator[Fact]:
    block = site.node.block
    if site.node.evidence != "a manifest":
        return
    yield from _commented(site)
    for document, offset in _documents(block.text):
        root, problems = recipe.compose(block.span.path, document)
        if root is not None and not problems and isinstance(root.value, dict) and "kind" in root.value:
            yield from _document(site, root, block.span.first + offset)


def _commented(site: Site) -> Iterator[Fact]:
    """Read what a comment beside a field says the field is for."""
    span = site.node.block.span
    kind = re.search(r"(?m)^\s*kind\s*:\s*([A-Za-z]+)", site.node.block.text)
    for at, line in enumerate(site.node.block.text.split("\n")):
        found = _COMMENTED.match(line)
        if (
            found
            and site.note.speech.is_own(found["said"])
            and not site.note.speech.LEXICON["lean"].search(found["said"])
        ):
            place = Span(span.path, site.node.block.begins + at, site.node.block.begins + at)
            value = Field(kind[1] if kind else "", found["said"].strip(), (found["key"],))
            yield fact(
                site,
                value,
                "manifest",
                entity=found["key"],
                facet="purpose",
                span=place,
                said=line.strip(),
                label=f"{found['key']} {found['said']}",
                kind="",
            )


def _documents(text: str) -> Iterator[tuple[str, int]]:
    """Yield each YAML document with the number of lines before it."""
    at = 0
    for part in re.split(r"^---[ \t]*\n", text, flags=re.MULTILINE):
        yield part, text[: text.find(part, at)].count("\n") if part else 0
        at += len(part)


def _document(site: Site, root: recipe.Place, offset: int) -> Iterator[Fact]:
    entries = root.value
    resource = str(entries["kind"][1].value)
    if not re.fullmatch(r"[A-Za-z]+", resource):
        return
    kind_line = entries["kind"][0].span.first
    found = entries.get("apiVersion")
    if found and isinstance(found[1].value, str) and re.fullmatch(r"[A-Za-z0-9./-]+", found[1].value):
        line = found[0].span.first
        span = _span(site, offset, min(line, kind_line), max(line, kind_line))
        yield _field(site, span, Field(resource, "", ("apiVersion",), found[1].value))
    yield from _fields(site, root, resource, (), offset)


def _fields(site: Site, value: recipe.Place, resource: str, path: tuple[str, ...], offset: int) -> Iterator[Fact]:
    """Yield a fact for each map of a manifest: its path and the fields that it holds."""
    entries = value.value
    if isinstance(entries, list):
        maps = [item for item in entries if isinstance(item.value, dict)]
        if maps:
            yield from _fields(site, max(maps, key=lambda item: len(item.value)), resource, path, offset)
        return
    if not isinstance(entries, dict) or len(path) > DEEPEST:
        return
    names = tuple(name for name in entries if _NAME.fullmatch(name))
    if path and names:
        lines = [key.span.first for key, _value in entries.values()]
        yield _field(site, _span(site, offset, min(lines) - 1, max(lines)), Field(resource, ".".join(path), names))
    for name, (_key, inner) in entries.items():
        if name not in FREE and _NAME.fullmatch(name):
            yield from _fields(site, inner, resource, (*path, name), offset)


def _span(site: Site, offset: int, first: int, last: int) -> Span:
    span = site.node.block.span
    return Span(span.path, max(offset + first, span.first + 1), offset + last)


def _field(site: Site, span: Span, value: Field) -> Fact:
    label = f"{value.resource} {value.parent or value.fields[0]}"
    said = f"{label}: {', '.join(value.fields)} {value.value}".strip()
    return fact(
        site,
        value,
        "manifest",
        entity=value.resource,
        facet=value.parent or value.fields[0],
        label=label,
        said=said,
        span=span,
        kind="",
    )


PATTERN = Pattern((Role.CODE,), _find)
