"""Descriptions and the terms that they belong to, or tasks and their commands, with one letter to spare.

1. 모든 클러스터 데이터를 담는 키-값 저장소     가 kubelet
2. 클러스터 각 노드에서 실행되는 에이전트       나 etcd
"""

from __future__ import annotations

import random

from generator.items import labels
from generator.items.book import Book
from generator.items.likeness import Entry, shown
from generator.items.maker import Maker, one_line
from generator.items.makers.multiple_choice import told
from generator.items.values import Item
from generator.model import Card

FEWEST_PAIRS, MOST_PAIRS = 4, 5
# So many choices belong to no prompt, so that the last pair is not given away.
MOST_SPARE = 2
# A word that a prompt shares with its answer tells nothing if so many of the choices hold it.
FEWEST_ALIKE = 3
_ASKING = {"meaning->term": "match-term", "purpose->command": "match-command"}


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    kind = book.answer_class(card)
    found: list[Card] = [card]
    spare: list[Entry] = []
    for entry in book.siblings(card, rng):
        mate = book.asking(entry, card)
        if mate is not None and len(found) < MOST_PAIRS and not any(_clash(book, mate, one) for one in found):
            found.append(mate)
        elif len(spare) < MOST_SPARE and all(book.wrong_for(one, entry) for one in found):
            spare.append(entry)
    if kind == "term":
        found = _untold(found, spare)
    if len(found) < FEWEST_PAIRS or card not in found:
        return "few-pairs"
    rng.shuffle(found)
    answers = tuple(shown(kind, mate.key) for mate in found)
    kept = [entry.text for entry in spare if all(book.wrong_for(one, entry) for one in found)]
    choices = list(dict.fromkeys((*answers, *kept)))
    rng.shuffle(choices)
    stem = labels.word(card.fact.language, _ASKING[card.direction])
    prompts = tuple(mate.stem for mate in found)
    return Item(
        0, "matching", stem, answers, len(found), card, tuple(choices), prompts, cards=tuple(found), front=card.front
    )


def _untold(found: list[Card], spare: list[Entry]) -> list[Card]:
    """Return the pairs whose prompt does not say a word that its answer alone holds."""
    names = [*(card.key for card in found), *(entry.text for entry in spare)]
    return [
        card
        for card in found
        if not any(
            sum(word in told(name, card.stem) for name in names) < FEWEST_ALIKE for word in told(card.key, card.stem)
        )
    ]


def _clash(book: Book, one: Card, other: Card) -> bool:
    """Whether a pair's answer fits another pair's prompt, or stands in it."""
    kind = book.answer_class(one)
    first, second = book.entry(kind, one.key, one), book.entry(kind, other.key, other)
    return one.fact is other.fact or book.also_right(first, second) or book.also_right(second, first)


MAKER = Maker("matching", lambda card: card.direction in _ASKING and one_line(card), _make)
