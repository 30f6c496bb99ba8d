"""The words that item making itself puts on paper, in each language."""

from __future__ import annotations

_KO = {
    "true": "○",
    "false": "×",
    "describes": "다음 중 {term}에 대한 설명으로 알맞은 것은?",
    "identifies": "다음 설명에 알맞은 것은? {text}",
    "match-term": "설명에 알맞은 말을 골라 쓰세요.",
    "match-command": "하려는 일에 알맞은 명령을 골라 쓰세요.",
}
_EN = {
    "true": "True",
    "false": "False",
    "describes": "Which of these describes {term}?",
    "identifies": "Which of these is meant? {text}",
    "match-term": "Match each description with its term.",
    "match-command": "Match each task with its command.",
}
_MARKS = {
    "ko": {"choice": "①②③④⑤⑥⑦⑧⑨⑩", "sort": "가나다라마바사아자차카타파하"},
    "en": {"choice": "ABCDEFGHIJ", "sort": "abcdefghijklmnopqrst"},
}
REASONS = {
    "few-distractors": "fewer than three fit distractors",
    "given-away": "a name in the question stands in the right choice alone",
    "not-this-type": "the card asks something else",
    "few-pairs": "fewer than four pairs of one kind",
    "asked-already": "its cards are asked elsewhere on the sheet",
    "answered": "another item on the sheet gives the answer away",
}


def word(language: str, name: str) -> str:
    """Return a phrase in the deck's language; other languages read English."""
    return (_KO if language == "ko" else _EN)[name]


def marks(language: str, item_type: str, count: int) -> tuple[str, ...]:
    """Return the signs before the choices of an item: ①②③④ or A B C D; 가 나 다 or a b c to sort and match."""
    kind = "sort" if item_type in ("matching", "order") else "choice"
    signs = _MARKS["ko" if language == "ko" else "en"][kind]
    return tuple(signs[i] if i < len(signs) else f"({i + 1})" for i in range(count))
