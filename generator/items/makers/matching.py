"""Descriptions and the terms that they belong to, or tasks and their commands.

1. 모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소     가 kubelet
2. 클러스터 각 노드에서 실행되는 에이전트                   나 etcd
"""

from __future__ import annotations

import random

from generator.items import labels
from generator.items.book import Book
from generator.items.likeness import shown
from generator.items.maker import Maker
from generator.items.values import Item
from generator.model import Card

FEWEST_PAIRS, MOST_PAIRS = 4, 5
_ASKING = {"meaning->term": "match-term", "purpose->command": "match-command"}


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    kind = book.answer_class(card)
    found = [card]
    for entry in book.siblings(card, rng):
        mate = entry.card
        if (mate.direction, mate.front) == (card.direction, card.front) and not _clash(book, mate, found):
            found.append(mate)
        if len(found) == MOST_PAIRS:
            break
    if len(found) < FEWEST_PAIRS:
        return "few-pairs"
    rng.shuffle(found)
    answers = tuple(shown(kind, mate.key) for mate in found)
    choices = list(answers)
    rng.shuffle(choices)
    stem = labels.word(card.fact.language, _ASKING[card.direction])
    prompts = tuple(mate.stem for mate in found)
    return Item(
        0, "matching", stem, answers, len(found), card, tuple(choices), prompts, cards=tuple(found), front=card.front
    )


def _clash(book: Book, mate: Card, found: list[Card]) -> bool:
    """Whether a pair's answer fits another pair's prompt, or stands in it."""
    return any(
        one.fact is mate.fact or book.also_right(one, mate.key) or book.also_right(mate, one.key) for one in found
    )


MAKER = Maker("matching", lambda card: card.direction in _ASKING and "\n" not in card.key, _make)
