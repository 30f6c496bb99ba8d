"""`태그의 기본값은 latest` -> "태그의 기본값은?"; "X란 Y이다" -> "X란?": sentences that hold their question ready."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Candidate, Fact, Statement
from generator.names import names_of
from generator.writers.desk import Desk, Writer, candidate

LONGEST_MEANING = 60  # characters that a learner can check at a glance
LONGEST_TERM = 30


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, Statement)
    if fact.facet or fact.pattern == "deed":
        return
    said = fact.value.text
    valued = desk.speech.valued(said)
    if valued:
        yield candidate(fact, "value", "question", *valued, desk)
    reason = desk.speech.reason(said)
    if reason:
        path = (*fact.path, fact.entity) if fact.entity else fact.path
        yield candidate(fact, "why", "question", reason[1], reason[0], desk, path=path)
    if not fact.entity and not valued:
        yield from _defined(fact, said, desk)


def _defined(fact: Fact, said: str, desk: Desk) -> Iterator[Candidate]:
    found = desk.speech.defined(said)
    if not found or len(found[0]) > LONGEST_TERM or not desk.speech.is_term(found[0]):
        return
    term, meaning = found
    if "의 " in term or not re.search(r"[^\W\d_]", term):
        return
    yield candidate(fact, "defined", "term->meaning", desk.speech.define(term, meaning), meaning, desk, hide=False)
    stem = desk.speech.named(meaning, "")
    if stem:
        yield candidate(fact, "called", "meaning->term", stem, term, desk, accept=names_of(term, desk.domain))


WRITER = Writer((Statement,), _write)
