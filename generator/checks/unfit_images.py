"""`![비밀번호](../../../etc/passwd)`: a file that is no picture, too large, or outside of the notes' folders.

A deck is given to others, so only real pictures of the learner's own folders get onto cards.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import BlockKind, Severity

CODE = "unfit-image"


def find(note: Note) -> Iterator[Finding]:
    """Report pictures that are there and are not shown."""
    waiting = [note.document]
    while waiting:
        block = waiting.pop()
        waiting += block.children
        path = block.raw if block.kind == BlockKind.IMAGE else ""
        reason = note.unfit(path) if path else ""
        if reason:
            line = block.span.first
            column = max(0, note.source.lines[line - 1].find(path))
            message = f'the picture "{path}" {reason}'
            yield lines.finding(note, line, column, path, Severity.WARNING, CODE, message)


CHECK = Check((CODE,), find)
