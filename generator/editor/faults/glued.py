"""`관리함은?`, `을를`, "일치하는 않는": a particle on an ending that takes none, two in a row, or one that its verb does not take."""

from __future__ import annotations

from generator.editor.desk import Desk, filled
from generator.editor.faults.fault import Fault
from generator.model import Candidate


def _has(candidate: Candidate, desk: Desk) -> bool:
    lexicon = desk.speech.LEXICON
    return bool(lexicon["glued"].search(candidate.stem) or lexicon["broken"].search(filled(candidate)))


FAULT = Fault("a broken ending", _has)
