"""`notedeck build`: study notes to an Anki deck, with the ledger that keeps its cards' identities."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import click

from generator import work, workspace
from generator.cli import _identity, _shared
from generator.cli._identity import Identity
from generator.recipe import Recipe


@click.command()
@_shared.targets
@click.option(
    "-o",
    "--output",
    type=_shared.OneFile(),
    help="The deck to write; by default out/NAME.apkg.",
)
@_shared.ledger
@_shared.no_ledger
@click.option("--retired", is_flag=True, help="Export retired cards too, tagged notedeck::retired.")
@_shared.jobs
@_shared.encoding
def build(
    targets: tuple[Path, ...],
    output: Path | None,
    ledger_file: Path | None,
    no_ledger: bool,
    retired: bool,
    jobs: int,
    encoding: str,
) -> None:
    """Build Anki decks; without arguments every recipe in decks/, or the notes here.

    \b
    notedeck build
    notedeck build notes.md -o notes.apkg
    """
    from generator import pipeline

    recipes = pipeline.recipes(targets)
    if len(recipes) > 1 and (output or ledger_file):
        raise click.UsageError("--output and --ledger name one deck; build one recipe at a time")
    if output and _shared.suffix_of(output) not in ("", ".apkg"):
        raise click.UsageError(f'--output "{output}": a deck is an .apkg file; quizzes are made by `notedeck quiz`')
    wheres = _shared.apart(recipes, [_shared.output_path(recipe, ".apkg", output) for recipe in recipes])
    failed = False
    for recipe, where in zip(recipes, wheres, strict=True):
        own = _identity.file_of(recipe, ledger_file, no_ledger)
        if own and os.path.realpath(own) == os.path.realpath(where):
            raise click.UsageError(f'"{where}" cannot be both the deck and its ledger')
        with _shared.alone(own):
            old = where.with_suffix(".ledger.jsonl")
            identity = _identity.known(recipe, ledger_file, no_ledger, (old,))
            failed |= _build(recipe, where, identity, retired, encoding, jobs)
    if failed:
        raise click.exceptions.Exit(1)


@work.seldom_collected()
def _build(recipe: Recipe, where: Path, identity: Identity, retired: bool, encoding: str, jobs: int) -> bool:
    """Build one deck and tell of it; return whether some of its notes could not be read."""
    from dataclasses import replace

    from generator import ledger, pipeline
    from generator.cli import _report
    from generator.cli._terminal import progress
    from generator.exporters.anki import EXPORTER
    from generator.files import write_outputs

    progress(f"reading {recipe.name} ...")
    space = workspace.of_recipe(recipe)
    with workspace.new_cache(space) if identity.file == space.ledger else contextlib.nullcontext():
        built = _identity.built(recipe, identity, encoding, jobs)
        deck = built.deck
        is_partly_unread = _report.tell_unread(deck)
        if retired:
            deck = replace(deck, cards=(*deck.cards, *ledger.retired_cards(built.ledger, built.elsewhere)))
        progress(f"writing {len(deck.cards)} cards ...")
        media = pipeline.media(deck, recipe.notes)
        left_out = EXPORTER.check(deck, media)
        # the ledger first: a deck whose ids it does not know would lose its reviews at the next build
        files = {identity.file: ledger.write(built.ledger).encode()} if identity.file else {}
        files[where] = EXPORTER.render(deck, media)
        write_outputs(files, _shared.inputs([recipe]))
    progress("")
    _identity.tell(identity)
    _report.tell(list(left_out), deck)
    changes = (ledger.summary(built.changes), *ledger.renames(built.changes)) if identity.file else ()
    for line in _report.summary(deck, where, changes):
        click.echo(line)
    return is_partly_unread


COMMAND = build
