"""Facts to Candidates: one kind of question a module, found by being there; no writer judges."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache

from generator import plugins
from generator.model import Candidate, Fact
from generator.writers.desk import Desk, Writer

__all__ = ["Desk", "write", "writers"]


@cache
def writers() -> dict[str, Writer]:
    """Return all writers by name."""
    return plugins.find(sys.modules[__name__], "WRITER")


def write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    """Yield all questions that a fact could be asked with."""
    for _name, writer in sorted(writers().items()):
        if isinstance(fact.value, writer.values):
            yield from writer.write(fact, desk)
