"""`notedeck cards`: the cards, to read before they are imported."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli import _shared


@click.command()
@_shared.targets
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "markdown"]), default="table")
@click.option("--kind", "kinds", multiple=True, help="Only cards of this kind; may be given several times.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many cards.")
@_shared.encoding
def cards(targets: tuple[Path, ...], form: str, kinds: tuple[str, ...], limit: int | None, encoding: str) -> None:
    """Show the cards that a build would make; nothing is written.

    \b
    notedeck cards notes.md --kind command --limit 10
    """
    from generator import pipeline

    found = [card for recipe in pipeline.recipes(targets) for card in pipeline.deck(recipe, encoding=encoding).cards]
    found = [card for card in found if not kinds or card.kind in kinds][:limit]
    for card in found:
        if form == "jsonl":
            click.echo(_shared.as_json(card))
        else:
            click.echo(f"{card.fact.span.first}-{card.fact.span.last} {card.direction}: {card.stem} => {card.key}")


COMMAND = cards
