"""What sibling folders need of each other, as values: a language, a subject's domain, and what a check returns.

`patterns`, `kinds` and `checks` never import `languages` or `domains`; the pipeline hands these over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
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


def _no_values(line: str) -> tuple[str, ...] | None:
    return None


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
    values_of: Callable[[str], tuple[str, ...] | None] = _no_values  # a command's arguments; None of a program unknown


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement by its ending: `modifier` stands before a noun ("관리하는"), `plain` is the full sentence ("관리한다").

    A "noun" names a thing ("키-값 저장소"), a "verb" says what something does. `tail` is a parenthesis cut off the end.
    """

    kind: str
    bare: str
    modifier: str
    plain: str
    tail: str = ""
    linked: str = ""  # before a second statement: "관리하고"
    deed: bool = False  # a noun that names an action: "코드 리뷰를 통한 협업"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in a sentence: offsets, the particle behind it, and how well it answers (0 is not at all)."""

    start: int
    end: int
    particle: str
    worth: float
    several: bool = False  # an enumeration: "배포, 관리, 확장"


class Language(Protocol):
    """What a language knows of its words, endings and questions; `generator/languages/<code>/` is one, as a package."""

    CODE: str
    WIDE_WORDS: frozenset[str]  # words that say how much, and not what: 전체, "all"
    COMMAND: str  # what a term that is a known program is called
    OPTION: str  # what a term that begins with a dash is called
    LEXICON: dict[str, re.Pattern[str]]  # a role ("to-do", "lean") -> what a line of that role holds

    def fold(self, answer: str) -> str:
        """Return what two spellings of one answer share: case, width, spaces, particles."""

    def clause(self, text: str) -> Clause:
        """Tell how a statement ends, and give it the endings that questions need."""

    def own_subject(self, text: str) -> tuple[str, str]:
        """Split a sentence into its topic and what is said of it; ("", text) without one."""

    def is_term(self, text: str) -> bool:
        """Tell whether a line only names something."""

    def is_definition(self, text: str) -> bool:
        """Tell whether a phrase says what a thing is, and no value, list or deed."""

    def is_own(self, text: str) -> bool:
        """Tell whether a remark is in this language."""

    def is_sentence(self, text: str) -> bool:
        """Tell whether a line is a full sentence of prose, and no line of notes."""

    def sentences(self, text: str) -> list[str]:
        """Split a line into its sentences."""

    def phrases(self, text: str) -> list[Phrase]:
        """Return the noun phrases of a sentence."""

    def cloze(self, text: str, start: int, end: int) -> str:
        """Return the sentence with text[start:end] blanked."""

    def content_words(self, text: str) -> tuple[str, ...]:
        """Return the words that carry meaning, folded, without particles and endings."""

    def class_noun(self, label: str) -> str:
        """Return what the things under a label are called: "vagrant 명령어" -> "vagrant 명령어"; "" where it names none."""

    def phrase(self, meaning: str) -> str:
        """Return a meaning as an answer: a noun without its copula."""

    def defined(self, sentence: str) -> tuple[str, str] | None:
        """Split "X란 Y이다", "X is Y" into the term and its meaning as a phrase."""

    def valued(self, sentence: str) -> tuple[str, str] | None:
        """Split "태그의 기본값은 latest" into what is asked and its short value."""

    def reason(self, sentence: str) -> tuple[str, str] | None:
        """Split "A 때문에 B" into the reason, as an answer, and the question for it; None where that would bend it."""

    def define(self, term: str, meaning: str) -> str:
        """Return the question for a term's meaning, its frame chosen by the meaning's last word."""

    def runs_together(self, text: str) -> bool:
        """Tell whether words stand without the blank between them."""

    def given(self, values: tuple[str, ...]) -> str:
        """Return the values that a command is run on, as a question gives them."""

    def has_topic(self, text: str) -> bool:
        """Tell whether a text says something of a topic that it names."""

    def is_state(self, meaning: str) -> bool:
        """Tell whether a meaning says how a thing is, and not what it is or does."""

    def named(self, meaning: str, category: str) -> str:
        """Return the question for the term of a meaning; "" where the grammar is not certain."""

    def aspect(self, facet: str, count: int = 0, open_: bool = False) -> str:
        """Return the question for a facet's value, or for `count` items of it."""

    def aspect_of(self, entity: str, facet: str) -> str:
        """Return a facet with what it is of: "Message Queue의 장점"."""

    def of(self, entity: str, facet: str) -> str:
        """Return the question for what a facet of a thing is: "노드의 최대 지원 규모는?"."""

    def order(self, label: str, count: int) -> str:
        """Return the question for the steps of a procedure."""

    def command(self, purpose: str, program: str) -> str:
        """Return the question for the command of a purpose; "" where the purpose is no deed."""

    def does(self, command: str) -> str:
        """Return the question for a command's purpose."""

    def both(self, one: str, other: str, facet: str) -> str:
        """Return the question for two things along one dimension."""

    def field(self, meaning: str, resource: str) -> str:
        """Return the question for the manifest field of a meaning."""

    def fixed(self, name: str, resource: str) -> str:
        """Return the question for a value that a manifest's kind fixes."""

    def under(self, fields: tuple[str, ...], resource: str) -> str:
        """Return the question for the field that holds others in a manifest."""

    def stands_for(self, name: str) -> str:
        """Return the question for what an abbreviation stands for."""

    def shows(self) -> str:
        """Return the question for a picture's caption."""

    def true_or_false(self, statement: str) -> str:
        """Return the question whether a statement is true."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem in the notes, with the correction for the cards where it is certain."""

    problem: Problem
    correction: Correction | None = None


@dataclass(frozen=True, slots=True, order=True)
class Suspect:
    """A word that looks mistyped: characters `start` to `end` of line `line`, counted from 0, hold `wrong`.

    `gain` is how much likelier `right` is, in the units of the finder that says so. A `certain` one may be put right
    on the cards; any other keeps its card back.
    """

    line: int
    start: int
    end: int
    wrong: str
    right: str
    gain: float
    certain: bool

    def overlaps(self, other: Suspect) -> bool:
        """Whether both stand on one place."""
        return self.line == other.line and self.start < other.end and other.start < self.end


def _no_suspects(lines: Sequence[str], known: Collection[str]) -> tuple[Suspect, ...]:
    return ()


def _nothing_unfit(path: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Note:
    """A study note as the checks see it; `suspects` finds what is mistyped in lines, given the words of the subject."""

    source: Source
    document: Block
    domain: Domain
    exists: Callable[[str], bool]  # whether a path, relative to the note, is on disk
    suspects: Callable[[Sequence[str], Collection[str]], tuple[Suspect, ...]] = _no_suspects
    unfit: Callable[[str], str] = _nothing_unfit  # why a picture that is on disk cannot be shown on a card, or ""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `codes` are the problem codes that it may report."""

    codes: tuple[str, ...]
    find: Callable[[Note], Iterator[Finding]]
