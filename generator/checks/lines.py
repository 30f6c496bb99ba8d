"""The lines of a note as the checks read them: which are prose, which are code, and what in them is no word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.knowledge import Finding, Note
from generator.model import Correction, Severity, Source, Span

OPENING = re.compile(r"^(?P<indent>[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?)(?P<mark>`{3,}(?=[^`]*$)|~{3,})\s*(?P<info>\S*)")
SHELLS = frozenset({"", "sh", "bash", "shell", "zsh", "console", "shell-session", "linux", "terminal", "cmd"})
_HIDDEN = (
    re.compile(r"`+[^`]*`+"),
    re.compile(r"!?\[\[[^\[\]]{0,500}\]\]"),
    re.compile(r"(?<=\])\([^)]{0,2000}\)|(?<=\]):\s{0,20}\S+"),
    re.compile(r"<[^<>]{0,2000}>"),
    re.compile(r"\b[a-z][a-z0-9+.-]{1,15}://[^\s)>\]]+|\bwww\.[^\s)>\]]+", re.IGNORECASE),
    re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `place` is "text", "code", "fence" (its marks), "front" (front matter) or "comment" (HTML)."""

    number: int
    text: str
    place: str
    info: str = ""  # the language of the fence around it


@dataclass(frozen=True, slots=True)
class Fence:
    """A code block by its marks; `last` is the line of the closing mark, or of the note's end."""

    first: int
    last: int
    info: str
    closed: bool
    body: tuple[str, ...]


@lru_cache(maxsize=8)
def of(source: Source) -> tuple[Line, ...]:
    """Return every line with its place."""
    return tuple(_placed(source.lines))


def _placed(lines: tuple[str, ...]) -> Iterator[Line]:
    mark = info = ""
    start = _front_matter(lines)
    comment = False
    for number, text in enumerate(lines, 1):
        opening = OPENING.match(text) if not mark else None
        if number <= start:
            yield Line(number, text, "front")
        elif mark:
            closes = _closes(text, mark)
            yield Line(number, text, "fence" if closes else "code", info)
            mark = "" if closes else mark
        elif opening and not comment:
            mark, info = opening["mark"], opening["info"].lower()
            yield Line(number, text, "fence", info)
        else:
            comment = comment or "<!--" in text
            yield Line(number, text, "comment" if comment else "text")
            comment = comment and "-->" not in text


def _front_matter(lines: tuple[str, ...]) -> int:
    if lines and lines[0].rstrip() in ("---", "+++"):
        for number, text in enumerate(lines[1:200], 2):
            if text.rstrip() == lines[0].rstrip():
                return number
    return 0


def _closes(text: str, mark: str) -> bool:
    bare = text.strip(" \t>")
    return len(bare) >= len(mark) and not bare.strip(mark[0])


@lru_cache(maxsize=8)
def fences(source: Source) -> tuple[Fence, ...]:
    """Return the code blocks in order."""
    found: list[Fence] = []
    lines = of(source)
    opening = 0
    for line in lines:
        if line.place == "fence" and not opening:
            opening = line.number
        elif line.place == "fence":
            found.append(_fence(lines, opening, line.number, True))
            opening = 0
    if opening:
        found.append(_fence(lines, opening, len(lines), False))
    return tuple(found)


def _fence(lines: tuple[Line, ...], first: int, last: int, closed: bool) -> Fence:
    body = tuple(line.text for line in lines[first : last - 1 if closed else last])
    return Fence(first, last, lines[first - 1].info, closed, body)


def prose(text: str, code: bool = False) -> str:
    """Blank out what holds no words: links, tags, addresses, and inline code unless `code`; columns stay true."""
    for pattern in _HIDDEN[1 if code else 0 :]:
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def comment(line: Line) -> str:
    """Return the comment of a line of code, all before it blanked out; "" without one."""
    match = re.search(r"(?:^|(?<=\s))(?:#(?!!)|//(?=\s|[가-힣]))\s*", line.text)
    if line.place != "code" or not match:
        return ""  # front matter, marks and HTML comments say nothing either
    return " " * match.end() + line.text[match.end() :]


def spoken(note: Note) -> tuple[tuple[Line, str], ...]:
    """Return the lines that a person wrote as words, code blanked out: prose, and the comments inside code."""
    return _spoken(note.source)


@lru_cache(maxsize=8)
def _spoken(source: Source) -> tuple[tuple[Line, str], ...]:
    texts = ((line, prose(line.text if line.place == "text" else comment(line))) for line in of(source))
    return tuple((line, text) for line, text in texts if text.strip())


def finding(
    note: Note, line: int, start: int, wrong: str, severity: Severity, code: str, message: str, right: str = "",
    certain: bool = False,
) -> Finding:  # fmt: skip
    """Make a finding about `wrong`, which stands at offset `start` of the line."""
    span = Span(note.source.path, line, line)
    problem = span.problem(severity, code, message, right, start + 1)
    if not certain:
        return Finding(problem)
    return Finding(problem, Correction(span, start + 1, wrong, right, code, f"노트: `{wrong}`"))
