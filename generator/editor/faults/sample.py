"""An answer that is a sample's value, an address or a path of one machine, a link, a date."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

_SAMPLE = re.compile(
    r"https?://|www\.|\b\d{4}[-./년]\s?\d{1,2}[-./월]|@\w+\.\w+|[0-9a-f]{12,}|\b(?:my|test|sample|foo|bar|hello|example)[-_.]?\w*$|^[\d.]+:\d+$|\b[\w.-]+-[a-z0-9]{8,10}-[a-z0-9]{5}\b",
    re.IGNORECASE,
)


def _has(candidate: Candidate, desk: Desk) -> bool:
    if candidate.direction == "purpose->command":
        return bool(re.search(r"https?://\S{30,}|\b(?=[a-f]*\d)[0-9a-f]{12,}", candidate.key))
    return bool(_SAMPLE.search(candidate.key)) or bool(re.search(r"https?://", candidate.stem))


FAULT = Fault("a sample's value", _has)
