"""Steps to be put in their order.

이미지를 배포하는 순서는?   가 push 나 build 다 tag
"""

from __future__ import annotations

import random

from generator.items.book import Book
from generator.items.maker import Maker
from generator.items.values import Item
from generator.items.words import fold, parts
from generator.model import Card

FEWEST_STEPS, MOST_STEPS = 3, 10


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    steps = parts(card.key)
    if not FEWEST_STEPS <= len(steps) <= MOST_STEPS or len({fold(step) for step in steps}) < len(steps):
        return "not-this-type"
    choices = list(steps)
    while tuple(choices) == steps:
        rng.shuffle(choices)
    return Item(0, "order", card.stem, steps, 2, card, tuple(choices), front=card.front)


MAKER = Maker("order", lambda card: card.kind == "procedure" and card.direction == "list-all", _make)
