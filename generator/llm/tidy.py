"""Small mends of a model's card that need no second question: the context line's steps, known mistakes, prompts."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.llm.answers import sealed
from generator.llm.candidates import STEP
from generator.llm.values import Bench, Fix, Section, WrittenCard
from generator.llm.words import squeezed, stands

MOST_STEPS = 3
_BETWEEN = re.compile(r"\s*[›»]\s*|\s+[>→]\s+|\s*::\s*")
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|#+)\s+(?=\D)")
_NO_TOPIC = re.compile(r"\d{2,4}[-./]\d{1,2}(?:[-./]\d{1,2})?|.*\.(?:md|txt|markdown)|[\d\W_]+", re.IGNORECASE)


def tidied(card: WrittenCard, section: Section, bench: Bench) -> WrittenCard:
    """Return the card with a clean context line and with what the checks know to be mistaken put right."""
    card = replace(card, answer=_unquoted(card.answer), question=" ".join(card.question.split()))
    for fix in bench.mistakes(section.span(card.lines)):
        card = _mended(card, fix)
    return sealed(replace(card, context=_context(card, bench)))


def _unquoted(text: str) -> str:
    """Take off the prompt or the marks around an answer: `$ ls` is ls."""
    text = text.strip()
    if len(text) > 2 and text[0] == text[-1] == "`" and "`" not in text[1:-1]:
        text = text[1:-1].strip()
    return text.removeprefix("$ ")


def _mended(card: WrittenCard, fix: Fix) -> WrittenCard:
    def put_right(text: str) -> str:
        return text if fix.right in text else text.replace(fix.wrong, fix.right)

    question, answer, context = put_right(card.question), put_right(card.answer), put_right(card.context)
    if (question, answer, context) == (card.question, card.answer, card.context):
        return card
    fixes = tuple(dict.fromkeys((*card.fixes, fix)))
    return replace(card, question=question, answer=answer, context=context, fixes=fixes)


def _context(card: WrittenCard, bench: Bench) -> str:
    """Return the context line without numbering, dates, files, and steps that hold the answer or stand twice."""
    steps = [_NUMBERING.sub("", step.strip()) for step in _BETWEEN.split(" ".join(card.context.split()))]
    seen: dict[str, str] = {}
    for step in steps:
        if squeezed(step) and not _NO_TOPIC.fullmatch(step) and not _tells(step, card, bench):
            seen.setdefault(squeezed(step), step)
    return STEP.join(list(seen.values())[-MOST_STEPS:])


def _tells(step: str, card: WrittenCard, bench: Bench) -> bool:
    if card.direction in ("list-all", "contrast") or len(squeezed(card.answer)) < 2:
        return False
    group = next((g for g in bench.aliases if card.answer.casefold() in {n.casefold() for n in g}), ())
    return any(stands(name, step) for name in (card.answer, *group))
