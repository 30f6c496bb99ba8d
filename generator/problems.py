"""A problem as text, with the line that it is about and a caret under the place."""

from __future__ import annotations

import unicodedata

from generator.model import Problem, Source
from generator.visible import visible, visible_line


def display_width(text: str) -> int:
    """Count the columns that `text` takes on a terminal: Hangul is two wide, combining marks none."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def headline(problem: Problem) -> str:
    """Return `path:line:column: severity[code] message`, on one line."""
    place = f"{problem.span.path}:{problem.span.first}:{problem.column}"
    return visible_line(f"{place}: {problem.severity}[{problem.code}] {problem.message}")


def describe(problem: Problem, source: Source | None = None) -> str:
    """Return the headline, the source line with a caret under the place, and the fix where one is known."""
    parts = [headline(problem)]
    lines = source.lines if source else ()
    if 0 < problem.span.first <= len(lines):
        line = lines[problem.span.first - 1].expandtabs(4)
        before = visible(line[: problem.column - 1])
        parts += [f"    {visible_line(line)}", "    " + " " * display_width(before) + "^"]
    if problem.fix:
        parts.append(f"    -> {visible(problem.fix)}")
    return "\n".join(parts)


class NotedeckError(Exception):
    """Nothing can go on: carries the problems to print and the exit status."""

    def __init__(self, *problems: Problem, status: int = 1) -> None:
        super().__init__("\n".join(headline(problem) for problem in problems))
        self.problems = problems
        self.status = status
