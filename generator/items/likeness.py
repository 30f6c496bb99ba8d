"""What makes two answers alike: their form, their ending, their words, and how near a slip of the keys they are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from generator.items import words
from generator.items.kin import Group
from generator.model import Card
from generator.near import distance

# How many times as long as the key a wrong choice may be, and the other way round.
LENGTH_RATIO = {"term": 8.0, "meaning": 2.0, "purpose": 2.2, "command": 2.2, "value": 2.2}
# Two texts that share this part of their words say or ask the same.
SAME_WORDS = 0.8
# Letters (jamo, for Hangul) that a slip of the keys changes at most.
SLIP = 2
# Where the key is this many times as long as every wrong choice, or as short, it gives itself away.
ODD_LENGTH = {"term": 4.0}
_ODD_SENTENCE = 1.7


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer that may stand beside others as a choice, with the card that it comes from."""

    text: str
    kind: str
    card: Card
    names: frozenset[str]  # folded: the answer and all that is accepted for it
    groups: frozenset[Group]
    order: int = -1

    @property
    def fold(self) -> str:
        """The folded text."""
        return words.fold(self.text)


def shown(kind: str, text: str) -> str:
    """Return an answer as it stands among choices: terms and sentences without glosses and stops."""
    if kind == "term":
        return words.bare(text)
    return words.unglossed(text.rstrip(".")) if kind in ("meaning", "value") else text


def fits_form(target: Entry, entry: Entry) -> bool:
    """Whether an entry has the form of the key, so that neither stands out."""
    one, other = words.form(target.text), words.form(entry.text)
    if one.script != other.script or one.paren != other.paren:
        return False
    if target.kind != "term" and not _endings_agree(one.ending, other.ending):
        return False
    if not words.fits_blank(target.card.stem, target.text, entry.text):
        return False
    if target.kind in ("term", "value") and _shape(target.text) != _shape(entry.text):
        return False
    ratio = LENGTH_RATIO.get(target.kind, 2.0)
    return one.length <= other.length * ratio and other.length <= one.length * ratio


def _shape(text: str) -> tuple[int, ...]:
    """Return what short values of one kind share: `-c` and `-m FILE` are two, `10s` and `0.0.0.0` too."""
    if text.startswith("-"):
        return (len(text.split()), text.startswith("--"))
    if any(char.isdigit() for char in text) and " " not in text:
        return (any(char.isalpha() for char in text), "." in text, ":" in text)
    return ()


def _endings_agree(one: str, other: str) -> bool:
    """Whether two endings look alike: short notes leave out what tells an action from a noun."""
    return one == other or {one, other} == {"action", "clause"}


def odd(kind: str, key: str, wrong: tuple[str, ...]) -> bool:
    """Whether the key is so long or short beside the others that it gives itself away."""
    ratio = ODD_LENGTH.get(kind, _ODD_SENTENCE)
    lengths = [len(text) for text in wrong]
    return not min(lengths) / ratio <= len(key) <= max(lengths) * ratio


def slip(one: str, other: str) -> bool:
    """Whether one may be the other misspelt: a few letters off, and no number or flag apart."""
    if [char for char in one if char.isdigit()] != [char for char in other if char.isdigit()]:
        return False
    a, b = (unicodedata.normalize("NFD", text) for text in (one, other))
    return min(len(a), len(b)) > 2 * SLIP and distance(a, b, SLIP) <= SLIP


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the part of the shorter text's words that both have."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter > 1 else 0.0


def same_words(one: str, other: str) -> bool:
    """Whether two sentences say the same in other words."""
    return overlap(words.words(one), words.words(other)) >= SAME_WORDS
