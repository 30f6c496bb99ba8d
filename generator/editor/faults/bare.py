"""`____이(가) 사용할 수 있는 유일한 정책이다` without a context line: nothing says what the sentence is about."""

from __future__ import annotations

from generator.editor.desk import Desk, is_placed
from generator.editor.faults.fault import Fault
from generator.model import Candidate

NAMED = frozenset({"term->meaning", "command->purpose", "purpose->command", "contrast"})  # they name what they ask of


def _has(candidate: Candidate, desk: Desk) -> bool:
    if is_placed(candidate) or candidate.direction in NAMED or candidate.frame in ("question", "forms", "picture"):
        return False
    if candidate.direction == "fill-blank":
        own = desk.speech.own_subject(candidate.stem.replace("____", candidate.key))[0]
        return not own or own == candidate.key or len(own.split()) < 2
    if candidate.frame in ("aspect", "list", "steps") and len(candidate.fact.facet.split()) > 1:
        return False  # "IAM 요소 4가지는?" names what it asks of
    return candidate.frame in ("aspect", "list", "steps", "why", "measure") or candidate.direction == "meaning->term"


FAULT = Fault("nothing says what it is about", _has)
