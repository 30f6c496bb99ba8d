"""`etcd: 키-값 저장소` -> "etcd란?" and "…저장소는?": a term asked for its meaning, a meaning for its term."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Candidate, Fact, Statement
from generator.names import names_of
from generator.writers.desk import Desk, Writer, candidate

LONGEST_MEANING = 60  # characters that a learner can check at a glance


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, Statement)
    if not fact.entity or fact.facet:
        return
    meaning = fact.value.text.strip().rstrip(".")
    short = _short(meaning)
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", fact.entity) or fact.entity
    asked = desk.speech.define(bare, short)
    if fact.pattern != "deed":
        if asked:
            yield candidate(fact, "definition", "term->meaning", asked, short, desk, hide=False)
        yield candidate(fact, "label", "term->meaning", desk.speech.aspect(bare), short, desk, hide=False)
    stem = desk.speech.named(meaning, fact.category) if asked else ""  # what no term means tells none
    if stem:
        yield candidate(
            fact, "named", "meaning->term", stem, fact.entity, desk, accept=names_of(fact.entity, desk.domain)
        )


def _short(meaning: str) -> str:
    """Return a meaning that fits on a card: without its closing parenthesis where it is too long with it."""
    if len(meaning) <= LONGEST_MEANING:
        return meaning
    bare = re.sub(r"\s*\([^()]*\)", "", meaning).strip()
    return bare if len(bare) <= LONGEST_MEANING else meaning


WRITER = Writer((Statement,), _write)
