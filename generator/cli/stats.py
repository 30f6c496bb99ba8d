"""`notedeck stats`: what falls due, what is recalled, where it is weak."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import _shared, _studying
from generator.cli._terminal import Row
from generator.problems import NotedeckError

if TYPE_CHECKING:
    from generator.model import Card
    from generator.study.settings import Settings
    from generator.study.stats import Stats, Weak
    from generator.study.storage import Store

BAR = 30  # columns


@click.command()
@_shared.targets
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@_studying.database
@_shared.encoding
def stats(targets: tuple[Path, ...], form: str, db: Path | None, encoding: str) -> None:
    """Show what falls due, how much is recalled, the days of study, and the weakest topics and lines.

    Without arguments it is about every recipe in decks/, or the whole log where there is none.

    \b
    notedeck stats
    notedeck stats notes.md --format json
    """
    from generator.study import stats as stats_

    cards, settings = _cards(targets, encoding, db)
    store = _open(db, settings)
    try:
        found = stats_.gather(store, cards, settings, _studying.now())
    finally:
        store.close()
    if form == "json":
        click.echo(_shared.json_text(stats_.record(found), indent=1))
    else:
        _show(found, {card.id: card for card in cards})


def _cards(targets: tuple[Path, ...], encoding: str, db: Path | None) -> tuple[tuple[Card, ...], Settings]:
    from generator.study.settings import DEFAULTS

    try:
        found = tuple(_studying.materials(targets, encoding, db, keep=False))
    except NotedeckError as error:
        if targets or any(problem.code != "no-recipe" for problem in error.problems):
            raise
        return (), DEFAULTS
    cards = tuple(card for one in found for card in one.deck.cards)
    return cards, found[0].settings if found else DEFAULTS


def _open(db: Path | None, settings: Settings) -> Store:
    """Open the log so that a replay is kept if it can be; a read-only log is read all the same."""
    from generator.study import storage

    path = db or storage.default_path()
    if path.exists():
        try:
            return storage.open_store(path, settings, now=_studying.now())
        except NotedeckError:
            pass
    return storage.open_for_reading(path, settings)


def _show(found: Stats, cards: dict[str, Card]) -> None:
    from generator.cli import _terminal

    out = _terminal.console()
    weeks = max(4, min(53, int(out.width) - 5))
    rows = [*_totals(found), *_forecast(found), *_heat(found, weeks)]
    rows += [*_weak("Weakest topics", found.topics), *_weak("Weakest lines", found.lines)]
    if found.leeches:
        names = (cards[card].stem if card in cards else card for card in found.leeches)
        rows += [Row(), Row("Leeches: reword or suspend them", "bold"), *(Row(f"  {name}") for name in names)]
    _terminal.show(out, rows)


def _totals(found: Stats) -> list[Row]:
    counts = ", ".join(f"{number} {name}" for name, number in found.cards.items() if name != "all" and number)
    return [
        Row(f"{found.cards['all']} cards: {counts}", "bold"),
        Row(f"Recalled in 30 days: {_share(found.retention)}; ever: {_share(found.retention_ever)}"),
        Row(f"Days of study in a row: {found.streak}"),
    ]


def _share(retention: tuple[int, int]) -> str:
    recalled, asked = retention
    return f"{100 * recalled / asked:.1f} % of {asked}" if asked else "nothing was asked after a day or more"


def _forecast(found: Stats) -> list[Row]:
    most = max(found.forecast, default=0) or 1
    rows = [Row(), Row("Due", "bold")]
    for day, count in enumerate(found.forecast[:14]):
        name = "today" if not day else f"+{day}"
        rows.append(Row(f"{name:>6} {'█' * -(-count * BAR // most)}{' ' if count else ''}{count}"))
    return [*rows, Row(f"  then {sum(found.forecast[14:])} in the 16 days after")]


def _heat(found: Stats, weeks: int) -> list[Row]:
    from generator.study import stats

    total = sum(count for _day, count in found.days)
    lines = (Row(line, "green") for line in stats.heat_map(found.days, weeks))
    return [Row(), Row(f"Reviews a day: {total} in 53 weeks, {found.days[-1][1]} today", "bold"), *lines]


def _weak(title: str, weak: tuple[Weak, ...]) -> list[Row]:
    if not weak:
        return []
    rows = [Row(f"{one.recalled:>4} % of {one.reviews:>4}  {one.name}") for one in weak]
    return [Row(), Row(f"{title}, by what was recalled", "bold"), *rows]


COMMAND = stats
