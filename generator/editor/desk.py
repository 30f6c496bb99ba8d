"""What the editor knows while it judges: the language, the domain, and all that the deck's other facts say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator import front, programs, unsaid
from generator.knowledge import Domain, Language
from generator.model import Candidate, CommandLine, Fact, Names, Statement, Steps
from generator.names import names_of, squeezed

LEAST_HELD = 12  # letters of a meaning that is looked for in others
MOST_COMPARED = 400  # meanings of a note that are looked for in each other


@dataclass(frozen=True, slots=True)
class Desk:
    """One note's surroundings. `words` counts in how many facts a content word stands; `doubtful` is what looks mistyped by line."""

    speech: Language
    domain: Domain
    words: Counter[str] = field(default_factory=Counter)
    facts: int = 0
    doubtful: dict[int, tuple[str, ...]] = field(default_factory=dict)
    terms: frozenset[str] = frozenset()
    meanings: Counter[str] = field(default_factory=Counter)  # of how many things the note says the same
    places: frozenset[str] = frozenset()  # what the note has sections of, small


def desk(
    facts: Iterable[Fact], speech: Language, domain: Domain, doubtful: dict[int, tuple[str, ...]] | None = None
) -> Desk:
    """Return the surroundings of the facts of one note."""
    every = tuple(facts)
    listed = tuple(fact for fact in every if fact.pattern != "deed")  # its line is a statement too, and counts once
    words: Counter[str] = Counter()
    for fact in listed:
        words.update(set(speech.content_words(said(fact))))
    terms = frozenset(squeezed(fact.entity) for fact in listed if fact.entity)
    places = frozenset(fact.path[-1].strip("` ").casefold() for fact in listed if fact.path)
    told_by = [(fact, told(fact, speech)) for fact in every]
    meant = {(told_of(fact), meaning) for fact, meaning in told_by if not is_astray(fact, places)}
    meanings = Counter(meaning for _of, meaning in meant if meaning)
    unlike = {meaning for fact, meaning in told_by if not isinstance(fact.value, CommandLine)}
    if len(unlike) <= MOST_COMPARED:
        meanings.update(_held(sorted(unlike)))
    return Desk(speech, domain, words, len(listed), doubtful or {}, terms, meanings, places)


def _held(meanings: Sequence[str]) -> list[str]:
    """Return the meanings that another holds: "트랜잭션이 있으면 사용" in "트랜잭션이 있으면 사용하고, 없으면 생성"."""
    long = [one for one in meanings if len(one) >= LEAST_HELD]
    return [one for one in long if any(one is not other and one in other for other in long)]


def is_astray(fact: Fact, places: frozenset[str]) -> bool:
    """Tell whether a command stands under the name of another program, while the note has a section of its own program."""
    value = fact.value
    if not isinstance(value, CommandLine) or not fact.path:
        return False
    over = fact.path[-1].strip("` ").casefold()
    named = over in programs.known() and over not in re.findall(r"[\w.-]+", value.command)
    return named and value.program != over and value.program in places


def told_of(fact: Fact) -> str:
    """Return of what a fact says something: a term, or a command without its placeholders."""
    value = fact.value
    return squeezed(" ".join(unsaid.telling(value)) if isinstance(value, CommandLine) else fact.entity)


def told(fact: Fact, speech: Language) -> str:
    """Return what a fact says of its thing, without particles: a meaning, "타입=string", a purpose with the program it names."""
    value = fact.value
    if isinstance(value, CommandLine):
        return squeezed(_bare(value.purpose, speech) + ("" if unsaid.is_alone(value) else value.program))
    if not fact.entity or not isinstance(value, Statement):
        return ""
    return squeezed(f"{fact.facet}={value.text}" if fact.facet else _bare(value.text, speech))


def _bare(text: str, speech: Language) -> str:
    bare = re.sub(r"\s*\([^()]*\)$", "", text.rstrip("."))
    return speech.LEXICON["word-end"].sub("", speech.LEXICON["said-end"].sub("", bare))


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
