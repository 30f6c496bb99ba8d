"""What several commands share: their arguments, and the JSON Lines of the card contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from generator.model import Card

targets = click.argument("targets", nargs=-1, type=click.Path(path_type=Path), metavar="[RECIPE | NOTES]...")
encoding = click.option("--encoding", default="", help="The encoding of notes that are not UTF-8, such as cp949.")


def as_json(card: Card) -> str:
    """Return a card as one line of the contract."""
    record: dict[str, Any] = {
        "id": card.id,
        "guid": card.guid,
        "kind": card.kind,
        "direction": card.direction,
        "question": card.stem,
        "answer": card.key,
        "accept": list(card.accept),
        "choices": list(card.choices),
        "context": list(card.fact.topic),
        "path": card.fact.span.path,
        "lines": [card.fact.span.first, card.fact.span.last],
        "language": card.fact.language,
        "notices": list(card.notices),
    }
    return json.dumps(record, ensure_ascii=False)
