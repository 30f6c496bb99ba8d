"""The words that item making itself puts on paper, in each language."""

from __future__ import annotations

import re

_KO = {
    "true": "○",
    "false": "×",
    "match-term": "설명에 알맞은 말을 골라 쓰세요.",
    "match-command": "하려는 일에 알맞은 명령을 골라 쓰세요.",
}
_EN = {
    "true": "True",
    "false": "False",
    "match-term": "Match each description with its term.",
    "match-command": "Match each task with its command.",
}
_MARKS = {
    "ko": {"choice": "①②③④⑤⑥⑦⑧⑨⑩", "sort": "가나다라마바사아자차카타파하"},
    "en": {"choice": "ABCDEFGHIJ", "sort": "abcdefghijklmnopqrst"},
}
# How a question with its answer is said as a statement: the question, what the answer must begin with, the statement.
_STATEMENTS = (
    (re.compile(r"^(\S.*(?:이란|란))\?$"), "", r"\1 ____이다."),
    (re.compile(r"^What (is|are) (.+?)\?$"), r"(?:an?|the)\s", r"\2 \1 ____."),
)
_TRUTHS = {"o": True, "○": True, "참": True, "true": True, "x": False, "×": False, "거짓": False, "false": False}
REASONS = {
    "few-distractors": "fewer than three fit distractors",
    "given-away": "the right choice gives itself away",
    "poor": "not good enough for a sheet",
    "not-this-type": "the card asks something else",
    "few-pairs": "fewer than four pairs of one kind",
    "asked-already": "its cards are asked elsewhere on the sheet",
    "copy": "another item on the sheet asks nearly the same",
    "answered": "another item on the sheet gives the answer away",
}


def word(language: str, name: str) -> str:
    """Return a phrase in the deck's language; other languages read English."""
    return (_KO if language == "ko" else _EN)[name]


def truth(key: str) -> bool | None:
    """Return what a key marks a statement as, or None where it is no such mark."""
    return _TRUTHS.get(key.strip().casefold())


def statement(question: str, key: str) -> str:
    """Return the statement that a question and its answer make, the answer as `____`; "" where it cannot be said."""
    for asks, begins, told in _STATEMENTS:
        if asks.match(question) and re.match(begins, key, re.IGNORECASE):
            said = asks.sub(told, question)
            return said[0].upper() + said[1:] if re.match(r"(?:an?|the)\s", said) else said
    return ""


def marks(language: str, item_type: str, count: int) -> tuple[str, ...]:
    """Return the signs before the choices of an item: ①②③④ or A B C D; 가 나 다 or a b c to sort and match."""
    kind = "sort" if item_type in ("matching", "order") else "choice"
    signs = _MARKS["ko" if language == "ko" else "en"][kind]
    return tuple(signs[i] if i < len(signs) else f"({i + 1})" for i in range(count))
