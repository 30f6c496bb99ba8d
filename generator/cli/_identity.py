"""How every command comes by the identities of the cards: the workspace's ledger, or the one that was named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import work, workspace
from generator.cli import _shared
from generator.recipe import Recipe

if TYPE_CHECKING:
    from generator.ledger import Ledger
    from generator.pipeline import Built


@dataclass(frozen=True, slots=True)
class Identity:
    """Where the cards' identities are kept, and what is known of them; `file` is None where none are kept.

    `folder` is where the ledger's paths start, `told` what is to be said once it is written.
    """

    ledger: Ledger
    file: Path | None = None
    folder: str = ""
    told: tuple[str, ...] = ()


def file_of(recipe: Recipe, given: Path | None = None, no_ledger: bool = False) -> Path | None:
    """Return the ledger's file: as given, or the workspace's; what is read from standard input has none."""
    if no_ledger or (not given and all(str(path) == "-" for path in recipe.notes)):
        return None
    return given or workspace.of_recipe(recipe).ledger


def known(
    recipe: Recipe, given: Path | None = None, no_ledger: bool = False, places: tuple[Path, ...] = ()
) -> Identity:
    """Read what is known of a recipe's cards; 0.1's ledgers, also in `places`, are taken over."""
    from generator import ledger

    file = file_of(recipe, given, no_ledger)
    if file is None:
        return Identity(ledger.empty(""))
    if given:
        return Identity(ledger.load(file, ""), file, str(file.parent))
    space = workspace.of_recipe(recipe)
    mine = ledger.load(file, "")
    names = {path: space.relative(path) for path in space.old_ledgers(places)}
    old = [path for path, name in names.items() if name not in mine.taken and ledger.is_old(path)]
    read = [(names[path], ledger.load(path, ""), path.parent) for path in old]
    told = tuple(_took_over(path, len(other.entries)) for path, (_name, other, _folder) in zip(old, read, strict=True))
    return Identity(ledger.take_over(mine, read, space.root), file, str(space.root), told)


def _took_over(path: Path, facts: int) -> str:
    return f'took over {facts} {"fact" if facts == 1 else "facts"} of "{path}", which is not needed any more'


def built(recipe: Recipe, identity: Identity, encoding: str = "", jobs: int | None = None) -> Built:
    """Take a recipe through all stages with the identities that are known."""
    from generator import pipeline

    kept_in = workspace.cache_of(workspace.of_recipe(recipe))
    now = _shared.newest(recipe) if identity.ledger.entries else _shared.FIRST_BUILD
    return pipeline.build(
        recipe,
        encoding=encoding,
        ledger=identity.ledger,
        folder=identity.folder,
        now=now,
        jobs=jobs or work.cores(),
        kept_in=kept_in,
    )


def tell(identity: Identity) -> None:
    """Say what was taken over."""
    for line in identity.told:
        click.echo(line, err=True)
