"""`명령형과 선언형`, or two sections side by side: the same dimension of two things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Block, BlockKind, Contrast, Fact, Span
from generator.patterns.place import Found, Pattern, Place, clean_heading, labelled, named, span_of, topic

_PAIR = re.compile(r"(.+?)(?:\s*(?:와|과)\s+|\s+(?:vs\.?|versus|and)\s+|\s*/\s*)(.+)", re.IGNORECASE)
_WORD = re.compile(r"[가-힣]{2,}|[A-Za-z]{3,}")
# Words that stand in any two statements and name no dimension.
_COMMON = frozenset(
    """
    가능 사용 제공 처리 경우 통해 대해 하는 있는 있음 쿠버네티스 그리고 또는 다른 the and for with can are
    """.split()
)
LONGEST_SIDE = 90


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind not in (BlockKind.HEADING, BlockKind.DOCUMENT):
        return None
    facts = [fact for one, other in _pairs(place) for fact in _compared(place, one, other)]
    return Found(tuple(facts)) if facts else None


def _pairs(place: Place) -> Iterator[tuple[Block, Block]]:
    """Yield the two blocks that a heading "A와 B" names, and the only two subjects under a heading."""
    subjects = [child for child in place.block.children if _is_subject(child, place)]
    called = _PAIR.fullmatch(clean_heading(place.block.text)) if place.block.kind == BlockKind.HEADING else None
    if called:
        one, other = (_named(called.group(n), subjects, place) for n in (1, 2))
        if one and other:
            yield one, other
            return
    if len(subjects) == 2 and place.block.kind == BlockKind.HEADING:
        yield subjects[0], subjects[1]


def _is_subject(block: Block, place: Place) -> bool:
    return (
        block.kind in (BlockKind.HEADING, BlockKind.ITEM, BlockKind.LINE)
        and bool(block.children)
        and bool(named(block, place.speech))
    )


def _named(name: str, subjects: list[Block], place: Place) -> Block | None:
    key = name.strip().casefold()
    return next((b for b in subjects if re.sub(r"\s*\(.*\)", "", named(b, place.speech)).casefold() == key), None)


def _compared(place: Place, one: Block, other: Block) -> list[Fact]:
    ours, theirs = _statements(one, place), _statements(other, place)
    if not ours or not theirs:
        return []
    called = bool(_PAIR.fullmatch(clean_heading(place.block.text)))
    facts: list[Fact] = []
    used: set[int] = set()
    if called and _fits(ours[0]) and _fits(theirs[0]):
        facts.append(_fact(place, (one, other), ours[0], theirs[0], ""))
        used.add(0)
    for mine in ours[1 if called else 0 :]:
        at = max(range(len(theirs)), key=lambda i: len(_shared(mine, theirs[i])))
        yours = theirs[at]
        aspect = _aspect(mine, yours, (one, other), place, called)
        if aspect and at not in used and _fits(mine) and _fits(yours):
            facts.append(_fact(place, (one, other), mine, yours, aspect))
            used.add(at)
    return facts


def _statements(block: Block, place: Place) -> list[Block]:
    kinds = (BlockKind.ITEM, BlockKind.LINE)
    return [
        child
        for child in block.children
        if child.text and child.kind in kinds and not labelled(child) and not child.text.endswith("?")
    ]


def _fits(block: Block) -> bool:
    return 4 <= len(block.text) <= LONGEST_SIDE and not re.search(r"→|[.다]\s", block.text)


def _words(block: Block) -> set[str]:
    return {
        re.sub(r"(?:에서|으로|에게|[을를이가은는에의로와과도만])$", "", w) for w in _WORD.findall(block.text)
    } - _COMMON


def _shared(one: Block, other: Block) -> list[str]:
    theirs = _words(other)
    return sorted((w for w in _words(one) if w in theirs and len(w) > 1), key=one.text.find)


def _aspect(one: Block, other: Block, subjects: tuple[Block, Block], place: Place, called: bool) -> str:
    """Return a word that both statements share and that names a dimension.

    Two sections that no heading sets against each other must do the same thing: end in the same word.
    """
    if not called:
        last, ends = re.sub(r"[함됨]$", "", one.text.split()[-1]), re.sub(r"[함됨]$", "", other.text.split()[-1])
        return last if last == ends and place.speech.clause(one.text).kind == "verb" else ""
    names = {w for block in subjects for w in _WORD.findall(block.text)}
    shared = [w for w in _shared(one, other) if w not in names]
    nouns = [w for w in shared if place.speech.is_term(w) and not re.search(r"(?:하게|하는|해야|알아야|되는)$", w)]
    return nouns[0] if nouns else ""


def _fact(place: Place, subjects: tuple[Block, Block], one: Block, other: Block, aspect: str) -> Fact:
    first, last = sorted((one.span.first, other.span.last))
    first = min(first, subjects[0].span.first)
    names = tuple(named(block, place.speech) for block in subjects)
    sides = tuple(place.speech.clause(block.text).bare for block in (one, other))
    return Contrast(
        span=Span(place.block.span.path, first, max(last, span_of(one).last)),
        topic=(*topic(place), clean_heading(place.block.text)),
        label=" / ".join(names),
        text=" / ".join(sides),
        language=place.context.language,
        names=(names[0], names[1]),
        sides=(sides[0], sides[1]),
        aspect=aspect,
    )


PATTERN = Pattern(45, _find)
