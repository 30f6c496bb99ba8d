"""`pod란?` with its answer under it, `Q: …` over `A: …`, statements marked O or X: questions that a note asks and answers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Authored, Fact, Role, Span
from generator.patterns.site import Pattern, Site, fact, text

LONGEST_ANSWER = 120  # characters
_TRUE = frozenset("O○⭕")


def _find(site: Site) -> Iterator[Fact]:
    node = site.node
    if node.value:
        question = site.note.speech.true_or_false(node.label)
        yield _made(site, question, "O" if node.value in _TRUE else "X", node.block.span)
        return
    asked = site.note.speech.LEXICON["ask-mark"].sub("", node.label or text(node)).strip()
    inside = site.note.speech.LEXICON["question-and-answer"].fullmatch(asked)
    if inside:
        yield _made(site, inside[1], inside[2], node.block.span)
        return
    answer = next(
        (
            kid
            for kid in (*node.children[:1], *site.after[:1])
            if _answers(site, kid.role, text(kid), kid in node.children)
        ),
        None,
    )
    if answer is None or len([kid for kid in node.children if kid.role in (Role.STATEMENT, Role.ITEM)]) > 1:
        return
    said = site.note.speech.LEXICON["answer-mark"].sub("", text(answer)).strip()
    if said and len(said) <= LONGEST_ANSWER and len(asked) >= 6:
        yield _made(site, asked, said, Span(node.block.span.path, node.block.span.first, answer.block.span.last))


def _answers(site: Site, role: Role, said: str, inside: bool) -> bool:
    return bool(site.note.speech.LEXICON["answer-mark"].match(said)) or (
        inside and role in (Role.STATEMENT, Role.ITEM, Role.ANSWER)
    )


def _made(site: Site, question: str, answer: str, span: Span) -> Fact:
    return fact(
        site,
        Authored(question.strip(), answer.strip()),
        "question",
        label=question,
        said=f"{question} {answer}",
        span=span,
        kind="",
    )


PATTERN = Pattern((Role.QUESTION,), _find)
