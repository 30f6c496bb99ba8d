"""What holds of a card, put on the card: hidden stays hidden, reworded stays reworded until the note says something else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from generator.model import Card, Origin
from generator.names import squeezed
from generator.verdicts.fold import State
from generator.verdicts.values import Decision, Texts

BLANK = "____"

_REWORDED = {
    "ko": "고쳐 쓴 뒤로 노트가 바뀜. 고쳐 쓴 글: {} → {}",
    "en": "the note has changed since you reworded this card: {} → {}",
}


def apply(card: Card, state: State, directions: Collection[str] = ()) -> Card | None:
    """Return a card as the learner wants it, None where it is hidden.

    `directions` are those of the fact's cards: a card that is flipped into one of them is hidden, for there it is asked.
    A card whose fact has changed since it was reworded has the note's words again, and a notice with the learner's.
    """
    standing = state.of(card.id)
    if standing.is_hidden:
        return None
    for one in (standing.flip, standing.edit):
        if one is None:
            continue
        if is_stale(card, one):
            return _told(card, one)
        if one.what == "edit":
            card = _reworded(card, one.now)
        elif one.direction != card.direction:
            if one.direction in directions:
                return None
            card = _flipped(card, one)
    return card


def is_stale(card: Card, one: Decision) -> bool:
    """Tell whether the note says something else than when a card was reworded."""
    return squeezed(card.fact.text) != squeezed(one.fact)


def _reworded(card: Card, now: Texts) -> Card:
    """Put the learner's words on a card; what else was right belongs to the answer that it was."""
    is_same = now.answer == card.key
    is_blank = card.direction == "fill-blank" and BLANK not in now.question
    return replace(
        card,
        front=now.front,
        stem=now.question,
        key=now.answer,
        direction="question" if is_blank else card.direction,
        accept=card.accept if is_same else (),
        choices=card.choices if is_same else (),
        origin=Origin.OWN,
        score=1.0,
    )


def _flipped(card: Card, one: Decision) -> Card:
    slot = one.direction
    return replace(
        card,
        front=one.now.front,
        stem=one.now.question,
        key=one.now.answer,
        direction=one.direction,
        accept=one.accept,
        choices=(),
        slot=slot,
        id=f"{card.id.partition('/')[0]}/{slot}",
    )


def _told(card: Card, one: Decision) -> Card:
    told = _REWORDED.get(card.fact.language, _REWORDED["en"]).format(one.now.question, one.now.answer)
    return replace(card, notices=(*card.notices, told))
