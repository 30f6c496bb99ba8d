"""Emphasis without its marks: `**굵게**`, `*기울임*`, `__굵게__`, `~~지움~~`, `==형광펜==`, one pass over the line.

CommonMark's rules, but for two that Korean needs: `**파드(Pod)**는` is closed though a syllable follows, and so is
`*파드*는`; and `2*3*4`, `a_b_c` are no emphasis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_RUN = re.compile(r"\*+|_+|~~|==")
_WORD = re.compile(r"[A-Za-z0-9]")


@dataclass(slots=True)
class _Run:
    """A run of marks: `left` are those not yet used up by a pair."""

    mark: str
    start: int
    left: int
    opens: bool
    closes: bool
    at: int = -1  # its place among the open runs


@dataclass(slots=True)
class _Open:
    """The runs that wait for their end, and by mark where they stand among them."""

    runs: list[_Run] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)

    def add(self, run: _Run) -> None:
        self.places.setdefault(run.mark, []).append(len(self.runs))
        self.runs.append(run)

    def back_to(self, count: int) -> None:
        while len(self.runs) > count:
            self.places[self.runs.pop().mark].pop()


def without(text: str) -> str:
    """Return the text without the marks of emphasis that form pairs."""
    runs = [_run(text, found) for found in _RUN.finditer(text)]
    if len(runs) < 2:
        return text
    opened = _Open()
    for run in runs:
        if run.closes:
            _close(run, opened)
        if run.opens and run.left:
            opened.add(run)
    return "".join(_rest(text, runs))


def _run(text: str, found: re.Match[str]) -> _Run:
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    opens, closes = bool(after) and not after.isspace(), bool(before) and not before.isspace()
    mark, count = found.group()[0], len(found.group())
    if mark == "_" or (mark == "*" and count == 1):
        word = _WORD.match(before) or (mark == "_" and before.isalnum())
        opens, closes = opens and not word, closes and not _WORD.match(after)
    return _Run(mark, found.start(), count, opens, closes)


def _close(run: _Run, opened: _Open) -> None:
    """Use up the marks of a run against the runs that it closes, the nearest first."""
    places = opened.places.get(run.mark, [])
    while run.left and places:
        other = opened.runs[places[-1]]
        if other.start + other.left == run.start:
            return  # nothing between them
        pairs = min(run.left, other.left, 3)
        run.left -= pairs
        other.left -= pairs
        opened.back_to(places[-1] + (other.left > 0))


def _rest(text: str, runs: list[_Run]) -> Iterator[str]:
    at = 0
    for run in runs:
        yield text[at : run.start]
        yield run.mark * run.left
        at = run.start + len(_RUN.match(text, run.start).group())  # type: ignore[union-attr]
    yield text[at:]
