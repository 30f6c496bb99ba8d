"""`etcd: 키-값 저장소` -> "etcd란?" and "쿠버네티스 뒷단의 키-값 저장소는?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds import asking
from generator.kinds.desk import Desk, Kind, card, leaks, names_of, placed, squeezed
from generator.model import Card, Definition, Fact

# A meaning longer than this is asked back with a blank as well: it holds more than the term recalls.
LONG = 60
# A bare class fits many things: "서비스 메시 솔루션".
SHORT = 14


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Definition)
    meaning = fact.meaning.strip().rstrip(".").strip()
    form = desk.speech.clause(meaning)
    if form.kind == "verb" or not repeats(fact.term, meaning):
        stem = asking.meaning_question(fact.term, form, fact.category, asking.scope(fact, desk), desk)
        if stem:
            yield card(fact, "term->meaning", placed(stem, desk), asking.answer(meaning, form, desk))
    reason = desk.speech.reason(meaning)
    if reason and desk.ko():
        effect = desk.speech.clause(reason[1]).modifier
        yield card(fact, "question", placed(f"{desk.speech.subject(fact.term)} {effect} 이유는?", desk), reason[0])
    leaking = leaks(fact.term, meaning, desk) or squeezed(meaning) in desk.shared
    if not leaking and not (desk.speech.is_term(meaning) and len(meaning) < SHORT):
        question = asking.term_question(meaning, fact.category, fact.term, asking.scope(fact, desk), desk)
        accept = names_of(fact.term, desk.domain)
        yield card(fact, "meaning->term", placed(question, desk, fact.term), fact.term, accept)
    if leaking or len(meaning) > LONG:
        yield asking.blank(fact, asking.subject_of(fact.term, desk), meaning, desk)


def repeats(term: str, meaning: str) -> bool:
    """Whether a meaning says no more than the term's own words: "apiserver의 개수" of --apiserver-count."""
    if squeezed(meaning) in squeezed(term):
        return True
    words = re.findall(r"[A-Za-z]{3,}", meaning)
    hangul = re.findall(r"[가-힣]{2,}", meaning)
    return (
        bool(words)
        and len(hangul) <= 1
        and len(meaning) < 24
        and all(word.casefold() in term.casefold() for word in words)
    )


KIND = Kind(Definition, write)
