"""What travels from item making to paper and terminal: Item, Unmade, Quiz, and how a quiz is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Card

# In the order of their sections on paper: recognising first, then completing, then recalling.
TYPES = ("multiple-choice", "true-false", "matching", "blank", "order", "short-answer", "list", "command")
DIFFICULTIES = {
    "easy": ("multiple-choice", "true-false", "matching"),
    "medium": ("multiple-choice", "matching", "blank", "order"),
    "hard": ("blank", "order", "short-answer", "list", "command"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A card on a quiz.

    `choices` are what the learner picks from or sorts; `prompts` are the left side of a matching item.
    `answers` are the right ones: one, or one for each part, step or prompt, in order.
    `right` is what a false statement should have said; `cards` are all that a matching item asks.
    `front` is the context line shown over the stem, "" where it needs none. `why` says of a wrong choice what it is.
    """

    number: int
    type: str
    stem: str
    answers: tuple[str, ...]
    points: int
    card: Card
    choices: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    accept: tuple[str, ...] = ()
    right: str = ""
    cards: tuple[Card, ...] = ()
    front: str = ""
    why: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """The right answer as one text."""
        return (" → " if self.type == "order" else ", ").join(self.answers)


@dataclass(frozen=True, slots=True)
class Unmade:
    """An item that could not be made well, and why: `reason` is a name in `labels.REASONS`."""

    card: Card
    type: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """The items of one sheet, and what was tried and left out on the way."""

    items: tuple[Item, ...] = ()
    unmade: tuple[Unmade, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One shuffling of a quiz: `name` is A, B, C …; `code` stands on each page."""

    name: str
    code: str
    items: tuple[Item, ...]
