"""Facts to cards: one kind of fact a file, its sentence frames in each language beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from generator import kinds, plugins
from generator.kinds.desk import Desk, Kind, numbered, squeezed
from generator.knowledge import Domain, Language
from generator.model import Attribute, Card, Definition, Fact, Property


def every() -> dict[type[Fact], Kind]:
    """Return what writes each type of fact."""
    return {kind.fact: kind for kind in plugins.find(kinds, "KIND").values()}


def write(
    facts: Sequence[Fact], speech: Callable[[str], Language], domain: Domain, subjects: dict[str, str]
) -> list[Card]:
    """Return the cards of the facts in their order; no question twice, no statement asked back to two subjects.

    `subjects` gives, by path, what each note is about.
    """
    known = every()
    shared = _shared(facts)
    terms = frozenset(squeezed(fact.term) for fact in facts if isinstance(fact, Definition))
    about: dict[str, tuple[str, ...]] = {}
    for fact in facts:
        about[squeezed(fact.label)] = (*about.get(squeezed(fact.label), ()), fact.text)
    cards: list[Card] = []
    common = _common(facts)
    for fact in facts:
        if isinstance(fact, Attribute) and (fact.span.path, fact.name, fact.value) in common:
            continue
        desk = Desk(
            fact.language, speech(fact.language), domain, subjects.get(fact.span.path, ""), shared, terms, about
        )
        cards += numbered(known[type(fact)].write(fact, desk))
    return _distinct(cards)


def _shared(facts: Iterable[Fact]) -> frozenset[str]:
    owners: dict[str, set[str]] = {}
    for fact in facts:
        if isinstance(fact, Definition):
            owners.setdefault(squeezed(fact.meaning.rstrip(".")), set()).add(squeezed(fact.term))
        elif isinstance(fact, Property) and not fact.own:
            owners.setdefault(squeezed(fact.statement.rstrip(".")), set()).add(squeezed(fact.subject))
    return frozenset(text for text, subjects in owners.items() if len(subjects) > 1)


# A value that so many things share says nothing of one of them.
COMMON = 3


def _common(facts: Iterable[Fact]) -> set[tuple[str, str, str]]:
    """Return the values that a column gives again and again: "타입: string"."""
    counts = Counter((f.span.path, f.name, f.value) for f in facts if isinstance(f, Attribute))
    return {place for place, count in counts.items() if count >= COMMON}


def _distinct(cards: list[Card]) -> list[Card]:
    """Drop the second card of a question with one answer, and every card of a question with several."""
    answers: dict[str, set[str]] = {}
    for card in cards:
        answers.setdefault(squeezed(card.stem), set()).add(squeezed(card.key))
    seen: Counter[str] = Counter()
    found = []
    for card in cards:
        front = squeezed(card.stem)
        seen[front] += 1
        if len(answers[front]) == 1 and seen[front] == 1:
            found.append(card)
    return found
