"""`구현 방법: 백업 서버, 부하 분산, 자동 재시도` -> "내결함성의 대표적인 구현 방법 3가지는?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card, count, names_of, placed, squeezed
from generator.model import Card, Fact, Listing

# A list of more items is also asked item by item.
MANY = 5
MOST_BLANKS = 12


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Listing)
    number = len(fact.items)
    stem = _stem(fact, count(number, desk.code), desk)
    yield card(fact, "list-all", placed(stem, desk), ", ".join(fact.items))
    if number > MANY and not re.search(r"examples of|의 예(?:시)?$", fact.name, re.IGNORECASE):
        for item in fact.items[:MOST_BLANKS]:
            yield _blank(fact, item, desk)


def _stem(fact: Listing, number: str, desk: Desk) -> str:
    within = not fact.subject or any(squeezed(n) in squeezed(fact.name) for n in names_of(fact.subject, desk.domain))
    if desk.ko() and re.search(r"의 예(?:시)?$", fact.name):
        return f"{fact.name} {number}는?"
    if desk.ko():
        what = fact.name or ("구성 요소" if re.search(r"구성", fact.text) else "")
        typical = "" if fact.closed else "대표적인 "
        if not what:
            return (
                f"{fact.subject}의 {typical}특징 {number}는?"
                if _is_thing(fact.subject)
                else f"{typical}{fact.subject} {number}는?"
            )
        return f"{typical}{what} {number}는?" if within else f"{fact.subject}의 {typical}{what} {number}는?"
    if re.match(r"examples of", fact.name, re.IGNORECASE):
        return f"What are some {fact.name}?"
    what = fact.name or fact.subject
    main = "" if fact.closed else "main "
    tail = "" if within or not fact.name else f" of {fact.subject}"
    return f"What are the {number} {main}{_plain(what)}{tail}?"


def _is_thing(subject: str) -> bool:
    return not re.search(
        r"(?:방법|요소|종류|옵션|컴포넌트|컨트롤러|단계|유형|타입|원칙|장점|단점|조건|기능|도구|속성|명령어?)$", subject
    )


def _plain(name: str) -> str:
    words = name.split()
    if any(re.match(r"[A-Z]", word) for word in words[1:]) and not re.search(r"(?:s|es)$", words[-1]):
        return name
    return " ".join(word.lower() if re.fullmatch(r"[A-Z][a-z]+", word) else word for word in words)


def _blank(fact: Listing, item: str, desk: Desk) -> Card | None:
    others = [other for other in fact.items if other != item]
    if any(squeezed(item) in squeezed(other) for other in others):
        return None
    shown = ", ".join("____" if other == item else other for other in fact.items)
    within = not fact.subject or any(squeezed(n) in squeezed(fact.name) for n in names_of(fact.subject, desk.domain))
    if desk.ko():
        name = fact.name if within else f"{fact.subject}의 {fact.name}".removesuffix("의 ")
    else:
        name = fact.name if within else f"{fact.name or 'parts'} of {fact.subject}"
    return card(fact, "fill-blank", placed(f"{name}: {shown}", desk), item)


KIND = Kind(Listing, write)
