"""Facts made by hand: the one place of the identity tests that changes when the model does."""

from __future__ import annotations

from generator.model import Definition, Fact, Property, Question, Span


def a_fact(span: Span, label: str, text: str, topic: tuple[str, ...] = (), *, meaning: str = "") -> Fact:
    """Return a statement about `label`, or what the term `label` means."""
    if meaning:
        return Definition(span=span, topic=topic, label=label, text=text, term=label, meaning=meaning)
    return Property(span=span, topic=topic, label=label, text=text, subject=label, statement=text)


def a_question(fact: Fact, question: str, answer: str) -> Fact:
    """Return what a model asks about the lines of a fact."""
    return Question(span=fact.span, topic=fact.topic, label=question, text=fact.text, question=question, answer=answer)
