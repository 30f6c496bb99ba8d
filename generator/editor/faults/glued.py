"""`관리함은?`, `을를`: a particle on an ending that takes none, or two particles in a row."""

from __future__ import annotations

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate


def _has(candidate: Candidate, desk: Desk) -> bool:
    return bool(desk.speech.LEXICON["glued"].search(candidate.stem))


FAULT = Fault("a broken ending", _has)
