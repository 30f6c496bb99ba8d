"""`![파드의 구조](pod.png)` -> the image, and what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card
from generator.model import Card, Fact, Figure


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Figure)
    name = fact.image.rsplit("/", 1)[-1]
    stem = f"그림 {name}이(가) 나타내는 것은?" if desk.ko() else f"What does the figure {name} show?"
    yield card(fact, "question", stem, fact.caption)


KIND = Kind(Figure, write)
