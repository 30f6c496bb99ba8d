"""One right choice among four.

    모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소는?
    ① kube-apiserver ② etcd ③ kube-scheduler ④ kube-controller-manager

Where a term has too few siblings, its descriptions stand against theirs: "Annotations에 대한 설명으로 알맞은 것은?"
"""

from __future__ import annotations

import random
import re

from generator.items import labels, words
from generator.items.book import Book, shown, subject
from generator.items.maker import Maker
from generator.items.values import Item
from generator.model import Card

WRONG_CHOICES = 3
_ASKING = ("meaning->term", "term->meaning", "purpose->command", "command->purpose", "fill-blank", "question")
# The key may be this many times as long as the longest wrong choice; longer, it gives itself away.
ODD_LENGTH = 1.8


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    kind = book.answer_class(card)
    wrong = book.distractors(card, WRONG_CHOICES, rng)
    stem = _unhinted(card)
    if len(wrong) == WRONG_CHOICES and not _odd(kind, shown(kind, card.key), wrong):
        if _given_away(kind, stem, card.key, wrong):
            return "given-away"
        return _item(card, stem, shown(kind, card.key), wrong, rng)
    return _describing(card, book, rng) if card.direction == "meaning->term" else "few-distractors"


def _unhinted(card: Card) -> str:
    """Return a task without the arguments in brackets at its end, which only the right choice would hold."""
    hint = re.search(r"\s*\(([^()]*)\)$", card.stem) if card.direction == "purpose->command" else None
    given = hint and all(part.strip() in card.key for part in hint[1].split(","))
    return card.stem[: hint.start()] if hint and given else card.stem


def _given_away(kind: str, stem: str, key: str, wrong: tuple[str, ...]) -> bool:
    """Whether the names in the task stand, most of them, in the right choice alone."""
    if kind not in ("command", "purpose"):
        return False
    shared = words.giveaways(stem, key) - {key.split()[0].casefold()}
    return bool(shared) and all(2 * len(shared & words.giveaways(stem, text)) < len(shared) for text in wrong)


def _describing(card: Card, book: Book, rng: random.Random) -> Item | str:
    key = book.statement(card)
    wrong = book.distractors(card, WRONG_CHOICES, rng, "statement", key) if key else ()
    if len(wrong) < WRONG_CHOICES or _odd("statement", key, wrong):
        return "few-distractors"
    stem = labels.word(card.fact.language, "describes").format(term=subject(card))
    return _item(card, stem, key, wrong, rng)


def _odd(kind: str, key: str, wrong: tuple[str, ...]) -> bool:
    """Whether the key is so long or short beside the others that it gives itself away; names may differ."""
    lengths = [len(text) for text in wrong]
    return kind in ("meaning", "purpose", "statement") and not (
        min(lengths) / ODD_LENGTH <= len(key) <= max(lengths) * ODD_LENGTH
    )


def _item(card: Card, stem: str, key: str, wrong: tuple[str, ...], rng: random.Random) -> Item:
    choices = [key, *wrong]
    rng.shuffle(choices)
    return Item(0, "multiple-choice", stem, (key,), 1, card, tuple(choices))


MAKER = Maker("multiple-choice", lambda card: card.direction in _ASKING and "\n" not in card.key, _make)
