"""One right choice among four.

    모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소는?
    ① kube-apiserver ② etcd ③ kube-scheduler ④ kube-controller-manager

Where a term has too few siblings, its descriptions stand against theirs: "Annotations에 대한 설명으로 알맞은 것은?"
Where a meaning has no like, the term is asked for: "다음 설명에 알맞은 것은? ○○ 오브젝트를 채움"
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from generator.items import labels, words
from generator.items.book import Book
from generator.items.likeness import shown, subject
from generator.items.maker import Maker
from generator.items.values import Item
from generator.model import Card

WRONG_CHOICES = 3
# Stands for the words of the term that a description would give away.
MASK = "○○"
# A meaning that is less than this part of what the note says asks for a detail, not for what the term is.
WHOLE = 0.7
# More gaps than this make a riddle of it.
MOST_MASKS = 2
_ASKING = ("meaning->term", "term->meaning", "purpose->command", "command->purpose", "fill-blank", "question")
# The key may be this many times as long as the longest wrong choice; longer, it gives itself away.
ODD_LENGTH = 1.8


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    kind = book.answer_class(card)
    wrong = book.distractors(card, WRONG_CHOICES, rng)
    stem = _unhinted(card)
    if len(wrong) == WRONG_CHOICES and not _odd(kind, shown(kind, card.key), wrong):
        if kind == "meaning" and _tells_its_term(card, wrong, book):
            return _identifying(card, book, rng)
        if _given_away(kind, stem, card.key, wrong):
            return "given-away"
        return _item(card, stem, shown(kind, card.key), wrong, rng)
    other = {"meaning->term": _describing, "term->meaning": _identifying}.get(card.direction)
    return other(card, book, rng) if other else "few-distractors"


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


def _identifying(card: Card, book: Book, rng: random.Random) -> Item | str:
    """Ask for the term by its meaning, with the words of the term in it masked."""
    term = words.bare(subject(card))
    meaning = _masked(shown("meaning", card.key), term, book)
    whole = len(card.key) >= WHOLE * len(card.fact.text)
    if card.kind != "definition" or not whole or meaning.count(MASK) > MOST_MASKS:
        return "few-distractors"
    stem = labels.word(card.fact.language, "identifies").format(text=meaning)
    asking = replace(card, direction="meaning->term", stem=stem, key=term)
    wrong = book.distractors(asking, WRONG_CHOICES, rng, "term", term)
    return _item(card, stem, term, wrong, rng) if len(wrong) == WRONG_CHOICES else "few-distractors"


def _tells_its_term(card: Card, wrong: tuple[str, ...], book: Book) -> bool:
    """Whether the right meaning alone holds a word of the term: 엔드포인트슬라이스 오브젝트를 채움."""
    term = words.bare(subject(card))
    return MASK in _masked(card.key, term, book) and not any(MASK in _masked(text, term, book) for text in wrong)


def _masked(meaning: str, term: str, book: Book) -> str:
    """Hide the words of a term in its meaning: 엔드포인트슬라이스 오브젝트 of an 엔드포인트슬라이스 컨트롤러."""
    for word in sorted(term.split(), key=len, reverse=True):
        for name in sorted(book.called(word), key=len, reverse=True):
            if len(word) > 1 or len(term.split()) > 1:
                meaning = re.sub(re.escape(name), MASK, meaning, flags=re.IGNORECASE)
    return meaning


def _odd(kind: str, key: str, wrong: tuple[str, ...]) -> bool:
    """Whether the key is so long or short beside the others that it gives itself away; names may differ."""
    lengths = [len(text) for text in wrong]
    return kind in ("meaning", "purpose", "statement") and not (
        min(lengths) / ODD_LENGTH <= len(key) <= max(lengths) * ODD_LENGTH
    )


def _item(card: Card, stem: str, key: str, wrong: tuple[str, ...], rng: random.Random) -> Item:
    choices = [key, *wrong]
    rng.shuffle(choices)
    front = "" if words.mentions(card.front, key) else card.front
    return Item(0, "multiple-choice", stem, (key,), 1, card, tuple(choices), front=front)


MAKER = Maker("multiple-choice", lambda card: card.direction in _ASKING and "\n" not in card.key, _make)
