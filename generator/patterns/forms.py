"""`Q: …` / `A: …`, `질문:` / `답:`, `term :: meaning`, `==blank==`, `{{c1::blank}}`: forms that a learner may choose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Block, BlockKind, Definition, Fact, Question, Span
from generator.patterns.place import Found, Pattern, Place, category, span_of, topic

_ASK = re.compile(
    r"(?:\*\*)?(?:Q\d*|질문\s?\d*|문제\s?\d*|question)(?:\*\*)?\s*[.:：)](?:\*\*)?\s*(\S.*)", re.IGNORECASE
)
_ANSWER = re.compile(r"(?:\*\*)?(?:A\d*|답변?|정답|answer)(?:\*\*)?\s*[.:：)](?:\*\*)?\s*(\S.*)", re.IGNORECASE)
_SIDES = re.compile(r"(?P<term>[^:`]{1,60}?)\s+:{2,3}\s+(?P<meaning>\S.*)")
_CODE = re.compile(r"`[^`]*`|\$[^$]+\$")
_BLANK = re.compile(r"==(?=\S)([^=]+?)(?<=\S)==|\{\{c\d+::(.+?)(?:::[^}]*)?\}\}")


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind not in (BlockKind.LINE, BlockKind.ITEM, BlockKind.HEADING, BlockKind.QUOTE):
        return None
    return _asked(place) or _two_sides(place) or _blanked(place)


def _asked(place: Place) -> Found | None:
    block = place.block
    if _ANSWER.match(block.text) and place.before and _ASK.match(place.before.text):
        return Found(children=False)  # taken with its question
    ask = _ASK.match(block.text)
    inline = re.fullmatch(r"(.+\?)\s+(?:A|답)\s*[:：]\s*(.+)", ask.group(1)) if ask else None
    if ask and inline:
        return Found((_question(place, inline.group(1), inline.group(2), block.span),), children=False)
    numbered = block.number and block.text.rstrip().endswith("?")
    if not ask and not numbered:
        return None
    for following in (*block.children[:1], *place.after[:1]):
        answer = _ANSWER.match(following.text)
        if answer:
            span = Span(block.span.path, block.span.first, span_of(following).last)
            text = " ".join([answer.group(1), *_texts(following.children)])
            return Found((_question(place, ask.group(1) if ask else block.text, text, span),), children=False)
    return None


def _texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield block.text
        yield from _texts(block.children)


def _question(place: Place, question: str, answer: str, span: Span) -> Fact:
    return Question(
        span=span,
        topic=topic(place),
        label=question,
        text=f"{question} {answer}",
        language=place.context.language,
        question=question.strip(),
        answer=answer.strip(),
    )


def _two_sides(place: Place) -> Found | None:
    masked = _CODE.sub(lambda m: "\ue001" * len(m.group()), place.block.raw)
    found = _SIDES.fullmatch(masked)
    both = _SIDES.fullmatch(place.block.text)
    if not found or not both:
        return None
    term, meaning = both.group("term"), both.group("meaning")
    fact = Definition(
        span=place.block.span,
        topic=topic(place),
        label=term,
        text=place.block.text,
        language=place.context.language,
        term=term,
        meaning=meaning,
        category=category(place),
    )
    return Found((fact,))


def _blanked(place: Place) -> Found | None:
    """Make a sentence with one blank of each mark; marks inside code and math are text."""
    raw = place.block.raw
    inside = [m.span() for m in _CODE.finditer(raw)]
    marks = [m for m in _BLANK.finditer(raw) if not any(a <= m.start() < b for a, b in inside)]
    if not marks or len(_BLANK.sub("", raw).strip()) < 4:
        return None
    facts = tuple(_blank(place, marks, at) for at in range(len(marks)))
    return Found(facts)


def _blank(place: Place, marks: list[re.Match[str]], at: int) -> Fact:
    raw, text, last = place.block.raw, "", 0
    for number, mark in enumerate(marks):
        shown = mark.group(1) or mark.group(2)
        text += raw[last : mark.start()] + ("____" if number == at else shown)
        last = mark.end()
    text = re.sub(r"[*`]", "", text + raw[last:]).strip()
    answer = re.sub(r"[*`]", "", marks[at].group(1) or marks[at].group(2)).strip()
    return Question(
        span=place.block.span,
        topic=topic(place),
        label=answer,
        text=text,
        language=place.context.language,
        question=text,
        answer=answer,
    )


PATTERN = Pattern(20, _find)
