"""Carry 0.1's ledgers over: from many files to one, and from what facts were called then to what they are called now.

0.1 kept a ledger beside each recipe or output, with paths from there; a workspace has one, with paths from its root.
Its facts had other kinds, labels and texts, and one of them may be two today. What a learner saw is the same: the
questions and answers of the cards, on a line that stands where it stood.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.ledger.values import Entry, Ledger


def take_over(ledger: Ledger, old: Iterable[tuple[str, Ledger, Path]], root: Path) -> Ledger:
    """Put the facts of other ledgers, given as (name, ledger, its folder), into the one of the workspace `root`.

    An id that is known already stays as it is. The facts stand by path, those of one path in the order of their ledger.
    """
    entries, known = list(ledger.entries), {entry.id for entry in ledger.entries}
    taken = list(ledger.taken)
    for name, other, folder in old:
        entries += [_moved(entry, folder, root) for entry in other.entries if entry.id not in known]
        known |= {entry.id for entry in other.entries}
        taken.append(name)
    return replace(ledger, entries=tuple(sorted(entries, key=lambda entry: entry.path)), taken=tuple(taken))


def _moved(entry: Entry, folder: Path, root: Path) -> Entry:
    """Return an entry with its path seen from the root."""
    try:
        path = os.path.relpath(os.path.join(folder, entry.path), root)
    except ValueError:  # another drive
        path = entry.path
    return replace(entry, path=path.replace(os.sep, "/"))
