"""`notedeck build`: study notes to an Anki deck, with the ledger that keeps its cards' identities."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli import _shared
from generator.model import Deck
from generator.recipe import Recipe


@click.command()
@_shared.targets
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The deck to write; by default out/NAME.apkg.",
)
@_shared.ledger
@_shared.no_ledger
@click.option("--retired", is_flag=True, help="Export retired cards too, tagged notedeck::retired.")
@_shared.encoding
def build(
    targets: tuple[Path, ...],
    output: Path | None,
    ledger_file: Path | None,
    no_ledger: bool,
    retired: bool,
    encoding: str,
) -> None:
    """Build Anki decks; without arguments every recipe in decks/.

    \b
    notedeck build
    notedeck build notes.md -o notes.apkg
    """
    from generator import pipeline

    recipes = pipeline.recipes(targets)
    if len(recipes) > 1 and (output or ledger_file):
        raise click.UsageError("--output and --ledger name one deck; build one recipe at a time")
    failed = False
    for recipe in recipes:
        where = _shared.output_path(recipe, ".apkg", output)
        failed |= _build(
            recipe, where, None if no_ledger else _shared.ledger_path(recipe, where, ledger_file), retired, encoding
        )
    if failed:
        raise click.exceptions.Exit(1)


def _build(recipe: Recipe, where: Path, ledger_file: Path | None, retired: bool, encoding: str) -> bool:
    """Build one deck and tell of it; return whether some of its notes could not be read."""
    from dataclasses import replace

    from generator import ledger, pipeline
    from generator.cli import _report
    from generator.exporters.anki import EXPORTER
    from generator.files import write_together
    from generator.problems import NotedeckError

    rivals = ledger.rivals(ledger_file, recipe.name) if ledger_file else ()
    if rivals:
        raise NotedeckError(*rivals)
    _progress(f"reading {recipe.name} ...")
    known = ledger.load(ledger_file, recipe.name) if ledger_file else None
    sources = tuple(pipeline.load(recipe, encoding)[0])
    now = _shared.newest(recipe, sources) if known and known.entries else _shared.FIRST_BUILD
    folder = str(ledger_file.parent) if ledger_file else ""
    built = pipeline.build(recipe, encoding=encoding, ledger=known, folder=folder, now=now)
    deck = built.deck
    _report.tell_unread(deck)
    if retired:
        deck = replace(deck, cards=(*deck.cards, *ledger.retired_cards(built.ledger)))
    _progress(f"writing {len(deck.cards)} cards ...")
    media = pipeline.media(deck)
    left_out = EXPORTER.check(deck, media)
    files = {where: EXPORTER.render(deck, media)}
    if ledger_file:
        files[ledger_file] = ledger.write(built.ledger).encode()
    write_together(files)
    _progress("")
    _report.tell(list(left_out), deck)
    for line in _report.summary(deck, where, ledger.summary(built.changes) if known is not None else ""):
        click.echo(line)
    return _unread(deck)


def _unread(deck: Deck) -> bool:
    from generator.cli._report import UNREAD

    return any(problem.code in UNREAD for problem in deck.problems)


def _progress(text: str) -> None:
    """Show what is being done on a terminal; be quiet in a pipe."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{text}", nl=False, err=True)


COMMAND = build
