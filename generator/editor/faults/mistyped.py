"""A word of the card looks mistyped in the note and is not put right."""

from __future__ import annotations

from generator.editor.desk import Desk, filled
from generator.editor.faults.fault import Fault
from generator.model import Candidate


def _has(candidate: Candidate, desk: Desk) -> bool:
    span = candidate.fact.span
    lines = (*range(span.first, span.last + 1), *candidate.fact.heads)
    shown = f"{candidate.front} {filled(candidate)}"
    near = [word for line in lines for word in desk.doubtful.get(line, ())]
    every = [word for words in desk.doubtful.values() for word in words]
    return any(word in shown for word in near) or any(word in candidate.front for word in every)


FAULT = Fault("looks mistyped", _has)
