"""`e.g. nginx (see docs. 2)`: which full stops end no sentence, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable


def rejoined(parts: Iterable[str], abbreviation: re.Pattern[str]) -> list[str]:
    """Return sentences of the parts between full stops: one inside a parenthesis or behind an abbreviation ends none."""
    found: list[str] = []
    for part in parts:
        opened = found and found[-1].count("(") > found[-1].count(")")
        if found and (opened or abbreviation.search(found[-1])):
            found[-1] += " " + part.strip()
        elif part.strip():
            found.append(part.strip())
    return found
