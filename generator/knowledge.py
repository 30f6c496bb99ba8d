"""What sibling folders need of each other, as values: a language, a subject's domain, and what a check returns.

`patterns`, `kinds` and `checks` never import `languages` or `domains`; the pipeline hands these over.
"""

from __future__ import annotations

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


def _same_command(one: str, other: str) -> bool | None:
    return None


@dataclass(frozen=True, slots=True)
class Domain:
    """What is known of a subject: a record of data and functions, so that siblings need not import the domain."""

    name: str
    names: frozenset[str] = frozenset()  # exact spellings: components, kinds, commands
    terms: tuple[Term, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()  # names of one thing, the first is the one to fold to
    verbs: dict[str, str] = field(
        default_factory=dict
    )  # what a command does, in a Korean verb noun: "kubectl get" -> 조회
    trade: dict[str, str] = field(default_factory=dict)  # what the subject is the tool of, by language
    classes: dict[str, frozenset[str]] = field(default_factory=dict)  # a category -> the subcommands known to be of it
    unique: frozenset[str] = (
        frozenset()
    )  # words that no other subject has: a question with one needs no "쿠버네티스에서"
    sets: tuple[tuple[str, ...], ...] = ()  # lists known to be complete: the five control plane components
    spellings: dict[str, str] = field(default_factory=dict)  # a loanword misspelt -> the standard one
    programs: frozenset[str] = frozenset()  # programs that `check_command` knows: kubectl, k
    check_command: Callable[[str], tuple[Remark, ...]] = _no_remarks  # one command line, joined
    check_manifest: Callable[[str], tuple[Remark, ...]] = _no_remarks  # the text of a YAML or JSON fence
    same_command: Callable[[str, str], bool | None] = _same_command  # None: not a command of this domain


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
    """What a language knows of its words and endings; `generator/languages/<code>.py` is one, as a module."""

    def fold(self, answer: str) -> str:
        """Return what two spellings of one answer share: case, width, spaces, particles."""

    def clause(self, text: str) -> Clause:
        """Tell how a statement ends, and give it the endings that questions need."""

    def own_subject(self, text: str) -> tuple[str, str]:
        """Split a sentence into its topic and what is said of it; ("", text) without one."""

    def is_term(self, text: str) -> bool:
        """Tell whether a line only names something."""

    def sentences(self, text: str) -> list[str]:
        """Split a line into its sentences."""

    def phrases(self, text: str) -> list[Phrase]:
        """Return the noun phrases of a sentence."""

    def is_name(self, text: str) -> bool:
        """Tell whether an item of a list is a bare name, be it that of an action."""

    def deed(self, text: str) -> str:
        """Return an example as a statement: "파드를 구동시키는 것" -> "파드를 구동시킴"."""

    def cloze(self, text: str, start: int, end: int) -> str:
        """Return the sentence with text[start:end] blanked."""

    def reason(self, text: str) -> tuple[str, str] | None:
        """Split a statement into its reason, as an answer, and what follows from it."""

    def why(self, text: str) -> str:
        """Return the question for the reason of a statement: "…하는 이유는?"; "" where none can be made."""

    def is_sentence(self, text: str) -> bool:
        """Tell whether a line is a full sentence of prose, and no line of notes."""

    def has_actor(self, text: str) -> bool:
        """Tell whether a statement names who acts in it, or under what condition, so that its heading does not."""

    def because(self, text: str) -> str:
        """Return a line that only gives a reason ("…하기 때문이다") as an answer, "" for others."""

    def case_of(self, text: str) -> tuple[str, str, str] | None:
        """Split a sentence into its case, its subject and what that does."""

    def topic(self, word: str) -> str:
        """Return the word as the topic of a sentence: "etcd는"; English words stay as they are."""

    def subject(self, word: str) -> str:
        """Return the word as the subject of a clause: "etcd가"."""

    def object_(self, word: str) -> str:
        """Return the word as an object: "etcd를"."""

    def with_(self, word: str) -> str:
        """Return the word joined to the next: "etcd와"."""

    def by(self, word: str) -> str:
        """Return the word as a way or a place to go to: "etcd로"."""

    def called(self, word: str) -> str:
        """Return the word as a definition's question begins: "etcd란"."""

    def asked(self, tail: str) -> str:
        """Return the end of a sentence as a question's end: "초점을 맞춘다" -> "초점을 맞추는가"."""


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


@dataclass(frozen=True, slots=True)
class Note:
    """A study note as the checks see it; `suspects` finds what is mistyped in lines, given the words of the subject."""

    source: Source
    document: Block
    domain: Domain
    exists: Callable[[str], bool]  # whether a path, relative to the note, is on disk
    suspects: Callable[[Sequence[str], Collection[str]], tuple[Suspect, ...]] = _no_suspects


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `codes` are the problem codes that it may report."""

    codes: tuple[str, ...]
    find: Callable[[Note], Iterator[Finding]]
