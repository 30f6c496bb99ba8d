"""The sections of a sheet and the numbers of its items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.items.values import TYPES, Item

# A card to cut out or fold is of no section.
_PLACES = {name: place for place, name in enumerate(TYPES)}


def numbered(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return the items in sections by type, numbered through."""
    ordered = sorted(items, key=lambda item: _PLACES.get(item.type, 0))
    return tuple(replace(item, number=number) for number, item in enumerate(ordered, 1))
