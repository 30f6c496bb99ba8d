"""`어피니티에 대해 조사하기` on a line of its own, `TODO`, `- [ ]`: work that the learner left for later.

Such a line is no fact and yields no card. Unchecked boxes are noted once, with their number. Steps ("파드 삭제하기" as a
bullet or over a command) are no to-dos.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE = "to-do"
_MARK = re.compile(r"(?<![\w`])(?:TODO|FIXME|TBD)(?![\w`])")
_BOX = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+\[ \]\s")
_LONE = re.compile(
    r"^(?![#>\s*+-]|\d+[.)])[^`:]{2,50}(?:조사|공부|복습|정리|찾아\s?보|알아\s?보|보충|보완|추가|학습|검색|이해|확인)\s?"
    r"(?:하기|해\s?보기|기|할 것|할 예정|해야 함|필요)\s*[.!]?\s*$"
)


def find(note: Note) -> Iterator[Finding]:
    """Report to-dos in prose and comments."""
    boxes = [line for line in lines.of(note.source) if line.place == "text" and _BOX.match(line.text)]
    if boxes:
        rest = f" and {len(boxes) - 1} more" if len(boxes) > 1 else ""
        yield _found(note, boxes[0].number, boxes[0].text.strip(), rest)
    for line, text in lines.spoken(note):
        mark = _MARK.search(text)
        if mark:
            yield _found(note, line.number, line.text[mark.start() :].strip())
        elif line.place == "text" and _LONE.match(line.text) and _stands_alone(note, line.number):
            yield _found(note, line.number, line.text.strip())


def _found(note: Note, number: int, text: str, rest: str = "") -> Finding:
    start = max(note.source.lines[number - 1].find(text), 0)
    shown = text if len(text) <= 60 else text[:59] + "…"
    message = f'"{shown}"{rest} {"are" if rest else "is"} left to do'
    return lines.finding(note, number, start, text, Severity.INFO, CODE, message)


def _stands_alone(note: Note, number: int) -> bool:
    """Blank lines around, and neither code nor a list that the line would be the title of."""
    texts = note.source.lines
    above, below = texts[number - 2] if number > 1 else "", texts[number:]
    follows = next((text for text in below if text.strip()), "")
    titled = re.match(r"\s*(?:```|~~~|[-*+]\s|>|\|)", follows) is not None
    return not above.strip() and not (below and below[0].strip()) and not titled


CHECK = Check((CODE,), find)
