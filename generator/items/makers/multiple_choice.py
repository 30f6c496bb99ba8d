"""One right choice among four: the others are its siblings.

    모든 클러스터 데이터를 담는 저장소는?
    ① kube-apiserver ② etcd ③ kube-scheduler ④ kube-controller-manager

A card that has choices of its own keeps them.
"""

from __future__ import annotations

import random
import re

from generator.items import kin, sounds, words
from generator.items.book import Book
from generator.items.likeness import Entry, odd, shown
from generator.items.maker import Maker, marked, one_line
from generator.items.values import Item
from generator.model import Card

WRONG_CHOICES = 3
# A word of the term in the right choice tells nothing if so many of the wrong ones hold it too.
FEWEST_ALIKE = 2


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    if card.choices:
        return Item(0, "multiple-choice", card.stem, (card.key,), 1, card, card.choices, front=card.front)
    kind = book.answer_class(card)
    wrong = book.distractors(card, WRONG_CHOICES, rng)
    if len(wrong) < WRONG_CHOICES:
        return "few-distractors"
    key, stem = shown(kind, card.key), _unhinted(card)
    if odd(kind, key, tuple(entry.text for entry in wrong)) or _given_away(kind, card, stem, key, wrong):
        return "given-away"
    choices = [key, *(entry.text for entry in wrong)]
    rng.shuffle(choices)
    why = tuple((entry.text, book.why(entry)) for entry in wrong)
    return Item(0, "multiple-choice", stem, (key,), 1, card, tuple(choices), front=card.front, why=why)


def _unhinted(card: Card) -> str:
    """Return a task without the arguments in brackets at its end, which only the right choice would hold."""
    hint = re.search(r"\s*\(([^()]*)\)$", card.stem) if card.direction == "purpose->command" else None
    given = hint and all(part.strip() in card.key for part in hint[1].split(","))
    return card.stem[: hint.start()] if hint and given else card.stem


def _given_away(kind: str, card: Card, stem: str, key: str, wrong: tuple[Entry, ...]) -> bool:
    """Whether the question's own words stand in the right choice and in few of the others."""
    if kind == "command":
        shared = words.giveaways(stem, key) - {key.split()[0].casefold()}
        return bool(shared) and all(2 * len(shared & words.giveaways(stem, one.text)) < len(shared) for one in wrong)
    texts = [one.text for one in wrong]
    if kind == "term":
        if len(key) == 1:
            return True  # v for verbose: letters are guessed by their words
        heard = [word for word in told(key, stem) if sum(word in told(text, stem) for text in texts) < FEWEST_ALIKE]
        return bool(heard)
    about = words.bare(kin.entity(card)) if kind in ("meaning", "value") else stem
    return any(sum(word in told(about, text) for text in texts) < FEWEST_ALIKE for word in told(about, key))


def told(name: str, text: str) -> list[str]:
    """Return the words of a name that a text says, in either script; a word of the text in a longer one counts too."""
    parts = [part.casefold() for part in re.split(r"[^0-9A-Za-z가-힣]+", name) if len(part) > 1]
    said = [part for part in parts if words.mentions(text, part) or sounds.echoes(part, text)]
    inside = {word.casefold() for word in re.findall(r"[A-Za-z]{3,}", text)}
    return said + [word for word in inside if word not in said and any(_holds(part, word) for part in parts)]


def _holds(one: str, other: str) -> bool:
    return one != other and min(len(one), len(other)) > 2 and (one.startswith(other) or other.startswith(one))


def _suits(card: Card) -> bool:
    if card.choices:
        return card.key in card.choices and marked(card) is None
    return one_line(card) and card.direction not in ("list-all", "contrast", "category")


MAKER = Maker("multiple-choice", _suits, _make)
