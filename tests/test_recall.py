"""The cards of the first note, against the gold list of what it states: a floor that no change may fall below."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator import pipeline
from generator.cli._shared import as_json
from generator.recipe import of_notes

ROOT = Path(__file__).parent.parent
NOTE = Path("source_notes/kubernetes.md")
# Corrections that are certain, by line: the misspelt form must not stand on any card.
DEFECTS = ("kublet", "네트웤", "오브젝트으", "핫스태프", "스케쥴링", "--to=revision", "hello bash", "front-end")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return [as_json(card) for card in pipeline.deck(of_notes((NOTE,))).cards]


def test_recall_and_rejects(lines: list[str], tmp_path: Path) -> None:
    cards = tmp_path / "cards.jsonl"
    cards.write_text("\n".join(lines) + "\n", encoding="utf-8")
    gold = ROOT / "tests" / "gold"
    run = subprocess.run(
        [sys.executable, str(gold / "score.py"), str(gold / "kubernetes.yaml"), str(cards), "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures = json.loads(run.stdout)
    assert figures["core recall"] >= 0.95
    assert figures["direction recall"] >= 0.65
    assert figures["rejected by program"] <= 0.01


def test_no_card_teaches_a_defect_of_the_note(lines: list[str]) -> None:
    for line in lines:
        card = json.loads(line)
        shown = f"{card['question']} {card['answer']}"
        assert not [bad for bad in DEFECTS if bad in shown], shown


def test_a_corrected_card_says_what_the_note_had(lines: list[str]) -> None:
    cards = [json.loads(line) for line in lines]
    rollback = [card for card in cards if "--to-revision" in card["question"] + card["answer"]]
    assert rollback
    assert all(any("--to=revision=2" in notice for notice in card["notices"]) for card in rollback)
