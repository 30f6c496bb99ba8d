"""What sibling folders need of each other, as values: a language, a subject's domain, and what a check returns.

`patterns`, `kinds` and `checks` never import `languages` or `domains`; the pipeline hands these over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from generator.model import Block, Correction, Problem, Severity, Source


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong in a piece of text: `start` and `end` are character offsets into it.

    `right` replaces text[start:end]; with `certain` it may be put on the cards.
    """

    start: int
    end: int
    severity: Severity
    code: str
    message: str
    right: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a subject with its aliases; `near` are the words of its meaning that prove a near miss to be it."""

    name: str
    aliases: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def _no_remarks(text: str) -> tuple[Remark, ...]:
    return ()


def _same_command(one: str, other: str) -> bool | None:
    return None


@dataclass(frozen=True, slots=True)
class Domain:
    """What is known of a subject: a record of data and functions, so that siblings need not import the domain."""

    name: str
    names: frozenset[str] = frozenset()  # exact spellings: components, kinds, commands
    terms: tuple[Term, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()  # names of one thing, the first is the one to fold to
    spellings: dict[str, str] = field(default_factory=dict)  # a loanword misspelt -> the standard one
    programs: frozenset[str] = frozenset()  # programs that `check_command` knows: kubectl, k
    check_command: Callable[[str], tuple[Remark, ...]] = _no_remarks  # one command line, joined
    check_manifest: Callable[[str], tuple[Remark, ...]] = _no_remarks  # the text of a YAML or JSON fence
    same_command: Callable[[str, str], bool | None] = _same_command  # None: not a command of this domain


class Language(Protocol):
    """What a language knows of its words and endings; `generator/languages/<code>.py` ends in one."""

    code: str

    def fold(self, answer: str) -> str:
        """Return what two spellings of one answer share: case, width, spaces, particles."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in the notes, with the correction for the cards where it is certain."""

    problem: Problem
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A study note as the checks see it."""

    source: Source
    document: Block
    domain: Domain
    exists: Callable[[str], bool]  # whether a path, relative to the note, is on disk


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `codes` are the problem codes that it may report."""

    codes: tuple[str, ...]
    find: Callable[[Note], Iterator[Finding]]
