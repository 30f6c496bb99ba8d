"""What all writers share: a language and a domain in, candidates out. Writers over-generate; the editor judges."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator import front
from generator.knowledge import Domain, Language
from generator.model import Candidate, Fact
from generator.names import names_of


@dataclass(frozen=True, slots=True)
class Desk:
    """What a writer needs besides the fact."""

    speech: Language
    domain: Domain


@dataclass(frozen=True, slots=True)
class Writer:
    """One kind of question: the values that it is made of, and how it is written."""

    values: tuple[type, ...]
    write: Callable[[Fact, Desk], Iterator[Candidate]]


def candidate(fact: Fact, frame: str, direction: str, stem: str, key: str, desk: Desk, *, accept: tuple[str, ...] = (), start: int = -1, path: tuple[str, ...] | None = None, hide: bool = True, choices: tuple[str, ...] = ()) -> Candidate:  # fmt: skip
    """Return a candidate with its context line, from which the answer's names are left out where `hide` says so."""
    hidden = names_of(key, desk.domain) if hide else ()
    return Candidate(
        fact=fact,
        frame=frame,
        direction=direction,
        front=front.line(fact.path if path is None else path, hidden),
        stem=stem.strip(),
        key=key.strip(),
        accept=tuple(dict.fromkeys(name for name in accept if name and name != key.strip())),
        choices=choices,
        start=start,
    )
