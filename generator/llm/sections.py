"""A study note as sections, each the matter of one request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise

from generator.llm.values import Noted, Section
from generator.llm.words import script
from generator.model import Block, BlockKind

# In characters. A section beyond the most is cut at its headings, then at blank lines; sections below the least are
# asked together with the next, for each request carries the prompt. 3,000 is about a page, 30 to 40 cards.
MOST, LEAST = 3000, 1500
KEY_LETTERS = 12
_DATA_URI = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]{40,}")
LONGEST_LINE = 2000


@dataclass(frozen=True, slots=True)
class _Head:
    """A heading, and those above it; the document's own title stands on line 0."""

    line: int
    above: tuple[_Head, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Range:
    first: int
    last: int
    above: tuple[_Head, ...]


def of_note(note: Noted) -> tuple[Section, ...]:
    """Cut a study note into sections; what holds nothing but headings and blank lines is none."""
    title = (_Head(0, (), note.document.text),) if note.document.text else ()
    heads = sorted(_heads(note.document, title), key=lambda head: head.line)
    lines = note.source.lines
    whole = _Range(1, len(lines), title)
    found = (_section(note, part, heads) for part in _cut(lines, whole, heads))
    written_in = script(note.source.text)
    return tuple(replace(section, script=written_in) for section in found if section and _says_something(section))


def of_notes(notes: Sequence[Noted]) -> tuple[Section, ...]:
    """Return the sections of all notes; two that read the same are asked once."""
    first: dict[str, Section] = {}
    for section in (section for note in notes for section in of_note(note)):
        first.setdefault(section.key, section)
    return tuple(first.values())


def shown(line: str) -> str:
    """Return a line as it is sent: pictures pasted as data and endless lines are cut."""
    line = _DATA_URI.sub("data:…", line)
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE] + "…"


def _heads(block: Block, above: tuple[_Head, ...]) -> Iterator[_Head]:
    for child in block.children:
        if child.kind == BlockKind.HEADING:
            head = _Head(child.span.first, above, child.text)
            yield head
            yield from _heads(child, (*above, head))
        else:
            yield from _heads(child, above)


def _cut(lines: Sequence[str], whole: _Range, heads: Sequence[_Head]) -> Iterator[_Range]:
    """Yield a part that fits as it is, else what stands before its headings and then each heading's part."""
    if _size(lines, whole) <= MOST:
        yield whole
        return
    inside = [head for head in heads if whole.first < head.line <= whole.last]
    if not inside:
        yield from _at_blanks(lines, whole)
        return
    top = min(len(head.above) for head in inside)
    starts = [head for head in inside if len(head.above) == top]
    own = _Range(whole.first, starts[0].line - 1, whole.above)
    ends = [*(head.line - 1 for head in starts[1:]), whole.last]
    parts = [_Range(head.line, end, head.above) for head, end in zip(starts, ends, strict=True)]
    for part in _packed(lines, [own, *parts] if own.last >= own.first else parts):
        yield from _cut(lines, part, heads)


def _packed(lines: Sequence[str], parts: Sequence[_Range]) -> Iterator[_Range]:
    """Join neighbours while they stay small: the parts of one heading, the first of them its own lines."""
    open_: _Range | None = None
    for part in parts:
        joined = _Range(open_.first, part.last, open_.above) if open_ else part
        if open_ and (_size(lines, open_) >= LEAST or _size(lines, joined) > MOST):
            yield open_
            joined = part
        open_ = joined
    if open_:
        yield open_


def _at_blanks(lines: Sequence[str], whole: _Range) -> Iterator[_Range]:
    """Cut a long text without headings at blank lines, or at any line where there are none."""
    edges = [n for n in range(whole.first, whole.last + 1) if n == whole.first or not lines[n - 2].strip()]
    if len(edges) < 2 or max(b - a for a, b in pairwise([*edges, whole.last + 1])) > 60:
        edges = list(range(whole.first, whole.last + 1))
    ends = [*(edge - 1 for edge in edges[1:]), whole.last]
    yield from _packed(lines, [_Range(a, b, whole.above) for a, b in zip(edges, ends, strict=True)])


def _size(lines: Sequence[str], part: _Range) -> int:
    return sum(len(shown(line)) + 1 for line in lines[part.first - 1 : part.last] if line.strip())


def _section(note: Noted, part: _Range, heads: Sequence[_Head]) -> Section | None:
    lines = note.source.lines
    filled = [n for n in range(part.first, part.last + 1) if lines[n - 1].strip()]
    if not filled:
        return None
    text = tuple(line.rstrip() for line in lines[filled[0] - 1 : filled[-1]])
    # by the lines as written: what a check puts right in a heading makes no other section of it
    over = (lines[head.line - 1].strip() if head.line else head.text for head in part.above)
    key = digest(*over, "", *text)[:KEY_LETTERS]
    inside = [head for head in heads if filled[0] <= head.line <= filled[-1]]
    titles = tuple((head.line - filled[0] + 1, len(head.above)) for head in inside)
    headings = tuple(head.text for head in part.above)
    return Section(note.source.path, filled[0], text, headings, note.language, key, titles)


def _says_something(section: Section) -> bool:
    titles = {number for number, _depth in section.titles}
    return any(re.search(r"\w", line) and number not in titles for number, line in enumerate(section.lines, 1))


def digest(*parts: str) -> str:
    """Return a digest of texts, in letters that a file's name may hold."""
    packed = "".join(f"{len(part)}:{part}" for part in parts)
    return sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()
