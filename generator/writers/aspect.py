"""`장점: 빠름` under Shared Memory -> "장점은?"; a list -> "장점 3가지는?": an aspect asked under its context line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Candidate, Fact, Names, Statement
from generator.writers.desk import Desk, Writer, candidate

WHOLE = ("kinds", "parts", "options", "tools")  # aspects that ask for all there is
REASONS = ("why", "when", "relation")  # aspects whose value is a sentence with a subject of its own


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    if not fact.facet:
        return
    if fact.pattern == "abbreviation" and isinstance(fact.value, Statement):
        yield candidate(
            fact, "abbreviation", "question", desk.speech.stands_for(fact.entity), fact.value.text, desk, hide=False
        )
        return
    label, path = _placed(fact, desk)
    if (fact.aspect == "meaning" and label == fact.facet) or _of_a_class(fact, desk):
        return  # "개요는?", "특징 4가지는?" under 용어: of what is not said
    if isinstance(fact.value, Names) and desk.speech.LEXICON["versus"].search(label):
        return  # "SQL vs NoSQL 특징": two lists in one
    if isinstance(fact.value, Names):
        items = fact.value.items
        label = desk.speech.aspect_of(fact.entity, label) if fact.entity else label
        stem = desk.speech.aspect(label, len(items), not fact.value.closed)
        if not stem:
            return
        mark = " / " if any("," in item for item in items) else ", "
        yield candidate(fact, "list", "list-all", stem, mark.join(items), desk, hide=False, path=path)
    elif isinstance(fact.value, Statement):
        if fact.entity:
            stem = desk.speech.of(fact.entity, label)
            if not stem:
                return
            yield candidate(fact, "measure", "question", stem, fact.value.text.rstrip("."), desk, hide=False)
            return
        if desk.speech.has_topic(fact.value.text) and fact.aspect not in REASONS:
            return  # "자료구조: 가장 많이 쓰는 구조는 B Tree": what is said is of another thing
        if fact.aspect in WHOLE and desk.speech.LEXICON["open-list"].search(fact.value.text):
            return  # "종류: 읽기, 쓰기, 리셋 등": some of them are no answer
        yield candidate(
            fact,
            "aspect",
            "question",
            desk.speech.aspect(label),
            fact.value.text.rstrip("."),
            desk,
            hide=False,
            path=path,
        )


def _is_bare(fact: Fact, desk: Desk) -> bool:
    """Whether a label is an aspect's word alone, "특징 4가지", and no "정책 설정 방식"."""
    word = desk.speech.LEXICON["counted"].sub(" ", fact.facet)
    return len(word.split()) == 1 and fact.aspect not in ("", "command", "syntax")


def _of_a_class(fact: Fact, desk: Desk) -> bool:
    """Whether a bare aspect stands right under a word that names no thing: 특징 under 용어."""
    over = fact.path[-1] if fact.path else ""
    return _is_bare(fact, desk) and not fact.entity and bool(desk.speech.LEXICON["no-class"].fullmatch(over))


def _placed(fact: Fact, desk: Desk) -> tuple[str, tuple[str, ...]]:
    """Return a label with what it is an aspect of, "Message Queue의 장점", and the path without that."""
    over = fact.path[-1] if fact.path else ""
    several = desk.speech.LEXICON["two-aspects"].fullmatch(over)
    if several and _is_bare(fact, desk) and fact.facet in several.group("first", "second"):
        return desk.speech.aspect_of(several["head"], fact.facet), fact.path[:-1]  # 이점 under "서버리스의 이점과 한계"
    if (
        not _is_bare(fact, desk)
        or not over
        or fact.pattern in ("table", "value")
        or not desk.speech.is_term(over)
        or over in fact.facet
        or over.endswith(fact.facet)
    ):
        return fact.facet, fact.path
    bare = re.sub(r"\s*\([^)]*\)$", "", over)
    return desk.speech.aspect_of(bare, fact.facet), fact.path[:-1]


WRITER = Writer((Names, Statement), _write)
