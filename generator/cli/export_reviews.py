"""`notedeck export-reviews`: the log of reviews as JSON Lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import _shared, _studying
from generator.problems import NotedeckError

if TYPE_CHECKING:
    from generator.study.storage import Store


@click.command()
@click.argument("file", type=_shared.OneFile(allow_dash=True), default="-")
@_studying.database
def export_reviews(file: Path, db: Path | None) -> None:
    """Write every review and mark to FILE (or standard output), one JSON object a line, oldest first.

    Of a damaged log, all that can be read is written before the damage is told.

    \b
    notedeck export-reviews reviews.jsonl
    """
    from generator import files
    from generator.study import storage
    from generator.study.settings import DEFAULTS

    place = db or storage.default_path()
    store = storage.open_for_reading(place, DEFAULTS, replay=False)
    try:
        lines, trouble = _lines(store)
    finally:
        store.close()
    text = "".join(f"{line}\n" for line in lines)
    if str(file) == "-":
        click.echo(text, nl=False)
    else:
        beside = (place.with_name(f"{place.name}{end}") for end in ("-wal", "-shm", "-journal"))
        files.write_outputs({file: text.encode()}, (place, *beside))
    if trouble:
        raise trouble


def _lines(store: Store) -> tuple[list[str], NotedeckError | None]:
    """Return the lines that can be read, and not raise what stopped them, so that the file gets them."""
    from generator.study import events, storage

    lines = [events.header()]
    try:
        for event in storage.events(store):
            lines.append(events.line(event))
    except NotedeckError as error:
        return lines, error
    return lines, None


COMMAND = export_reviews
