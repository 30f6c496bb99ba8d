"""Which card of a fact is which: a slot is an Anki template, so a blank must keep its own when siblings come and go.

A direction that a fact asks once is its own slot. Blanks are numbered, `fill-blank-1` to `fill-blank-n`; a blank keeps
its number by its answer, else by its sentence, else by the nearest answer. A new blank takes a number that no other
had, and only past the last template one whose blank is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.ledger.match import likeness
from generator.ledger.values import CardMark, Entry
from generator.model import Card

BLANK = "fill-blank"
CAP = 12  # templates for blanks in the Anki note type
SAME_ANSWER = 0.6  # how alike two answers must be to fill one blank


def direction_of(slot: str) -> str:
    """Return the direction of a slot: `fill-blank-3` is a `fill-blank`."""
    stem, _dash, number = slot.rpartition("-")
    return stem if number.isdigit() else slot


def assign(cards: Sequence[Card], old: Entry | None) -> tuple[str, ...]:
    """Return the slot of each card of one fact."""
    slots = [""] * len(cards)
    for direction in dict.fromkeys(card.direction for card in cards):
        places = [place for place, card in enumerate(cards) if card.direction == direction]
        live = _of(direction, old.cards if old else ())
        gone = _of(direction, old.gone if old else ())
        found = _numbers([cards[place] for place in places], live, gone)
        for place, number in zip(places, found, strict=True):
            slots[place] = _slot(direction, number)
    return tuple(slots)


def retire(cards: Iterable[CardMark], old: Entry | None) -> tuple[CardMark, ...]:
    """Return the marks of slots that have no card any more, so that a blank comes back to its number."""
    taken = {mark.slot for mark in cards}
    marks = {mark.slot: mark for mark in (*(old.gone if old else ()), *(old.cards if old else ()))}
    return tuple(marks[slot] for slot in sorted(marks) if slot not in taken)


def _slot(direction: str, number: int) -> str:
    return direction if number == 1 and direction != BLANK else f"{direction}-{number}"


def _of(direction: str, marks: Iterable[CardMark]) -> dict[int, CardMark]:
    mine = [mark for mark in marks if direction_of(mark.slot) == direction]
    return {1 if mark.slot == direction else int(mark.slot.rpartition("-")[2]): mark for mark in mine}


def _numbers(cards: Sequence[Card], live: dict[int, CardMark], gone: dict[int, CardMark]) -> list[int]:
    if len(cards) == len(live) == 1 and cards[0].direction != BLANK:
        return [next(iter(live))]
    found: dict[int, int] = {}
    for marks in (live, gone):
        _take(cards, marks, found, lambda card, mark: float(card.key == mark.answer))
    _take(cards, live, found, lambda card, mark: float(card.stem == mark.question))
    _take(cards, live, found, lambda card, mark: likeness(card.key, mark.answer))
    for place in range(len(cards)):
        if place not in found:
            found[place] = _free(set(found.values()), live, gone)
    return [found[place] for place in range(len(cards))]


def _take(cards: Sequence[Card], marks: dict[int, CardMark], found: dict[int, int], like) -> None:  # type: ignore[no-untyped-def]
    """Pair what is left of cards and marks, the most alike first, then in order."""
    left = [place for place in range(len(cards)) if place not in found]
    free = [number for number in sorted(marks) if number not in found.values()]
    scored = [(-like(cards[place], marks[number]), abs(rank - order), place, number)
              for rank, place in enumerate(left) for order, number in enumerate(free)]  # fmt: skip
    for score, _distance, place, number in sorted(scored):
        if -score >= SAME_ANSWER and place not in found and number not in found.values():
            found[place] = number


def _free(taken: set[int], live: dict[int, CardMark], gone: dict[int, CardMark]) -> int:
    number = next(
        n for n in range(1, len(taken) + len(live) + len(gone) + 2) if n not in taken | live.keys() | gone.keys()
    )
    if number <= CAP:
        return number
    return next((old for old in sorted(gone.keys() | live.keys()) if old not in taken and old <= CAP), number)
