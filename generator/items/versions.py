"""Several shufflings of one quiz, so that neighbours cannot copy."""

from __future__ import annotations

import random
import string
from dataclasses import replace

from generator.items.balance import lettered
from generator.items.numbering import numbered
from generator.items.values import Item, Version

MOST_VERSIONS = len(string.ascii_uppercase)


def versions(items: tuple[Item, ...], count: int, seed: int) -> tuple[Version, ...]:
    """Return versions A, B, C …; A is the quiz as it is. The code on each page is the version and the seed."""
    names = string.ascii_uppercase[: max(1, min(count, MOST_VERSIONS))]
    return tuple(
        Version(name, f"{name}-{seed}", items if name == "A" else _shuffled(items, random.Random(f"{seed}/{name}")))
        for name in names
    )


def _shuffled(items: tuple[Item, ...], rng: random.Random) -> tuple[Item, ...]:
    order = list(items)
    rng.shuffle(order)
    return lettered(numbered(_turned(item, rng) for item in order), rng)


def _turned(item: Item, rng: random.Random) -> Item:
    """Return the item with its choices, and the prompts of a matching item, in another order."""
    if item.type == "true-false" or item.card.choices:
        return item
    choices = list(item.choices)
    rng.shuffle(choices)
    if item.type == "order" and tuple(choices) == item.answers:
        choices.reverse()
    if not item.prompts:
        return replace(item, choices=tuple(choices))
    rows = list(zip(item.prompts, item.answers, item.cards, strict=True))
    rng.shuffle(rows)
    prompts, answers, cards = zip(*rows, strict=True)
    return replace(item, choices=tuple(choices), prompts=prompts, answers=answers, cards=cards)
