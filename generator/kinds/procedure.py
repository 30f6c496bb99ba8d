"""`1. 검증한다` `2. 저장한다` -> all the steps in order, and what comes after each."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card, count, placed
from generator.model import Card, Fact, Procedure

# More steps than these are asked one by one only.
MOST_AT_ONCE = 5
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Procedure)
    number = count(len(fact.steps), desk.code)
    steps = " ".join(f"{_CIRCLED[at]} {step}" for at, step in enumerate(fact.steps))
    if len(fact.steps) > MOST_AT_ONCE:
        pass
    elif desk.ko():
        yield card(fact, "list-all", placed(f"{fact.subject}의 {len(fact.steps)}단계를 순서대로 쓰면?", desk), steps)
    else:
        yield card(fact, "list-all", placed(f"What are the {number} steps of {fact.subject}, in order?", desk), steps)
    for before, after in itertools.pairwise(fact.steps):
        if desk.ko():
            stem = f"{fact.subject}에서 다음 단계는? {before} → ____"
        else:
            stem = f"What is the next step of {fact.subject}? {before} → ____"
        yield card(fact, "fill-blank", stem, after)


KIND = Kind(Procedure, write)
