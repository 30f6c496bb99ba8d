"""`notedeck import-reviews`: reviews from JSON Lines into the log, each once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import _studying

if TYPE_CHECKING:
    from generator.study.events import Event


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True))
@_studying.database
def import_reviews(file: Path, db: Path | None) -> None:
    """Take in the reviews of FILE (or `-`), as `export-reviews` writes them; those already there stay as they are.

    If a line is wrong nothing is taken in. The schedule comes out the same whatever the order of imports.

    \b
    notedeck import-reviews reviews.jsonl
    """
    from generator.study import storage
    from generator.study.settings import DEFAULTS

    with _studying.opened(db, DEFAULTS) as store:
        added, known = storage.add(store, list(_events(file)))
    click.echo(f"{added} new, {known} already there")


def _events(file: Path) -> Iterator[Event]:
    from generator.model import Severity, Span
    from generator.problems import NotedeckError
    from generator.study import events

    problems = []
    with click.open_file(str(file), encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            try:
                event = events.parse(line) if line.strip() else None
            except ValueError as error:
                message = f"the line {error}"
                problems.append(Span(str(file), number, number).problem(Severity.ERROR, "reviews", message))
                continue
            if event:
                yield event
    if problems:
        raise NotedeckError(*problems)


COMMAND = import_reviews
