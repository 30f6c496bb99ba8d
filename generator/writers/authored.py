"""A question with its answer, as a person or a model wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Authored, Candidate, Fact
from generator.writers.desk import Desk, Writer, candidate


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, Authored)
    direction = "fill-blank" if "____" in fact.value.question else "question"
    yield candidate(fact, fact.pattern, direction, fact.value.question, fact.value.answer, desk)


WRITER = Writer((Authored,), _write)
