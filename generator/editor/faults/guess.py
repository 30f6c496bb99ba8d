"""`docker run -v /data:/data --name web -p 80:80 nginx` for "컨테이너 실행": more values than a question can name."""

from __future__ import annotations

from generator import unsaid
from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate, CommandLine

MOST_SHOWN = 1  # values that may stay unsaid where the command itself is shown


def _has(candidate: Candidate, desk: Desk) -> bool:
    value = candidate.fact.value
    if not isinstance(value, CommandLine):
        return False
    found = unsaid.values(value, desk.domain)
    if candidate.direction == "command->purpose":
        return len(found) > MOST_SHOWN
    return bool(found) and not unsaid.shown(value, desk.domain)


FAULT = Fault("values that nobody can guess", _has)
