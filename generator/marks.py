"""Tell by its content whether the program made a file: it may replace such a file, and never reads it as a note.

Most formats say so by what they hold. Text that anybody could have written gets a mark at its end.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from pathlib import Path

QUIZ, COVERAGE, CARDS = "quiz", "coverage", "cards"
_COMMENTS = {
    **dict.fromkeys((".md", ".markdown", ".html", ".htm", ".xml"), "<!-- {} -->"),
    **dict.fromkeys((".txt", ".gift"), "// {}"),
}
_MARK = re.compile(rb"(?:<!--|//) notedeck (quiz|coverage|cards)(?: -->)?\s*$")
# 0.1 set no mark on its quizzes: a title with a code, and fields to fill in.
_OLD_QUIZ = re.compile(rb"# [^\n]+ \([A-Z]\d+\)\n\n[^\n]*: (?:\\_){8}[^\n]* / \d+\n")
_TAIL = 200  # bytes that the mark is looked for in
# The note type's name and id, as Anki's JSON has them; a test holds them to the exporter.
_NOTE_TYPE = re.compile(rb'"id":\s*"?1747000000001\b')
_LARGEST = 2_000_000_000  # bytes of a file that may be ours
_MOST = 400_000_000  # bytes of a zip's member, unpacked: more is a bomb
# How the formats begin that nobody else writes.
_HEADS = (
    ("ledger", re.compile(rb'\{"ledger": \d+, "deck": ')),
    ("cards", re.compile(rb'\{"cards": \d+, "deck": ')),
    ("verdicts", re.compile(rb'\{"verdicts": \d+, "deck": ')),
    ("questions", re.compile(rb'\{"id": "(?:write|look|mend)-[0-9a-f]+", "kind": ')),
    ("reviews", re.compile(rb'\{"format": "notedeck-reviews", ')),
    (QUIZ, re.compile(rb'\{\n "version": "[^"\n]*",\n "code": "[^"\n]*",\n "items": \[')),
)


def signed(content: bytes, suffix: str, what: str) -> bytes:
    """Return the content with a mark at its end, where a file of this suffix needs one."""
    comment = _COMMENTS.get(suffix.lower())
    if not comment or _MARK.search(content[-_TAIL:]):
        return content
    return content.rstrip(b"\n") + f"\n\n{comment.format(f'notedeck {what}')}\n".encode()


def is_marked(path: Path) -> bool:
    """Tell whether a file of text is one that the program wrote, and so no note; what cannot be read is none of ours."""
    try:
        with path.open("rb") as file:
            head = file.read(_TAIL)
            file.seek(max(0, os.fstat(file.fileno()).st_size - _TAIL))
            return bool(_MARK.search(file.read(_TAIL)) or _OLD_QUIZ.match(head))
    except OSError:
        return False


def kind(path: Path) -> str:
    """Return what the program made here (deck, ledger, reviews, quiz, coverage, cards, questions, verdicts), or "" of a file that it did not."""
    with path.open("rb") as file:
        content = file.read(_LARGEST)
        return "" if file.read(1) else kind_of(content)


def kind_of(content: bytes) -> str:
    """Return what the program made with this content, or "" of what it did not."""
    if content.startswith(b"PK"):
        return _kind_of_zip(content)
    if content.startswith(b"%PDF-"):  # typst's, in the fonts that quizzes are printed in
        return QUIZ if b"/Creator(Typst " in content and b"+Pretendard" in content else ""
    for name, begin in _HEADS:
        if begin.match(content):
            return name
    mark = _MARK.search(content[-_TAIL:])
    return mark[1].decode() if mark else ""


def _kind_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "collection.anki2" in names:
                return "deck" if _NOTE_TYPE.search(_member(archive, "collection.anki2")) else ""
            if "imsmanifest.xml" in names:
                return QUIZ if b'identifier="notedeck-' in _member(archive, "imsmanifest.xml") else ""
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError):
        pass
    return ""


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        return member.read(_MOST)
