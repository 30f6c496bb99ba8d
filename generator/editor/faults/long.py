"""An answer over 60 characters that is no list, contrast, steps or command; a question that nobody reads twice."""

from __future__ import annotations

from collections import defaultdict

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

LONGEST = defaultdict(
    lambda: 60, {"list-all": 200, "contrast": 150, "purpose->command": 160}
)  # characters of an answer
LONGEST_STEM = 140  # characters


def _has(candidate: Candidate, desk: Desk) -> bool:
    return len(candidate.key) > LONGEST[candidate.direction] or len(candidate.stem) > LONGEST_STEM


FAULT = Fault("too long", _has)
