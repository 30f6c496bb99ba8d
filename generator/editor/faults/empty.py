"""A question or an answer without a word."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate


def _has(candidate: Candidate, desk: Desk) -> bool:
    return not re.search(r"[\w가-힣]", candidate.stem.replace("____", "")) or not candidate.key.strip()


FAULT = Fault("empty", _has)
