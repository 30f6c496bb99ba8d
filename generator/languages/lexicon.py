"""`to-do	조사하기$`: a language's table of words by role, as one pattern a role."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files


@cache
def read(code: str) -> dict[str, re.Pattern[str]]:
    """Return the lexicon of a language, with what all share: a role, and the pattern that a line of that role holds."""
    home = files("generator.languages")
    text = "\n".join(file.read_text(encoding="utf-8") for file in (home / "shared.tsv", home / code / "lexicon.tsv"))
    found: dict[str, list[str]] = defaultdict(list)
    for row in text.splitlines():
        if row and not row.startswith("#"):
            role, pattern = row.split("\t")[:2]
            found[role].append(pattern)
    return {
        role: re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE) for role, patterns in found.items()
    }
