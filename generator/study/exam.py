"""A test as frozen values: what is asked, what was given, and the score."""

from __future__ import annotations

import re
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
    "true-false": Kind.TERM,
    "matching": Kind.STEPS,
    "order": Kind.STEPS,
    "blank": Kind.TERM,
    "short-answer": Kind.TERM,
    "list": Kind.LIST,
    "command": Kind.COMMAND,
}
RATINGS = {Mark.RIGHT: Rating.GOOD, Mark.ALMOST: Rating.HARD, Mark.WRONG: Rating.AGAIN}
# What is typed for a statement that is right, and for one that is wrong.
TRUE, FALSE = frozenset("o ○ ㅇ t y true yes 참 맞음".split()), frozenset("x × ㅌ f n false no 거짓 틀림".split())
LETTERS = "abcdefghijklmnopqrstuvwxyz"
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
    prompts: tuple[str, ...] = ()  # the left side of a matching question
    cards: tuple[Card, ...] = ()  # of a matching question, one a prompt

    @property
    def is_placed(self) -> bool:
        """Whether it is answered by the letters of its choices, in order."""
        return self.type in ("matching", "order")


@dataclass(frozen=True, slots=True)
class Given:
    """What was given to a question, and how it was marked."""

    question: Question
    response: str = ""
    verdict: Verdict = UNANSWERED
    seconds: float = 0.0


def question(number: int, item_type: str, stem: str, answers: tuple[str, ...], card: Card, **more: Any) -> Question:
    """Make a question of an item: the parts of a list are its answers, otherwise there is one."""
    shown_over = {name: more[name] for name in ("front", "prompts", "cards") if name in more}
    accept, choices = tuple(more.get("accept", ())), tuple(more.get("choices", ()))
    shown = (" / " if item_type == "list" and any("," in one for one in answers) else ", ").join(answers)
    if item_type in ("matching", "order"):
        lead = [f"{number}-" if item_type == "matching" else "" for number in range(1, len(answers) + 1)]
        parts = [f"{one}{LETTERS[choices.index(text)]} {text}" for one, text in zip(lead, answers, strict=True)]
        return Question(
            number, item_type, stem, Key(Kind.STEPS, answers), ", ".join(parts), card, choices, **shown_over
        )
    if item_type == "list":
        key = Key(Kind.LIST, (shown, *accept), answers)
    elif item_type in ("multiple-choice", "true-false"):
        key = Key(Kind.TERM, answers)
    elif answers == (card.key,):
        key = replace(grading.key_of(card), answers=(*answers, *dict.fromkeys((*accept, *card.accept))))
    else:
        key = Key(Kind.COMMAND if shown.startswith("-") else KINDS[item_type], (*answers, *accept))
    return Question(number, item_type, stem, key, shown, card, choices, **shown_over)


def mark(asked: Question, response: str, knowledge: Knowledge) -> Verdict:
    """Mark a response; one of several choices is picked by its number or by its text."""
    if not asked.choices:
        return grading.grade(asked.key, response, knowledge)
    if asked.is_placed:
        return _placed(asked, response)
    text = _said(asked, response.strip().rstrip(".)"))
    places = {str(place): choice for place, choice in enumerate(asked.choices, 1)}
    picked = places.get(unicodedata.normalize("NFKC", text), text)
    right = any(picked.casefold() == answer.casefold() for answer in asked.key.answers)
    return grading.RIGHT if right else Verdict(Mark.WRONG)


def _said(asked: Question, text: str) -> str:
    """Return the choice that a word for true or false means."""
    if asked.type != "true-false":
        return text
    return asked.choices[0] if text.casefold() in TRUE else asked.choices[1] if text.casefold() in FALSE else text


def _placed(asked: Question, response: str) -> Verdict:
    given, wanted = picked(asked, response), asked.key.answers
    right = sum(one == other for one, other in zip(given, wanted, strict=True))
    if right == len(wanted):
        return grading.RIGHT
    return Verdict(Mark.WRONG, (f"{right} of {len(wanted)} stand in their place",) if any(given) else ())


def picked(asked: Question, response: str) -> tuple[str, ...]:
    """Return the choices that letters name, one for each place, "" where none is: `b a c`, `bac`, `1-b 3-c 2-a`."""
    letters = LETTERS[: len(asked.choices)]
    found = [""] * len(asked.key.answers)
    pairs = re.findall(rf"(\d+)\s*[-:=.)]?\s*([{letters}])", response.casefold())
    loose = re.findall(rf"[{letters}]", response.casefold())
    named = pairs or [(str(place), letter) for place, letter in enumerate(loose, 1)]
    for place, letter in named:
        if 0 < int(place[:4]) <= len(found):
            found[int(place) - 1] = asked.choices[LETTERS.index(letter)]
    return tuple(found)


def marks(given: Given) -> tuple[tuple[Card, Mark], ...]:
    """Return the cards that an answer was about, each with its mark: of a matching question, one a pair."""
    asked = given.question
    if not asked.cards:
        return ((asked.card, given.verdict.mark),)
    found = zip(asked.cards, picked(asked, given.response), asked.key.answers, strict=True)
    return tuple((card, Mark.RIGHT if text == key else Mark.WRONG) for card, text, key in found)


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
        "prompts": list(one.question.prompts),
        "answer": one.question.shown,
        "response": one.response,
        "verdict": str(one.verdict.mark),
        "reasons": list(one.verdict.reasons),
        "seconds": one.seconds,
        "path": span.path,
        "lines": [span.first, span.last],
    }
