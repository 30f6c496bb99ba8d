"""`etcd: 키-값 저장소` -> "쿠버네티스에서 etcd란?" and "…키-값 저장소는?"."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds import asking
from generator.kinds.desk import Desk, Kind, card, leaks, names_of, placed, squeezed
from generator.model import Card, Definition, Fact


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Definition)
    meaning = fact.meaning.strip().rstrip(".").strip()
    form = desk.speech.clause(meaning)
    answer = asking.answer(meaning, form, desk)
    stem = placed(asking.meaning_question(fact.term, form, desk), desk)
    if not _repeats(fact, meaning):
        yield card(fact, "term->meaning", stem, answer)
    if not leaks(fact.term, meaning, desk) and squeezed(meaning) not in desk.shared:
        question = asking.term_question(meaning, fact.category, fact.term, desk)
        yield card(fact, "meaning->term", placed(question, desk), fact.term, names_of(fact.term, desk.domain))
        if len(meaning) > 45 and form.kind == "verb":
            yield asking.blank(fact, asking.subject_of(fact.term, desk), meaning, desk)
    else:
        yield asking.blank(fact, asking.subject_of(fact.term, desk), meaning, desk)


def _repeats(fact: Definition, meaning: str) -> bool:
    return squeezed(meaning) in squeezed(fact.term)


KIND = Kind(Definition, write)
