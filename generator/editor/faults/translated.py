"""`--cloud-provider란?` answered with 클라우드 서비스 제공자, Control with 제어: a name put into words is no meaning."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

LONGEST = 6  # words of a meaning that only spells a long option's name
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z'-]*(?: [A-Za-z][A-Za-z'-]*){0,3}")  # "create or new"


def _has(candidate: Candidate, desk: Desk) -> bool:
    name = candidate.fact.entity
    meaning = candidate.key if candidate.direction == "term->meaning" else candidate.stem
    quoted = re.match(r"'([^']+)'", meaning)
    meaning = re.sub(r"\s*\([^()]*\)", "", quoted[1] if quoted else meaning)
    if not (candidate.direction == "term->meaning" or quoted):
        return False
    if name.startswith("--") and name.count("-") > 2:
        return len(meaning.split()) <= LONGEST
    return candidate.direction == "term->meaning" and _is_translation(name, meaning)


def _is_translation(name: str, meaning: str) -> bool:
    """Whether a Latin word is answered with a Korean one alone, or a Korean name with its English words."""
    if re.search(r"[가-힣]", name) and "(" not in name and _ENGLISH.fullmatch(meaning.strip()):
        return True
    parts = re.findall(r"[A-Za-z]{4,}", re.sub(r"\s*\([^()]*\)", "", name))
    words = re.findall(r"[가-힣]+", meaning)
    if not parts or re.search(r"[가-힣\d]", name) or not words or re.search(r"[A-Za-z\d]", meaning):
        return False
    return len(words) == 1 and len(parts) == 1


FAULT = Fault("only puts the name into words", _has)
