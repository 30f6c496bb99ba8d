"""Front matter: the title and the tags that stand over a note, as Obsidian, Jekyll and Hugo write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*(\S.*)$", re.MULTILINE)
_TAGS = re.compile(r"tags?[ \t]*[:=][ \t]*(.*)", re.IGNORECASE)
_ENTRY = re.compile(r"\s*-\s+(\S.*)")


def title(content: str) -> str:
    """Return the note's title, "" without one."""
    found = _TITLE.search(content)
    return _bare(found.group(1)) if found else ""


def tags(content: str) -> tuple[str, ...]:
    """Return the note's tags: `tags: [cka, "two words"]`, `tags: cka, docker`, or a list below."""
    return tuple(dict.fromkeys(tag for tag in _tags(content.split("\n")) if tag))


def _tags(lines: list[str]) -> Iterator[str]:
    within = False
    for line in lines:
        found = _TAGS.fullmatch(line.rstrip())
        entry = _ENTRY.fullmatch(line.rstrip()) if within else None
        if found:
            value = re.sub(r"\s#.*$", "", found.group(1)).strip()
            listed = value.startswith("[") or "," in value
            words = value.strip("[]").split(",") if listed else [value] if value[:1] in ("'", '"') else value.split()
            yield from map(_bare, words)
        elif entry:
            yield _bare(entry.group(1))
        within = bool(found) or (within and (bool(entry) or not line.strip()))


def _bare(text: str) -> str:
    return text.strip().strip("\"'").strip().removeprefix("#").strip()
