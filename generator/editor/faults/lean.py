"""`이때 000이 '인덱스 필드'…`: words that point at another line, which the card does not show."""

from __future__ import annotations

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate, CommandLine, Origin


def _has(candidate: Candidate, desk: Desk) -> bool:
    if candidate.origin == Origin.MODEL:  # a reader who had no other line understood it
        return False
    lean = desk.speech.LEXICON["lean"]
    value = candidate.fact.value
    if isinstance(value, CommandLine):
        return bool(lean.search(value.purpose))
    if candidate.direction == "list-all":
        return bool(lean.match(candidate.stem.lstrip("'\"")))
    return any(lean.search(text) for text in (candidate.stem.lstrip("'\""), candidate.key))


FAULT = Fault("leans on another line", _has)
