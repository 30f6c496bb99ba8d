"""Misspellings that only a list can know: 역활, 오랫만, dependant, alot."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import files

from generator.knowledge import Suspect

# What needs no guess.
_SURE = 30.0


def suspects(lines: Sequence[str], known: Collection[str] = ()) -> tuple[Suspect, ...]:
    """Return the listed misspellings; all are certain."""
    found = []
    for number, text in enumerate(lines):
        for match in _pattern().finditer(text):
            wrong = match.group()
            right = _table()[wrong.casefold()]
            right = right.capitalize() if wrong[0].isupper() else right
            found.append(Suspect(number, match.start(), match.end(), wrong, right, _SURE, True))
    return tuple(found)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    text = (files("generator.languages.typos") / "misspellings.tsv").read_text("utf-8")
    return dict(row.split("\t") for row in text.splitlines() if row and not row.startswith("#"))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    latin = "|".join(sorted(word for word in _table() if word.isascii()))
    korean = "|".join(sorted(word for word in _table() if not word.isascii()))
    return re.compile(rf"(?<![A-Za-z0-9_./:@$-])(?i:{latin})(?![A-Za-z0-9_/:@=-]|\.\w)|{korean}")
