"""A question to be answered in a few words.

쿠버네티스에서 API 리소스란?
"""

from __future__ import annotations

import random

from generator.items.book import Book
from generator.items.maker import Maker, marked
from generator.items.values import Item
from generator.items.words import BLANK
from generator.model import Card

_OTHERS = ("list-all", "purpose->command")
# An answer longer than this, in characters, is worth more.
LONG_ANSWER = 40
# Nobody writes more than this from memory, in characters.
LONGEST_ANSWER = 300


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    points = 2 if len(card.key) <= LONG_ANSWER else 3
    return Item(0, "short-answer", card.stem, (card.key,), points, card, accept=card.accept, front=card.front)


def _suits(card: Card) -> bool:
    own = marked(card) is None and not card.choices
    return own and card.direction not in _OTHERS and BLANK not in card.stem and len(card.key) <= LONGEST_ANSWER


MAKER = Maker("short-answer", _suits, _make)
