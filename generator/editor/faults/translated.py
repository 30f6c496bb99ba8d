"""`--cloud-provider란?` answered with 클라우드 서비스 제공자: an option's name put into words is no meaning."""

from __future__ import annotations

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

LONGEST = 6  # words of a meaning that only spells a long option's name


def _has(candidate: Candidate, desk: Desk) -> bool:
    name = candidate.fact.entity
    long_option = name.startswith("--") and name.count("-") > 2
    return candidate.direction == "term->meaning" and long_option and len(candidate.key.split()) <= LONGEST


FAULT = Fault("only puts the name into words", _has)
