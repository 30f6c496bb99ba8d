"""A sentence or a command with a gap.

동일 파드 내 컨테이너는 여러 리눅스 ____를 공유한다.
"""

from __future__ import annotations

import random

from generator.items.book import Book
from generator.items.maker import Maker
from generator.items.values import Item
from generator.items.words import BLANK
from generator.model import Card


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    return Item(0, "blank", card.stem, (card.key,), 1, card, accept=card.accept, front=card.front)


MAKER = Maker("blank", lambda card: BLANK in card.stem and "\n" not in card.key, _make)
