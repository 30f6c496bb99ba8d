"""`notedeck test` asks what `notedeck quiz` can: statements, pairs and orders, by topic and difficulty."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

from generator.cli import main
from generator.items import TYPES
from generator.study import exam, grading
from generator.study.grading import Mark
from tests.quiz_cards import PARTS, card

NOTE = "# 쿠버네티스\n" + "".join(f"- {term}: {meaning}\n" for term, meaning in PARTS)
CARDS = tuple(card(n, "meaning->term", f"{n}?", key) for n, key in enumerate("xyz", 1))


def _marks(asked: exam.Question, *responses: str) -> list[bool]:
    return [exam.mark(asked, one, grading.PLAIN).mark == Mark.RIGHT for one in responses]


def test_a_statement_is_marked_by_a_letter_a_word_or_its_number():
    asked = exam.question(1, "true-false", "하늘은 푸르다.", ("○",), CARDS[0], choices=("○", "×"))
    assert _marks(asked, "o", "O", "○", "ㅇ", "1", "참", "true") == [True] * 7
    assert _marks(asked, "x", "2", "×", "false", "", "뭐") == [False] * 6


def test_pairs_are_letters_in_order_or_with_their_numbers():
    asked = exam.question(
        1,
        "matching",
        "짝은?",
        ("x", "y", "z"),
        CARDS[0],
        choices=("y", "z", "w", "x"),
        prompts=("1", "2", "3"),
        cards=CARDS,
    )
    assert asked.shown == "1-d x, 2-a y, 3-b z"
    assert _marks(asked, "d a b", "dab", "1-d 2-a 3-b", "3b, 1d, 2a", "D A B") == [True] * 5
    assert _marks(asked, "d a", "a d b", "", "1-d 99-a 3-b", "z") == [False] * 5
    given = exam.Given(asked, "d b b", exam.mark(asked, "d b b", grading.PLAIN))
    assert given.verdict.reasons == ("2 of 3 stand in their place",)
    assert [mark for _card, mark in exam.marks(given)] == [Mark.RIGHT, Mark.WRONG, Mark.RIGHT]


def test_an_order_is_right_as_a_whole():
    asked = exam.question(1, "order", "순서는?", ("가", "나", "다"), CARDS[0], choices=("다", "가", "나"))
    assert _marks(asked, "b c a", "bca") == [True, True]
    assert _marks(asked, "a b c", "b c", "") == [False] * 3


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "note.md"
    path.write_text(NOTE, "utf-8")
    return path


def _test(monkeypatch, capsys, typed: str, *arguments: str) -> tuple[int, dict[str, object]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), "utf-8"))
    status = main(["test", "note.md", "--format", "json", *arguments])
    told = capsys.readouterr()
    return status, json.loads(told.out) if told.out else {"error": told.err}


@pytest.mark.parametrize("item_type", ["multiple-choice", "matching", "true-false"])
def test_recognising_is_asked_and_answered_by_what_was_shown(note, monkeypatch, capsys, item_type):
    arguments = ("--types", item_type, "--questions", "1")
    _status, first = _test(monkeypatch, capsys, "?\n", *arguments)
    (asked,) = first["questions"]
    assert asked["type"] == item_type
    letters = " ".join(re.findall(r"\d-([a-z]) ", asked["answer"] + " "))
    status, again = _test(
        monkeypatch, capsys, f"{letters if item_type == 'matching' else asked['answer']}\n", *arguments
    )
    assert (status, again["percent"]) == (0, 100)


def test_topic_and_difficulty_choose(note, monkeypatch, capsys):
    _status, found = _test(monkeypatch, capsys, "", "--difficulty", "hard", "--topic", "쿠버")
    assert {one["type"] for one in found["questions"]} <= {"blank", "order", "short-answer", "list", "command"}
    status, told = _test(monkeypatch, capsys, "", "--topic", "없는 것")
    assert (status, "no question of these types" in told["error"]) == (1, True)
    status, told = _test(monkeypatch, capsys, "", "--types", "command", "--difficulty", "easy")
    assert (status, 'no item type of command is "easy"' in told["error"]) == (2, True)


def test_weak_needs_a_history(note, monkeypatch, capsys):
    status, told = _test(monkeypatch, capsys, "", "--weak", "--db", "none.sqlite3")
    assert (status, "answer some cards" in told["error"]) == (1, True)


def test_every_type_of_a_quiz_can_be_asked():
    assert set(exam.KINDS) == set(TYPES)
