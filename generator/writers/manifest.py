"""`periodSeconds: 5  # 5초마다 검사` -> the field of that meaning; where a field stands; what a kind fixes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Candidate, Fact, Field
from generator.writers.desk import Desk, Writer, candidate

MOST_FIELDS = 3


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
    else:
        shown = tuple(name for name in value.fields if name not in value.parent.split("."))[:MOST_FIELDS]
        if shown:
            yield candidate(fact, "under", "question", desk.speech.under(shown, value.resource), value.parent, desk)


WRITER = Writer((Field,), _write)
