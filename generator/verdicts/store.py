"""Decisions as text: `NAME.verdicts.jsonl`, a header, then one decision a line, the newest last; nothing is rewritten.

The file is made to be committed. Lines of two branches may stand in any order: each says when it was made.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from generator import files
from generator.json_lines import Form, dump
from generator.model import Problem
from generator.problems import NotedeckError
from generator.verdicts.values import WHATS, Decision, Texts

VERSION = 1
LAST_TIME = 32_503_680_000_000  # the end of 2999, in milliseconds
RESTORE = "restore the file from git; if it is lost, delete it: nothing is then hidden or reworded"
FORM = Form("verdicts", "the verdicts", "are", "keep the decisions of both sides and delete the marks", RESTORE)
_problem = FORM.problem
_TEXTS = ("front", "question", "answer")
_KEYS = ("at", "what", "card", "fact", "was", "now", "direction", "accept", "frame", "score")


def load(path: Path) -> tuple[Decision, ...]:
    """Read the decisions at `path`; a file that is not there holds none. Raises `NotedeckError`."""
    try:
        return read(FORM.text(path), str(path))
    except FileNotFoundError:
        return ()


def read(text: str, path: str) -> tuple[Decision, ...]:
    """Read the file's text; raise `NotedeckError` with all that is wrong in it."""
    problems: list[Problem] = []
    whole = text.split("\n")
    if not text.endswith("\n") and not _is_json(whole[-1]):
        whole.pop()  # a line that was never finished: the decision was not confirmed either
    rows = list(FORM.rows(enumerate(whole, 1), path, problems))
    if rows and not problems:
        problems += _wrong_header(rows[0][1], path)
    decisions = [_decision(row, path, number, problems) for number, row in rows[1:]] if not problems else []
    if problems:
        raise NotedeckError(*problems)
    return tuple(one for one in decisions if one)


def _wrong_header(row: dict[str, Any], path: str) -> Iterator[Problem]:
    if "verdicts" not in row:
        message = 'these are no verdicts: the first line must be like {"verdicts": 1, "deck": "NAME"}'
        yield _problem(path, 1, message, RESTORE)
    elif row["verdicts"] != VERSION:
        message = f"the file has version {row['verdicts']!r}, and this notedeck knows version {VERSION}"
        yield _problem(path, 1, message, "use the notedeck that wrote it, or a newer one")


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _decision(row: dict[str, Any], path: str, number: int, problems: list[Problem]) -> Decision | None:
    if "verdicts" in row:  # both sides of a merge began the file
        return None
    wrong = tuple(_mistakes(row))
    problems += (_problem(path, number, message) for message in wrong)
    if wrong:
        return None
    values = {name: row[name] for name in _KEYS if name in row}
    for name in ("was", "now"):
        values[name] = Texts(**{key: row.get(name, {}).get(key, "") for key in _TEXTS})
    return Decision(**{**values, "accept": tuple(row.get("accept", ()))})


def _mistakes(row: dict[str, Any]) -> Iterator[str]:
    """Yield what a hand may have broken in one line."""
    at, what, score = row.get("at"), row.get("what"), row.get("score", 1.0)
    if type(at) is not int or not 0 <= at < LAST_TIME:
        yield '"at" must be a time in milliseconds since 1970'
    if what not in WHATS:
        yield f'"what" must be one of {", ".join(WHATS)}'
    elif what not in ("learn", "forget") and not row.get("card"):
        yield '"card" is missing'
    for name in ("card", "fact", "direction", "frame"):
        if not isinstance(row.get(name, ""), str):
            yield f'"{name}" must be text'
    for name in ("was", "now"):
        texts = row.get(name, {})
        if not isinstance(texts, dict) or not all(isinstance(texts.get(key, ""), str) for key in _TEXTS):
            yield f'"{name}" must be like {{"front": …, "question": …, "answer": …}}'
        elif name == "now" and what in ("edit", "flip") and not (texts.get("question") and texts.get("answer")):
            yield f'"now" needs the "question" and the "answer" of what was {"reworded" if what == "edit" else "flipped"}'
    if not isinstance(row.get("accept", []), list) or not all(isinstance(one, str) for one in row.get("accept", [])):
        yield '"accept" must be a list of texts'
    if type(score) not in (int, float) or not 0 <= score <= 1:
        yield '"score" must be a number from 0 to 1'


def text_of(one: Decision) -> str:
    """Return a decision as its line; what it has not is left out."""
    record = {name: value for name, value in asdict(one).items() if value != () and value != ""}
    for name in ("was", "now"):
        record[name] = {key: text for key, text in record[name].items() if text}
        if not record[name]:
            del record[name]
    if one.what in ("undo", "learn", "forget"):
        record.pop("score", None)
    return dump(record)


def append(path: Path, deck: str, one: Decision) -> Decision:
    """Put a decision at the end of the file, on the disk before this returns; return it with the time it was given.

    Raises `NotedeckError` where the file is damaged, and OSError where it cannot be written: then it is as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    with open(handle, "r+b", buffering=0) as file:
        files.hold(file.fileno())
        known = load(path)
        one = replace(one, at=max((one.at, *(other.at + 1 for other in known))))  # a clock may be set back
        before = file.read()
        start, between = _end(before)
        header = "" if start else json.dumps({"verdicts": VERSION, "deck": deck}, ensure_ascii=False) + "\n"
        try:
            _write(file, start, f"{between}{header}{text_of(one)}\n".encode("utf-8", "backslashreplace"))
        except OSError:
            with contextlib.suppress(OSError):
                _write(file, start, before[start:])
            raise
    return one


def _write(file: io.FileIO, start: int, content: bytes) -> None:
    file.seek(start)
    while content:
        content = content[file.write(content) :]
    file.truncate()
    os.fsync(file.fileno())


def _end(content: bytes) -> tuple[int, str]:
    """Return where the next line begins, and what must stand before it: an unfinished line is written over."""
    if not content or content.endswith(b"\n"):
        return len(content), ""
    start = content.rfind(b"\n") + 1
    return (len(content), "\n") if _is_json(content[start:].decode("utf-8", "replace")) else (start, "")
