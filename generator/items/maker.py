"""What an item type is: whether a card suits it, and the item made of the card."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from generator.items.book import Book
from generator.items.labels import truth
from generator.items.values import Item
from generator.model import Card


@dataclass(frozen=True, slots=True)
class Maker:
    """`make` returns the item, or the name of the reason in `labels.REASONS` why it cannot be made well."""

    type: str
    suits: Callable[[Card], bool]
    make: Callable[[Card, Book, random.Random], Item | str]


def marked(card: Card) -> bool | None:
    """Return what the notes mark a statement as, right or wrong; None where the card is no such statement."""
    statement = card.kind == "question" and not card.stem.rstrip().endswith("?")
    return truth(card.key) if statement else None


def one_line(card: Card) -> bool:
    """Whether a card's key can be a choice."""
    return "\n" not in card.key
