"""Facts and candidates made by hand: the one place of the tests that changes when the model does."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Authored, Candidate, Fact, Span, Statement, Value


def a_fact(span: Span, label: str, text: str, topic: tuple[str, ...] = (), *, meaning: str = "") -> Fact:
    """Return a statement about `label`, or what the term `label` means."""
    entity = label if meaning else ""
    return Fact(span=span, topic=topic, label=label, text=text, entity=entity, value=Statement(meaning or text))


def a_question(fact: Fact, question: str, answer: str) -> Fact:
    """Return what a model asks about the lines of a fact."""
    return replace(fact, label=question, entity="", value=Authored(question, answer))


PLACE = Span("note.md", 1, 1)
_DIRECTIONS = {"blank": "fill-blank", "definition": "term->meaning", "named": "meaning->term", "command": "purpose->command", "does": "command->purpose", "list": "list-all", "steps": "list-all", "contrast": "contrast"}  # fmt: skip


def a_candidate(frame: str, stem: str, key: str, *, front: str = "운영체제", value: Value | None = None, start: int = -1, direction: str = "", **fact: object) -> Candidate:  # fmt: skip
    """Return a candidate of a frame; what is not named of its fact is as plain as can be."""
    made = Fact(span=PLACE, value=value or Statement(key), **fact)  # type: ignore[arg-type]
    return Candidate(made, frame, direction or _DIRECTIONS.get(frame, "question"), front, stem, key, start=start)
