"""`kind: Pod` / `spec:` / `containers:` -> "파드 매니페스트에서 containers를 적는 상위 필드의 경로는?"."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card, names_of, squeezed
from generator.model import Card, Fact, Manifest

MOST_FIELDS = 4


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Manifest)
    if fact.value:
        yield _value(fact, desk)
        return
    shown = [name for name in fact.fields if name not in fact.parent.split(".")][:MOST_FIELDS]
    if not shown:
        return
    listed = ", ".join(shown)
    if desk.ko():
        stem = f"{fact.resource} 매니페스트에서 {desk.speech.topic(listed)} 어느 필드 아래에 적는가?"
    else:
        stem = f"In a {fact.resource} manifest, under which field do you write {' and '.join([', '.join(shown[:-1]), shown[-1]] if shown[1:] else shown)}?"
    yield card(fact, "fill-blank", stem, fact.parent)


def _value(fact: Manifest, desk: Desk) -> Card | None:
    field = fact.fields[0]
    called = fact.resource
    if field == "kind":
        called = next(
            (
                n
                for n in names_of(fact.resource, desk.domain)
                if squeezed(n) != squeezed(fact.resource) and _fits(n, desk)
            ),
            "",
        )
        if not called:
            return None
    if desk.ko():
        case = " (대소문자까지 정확히)" if field == "kind" else ""
        return card(fact, "fill-blank", f"{called} 매니페스트의 {field} 값은?{case}", fact.value)
    return card(fact, "fill-blank", f"In the manifest of a {called}, what is the value of {field}?", fact.value)


def _fits(name: str, desk: Desk) -> bool:
    return ("가" <= name[0] <= "힣") == desk.ko() and (desk.ko() or len(name) > 3)


KIND = Kind(Manifest, write)
