"""The sentence frames that several kinds of card share, in each language."""

from __future__ import annotations

import re

from generator.kinds.desk import LONGEST_OTHER, Desk, card, names_of, placed, squeezed
from generator.knowledge import Clause, Phrase
from generator.model import Card, Fact

# Nouns that a question cannot end in: what has the purpose is asked, not the purpose.
_HAVING = {
    "목적": "을 가지는", "용도": "로 쓰는", "역할": "을 하는", "기능": "을 하는", "원칙": "을 따르는", "유연함": "을 나타내는", "특징": "을 가지는",
    "능력": "", "스케일": "을 뜻하는", "것": "",
}  # fmt: skip


def meaning_question(term: str, form: Clause, desk: Desk) -> str:
    """Ask what a term means: "etcd란?", "kube-proxy의 역할은?", "What does kubelet do?"."""
    if desk.ko():
        if form.kind == "verb":
            return f"{term}의 역할은?" if not _quality(form) else f"{desk.speech.topic(term)} 어떤 것인가?"
        last = form.bare.split()[-1] if form.bare else ""
        return f"{term}의 {last}은?" if last in ("목적", "용도", "역할", "기능") else f"{desk.speech.called(term)}?"
    if form.kind == "verb":
        return (
            f"What {'do' if _plural(term) else 'does'} {the(term)} do?"
            if not re.match(r"(?:can|is|are|has|have|must|should|may)\b", form.bare, re.IGNORECASE)
            else f"What is true of {the(term)}?"
        )
    return f"What {'are' if _plural(term) else 'is'} {the(term)}?"


def _quality(form: Clause) -> bool:
    return bool(
        re.search(r"(?:있다|없다|하다|이다|된다|적다|많다|크다|작다|높다|낮다|않는다)$", form.plain)
    ) and not form.plain.endswith("한다")


def _plural(term: str) -> bool:
    return bool(re.search(r"[a-z]{2}s$", term)) and not re.search(
        r"(?:ss|us|is|ics|Redis|Kubernetes|ops)$", term, re.IGNORECASE
    )


def the(term: str) -> str:
    """Return an English term as it stands in a sentence; names keep their bare form."""
    return term


def answer(meaning: str, form: Clause, desk: Desk) -> str:
    """Return a meaning as an answer: the note's own words, without the copula."""
    if form.kind == "noun":
        return form.bare + form.tail
    return meaning


def term_question(meaning: str, category: str, term: str, desk: Desk) -> str:
    """Ask for the term that a meaning belongs to."""
    form = desk.speech.clause(meaning)
    if desk.ko():
        return _term_question_ko(form, category, term, desk)
    return _term_question_en(form, category, term)


def _term_question_ko(form: Clause, category: str, term: str, desk: Desk) -> str:
    noun = _class_noun(category, term)
    if form.kind == "verb":
        return f"{form.modifier} {desk.speech.topic(noun or '것')}?"
    words = form.bare.split()
    last = words[-1] if words else ""
    if last in _HAVING and last not in ("것", "능력"):
        return f"{form.bare}{_HAVING[last] if last != '용도' else '로 쓰는'} {desk.speech.topic(noun or '것')}?"
    if noun and not form.bare.endswith(noun.split()[-1]) and _names_thing(form.bare, desk):
        return f"{desk.speech.topic(form.bare)}?"
    if noun and form.bare.endswith(noun):
        return f"{desk.speech.topic(form.bare)}?"
    return f"{desk.speech.topic(form.bare)}?"


def _names_thing(text: str, desk: Desk) -> bool:
    return bool(text)


def _class_noun(category: str, term: str) -> str:
    """Return the noun that a question may end in, unless the answer itself is that noun."""
    if re.search(r"[가-힣]{2,}(?:형|식)(?:\(|$)", term) and not category:
        return "방식"
    if not category or squeezed(category) in squeezed(term):
        return ""
    return category


def _term_question_en(form: Clause, category: str, term: str) -> str:
    noun = _singular(category) if category and squeezed(category) not in squeezed(term) else ""
    text = form.bare[:1].lower() + form.bare[1:] if re.match(r"[A-Z][a-z]+(?:\s|,|$)", form.bare) else form.bare
    if form.kind == "verb":
        return f"{f'Which {noun}' if noun else 'What'} {text}?"
    return f"What do you call {_article(text)}?"


def _article(text: str) -> str:
    if re.match(r"(?:an?|the|one|any|each|every|all|some|no|\d)\b", text, re.IGNORECASE) or _plural(text.split(" ")[0]):
        return text
    head = re.split(r"\b(?:of|for|that|which|to|in|on|used|with|and|as|from)\b", text)[0].split()
    if not head or _plural(head[-1]):
        return text
    return f"{'an' if re.match(r'[aeiou]', text, re.IGNORECASE) else 'a'} {text}"


def _singular(noun: str) -> str:
    lowered = noun[:1].lower() + noun[1:] if re.match(r"[A-Z][a-z]", noun) else noun
    if re.search(r"(?:ies)$", lowered):
        return lowered[:-3] + "y"
    return (
        lowered[:-1]
        if re.search(r"[^s]s$", lowered) and not lowered.endswith("classes")
        else re.sub(r"classes$", "class", lowered)
    )


def subject_of(term: str, desk: Desk) -> str:
    """Return a term as the topic of a sentence: "etcd는"."""
    return desk.speech.topic(term) if desk.ko() else term


def sentence(opening: str, statement: str, desk: Desk) -> str:
    """Return a statement as a full sentence behind its subject."""
    form = desk.speech.clause(statement)
    plain = form.plain + form.tail
    if desk.ko():
        return f"{opening} {plain}." if opening else f"{plain}."
    if not opening:
        return f"{plain[:1].upper()}{plain[1:]}."
    lowered = plain[:1].lower() + plain[1:] if re.match(r"[A-Z][a-z]+(?:\s|,|$)", plain) else plain
    joint = " " if form.kind == "verb" else f" {'are' if _plural(opening) else 'is'} "
    return f"{opening}{joint}{lowered}."


def blank(fact: Fact, opening: str, statement: str, desk: Desk, avoid: str = "") -> Card | None:
    """Return the statement with its best phrase blanked, or None where no phrase is worth asking."""
    found = blanks(fact, opening, statement, desk, 1, avoid)
    return found[0] if found else None


def blanks(fact: Fact, opening: str, statement: str, desk: Desk, most: int, avoid: str = "") -> list[Card]:
    """Return up to `most` cards that each blank one phrase of the statement, the best first."""
    whole = sentence(opening, statement, desk)
    start = len(opening)
    phrases = sorted(desk.speech.phrases(whole), key=lambda p: (-p.worth, -p.start))
    found: list[Card] = []
    for phrase in phrases:
        words = whole[phrase.start : phrase.end]
        if phrase.start < start or phrase.worth < 1.0 or not _askable(words, phrase, whole, f"{opening} {avoid}", desk):
            continue
        made = card(fact, "fill-blank", placed(desk.speech.cloze(whole, phrase.start, phrase.end), desk), words)
        if made:
            found.append(made)
        if len(found) == most:
            break
    return found


def _askable(words: str, phrase: Phrase, whole: str, said: str, desk: Desk) -> bool:
    if len(words) > LONGEST_OTHER or squeezed(words) in squeezed(said):
        return False
    rest = squeezed(whole[: phrase.start] + " " + whole[phrase.end :])
    return not any(squeezed(name) in rest for name in names_of(words, desk.domain) if len(squeezed(name)) >= 2)
