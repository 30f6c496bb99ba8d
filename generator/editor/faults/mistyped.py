"""A word of the card looks mistyped in the note and is not put right."""

from __future__ import annotations

from generator.editor.desk import Desk, filled
from generator.editor.faults.fault import Fault
from generator.model import Candidate


def _has(candidate: Candidate, desk: Desk) -> bool:
    span = candidate.fact.span
    lines = (*range(span.first, span.last + 1), *candidate.fact.heads)
    shown = filled(candidate)
    return any(word in shown for line in lines for word in desk.doubtful.get(line, ()))


FAULT = Fault("looks mistyped", _has)
