"""What a kind of card has at hand while it writes: the language, the subject, and what would give an answer away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.knowledge import Domain, Language
from generator.model import Card, Fact

# The longest answers that a learner can check at a glance, in characters.
LONGEST = {
    "term->meaning": 150, "command->purpose": 150, "purpose->command": 190, "contrast": 190, "question": 190, "list-all": 290,
}  # fmt: skip
LONGEST_OTHER = 55


@dataclass(frozen=True, slots=True)
class Desk:
    """The language of a fact, its domain, and which statements several subjects share."""

    code: str
    speech: Language
    domain: Domain
    subject: str
    shared: frozenset[str]  # squeezed statements made of more than one subject
    terms: frozenset[str] = frozenset()  # squeezed terms that the notes define
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # squeezed label -> all that is said of it

    def ko(self) -> bool:
        return self.code != "en"


@dataclass(frozen=True, slots=True)
class Kind:
    """Writes the cards of one type of fact."""

    fact: type[Fact]
    write: Callable[[Fact, Desk], Iterable[Card | None]]


# Nouns that say what class a thing is of; alone they give nothing away.
CLASS_WORDS = frozenset(
    """
    컴포넌트 컨트롤러 노드 kubectl 쿠버네티스 kubernetes 파드 오브젝트 리소스 클러스터 서버 서비스 시스템 명령 명령어 방식 방법 파일 도구 기능 controller
    controllers manager component components node nodes server service object resource resources pod pods
    cluster kube command type types class set map state
    """.split()
)
_SUFFIX = re.compile(r"(?:형|식|성|자|적|화|기)$")


def card(fact: Fact, direction: str, stem: str, key: str, accept: Iterable[str] = ()) -> Card | None:
    """Return a card, or None where it would not be fit: empty, too long, or with its own answer in the question."""
    stem, key = re.sub(r"[ \t]+", " ", stem).strip(), key.strip()
    if not stem or not key or len(key) > LONGEST.get(direction, LONGEST_OTHER):
        return None
    if len(squeezed(key)) >= 2 and squeezed(key) in squeezed(stem.replace("____", "")) and direction != "category":
        return None
    others = tuple(dict.fromkeys(a for a in accept if a and a != key))
    return Card(fact, fact.kind, direction, stem, key, others)


def squeezed(text: str) -> str:
    """Return the text in one case without spaces, quotes and marks, to look for an answer in a question."""
    return re.sub(r"[\s`*\"'“”‘’]+", "", text.casefold())


def leaks(term: str, text: str, desk: Desk) -> bool:
    """Tell whether a text gives a term away: the term, an alias of it, or a part of it that is no class word."""
    flat = squeezed(text)
    for name in names_of(term, desk.domain):
        if squeezed(name) in flat and not re.fullmatch(r"[a-z]{1,3}", name):
            return True
    return any(_stands(part, text) for part in telling(term, desk))


def names_of(term: str, domain: Domain) -> tuple[str, ...]:
    """Return a term with its aliases, without the parenthesis behind it, and what stands in that parenthesis."""
    bare = re.sub(r"\s*\([^)]*\)", "", term).strip()
    inside = re.findall(r"\(([^)]{2,40})\)", term)
    found = [term, bare, *inside] if bare else [term]
    for group in domain.aliases:
        if any(name.casefold() in (g.casefold() for g in group) for name in list(found)):
            found += group
    return tuple(dict.fromkeys(name for name in found if name))


def telling(term: str, desk: Desk) -> list[str]:
    """Return the parts of a term that would give it away: all but class words and the subject of the whole note."""
    bare = re.sub(r"\([^)]*\)", " ", term)
    words = re.findall(r"[가-힣]+|[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+", bare)
    known = {squeezed(desk.subject), *(squeezed(n) for n in names_of(desk.subject, desk.domain))}
    parts = []
    for at, word in enumerate(words):
        flat = word.casefold()
        if flat in known or (flat in CLASS_WORDS and (at == len(words) - 1 or re.match(r"[a-z]", flat))):
            continue
        parts.append(_SUFFIX.sub("", word) if len(word) > 2 else word)
    return [
        part
        for part in parts
        if len(part) >= (2 if re.match(r"[가-힣]", part) else 3) or (len(words) > 1 and re.match(r"[가-힣]", part))
    ]


def _stands(part: str, text: str) -> bool:
    if re.match(r"[가-힣]", part):
        return bool(re.search(rf"(?<![가-힣]){re.escape(part)}", text)) if len(part) == 1 else part in text
    return bool(re.search(rf"(?<![A-Za-z]){re.escape(part.removesuffix('s'))}", text, re.IGNORECASE))


def placed(question: str, desk: Desk, key: str = "") -> str:
    """Put the subject of the note before a question that does not name it: "쿠버네티스에서 …", "In Kubernetes, …".

    A name that only this subject has ("kubelet") needs none, and a question for the subject itself must not have it.
    """
    names = names_of(desk.subject, desk.domain) if desk.subject else ()
    if (
        not question
        or not names
        or _tells(question, key, desk)
        or any(squeezed(n) in squeezed(question) for n in names)
    ):
        return question
    if key and any(squeezed(n) == squeezed(key) for n in names):
        return question
    if desk.ko():
        doubled = re.match(r"\S+(?:\s\S+){0,2}?에서는?\s", question)
        return f"{desk.subject}: {question}" if doubled else f"{desk.subject}에서 {question}"
    lowered = question[:1].lower() + question[1:] if _opens_lower(question) else question
    return f"In {desk.subject}, {lowered}"


def _tells(question: str, key: str, desk: Desk) -> bool:
    """Whether a question holds a name that is of this subject alone: kubelet, kube-proxy, 디플로이먼트."""
    if any(word in question for word in desk.domain.unique):
        return True
    concepts = [name for term in desk.domain.terms for name in (term.name, *term.aliases) if len(name) > 2]
    if any(key == name or question.startswith(name) or name in question[-25:] for name in concepts):
        return True  # a concept of the trade, which holds outside this subject too
    words = re.findall(r"[A-Za-z][A-Za-z0-9.-]*[A-Za-z0-9]", question)
    return any(word in desk.domain.names and len(word) > 3 and not re.fullmatch(r"[A-Z][a-z]+", word) for word in words)


def _opens_lower(question: str) -> bool:
    """Whether the first word is a word of any sentence, and no name."""
    first = question.split()[0] if question.split() else ""
    return first in _OPENERS or bool(re.fullmatch(r"[A-Z][a-z]+(?:ing|ly)", first))


_OPENERS = frozenset(
    """
    Other What Which Why How Where When Who The A An All Some If While With To By No Each Every Any Most Many In On At For From As Once
    After Before During Unless Since Because It They Is Are Both Only Under Other
    """.split()
)


def numbered(cards: Iterable[Card | None]) -> list[Card]:
    """Give the cards of one fact their slots: a direction, counted where it comes more than once."""
    found: list[Card] = []
    for one in (c for c in cards if c):
        if one.direction == "fill-blank":
            number = sum(c.direction == "fill-blank" for c in found) + 1
            found.append(replace(one, slot=f"fill-blank-{number}"))
        elif not any(c.direction == one.direction for c in found):
            found.append(replace(one, slot=one.direction))
    return found


def count(number: int, code: str) -> str:
    """Return how many, as a question says it: "3가지", "three"."""
    if code != "en":
        return f"{number}가지"
    words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return words[number] if number < len(words) else str(number)
