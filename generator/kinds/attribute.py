"""`기본 포트: 6443` under kube-apiserver -> "kube-apiserver의 기본 포트는?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card, placed, squeezed
from generator.model import Attribute, Card, Fact


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Attribute)
    if split_of(fact.subject, fact.value):
        return
    form = desk.speech.clause(fact.value)
    value = form.bare + form.tail if form.kind == "noun" else fact.value
    direction = "term->meaning" if len(value) > 50 else "fill-blank"
    yield card(fact, direction, placed(_stem(fact, desk), desk), value)


def split_of(term: str, value: str) -> bool:
    """Whether a value only takes its subject's name apart: "kube" + "proxy" of kube-proxy."""
    parts = re.findall(r"[a-z]{2,}", re.sub(r"\([^)]*\)", "", value).casefold())
    return (
        bool(parts)
        and not re.search(r"[가-힣]", re.sub(r"\([^)]*\)", "", value))
        and all(part in term.casefold() for part in parts)
    )


def _stem(fact: Attribute, desk: Desk) -> str:
    within = squeezed(fact.subject) in squeezed(fact.name)
    if desk.ko() and fact.name in ("유래", "어원"):
        return f"{desk.speech.called(fact.subject).removesuffix('란')}라는 이름의 유래는?"
    if desk.ko() and fact.name in (
        "등록",
        "설치",
        "확인",
        "설정",
        "삭제",
        "생성",
        "적용",
        "실행",
        "해제",
        "제거",
        "변경",
    ):
        return f"{desk.speech.object_(fact.subject)} {fact.name}하는 방법은?"
    if desk.ko():
        name = fact.name if within else f"{fact.subject}의 {fact.name}"
        return f"{desk.speech.topic(name)}?"
    name = fact.name[:1].lower() + fact.name[1:] if fact.name[1:2].islower() else fact.name
    return f"What is the {name}?" if within else f"What is the {name} of {fact.subject}?"


KIND = Kind(Attribute, write)
