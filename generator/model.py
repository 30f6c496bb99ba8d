"""The frozen values that travel between the stages. Imports nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


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
        return _lines(self.text)


@lru_cache(maxsize=64)
def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))


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
    MATH = "math"  # a formula on lines of its own
    LINKDEF = "linkdef"  # `[pod]: https://example.org/pod`: where links lead, nothing to read
    HTML = "html"  # what is left of pasted HTML and of comments: nothing to read


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a study note, with what stands under it.

    A heading holds its section, an item its nested items, paragraphs and fences. `span` is the block's own lines,
    without its children's. `text` is free of inline marks, comments, block ids and tags; `raw` still has them. Where the
    note only wrapped a line, both keep its ends as `\\n`: line i of the text is line `span.first + i`. Formulas stay
    whole in the text, as `$…$`.

    A callout or a `<summary>` is a quote with its title as the text, "" where it has none, its type as the `info`
    ("details" for a `<summary>`) and its body as the children. A footnote is a line with the info "footnote" and its
    label as the number.
    """

    kind: BlockKind
    span: Span
    text: str = ""
    raw: str = ""
    level: int = 0  # a heading's level from 1
    number: str = ""  # "2.1.1" of a numbered heading, "1" of a numbered item, be it written ①, 가. or (1)
    info: str = ""  # a fence's language, a callout's type; "task" or "done" of an item with a box, "header" of a row
    header: tuple[str, ...] = ()  # a row's column names
    cells: tuple[str, ...] = ()  # a row's cells
    children: tuple[Block, ...] = ()
    tags: tuple[str, ...] = ()  # `#k8s/core` on its lines, without the mark; the front matter's on the document
    begins: int = 0  # of a fence: the line where its text begins, which is `span.first` in indented code


@dataclass(frozen=True, slots=True)
class Skip:
    """Lines that rightly yield no card, and why: `reason` is one of the words that `coverage` explains."""

    span: Span
    reason: str


class Role(StrEnum):
    """What a line is; the outline decides it once, and everything after it only reads it."""

    TITLE = "title"  # names the file or its subject
    TOPIC = "topic"  # a heading, or a line that only opens what stands under it
    TERM = "term"  # a name with its meaning, beside it or under it
    FACET = "facet"  # names an aspect of what stands above: 목적, 장점, "Default port"
    CATEGORY = "category"  # names what the items under it are: 컨트롤 플레인 컴포넌트
    STATEMENT = "statement"
    ITEM = "item"  # a bare name in a list
    QUESTION = "question"
    ANSWER = "answer"
    COMMAND = "command"
    PURPOSE = "purpose"  # what the command beside or under it is for
    CODE = "code"
    PICTURE = "picture"
    OUTPUT = "terminal output"
    SAMPLE = "sample"
    POINTER = "pointer"  # "아래는 …의 모습": sends the reader elsewhere
    TODO = "to-do"
    EXERCISE = "exercise"
    CHATTER = "chatter"
    LINK = "link"
    META = "metadata"  # front matter, tables of contents, attributions
    ROW = "table row"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Node:
    """A block with its role and what it is about.

    `path` is what stands above it, outermost first, as topic words: no dates, numbers, file names. `label` and `value`
    are the two halves of "label : value"; a line without a separator is all `label`. `sure` is from 0 to 1, and
    `evidence` says in words that `coverage` can show why the role was chosen.
    """

    block: Block
    role: Role
    path: tuple[str, ...] = ()
    label: str = ""
    value: str = ""
    facet: str = ""  # the facet's key in the outline's table, where the label is a known one
    sure: float = 1.0
    evidence: str = ""
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, in the note's own words; `marked` are the phrases that the note sets in bold or as code."""

    text: str
    marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """The items of a list; a closed list holds all of them, an open one examples."""

    items: tuple[str, ...]
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps in their order."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A command and what it is for."""

    command: str
    purpose: str
    program: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """Two things along one dimension."""

    names: tuple[str, str]
    sides: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """Where fields sit in a manifest of `resource`, or what a field is for; `value` is set where its kind fixes it."""

    resource: str
    parent: str
    fields: tuple[str, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image beside the note with what it shows."""

    image: str
    caption: str


@dataclass(frozen=True, slots=True)
class Authored:
    """A question that a person or a model wrote, with its answer; or a sentence with a blank, `____`."""

    question: str
    answer: str


Value = Statement | Names | Steps | CommandLine | Sides | Field | Picture | Authored
_KINDS: dict[type, str] = {
    Names: "list",
    Steps: "procedure",
    CommandLine: "command",
    Sides: "contrast",
    Field: "manifest",
    Picture: "figure",
    Authored: "question",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a study note states: of `entity`, under `facet`, the `value`.

    A term's meaning has an entity and no facet; a statement about a section has neither. `path` is what the context
    line shows, `topic` the headings above. `category` is what the entity and its siblings are called, `siblings` how
    many stand beside it in the same form. `label` tells the fact from its neighbours and `text` is what it says, for
    the ledger; `heads` are lines outside `span` that gave the subject.
    """

    span: Span
    topic: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    entity: str = ""
    facet: str = ""
    aspect: str = ""  # the facet's key in the outline's table: "pros"
    value: Value = Statement("")
    category: str = ""
    siblings: int = 0
    rivals: int = 0  # how many other lines say something of the entity
    language: str = "ko"
    sure: float = 1.0
    pattern: str = ""  # what recognised it
    heads: tuple[int, ...] = ()
    label: str = ""
    text: str = ""

    @property
    def kind(self) -> str:
        """The word for this fact in the card contract."""
        if isinstance(self.value, Statement):
            return "definition" if self.entity and not self.facet else "property"
        return _KINDS[type(self.value)]


class Origin(StrEnum):
    """Who wrote a card."""

    RULES = "rules"
    MODEL = "model"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that a writer proposes; the editor decides. `front` is the context line, `frame` the kind of question."""

    fact: Fact
    frame: str
    direction: str
    front: str
    stem: str
    key: str
    accept: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    start: int = -1  # where a blank begins in the statement, for the editor's measures
    origin: Origin = Origin.RULES
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no card: of one candidate, or of the whole fact where `candidate` is None."""

    fact: Fact
    candidate: Candidate | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One question. `id`, `guid`, `slot` and `changed` are empty until the ledger has given them.

    `front` is the context line shown over the question, "" where it needs none. `slot` names the card among those of
    its fact ("term->meaning", "fill-blank-2") and so its Anki template. `changed` is when the content of the fact's
    cards last changed, in seconds since 1970. `score` is the editor's, 0 to 1, and `why` its largest parts.
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
    front: str = ""
    origin: Origin = Origin.RULES
    score: float = 1.0
    why: tuple[str, ...] = ()
    id: str = ""
    guid: str = ""
    slot: str = ""
    changed: int = 0
    frame: str = ""  # the kind of question, as the editor weighs it


@dataclass(frozen=True, slots=True)
class LineUse:
    """What became of one line: status is "used", "structure", "skipped", "refused" or "missed"; `cards` are card ids."""

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
    tags: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
