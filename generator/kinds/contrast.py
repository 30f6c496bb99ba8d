"""`명령형` / `선언형` -> "'리소스' 측면에서 명령형과 선언형은 어떻게 다른가?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card, placed
from generator.model import Card, Contrast, Fact


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Contrast)
    one, other = fact.names
    if fact.sides[0] == fact.sides[1]:
        return
    key = f"{one}: {fact.sides[0]} / {other}: {fact.sides[1]}"
    yield card(fact, "contrast", placed(_stem(fact, desk), desk), key)


def _stem(fact: Contrast, desk: Desk) -> str:
    one, other = fact.names
    if not desk.ko():
        return (
            f"How do {one} and {other} differ in {fact.aspect}?" if fact.aspect else f"How do {one} and {other} differ?"
        )
    both = desk.speech.with_(one) + " " + desk.speech.topic(other)
    if fact.question:
        particle, _space, tail = fact.question.partition(" ")
        return f"{both} 각각 무엇{particle} {desk.speech.asked(tail)}?"
    if fact.aspect and all(re.search(rf"{fact.aspect}(?:함)?$", side) for side in fact.sides):
        return f"{both} 각각 무엇을 {fact.aspect}하는가?"
    if fact.aspect:
        many = all(
            re.search(rf"(?:적은|많은|여러|모든|하나의|한|두)\s*{fact.aspect}|{fact.aspect} 수가", side)
            for side in fact.sides
        )
        return f"{both} '{fact.aspect}{' 수' if many else ''}' 측면에서 어떻게 다른가?"
    return f"{both} 어떻게 다른가?"


KIND = Kind(Contrast, write)
