"""`etcd` / `데이터 백업 계획 필수`: the lines under a subject, each a statement about it."""

from __future__ import annotations

import re

from generator.model import BlockKind, Definition, Fact, Property, Question, Skip, Span
from generator.patterns import procedure, statement
from generator.patterns import text as texts
from generator.patterns.place import (
    Found,
    Pattern,
    Place,
    Subject,
    clean_heading,
    is_empty_heading,
    is_label,
    is_lead_in,
    labelled,
    subject,
    topic,
)

# Under a heading that names no thing, a bare name is no statement.
SHORTEST_NAME = 12


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind not in (BlockKind.LINE, BlockKind.ITEM, BlockKind.QUOTE) or not block.text:
        return None
    about = subject(place)
    text = block.text.strip()
    when = _circumstance(place)
    if when:
        about = subject(Place(place.above[-1], place.above[:-1], (), 0, place.context))
        text = f"{when} {text}"
    if _is_listed(place) or _is_step(place):
        return Found()
    deed = re.search(r"(?:기|함|방법)$", text) or not (
        place.speech.is_sentence(text) or place.speech.own_subject(text)[0]
    )
    if deed and any(child.kind == BlockKind.FENCE for child in block.children):
        return Found()  # it says what the command below does
    if place.after and place.after[0].kind == BlockKind.FENCE and place.speech.is_name(text) and not when:
        return Found()  # it only says what the fence below holds
    if text.endswith("?") or (block.children and (is_lead_in(text) or place.speech.is_term(text))):
        return None
    reason = _reason(place, text)
    if reason:
        return Found((reason,))
    facts: list[Fact] = []
    for at, sentence in enumerate(place.speech.sentences(text)):
        defined = _defined(place, sentence, about) if at == 0 else None
        facts += [defined] if defined else statement.facts(place, sentence, about)
    facts = [fact for fact in facts if not _is_bare(fact, place)]
    if facts:
        return Found(tuple(facts))
    leaning = texts.leans(text) or bool(place.speech.because(text))
    return Found(skips=(Skip(block.span, "leans on another line"),)) if leaning else None


def _reason(place: Place, text: str) -> Fact | None:
    """Read "…하기 때문이다" under a statement as that statement's reason."""
    why = place.speech.because(text)
    owner = place.above[-1] if place.above else None
    if (
        not why
        or owner is None
        or owner.kind not in (BlockKind.ITEM, BlockKind.LINE)
        or texts.leans(owner.text)
        or texts.leans(why)
    ):
        return None
    asked = place.speech.why(
        re.sub(r"\s*(?:이유는?|까닭은?)\s*(?:아래|다음)와 같(?:다|음)\.?$", "", owner.text.rstrip(". "))
    )
    if not asked or len(owner.text) > 90:
        return None
    span = Span(place.block.span.path, owner.span.first, place.block.span.last)
    return Question(
        span=span,
        topic=topic(place),
        label=asked,
        text=f"{owner.text} {why}",
        language=place.context.language,
        question=asked,
        answer=why,
    )


def _defined(place: Place, sentence: str, about: Subject) -> Fact | None:
    """Read the first line under a term that names a thing as the term's meaning."""
    if not about.name or about.block is None or not _opens(place, about):
        return None
    if is_empty_heading(about.name) or texts.leans(sentence):
        return None
    own, said = place.speech.own_subject(sentence)
    if not texts.balanced(sentence) or (len(sentence) < SHORTEST_NAME and _is_mere_name(place, sentence)):
        return None
    if own and not (
        about.block.kind == BlockKind.HEADING and _is_kin(own, about.name) and place.speech.clause(said).kind == "noun"
    ):
        return None
    if not own and place.speech.is_sentence(sentence) and place.speech.clause(sentence).kind == "verb":
        return None  # prose tells what a thing does; only notes and "…이다" say what it is
    meaning = statement.resolved(texts.opened(said if own else sentence), about)
    return Definition(
        span=place.block.span,
        topic=topic(place),
        label=about.name,
        text=sentence,
        language=place.context.language,
        heads=about.lines,
        term=about.name,
        meaning=meaning,
        category=about.category,
    )


def _circumstance(place: Place) -> str:
    """Return the condition that the bullet above states: "클러스터 내 실행 시:" over "기본 네임스페이스 사용"."""
    owner = place.above[-1] if place.above else None
    if owner is None or owner.kind not in (BlockKind.ITEM, BlockKind.LINE) or len(owner.text) > 40:
        return ""
    found = re.fullmatch(
        r"(.*\S(?:\s시|\s경우|\s때|하면|되면))(?:에는|에)?\s*[:：]?|((?:when|if|while)\s.*?)\s*[:：]?",
        owner.text,
        re.IGNORECASE,
    )
    return (found.group(1) or f"{found.group(2)},") if found else ""


def _is_kin(own: str, name: str) -> bool:
    """Whether the topic of a section's first line is another name of the heading: "API 서버" under kube-apiserver."""
    words = {w.casefold() for w in re.findall(r"[A-Za-z]{3,}", own)}
    return own.casefold() == name.casefold() or any(word in name.casefold() for word in words)


def _is_listed(place: Place) -> bool:
    """Whether a block is only a name in the list that the block above announces."""
    owner = place.above[-1] if place.above else None
    if owner is None or owner.kind == BlockKind.HEADING or place.block.children:
        return False
    if not (is_lead_in(owner.text) or is_label(clean_heading(owner.text))) or labelled(place.block):
        return False
    text = place.block.text
    return place.speech.is_name(text) or (place.context.language != "en" and place.speech.clause(text).kind == "noun")


def _is_step(place: Place) -> bool:
    """Whether a block is a step of the procedure that the block above opens, and so no statement of its own."""
    if not place.block.number or not place.above:
        return False
    return procedure.PATTERN.find(Place(place.above[-1], place.above[:-1], (), 0, place.context)) is not None


def _is_mere_name(place: Place, sentence: str) -> bool:
    """Whether a short line is one name among names, and no meaning of the term above."""
    if not place.speech.is_name(sentence):
        return False
    others = [b for b in place.siblings if b is not place.block and b.kind == place.block.kind]
    return len(sentence.split()) < 2 or (bool(others) and all(place.speech.is_name(b.text) for b in others))


def _opens(place: Place, about: Subject) -> bool:
    """Whether the block is the first statement under the block that names its subject."""
    return bool(place.above) and about.block is place.above[-1] and place.at == _first_statement(place)


def _first_statement(place: Place) -> int:
    kinds = (BlockKind.LINE, BlockKind.ITEM, BlockKind.QUOTE)
    return next((i for i, block in enumerate(place.siblings) if block.kind in kinds and block.text), -1)


def _is_bare(fact: Fact, place: Place) -> bool:
    """Whether a "statement" is only a name: an item of a list that other patterns read."""
    if not isinstance(fact, Property):
        return False
    under_term = (
        place.above and place.above[-1].kind != BlockKind.HEADING and place.speech.clause(fact.statement).kind == "verb"
    )
    return (
        not under_term
        and place.speech.is_term(fact.statement)
        and not re.search(r"\s\S+\s", fact.statement)
        and not fact.own
    )


PATTERN = Pattern(90, _find)
