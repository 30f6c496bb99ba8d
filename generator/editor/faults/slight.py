"""`로컬 SSD는?`, "Which node component runs on each node?": too little is said to tell the answer from others."""

from __future__ import annotations

import re

from generator import pieces
from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate, Fact, Statement

SURE = 0.6  # below it a label may name no thing
FEWEST = 3  # content words of a meaning that is asked for its term
FEWEST_ALONE = 4  # where no class is named


def _has(candidate: Candidate, desk: Desk) -> bool:
    fact = candidate.fact
    if candidate.direction != "meaning->term" or not isinstance(fact.value, Statement):
        return False
    if fact.sure < SURE:
        return True
    if pieces.protected(fact.value.text):
        return False
    said = re.sub(r"\([^)]*\)", " ", fact.value.text)
    words = desk.speech.content_words(said)
    needed = FEWEST if fact.category else FEWEST_ALONE
    return len(set(words)) < needed or (desk.speech.clause(said).kind == "noun" and not _tells(fact, said, desk))


def _tells(fact: Fact, said: str, desk: Desk) -> bool:
    return desk.speech.is_definition(said) or bool(fact.category)


FAULT = Fault("too little to tell the answer by", _has)
