"""What travels between asking a model for cards and the deck: sections, requests, answers, written cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from generator.model import Block, Candidate, Problem, Severity, Source, Span

DIRECTIONS = (
    "term->meaning", "meaning->term", "purpose->command", "command->purpose", "list-all", "fill-blank", "contrast",
    "question",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noted:
    """A study note with its tree, as the reading stage left them."""

    source: Source
    document: Block
    language: str


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a study note that makes one request: lines `first` to `last` of the file, the headings above them.

    `key` is a digest of headings and lines: it knows nothing of the file's name or of where in it the section stands.
    `titles` are the headings among its lines, as (number from 1, depth); `script` is what the whole note is written in.
    """

    path: str
    first: int
    lines: tuple[str, ...]
    headings: tuple[str, ...]
    language: str
    key: str
    titles: tuple[tuple[int, int], ...] = ()
    script: str = ""

    @property
    def last(self) -> int:
        """The last line, in the file's numbers."""
        return self.first + len(self.lines) - 1

    @property
    def title(self) -> str:
        """What a person calls the section: its own first heading or line."""
        return self.lines[0].strip().lstrip("# ") or (self.headings[-1] if self.headings else self.path)

    def above(self, line: int) -> tuple[int, ...]:
        """Return the numbers of the headings among its lines that stand over a line, outermost first."""
        found: list[int] = []
        deepest = 1_000
        for number, depth in reversed(self.titles):
            if number <= line and depth < deepest:
                found.append(number)
                deepest = depth
        return tuple(reversed(found))

    def span(self, lines: tuple[int, int]) -> Span:
        """Return a place in the file for numbers from the section's first line."""
        return Span(self.path, self.first + lines[0] - 1, self.first + lines[1] - 1)

    def problem(self, code: str, message: str, fix: str = "") -> Problem:
        """Make a problem at the section's first line."""
        return Span(self.path, self.first, self.first).problem(Severity.ERROR, code, message, fix)


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a model. `kind` is "write", "look" or "mend"; `id` is a digest of all that is sent."""

    id: str
    kind: str
    system: str
    user: str
    schema: dict[str, Any]
    place: Section  # what a problem with the answer is told of; a look's is the first section of its cards
    cards: tuple[str, ...] = ()  # the ids of the cards that a look shows


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the text as it was given, or in `trouble` why nothing usable did."""

    text: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """A mistake of the note that the card puts right."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class WrittenCard:
    """A card as a model wrote it. `lines` count from the section's first line, 1 for the first.

    `refused` says why the card is not asked, () where it is. `seal` is a digest of what the model wrote: where it no
    longer fits, a hand has edited the card, and no model writes over it.
    """

    section: str
    lines: tuple[int, int]
    context: str
    question: str
    answer: str
    direction: str
    evidence: tuple[str, ...]
    fixes: tuple[Fix, ...] = ()
    refused: tuple[str, ...] = ()
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A section that was written once: `note` is its file's path from the folder of the written cards."""

    key: str
    note: str
    title: str
    model: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Turned:
    """A card that rules wrote and the strict reader turned down."""

    note: str
    context: str
    question: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """The cards that models wrote for one deck, as its file holds them, in the file's order."""

    deck: str
    pieces: tuple[Piece, ...] = ()
    cards: tuple[WrittenCard, ...] = ()
    turned: tuple[Turned, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the strict reader says of one card."""

    card: str
    accepted: bool
    why: str = ""


def _no_messages(text: str) -> tuple[str, ...]:
    return ()


def _no_faults(candidate: Candidate) -> tuple[str, ...]:
    return ()


def _no_pairs(span: Span) -> tuple[Fix, ...]:
    return ()


def _not_agreed(span: Span, fix: Fix) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Bench:
    """What the proof asks of other stages, handed in by the pipeline.

    `faults` are the editor's; `refused` says why a command line cannot be right; `mistakes` are those that the checks
    put right on these lines, and `agreed` whether a fix that the model made there is one; `aliases` are names of one
    thing.
    """

    faults: Callable[[Candidate], tuple[str, ...]] = _no_faults
    refused: Callable[[str], tuple[str, ...]] = _no_messages
    mistakes: Callable[[Span], tuple[Fix, ...]] = _no_pairs
    agreed: Callable[[Span, Fix], bool] = _not_agreed
    aliases: tuple[tuple[str, ...], ...] = ()
