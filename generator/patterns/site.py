"""Where a node stands: its ancestors and siblings, and what all facts of one note share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import pieces
from generator.knowledge import Domain, Language
from generator.model import BlockKind, Fact, Node, Role, Span, Value


@dataclass(frozen=True, slots=True)
class Note:
    """What all facts of a note share. `below`: its explanations stand below their commands."""

    speech: Language
    domain: Domain
    programs: frozenset[str]
    below: bool
    exists: Callable[[str], bool]
    names: Callable[[str], tuple[str, ...]]  # the items of an enumeration
    is_command: Callable[[str], bool]
    expands: Callable[[str, str], bool]  # whether a line spells out an abbreviation
    aspect: Callable[[str], str]  # the key of the aspect that a label or a column's head names; "" where it names none
    title: str = ""  # what the file's name says, for facts above which the note says nothing

    def same(self, one: str, other: str) -> bool:
        """Tell whether two names are one thing: in another script, with its gloss, or as an alias."""
        mine, theirs = self._forms(one), self._forms(other)
        if mine & theirs:
            return True
        return any(mine & group and theirs & group for group in ({flat(n) for n in g} for g in self.domain.aliases))

    def _forms(self, name: str) -> set[str]:
        inside = re.findall(r"\(([^)]+)\)", name)
        return {flat(name), flat(re.sub(r"\([^)]*\)", "", name)), *map(flat, inside)} - {""}


@dataclass(frozen=True, slots=True)
class Site:
    """A node with its ancestors, outermost first, and its siblings; `at` is its index among them."""

    node: Node
    above: tuple[Node, ...]
    peers: tuple[Node, ...]
    at: int
    note: Note
    forms: Mapping[tuple[Role, BlockKind], int]  # how many of the siblings have a role and a kind, counted once
    tails: Mapping[tuple[BlockKind, str], int]  # how many terms among them end in the same words, counted once

    @property
    def parent(self) -> Node:
        return self.above[-1]

    @property
    def before(self) -> Node | None:
        return self.peers[self.at - 1] if self.at else None

    @property
    def after(self) -> tuple[Node, ...]:
        return self.peers[self.at + 1 :]

    def inner(self) -> Iterator[Site]:
        """Yield the sites of the node's children."""
        kids = self.node.children
        above, forms, tails = (*self.above, self.node), forms_of(kids), tails_of(kids)
        for at, kid in enumerate(kids):
            yield Site(kid, above, kids, at, self.note, forms, tails)


def forms_of(nodes: Sequence[Node]) -> Mapping[tuple[Role, BlockKind], int]:
    """Return how many of the nodes have each role and kind."""
    return Counter((node.role, node.block.kind) for node in nodes)


def tails_of(nodes: Sequence[Node]) -> Mapping[tuple[BlockKind, str], int]:
    """Return how many terms of each kind end in the same words, by the words."""
    terms = (node for node in nodes if node.role == Role.TERM)
    return Counter((term.block.kind, tail) for term in terms for tail in _tails(term.label))


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of stating facts: the roles that it reads, and what it finds at a node of one of them."""

    roles: tuple[Role, ...]
    find: Callable[[Site], Iterator[Fact]]


def flat(name: str) -> str:
    """Return a name in one case without spaces and marks."""
    return re.sub(r"[\s\W_]+", "", name.casefold())


def text(node: Node) -> str:
    """Return the words of a node's own line."""
    return pieces.spoken(node.block.text)


def marked(node: Node) -> tuple[str, ...]:
    """Return the phrases of a line that its writer set in bold or as code."""
    found = re.findall(r"\*\*(.+?)\*\*|__(.+?)__|`([^`]+)`", node.block.raw)
    return tuple(
        dict.fromkeys(re.sub(r"[*`_]{1,2}", "", part).strip() for group in found for part in group if part.strip())
    )


def headings(site: Site) -> tuple[str, ...]:
    """Return the headings above, outermost first, as they are written."""
    return tuple(node.block.text for node in site.above if node.block.kind == BlockKind.HEADING)


def kin(site: Site) -> int:
    """Return how many siblings have the role of a node, itself left out."""
    return site.forms[site.node.role, site.node.block.kind] - 1


def category(site: Site) -> str:
    """Return what the things at this place are called: by the nearest label above that names a class.

    A thing alone shows no class: the section's name is another's.
    """
    if site.node.role == Role.TERM and site.node.label.startswith("-"):
        return site.note.speech.OPTION
    if site.node.role in (Role.TERM, Role.ITEM) and not _is_main_form(site):
        return _of_tails(site) or _of_keys(site)
    for node in reversed(site.above[-2:]):
        if node.block.kind == BlockKind.DOCUMENT or node.role in (Role.TERM, Role.STATEMENT, Role.QUESTION):
            return _of_tails(site)
        found = site.note.speech.class_noun(node.label or node.block.text)
        if found:
            return found
        if node.role != Role.FACET and node.block.kind != BlockKind.QUOTE:
            break
    return _of_tails(site) or _of_keys(site)


def _of_tails(site: Site) -> str:
    """Return the last words that a name shares with others beside it: "네임 서버" of 루트 네임 서버 and TLD 네임 서버."""
    if site.node.role != Role.TERM:
        return ""
    shared = {tail: site.tails[site.node.block.kind, tail] for tail in _tails(site.node.label)}
    own = [tail for tail, count in shared.items() if count > 1 and site.note.speech.is_term(tail)]
    return max(own, key=lambda tail: (shared[tail], len(tail)), default="")


def _tails(label: str) -> tuple[str, ...]:
    """Return the ends of a name without its gloss, the whole left out: "네임 서버" and "서버" of "루트 네임 서버(Root)"."""
    words = re.sub(r"\s*\([^)]*\)", "", label).split()
    return tuple(" ".join(words[at:]) for at in range(1, len(words)))


def _is_main_form(site: Site) -> bool:
    """Tell whether most names at a place have a name's form: two numbered items among five lines are of another class."""
    names = Counter[BlockKind]()
    for (role, kind), count in site.forms.items():
        names[kind] += count if role in (Role.TERM, Role.ITEM) else 0
    mine = names[site.node.block.kind]
    return mine > 1 and mine == max(names.values())


def _of_keys(site: Site) -> str:
    """Return the class of short Latin keys under a title that names it: "w" under "vi 명령어"; a known program is a command."""
    if site.node.role != Role.TERM or not re.fullmatch(r"[\x21-\x7e]{1,12}", site.node.label):
        return ""
    classes = (site.note.speech.class_noun(node.label or node.block.text) for node in reversed(site.above[-3:-1]))
    program = (
        site.note.speech.COMMAND
        if site.node.label in marked(site.node) and site.note.is_command(site.node.label)
        else ""
    )
    return next((found for found in classes if found), program)


def fact(site: Site, value: Value, pattern: str, *, entity: str = "", facet: str = "", aspect: str = "", label: str = "", said: str = "", path: tuple[str, ...] | None = None, span: Span | None = None, sure: float | None = None, siblings: int | None = None, kind: str | None = None, heads: tuple[int, ...] = ()) -> Fact:  # fmt: skip
    """Return a fact at a place; what is not named is the node's own."""
    node = site.node
    return Fact(
        span=span or node.block.span,
        topic=headings(site),
        path=_placed(site, node.path if path is None else path, entity),
        entity=entity,
        facet=facet,
        aspect=aspect or (node.facet if facet else ""),
        value=value,
        category=category(site) if kind is None else kind,
        siblings=kin(site) if siblings is None else siblings,
        rivals=_rivals(node) if entity else 0,
        language=site.note.speech.CODE,
        sure=node.sure if sure is None else sure,
        pattern=pattern,
        heads=heads,
        label=label or entity or facet,
        text=said or text(node),
    )


def _placed(site: Site, path: tuple[str, ...], entity: str) -> tuple[str, ...]:
    """Return a fact's path; the file's name stands in for an empty one, unless the fact names it itself."""
    title = site.note.title
    told = all(flat(word) in flat(entity) for word in title.split())
    return path or (() if told else (title,))


def _rivals(node: Node) -> int:
    """Return how many lines under a node say something of it, the first left out where it has no value beside it."""
    said = sum(kid.role in (Role.STATEMENT, Role.ITEM) for kid in node.children)
    return said if node.value else max(said - 1, 0)


def walk(root: Node, note: Note) -> Iterator[Site]:
    """Yield every node with its place, in document order."""
    stack = [Site(root, (), (root,), 0, note, forms_of((root,)), tails_of((root,)))]
    while stack:
        site = stack.pop()
        yield site
        stack += reversed([*site.inner()])


QUALITIES = ("feature", "pros", "cons", "proscons", "why")  # aspects whose items are no names of things


def is_quality(site: Site) -> bool:
    """Tell whether a label only names a feature of what stands above: "진단 도구: …" under 핵심 특징, but no "비연결성(Connectionless)"."""
    label = site.node.label
    named = bool(re.search(r"\([A-Za-z]", label)) or label.isascii() or label.split()[0] in site.parent.label
    return site.parent.facet in QUALITIES and not named


MOST_COMPARED = 40  # names of one label that are looked for in each other


def apart(site: Site, kids: Sequence[Node]) -> list[Node]:
    """Return the names that are things of their own: no "브리지 네트워크와 --net-alias" beside "브리지 네트워크"."""
    more = site.note.speech.LEXICON["with-another"]

    def goes_on(kid: Node) -> bool:
        begun = [other.label for other in kids if other.label and kid.label.startswith(other.label)]
        return any(more.match(kid.label[len(label) :]) for label in begun)

    return [kid for kid in kids if len(kids) > MOST_COMPARED or not goes_on(kid)]


def whole(node: Node) -> Span:
    """Return the lines of a node with all that stands under it."""
    last = max([node.block.span.last, *(whole(child).last for child in node.children)])
    return replace(node.block.span, last=last)
