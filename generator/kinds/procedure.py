"""`1. 검증한다` `2. 저장한다` -> all the steps in order, and what comes after each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card, count, placed
from generator.model import Card, Fact, Procedure

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Procedure)
    number = count(len(fact.steps), desk.code)
    steps = " ".join(f"{_CIRCLED[at]} {step}" for at, step in enumerate(fact.steps))
    if desk.ko():
        yield card(fact, "list-all", placed(f"{fact.subject}의 {len(fact.steps)}단계를 순서대로 쓰면?", desk), steps)
    else:
        yield card(fact, "list-all", placed(f"What are the {number} steps of {fact.subject}, in order?", desk), steps)
    for before, after in zip(fact.steps, fact.steps[1:], strict=False):
        yield _next(fact, before, after, desk)


def _next(fact: Procedure, before: str, after: str, desk: Desk) -> Card | None:
    if desk.ko():
        return card(fact, "fill-blank", f"{fact.subject} 순서: {before} → ____", after)
    return card(fact, "fill-blank", f"{fact.subject}: {before} → ____", after)


KIND = Kind(Procedure, write)
