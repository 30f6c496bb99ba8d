"""`notedeck import-reviews`: reviews from JSON Lines into the log, each once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import _shared, _studying
from generator.model import Problem, Severity, Span
from generator.problems import NotedeckError

if TYPE_CHECKING:
    from generator.study.events import Event

LARGEST = 2_000_000_000  # bytes; ten million reviews
LONGEST_LINE = 1_000_000  # bytes
MOST_PROBLEMS = 20  # of one file: more would only scroll the first away


@click.command()
@click.argument("file", type=_shared.OneFile(allow_dash=True))
@_studying.database
def import_reviews(file: Path, db: Path | None) -> None:
    """Take in the reviews of FILE (or `-`), as `export-reviews` writes them; those already there stay as they are.

    If a line is wrong nothing is taken in. The schedule comes out the same whatever the order of imports.

    \b
    notedeck import-reviews reviews.jsonl
    """
    from generator.study import storage
    from generator.study.settings import DEFAULTS

    found = _events(file)
    with _studying.opened(db, DEFAULTS) as store:
        added, known = storage.add(store, found)
    click.echo(f"{added} new, {known} already there")


def _events(file: Path) -> list[Event]:
    """Read and check every line before the first is taken in."""
    found, problems = [], []
    for number, line in enumerate(_content(file).split(b"\n"), 1):
        try:
            event = _event(line)
        except ValueError as error:
            problems.append(_problem(file, number, f"the line {error}"))
            if len(problems) == MOST_PROBLEMS:
                problems.append(_problem(file, number, "and so on; nothing was taken in"))
                break
            continue
        found += [event] if event else []
    if problems:
        raise NotedeckError(*problems)
    return found


def _event(line: bytes) -> Event | None:
    from generator.study import events

    if len(line) > LONGEST_LINE:
        raise ValueError(f"is longer than {LONGEST_LINE:,} bytes")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8 text") from None
    return events.parse(text) if text.strip() else None


def _content(file: Path) -> bytes:
    from generator import files

    if str(file) != "-":
        try:
            return files.read_regular(file, LARGEST)
        except OSError as error:
            raise NotedeckError(_problem(file, 1, f'"{file}" cannot be read: {error.strerror}')) from None
    content: bytes = sys.stdin.buffer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise NotedeckError(_problem(file, 1, f"standard input is larger than {LARGEST // 1_000_000} MB"))
    return content


def _problem(file: Path, line: int, message: str) -> Problem:
    return Span(str(file), line, line).problem(Severity.ERROR, "reviews", message)


COMMAND = import_reviews
