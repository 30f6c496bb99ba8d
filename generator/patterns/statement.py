"""A sentence as facts: what it is about, what it says, and what it says by the way."""

from __future__ import annotations

import re

from generator.model import Contrast, Definition, Fact, Listing, Property
from generator.patterns import text as texts
from generator.patterns.place import Place, Subject, topic

# Shorter than this, a line is a fragment and no statement.
SHORTEST = 4
_PAIR = re.compile(r"^(?:둘\s*(?:모두|다)|두\s*가지\s*모두|양쪽\s*모두|both)\s+", re.IGNORECASE)
_THESE = re.compile(r"^(?:이들|이러한|이런)\s+")
_THIS = re.compile(r"(?<![가-힣])(?:해당|본)\s+(?=[가-힣A-Za-z])")
_PRONOUN = re.compile(r"^(?:it|they)\s+", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:this|these)\s+(?=[a-z])", re.IGNORECASE)


def facts(place: Place, sentence: str, about: Subject) -> list[Fact]:
    """Return what one sentence states about `about`; nothing where it cannot stand alone."""
    sentence, example = texts.without_example(texts.opened(sentence))
    found = _contrast(place, sentence, about) or _examples(place, sentence, about) or _trade(place, sentence, about)
    if not found:
        one = _property(place, sentence, about)
        found = [one] if one else []
    if example:
        inner = _property(place, place.speech.deed(example), about)
        found += [inner] if inner else []
    return found


_ABSTRACT = re.compile(
    r"[는은한] (?:기술|기법|방법론|분야)$|^(?:the|a) (?:technique|discipline|practice) of\b", re.IGNORECASE
)


def _trade(place: Place, sentence: str, about: Subject) -> list[Fact]:
    """Read a line without a heading that defines a technique: no product is "…을 자동화하는 기술", its trade is."""
    trade = place.context.domain.trade.get(place.context.language, "")
    loose = trade and not about.lines and about.name == place.context.subject
    return [_definition(place, trade, sentence, about)] if loose and _ABSTRACT.search(sentence.rstrip(". ")) else []


def _examples(place: Place, sentence: str, about: Subject) -> list[Fact]:
    """Read "Some examples of annotations include a, b, c" and "볼륨의 예로는 a, b, c 등이 있다"."""
    found = re.fullmatch(
        r"(?:some\s+)?(examples of .{3,50}?)\s+(?:include|are)\s+(.+)", sentence.rstrip("."), re.IGNORECASE
    )
    found = found or re.fullmatch(
        r"(.{1,30}?의 예(?:시)?)(?:로는|는|에는)\s+(.+?)(?:이|가|를|을)?\s*(?:있다|있음|들 수 있다)?",
        sentence.rstrip("."),
    )
    items, _open = (
        texts.items(re.sub(r",?\s*(?:등(?:이)?|and more|etc\.?)\s*$", "", found.group(2))) if found else ((), False)
    )
    if not found or len(items) < 3:
        return []
    return [
        Listing(
            span=place.block.span,
            topic=topic(place),
            label=found.group(1),
            text=sentence,
            language=place.context.language,
            heads=about.lines,
            subject="",
            name=found.group(1),
            items=items,
        )
    ]


def _property(place: Place, sentence: str, about: Subject) -> Fact | None:
    sentence = resolved(sentence, about)
    if re.fullmatch(r"\(.*\)", sentence) or re.search(
        r"(?:^|\s)이런 (?:이름|이유|방식)|설명(?:되어|된|한)\s*(?:있는\s*)?(?:대로|바와)", sentence
    ):
        return None
    if len(sentence) < SHORTEST or sentence.endswith("?") or texts.leans(sentence) or not texts.balanced(sentence):
        return None
    if re.match(r"(?:e\.?g\.?|예\)|ex\)|예시?\s*[:：])\s", place.block.text, re.IGNORECASE):
        return None  # an example of the line above
    own, said = place.speech.own_subject(sentence)
    prose = place.speech.is_sentence(sentence)
    if prose and not own and (not about.lines or place.speech.because(sentence)):
        return None  # a sentence that says nowhere what it is about
    if re.match(r"이들(?:\s|$)", own):
        own, sentence = "", said
    is_same = bool(own) and same(own, about.name, place)
    statement = said if is_same else sentence
    name = about.name or own
    if is_same and said != sentence and _is_thing(said, place):
        return _definition(place, about.name or own, said, about)
    if not name:
        return None
    return Property(
        span=place.block.span,
        topic=topic(place),
        label=name,
        text=sentence,
        language=place.context.language,
        heads=about.lines,
        subject=name,
        statement=statement,
        category=about.category,
        own=(bool(own) and (not is_same or said == sentence))
        or (prose and not own and place.speech.has_actor(sentence)),
    )


def _is_thing(said: str, place: Place) -> bool:
    return place.speech.clause(said).kind == "noun" and bool(place.speech.clause(said).bare)


def _definition(place: Place, term: str, meaning: str, about: Subject) -> Fact:
    return Definition(
        span=place.block.span,
        topic=topic(place),
        label=term,
        text=f"{term}: {meaning}",
        language=place.context.language,
        heads=about.lines,
        term=term,
        meaning=place.speech.clause(meaning).bare,
        category=about.category,
    )


def same(own: str, name: str, place: Place) -> bool:
    """Whether the topic of a sentence is the subject of its section, or its plain name: "A Pod", "Kubernetes namespaces"."""
    one, other = _key(own), _key(name)
    if one == other or (place.context.language == "en" and other and one == _key(f"{place.context.subject} {name}")):
        return True
    for names in place.context.domain.aliases:
        keys = [_key(alias) for alias in names]
        if one in keys and other in keys:
            return True
    return False


def _key(name: str) -> str:
    key = re.sub(r"\s*\([^)]*\)", "", name.casefold())
    key = re.sub(r"^(?:an?|the|모든|각)\s+|['\"`*]|\s+", "", key)
    return key.removesuffix("s") if re.fullmatch(r"[a-z\s-]+", key) else key


_ASIDE = re.compile(r"^(.{10,}?)(으며|이며|하며|되며|하고|되고|이고),\s+이(?:는|를|로)\s.*$")
_ENDS = {"으며": "다", "이며": "이다", "이고": "이다", "하며": "한다", "하고": "한다", "되며": "된다", "되고": "된다"}


def _without_aside(sentence: str) -> str:
    """Cut ", 이는 …" off: "그리스어에서 유래했으며, 이는 …를 뜻한다" -> "그리스어에서 유래했다"."""
    found = _ASIDE.match(sentence)
    return found.group(1) + _ENDS[found.group(2)] if found else sentence


def resolved(sentence: str, about: Subject) -> str:
    """Put the subject in the place of a pronoun: "둘 모두" under "Labels와 Annotations" names both."""
    sentence = _THESE.sub("", sentence) if _THESE.match(sentence) else sentence
    sentence = _without_aside(sentence)
    sentence = re.sub(r"^Some other\s+", "Some ", sentence)
    sentence = _PAIR.sub("", sentence)
    sentence = re.sub(r"(?<=[가-힣],)\s+해당\s+", " ", sentence)
    sentence = _THIS.sub("", sentence)
    if about.name and _PRONOUN.match(sentence):
        sentence = _PRONOUN.sub(f"{about.name} ", sentence)
    return _DETERMINER.sub("The ", sentence)


_ELIDED = re.compile(
    r"(?P<a>.{2,40}?)[은는]\s+(?P<x>[^,]{2,80}?)(?P<p>에게|에서|으로|에|로|을|를)?,\s*(?P<b>[^,]{2,40}?)[은는]\s+(?P<y>[^,]{2,120})$"
)
_BUT = re.compile(
    r"(?P<a>.{2,40}?)[은는]\s+(?P<x>.{2,80}?)(?:지만|는 반면|이고|하고|며),?\s*(?P<b>[^,]{2,40}?)[은는]\s+(?P<y>.{2,120})$"
)


def _contrast(place: Place, sentence: str, about: Subject) -> list[Fact]:
    """Read "X는 A에, Y는 B에 초점을 맞춘다": two topics, one of them a known name of the note."""
    found = _ELIDED.fullmatch(sentence.rstrip(". "))
    if not found or not found.group("p"):
        return _opposed(place, sentence, about)
    one, other, particle = found.group("a").strip(), found.group("b").strip(), found.group("p")
    rest = place.speech.clause(found.group("y")).plain
    at = rest.rfind(f"{particle} ")
    if at <= 0 or not place.speech.is_term(one) or not place.speech.is_term(other):
        return []
    side, tail = rest[:at], rest[at + len(particle) + 1 :]
    return [
        Contrast(
            span=place.block.span,
            topic=topic(place),
            label=f"{one} / {other}",
            text=sentence,
            language=place.context.language,
            heads=about.lines,
            names=(one, other),
            sides=(found.group("x").strip(), side.strip()),
            question=f"{particle} {tail}",
        )
    ]


def _opposed(place: Place, sentence: str, about: Subject) -> list[Fact]:
    """Read "X는 A에 대한 개념이지만, Y는 B에 대한 개념이다"."""
    found = _BUT.fullmatch(sentence.rstrip(". "))
    if not found:
        return []
    one, other = found.group("a").strip(), found.group("b").strip()
    sides = (found.group("x").strip(), place.speech.clause(found.group("y")).bare)
    if not place.speech.is_term(one) or not place.speech.is_term(other) or max(map(len, sides)) > 80:
        return []
    return [
        Contrast(
            span=place.block.span,
            topic=topic(place),
            label=f"{one} / {other}",
            text=sentence,
            language=place.context.language,
            heads=about.lines,
            names=(one, other),
            sides=(re.sub(r"(?:이|하|되)$", "", sides[0]), sides[1]),
        )
    ]
