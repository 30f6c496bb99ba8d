"""A word of the card looks mistyped in the note and is not put right."""

from __future__ import annotations

import re

from generator.editor.desk import Desk, filled
from generator.editor.faults.fault import Fault
from generator.model import Candidate

_SIZED = re.compile(r"u?(?:int|float)(?P<size>\d{1,6})", re.IGNORECASE)
SIZES = frozenset((1, 2, 3, 4, 8, 16, 24, 32, 64, 80, 128, 256, 512))  # of numbers, in bytes or bits


def _has(candidate: Candidate, desk: Desk) -> bool:
    span = candidate.fact.span
    lines = (*range(span.first, span.last + 1), *candidate.fact.heads)
    shown = filled(candidate)
    sized = _SIZED.fullmatch(candidate.key.strip("`"))
    if sized and int(sized["size"]) not in SIZES:
        return True  # float332
    return any(word in shown for line in lines for word in desk.doubtful.get(line, ()))


FAULT = Fault("looks mistyped", _has)
