"""What the ledger remembers of a fact, and what became of it on a build."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model import Card, Span

VERSION = 2
OLD = "0.1"


@dataclass(frozen=True, slots=True)
class CardMark:
    """A card as the ledger remembers it: its slot, and the question and answer that tell it from its siblings.

    `direction` is "" where the slot tells it.
    """

    slot: str
    question: str
    answer: str
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact: what it is known by, its cards, and when their content last changed, in seconds since 1970."""

    id: str
    kind: str
    label: str
    text: str
    path: str  # from the ledger's folder, with `/`, so that every machine writes the same
    topic: tuple[str, ...] = ()
    cards: tuple[CardMark, ...] = ()
    gone: tuple[CardMark, ...] = ()  # slots that had a card once: it comes back to its slot
    changed: int = 0
    content: str = ""  # a digest of all that a learner sees of the fact's cards
    retired: int = 0  # when the fact left the notes; 0 while it stands there
    made: str = ""  # the notedeck that named the fact, where today's has not seen it yet


@dataclass(frozen=True, slots=True)
class Ledger:
    """The identities of the facts of a workspace.

    `deck` is the name that new ids are derived from, and so never changes; a workspace's is "", so that a fact has one
    id on every machine. `taken` are 0.1's ledgers that were taken over. `version` is that of the file.
    """

    deck: str
    entries: tuple[Entry, ...] = ()
    version: int = VERSION
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one fact: kept, changed, moved, new, retired or returned; `old` or `new` is None where it has none."""

    status: str
    old: Entry | None
    new: Entry | None
    span: Span | None = None  # where it stands now

    @property
    def entry(self) -> Entry:
        """The fact as it is now, or as it was."""
        entry = self.new or self.old
        assert entry is not None
        return entry


@dataclass(frozen=True, slots=True)
class Identified:
    """The cards with id, guid, slot and time, the ledger to write, and what changed, in document order."""

    cards: tuple[Card, ...]
    ledger: Ledger
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a build does not see of the notes, by their paths in the ledger.

    `stands` tells whether a note is on the disk and no part of the build, `text` returns what it says, or "". `is_out`
    tells whether a note that is gone lay out of the build's sight: it may have been renamed to one that is not read.
    """

    stands: Callable[[str], bool]
    text: Callable[[str], str]
    is_out: Callable[[str], bool]


NOWHERE = Elsewhere(lambda path: False, lambda path: "", lambda path: False)


def empty(deck: str) -> Ledger:
    """Return the ledger of a deck that was never built."""
    return Ledger(deck)
