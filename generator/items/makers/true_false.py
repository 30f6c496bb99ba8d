"""A statement that is right or wrong.

동일 파드 내 컨테이너는 여러 리눅스 네임스페이스를 공유한다.   ( ○ / × )
etcd란 클러스터의 각 노드에서 실행되는 에이전트이다.   ( ○ / × )

What is said of one thing is said of its sibling, so it is made false; the sheet turns half of them true again. A
statement that the notes mark as right or wrong keeps its mark.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from generator.items import kin, labels, words
from generator.items.book import Book
from generator.items.likeness import odd, shown
from generator.items.maker import Maker, marked, one_line
from generator.items.makers.multiple_choice import told
from generator.items.values import Item
from generator.items.words import BLANK, filled
from generator.model import Card

# Two sentences, code and brackets do not end in "…이다".
_UNSAYABLE = re.compile(r"[.?!:;]\s|[{}\[\]=]|\)$|:")


def _make(card: Card, book: Book, rng: random.Random) -> Item | str:
    right = marked(card)
    if right is not None:
        return _item(card, card.stem, right)
    frame, kind = _frame(card), book.answer_class(card)
    wrong = book.distractors(card, 1, rng) if frame else ()
    if not wrong:
        return "few-distractors"
    key, stated = shown(kind, card.key), filled(frame, wrong[0].text)
    about = words.bare(kin.entity(card)) if kind == "meaning" else ""
    if about and (told(about, key) or told(about, wrong[0].text)):
        return "given-away"
    if words.is_unsure(stated) or odd(kind, key, (wrong[0].text,)) or book.told(stated, _subject(card, wrong[0].text)):
        return "given-away"
    return replace(_item(card, stated, False), right=key, why=((wrong[0].text, book.why(wrong[0])),))


def _item(card: Card, statement: str, true: bool) -> Item:
    choices = tuple(labels.word(card.fact.language, name) for name in ("true", "false"))
    return Item(0, "true-false", statement, (choices[not true],), 1, card, choices, front=card.front)


def _subject(card: Card, wrong: str) -> str:
    """Return the name that a false statement tells of: what fills the blank, or the term that is defined."""
    return wrong if card.direction == "fill-blank" else kin.entity(card)


def _frame(card: Card) -> str:
    """Return the sentence that a card's key completes, with its blank; "" if there is none."""
    if card.direction == "fill-blank":
        sentence = card.kind != "command" and card.stem.count(BLANK) == 1 and not card.stem.rstrip().endswith("?")
        return card.stem if sentence else ""
    whole = card.kind == "definition" and words.form(card.key.rstrip(".")).ending == "noun"
    whole = whole and not _UNSAYABLE.search(card.key)
    return labels.statement(card.stem, card.key) if whole else ""


def told_right(item: Item) -> Item:
    """Return a statement that was made false as the notes have it."""
    statement = filled(_frame(item.card), item.right)
    return replace(item, stem=statement, answers=item.choices[:1], right="", why=())


def _suits(card: Card) -> bool:
    return marked(card) is not None or (
        one_line(card) and card.direction in ("fill-blank", "term->meaning") and bool(_frame(card))
    )


MAKER = Maker("true-false", _suits, _make)
