"""A list with an item longer than a phrase, an item twice, or an item that is no item."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate, Names, Steps

LONGEST_ITEM = 36  # characters of one item of a list
LONGEST_STEP = 50
_SEVERAL = re.compile(r"\.\s|[?:]\s|→|=>|->")


def _has(candidate: Candidate, desk: Desk) -> bool:
    value = candidate.fact.value
    if candidate.direction != "list-all" or not isinstance(value, Names | Steps):
        return False
    items = value.items if isinstance(value, Names) else value.steps
    longest = LONGEST_ITEM if isinstance(value, Names) else LONGEST_STEP
    if len({item.casefold() for item in items}) != len(items):
        return True
    return any(len(item) > longest or _is_no_item(item, desk) for item in items)


def _is_no_item(item: str, desk: Desk) -> bool:
    """Whether an item says several things, leans on the one before it, sets sides against each other or is an example."""
    roles = ("sample-line", "lean", "versus-inside", "undecided")
    return bool(_SEVERAL.search(item)) or any(desk.speech.LEXICON[role].search(item) for role in roles)


FAULT = Fault("no list to be recited", _has)
