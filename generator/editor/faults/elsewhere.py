"""`clear` under "date", where the note has a section "clear" too: a command that was copied into the wrong section."""

from __future__ import annotations

import re

from generator import programs
from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate, CommandLine


def _has(candidate: Candidate, desk: Desk) -> bool:
    fact, value = candidate.fact, candidate.fact.value
    if not isinstance(value, CommandLine) or not fact.path:
        return False
    over = fact.path[-1].strip("` ").casefold()
    named = over in programs.known() and over not in re.findall(r"[\w.-]+", value.command)
    return named and value.program != over and value.program in desk.places


FAULT = Fault("a command of another section", _has)
