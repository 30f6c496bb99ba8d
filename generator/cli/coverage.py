"""`notedeck coverage`: what became of each line of the notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from generator.cli import _identity, _shared
from generator.model import Deck, LineUse
from generator.problems import NotedeckError
from generator.recipe import Recipe

MOST_REASONS = 6  # reasons for refusals that the summary names


@click.command()
@_shared.targets
@click.option("--html", type=click.Path(path_type=Path, file_okay=False), help="Also write a report into this folder.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--missed", is_flag=True, help="List the lines that became nothing.")
@click.option(
    "--fail-under", type=_shared.Number(0, 100), default=0.0, metavar="N",
    help="Exit with 1 if less than N per cent of the content lines are accounted for.",
)  # fmt: skip
@_shared.ledger
@_shared.no_ledger
@_shared.jobs
@_shared.encoding
def coverage(
    targets: tuple[Path, ...],
    html: Path | None,
    form: str,
    missed: bool,
    fail_under: float,
    ledger_file: Path | None,
    no_ledger: bool,
    jobs: int,
    encoding: str,
) -> None:
    """Account for every line of the notes: used by cards, structure, skipped with a reason, or missed.

    \b
    notedeck coverage notes.md --missed
    notedeck coverage decks/kubernetes.yaml --html out/coverage
    notedeck coverage --fail-under 97
    """
    from generator import pipeline
    from generator.cli._report import tell_unread

    decks = []
    is_partly_unread = False
    recipes = pipeline.recipes(targets)
    for recipe in recipes:
        deck = _identity.built(recipe, _identity.known(recipe, ledger_file, no_ledger), encoding, jobs).deck
        is_partly_unread |= tell_unread(deck)
        decks.append(deck)
    uses = [use for deck in decks for use in deck.usage]
    if form == "json":
        click.echo(_json(decks, [use for use in uses if use.status == "missed" or not missed]))
    else:
        _table(decks)
        _tell_refusals(decks)
        _tell_writers(decks, recipes)
        _list_missed(decks if missed else [])
    if html:
        _write_html(decks, html)
    share = accounted(uses)
    if share < fail_under:
        click.echo(f"coverage: {share:.1f} % of the content lines are accounted for, {fail_under:g} % wanted", err=True)
        raise NotedeckError(status=1)
    if is_partly_unread:
        raise click.exceptions.Exit(1)


def accounted(uses: list[LineUse]) -> float:
    """Return the per cent of content lines that are used or rightly skipped; structure is no content."""
    content = [use for use in uses if use.status != "structure"]
    return 100.0 * sum(use.status != "missed" for use in content) / len(content) if content else 100.0


def _json(decks: list[Deck], uses: list[LineUse]) -> str:
    writers = _writers(decks)
    records = [
        {
            "path": use.path, "line": use.line, "status": use.status, "reason": use.reason, "cards": list(use.cards),
            "by": sorted({writers[card] for card in use.cards}),
        }
        for use in uses
    ]  # fmt: skip
    return _shared.json_text(records, indent=1)


def _writers(decks: list[Deck]) -> dict[str, str]:
    return {card.id: str(card.origin) for deck in decks for card in deck.cards}


def _tell_refusals(decks: list[Deck]) -> None:
    """Say why lines became no card, the commonest reasons first: a line that is accounted for may be a line that is lost."""
    reasons = Counter(
        use.reason.split(" (")[0] for deck in decks for use in deck.usage if use.status == "refused" and use.reason
    )
    if reasons:
        ranked = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        told = [f"{reason} {count}" for reason, count in ranked[:MOST_REASONS]]
        rest = sum(count for _reason, count in ranked[MOST_REASONS:])
        click.echo(f"refused: {'; '.join([*told, *([f'other {rest}'] if rest else [])])}")


def _tell_writers(decks: list[Deck], recipes: Sequence[Recipe]) -> None:
    """Say whose cards the lines became, and what it costs to have a model write the sections that none has written."""
    from generator import writing
    from generator.llm.requests import Price

    writers = _writers(decks)
    uses = [use for deck in decks for use in deck.usage]
    lines = Counter(writer for use in uses for writer in {writers[card] for card in use.cards})
    nobody = sum(use.status in ("refused", "missed") for use in uses)
    click.echo(f"lines in cards by rules {lines['rules']}, by a model {lines['model']}, by nobody {nobody}")
    left = [writing.unwritten(deck, recipe) for deck, recipe in zip(decks, recipes, strict=True)]
    count, price = sum(len(sections) for sections, _price in left), sum((price for _sections, price in left), Price())
    if count:
        click.echo(
            f"sections that no model has written: {count}; `notedeck write` would take about {price.requests} requests, "
            f"{price.sent:,} tokens there and {price.back:,} back"
        )


_NUMBERS = ("content", "used", "skipped", "refused", "missed", "cards", "accounted")


def _table(decks: list[Deck]) -> None:
    from generator.cli import _terminal

    rows = [
        (source.path, [use for use in deck.usage if use.path == source.path])
        for deck in decks
        for source in deck.sources
    ]
    total = [use for _path, uses in rows for use in uses]
    shown = [*rows, ("total", total)] if len(rows) > 1 else rows
    cells = ((path, *_numbers(uses)) for path, uses in shown)
    _terminal.show_table(("note", *_NUMBERS), cells, piped_width=120, right=_NUMBERS)


def _numbers(uses: list[LineUse]) -> tuple[str, ...]:
    counts = Counter(use.status for use in uses)
    cards = len({card for use in uses for card in use.cards})
    each = (counts[status] for status in ("used", "skipped", "refused", "missed"))
    numbers = (len(uses) - counts["structure"], *each, cards)
    return (*map(str, numbers), f"{accounted(uses):.1f} %")


def _list_missed(decks: list[Deck]) -> None:
    texts = {source.path: source.lines for deck in decks for source in deck.sources}
    for use in (use for deck in decks for use in deck.usage):
        if use.status == "missed":
            click.echo(f"{use.path}:{use.line}: {texts[use.path][use.line - 1].strip()}")


def _write_html(decks: list[Deck], folder: Path) -> None:
    from generator import marks
    from generator.exporters import coverage_html
    from generator.files import write_outputs

    pages = coverage_html.render(decks)
    files = {folder / name: marks.signed(content, ".html", marks.COVERAGE) for name, content in pages.items()}
    write_outputs(files, [Path(source.path) for deck in decks for source in deck.sources])
    click.echo(f"{folder / 'index.html'}", err=True)


COMMAND = coverage
