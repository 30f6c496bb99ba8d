"""Facts made by hand: the one place of the identity tests that changes when the model does."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Authored, Fact, Span, Statement


def a_fact(span: Span, label: str, text: str, topic: tuple[str, ...] = (), *, meaning: str = "") -> Fact:
    """Return a statement about `label`, or what the term `label` means."""
    entity = label if meaning else ""
    return Fact(span=span, topic=topic, label=label, text=text, entity=entity, value=Statement(meaning or text))


def a_question(fact: Fact, question: str, answer: str) -> Fact:
    """Return what a model asks about the lines of a fact."""
    return replace(fact, label=question, entity="", value=Authored(question, answer))
