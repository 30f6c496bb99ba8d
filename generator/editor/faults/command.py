"""`docker network insepct web`: a command that its program refuses, also with a value in the place of each placeholder."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate, CommandLine, Severity

_PLACEHOLDER = re.compile(r"<[^<>\s]+>|\{[^{}]+\}")


def _has(candidate: Candidate, desk: Desk) -> bool:
    value = candidate.fact.value
    if not isinstance(value, CommandLine):
        return False
    if value.command.count('"') % 2:
        return True  # a quotation that does not end
    lines = {value.command, _PLACEHOLDER.sub("x", value.command)}
    return any(
        remark.severity == Severity.ERROR for line in sorted(lines) for remark in desk.domain.check_command(line)
    )


FAULT = Fault("a command that its program refuses", _has)
