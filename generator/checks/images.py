"""`![파드](그림/pod.png)` or `![[pod.png]]` with no such file beside the note: a picture that the card could not show.

Paths are looked up from the note's folder. Pictures on the web, and paths from a site's root, cannot be looked up and are
let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Block, BlockKind, Severity

CODE = "missing-image"
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|.*[{}$<]", re.IGNORECASE)
_OPENING = re.compile(r"!\[|<img\b", re.IGNORECASE)


def find(note: Note) -> Iterator[Finding]:
    """Report pictures that are not on disk."""
    places: dict[int, int] = {}  # by line: where the search for the next picture of that line begins
    for block in _pictures(note.document):
        line, path = block.span.first, block.raw
        start, places[line] = _place(note.source.lines[line - 1], path, places.get(line, 0))
        if not _ELSEWHERE.match(path) and not _exists(note, path):
            message = f'the picture "{path}" is not there; put the file beside the note or mend the path'
            yield lines.finding(note, line, start, path, Severity.WARNING, CODE, message)


def _place(text: str, path: str, begin: int) -> tuple[int, int]:
    """Return where a picture's mark stands in its line and where the next one may; a reference has its path elsewhere."""
    at = text.find(path, begin)
    marks = [found.start() for found in _OPENING.finditer(text, begin)]
    start = max((mark for mark in marks if mark < at), default=marks[0] if marks else begin)
    return start, max(at + len(path), start + 1)


def _pictures(document: Block) -> Iterator[Block]:
    waiting = [document]
    while waiting:
        block = waiting.pop()
        if block.kind == BlockKind.IMAGE:
            yield block
        waiting += reversed(block.children)


def _exists(note: Note, path: str) -> bool:
    bare = re.split(r"[?#]", path)[0]
    return any(note.exists(name) for name in {path, bare, unquote(bare)} if name)


CHECK = Check((CODE,), find)
