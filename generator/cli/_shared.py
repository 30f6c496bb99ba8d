"""What several commands share: their arguments, where outputs go, and the JSON Lines of the card contract."""

from __future__ import annotations

import contextlib
import json
import math
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from generator import work, workspace
from generator.model import Card
from generator.recipe import Recipe
from generator.visible import json_escaped, visible_line


class OneFile(click.Path):
    """The name of a file to read or write; an empty one, as an unset variable gives, is a wrong call."""

    def __init__(self, *, allow_dash: bool = False) -> None:
        super().__init__(path_type=Path, dir_okay=False, allow_dash=allow_dash)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value):
            self.fail("the name of the file is empty", param, ctx)
        if visible_line(str(value)) != str(value):
            self.fail(f'the name "{visible_line(str(value))}" cannot be written', param, ctx)
        return super().convert(value, param, ctx)


class Number(click.FloatRange):
    """A number in a range; `nan`, which is in none, is a wrong call."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f'"{value}" is no number from {self.min} to {self.max}', param, ctx)
        return number


targets = click.argument("targets", nargs=-1, type=click.Path(path_type=Path), metavar="[RECIPE | NOTES]...")
encoding = click.option("--encoding", default="", help="The encoding of notes that are not UTF-8, such as cp949.")
ledger = click.option(
    "--ledger",
    "ledger_file",
    type=OneFile(),
    help="Where the cards' identities are kept.",
)
no_ledger = click.option("--no-ledger", is_flag=True, help="Derive the ids from the text alone; keep no ledger.")

jobs = click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=work.cores,
    show_default="the machine's cores",
    help="How many processes may work on the notes.",
)

# The time of a first build's facts: earlier than any import, so that the same notes give the same bytes anywhere.
FIRST_BUILD = 1_600_000_000


def output_path(recipe: Recipe, suffix: str, given: Path | None = None) -> Path:
    """Return where a deck is written: as given, or in out/ under the recipe's or the note's name."""
    stem = Path(recipe.path).stem if recipe.path else recipe.name
    return given or Path("out") / f"{stem}{suffix}"


def inputs(recipes: Iterable[Recipe]) -> tuple[Path, ...]:
    """Return the files that building these recipes reads: none of them may be an output."""
    from generator import reading

    found: list[Path] = []
    for recipe in recipes:
        found += [Path(recipe.path)] if recipe.path else []
        found += (note for named in recipe.notes for note in reading.find(named))
    return tuple(found)


def apart(recipes: Sequence[Recipe], outputs: Sequence[Path]) -> Sequence[Path]:
    """Return the outputs; stop where two recipes would write one file, before the second takes the first's place."""
    first: dict[str, Recipe] = {}
    for recipe, path in zip(recipes, outputs, strict=True):
        other = first.setdefault(os.path.realpath(path), recipe)
        if other is not recipe:
            names = " and ".join(f'"{one.path or one.name}"' for one in (other, recipe))
            raise click.UsageError(f'{names} would both write "{path}"; make them one at a time, each with its -o')
    return outputs


@contextlib.contextmanager
def alone(ledger_file: Path | None) -> Iterator[None]:
    """Hold a ledger's folder while the ledger is read, changed and written; wait where another build holds it."""
    from generator import files

    def waiting() -> None:
        click.echo("another notedeck is building here; waiting for it ...", err=True)

    with files.alone(ledger_file.parent, waiting) if ledger_file else contextlib.nullcontext():
        yield


def suffix_of(name: str | Path) -> str:
    """Return a file name's ending, in small letters; "" where there is none, as in `quiz-1.2`."""
    suffix = Path(name).suffix.casefold()
    return suffix if suffix[1:].isalpha() else ""


def newest(recipe: Recipe) -> int:
    """Return when the notes or the recipe last changed, in seconds since 1970: the time of what a build finds changed."""
    from generator.ledger.store import LAST_TIME

    space = workspace.of_recipe(recipe)
    paths = (*inputs([recipe]), space.written_cards, *space.all_verdicts())
    times = (int(path.stat().st_mtime) for path in paths if path.exists())
    return max((time for time in times if 0 <= time < LAST_TIME), default=FIRST_BUILD)


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
    return json_text(record)


def json_text(record: Any, indent: int | None = None) -> str:
    """Return JSON that a person can read and a terminal does not obey."""
    return json_escaped(json.dumps(record, ensure_ascii=False, indent=indent))
