"""A question or answer that begins or ends in the middle of something: a comma, a conjunction, a bare particle."""

from __future__ import annotations

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

ASKED_ALONE = ("term->meaning", "question")  # what asks one thing

FEW = 3  # words of an answer that only hedges
STATED = ("definition", "label", "defined", "aspect", "measure", "value")  # frames whose answer says what something is


def _has(candidate: Candidate, desk: Desk) -> bool:
    if candidate.direction == "purpose->command":
        return False
    if candidate.direction == "command->purpose" and desk.speech.LEXICON["aim"].search(candidate.key):
        return True  # "결과를 파일에 저장하려면"
    if candidate.direction in ASKED_ALONE and desk.speech.LEXICON["versus-inside"].search(candidate.key):
        return True  # "직접 운영 vs 위임": sides without what is said of them
    if (
        candidate.direction in ASKED_ALONE
        and candidate.frame in STATED
        and desk.speech.LEXICON["adverb-end"].search(candidate.key)
    ):
        return True  # "일반적인 파일과 같이": how, and not what
    hedged = desk.speech.LEXICON["hedge"].match(candidate.key) and len(candidate.key.split()) <= FEW
    if candidate.direction in ASKED_ALONE and hedged:
        return True  # "일반적으로 IPv4"
    begins, ends = desk.speech.LEXICON["fragment-start"], desk.speech.LEXICON["fragment-end"]
    return bool(begins.search(candidate.key) or ends.search(candidate.key) or begins.search(candidate.stem))


FAULT = Fault("a fragment", _has)
