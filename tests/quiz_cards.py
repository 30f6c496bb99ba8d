"""Cards made by hand for tests of items and quizzes: the one place that knows how a fact is built."""

from __future__ import annotations

from typing import Any

from generator import model
from generator.model import Card, Fact, Span

PARTS = (
    ("etcd", "모든 클러스터 데이터를 담는 키-값 저장소"),
    ("kube-scheduler", "새 파드를 실행할 노드를 고르는 컴포넌트"),
    ("kube-apiserver", "외부의 요청을 받는 프런트 엔드"),
    ("kubelet", "각 머신에서 컨테이너를 돌보는 에이전트"),
    ("kube-proxy", "네트워크 규칙을 유지하는 중계 프로그램"),
    ("coredns", "이름을 주소로 바꾸는 서버"),
)


def fact(line: int, text: str, **more: Any) -> Fact:
    """Return a fact of a note that is not there."""
    if hasattr(model, "Statement"):
        more.setdefault("value", model.Statement(text))
    span = Span(more.pop("file", "note.md"), line, more.pop("last", line))
    return Fact(span=span, text=text, **{"label": text, **more})


def card(line: int, direction: str, stem: str, key: str, kind: str = "definition", **more: Any) -> Card:
    """Return a card; what begins with `fact_` is its fact's."""
    held = {name.removeprefix("fact_"): more.pop(name) for name in tuple(more) if name.startswith("fact_")}
    made = fact(line, held.pop("text", f"{key}: {stem}"), **{"topic": ("주제",), "label": key, **held})
    named = {"id": f"{line}-{direction}", "guid": str(line), **more}
    return Card(made, kind, direction, stem, key, **named)


def both_ways(line: int, term: str, meaning: str, **more: Any) -> tuple[Card, Card]:
    """Return the two cards of a definition among siblings."""
    held = {"fact_entity": term, "fact_text": f"{term}: {meaning}", "fact_siblings": 3, **more}
    return (
        card(line, "term->meaning", f"{term}란?", meaning, **held),
        card(line, "meaning->term", f"{meaning}는?", term, **held),
    )


def parts(**more: Any) -> tuple[Card, ...]:
    """Return the cards of six things of one category under one heading."""
    held = {
        "fact_category": "구성 요소",
        "fact_path": ("클러스터", "구성 요소"),
        "front": "클러스터 › 구성 요소",
        **more,
    }
    return tuple(one for line, (term, text) in enumerate(PARTS, 3) for one in both_ways(line, term, text, **held))
