"""`- CNCF라는 오픈소스 재단에 기부` on the first line: the note starts without a heading, so its lines have no subject.

A note's first heading says what its lines are about; bullets above it leave the cards to the recipe's `subject`. A title in
the front matter, a title line, a picture or a link in front is fine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Block, BlockKind, Severity

CODE = "no-heading"
LONGEST_TITLE = 500  # marks and addresses included
_QUIET = (BlockKind.IMAGE, BlockKind.HTML, BlockKind.RULE, BlockKind.QUOTE)
_SUBJECTLESS = (BlockKind.ITEM, BlockKind.FENCE, BlockKind.ROW)
_SENTENCE = re.compile(r"(?:다|요|함|됨|임|음)\.?$|[.!]$")


def find(note: Note) -> Iterator[Finding]:
    """Report a note whose first statements stand above every heading."""
    if note.document.text:
        return
    above: list[Block] = []
    for block in note.document.children:
        if block.kind == BlockKind.HEADING:
            break
        above += [block] if block.kind not in _QUIET and block.text.strip() else []
    first = above[0] if above else None
    if first is None or _is_title(first, note):
        return
    severity = Severity.WARNING if first.kind in _SUBJECTLESS else Severity.INFO
    last = max(_last(block) for block in above)
    one = first.span.first == last
    which = f"line {last} names" if one else f"lines {first.span.first} to {last} name"
    message = f'the note starts without a heading: {which} no subject; begin with one, as in "# …"'
    text = note.source.lines[first.span.first - 1]
    yield lines.finding(note, first.span.first, 0, text, severity, CODE, message)


def _is_title(block: Block, note: Note) -> bool:
    """A short plain line that is no sentence is a title in all but its mark."""
    if block.kind != BlockKind.LINE:
        return False
    raw = note.source.lines[block.span.first - 1]
    if raw.lstrip().startswith("#"):
        return True
    if len(raw) > LONGEST_TITLE:
        return False
    links = re.fullmatch(r"\W*(?:https?://\S+|\[[^\]]*\]\([^)]*\))\W*", raw)
    return bool(links) or (len(block.text) <= 60 and not _SENTENCE.search(block.text.strip()))


def _last(block: Block) -> int:
    return max((block.span.last, *(_last(child) for child in block.children)))


CHECK = Check((CODE,), find)
