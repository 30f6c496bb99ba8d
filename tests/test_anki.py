"""The Anki exporter against the real back end: what arrives, what is seen, what survives."""

from __future__ import annotations

import dataclasses
import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.exporters import anki, anki_schema
from generator.exporters.anki_text import clean
from generator.model import Card, Deck, Fact, Source, Span
from generator.problems import NotedeckError

BORN = 1_750_000_000
APISERVER = Fact(
    span=Span("source_notes/kubernetes.md", 57, 58),
    topic=("2.1. 컨트롤 플레인 컴포넌트", "2.1.1. kube-apiserver"),
    label="kube-apiserver",
    text="쿠버네티스 API를 노출하는 컨트롤 플레인 컴포넌트",
)
ROLLBACK = Fact(
    span=Span("source_notes/kubernetes.md", 203, 204), topic=("명령형 명령어",), label="kubectl rollout undo", text="롤백"
)
COMMAND = "kubectl rollout undo deployment/frontend --to-revision=2"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """A fact with a picture, as the patterns make it."""

    image: str


def card(fact: Fact, slot: str, stem: str, key: str, **more) -> Card:
    direction = "fill-blank" if slot.startswith("fill-blank") else slot
    values = {"kind": "definition", "guid": hashlib.sha256(fact.label.encode()).hexdigest()[:12], "changed": BORN} | more
    return Card(fact, values.pop("kind"), direction, stem, key, slot=slot, **values)


DEFINITION = (
    card(APISERVER, "term->meaning", "kube-apiserver란?", "쿠버네티스 API를 노출하는 컨트롤 플레인 컴포넌트"),
    card(APISERVER, "meaning->term", "쿠버네티스 API를 노출하는 컴포넌트는?", "kube-apiserver", accept=("API 서버",)),
)
COMMANDS = (
    card(
        ROLLBACK,
        "purpose->command",
        "frontend Deployment를 리비전 2로 롤백하는 kubectl 명령은?",
        COMMAND,
        kind="command",
        notices=("노트: `--to=revision=2`",),
    ),
    card(ROLLBACK, "command->purpose", f"{COMMAND} 명령이 하는 일은?", "frontend를 리비전 2로 롤백", kind="command"),
    card(
        ROLLBACK,
        "fill-blank-1",
        "frontend를 리비전 2로 롤백: kubectl rollout undo deployment/frontend ____=2",
        "--to-revision",
        kind="command",
    ),
)
DECK = Deck("쿠버네티스", (*DEFINITION, *COMMANDS))


@pytest.fixture()
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def bring(collection: Collection, deck: Deck, media: dict[str, bytes] | None = None):
    """Import a deck as the learner does, with Anki's default choices."""
    path = Path(collection.path).with_name("deck.apkg")
    path.write_bytes(anki.render(deck, media))
    return collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    ).log


def later(deck: Deck, seconds: int = 60, **changes) -> Deck:
    """Return the deck with changes to each card, that much later."""
    cards = (dataclasses.replace(one, changed=one.changed + seconds, **changes) for one in deck.cards)
    return dataclasses.replace(deck, cards=tuple(cards))


def cards_by_slot(collection: Collection) -> dict[str, object]:
    found = [collection.get_card(card_id) for card_id in collection.find_cards("")]
    return {one.template()["name"]: one for one in found}


def seen(field: str) -> str:
    """Return what a reader sees of a field."""
    return html.unescape(re.sub(r"<[^>]*>", "", field.replace("<br>", "\n")))


def test_counts(collection: Collection):
    log = bring(collection, DECK)
    assert (len(log.new), len(log.conflicting)) == (2, 0)
    assert (collection.note_count(), collection.card_count()) == (2, 5)
