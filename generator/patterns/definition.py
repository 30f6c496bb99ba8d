"""`etcd: 키-값 저장소`, `**Service** - an entry point`, a heading with a defining line: what a term means."""

from __future__ import annotations

import re

from generator.model import Attribute, BlockKind, Definition, Fact
from generator.patterns import statement
from generator.patterns import text as texts
from generator.patterns.place import (
    Found,
    Pattern,
    Place,
    category,
    clean_heading,
    is_label,
    labelled,
    qualified,
    subject,
    topic,
    whole,
)
from generator.patterns.place import Subject as Owner

# Names of values that belong to the subject above: "기본 포트: 6443" under kube-apiserver.
_VALUE_NAMES = re.compile(
    r"(?:경로|위치|이름|명칭|포트(?: 번호)?|버전|크기|기본값|기본 값|개수|명령어?|종류|형식|단위|주소|용도|역할|목적|범위|최소|최대|제한|유래|어원|약자|값|타입|유형|등록|사용법|형식|문법)$|"
    r"\b(?:usage|syntax|path|location|name|port|version|size|default|command|kind|format|unit|address|range|limit|type|since|author|origin)$",
    re.IGNORECASE,
)
_VALUE = re.compile(r"[\w.$/~:<>{}\[\]@%+=*-]{1,60}|\d[\d.,~\-–\s]*\S{0,10}")


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind not in (BlockKind.LINE, BlockKind.ITEM):
        return None
    split = labelled(block)
    if not split:
        return None
    name, rest = split
    if texts.leans(rest) or not texts.balanced(name):
        return None
    facts = _facts(place, name, rest)
    return Found(tuple(facts)) if facts else None


def _facts(place: Place, name: str, rest: str) -> list[Fact]:
    owner = subject(place)
    if _is_value(place, name, rest, owner):
        return [_attribute(place, owner, name, rest)]
    kept = _table_of(place)
    if kept and _VALUE.fullmatch(rest) and re.search(r"\d", rest) and _is_name(place, name):
        return [_attribute(place, Owner(clean_heading(name), owner.lines), kept, rest)]
    if not _is_name(place, name):
        return []
    sentences = place.speech.sentences(rest)
    opening, example = texts.without_example(texts.opened(sentences[0]))
    if example and (texts.items(example)[0] or place.speech.is_term(example)):
        opening, example = texts.opened(sentences[0]), ""  # names alone state nothing; they stay behind the meaning
    called = clean_heading(name)
    code = re.fullmatch(r"-\S.*|[a-z]{1,3}", called) and owner.name
    inner = Owner(
        qualified(owner.name, called, place.context.language) if code else called,
        owner.lines or (place.block.span.first,),
        category(place),
    )
    own, said = place.speech.own_subject(opening)
    about = own and statement.same(own, inner.name, place)
    found: list[Fact] = []
    if own and not about and not place.speech.is_term(rest):
        found += statement.facts(place, opening, inner)
    else:
        found.append(_definition(place, name, said if about else opening))
    if example:
        found += statement.facts(place, example, inner)
    for sentence in sentences[1:]:
        found += statement.facts(place, sentence, inner)
    return found


_KEPT = re.compile(
    r"(?:기본\s)?(?:포트(?:\s?번호)?|번호|코드|버전|크기|값|주소|단축키|용량)$|\b(?:ports?|codes?|versions?|sizes?|numbers?)$",
    re.IGNORECASE,
)


def _table_of(place: Place) -> str:
    """Return what a list keeps of each of its names: "포트 번호" over "HTTP - 80" and "SSH - 22"."""
    owner = place.above[-1] if place.above else None
    name = clean_heading(owner.text.rstrip(":： ")) if owner else ""
    found = _KEPT.search(name) if len(name) <= 20 else None
    return re.sub(r"s$", "", found.group()) if found else ""


def _is_name(place: Place, name: str) -> bool:
    return len(name) <= 50 and not re.search(r"[?!]$|(?:한다|이다|습니다)$", name) and len(name) > 0


def _is_value(place: Place, name: str, rest: str, owner: Owner) -> bool:
    if not owner.name or name in owner.name:
        return False
    said = place.speech.clause(rest)
    if said.kind == "verb" and re.search(r"(?:다|함|됨|음)\.?$", rest):
        return False
    if re.fullmatch(r"usage|syntax|synopsis|사용법|문법|형식", name, re.IGNORECASE):
        return True
    if _VALUE_NAMES.search(name) and (" " in name or re.search(r"[가-힣]$", name) or _VALUE.fullmatch(rest)):
        return True
    return bool(_VALUE.fullmatch(rest)) and (bool(re.search(r"[가-힣]$", name)) and bool(re.search(r"[\d/$]", rest)))


def _attribute(place: Place, owner: Owner, name: str, value: str) -> Fact:
    return Attribute(
        span=place.block.span,
        topic=topic(place),
        label=qualified(owner.name, name, place.context.language),
        text=place.block.text,
        language=place.context.language,
        heads=owner.lines,
        subject=owner.name,
        name=name,
        value=value.rstrip(". "),
    )


def _definition(place: Place, name: str, meaning: str) -> Fact:
    owner = subject(place)
    term = clean_heading(name)
    if is_label(term) and owner.name:
        term = qualified(owner.name, term, place.context.language)
    meaning = re.sub(r"^\(([^()]*(?:위해|위하여|때문에|통해))\)\s*", r"\1 ", meaning)
    meaning = statement.resolved(meaning, owner)
    return Definition(
        span=place.block.span,
        topic=topic(place),
        label=term,
        text=place.block.text,
        language=place.context.language,
        heads=owner.lines[-1:],
        term=term,
        meaning=meaning.strip(),
        category=category(place),
        within=whole(place, term),
    )


PATTERN = Pattern(60, _find)
