"""`<img src="../images/pod.png">` with no such file beside the note: a picture that the card could not show.

Paths are looked up from the note's folder. Pictures on the web, and paths from a site's root, cannot be looked up and are
let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE = "missing-image"
_MARKDOWN = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+(?: [^)\"'>]*\.\w+)?)>?(?:\s+[\"'][^)]*)?\s*\)")
_HTML = re.compile(r"<img\b[^<>]*?\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|.*[{}$<]", re.IGNORECASE)


def find(note: Note) -> Iterator[Finding]:
    """Report pictures that are not on disk."""
    for line in lines.of(note.source):
        text = re.sub(r"`+[^`]*`+", lambda m: " " * len(m.group()), line.text) if line.place == "text" else ""
        for match in (*_MARKDOWN.finditer(text), *_HTML.finditer(text)):
            path = next(group for group in match.groups() if group is not None)
            if path and not _ELSEWHERE.match(path) and not _exists(note, path):
                message = f'the picture "{path}" is not there; put the file beside the note or mend the path'
                yield lines.finding(note, line.number, match.start(), path, Severity.WARNING, CODE, message)


def _exists(note: Note, path: str) -> bool:
    bare = re.split(r"[?#]", path)[0]
    return any(note.exists(name) for name in {path, bare, unquote(bare)})


CHECK = Check((CODE,), find)
