"""`데이터 백업 계획 필수` -> "데이터 ____ 필수": one blank in the line as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import pieces
from generator.model import Candidate, Fact, Statement
from generator.names import names_of
from generator.writers.desk import Desk, Writer, candidate

LONGEST_KEY = 30  # characters
LONGEST_STEM = 110
MOST = 6  # blanks that are worth measuring, the worthiest first


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, Statement)
    if fact.pattern in ("table", "deed"):
        return  # a deed's line is a statement too, which has the blanks
    said = f"{fact.facet}: {fact.value.text}" if fact.facet else fact.value.text
    if len(said) > LONGEST_STEM:
        return
    spans = {(phrase.start, phrase.end): phrase.worth for phrase in desk.speech.phrases(said) if phrase.worth > 0}
    spans |= dict.fromkeys(_marked(said, fact.value.marked), 4.0)
    kept = pieces.protected(said)
    spans = {place: worth for place, worth in spans.items() if not any(a < place[1] and place[0] < b for a, b in kept)}
    path = fact.path if not fact.entity else (*fact.path, fact.entity)
    for (start, end), _worth in sorted(spans.items(), key=lambda one: (-one[1], one[0]))[:MOST]:
        key = said[start:end].strip("`*'\"‘’“” ")
        if 1 < len(key) <= LONGEST_KEY:
            stem = desk.speech.cloze(said, start, end)
            yield candidate(
                fact, "blank", "fill-blank", stem, key, desk, accept=names_of(key, desk.domain), start=start, path=path
            )


def _marked(said: str, marked: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where the phrases stand that the note's writer set off."""
    for phrase in marked:
        found = re.search(re.escape(phrase), said)
        if found:
            yield found.span()


WRITER = Writer((Statement,), _write)
