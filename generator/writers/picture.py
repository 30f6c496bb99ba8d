"""`![파드의 구조](pod.png)` -> the picture, and what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Candidate, Fact, Picture
from generator.writers.desk import Desk, Writer, candidate


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, Picture)
    yield candidate(
        fact, "picture", "question", f"{desk.speech.shows()} [{fact.value.image}]", fact.value.caption, desk
    )


WRITER = Writer((Picture,), _write)
