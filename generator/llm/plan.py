"""What is still to be asked, and what is done, as a function of the answers: so a stopped run goes on where it was.

By hand or over a network, the same requests in the same order: write each section, look at a note's cards, mend what
was turned down, look at what was mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.llm import answers, requests
from generator.llm.proof import prove
from generator.llm.requests import Face, face
from generator.llm.values import Answer, Bench, Request, Section, Verdict, WrittenCard
from generator.model import Problem, Severity

READER = "reader"  # the name of the fault that the second look finds
UNMENDABLE = ("twice", "language")  # faults of a card whose mending is another card


@dataclass(frozen=True, slots=True)
class Desk:
    """Where answers are looked up and cards proven: `verdict` is the strict reader's on a card by its id, benches are by note."""

    answer: Callable[[Request], Answer | None]
    verdict: Callable[[str], Verdict | None]
    benches: Mapping[str, Bench]
    vet: bool = True


@dataclass(frozen=True, slots=True)
class Done:
    """A section that is through, with its cards: those that go into the deck, and those refused with their reasons."""

    section: Section
    cards: tuple[WrittenCard, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Requests that can be sent now, sections that are through, and answers that nothing could be made of."""

    pending: tuple[Request, ...] = ()
    done: tuple[Done, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: Plan) -> Plan:
        return Plan(self.pending + other.pending, self.done + other.done, self.problems + other.problems)


class _Waiting(Exception):
    """A note cannot go on: its next requests, or the answers that failed."""

    def __init__(self, *pending: Request) -> None:
        self.pending = pending


def plan(sections: Sequence[Section], desk: Desk, beside: Mapping[str, Sequence[WrittenCard]] | None = None) -> Plan:
    """Take all sections as far as the answers go; `beside` are cards of the notes' other sections, by path."""
    total = Plan()
    for path in dict.fromkeys(section.path for section in sections):
        own = [section for section in sections if section.path == path]
        note = _Note(own, desk, desk.benches.get(path, Bench()), (beside or {}).get(path, ()))
        total += note.plan()
    return total


class _Note:
    """One note on its way. A section whose answer is no use is left as it was, and told of."""

    def __init__(self, sections: Sequence[Section], desk: Desk, bench: Bench, beside: Sequence[WrittenCard]) -> None:
        self.sections = {section.key: section for section in sections}
        self.desk, self.bench = desk, bench
        self.beside = tuple(beside)
        self.problems: list[Problem] = []

    def plan(self) -> Plan:
        try:
            cards = self._mended(self._looked(self._written())) if self.desk.vet else self._written()
        except _Waiting as waiting:
            return Plan(waiting.pending, (), tuple(self.problems))
        done = (Done(self.sections[key], tuple(of_one)) for key, of_one in _by_section(self.sections, cards).items())
        return Plan((), tuple(done), tuple(self.problems))

    def _answers(self, asked: Iterable[Request]) -> Iterator[tuple[Request, str]]:
        """Yield the usable answers; tell of the others; wait for those that are not there."""
        found = [(request, self.desk.answer(request)) for request in asked]
        missing = [request for request, answer in found if answer is None]
        for request, answer in found:
            if answer and answer.trouble:
                self.problems.append(trouble(request, answer.trouble))
        if missing:
            raise _Waiting(*missing)
        yield from ((request, answer.text) for request, answer in found if answer and not answer.trouble)

    def _written(self) -> list[WrittenCard]:
        usable = list(self._answers([requests.write(section) for section in self.sections.values()]))
        self.sections = {request.place.key: request.place for request, _text in usable}
        proven: list[WrittenCard] = []
        for request, text in usable:
            cards = [card for _id, card in answers.cards(text, request.place).cards]
            proven += prove(cards, request.place, self.bench, (*self.beside, *proven))
        return proven

    def _looked(self, cards: Sequence[WrittenCard]) -> list[WrittenCard]:
        """Return the cards with what the strict reader turns down refused."""
        asked = [face(card) for card in cards if not card.refused]
        self._look(asked)
        return [card if card.refused else self._judged(card) for card in cards]

    def _look(self, faces: Sequence[Face]) -> None:
        unread = [one for one in faces if self.desk.verdict(one.id) is None]
        if unread:
            pending = requests.looks(unread, next(iter(self.sections.values())))
            list(self._answers(pending))
            raise _Waiting()  # the answers were no use: the note stays as it was

    def _judged(self, card: WrittenCard) -> WrittenCard:
        verdict = self.desk.verdict(face(card).id)
        assert verdict is not None
        return card if verdict.accepted else replace(card, refused=(f"{READER}: {verdict.why or 'turned down'}",))

    def _mended(self, cards: Sequence[WrittenCard]) -> list[WrittenCard]:
        """Give each refused card its one chance: mended, proven and looked at again, or refused for good."""
        down = _by_section(self.sections, [card for card in cards if card.refused and _mendable(card)])
        asked = [requests.mend(self.sections[key], of_one) for key, of_one in down.items() if of_one]
        mended: dict[str, WrittenCard] = {}
        standing = [card for card in cards if not card.refused]
        for request, text in self._answers(asked):
            known = {face(card).id for card in down[request.place.key]}
            named = {name: card for name, card in answers.cards(text, request.place).cards if name in known}
            proven = prove(named.values(), request.place, self.bench, (*self.beside, *standing))
            standing += [card for card in proven if not card.refused]
            mended |= dict(zip(named, proven, strict=True))
        self._look([face(card) for card in mended.values() if not card.refused])
        return [self._settled(card, mended.get(face(card).id) if card.refused else None) for card in cards]

    def _settled(self, card: WrittenCard, mended: WrittenCard | None) -> WrittenCard:
        if mended is None:
            return card
        judged = mended if mended.refused else self._judged(mended)
        return replace(card, refused=(*card.refused, *judged.refused)) if judged.refused else judged


def trouble(request: Request, why: str) -> Problem:
    """Tell of an answer that is no use, at the section that it was asked for."""
    what = {"write": "was not written", "look": "was not looked at", "mend": "had its refused cards left unmended"}
    message = f'"{request.place.title[:60]}" {what[request.kind]}: {why}'
    return replace(request.place.problem("no-answer", message), severity=Severity.ERROR)


def _mendable(card: WrittenCard) -> bool:
    return not any(reason.startswith(UNMENDABLE) for reason in card.refused)


def _by_section(sections: Iterable[str], cards: Iterable[WrittenCard]) -> dict[str, list[WrittenCard]]:
    found: dict[str, list[WrittenCard]] = {key: [] for key in sections}
    for card in cards:
        found.setdefault(card.section, []).append(card)
    return found
