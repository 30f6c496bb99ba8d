"""`1. 검증한다` `2. 저장한다` -> the steps in their order."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Candidate, Fact, Steps
from generator.writers.desk import Desk, Writer, candidate


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, Steps)
    steps = fact.value.steps
    stem = desk.speech.order(fact.facet, len(steps))
    yield candidate(fact, "steps", "list-all", stem, " → ".join(steps), desk, hide=False)


WRITER = Writer((Steps,), _write)
