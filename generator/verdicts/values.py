"""One decision about a card, and what holds of a card after all of them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Card

# "learn" and "forget" are of no card: whether the editor takes the learner's verdicts to heart.
WHATS = ("keep", "hide", "edit", "flip", "undo", "learn", "forget")


@dataclass(frozen=True, slots=True)
class Texts:
    """What a learner reads of a card: the context line, the question and the answer."""

    front: str = ""
    question: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a learner decided about a card.

    `at` is in milliseconds since 1970. `fact` is what the note said then, `was` the card as it was shown, `now` the
    words that it is to have instead. `direction` and `accept` are those of a card that was flipped; `frame` and `score`
    are the editor's, for what can be learned.
    """

    at: int
    what: str
    card: str = ""
    fact: str = ""
    was: Texts = Texts()
    now: Texts = Texts()
    direction: str = ""
    accept: tuple[str, ...] = ()
    frame: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of one card; `made` are the decisions in force, oldest first."""

    made: tuple[Decision, ...] = ()
    is_hidden: bool = False
    is_kept: bool = False
    flip: Decision | None = None
    edit: Decision | None = None


def texts_of(card: Card) -> Texts:
    """Return what a learner reads of a card."""
    return Texts(card.front, card.stem, card.key)
