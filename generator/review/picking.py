"""The items of a quiz on a page before they are printed: thrown out, replaced, put in another order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.exporters.quiz.paper import label
from generator.items import Item
from generator.items.numbering import numbered
from generator.review.unfit import Unfit


@dataclass(slots=True)
class Picking:
    """The drawn items and those that may stand in for them; `printed` writes what was chosen and tells of it."""

    title: str
    language: str
    drawn: Sequence[Item]
    spare: Sequence[Item]
    printed: Callable[[tuple[Item, ...]], Sequence[str]]
    is_done: bool = False
    _all: tuple[Item, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        self._all = (*self.drawn, *self.spare)

    def items_json(self) -> dict[str, Any]:
        """Return what the page begins with; an item's id is its place among all."""
        return {
            "title": self.title,
            "drawn": len(self.drawn),
            "items": [self._json(number, item) for number, item in enumerate(self._all)],
        }

    def _json(self, number: int, item: Item) -> dict[str, Any]:
        span = item.card.fact.span
        return {
            "id": number,
            "type": item.type,
            "section": label(self.language, item.type) if item.type != "card" else "",
            "front": item.front,
            "stem": item.stem,
            "choices": list(item.choices),
            "prompts": list(item.prompts),
            "key": item.key,
            "from": f"{span.path}:{span.first}",
            "points": item.points,
        }

    def print(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Print the items that were chosen, in this order within each section."""
        order = asked.get("order")
        if not isinstance(order, list) or not all(type(one) is int and 0 <= one < len(self._all) for one in order):
            raise Unfit("this is no choice of items")
        if not order or len(set(order)) < len(order):
            raise Unfit("choose at least one item, and each only once")
        told = self.printed(numbered(self._all[one] for one in order))
        self.is_done = True
        return {"told": list(told)}
