"""`1. 요청을 검증한다` `2. etcd에 저장한다`: steps in their order."""

from __future__ import annotations

import re

from generator.model import Block, BlockKind, Procedure, Span
from generator.patterns.place import (
    Found,
    Pattern,
    Place,
    is_empty_heading,
    labelled,
    named,
    span_of,
    subject,
    topic,
)

FEWEST, MOST = 3, 10
_ORDER = re.compile(
    r"방식|과정|순서|절차|단계|흐름|방법|동작|작동|원리|how|steps?|process|procedure|workflow|flow|lifecycle",
    re.IGNORECASE,
)
LONGEST_STEP = 90


def _find(place: Place) -> Found | None:
    block = place.block
    steps = [child for child in block.children if child.kind == BlockKind.ITEM and child.number]
    if not FEWEST <= len(steps) <= MOST or not _in_order(steps) or not _acts(steps, place):
        return None
    title = named(block, place.speech) or next(
        (named(b, place.speech) for b in reversed(place.above) if named(b, place.speech)), ""
    )
    if not title or is_empty_heading(title) or not (_ORDER.search(block.text) or _follow(steps)):
        return None
    owner = subject(Place(steps[0], (*place.above, block), block.children, 0, place.context))
    texts = tuple(re.sub(r"[.\s]+$", "", step.text) for step in steps)
    span = Span(block.span.path, steps[0].span.first, span_of(steps[-1]).last)
    fact = Procedure(
        span=span,
        topic=(*topic(place), title),
        label=title,
        text=" ".join(texts),
        language=place.context.language,
        heads=owner.lines,
        subject=title,
        steps=texts,
    )
    return Found((fact,), children=any(step.children for step in steps))


def _in_order(steps: list[Block]) -> bool:
    return [step.number for step in steps] == [str(n) for n in range(1, len(steps) + 1)]


def _acts(steps: list[Block], place: Place) -> bool:
    return all(
        len(s.text) <= LONGEST_STEP and not labelled(s) and place.speech.clause(s.text).kind == "verb" for s in steps
    )


def _follow(steps: list[Block]) -> bool:
    return any(re.match(r"(?:그|이후|다음|마지막|then|next|finally)", step.text, re.IGNORECASE) for step in steps[1:])


PATTERN = Pattern(48, _find)
