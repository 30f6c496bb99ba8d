"""Which card is which after the notes were edited.

`load` and `write` are the file, `identify` is the build's stage; `summary` and `describe_changes` say what it changed.
"""

from generator.ledger.changes import describe_changes, summary
from generator.ledger.identify import RETIRED_TAG, guid_of, identify, retired_cards
from generator.ledger.store import SUFFIX, load, read, rivals, write
from generator.ledger.values import CardMark, Change, Entry, Identified, Ledger, empty

__all__ = [
    "RETIRED_TAG",
    "SUFFIX",
    "CardMark",
    "Change",
    "Entry",
    "Identified",
    "Ledger",
    "describe_changes",
    "empty",
    "guid_of",
    "identify",
    "load",
    "read",
    "retired_cards",
    "rivals",
    "summary",
    "write",
]
