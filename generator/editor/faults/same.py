"""`FCFS: 비선점형 방식` beside `SJF: 비선점형 방식`: what the note says of two things tells neither."""

from __future__ import annotations

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate, Statement
from generator.names import squeezed


def _has(candidate: Candidate, desk: Desk) -> bool:
    fact = candidate.fact
    if not fact.entity or not isinstance(fact.value, Statement):
        return False
    if fact.facet:  # "타입: string" of five options
        return candidate.frame == "measure" and desk.meanings[squeezed(f"{fact.facet}={fact.value.text}")] > 1
    return desk.meanings[squeezed(fact.value.text)] > 1


FAULT = Fault("the note says the same of another thing", _has)
