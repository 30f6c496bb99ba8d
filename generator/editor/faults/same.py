"""`FCFS: 비선점형 방식` beside `SJF: 비선점형 방식`, `cd` beside `cd ~`: what the note says of two things tells neither."""

from __future__ import annotations

from generator.editor.desk import Desk, told
from generator.editor.faults.fault import Fault
from generator.model import Candidate, CommandLine, Statement


def _has(candidate: Candidate, desk: Desk) -> bool:
    fact = candidate.fact
    if isinstance(fact.value, CommandLine):
        return candidate.frame == "command" and desk.meanings[told(fact, desk.speech)] > 1
    if not fact.entity or not isinstance(fact.value, Statement):
        return False
    if fact.facet and candidate.frame != "measure":
        return False
    return desk.meanings[told(fact, desk.speech)] > 1  # "타입: string" of five options


FAULT = Fault("the note says the same of another thing", _has)
