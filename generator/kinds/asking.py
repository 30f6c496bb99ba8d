"""The sentence frames that several kinds of card share, in each language."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.kinds.desk import CLASS_WORDS, LONGEST_OTHER, Desk, card, count, names_of, placed, squeezed
from generator.knowledge import Clause, Phrase
from generator.model import Card, Definition, Fact

# Nouns that a question cannot end in: what has the purpose is asked, not the purpose.
_HAVING = {
    "목적": "을 가지는", "용도": "로 쓰는", "역할": "을 하는", "기능": "을 하는", "원칙": "을 따르는", "유연함": "을 나타내는",
    "특징": "을 가지는", "스케일": "을 뜻하는", "의미": "를 가지는", "뜻": "을 가지는",
}  # fmt: skip
_CODE_LIKE = re.compile(
    r"-{1,2}[\w-]+(?:[= ]\S+)?|[a-z][a-zA-Z0-9]*(?:[.\[_][\w.\[\]]+)?|[a-z]+[A-Z]\w*|/\S+|\S+\.\w{1,5}|[A-Z]{2,}(?:_[A-Z]+)*"
)
# How much of a blank the rest of its sentence may tell: nothing of its head, a part of its words, class nouns as well.
STRICT, LENIENT, GENERIC = range(3)
# A phrase of less worth is asked only where the sentence has no better one; of less still, never.
WORTH, LEAST_WORTH = 1.25, 0.85
_DOERS = re.compile(
    r"(?:컴포넌트|컨트롤러|도구|서비스|서버|에이전트|명령어?|매니저|플러그인|프로세스|노드|플레인|애드온)$"
)


# What a thing is called, and no field or flag: "kubelet: 노드에서 실행되는 에이전트" is understood anywhere.
_THINGS = re.compile(
    r"(?:컴포넌트|컨트롤러|도구|툴|서버|에이전트|매니저|프로세스|저장소|시스템|데몬|프로그램|agent|store|component|server|tool|daemon|proxy|process)$",
    re.IGNORECASE,
)


def scope(fact: Definition, desk: Desk) -> str:
    """Return what a term is a part of, where its name alone would be understood elsewhere in another sense."""
    names = {squeezed(name) for name in names_of(desk.subject, desk.domain)}
    if not fact.within or squeezed(fact.within) in names or len(fact.within) > 24:
        return ""
    if not _CODE_LIKE.fullmatch(fact.term) or _THINGS.search(desk.speech.clause(fact.meaning).bare):
        return ""
    told = not desk.subject or any(name in squeezed(fact.within) for name in names) or fact.within in desk.domain.names
    return fact.within if told else f"{desk.subject} {fact.within}"


def meaning_question(term: str, form: Clause, category: str, within: str, desk: Desk) -> str:
    """Ask what a term means: "etcd란?", "kube-proxy의 역할은?", "What does kubelet do?"."""
    if not desk.ko():
        return _meaning_question_en(the(term, desk), form, within)
    place = f"{within}에서 " if within else ""
    if form.kind == "verb":
        doing = _doing(term, form, category, desk)
        return place + doing if doing else ""
    last = form.bare.split()[-1] if form.bare.split() else ""
    if last in ("목적", "용도", "역할", "기능"):
        others = sum(last in text for text in desk.about.get(squeezed(term), ()))
        return f"{place}{term}의 {desk.speech.topic(last)}?" if others < 2 else ""
    if _CODE_LIKE.fullmatch(term) and within:
        return f"{place}{desk.speech.subject(term)} 나타내는 것은?"
    return f"{place}{desk.speech.called(term)}?"


def _doing(term: str, form: Clause, category: str, desk: Desk) -> str:
    if re.search(r"(?:목적|용도)으?로 (?:사용|이용|활용)", form.bare):
        others = sum(bool(re.search(r"목적|용도", text)) for text in desk.about.get(squeezed(term), ()))
        return f"{term}의 용도는?" if others < 2 else ""
    if category.endswith("특징"):
        return f"{category}인 {desk.speech.subject(term)} 뜻하는 것은?"
    if re.search(r"(?:상태|단계|값)$", category):
        return f"{desk.speech.called(term)}?"  # a state does nothing
    if _quality(form):
        return f"{term}의 특징은?"
    if _DOERS.search(category) or _DOERS.search(term) or term in desk.domain.names:
        return f"{term}의 역할은?"
    return f"{desk.speech.topic(term)} 무엇을 하는가?"


def _meaning_question_en(term: str, form: Clause, within: str) -> str:
    place = f"In {within}, w" if within else "W"
    if form.kind != "verb":
        return f"{place}hat {'are' if plural(term) else 'is'} {term}?"
    duty = re.match(r"is (responsible for|used (?:to|for|by)|composed of|based on)\b", form.bare)
    if duty:
        return f"{place}hat {'are' if plural(term) else 'is'} {term} {duty.group(1)}?"
    if re.match(r"(?:can|is|are|was|has|have|must|should|may|will|does|do)\b", form.bare, re.IGNORECASE):
        return ""
    return f"{place}hat {'do' if plural(term) else 'does'} {term} do?"


def _quality(form: Clause) -> bool:
    return bool(
        re.search(
            r"(?:있다|없다|하다|이다|된다|적다|많다|크다|작다|높다|낮다|좋다|나쁘다|빠르다|느리다|않는다)$", form.plain
        )
    ) and not form.plain.endswith("한다")


def plural(term: str) -> bool:
    """Tell whether an English name stands for several."""
    return bool(re.search(r"[a-z]{2}s$", term)) and not re.search(
        r"(?:ss|us|is|ics|Redis|Kubernetes|ops)$", term, re.IGNORECASE
    )


_COUNTED = frozenset(
    """
    controller runtime scheduler component server addon plane interface account cluster node agent proxy class manager object process
    container image volume registry policy provider balancer mesh operator dashboard repository template
    """.split()
)


def the(term: str, desk: Desk) -> str:
    """Return an English term with the article that it takes in a sentence: "the Node Controller", "a Pod", "etcd"."""
    words = term.split()
    if desk.ko() or plural(term) or not words or re.match(r"(?:an?|the)\s", term, re.IGNORECASE):
        return term
    if len(words) > 1 and words[-1].casefold() in _COUNTED:
        return f"the {term}"
    if len(words) == 1 and term in desk.domain.names and re.fullmatch(r"[A-Z][a-z]+(?:[A-Z][a-z]+)*", term):
        return f"{'an' if term[0] in 'AEIO' else 'a'} {term}"
    return term


def answer(meaning: str, form: Clause, desk: Desk) -> str:
    """Return a meaning as an answer: the note's own words, without the copula or what the question has said."""
    if not desk.ko():
        meaning = re.sub(
            r"^(?:is |are )?(?:responsible for|used (?:to|for|by)|composed of|based on)\s+",
            "",
            meaning,
            flags=re.IGNORECASE,
        )
    if form.kind == "noun":
        return form.bare + form.tail
    return meaning


def term_question(meaning: str, category: str, term: str, within: str, desk: Desk) -> str:
    """Ask for the term that a meaning belongs to."""
    form = desk.speech.clause(meaning)
    if desk.ko():
        return _term_question_ko(form, category, term, within, desk)
    return _term_question_en(form, category, term, within)


def _term_question_ko(form: Clause, category: str, term: str, within: str, desk: Desk) -> str:
    noun = _class_noun(category, term)
    place = f"{within}에서 " if within else ""
    if (
        noun
        and not noun.endswith("특징")
        and noun != "방식"
        and desk.subject
        and squeezed(desk.subject) not in squeezed(form.bare + noun)
    ):
        noun = (
            f"{desk.subject} {noun}" if any(w in noun for w in ("컴포넌트", "오브젝트", "리소스", "명령어")) else noun
        )
    if noun.endswith("특징"):
        return f"{noun} 중, {_having(form, desk)} 것은?"
    if not noun and term.startswith("-"):
        noun = "옵션"
    if within and noun and any(word in noun for word in within.split()):
        place = ""  # the class noun says it: "comm 옵션은?"
    asked = desk.speech.topic(noun or "것")
    if form.kind == "verb":
        return f"{place}{form.modifier} {asked}?"
    if form.bare.split()[-1:] and form.bare.split()[-1] in _HAVING:
        return f"{place}{_having(form, desk)} {asked}?"
    if _CODE_LIKE.fullmatch(term) and (within or re.search(r"(?:속성|필드|옵션|플래그|인자|변수|값)$", noun)):
        if noun.endswith(form.bare.split()[-1]):
            return f"{place}{form.bare.rsplit(' ', 1)[0]} {desk.speech.topic(noun)}?"
        doing = "지정하는" if term.startswith("-") else "나타내는"
        return f"{place}{desk.speech.object_(form.bare)} {doing} {desk.speech.topic(noun or '항목')}?"
    if form.bare.endswith(" 것"):
        return ""
    if form.bare.split()[-1:] and form.bare.split()[-1] in _KINDS_OF:
        return f"{place}{desk.speech.object_(form.bare)} 가리키는 말은?"
    return f"{place}{desk.speech.topic(form.bare)}?"


# Nouns that a question would read as asking for an instance: "오브젝트의 종류는?".
_KINDS_OF = frozenset("종류 유형 정보 데이터 방식 형태 상태 값 관계 목록 점".split())


def _having(form: Clause, desk: Desk) -> str:
    """Return a meaning as a modifier: "오브젝트를 식별하기 위한 목적을 가지는"."""
    if form.kind == "verb":
        return form.modifier
    last = form.bare.split()[-1] if form.bare.split() else ""
    return f"{form.bare}{_HAVING[last]}" if last in _HAVING else f"{desk.speech.object_(form.bare)} 뜻하는"


def _class_noun(category: str, term: str) -> str:
    """Return the noun that a question may end in, unless the answer itself is that noun."""
    if re.search(r"[가-힣]{2,}(?:형|식)(?:\(|$)", term) and not category:
        return "방식"
    if not category or squeezed(category) in squeezed(term):
        return ""
    return category


def _term_question_en(form: Clause, category: str, term: str, within: str) -> str:
    noun = _singular(category) if category and squeezed(category) not in squeezed(term) else ""
    text = _lowered(form.bare)
    place = f"In {within}, " if within else ""
    if form.kind == "verb":
        question = f"{place}{f'which {noun}' if noun else 'what'} {text}?"
    else:
        question = (
            f"{place}which {noun} is {_article(text)}?" if noun else f"{place}what is the name for {_article(text)}?"
        )
    return question[:1].upper() + question[1:]


def _article(text: str) -> str:
    if re.match(r"(?:an?|the|one|any|each|every|all|some|no|\d)\b", text, re.IGNORECASE) or plural(text.split(" ")[0]):
        return text
    head = re.split(r"\b(?:of|for|that|which|to|in|on|used|with|and|as|from)\b", text)[0].split()
    if not head or plural(head[-1]):
        return text
    return f"{'an' if re.match(r'[aeiou]', text, re.IGNORECASE) else 'a'} {text}"


def _lowered(text: str) -> str:
    """Return a phrase as it stands inside a sentence: "Network proxy" -> "network proxy", but "Control Plane component"."""
    return text[:1].lower() + text[1:] if re.match(r"[A-Z][a-z]+(?:,|$|\s(?![A-Z]))", text) else text


def _singular(noun: str) -> str:
    lowered = " ".join(word.lower() if re.fullmatch(r"[A-Z][a-z]+", word) else word for word in noun.split())
    if re.search(r"(?:ies)$", lowered):
        return lowered[:-3] + "y"
    return (
        lowered[:-1]
        if re.search(r"[^s]s$", lowered) and not lowered.endswith("classes")
        else re.sub(r"classes$", "class", lowered)
    )


def subject_of(term: str, desk: Desk) -> str:
    """Return a term as the topic of a sentence: "etcd는"."""
    return desk.speech.topic(term) if desk.ko() else capital(the(term, desk))


def capital(text: str) -> str:
    """Return a sentence's opening with a capital article; names keep their own first letter."""
    return text[:1].upper() + text[1:] if re.match(r"(?:an?|the)\s", text) else text


def sentence(opening: str, statement: str, desk: Desk) -> str:
    """Return a statement as a full sentence behind its subject."""
    form = desk.speech.clause(statement)
    if not desk.ko() and plural(opening):
        form = replace(form, plain=form.linked or form.plain)
    plain = (desk.speech.subject(form.bare) + " 가능하다" if form.deed and desk.ko() else form.plain) + form.tail
    if desk.ko():
        if opening and re.search(r"등(?:이|도)?\s*(?:있|포함)", statement):
            opening = re.sub(r"(?:은|는)$", "에는", opening)
        return f"{opening} {plain}." if opening else f"{plain}."
    if not opening:
        return f"{plain[:1].upper()}{plain[1:]}."
    lowered = _lowered(plain)
    if form.kind == "noun" and not plural(opening):
        lowered = _article(lowered)
    joint = " " if form.kind == "verb" else f" {'are' if plural(opening) else 'is'} "
    return f"{opening}{joint}{lowered}."


def blank(fact: Fact, opening: str, statement: str, desk: Desk) -> Card | None:
    """Return the statement with its best phrase blanked, or None where no phrase is worth asking."""
    found = blanks(fact, opening, statement, desk, 1)
    return found[0] if found else None


def blanks(fact: Fact, opening: str, statement: str, desk: Desk, most: int) -> list[Card]:
    """Return up to `most` cards that each blank one phrase of the statement, the best first."""
    whole = sentence(opening, statement, desk)
    last = len(whole) - 1 - len(desk.speech.clause(statement).tail)
    phrases = sorted(desk.speech.phrases(whole), key=lambda p: (-p.worth, -p.start))
    phrases = [p for p in phrases if p.worth >= WORTH] or [p for p in phrases if p.worth >= LEAST_WORTH]
    tries = (STRICT, LENIENT) if desk.ko() else (STRICT, LENIENT, GENERIC)  # English has few nouns that are no class
    for care in tries:
        found = _chosen(fact, opening, whole, last, phrases, desk, most, care)
        if found:
            return found
    return []


def _chosen(
    fact: Fact, opening: str, whole: str, last: int, phrases: list[Phrase], desk: Desk, most: int, care: int
) -> list[Card]:
    """Return the cards of the phrases that may be asked with that much care."""
    found: list[Card] = []
    taken: list[tuple[int, int]] = []
    for phrase in phrases:
        inside = phrase.start >= len(opening) and phrase.end <= last
        nearly_all = phrase.end - phrase.start > 0.75 * (last - len(opening)) and not phrase.several
        if (
            not inside
            or nearly_all
            or _is_open(whole, phrase, len(opening))
            or not _askable(phrase, whole, fact, desk, care)
        ):
            continue
        if any(a < phrase.end and phrase.start < b for a, b in taken):
            continue
        made = _gap(fact, whole, phrase, opening, desk)
        if made:
            found.append(made)
            taken.append((phrase.start, phrase.end))
        if len(found) == most:
            break
    return found


def _stem(word: str, desk: Desk) -> str:
    """Return the part of a word that would give it away elsewhere, "" for short and common ones."""
    if desk.ko() and re.search(r"[가-힣]", word):
        bare = re.sub(r"(?<=[가-힣]{2})(?:의|와|과|을|를|이|가)$", "", word)
        return squeezed(bare) if len(bare) > 1 else ""
    low = word.casefold().removesuffix("s")
    return low if len(low) > 3 and low not in ("from", "with", "that", "this", "each", "kubernete") else ""


_QUANTITY = re.compile(
    r"((?:\d+|한|두|세|네|다섯)\s*(?:개|명|대|가지|번|종류|단계)(?:\s*(?:이상|이하|미만|초과))?)의\s+\S"
)
_CONTENT = re.compile(r"[가-힣A-Za-z]{2,}")
# A sentence with fewer other words leaves a blank open: only the telling word of the phrase is blanked.
FEWEST_WORDS = 3
# With fewer words beside the blank, anything would fit it: the first word of the phrase stays in view.
OPEN = 2


def _narrowed(whole: str, phrase: Phrase, start: int) -> Phrase:
    """Return the part of a phrase to blank: a quantity without what it counts, a name in a short sentence."""
    words = whole[phrase.start : phrase.end]
    quantity = _QUANTITY.match(words)
    if quantity:
        return replace(phrase, end=phrase.start + quantity.end(1))
    rest = _CONTENT.findall(whole[start : phrase.start] + whole[phrase.end :])
    first = re.match(r"\S+ (?=\S+$)", words)
    if first and len(rest) < OPEN and not phrase.several and not re.match(r"\S+의 |\S+ (?:기반|관련|중심|단위)", words):
        return replace(phrase, start=phrase.start + first.end())
    name = re.match(r"[A-Z][A-Za-z0-9]+(?= 기반)", words)
    return replace(phrase, end=phrase.start + name.end()) if name and len(rest) <= FEWEST_WORDS else phrase


def _is_open(whole: str, phrase: Phrase, start: int) -> bool:
    """Whether nothing but a verb stands beside a one-word blank: "A는 ____을(를) 지원한다"."""
    words = whole[phrase.start : phrase.end]
    rest = _CONTENT.findall(whole[start : phrase.start] + whole[phrase.end :])
    return len(rest) < OPEN and " " not in words and not re.search(r"\d", words)


def _gap(fact: Fact, whole: str, phrase: Phrase, opening: str, desk: Desk) -> Card | None:
    phrase = _narrowed(whole, phrase, len(opening))
    words = whole[phrase.start : phrase.end]
    shown = desk.speech.cloze(whole, phrase.start, phrase.end)
    if not phrase.several:
        return card(fact, "fill-blank", placed(shown, desk, words), words)
    number = len(re.split(r"\s*[,·]\s*|(?:와|과)\s" if "," in words else r"\s*[/·]\s*|(?:와|과)\s", words))
    hint = f" ({count(number, desk.code)})" if desk.ko() else f" ({count(number, desk.code)} items)"
    return card(fact, "list-all", placed(shown + hint, desk, words), words)


def _askable(phrase: Phrase, whole: str, fact: Fact, desk: Desk, care: int = LENIENT) -> bool:
    """Whether a phrase is told neither by the rest of the sentence nor by what the sentence is about."""
    words = whole[phrase.start : phrase.end]
    if len(words) > LONGEST_OTHER or whole[phrase.end : phrase.end + 1] == "~" or whole[phrase.start - 1] == "~":
        return False
    names = names_of(words, desk.domain)
    if any(squeezed(n) == squeezed(other) for n in names for other in names_of(fact.label, desk.domain)):
        return False
    rest = squeezed(whole[: phrase.start] + " " + whole[phrase.end :])
    if any(
        squeezed(name) in rest for name in names if len(squeezed(name)) >= 2 and not re.fullmatch(r"[a-z]{1,3}", name)
    ):
        return False
    if any(part.casefold() in fact.label.casefold() for part in re.findall(r"[A-Za-z]{3,}", words)) and len(words) < 12:
        return False
    known = {squeezed(n) for n in names_of(desk.subject, desk.domain)} if desk.subject else set()
    if desk.ko() and phrase.start == 0 and phrase.particle in ("은", "는"):
        return False
    if squeezed(words) in CLASS_WORDS and care != GENERIC:
        return False
    first, *others = words.split()
    if squeezed(first) in known and len(others) < 2:
        return False
    if (
        not desk.ko()
        and re.fullmatch(r"(?:the |an? )?", whole[: phrase.start], re.IGNORECASE)
        and not re.match(r"[A-Z]", words)
    ):
        return False
    if squeezed(words) in known or (
        not desk.ko() and any(squeezed(words).startswith(n) and len(words.split()) == 1 for n in known)
    ):
        return False
    parts = [_stem(p, desk) for p in re.split(r"[\s,/]+", words) if len(p) > 1 and squeezed(p) not in known]
    parts = [part for part in parts if part not in CLASS_WORDS]
    label = re.sub(r"\(.*", "", fact.label)
    told = [
        part
        for part in parts
        if part and (part in rest or (len(part) > 2 and re.match(r"[가-힣]", part) and part[:2] in label))
    ]
    head = parts[-1] if parts else ""
    if _in_label(words, label):
        return False
    if care == STRICT and head in told and not phrase.several and not re.search(r"\d|[한두세네] ", words):
        return False
    return len(told) <= 0.6 * len(parts) or phrase.several


def _in_label(words: str, label: str) -> bool:
    """Whether a Latin word of the answer is a part of an option's own name: "privileged 모드" of --allow-privileged."""
    return label.startswith("-") and any(
        word.casefold() in label.casefold() for word in re.findall(r"[A-Za-z]{4,}", words)
    )
