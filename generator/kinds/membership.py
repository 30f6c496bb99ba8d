"""`Pod, Service, ConfigMap` under "API 리소스" -> "…은 무엇의 예인가?"; two categories side by side -> "A인가, B인가?"."""

from __future__ import annotations

from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card, placed
from generator.model import Card, Fact, Membership


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Membership)
    members = ", ".join(fact.members)
    if fact.others:
        yield card(fact, "category", placed(_which(fact, members, desk), desk), fact.category)
    elif desk.ko():
        yield card(fact, "category", placed(f"{desk.speech.topic(members)} 무엇의 예인가?", desk), fact.category)
    else:
        yield card(fact, "category", placed(f"What are {members} examples of?", desk), fact.category)


def _which(fact: Membership, members: str, desk: Desk) -> str:
    categories = sorted((fact.category, *fact.others))
    if desk.ko():
        return f"{desk.speech.topic(members)} " + ", ".join(f"{name}인가" for name in categories) + "?"
    return f"Which are {members}: {' or '.join(categories)}?"


KIND = Kind(Membership, write)
