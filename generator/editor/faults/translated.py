"""`--cloud-provider란?` answered with 클라우드 서비스 제공자: an option's name put into words is no meaning."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

LONGEST = 6  # words of a meaning that only spells a long option's name


def _has(candidate: Candidate, desk: Desk) -> bool:
    name = candidate.fact.entity
    long_option = name.startswith("--") and name.count("-") > 2
    meaning = candidate.key if candidate.direction == "term->meaning" else candidate.stem
    quoted = re.match(r"'([^']+)'", meaning)
    meaning = quoted[1] if quoted else meaning
    named = candidate.direction == "term->meaning" or bool(quoted)
    return named and long_option and len(meaning.split()) <= LONGEST


FAULT = Fault("only puts the name into words", _has)
