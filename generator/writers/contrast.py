"""`| 확장 | 수직 | 수평 |` -> "관계형 DB와 NoSQL의 확장은 각각?": two things along one dimension."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Candidate, Fact, Sides
from generator.writers.desk import Desk, Writer, candidate


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, Sides)
    (one, other), (first, second) = map(_bare, fact.value.names), fact.value.sides
    key = f"{one}: {first} / {other}: {second}"
    stem = desk.speech.both(one, other, fact.facet)
    if stem:
        yield candidate(fact, "contrast", "contrast", stem, key, desk, hide=False)


def _bare(name: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", name).strip() or name


WRITER = Writer((Sides,), _write)
