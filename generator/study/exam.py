"""A test as frozen values: what is asked, what was given, and the score."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from generator.model import Card
from generator.study import grading
from generator.study.grading import Key, Kind, Knowledge, Mark, Verdict
from generator.study.schedule import Rating

# How each type of item is graded; the types are those of quizzes that can be answered at a terminal.
KINDS = {
    "multiple-choice": Kind.TERM,
    "blank": Kind.TERM,
    "short-answer": Kind.TERM,
    "list": Kind.LIST,
    "command": Kind.COMMAND,
}
RATINGS = {Mark.RIGHT: Rating.GOOD, Mark.ALMOST: Rating.HARD, Mark.WRONG: Rating.AGAIN}
UNANSWERED = Verdict(Mark.WRONG, ("not answered",))


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a test; `choices` are empty unless one of them is to be picked."""

    number: int
    type: str
    stem: str
    key: Key
    shown: str  # the right answer as one text
    card: Card
    choices: tuple[str, ...] = ()
    front: str = ""  # the context line over the stem


@dataclass(frozen=True, slots=True)
class Given:
    """What was given to a question, and how it was marked."""

    question: Question
    response: str = ""
    verdict: Verdict = UNANSWERED
    seconds: float = 0.0


def question(number: int, item_type: str, stem: str, answers: tuple[str, ...], card: Card, **more: Any) -> Question:
    """Make a question of an item: the parts of a list are its answers, otherwise there is one."""
    front = str(more.get("front", ""))
    accept, choices = tuple(more.get("accept", ())), tuple(more.get("choices", ()))
    shown = ", ".join(answers)
    if item_type == "list":
        key = Key(Kind.LIST, (shown, *accept), answers)
    elif item_type == "multiple-choice":
        key = Key(Kind.TERM, answers)
    elif answers == (card.key,):
        key = replace(grading.key_of(card), answers=(*answers, *dict.fromkeys((*accept, *card.accept))))
    else:
        key = Key(Kind.COMMAND if shown.startswith("-") else KINDS[item_type], (*answers, *accept))
    return Question(number, item_type, stem, key, shown, card, choices, front)


def mark(asked: Question, response: str, knowledge: Knowledge) -> Verdict:
    """Mark a response; one of several choices is picked by its number or by its text."""
    if not asked.choices:
        return grading.grade(asked.key, response, knowledge)
    text = response.strip().rstrip(".)")
    places = {str(place): choice for place, choice in enumerate(asked.choices, 1)}
    picked = places.get(unicodedata.normalize("NFKC", text), text)
    right = any(picked.casefold() == answer.casefold() for answer in asked.key.answers)
    return grading.RIGHT if right else Verdict(Mark.WRONG)


def score(given: Iterable[Given]) -> tuple[int, int]:
    """Return how many are right, of how many; what was not answered counts as asked."""
    marks = [one.verdict.mark for one in given]
    return sum(mark == Mark.RIGHT for mark in marks), len(marks)


def record(given: tuple[Given, ...], needed: int, seconds: float) -> dict[str, Any]:
    """Return the result for scripts."""
    right, asked = score(given)
    return {
        "right": right,
        "asked": asked,
        "percent": percent(right, asked),
        "passed": percent(right, asked) >= needed,
        "seconds": round(seconds, 1),
        "questions": [_record(one) for one in given],
    }


def percent(right: int, asked: int) -> int:
    """Return the score in whole percent, rounded down: 100 is all of them."""
    return 100 * right // asked if asked else 0


def _record(one: Given) -> dict[str, Any]:
    span = one.question.card.fact.span
    return {
        "number": one.question.number,
        "type": one.question.type,
        "id": one.question.card.id,
        "front": one.question.front,
        "question": one.question.stem,
        "choices": list(one.question.choices),
        "answer": one.question.shown,
        "response": one.response,
        "verdict": str(one.verdict.mark),
        "reasons": list(one.verdict.reasons),
        "seconds": one.seconds,
        "path": span.path,
        "lines": [span.first, span.last],
    }
