"""`임시로변경한IP 주소`: words written as one, which no reader takes for a question."""

from __future__ import annotations

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate


def _has(candidate: Candidate, desk: Desk) -> bool:
    return desk.speech.runs_together(candidate.stem)


FAULT = Fault("words written as one", _has)
