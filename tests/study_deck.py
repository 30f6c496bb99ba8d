"""A small deck for the self-test, and `python -m tests.study_deck COMMAND …`: notedeck with this deck as its pipeline."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import generator
from generator import recipe as recipes
from generator.knowledge import Domain
from generator.model import Card, Deck, Fact, Names, Source, Span

NOTE = """# 쿠버네티스
## etcd
모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소
## 구현 방법
구현 방법: 백업 서버, 부하 분산, 자동 재시도
## 명령어
```bash
# 모든 파드 목록 출력
docker ps --all --quiet
```
## kube-proxy
클러스터 각 노드에서 실행되는 네트워크 프록시
"""
PATH = "notes.md"
TOPIC = "쿠버네티스"


def _card(number: int, fact: Fact, direction: str, stem: str, key: str, **more: str) -> Card:
    return Card(
        fact,
        fact.kind,
        direction,
        stem,
        key,
        id=f"card{number}",
        guid=more.get("guid", f"fact{number}"),
        slot=direction,
    )


def _fact(line: int, topic: str, text: str, last: int = 0) -> Fact:
    return Fact(span=Span(PATH, line, last or line), topic=(TOPIC, topic), label=topic, text=text)


def cards() -> tuple[Card, ...]:
    etcd = _fact(3, "etcd", "모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소")
    ways = Fact(
        span=Span(PATH, 5, 5), topic=(TOPIC, "구현 방법"), label="구현 방법", text="백업 서버, 부하 분산, 자동 재시도",
        entity="내결함성", facet="구현 방법", value=Names(("백업 서버", "부하 분산", "자동 재시도")),
    )  # fmt: skip
    command = _fact(8, "명령어", "docker ps --all --quiet", 9)
    proxy = _fact(12, "kube-proxy", "클러스터 각 노드에서 실행되는 네트워크 프록시")
    return (
        _card(1, etcd, "meaning->term", "모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소는?", "etcd"),
        _card(2, etcd, "term->meaning", "etcd란?", "모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소", guid="fact1"),
        _card(3, ways, "list-all", "내결함성의 대표적인 구현 방법 3가지는?", "백업 서버, 부하 분산, 자동 재시도"),
        _card(4, command, "purpose->command", "모든 컨테이너의 ID만 출력하는 명령어는?", "docker ps --all --quiet"),
        _card(5, proxy, "meaning->term", "클러스터 각 노드에서 실행되는 네트워크 프록시는?", "kube-proxy"),
    )  # fmt: skip


def deck() -> Deck:
    return Deck("쿠버네티스", cards(), sources=(Source(PATH, NOTE),))


def many(count: int) -> Deck:
    """Return a deck of as many cards as wanted, for timing and for killing."""
    facts = (_fact(3, f"{number // 50}", f"{number}") for number in range(count))
    return Deck(
        "많은 카드", tuple(_card(n, fact, "meaning->term", f"{n}번은?", f"답{n}") for n, fact in enumerate(facts))
    )


def _pipeline() -> ModuleType:
    fake = ModuleType("generator.pipeline")
    fake.recipes = lambda targets: tuple(  # type: ignore[attr-defined]
        recipes.read(path) if path.suffix == ".yaml" else recipes.of_notes((path,)) for path in targets or (Path(PATH),)
    )
    fake.load = lambda recipe, encoding: ((), ())  # type: ignore[attr-defined]
    fake.build = lambda recipe, *, encoding, ledger, folder, now, **how: SimpleNamespace(  # type: ignore[attr-defined]
        deck=many(int(recipe.name)) if recipe.name.isdigit() else deck(), ledger=ledger
    )
    fake.domain_of = lambda recipe, deck: Domain("none", aliases=(("파드", "Pod"),))  # type: ignore[attr-defined]
    return fake


def install() -> None:
    """Put the small deck in the place of the real pipeline."""
    fake = _pipeline()
    sys.modules["generator.pipeline"] = fake
    generator.pipeline = fake  # type: ignore[attr-defined]


if __name__ == "__main__":
    install()
    from generator.cli import main

    sys.exit(main())
