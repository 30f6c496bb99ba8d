"""What several commands share: their arguments, where ledgers lie, and the JSON Lines of the card contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from generator.model import Card, Source
from generator.recipe import Recipe

targets = click.argument("targets", nargs=-1, type=click.Path(path_type=Path), metavar="[RECIPE | NOTES]...")
encoding = click.option("--encoding", default="", help="The encoding of notes that are not UTF-8, such as cp949.")
ledger = click.option(
    "--ledger",
    "ledger_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the cards' identities are kept.",
)
no_ledger = click.option("--no-ledger", is_flag=True, help="Derive the ids from the text alone; keep no ledger.")

# The time of a first build's facts: earlier than any import, so that the same notes give the same bytes anywhere.
FIRST_BUILD = 1_600_000_000


def ledger_path(recipe: Recipe, output: Path, given: Path | None) -> Path:
    """Return where a deck's ledger lies: as given, beside its recipe, or beside the output."""
    if given:
        return given
    if recipe.path:
        return Path(recipe.path).with_suffix(".ledger.jsonl")
    return output.with_suffix(".ledger.jsonl")


def output_path(recipe: Recipe, suffix: str, given: Path | None = None) -> Path:
    """Return where a deck is written: as given, or in out/ under the recipe's or the note's name."""
    stem = Path(recipe.path).stem if recipe.path else recipe.name
    return given or Path("out") / f"{stem}{suffix}"


def newest(recipe: Recipe, sources: tuple[Source, ...]) -> int:
    """Return when the notes or the recipe last changed, in seconds since 1970: the time of what a build finds changed."""
    paths = [Path(source.path) for source in sources] + ([Path(recipe.path)] if recipe.path else [])
    return max((int(path.stat().st_mtime) for path in paths if path.exists()), default=FIRST_BUILD)


def as_json(card: Card) -> str:
    """Return a card as one line of the contract."""
    record: dict[str, Any] = {
        "id": card.id,
        "guid": card.guid,
        "kind": card.kind,
        "direction": card.direction,
        "front": card.front,
        "question": card.stem,
        "answer": card.key,
        "accept": list(card.accept),
        "choices": list(card.choices),
        "context": list(card.fact.topic),
        "path": card.fact.span.path,
        "lines": [card.fact.span.first, card.fact.span.last],
        "language": card.fact.language,
        "notices": list(card.notices),
        "origin": str(card.origin),
        "score": card.score,
        "why": list(card.why),
    }
    return json.dumps(record, ensure_ascii=False)
