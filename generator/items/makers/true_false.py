"""A statement, or a question with an answer to it, that is right or wrong.

동일 파드 내 컨테이너는 여러 리눅스 네임스페이스를 공유한다.   ( ○ / × )
모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소는? → kube-scheduler   ( ○ / × )
"""

from __future__ import annotations

import random

from generator.items import labels
from generator.items.book import Book
from generator.items.likeness import shown
from generator.items.maker import Maker
from generator.items.values import Item
from generator.items.words import BLANK, filled
from generator.model import Card

_ASKING = ("meaning->term", "term->meaning", "purpose->command", "command->purpose", "fill-blank")


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    kind = book.answer_class(card)
    key = shown(kind, card.key) if kind else card.key
    wrong = book.distractors(card, 1, rng)
    if not wrong:
        return "few-distractors"
    right = rng.random() < 0.5
    choices = tuple(labels.word(card.fact.language, name) for name in ("true", "false"))
    stated = _statement(card, key if right else wrong[0])
    answer, kept = (choices[:1], "") if right else (choices[1:], key)
    return Item(0, "true-false", stated, answer, 1, card, choices, right=kept, front=card.front)


def _statement(card: Card, answer: str) -> str:
    return filled(card.stem, answer) if BLANK in card.stem else f"{card.stem} → {answer}"


MAKER = Maker("true-false", lambda card: card.direction in _ASKING and "\n" not in card.key, _make)
