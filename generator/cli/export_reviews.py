"""`notedeck export-reviews`: the log of reviews as JSON Lines."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from generator.cli import _studying
from generator.problems import NotedeckError

if TYPE_CHECKING:
    from generator.study.storage import Store


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
@_studying.database
def export_reviews(file: Path, db: Path | None) -> None:
    """Write every review and mark to FILE (or standard output), one JSON object a line, oldest first.

    Of a damaged log, all that can be read is written before the damage is told.

    \b
    notedeck export-reviews reviews.jsonl
    """
    from generator.study import events, storage
    from generator.study.settings import DEFAULTS

    store = storage.open_for_reading(db or storage.default_path(), DEFAULTS, replay=False)
    try:
        with click.open_file(str(file), "w", encoding="utf-8", atomic=str(file) != "-") as out:
            out.write(events.header() + "\n")
            trouble = _write(store, out)
    finally:
        store.close()
    if trouble:
        raise trouble


def _write(store: Store, out: IO[str]) -> NotedeckError | None:
    """Write the events; return, not raise, what stopped it, so that the file keeps what was read."""
    from generator.study import events, storage

    try:
        for event in storage.events(store):
            out.write(events.line(event) + "\n")
    except NotedeckError as error:
        return error
    return None


COMMAND = export_reviews
