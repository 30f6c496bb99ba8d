"""`Q: …` / `A: …`, and sentences whose blank the learner marked."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card
from generator.model import Card, Fact, Question


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Question)
    direction = "fill-blank" if "____" in fact.question else "question"
    yield card(fact, direction, fact.question, fact.answer)


KIND = Kind(Question, write)
