"""A command that the checks refuse, or one whose purpose is another's."""

from __future__ import annotations

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate, CommandLine, Severity


def _has(candidate: Candidate, desk: Desk) -> bool:
    value = candidate.fact.value
    if not isinstance(value, CommandLine):
        return False
    return any(remark.severity == Severity.ERROR for remark in desk.domain.check_command(value.command))


FAULT = Fault("a command that its program refuses", _has)
