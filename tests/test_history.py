"""A learner's life with a deck in the real Anki: import, review, edit the notes, build and import again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from generator.cli import main

FIRST = Path("source_notes/kubernetes.md").read_text(encoding="utf-8")
EDITS = (
    ("각 노드에서 실행되는 네트워크 프록시", "각 노드에서 동작하는 네트워크 프록시"),  # a line reworded
    ("## kubectl 사용", "## kubectl 쓰기"),  # a heading renamed
    ("--to=revision=2", "--to-revision=3"),  # a changed flag
    ("- 멱등성 보장", "- etcdctl: etcd를 다루는 데 쓰는 명령줄 도구\n- 멱등성 보장"),  # a line inserted
    ("네트웤 규칙이", "네트워크 규칙이"),  # a typo mended, which the card had right before
)


@pytest.fixture
def collection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Collection]:
    monkeypatch.chdir(tmp_path)
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def build(collection: Collection, text: str, when: int) -> None:
    """Write the notes at a time, build their deck and import it with Anki's default choices."""
    Path("kubernetes.md").write_text(text, encoding="utf-8")
    os.utime("kubernetes.md", (when, when))
    assert main(["build", "kubernetes.md", "-o", "deck.apkg"]) == 0
    path = str(Path("deck.apkg").resolve())
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=ImportAnkiPackageOptions()))


def reviewed(collection: Collection) -> dict[int, tuple[int, int]]:
    """Give every card an interval and a due day of its own."""
    for at, number in enumerate(collection.find_cards("")):
        card = collection.get_card(number)
        card.type, card.queue, card.ivl, card.due = 2, 2, 10 + at, 100 + at
        collection.update_card(card)
    return schedule(collection)


def schedule(collection: Collection) -> dict[int, tuple[int, int]]:
    cards = (collection.get_card(number) for number in collection.find_cards("-is:new"))
    return {card.id: (card.ivl, card.due) for card in cards}


def test_every_kept_card_keeps_its_interval_and_changed_text_arrives(collection: Collection) -> None:
    build(collection, FIRST, 1_780_000_000)
    before = reviewed(collection)
    assert len(before) > 25
    edited = FIRST
    for old, new in EDITS:
        assert old in edited
        edited = edited.replace(old, new)
    build(collection, edited, 1_790_000_000)
    assert schedule(collection) == before
    shown = "\n".join("\x1f".join(collection.get_note(number).fields) for number in collection.find_notes(""))
    assert "동작하는 네트워크 프록시" in shown
    assert "--to-revision=3" in shown
    assert "다루는 데 쓰는 명령줄 도구" in shown
    assert "실행되는 네트워크 프록시" not in shown


def test_what_the_learner_edited_in_anki_stays_where_the_note_did_not_change(collection: Collection) -> None:
    build(collection, FIRST, 1_780_000_000)
    number = next(iter(collection.find_notes('"모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소"')))
    note = collection.get_note(number)
    note["Extra"] = "내가 적은 것"
    collection.update_note(note)
    build(collection, FIRST.replace(*EDITS[0]), 1_790_000_000)
    assert collection.get_note(number)["Extra"] == "내가 적은 것"


def test_a_retired_fact_comes_back_with_its_history(collection: Collection) -> None:
    build(collection, FIRST, 1_780_000_000)
    before = reviewed(collection)
    meaning = "모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소"
    found = collection.find_cards(f'"{meaning}"')
    assert found
    build(collection, FIRST.replace(f"{meaning}\n", ""), 1_790_000_000)
    build(collection, FIRST, 1_795_000_000)
    assert schedule(collection) == before
    assert collection.find_cards(f'"{meaning}"') == found
