"""`pod란?` / `etcd를 왜 쓰는가?` with the answer under it: questions that the notes ask and answer."""

from __future__ import annotations

import re

from generator.model import Block, BlockKind, Question, Span
from generator.patterns import text as texts
from generator.patterns.place import Found, Pattern, Place, clean_heading, span_of, topic

LONGEST_ANSWER = 190
_WHAT = re.compile(r"(?:이란|란)\s*\??$|^what\s+(?:is|are)\b", re.IGNORECASE)


_INLINE = re.compile(r"([^?]{8,100}\?)\s+([^?]{8,190})")


def _inline(block: Block, place: Place) -> Found | None:
    """Read a line that asks and answers: "왜 파드를 쓰는가? 컨테이너를 함께 배치하기 위해서"."""
    both = _INLINE.fullmatch(block.text)
    if not both or texts.leans(both.group(1)) or texts.leans(both.group(2)):
        return None
    asked, answer = both.group(1).strip(), both.group(2).strip()
    fact = Question(
        span=block.span,
        topic=topic(place),
        label=asked,
        text=block.text,
        language=place.context.language,
        question=asked,
        answer=answer,
    )
    return Found((fact,))


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind in (BlockKind.LINE, BlockKind.ITEM) and _INLINE.fullmatch(block.text):
        return _inline(block, place)
    if block.kind not in (BlockKind.HEADING, BlockKind.LINE, BlockKind.ITEM) or not block.text.rstrip().endswith("?"):
        return None
    if _WHAT.search(block.text) or len(clean_heading(block.text)) < 5:
        return None
    answers = [
        c
        for c in (block.children or _below(place))
        if c.kind in (BlockKind.LINE, BlockKind.ITEM, BlockKind.QUOTE) and c.text
    ]
    if (
        len(answers) != 1
        or answers[0].children
        or answers[0].text.endswith("?")
        or len(answers[0].text) > LONGEST_ANSWER
        or texts.leans(block.text)
        or texts.leans(answers[0].text)
    ):
        return None
    fact = Question(
        span=Span(block.span.path, block.span.first, span_of(answers[0]).last),
        topic=topic(place),
        label=block.text,
        text=f"{block.text} {answers[0].text}",
        language=place.context.language,
        question=block.text,
        answer=answers[0].text,
    )
    return Found((fact,), children=False)


def _below(place: Place) -> tuple[Block, ...]:
    """Return the lines directly under a question, where nothing stands between."""
    found: list[Block] = []
    last = place.block.span.last
    for after in place.after if place.block.kind == BlockKind.LINE else ():
        if after.span.first != last + 1:
            break
        found.append(after)
        last = span_of(after).last
    return tuple(found)


PATTERN = Pattern(30, _find)
