"""`[서비스](services.md)` with no such file: a link to nowhere.

Looked up are paths to files from the note's folder; addresses on the web, anchors, folders and paths from a site's root are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE = "dead-link"
_LINK = re.compile(
    r"(?<!!)\[(?:[^\[\]]|!?\[[^\[\]]{0,200}\](?:\([^()]{0,500}\))?){0,300}\]"
    r"\(\s{0,9}<?([^()\s<>]{1,1000}(?:\([^()\s]{0,200}\)[^()\s<>]{0,500})?)>?(?:\s{1,9}[\"'][^)]{0,500})?\s{0,9}\)"
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|\?|.*[{}$<]", re.IGNORECASE)
_FILE = re.compile(r".*\.[A-Za-z][A-Za-z0-9]{0,4}$")
_HOST = re.compile(r"(?:www\.|(?:[\w-]+\.)+(?:com|org|net|io|dev|kr|me|app)(?:/|$))", re.IGNORECASE)


def find(note: Note) -> Iterator[Finding]:
    """Report relative links whose file is not on disk."""
    for line in lines.of(note.source):
        text = re.sub(r"`+[^`]*`+", lambda m: " " * len(m.group()), line.text) if line.place == "text" else ""
        for match in _LINK.finditer(text):
            path = re.split(r"[?#]", match[1])[0]
            checkable = path and _FILE.match(path) and not _ELSEWHERE.match(path) and not _HOST.match(path)
            if checkable and not any(note.exists(name) for name in (path, unquote(path), path + ".md")):
                message = f'the link to "{match[1]}" leads nowhere: no such file from here'
                yield lines.finding(note, line.number, match.start(1), match[1], Severity.WARNING, CODE, message)


CHECK = Check((CODE,), find)
