"""The frozen values that travel between the stages. Imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How sure a problem is: an error is proven, a warning likely, info is for a person to judge."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a study note: its path as given and 1-based lines, both inclusive, as an editor counts them."""

    path: str
    first: int
    last: int

    def problem(self, severity: Severity, code: str, message: str, fix: str = "", column: int = 1) -> Problem:
        """Make a problem at this place; `column` is 1-based, in characters."""
        return Problem(self, severity, code, message, fix, column)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong, as a value: `fix` is the right form to write instead, or empty."""

    span: Span
    severity: Severity
    code: str
    message: str
    fix: str = ""
    column: int = 1


@dataclass(frozen=True, slots=True)
class Correction:
    """A certain mistake on one line, to be put right on the cards and never in the notes.

    `wrong` stands at the 1-based `column` of line `span.first` of the source; `right` replaces it, so that
    lines keep their numbers. `note` is what the learner reads on the card's back, e.g. "노트: `kublet`".
    """

    span: Span
    column: int
    wrong: str
    right: str
    code: str
    note: str


@dataclass(frozen=True, slots=True)
class Source:
    """A study note as text: NFC, no byte order mark, lines ended by `\\n` alone."""

    path: str
    text: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends; `lines[n - 1]` is line n of the file."""
        return tuple(self.text.split("\n"))


class BlockKind(StrEnum):
    """What a block is in the study note."""

    DOCUMENT = "document"
    HEADING = "heading"
    LINE = "line"  # a line or paragraph of plain text
    ITEM = "item"  # a bullet or a numbered item
    ROW = "row"  # a table's row
    FENCE = "fence"  # a code block
    QUOTE = "quote"
    IMAGE = "image"
    RULE = "rule"
    HTML = "html"  # what is left of pasted HTML: nothing to read


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a study note, with what stands under it.

    A heading holds its section, an item its nested items, paragraphs and fences. `span` is the block's own lines,
    without its children's. `text` is free of inline marks; `raw` still has them.
    """

    kind: BlockKind
    span: Span
    text: str = ""
    raw: str = ""
    level: int = 0  # a heading's level from 1
    number: str = ""  # "2.1.1" of a numbered heading, "1" of a numbered item
    info: str = ""  # a fence's language, a callout's type
    header: tuple[str, ...] = ()  # a row's column names
    cells: tuple[str, ...] = ()  # a row's cells
    children: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Skip:
    """Lines that rightly yield no card, and why: `reason` is one of the words that `coverage` explains."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a study note states. `label` tells it from its siblings; `text` is the statement in the note's own words."""

    span: Span
    topic: tuple[str, ...] = ()  # the headings above, outermost first
    label: str
    text: str
    language: str = "ko"
    heads: tuple[int, ...] = ()  # lines outside `span` that gave the subject: headings, parent bullets
    path: tuple[str, ...] = ()  # what the context line shows
    entity: str = ""  # what the fact is about
    facet: str = ""  # the aspect of it, "" for its meaning
    category: str = ""  # what the entity and its siblings are called
    siblings: int = 0  # how many stand beside it in the same form

    @property
    def kind(self) -> str:
        """The word for this fact in the card contract."""
        return type(self).__name__.lower()


@dataclass(frozen=True, slots=True)
class Card:
    """One question. `id`, `guid`, `slot` and `changed` are empty until the ledger has given them.

    `slot` names the card among those of its fact ("term->meaning", "fill-blank-2") and so its Anki template.
    `changed` is when the content of the fact's cards last changed, in seconds since 1970.
    """

    fact: Fact
    kind: str
    direction: str
    stem: str
    key: str
    accept: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    front: str = ""  # the context line over the question, "" where it needs none
    score: float = 1.0  # how good the editor finds it, 0 to 1
    id: str = ""
    guid: str = ""
    slot: str = ""
    changed: int = 0


@dataclass(frozen=True, slots=True)
class LineUse:
    """What became of one line: status is "used", "structure", "skipped" or "missed"; `cards` are card ids."""

    path: str
    line: int
    status: str
    reason: str = ""
    cards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """All that a build knows: the cards in document order, and what was found on the way."""

    name: str
    cards: tuple[Card, ...] = ()
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    problems: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()
    usage: tuple[LineUse, ...] = ()
    language: str = "ko"
    tags: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Fact):
    """What a term means: "etcd: 키-값 저장소". `category` is what its siblings are called, "" where they have no name."""

    term: str
    meaning: str
    category: str = ""
    within: str = ""  # what the term is a part of: "매니페스트 파일" for metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Property(Fact):
    """A statement about a subject. `own` is whether the statement names its subject in its own words."""

    subject: str
    statement: str
    category: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Fact):
    """A named value of a subject: "기본 포트: 6443" under kube-apiserver. In the card contract it is a property."""

    subject: str
    name: str
    value: str

    @property
    def kind(self) -> str:
        return "property"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Fact):
    """The parts of something: "구현 방법: 백업 서버, 부하 분산". An open list gives examples only."""

    subject: str
    name: str  # what the items are: "구현 방법", "" where the subject itself says it
    items: tuple[str, ...]
    closed: bool = False

    @property
    def kind(self) -> str:
        return "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Fact):
    """A command line and what it is for."""

    purpose: str
    command: str
    program: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast(Fact):
    """Two things side by side along one dimension; `aspect` names it, `question` asks it where the sentence gives it."""

    names: tuple[str, str]
    sides: tuple[str, str]
    aspect: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest(Fact):
    """Where a field sits in a manifest of `resource`; `value` is empty unless it is fixed by the kind."""

    resource: str
    parent: str
    fields: tuple[str, ...]
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Fact):
    """Members of a category; `others` are the categories beside it that a learner could mistake it for."""

    members: tuple[str, ...]
    category: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Fact):
    """Steps in their order."""

    subject: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Fact):
    """A question that the notes ask and answer; or a sentence with a blank, where `question` holds `____`."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Fact):
    """An image beside the note with what it shows."""

    image: str
    caption: str
