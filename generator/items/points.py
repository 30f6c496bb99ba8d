"""What each item of a sheet is worth: as its type says, or shared out of a sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.items.values import Item


def of_types(items: tuple[Item, ...], each: Mapping[str, int]) -> tuple[Item, ...]:
    """Return the items with the points that their type is given."""
    return tuple(replace(item, points=each.get(item.type, item.points)) for item in items)


def in_all(items: tuple[Item, ...], total: int) -> tuple[Item, ...]:
    """Return the items worth `total` together, in whole points: shared as before, at least one each."""
    left = total - len(items)
    weight = sum(item.points for item in items)
    shares = [left * item.points / weight for item in items]
    whole = [int(share) for share in shares]
    largest = sorted(range(len(items)), key=lambda at: (whole[at] - shares[at], at))
    for at in largest[: left - sum(whole)]:
        whole[at] += 1
    return tuple(replace(item, points=1 + points) for item, points in zip(items, whole, strict=True))
