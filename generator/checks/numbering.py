"""`2. 쿠버네티스 컴포넌트` as the first chapter, `2.1.2` twice, a list that goes 1, 2, 4: numbers that do not follow.

Headings are compared with their siblings, items with the item before. An answer written `1. 내결함성: …` is an item of
its own list and no chapter. A note that begins with its chapter 3 is a chapter of a book, and right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Block, BlockKind, Severity

CODE = "numbering"


def find(note: Note) -> Iterator[Finding]:
    """Report numbers of headings and items that jump, repeat or begin late."""
    yield from _first_chapter(note)
    yield from _walk(note, note.document)


def _parts(block: Block) -> tuple[int, ...]:
    pieces = block.number.strip(".)").split(".")
    if not all(piece.isascii() and piece.isdigit() and len(piece) < 3 for piece in pieces):
        return ()
    return tuple(int(piece) for piece in pieces)


def _is_numbered(note: Note, block: Block) -> bool:
    """Whether a heading's number is one: "2." or "2.1", not the 2 of "2 spaces of indentation"."""
    raw = note.source.lines[block.span.first - 1]
    return bool(_parts(block)) and ("." in block.number or block.number + "." in raw or block.number + ")" in raw)


def _first_chapter(note: Note) -> Iterator[Finding]:
    """A first chapter above 1 with text before it: its heading, or that of the text, is missing."""
    headings = [block for block in note.document.children if block.kind == BlockKind.HEADING]
    first = next((block for block in headings if _is_numbered(note, block)), None)
    if first is None or len(_parts(first)) != 1 or _parts(first)[0] < 2:
        return
    before = [block for block in note.document.children if block.span.first < first.span.first]
    if before and not any(block.kind == BlockKind.HEADING for block in before):
        number = _parts(first)[0]
        message = f'the first chapter is numbered "{number}"; the heading of chapter {number - 1} is missing above'
        yield _at(note, first, message)


def _walk(note: Note, parent: Block) -> Iterator[Finding]:
    before: Block | None = None
    for block in parent.children:
        if block.kind == BlockKind.HEADING and _is_numbered(note, block):
            yield from _heading(note, parent, before, block)
            before = block
        elif block.kind == BlockKind.ITEM and _parts(block):
            if before is not None and before.kind == BlockKind.ITEM:
                yield from _item(note, before, block)
            before = block
        elif block.kind != BlockKind.HEADING:
            before = before if before is not None and before.kind == BlockKind.HEADING else None
        yield from _walk(note, block)


def _heading(note: Note, parent: Block, before: Block | None, block: Block) -> Iterator[Finding]:
    number = _parts(block)
    if before is None or before.kind != BlockKind.HEADING:
        above = _parts(parent) if parent.kind == BlockKind.HEADING else ()
        if above and number[:-1] == above and number[-1] > 1:
            missing = ".".join(map(str, (*above, number[-1] - 1)))
            yield _at(note, block, f'"{block.number}" is the first under "{parent.number}"; "{missing}" is missing')
        return
    last = _parts(before)
    if len(last) != len(number) or last[:-1] != number[:-1]:
        return
    if number == last:
        yield _at(note, block, f'the number "{block.number}" stands twice: line {before.span.first} has it too')
    elif number[-1] > last[-1] + 1:
        missing = ".".join(map(str, (*number[:-1], last[-1] + 1)))
        yield _at(
            note, block, f'the numbering jumps from "{before.number}" to "{block.number}"; "{missing}" is missing'
        )


def _stands(note: Note, number: str, above: Block, below: Block) -> bool:
    """Whether a number opens a line in between after all: a heading too long to be read as one."""
    opened = re.compile(rf"[\s#>*]*{re.escape(number)}[.)\s]")
    return any(opened.match(text) for text in note.source.lines[above.span.first : below.span.first - 1])


def _item(note: Note, before: Block, block: Block) -> Iterator[Finding]:
    last, number = _parts(before), _parts(block)
    jumps = len(last) == len(number) == 1 and number[0] > last[0] + 1
    if jumps and not _stands(note, str(last[0] + 1), before, block):
        message = f'the list jumps from "{last[0]}" to "{number[0]}"; "{last[0] + 1}" is missing'
        yield _at(note, block, message)


def _at(note: Note, block: Block, message: str) -> Finding:
    text = note.source.lines[block.span.first - 1]
    start = max(text.find(block.number), 0)
    return lines.finding(note, block.span.first, start, block.number, Severity.WARNING, CODE, message)


CHECK = Check((CODE,), find)
