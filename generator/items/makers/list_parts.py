"""A list whose parts the learner names, in any order.

쿠버네티스 매니페스트 파일의 기본 속성 네 가지는?
"""

from __future__ import annotations

import random

from generator.items.book import Book
from generator.items.maker import Maker
from generator.items.values import Item
from generator.items.words import parts
from generator.model import Card

# More parts than this are no question but a chore.
MOST_PARTS = 12


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    found = parts(card.key)
    if not 2 <= len(found) <= MOST_PARTS:
        return "not-this-type"
    return Item(0, "list", card.stem, found, len(found), card, accept=card.accept, front=card.front)


MAKER = Maker("list", lambda card: card.direction == "list-all" and card.kind != "procedure", _make)
