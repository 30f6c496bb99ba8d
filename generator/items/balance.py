"""Key letters that tell nothing: each stands for the right choice equally often, half of the statements are true."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from generator.items.makers.true_false import told_right
from generator.items.values import Item


def balanced(items: tuple[Item, ...], rng: random.Random) -> tuple[Item, ...]:
    """Return the items with as many true statements as false ones, and the right choices at every letter."""
    made = [item for item in items if item.type == "true-false" and item.right]
    true = {item.number for item in rng.sample(made, len(made) // 2 + (len(made) % 2 and rng.randrange(2)))}
    return lettered(tuple(told_right(item) if item.number in true else item for item in items), rng)


def lettered(items: tuple[Item, ...], rng: random.Random) -> tuple[Item, ...]:
    """Return the items with the right choice of each at its turn's letter; choices of the note's own stay."""
    picking = [item for item in items if item.type == "multiple-choice" and not item.card.choices]
    places = dict(zip((item.number for item in picking), _places(picking, rng), strict=True))
    return tuple(_moved(item, places[item.number]) if item.number in places else item for item in items)


def _places(items: list[Item], rng: random.Random) -> Iterator[int]:
    """Yield a place for each item: every letter once before any comes again, in an order of chance."""
    turn: list[int] = []
    for item in items:
        turn = [place for place in turn if place < len(item.choices)]
        if not turn:
            turn = rng.sample(range(len(item.choices)), len(item.choices))
        yield turn.pop()


def _moved(item: Item, place: int) -> Item:
    choices = [text for text in item.choices if text != item.key]
    choices.insert(place, item.key)
    return replace(item, choices=tuple(choices))
