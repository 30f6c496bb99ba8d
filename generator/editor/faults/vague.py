"""`전체 삭제` over `docker volume prune`: a purpose that does not say what is deleted."""

from __future__ import annotations

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate, CommandLine

FEWEST = 2  # telling words of a purpose: what is done, and to what


def _has(candidate: Candidate, desk: Desk) -> bool:
    value = candidate.fact.value
    if not isinstance(value, CommandLine):
        return False
    told = desk.speech.LEXICON["manner"].sub("", value.purpose)
    words = set(desk.speech.content_words(told)) - desk.speech.WIDE_WORDS
    if len(value.purpose.split()) <= FEWEST:
        words -= {value.program.casefold()}  # "ssh 접속" of ssh
    return len(words) < FEWEST


FAULT = Fault("a purpose that says too little", _has)
