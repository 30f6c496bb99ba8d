"""`기본 포트: 6443` under kube-apiserver -> "kube-apiserver의 기본 포트는?"."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card, placed, squeezed
from generator.model import Attribute, Card, Fact


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Attribute)
    form = desk.speech.clause(fact.value)
    value = form.bare + form.tail if form.kind == "noun" else fact.value
    direction = "term->meaning" if len(value) > 50 else "fill-blank"
    yield card(fact, direction, placed(_stem(fact, desk), desk), value)


def _stem(fact: Attribute, desk: Desk) -> str:
    within = squeezed(fact.subject) in squeezed(fact.name)
    if desk.ko():
        name = fact.name if within else f"{fact.subject}의 {fact.name}"
        return f"{desk.speech.topic(name)}?"
    name = fact.name[:1].lower() + fact.name[1:] if fact.name[1:2].islower() else fact.name
    return f"What is the {name}?" if within else f"What is the {name} of {fact.subject}?"


KIND = Kind(Attribute, write)
