"""A task for which the learner writes the command.

hello 파드의 로그를 확인하는 kubectl 명령은?
"""

from __future__ import annotations

import random

from generator.items.book import Book
from generator.items.maker import Maker
from generator.items.values import Item
from generator.model import Card


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    return Item(0, "command", card.stem, (card.key,), 2, card, accept=card.accept, front=card.front)


MAKER = Maker("command", lambda card: card.direction == "purpose->command", _make)
