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

from generator.ledger.match import Known, Traits, likeness, same_fact
from generator.ledger.values import CardMark, Entry, Ledger

SAME_ANSWER = 0.8  # how alike the answers of one card must be
SURE = 0.95  # how sure equal cards make that two facts are one


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


def as_today(entry: Entry) -> Entry:
    """Return an entry of 0.1 as a fact is named today: a text says what it is about, `etcd: 키-값 저장소`."""
    if not entry.label or entry.text.startswith(entry.label) or entry.kind in ("command", "manifest", "contrast"):
        return entry
    return replace(entry, text=f"{entry.label}: {entry.text}")


def same(old: Traits, new: Traits, known: Known) -> float:
    """Return how surely a fact of 0.1 is one of today, 0 to 1: by its words, as they were and as they are, and its cards."""
    today = Traits(as_today(old.entry))
    said = max(same_fact(old, new, known), same_fact(today, new, known))
    return max(said, SURE * seen(old.entry.cards, new.entry.cards))


def seen(old: Iterable[CardMark], new: Iterable[CardMark]) -> float:
    """Return how alike the cards of two facts are to a learner, 0 to 1: the best pair with one answer."""
    marks = tuple(new)
    pairs = ((one, other) for one in old for other in marks if likeness(one.answer, other.answer) >= SAME_ANSWER)
    alike = (likeness(one.question, other.question) * likeness(one.answer, other.answer) for one, other in pairs)
    return max(alike, default=0.0)


def _moved(entry: Entry, folder: Path, root: Path) -> Entry:
    """Return an entry with its path seen from the root."""
    try:
        path = os.path.relpath(os.path.join(folder, entry.path), root)
    except ValueError:  # another drive
        path = entry.path
    return replace(entry, path=path.replace(os.sep, "/"))
