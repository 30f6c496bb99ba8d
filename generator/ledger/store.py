"""The ledger as text: JSON Lines, a header, one fact a line, and a line that says that nothing is missing.

The facts stand by path and then in document order; a retired one stays where it stood. So a line inserted in a note is a
line inserted here, neighbours show which fact is which without line numbers that would all change, and two branches
conflict here only where their notes conflict as well. (Sorted by id, changes scatter, and of n lines on each side some
two nearly always touch.) Keys follow the order below, and what a fact has not is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator import files
from generator.json_lines import Form, dump, is_mark, unknown
from generator.ledger.values import OLD, VERSION, CardMark, Entry, Ledger, empty
from generator.model import Problem
from generator.problems import NotedeckError

SUFFIX = ".ledger.jsonl"
TEXTS = ("id", "kind", "path", "label", "text", "content", "made")
TIMES = ("changed", "retired")
KEYS = ("id", "kind", "path", "topic", "label", "text", "cards", "gone", "changed", "content", "retired", "made")
REQUIRED = ("id", "kind", "path", "label", "text", "cards", "changed", "content")
# One line for all ledgers, and no count of the facts, so that two branches that add facts do not conflict in it.
END = '{"end": true}'
LONGEST_HEADER = 100_000  # characters
LAST_TIME = 32_503_680_000  # the end of 2999: Anki's ids are made of times, and have 64 bits
RESTORE = "restore the ledger from git; if it is lost, delete it: every card then starts anew"
MERGE = 'keep the facts of both sides, of two with one id the one "changed" later, and delete the marks'
FORM = Form("ledger", "the ledger", "is", MERGE, RESTORE)
_problem = FORM.problem


def load(path: Path, deck: str) -> Ledger:
    """Read the ledger at `path`; a file that is not there is an empty one. Raises `NotedeckError`."""
    try:
        return read(FORM.text(path), str(path))
    except FileNotFoundError:
        return empty(deck)


def is_old(path: Path) -> bool:
    """Tell whether a file named like 0.1's ledgers is one: also a damaged one, for that must be told and never lost."""
    try:
        if files.sort_of(path):
            return False
        with path.open("rb") as lines:
            header = json.loads(lines.readline(LONGEST_HEADER).decode("utf-8-sig"))
    except OSError:
        return False
    except (ValueError, RecursionError):
        return True
    return not (isinstance(header, dict) and header.get("ledger") == VERSION)


def write(ledger: Ledger) -> str:
    """Return the ledger as text; `read` of it gives the same ledger."""
    header: dict[str, Any] = {"ledger": VERSION, "deck": ledger.deck, "ends": True}
    if ledger.taken:
        header["taken"] = list(ledger.taken)
    return "\n".join((dump(header), *map(_line, ledger.entries), END)) + "\n"


def _line(entry: Entry) -> str:
    values: dict[str, Any] = {name: getattr(entry, name) for name in KEYS}
    values["cards"], values["gone"] = _as_map(entry.cards), _as_map(entry.gone)
    return dump({name: value for name, value in values.items() if value or name in REQUIRED})


def _as_map(marks: tuple[CardMark, ...]) -> dict[str, list[str]]:
    return {mark.slot: [mark.question, mark.answer, *([mark.direction] if mark.direction else [])] for mark in marks}


def read(text: str, path: str) -> Ledger:
    """Read a ledger; raise `NotedeckError` with all that is wrong in it, for a reset would lose the learner's reviews."""
    lines = [(number, line.rstrip("\r")) for number, line in enumerate(text.split("\n"), 1)]
    problems = [FORM.conflict(path, number, line) for number, line in lines if is_mark(line)]
    if problems:
        raise NotedeckError(*problems)
    filled = [(number, line) for number, line in lines if line.strip()]
    if not filled:
        raise NotedeckError(_problem(path, 1, "the ledger is empty", RESTORE))
    header = _header(*filled[0], path)
    entries = tuple(_entries(_facts(filled, header), path, problems))
    if not _is_whole(filled, header):
        problems.append(_problem(path, filled[-1][0], f"the ledger is cut off: its last line must be {END}", RESTORE))
    if problems:
        raise NotedeckError(*problems)
    if header["ledger"] == 1:
        entries = tuple(replace(entry, made=OLD) for entry in entries)
    return Ledger(str(header["deck"]), entries, header["ledger"], tuple(header.get("taken", ())))


def _facts(filled: list[tuple[int, str]], header: dict[str, Any]) -> list[tuple[int, str]]:
    return filled[1:-1] if _is_whole(filled, header) and header.get("ends") else filled[1:]


def _is_whole(filled: list[tuple[int, str]], header: dict[str, Any]) -> bool:
    """Tell whether a ledger that says that it ends in a line of its own does; those of notedeck 0.1 say nothing."""
    return not header.get("ends") or filled[-1][1].strip() == END


def _header(number: int, line: str, path: str) -> dict[str, Any]:
    _number, header = next(FORM.rows([(number, line)], path, []), (number, {}))
    if "ledger" not in header:
        message = 'this is no ledger: the first line must be like {"ledger": 2, "deck": "NAME"}'
        raise NotedeckError(_problem(path, number, message, RESTORE))
    if header["ledger"] not in (1, VERSION):
        message = f"the ledger has version {header['ledger']!r}, and this notedeck knows version {VERSION}"
        raise NotedeckError(_problem(path, number, message, "build with the notedeck that wrote it, or a newer one"))
    if not isinstance(header.get("deck"), str):
        raise NotedeckError(_problem(path, number, 'the first line must name the "deck"', RESTORE))
    taken = header.get("taken", [])
    if not isinstance(taken, list) or not all(isinstance(name, str) for name in taken):
        raise NotedeckError(_problem(path, number, '"taken" must be a list of file names', RESTORE))
    return header


def _entries(lines: list[tuple[int, str]], path: str, problems: list[Problem]) -> Iterator[Entry]:
    first: dict[str, int] = {}
    for number, values in FORM.rows(lines, path, problems):
        wrong = [_problem(path, number, *one) for one in _mistakes(values)]
        problems += wrong
        if wrong:
            continue
        entry = _entry(values)
        if entry.id in first:
            message = f'the id "{entry.id}" stands twice; the first is on line {first[entry.id]}'
            problems.append(_problem(path, number, message, 'keep the line that "changed" later, delete the other'))
        first.setdefault(entry.id, number)
        yield entry


def _mistakes(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a hand may have broken in one line, with what to write."""
    yield from unknown(values, KEYS)
    for name in REQUIRED:
        if name not in values:
            yield f'"{name}" is missing', RESTORE
    for name in TEXTS:
        if not isinstance(values.get(name, ""), str):
            yield f'"{name}" must be text', ""
    for name in TIMES:
        time = values.get(name, 0)
        if not isinstance(time, int) or isinstance(time, bool) or not 0 <= time < LAST_TIME:
            yield f'"{name}" must be seconds since 1970', ""
    topic = values.get("topic", [])
    if not isinstance(topic, list) or not all(isinstance(heading, str) for heading in topic):
        yield '"topic" must be a list of headings', ""
    for name in ("cards", "gone"):
        if not _are_marks(values.get(name, {})):
            yield f'"{name}" must be like {{"term->meaning": ["question", "answer"]}}', ""
    if isinstance(values.get("id"), str) and (not values["id"] or set(values["id"]) & set("/ \t")):
        yield f'"{values["id"]}" is no id', RESTORE


def _are_marks(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(mark, list) and len(mark) in (2, 3) and all(isinstance(part, str) for part in mark)
        for mark in value.values()
    )


def _entry(values: dict[str, Any]) -> Entry:
    plain = {name: values[name] for name in (*TEXTS, *TIMES) if name in values}
    cards, gone = (_marks_of(values.get(name, {})) for name in ("cards", "gone"))
    return Entry(**plain, topic=tuple(values.get("topic", ())), cards=cards, gone=gone)


def _marks_of(values: dict[str, list[str]]) -> tuple[CardMark, ...]:
    return tuple(CardMark(slot, *parts) for slot, parts in values.items())
