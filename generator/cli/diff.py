"""`notedeck diff`: what a build would change, card by card, before anything is written."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli import _identity, _shared
from generator.cli._identity import Identity
from generator.recipe import Recipe


@click.command()
@_shared.targets
@_shared.ledger
@_shared.no_ledger
@_shared.encoding
def diff(targets: tuple[Path, ...], ledger_file: Path | None, no_ledger: bool, encoding: str) -> None:
    """Show card by card what a build would change, with the old and new lines; nothing is written.

    \b
    notedeck diff
    notedeck diff notes.md --ledger notes.ledger.jsonl
    """
    from generator import pipeline

    recipes = pipeline.recipes(targets)
    if len(recipes) > 1 and ledger_file:
        raise click.UsageError("--ledger names one deck; compare one recipe at a time")
    failed = False
    for recipe in recipes:
        old = _shared.output_path(recipe, ".ledger.jsonl")
        failed |= _diff(recipe, _identity.known(recipe, ledger_file, no_ledger, (old,)), encoding)
    if failed:
        raise click.exceptions.Exit(1)


def _diff(recipe: Recipe, identity: Identity, encoding: str) -> bool:
    """Tell what would change; return whether some of the notes could not be read."""
    from generator import ledger
    from generator.cli import _report

    built = _identity.built(recipe, identity, encoding)
    is_partly_unread = _report.tell_unread(built.deck)
    described = ledger.describe_changes(built.changes)
    if described:
        click.echo(described + "\n")
    click.echo(f"{recipe.name}: {ledger.summary(built.changes)}")
    return is_partly_unread


COMMAND = diff
