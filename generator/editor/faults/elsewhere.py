"""`clear` under "date", where the note has a section "clear" too: a command that was copied into the wrong section."""

from __future__ import annotations

from generator.editor.desk import Desk, is_astray
from generator.editor.faults.fault import Fault
from generator.model import Candidate


def _has(candidate: Candidate, desk: Desk) -> bool:
    return is_astray(candidate.fact, desk.places)


FAULT = Fault("a command of another section", _has)
