"""The second look at cards that rules wrote: the same strict reader, the same verdicts, kept beside the model's cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.llm import requests
from generator.llm.candidates import portable
from generator.llm.plan import Desk, trouble
from generator.llm.requests import Face
from generator.llm.values import Request, Section, Turned, Written
from generator.model import Card, Origin, Problem


@dataclass(frozen=True, slots=True)
class Looked:
    """What is still to be asked of the reader, the cards turned down so far, by note, and answers of no use."""

    pending: tuple[Request, ...]
    turned: tuple[Turned, ...]
    problems: tuple[Problem, ...]


def face(card: Card) -> Face:
    """Return what the strict reader sees of a card of the deck."""
    return Face(card.front, card.stem, card.key)


def look(cards: Sequence[Card], desk: Desk, folder: str = "") -> Looked:
    """Take the rules' cards of a deck as far as the reader's verdicts go."""
    pending: list[Request] = []
    problems: list[Problem] = []
    turned: list[Turned] = []
    by_note: dict[str, list[Card]] = {}
    for card in cards:
        if card.origin == Origin.RULES:
            by_note.setdefault(card.fact.span.path, []).append(card)
    for path, of_note in by_note.items():
        unread = [one for one in map(face, of_note) if desk.verdict(one.id) is None]
        for request in requests.looks(unread, Section(path, 1, ("",), (), "", "")):
            answer = desk.answer(request)
            if answer is None:
                pending.append(request)
            elif answer.trouble:
                problems.append(trouble(request, answer.trouble))
        turned += _turned(of_note, desk, portable(path, folder))
    return Looked(tuple(pending), tuple(turned), tuple(problems))


def _turned(cards: Sequence[Card], desk: Desk, note: str) -> list[Turned]:
    verdicts = [(face(card), desk.verdict(face(card).id)) for card in cards]
    return [
        Turned(note, one.context, one.question, one.answer, verdict.why or "turned down")
        for one, verdict in verdicts
        if verdict and not verdict.accepted
    ]


def update(written: Written, turned: Sequence[Turned], seen: Sequence[Face]) -> Written:
    """Put verdicts in: what was seen again is judged anew, other verdicts stay for when their cards come back."""
    again = {(one.context, one.question, one.answer) for one in seen}
    old = (one for one in written.turned if (one.context, one.question, one.answer) not in again)
    return replace(written, turned=tuple(sorted({*old, *turned}, key=_place)))


def _place(one: Turned) -> tuple[str, str, str, str]:
    return (one.note, one.context, one.question, one.answer)


def reasons(written: Written) -> Mapping[tuple[str, str, str], str]:
    """Return why the reader turned cards down, by context line, question and answer, for the pipeline to refuse them."""
    return {(one.context, one.question, one.answer): f"reader: {one.why}" for one in written.turned}
