"""Which card of a fact is which: a slot is an Anki template, so a card must keep its own when siblings come and go.

The note type is frozen: a template for each direction, twelve for blanks, two to spare. A card keeps its slot by its
answer, else by its question, else by the nearest answer. A new one takes the template of its direction, and where a
sibling has that, a spare one or a blank that no card had before; only then one whose card is gone. A card never goes
without: what 22 templates cannot hold lies on another Anki note of the fact, "spare-1~2".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.formats import BLANKS, DIRECTIONS, SPARES, TEMPLATES
from generator.ledger.match import likeness
from generator.ledger.values import CardMark, Entry
from generator.model import Card

BLANK = "fill-blank"
SAME_ANSWER = 0.6  # how alike two answers must be to be of one card
ANOTHER_NOTE = "~"

Like = Callable[[Card, CardMark], float]


def direction_of(mark: CardMark) -> str:
    """Return which way a remembered card asks: `fill-blank-3` is a `fill-blank`; in a spare template the mark says it."""
    if mark.direction:
        return mark.direction
    stem, _dash, number = mark.slot.rpartition("-")
    return stem if number.isdigit() else mark.slot


def note_of(slot: str) -> str:
    """Return "2" of "spare-1~2": which of the fact's Anki notes holds the card, "" for the first."""
    return slot.partition(ANOTHER_NOTE)[2]


def assign(cards: Sequence[Card], old: Entry | None) -> tuple[str, ...]:
    """Return the slot of each card of one fact; all are different, and each has a template."""
    desk = _Desk(cards, _usable(old.cards if old else ()), _usable(old.gone if old else ()))
    for direction in dict.fromkeys(card.direction for card in cards):
        _recognise(desk, direction)
    for place, card in enumerate(cards):  # the templates of the directions before the blanks are lent out
        if place not in desk.found and card.direction in DIRECTIONS and card.direction not in desk.taken:
            desk.take(place, card.direction)
    for place, card in enumerate(cards):
        if place not in desk.found:
            desk.take(place, next(slot for slot in _offered(desk, card.direction) if slot not in desk.taken))
    return tuple(desk.found[place] for place in range(len(cards)))


def mark(card: Card, slot: str) -> CardMark:
    """Return what is remembered of a card; its direction only where the slot does not tell it."""
    plain = CardMark(slot, card.stem, card.key)
    return plain if direction_of(plain) == card.direction else CardMark(slot, card.stem, card.key, card.direction)


def retire(cards: Iterable[CardMark], old: Entry | None) -> tuple[CardMark, ...]:
    """Return the marks of slots that have no card any more, so that a card comes back to its own."""
    taken = {mark.slot for mark in cards}
    marks = {mark.slot: mark for mark in (*(old.gone if old else ()), *(old.cards if old else ()))}
    return tuple(marks[slot] for slot in sorted(marks) if slot not in taken)


@dataclass(slots=True)
class _Desk:
    """The cards of one fact while they get their slots: what stood there last, and what had stood there before."""

    cards: Sequence[Card]
    live: tuple[CardMark, ...]
    gone: tuple[CardMark, ...]
    found: dict[int, str] = field(default_factory=dict)  # place of the card -> slot
    taken: set[str] = field(default_factory=set)

    def take(self, place: int, slot: str) -> None:
        self.found[place] = slot
        self.taken.add(slot)


def _usable(marks: Iterable[CardMark]) -> tuple[CardMark, ...]:
    """Leave out slots without a template, which 0.1 gave to the second card of a direction."""
    return tuple(mark for mark in marks if mark.slot.partition(ANOTHER_NOTE)[0] in TEMPLATES)


def _recognise(desk: _Desk, direction: str) -> None:
    """Give the cards of one direction the slots that they had."""
    places = [place for place, card in enumerate(desk.cards) if card.direction == direction]
    live, gone = ([mark for mark in marks if direction_of(mark) == direction] for marks in (desk.live, desk.gone))
    if len(places) == len(live) == 1 and direction != BLANK:
        desk.take(places[0], live[0].slot)
        return
    for marks in (live, gone):
        _take(desk, places, marks, lambda card, mark: float(card.key == mark.answer))
    _take(desk, places, live, lambda card, mark: float(card.stem == mark.question))
    _take(desk, places, live, lambda card, mark: likeness(card.key, mark.answer))


def _take(desk: _Desk, places: Sequence[int], marks: Sequence[CardMark], like: Like) -> None:
    """Pair what is left of cards and marks, the most alike first, then in order."""
    left = [place for place in places if place not in desk.found]
    free = sorted((mark for mark in marks if mark.slot not in desk.taken), key=lambda mark: _order(mark.slot))
    scored = [(-like(desk.cards[place], mark), abs(rank - order), place, order)
              for rank, place in enumerate(left) for order, mark in enumerate(free)]  # fmt: skip
    for score, _distance, place, order in sorted(scored):
        if -score >= SAME_ANSWER and place not in desk.found and free[order].slot not in desk.taken:
            desk.take(place, free[order].slot)


def _order(slot: str) -> tuple[str, int]:
    template, _mark, note = slot.partition(ANOTHER_NOTE)
    return note, TEMPLATES.index(template)


def _offered(desk: _Desk, direction: str) -> Iterator[str]:
    """Yield the slots for a new card, the best first: those that no card had, then those whose card is gone."""
    had = {mark.slot for mark in (*desk.live, *desk.gone)}
    if direction == BLANK:
        yield from (slot for slot in BLANKS if slot not in had)
        yield from BLANKS
        yield from SPARES
    else:
        mine = (*SPARES, *reversed(BLANKS))  # blanks are given from the first on, so the last is free the longest
        yield from (slot for slot in mine if slot not in had)
        yield from mine
    yield from DIRECTIONS
    for number in range(2, len(desk.cards) + 2):
        yield from (f"{slot}{ANOTHER_NOTE}{number}" for slot in (*SPARES, *BLANKS, *DIRECTIONS))
