"""A list whose parts the learner names, in any order.

쿠버네티스 매니페스트 파일의 기본 속성 네 가지는?
"""

from __future__ import annotations

import random
import re

from generator.items.book import Book
from generator.items.kin import items
from generator.items.maker import Maker
from generator.items.values import Item
from generator.model import Card

_AND_SO_ON = re.compile(r"\s+(?:등|etc\.?)$")
# More parts than this are no question but a chore.
MOST_PARTS = 12


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    found = tuple(_AND_SO_ON.sub("", part) for part in items(card))
    if not 2 <= len(found) <= MOST_PARTS:
        return "not-this-type"
    return Item(0, "list", card.stem, found, len(found), card, accept=card.accept, front=card.front)


MAKER = Maker("list", lambda card: card.direction == "list-all" and card.kind != "procedure", _make)
