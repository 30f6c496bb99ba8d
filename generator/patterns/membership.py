"""`2.1 컨트롤 플레인 컴포넌트` over `2.1.1 kube-apiserver`, `2.1.2 etcd`: what belongs to a heading."""

from __future__ import annotations

from generator.model import Block, BlockKind, Fact, Listing, Membership, Span
from generator.patterns.place import (
    CLASS_NOUNS,
    Found,
    Pattern,
    Place,
    clean_heading,
    is_empty_heading,
    is_label,
    labelled,
    span_of,
    subject,
    topic,
)

# Fewer members make no list worth learning; more are a table of contents.
FEWEST, MOST = 3, 12


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind not in (BlockKind.HEADING, BlockKind.DOCUMENT):
        return None
    facts: list[Fact] = []
    members = _members(block, place)
    if block.kind == BlockKind.HEADING and _is_category(block):
        facts += _of_heading(place, members)
    facts += _slogans(place)
    return Found(tuple(facts)) if facts else None


def _is_category(block: Block) -> bool:
    words = clean_heading(block.text).split()
    return bool(words) and words[-1].casefold() in CLASS_NOUNS


def _members(block: Block, place: Place) -> tuple[Block, ...]:
    """Return the subheadings, or else the term bullets with something under them."""
    heads = tuple(child for child in block.children if child.kind == BlockKind.HEADING)
    if not heads:
        heads = tuple(c for c in block.children if c.kind == BlockKind.ITEM and c.children and not labelled(c))
        if any(not place.speech.is_term(head.text) for head in heads):
            return ()
    named = [
        head for head in heads if place.speech.is_term(clean_heading(head.text)) and not is_empty_heading(head.text)
    ]
    return tuple(named) if len(named) == len(heads) else ()


def _of_heading(place: Place, members: tuple[Block, ...]) -> list[Fact]:
    if len(members) < 2 or any(is_label(clean_heading(m.text)) for m in members):
        return []
    names = tuple(clean_heading(member.text) for member in members)
    category = clean_heading(place.block.text)
    span = Span(place.block.span.path, place.block.span.first, members[-1].span.last)
    facts: list[Fact] = []
    if FEWEST <= len(names) <= MOST:
        facts.append(_list(place, span, category, names))
    others = _other_categories(place, category)
    if others:
        facts.append(
            Membership(
                span=span,
                topic=topic(place),
                label=category,
                text=", ".join(names),
                language=place.context.language,
                members=names,
                category=category,
                others=others,
            )
        )
    return facts


def _list(place: Place, span: Span, category: str, names: tuple[str, ...]) -> Fact:
    owner = subject(place)
    known = any(set(names) == {clean_heading(n) for n in group} for group in place.context.domain.sets)
    return Listing(
        span=span,
        topic=topic(place),
        label=category,
        text=", ".join(names),
        language=place.context.language,
        heads=owner.lines,
        subject=place.context.subject,
        name=category,
        items=names,
        closed=known,
    )


def _other_categories(place: Place, category: str) -> tuple[str, ...]:
    """Return the sibling headings that are categories of the same class with members of their own."""
    last = category.split()[-1].casefold()
    if last in ("요소", "방법", "도구", "기능", "개념", "concepts", "features"):
        return ()  # headings of one author's order, which exclude each other nowhere else
    found = []
    for block in place.siblings:
        name = clean_heading(block.text)
        if block is place.block or block.kind != BlockKind.HEADING or not name.split():
            continue
        if name.split()[-1].casefold() == last and _members(block, place):
            found.append(name)
    return tuple(found)


def _slogans(place: Place) -> list[Fact]:
    """Read three or more term bullets side by side, each with statements under it, as a list of features."""
    bullets = [c for c in place.block.children if c.kind == BlockKind.ITEM and len(c.children) >= 1 and not labelled(c)]
    terms = [c for c in bullets if place.speech.is_term(c.text) and not is_label(c.text)]
    if _is_category(place.block) and place.block.kind == BlockKind.HEADING:
        return []
    if not FEWEST <= len(terms) <= MOST or len(terms) != len(bullets) or any(c.number for c in terms):
        return []
    title = clean_heading(place.block.text) if place.block.kind == BlockKind.HEADING else ""
    inner = Place(terms[0], (*place.above, place.block) if title else place.above, (), 0, place.context)
    owner = subject(inner)
    if not owner.name or sum(len(c.children) >= 1 for c in terms) < FEWEST:
        return []
    names = tuple(clean_heading(c.text) for c in terms)
    span = Span(place.block.span.path, terms[0].span.first, span_of(terms[-1]).last)
    return [
        Listing(
            span=span,
            topic=(*topic(place), title) if title else topic(place),
            label=owner.name,
            text=", ".join(names),
            language=place.context.language,
            heads=owner.lines,
            subject=owner.name,
            name="",
            items=names,
        )
    ]


PATTERN = Pattern(40, _find)
