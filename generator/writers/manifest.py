"""`periodSeconds: 5  # 5초마다 검사` -> the field of that meaning; what a kind fixes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Candidate, Fact, Field
from generator.writers.desk import Desk, Writer, candidate


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, Field)
    value = fact.value
    if fact.facet == "purpose":
        stem = desk.speech.field(value.parent, value.resource)
        if stem:
            yield candidate(fact, "field", "meaning->term", stem, value.fields[0], desk)
    elif value.value:
        stem = desk.speech.fixed(value.fields[0], value.resource)
        yield candidate(fact, "fixed", "question", stem, value.value, desk)


WRITER = Writer((Field,), _write)
