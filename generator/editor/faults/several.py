"""`kubelet의 역할은?` where the note says two deeds of it: each answers as well as the other."""

from __future__ import annotations

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate


def _has(candidate: Candidate, desk: Desk) -> bool:
    asks_a_deed = candidate.frame == "definition" and desk.speech.clause(candidate.key).kind == "verb"
    return asks_a_deed and candidate.fact.rivals > 0


FAULT = Fault("the note says more of it that answers as well", _has)
