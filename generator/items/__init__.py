"""Items made of cards: what a quiz on paper and the self-test ask, with distractors. A low layer: model only."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from generator.items.book import Book
from generator.items.selection import MAKERS, items, make, numbered, quiz, spares, under, whole_cards
from generator.items.values import DIFFICULTIES, TYPES, Item, Quiz, Unmade, Version
from generator.items.versions import versions
from generator.model import Card

__all__ = [
    "DIFFICULTIES", "MAKERS", "TYPES", "Book", "Item", "Quiz", "Unmade", "Version",
    "distractors", "items", "make", "numbered", "quiz", "spares", "under", "versions", "whole_cards",
]  # fmt: skip


def distractors(
    card: Card,
    cards: Sequence[Card],
    count: int = 3,
    rng: random.Random | None = None,
    aliases: Iterable[tuple[str, ...]] = (),
) -> tuple[str, ...]:
    """Return up to `count` fit wrong choices for a card; for many cards make one `Book` and ask it."""
    found = Book.of(cards, aliases).distractors(card, count, rng or random.Random(card.id or card.stem))
    return tuple(entry.text for entry in found)
