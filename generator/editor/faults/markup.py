"""Marks of the note left on the card: `**`, `[text](link)`, a bracket that never closes, a bullet."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

_MARKS = re.compile(r"\*\*|\]\(|<img|</?(?:p|br|div|span)\b|^\s*[-*•] |\[\[|\]\]|!\[")
_PAIRS = (("(", ")"), ("[", "]"), ("「", "」"))


def _has(candidate: Candidate, desk: Desk) -> bool:
    if re.search(r"\{\.\w+\}", candidate.stem):
        return True  # {.bash}
    if candidate.direction in ("purpose->command", "command->purpose") or candidate.frame in ("picture", "option"):
        return False
    texts = (candidate.key, candidate.stem)
    if any(_MARKS.search(text) for text in texts):
        return True
    return any(text.count(one) != text.count(other) for text in texts for one, other in _PAIRS)


FAULT = Fault("marks of the note left over", _has)
