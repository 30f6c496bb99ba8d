"""A question or answer that begins or ends in the middle of something: a comma, a conjunction, a bare particle."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

_STARTS = re.compile(r"^(?:[,:;)\]}→=>]|[.~](?![\w/])|(?:은|는|이|가|을|를|의|에|와|과|및|또는)\s)")
_ENDS = re.compile(r"(?:[,(\[{:;→~+&]|=>|->|\s(?:및|또는|그리고|and|or|the|of|to|with))$")


def _has(candidate: Candidate, desk: Desk) -> bool:
    if candidate.direction == "purpose->command":
        return False
    return bool(_STARTS.search(candidate.key) or _ENDS.search(candidate.key) or _STARTS.search(candidate.stem))


FAULT = Fault("a fragment", _has)
