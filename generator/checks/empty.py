"""`### find -option file` right above the next heading: a section with nothing in it.

A heading over a deeper one is no empty section, nor is one over a picture, a table or code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Block, BlockKind, Severity

CODE = "empty-section"
_NOTHING = re.compile(r"(?:<(?!img)[^>]*>|[-*_=\s])*")


def find(note: Note) -> Iterator[Finding]:
    """Report headings that are followed by nothing of their own."""
    headings = sorted(_headings(note.document), key=lambda block: block.span.first)
    end = len(note.source.lines) + 1
    for place, block in enumerate(headings):
        below = headings[place + 1] if place + 1 < len(headings) else None
        rest = note.source.lines[block.span.last : below.span.first - 1 if below else end]
        deeper = below is not None and below.level > block.level
        if not deeper and not block.children and all(_NOTHING.fullmatch(text) for text in rest):
            message = f'the section "{block.text}" is empty; write it or delete its heading'
            yield lines.finding(note, block.span.first, 0, block.text, Severity.INFO, CODE, message)


def _headings(block: Block) -> Iterator[Block]:
    for child in block.children:
        if child.kind == BlockKind.HEADING:
            yield child
        yield from _headings(child)


CHECK = Check((CODE,), find)
