"""`etcd` / `데이터 백업 계획 필수` -> "etcd는 ____이(가) 필수이다."; a reason is asked as a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds import asking
from generator.kinds.desk import Desk, Kind, card, leaks, names_of, placed, squeezed
from generator.model import Card, Fact, Property

# A statement longer than this holds more than one thing worth asking.
LONG = 75


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Property)
    statement = fact.statement.strip().rstrip(".")
    form = desk.speech.clause(statement)
    opening = "" if fact.own else asking.subject_of(fact.subject, desk)
    context = _context(fact, statement, desk)
    reason = desk.speech.reason(statement)
    if reason:
        yield card(fact, "question", placed(_why(fact, reason[1], desk), desk), reason[0])
    for one in asking.blanks(fact, opening, statement, desk, 2 if len(statement) > LONG else 1):
        yield card(fact, one.direction, context + one.stem, one.key, one.accept)
    if (
        not fact.own
        and not leaks(fact.subject, statement, desk)
        and squeezed(statement) not in desk.shared
        and len(form.bare) >= 8
    ):
        question = asking.term_question(statement, fact.category, fact.subject, desk)
        yield card(fact, "meaning->term", placed(question, desk), fact.subject, names_of(fact.subject, desk.domain))


def _context(fact: Property, statement: str, desk: Desk) -> str:
    """Return "[subject] " before a sentence that does not name what it is about."""
    if not fact.own or any(squeezed(n) in squeezed(statement) for n in names_of(fact.subject, desk.domain)):
        return ""
    last = re.sub(r"\([^)]*\)", "", fact.subject).split()[-1:] or [""]
    return "" if squeezed(last[0]) in squeezed(statement) and len(last[0]) > 1 else f"[{fact.subject}] "


def _why(fact: Property, effect: str, desk: Desk) -> str:
    if desk.ko():
        form = desk.speech.clause(effect)
        opening = "" if fact.own or desk.speech.own_subject(effect)[0] else f"{desk.speech.subject(fact.subject)} "
        return f"{opening}{form.modifier} 이유는?"
    lowered = effect[:1].lower() + effect[1:]
    return f"Why is it that {fact.subject + ' ' if not fact.own else ''}{lowered}?"


KIND = Kind(Property, write)
