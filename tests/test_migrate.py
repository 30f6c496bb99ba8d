"""0.1's ledger is carried over: a fact keeps its id though it is called, typed and asked otherwise today."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.ledger import CardMark, Entry, Identified, Ledger, empty, identify, read, take_over, write
from generator.ledger.migrate import as_today, seen
from generator.model import Card, Fact, Span
from tests.values import a_fact

DATA = "모든 클러스터 데이터를 담는 저장소"


def old(name: str, kind: str, label: str, text: str, *cards: tuple[str, str, str], path: str = "n.md") -> Entry:
    """Return a fact as 0.1 remembered it; cards are (slot, question, answer)."""
    marks = tuple(CardMark(*card) for card in cards)
    return Entry(name, kind, label, text, path, ("저장소",), marks, changed=1, content="x", made="0.1")


def today(fact: Fact, direction: str, question: str, answer: str) -> Card:
    return Card(fact, fact.kind, direction, question, answer)


def fact(line: int, label: str, text: str, meaning: str = "") -> Fact:
    return a_fact(Span("n.md", line, line), label, text, ("저장소",), meaning=meaning)


def built(cards: list[Card], *entries: Entry) -> Identified:
    return identify(cards, Ledger("", entries), 2)


ETCD = old(
    "etcdetcdetcd",
    "definition",
    "etcd",
    DATA,
    ("term->meaning", "etcd란?", DATA),
    ("meaning->term", f"쿠버네티스에서 {DATA}는?", "etcd"),
)


def test_a_text_says_today_what_it_is_about() -> None:
    assert as_today(ETCD).text == f"etcd: {DATA}"
    assert as_today(replace(ETCD, text="etcd는 저장소")).text == "etcd는 저장소"


def test_the_same_card_tells_the_same_fact() -> None:
    assert seen(ETCD.cards, [CardMark("", "etcd란?", DATA)]) == 1.0
    assert seen(ETCD.cards, [CardMark("", f"{DATA}는?", "etcd")]) > 0.7
    assert seen(ETCD.cards, [CardMark("", "etcd란?", "노드의 에이전트")]) == 0.0
    assert seen((), ETCD.cards) == 0.0


def test_a_definition_keeps_its_id_its_slots_and_its_guid() -> None:
    etcd = fact(2, "etcd", f"etcd: {DATA}", DATA)
    cards = [today(etcd, "meaning->term", f"{DATA}는?", "etcd"), today(etcd, "term->meaning", "etcd란?", DATA)]
    done = built(cards, ETCD)
    assert [card.id for card in done.cards] == ["etcdetcdetcd/meaning->term", "etcdetcdetcd/term->meaning"]
    assert {card.guid for card in done.cards} == {"nd-etcdetcdetcd"}
    assert [entry.made for entry in done.ledger.entries] == [""]


def test_a_fact_of_another_kind_and_label_is_known_by_its_card() -> None:
    """0.1 read "백업" as a property of the heading; today it is a line's question."""
    entry = old(
        "backupbackup", "property", "저장소의 백업", "계획 필수", ("fill-blank-1", "백업은 ____이 필수이다.", "계획")
    )
    asked = fact(3, "백업", "재난에 대비한 사본을 늘 만들어 둔다")
    done = built([today(asked, "fill-blank", "백업은 ____이 필수이다.", "계획")], entry)
    assert [card.id for card in done.cards] == ["backupbackup/fill-blank-1"]
    assert built([today(asked, "fill-blank", "늘 ____ 둔다.", "만들어")], entry).cards[0].guid != "nd-backupbackup"


def test_of_two_facts_today_the_nearer_has_the_id() -> None:
    both = old("bothbothboth", "definition", "etcd", f"{DATA}, 백업 필수", ("term->meaning", "etcd란?", DATA))
    first, second = fact(2, "etcd", f"etcd: {DATA}", DATA), fact(3, "etcd", "백업 필수")
    cards = [today(second, "question", "무엇이 필수인가?", "백업"), today(first, "term->meaning", "etcd란?", DATA)]
    done = built(cards, both)
    assert {card.key: card.guid == "nd-bothbothboth" for card in done.cards} == {"백업": False, DATA: True}


def test_of_two_facts_of_old_one_keeps_its_id_and_the_other_is_retired() -> None:
    other = old(
        "otherotherot", "property", "etcd", "데이터를 담는 저장소", ("fill-blank-1", "____를 담는 저장소", "데이터")
    )
    done = built([today(fact(2, "etcd", f"etcd: {DATA}", DATA), "term->meaning", "etcd란?", DATA)], ETCD, other)
    assert [(change.status, change.entry.id) for change in done.changes] == [
        ("changed", "etcdetcdetcd"),
        ("retired", "otherotherot"),
    ]


def test_what_no_card_asks_today_comes_back_with_its_id_when_one_does() -> None:
    card = today(fact(2, "etcd", f"etcd: {DATA}", DATA), "term->meaning", "etcd란?", DATA)
    gone = read(write(built([], ETCD).ledger), "ledger")
    assert [(entry.made, entry.retired) for entry in gone.entries] == [("0.1", 2)]
    assert identify([card], gone, 3).cards[0].guid == "nd-etcdetcdetcd"


def test_nothing_of_old_is_given_to_what_only_stands_there() -> None:
    other = fact(2, "MySQL", "MySQL: 표에 행을 담는 관계형 데이터베이스", "표에 행을 담는 관계형 데이터베이스")
    done = built([today(other, "term->meaning", "MySQL이란?", "표에 행을 담는 관계형 데이터베이스")], ETCD)
    assert [change.status for change in done.changes] == ["new", "retired"]


OLD_FILE = '{"ledger": 1, "deck": "k"}\n' + (
    '{"id": "a", "kind": "definition", "path": "../n.md", "label": "etcd", "text": "저장소", '
    '"cards": {"term->meaning": ["etcd란?", "저장소"]}, "changed": 1, "content": "x"}\n'
)


def test_many_ledgers_become_one_with_paths_from_the_root(tmp_path: Path) -> None:
    one = read(OLD_FILE, "one")
    two = read(OLD_FILE.replace("../n.md", "notes/b.md").replace('"a"', '"b"'), "two")
    again = read(OLD_FILE.replace("../n.md", "x.md"), "three")
    taken = take_over(
        empty(""),
        [("decks/k.ledger.jsonl", one, tmp_path / "decks"), ("b.ledger.jsonl", two, tmp_path), ("c", again, tmp_path)],
        tmp_path,
    )
    assert [(entry.id, entry.path, entry.made) for entry in taken.entries] == [
        ("a", "n.md", "0.1"),
        ("b", "notes/b.md", "0.1"),
    ]
    assert taken.taken == ("decks/k.ledger.jsonl", "b.ledger.jsonl", "c")
    assert read(write(taken), "ledger") == taken


def test_a_file_of_the_first_version_is_written_as_the_second(tmp_path: Path) -> None:
    text = write(read(OLD_FILE, "one"))
    assert text.startswith('{"ledger": 2, "deck": "k", "ends": true}\n')
    assert '"made": "0.1"}\n' in text


@pytest.mark.parametrize("kind", ["property", "list", "membership", "procedure"])
def test_a_kind_that_is_no_more_is_no_hindrance(kind: str) -> None:
    entry = old(
        "kindkindkind",
        kind,
        "저장소의 종류",
        "etcd, MySQL, Redis",
        ("list-all", "저장소의 종류는?", "etcd, MySQL, Redis"),
    )
    listed = fact(2, "종류", "종류: etcd, MySQL, Redis")
    done = built([today(listed, "list-all", "저장소 › 종류?", "etcd, MySQL, Redis")], entry)
    assert done.cards[0].id == "kindkindkind/list-all"
