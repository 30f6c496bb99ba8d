"""`etcd` / `데이터 백업 계획 필수` -> "etcd는 ____이(가) 필수이다."; a reason is asked as a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kinds import asking
from generator.kinds.desk import Desk, Kind, card, leaks, names_of, placed, squeezed
from generator.knowledge import Clause
from generator.model import Card, Fact, Property

# A shorter statement fits several subjects.
SHORTEST = 8
# A statement longer than this holds more than one thing worth asking.
LONG = 75


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Property)
    statement = fact.statement.strip().rstrip(".")
    form = desk.speech.clause(statement)
    own = fact.own or _named(fact, statement, desk) or _is_topic(fact.subject, desk)
    opening = "" if own else asking.subject_of(fact.subject, desk)
    context = _context(fact, statement, own, desk)
    reason = desk.speech.reason(statement)
    if reason:
        yield card(fact, "question", _set(context, _why(fact, reason[1], own, desk), desk), reason[0])
    case = desk.speech.case_of(statement)
    if case:
        stem = f"what {'do' if asking.plural(case[1]) else 'does'} {case[1]} do {case[0]}?"
        yield card(fact, "question", _set(context, stem[:1].upper() + stem[1:], desk), case[2])
    gaps = asking.blanks(fact, opening, statement, desk, 2 if len(statement) > LONG else 1)
    for one in gaps:
        if reason is None or squeezed(one.key) not in squeezed(reason[0]):
            stem = one.stem if not context else context + _bare_stem(one.stem, desk)
            yield card(fact, one.direction, stem, one.key, one.accept)
    if fact.own:
        yield _asked_back(fact, statement, desk)
    if fact.own and form.kind == "noun" and desk.ko():
        yield _thing(fact, statement, context, desk)
    elif fact.own and context and not gaps:
        yield _described(fact, statement, desk)
    told = own or leaks(fact.subject, statement, desk) or squeezed(statement) in desk.shared
    if not told and not form.deed and _tells(fact, form, desk):
        question = asking.term_question(statement, fact.category, fact.subject, _section(fact, statement, desk), desk)
        yield card(
            fact,
            "meaning->term",
            placed(question, desk, fact.subject),
            fact.subject,
            names_of(fact.subject, desk.domain),
        )


def _bare_stem(stem: str, desk: Desk) -> str:
    """Return a stem without the subject of the note, which the bracket before it makes needless."""
    found = (
        re.sub(rf"^(?:In {re.escape(desk.subject)}, |{re.escape(desk.subject)}(?:에서|:) )", "", stem)
        if desk.subject
        else stem
    )
    return found if desk.ko() else found[:1].upper() + found[1:]


def _described(fact: Property, statement: str, desk: Desk) -> Card | None:
    """Ask which subject a statement with a topic of its own belongs to."""
    if leaks(fact.subject, statement, desk) or squeezed(statement) in desk.shared or not fact.heads:
        return None
    form = desk.speech.clause(statement)
    if desk.ko() and (len(statement) > 40 or " " in re.sub(r"\s*\([^)]*\)|\S+의 (?=-)| 옵션$", "", fact.subject)):
        return None  # a long saying is a riddle, and a section of several words no answer to one
    if desk.ko():
        stem = f"'{form.plain}'라는 설명에 해당하는 것은?"
    else:
        section = _section(fact, statement, desk)
        place = f"In {section}, w" if section else "W"
        stem = f'{place}hat does this describe: "{statement[:1].lower()}{statement[1:]}"?'
    return card(fact, "meaning->term", placed(stem, desk), fact.subject, names_of(fact.subject, desk.domain))


def _section(fact: Property, statement: str, desk: Desk) -> str:
    """Return the section of an English bullet's statement: "Kubernetes QoS"; its own words are often few."""
    section = fact.topic[-1] if fact.topic else ""
    if desk.ko() or fact.category or not section or len(section) > 20 or section == fact.subject or len(statement) > 60:
        return ""
    if squeezed(section) in squeezed(statement) or leaks(fact.subject, section, desk):
        return ""
    return section if desk.subject in section else f"{desk.subject} {section}".strip()


def _set(context: str, question: str, desk: Desk) -> str:
    """Put what a question is about before it: its own subject in brackets, or the subject of the note."""
    return context + question if context else placed(question, desk)


def _asked_back(fact: Property, statement: str, desk: Desk) -> Card | None:
    """Ask for the topic that a sentence has of its own, where it is a name: "ResourceQuotas limit the use of …"."""
    topic, said = desk.speech.own_subject(statement)
    named = re.search(r"[A-Z]", topic[1:]) or squeezed(topic) in desk.terms or topic in desk.domain.names
    if re.match(r"(?:all|each|every|some|no|any|both|most|모든|각)\s", topic, re.IGNORECASE):
        return None
    if not named or not statement.startswith(topic) or not desk.speech.is_term(topic) or len(said) < 15:
        return None
    if leaks(topic, said, desk) or squeezed(topic) == squeezed(fact.subject):
        return None
    question = asking.term_question(said, "", topic, "", desk)
    return card(fact, "meaning->term", placed(question, desk, topic), topic, names_of(topic, desk.domain))


def _tells(fact: Property, form: Clause, desk: Desk) -> bool:
    """Whether a statement tells its subject from others: "개발에 유용" fits too many things."""
    if (not fact.heads and form.kind == "verb") or re.match(r"recommended to\b", fact.statement, re.IGNORECASE):
        return False
    if len(form.bare) < SHORTEST or (
        desk.speech.is_sentence(fact.statement) and (desk.speech.has_actor(fact.statement) or len(fact.statement) > 60)
    ):
        return False
    vague = re.search(
        r"(?:유용|적합|필수|중요|권장|편리|자주 사용됨|널리 사용됨|useful|suitable|recommended|common)\S*$", form.bare
    )
    return not vague or bool(fact.category) or len(form.bare) > 30


def _thing(fact: Property, statement: str, context: str, desk: Desk) -> Card | None:
    """Ask "API 서버의 주요 구현은?" of "API 서버의 주요 구현은 kube-apiserver임"."""
    topic, said = desk.speech.own_subject(statement)
    if not topic or not statement.startswith(topic) or len(topic) > 40:
        return None
    if desk.subject and squeezed(topic) in {squeezed(name) for name in names_of(desk.subject, desk.domain)}:
        return None  # the note's own subject is said to be many things
    if (
        re.search(
            r"(?:^|\s)(?:결론|아래|위|문제점?|점|형태|순서|이유|특징|장점|단점|결과|방법|것|경우|법)(?:\([^)]*\))?$",
            topic,
        )
        and "의 " not in topic
    ):
        return None
    form = desk.speech.clause(said)
    stem = f"{desk.speech.topic(topic)}?" if desk.ko() else ""
    return card(fact, "term->meaning", _set(context, stem, desk), form.bare) if stem else None


def _named(fact: Property, statement: str, desk: Desk) -> bool:
    """Whether a statement names its subject itself, so that naming it again would double it."""
    bare = [name for name in names_of(fact.subject, desk.domain) if len(name) > 1]
    if not desk.ko() and desk.speech.clause(statement).kind == "verb":
        statement = statement.partition(" ")[2]  # "Guaranteed not to be killed" opens with no name
    particles = (
        r"(?=(?:은|는|이|가|을|를|의|와|과|에|로|으로|도|만|에서|에게)(?:\s|$)|[,.)]|$)" if desk.ko() else r"(?![\w-])"
    )
    return any(re.search(rf"(?<![\w가-힣-]){re.escape(name)}{particles}", statement) for name in bare)


def _is_topic(subject: str, desk: Desk) -> bool:
    """Whether a subject is what a section is about and no thing: "노드가 다른 Pod 끼리의 통신"."""
    bare = re.sub(r"\([^)]*\)", "", subject)
    return desk.ko() and bool(re.search(r"[가-힣]", bare)) and (len(bare.split()) > 3 or not desk.speech.is_term(bare))


def _context(fact: Property, statement: str, own: bool, desk: Desk) -> str:
    """Return "[subject] " before a sentence that does not name what it is about."""
    topic = desk.speech.own_subject(statement)[0]
    if (
        not own
        or not fact.heads
        or squeezed(topic) in desk.terms
        or any(squeezed(n) in squeezed(statement) for n in names_of(fact.subject, desk.domain))
    ):
        return ""
    last = re.sub(r"\([^)]*\)", "", fact.subject).split()[-1:] or [""]
    return "" if squeezed(last[0]) in squeezed(statement) and len(last[0]) > 1 else f"[{fact.subject}] "


def _why(fact: Property, effect: str, own: bool, desk: Desk) -> str:
    form = desk.speech.clause(effect)
    opening = "" if own or desk.speech.own_subject(effect)[0] else f"{desk.speech.subject(fact.subject)} "
    return f"{opening}{form.modifier} 이유는?"


KIND = Kind(Property, write)
