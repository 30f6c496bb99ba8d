"""The quiz as JSON: `{version, items: [{number, type, front, stem, choices, key, points, why, card, path, lines}]}`."""

from __future__ import annotations

import json
from typing import Any

from generator.exporters.quiz.paper import Format, Paper, feedback
from generator.items import Item


def _render(paper: Paper) -> bytes:
    version = paper.versions[0]
    found = {"version": version.name, "code": version.code, "items": [_item(paper, item) for item in version.items]}
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _item(paper: Paper, item: Item) -> dict[str, Any]:
    """Return an item; `key` is a text where one answer is right, else a list in the order of parts, steps or prompts."""
    span = item.card.fact.span
    found: dict[str, Any] = {
        "number": item.number,
        "type": item.type,
        "front": item.front,
        "stem": item.stem,
        "choices": list(item.choices),
        "key": list(item.answers) if item.type in ("list", "order", "matching") else item.key,
        "points": item.points,
        "why": feedback(paper, item),
        "card": item.card.id,
        "path": span.path,
        "lines": [span.first, span.last],
    }
    if item.accept:
        found["accept"] = list(item.accept)
    if item.prompts:
        found["prompts"] = list(item.prompts)
        found["cards"] = [card.id for card in item.cards]
    return found


FORMAT = Format(".json", _render, one_version=True)
