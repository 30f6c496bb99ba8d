"""What the editor knows while it judges: the language, the domain, and all that the deck's other facts say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator import front
from generator.knowledge import Domain, Language
from generator.model import Candidate, Fact, Names, Statement, Steps
from generator.names import names_of, squeezed


@dataclass(frozen=True, slots=True)
class Desk:
    """One note's surroundings. `words` counts in how many facts a content word stands; `doubtful` is what looks mistyped by line."""

    speech: Language
    domain: Domain
    words: Counter[str] = field(default_factory=Counter)
    facts: int = 0
    doubtful: dict[int, tuple[str, ...]] = field(default_factory=dict)
    terms: frozenset[str] = frozenset()
    meanings: Counter[str] = field(default_factory=Counter)  # of how many terms the note says the same
    places: frozenset[str] = frozenset()  # what the note has sections of, small


def desk(
    facts: Iterable[Fact], speech: Language, domain: Domain, doubtful: dict[int, tuple[str, ...]] | None = None
) -> Desk:
    """Return the surroundings of the facts of one note."""
    listed = tuple(fact for fact in facts if fact.pattern != "deed")  # its line is a statement too, and counts once
    words: Counter[str] = Counter()
    for fact in listed:
        words.update(set(speech.content_words(said(fact))))
    terms = frozenset(squeezed(fact.entity) for fact in listed if fact.entity)
    meant = {
        (squeezed(fact.entity), squeezed(fact.value.text))
        for fact in listed
        if fact.entity and not fact.facet and isinstance(fact.value, Statement)
    }
    meanings = Counter(meaning for _term, meaning in meant)
    meanings.update(Counter(measure for _term, measure in {_measured(f) for f in listed if f.entity and f.facet}))
    places = frozenset(fact.path[-1].strip("` ").casefold() for fact in listed if fact.path)
    return Desk(speech, domain, words, len(listed), doubtful or {}, terms, meanings, places)


def _measured(fact: Fact) -> tuple[str, str]:
    """Return whose measure a fact states, and the measure with its value: "타입: string"."""
    value = fact.value.text if isinstance(fact.value, Statement) else ""
    return squeezed(fact.entity), squeezed(f"{fact.facet}={value}")


def said(fact: Fact) -> str:
    """Return what a fact says, as one text."""
    value = fact.value
    if isinstance(value, Statement):
        return f"{fact.entity} {fact.facet} {value.text}"
    if isinstance(value, Names):
        return " ".join((fact.facet, *value.items))
    if isinstance(value, Steps):
        return " ".join((fact.facet, *value.steps))
    return fact.text


def filled(candidate: Candidate) -> str:
    """Return what a learner has read when the card is done."""
    return f"{candidate.stem.replace('____', candidate.key)} {candidate.key}"


def is_placed(candidate: Candidate) -> bool:
    """Tell whether a reader learns what it is about: from the context line, or "도커 볼륨의 목적은?" itself."""
    return bool(candidate.front) or any(step in candidate.stem for step in candidate.fact.path)


def tidied(candidate: Candidate, desk: Desk) -> Candidate:
    """Return a candidate without the steps of its context line that look mistyped; those further out step in."""
    words = [word for line in desk.doubtful.values() for word in line]
    if not any(word in candidate.front for word in words):
        return candidate
    path = [step for step in candidate.fact.path if not any(word in step for word in words)]
    return replace(candidate, front=front.line(path, names_of(candidate.key, desk.domain)))
