"""A question or answer that begins or ends in the middle of something: a comma, a conjunction, a bare particle."""

from __future__ import annotations

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

ASKED_ALONE = ("term->meaning", "question")  # what asks one thing


def _has(candidate: Candidate, desk: Desk) -> bool:
    if candidate.direction == "purpose->command":
        return False
    if candidate.direction in ASKED_ALONE and desk.speech.LEXICON["versus-inside"].search(candidate.key):
        return True  # "직접 운영 vs 위임": sides without what is said of them
    begins, ends = desk.speech.LEXICON["fragment-start"], desk.speech.LEXICON["fragment-end"]
    return bool(begins.search(candidate.key) or ends.search(candidate.key) or begins.search(candidate.stem))


FAULT = Fault("a fragment", _has)
