"""Which card is which after the notes were edited.

`load` and `write` are the file, `identify` is the build's stage; `summary` and `describe_changes` say what it changed.
"""

from generator.ledger.changes import describe_changes, renames, summary
from generator.ledger.identify import RETIRED_TAG, guid_of, identify, portable, retired_cards
from generator.ledger.migrate import take_over
from generator.ledger.store import SUFFIX, is_old, load, read, write
from generator.ledger.values import NOWHERE, CardMark, Change, Elsewhere, Entry, Identified, Ledger, empty

__all__ = [
    "NOWHERE",
    "RETIRED_TAG",
    "SUFFIX",
    "CardMark",
    "Change",
    "Elsewhere",
    "Entry",
    "Identified",
    "Ledger",
    "describe_changes",
    "empty",
    "guid_of",
    "identify",
    "is_old",
    "load",
    "portable",
    "read",
    "renames",
    "retired_cards",
    "summary",
    "take_over",
    "write",
]
