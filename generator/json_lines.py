"""Files of JSON Lines that people commit and merge: an object a line; what is wrong in one is told where it stands."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator import files
from generator.model import Problem, Severity, Span
from generator.problems import NotedeckError

LARGEST = 1_000_000_000  # bytes; a million facts take a third of it, a million decisions half
_MARKS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


@dataclass(frozen=True, slots=True)
class Form:
    """What is said of one sort of file: `code` is its problems', `merge` what to do about git's conflict marks."""

    code: str
    name: str  # "the ledger"
    verb: str  # "is"
    merge: str
    restore: str

    def problem(self, path: str, line: int, message: str, fix: str = "", column: int = 1) -> Problem:
        """Make a problem of a line."""
        return Span(path, line, line).problem(Severity.ERROR, self.code, message, fix, column)

    def text(self, path: Path) -> str:
        """Return the file's text; raise FileNotFoundError where it is not there, else `NotedeckError`."""
        try:
            return files.read_regular(path, LARGEST).decode("utf-8-sig")
        except FileNotFoundError:
            raise
        except OSError as error:
            raise NotedeckError(self.problem(str(path), 1, f"{self.name} cannot be read: {error.strerror}")) from None
        except UnicodeDecodeError:
            message = f"{self.name} {self.verb} not UTF-8 text"
            raise NotedeckError(self.problem(str(path), 1, message, self.restore)) from None

    def rows(
        self, lines: Iterable[tuple[int, str]], path: str, problems: list[Problem]
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the objects of numbered lines, and put into `problems` what is none; blank lines are passed over."""
        for number, line in lines:
            if is_mark(line):
                problems.append(self.conflict(path, number, line))
            elif line.strip():
                try:
                    value = json.loads(line)
                except (ValueError, RecursionError) as error:
                    reason, column = getattr(error, "msg", "nested too deep"), getattr(error, "colno", 1)
                    problems.append(self.problem(path, number, f"this line is no JSON: {reason}", self.restore, column))
                    continue
                if isinstance(value, dict):
                    yield number, value
                else:
                    problems.append(self.problem(path, number, "this line must be an object, as {…}", self.restore))

    def conflict(self, path: str, number: int, line: str) -> Problem:
        """Make the problem of a conflict mark."""
        return self.problem(path, number, f'a conflict mark of git, "{line[:7]}"', self.merge)


def is_mark(line: str) -> bool:
    """Tell whether git has left a line where two sides of a merge differ."""
    return line.startswith(_MARKS)


def unknown(row: dict[str, Any], keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with keys that a hand has mistyped, with what to write."""
    for name in row.keys() - set(keys):
        near = difflib.get_close_matches(name, keys, 1)
        yield f'unknown key "{name}"' + (f'; did you mean "{near[0]}"?' if near else ""), near[0] if near else ""


def dump(value: dict[str, Any]) -> str:
    """Return an object as its line."""
    # U+2028 and U+0085 end a line for some editors and for `str.splitlines`
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
