"""Where a block stands in its note: its ancestors, its subject, and what its siblings are called."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.knowledge import Domain, Language
from generator.model import Block, BlockKind, Fact, Skip, Span


@dataclass(frozen=True, slots=True)
class Context:
    """What all places of one study note share. `subject` is what the whole note is about, "" where nobody knows."""

    path: str
    language: str
    speech: Language
    domain: Domain
    subject: str
    exists: Callable[[str], bool]
    roots: tuple[Block, ...] = ()  # the blocks of the note that stand under no other


@dataclass(frozen=True, slots=True)
class Place:
    """A block with its ancestors, outermost first, and its siblings; `at` is its index among them."""

    block: Block
    above: tuple[Block, ...]
    siblings: tuple[Block, ...]
    at: int
    context: Context

    @property
    def speech(self) -> Language:
        return self.context.speech

    @property
    def before(self) -> Block | None:
        return self.siblings[self.at - 1] if self.at else None

    @property
    def after(self) -> tuple[Block, ...]:
        return self.siblings[self.at + 1 :]


@dataclass(frozen=True, slots=True)
class Found:
    """What a pattern found in a block. `children` tells whether the blocks under it are still to be read."""

    facts: tuple[Fact, ...] = ()
    skips: tuple[Skip, ...] = ()
    children: bool = True
    alone: bool = True  # whether no pattern after this one reads the block


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which people state facts; lower ranks are tried first and the first that finds something wins."""

    rank: int
    find: Callable[[Place], Found | None]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement is about, and the lines outside it that say so."""

    name: str
    lines: tuple[int, ...] = ()
    category: str = ""
    block: Block | None = field(default=None, compare=False)


# Headings that name a part of every text and no subject of their own.
_EMPTY_HEADINGS = frozenset(
    """
    개요 소개 정의 개념 특징 특성 역할 예제 예시 예 사용법 사용 방법 사용방법 설명 정리 요약 기타 참고 참고자료 비고 목차 내용 배경 구성 구조 종류 장점 단점 장단점 목적 용도 이유 동작
    동작 원리 원리 명령어 옵션 설정 설치 실습 문법 구문 기본 기본 개념 주의 주의사항 주의점 팁 메모 노트 overview introduction intro summary notes note
    features example examples usage description definition concept concepts basics background details misc
    references reference links see also contents table of contents commands options syntax setup installation
    install tips advantages disadvantages pros cons purpose how it works 주요 명령어 주요 개념 핵심 개념 공통 일반 some useful essential handy 유용한 자주 쓰는 필수
    """.split()
)
# What siblings may be called; a heading that ends in one gives its children their category.
CLASS_NOUNS = frozenset(
    """
    컴포넌트 컨트롤러 명령어 명령 플래그 옵션 방법 종류 타입 유형 리소스 오브젝트 객체 속성 필드 단계 상태 프로토콜 계층 도구 서비스 패턴 원칙 개념 요소 기능 모드 방식 알고리즘 자료형 함수
    메서드 클래스 모듈 연산자 키워드 구조 전략 정책 역할 애드온 플러그인 파일 지표 이벤트 조건 규칙 기법 components controllers commands flags options
    types kinds resources objects fields states protocols layers tools services patterns principles concepts
    features modes methods algorithms functions operators keywords strategies policies addons plugins files
    metrics events classes primitives loops
    """.split()
)


def topic(place: Place) -> tuple[str, ...]:
    """Return the headings above, outermost first."""
    return tuple(block.text for block in place.above if block.kind == BlockKind.HEADING)


def is_empty_heading(text: str) -> bool:
    """Tell whether a heading names a part of any text ("개요", "Examples") and no subject."""
    words = re.sub(r"[^\w\s가-힣]", " ", text.casefold()).split()
    return not words or all(word in _EMPTY_HEADINGS for word in words)


def subject(place: Place) -> Subject:
    """Return what the statements at a place are about: the nearest term, label or telling heading above."""
    for depth in range(len(place.above) - 1, -1, -1):
        found = _names(place, depth)
        if found:
            return found
    return Subject(place.context.subject)


def _names(place: Place, depth: int) -> Subject | None:
    block = place.above[depth]
    name = named(block, place.speech)
    if (not name and _does(block, place.speech)) or _is_phrase(block, place.context) or _ruled_off(place, depth):
        return Subject("", (block.span.first,), "", block)  # what stands here is about no thing above it
    if not name:
        return None
    outer = Place(block, place.above[:depth], _beside(place, depth), 0, place.context)
    if is_empty_heading(name) and (block.kind == BlockKind.HEADING or not depth):
        return None
    if block.level == 1 and place.context.subject in place.context.domain.programs & set(name.split()):
        return Subject(place.context.subject, (block.span.first,), "", block)  # "kubectl 명령줄 도구" is kubectl
    if is_label(name) and depth:
        owner = subject(outer)
        if owner.name and _USAGE.fullmatch(name):
            return owner  # what stands by how a thing is called is about the thing
        if owner.name and owner.name != name and not _SENTENCE_END.search(name):
            return Subject(
                qualified(owner.name, name, place.context.language), (*owner.lines, block.span.first), "", block
            )
    return Subject(name, (block.span.first,), category(outer), block)


def _does(block: Block, speech: Language) -> bool:
    """Whether a heading or a bullet names a deed: "kubectl이 어디에 있는지 확인"."""
    if block.kind not in (BlockKind.HEADING, BlockKind.ITEM) or is_lead_in(block.text) or labelled(block):
        return False
    text = clean_heading(block.text)
    deed = re.search(r"(?:하기|기|확인|테스트|방법)$", text) and speech.clause(text).kind == "verb"
    return bool(deed) and not speech.is_name(text) and not speech.own_subject(text)[0]


def _is_phrase(block: Block, context: Context) -> bool:
    """Whether a heading over Korean lines is an English phrase, and so a topic and no thing: "To connect a service"."""
    name = clean_heading(block.text)
    if context.language == "en" or block.kind != BlockKind.HEADING or re.search(r"[가-힣]", name) or " " not in name:
        return False
    return name not in context.domain.names and not re.search(r"\d|\([A-Za-z]", name) and len(name.split()) > 1


def _ruled_off(place: Place, depth: int) -> bool:
    """Whether a rule stands between what a heading opens and the block: what follows the rule is loose."""
    owner = place.above[depth]
    inside = place.above[depth + 1] if depth + 1 < len(place.above) else place.block
    if owner.kind != BlockKind.HEADING:
        return False
    at = next((i for i, child in enumerate(owner.children) if child is inside), 0)
    rules = [i for i, child in enumerate(owner.children[:at]) if child.kind == BlockKind.RULE]
    return any(any(child.text for child in owner.children[:i]) for i in rules)


def _beside(place: Place, depth: int) -> tuple[Block, ...]:
    """Return the siblings of the ancestor at `depth`."""
    return place.above[depth - 1].children if depth else place.context.roots


def qualified(owner: str, name: str, language: str) -> str:
    """Return "고가용성의 구현 방법"."""
    if owner in name or (language == "en" and re.search(r"[a-z]-[a-z]", name)):
        return name
    if name.startswith("-") and owner.endswith("의 옵션"):
        return f"{owner.removesuffix('옵션')}{name} 옵션"
    return f"{name} of {owner}" if language == "en" else f"{owner}의 {name}"


def named(block: Block, speech: Language) -> str:
    """Return the term that a heading, a bullet or a label names, "" for a statement or a lead-in."""
    if block.kind == BlockKind.HEADING:
        name = clean_heading(block.text)
        does = speech.clause(name).kind == "verb" and not speech.is_name(name)
        return "" if does or re.search(r"==|\?$|→|(?:니까|는가|인가|나요|을까|할까)$", name) or len(name) > 40 else name
    if block.kind not in (BlockKind.ITEM, BlockKind.LINE):
        return ""
    text = block.text.rstrip(":：-–— ")
    split = labelled(block)
    if split:
        return split[0] if len(split[0]) <= 40 else ""
    if speech.is_term(text) and not is_lead_in(block.text):
        return clean_heading(text)
    return ""


def clean_heading(text: str) -> str:
    """Return a heading as a name: "pod란?" -> "pod", "Introduction to Pods" -> "Pods", no closing marks."""
    text = re.sub(r"[\s:：.\-–—!]+$", "", text.strip())
    text = re.sub(r"\s*(?:이란|란)\s*(?:무엇인가|무엇)?\s*\?*$", "", text)
    text = re.sub(r"^(?:some|several|일부|몇\s*가지)\s+(?=\S)", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^(?:what\s+(?:is|are)|introduction to|about)\s+(?:an?\s+|the\s+)?", "", text, flags=re.IGNORECASE)
    text = re.sub(
        r"(?:에 대해|에 대하여|에 대한 설명|\s정리|\s알아보기|\s소개|\s개요|\s노트|\s요약|\s메모|\s공부)$", "", text
    )
    text = re.sub(r"(?<=\S)\s(?:study )?(?:notes?|cheat ?sheet|summary)$", "", text, flags=re.IGNORECASE)
    return re.sub(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]\ufe0f?", "", text).strip().rstrip("?").strip()


_USAGE = re.compile(r"usage|syntax|synopsis|사용법|사용 방법|문법|형식", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?:다|요|까)[.?]?$")
_LABEL_ENDS = re.compile(
    r"(?:방법|옵션|종류|특징|예시|예|장점|단점|역할|목적|용도|이유|원인|조건|요소|구성|단계|순서|절차|규칙|정책|유형|속성|사항|결과|위치|경로|명령어?"
    r"|options?|types?|examples?|features?|steps?|methods?|reasons?|pros|cons|advantages|disadvantages|usage)$",
    re.IGNORECASE,
)


def is_label(text: str) -> bool:
    """Tell whether a name only says which side of its subject comes next: "구현 방법", "옵션"."""
    return len(text) <= 20 and not text.isupper() and bool(_LABEL_ENDS.search(text.strip()))


# A longer line says something of its own, whatever it announces beside.
LONGEST_LEAD_IN = 70
_LEAD_IN = re.compile(
    r"(?:다음(?:을|과|은|의|처럼)|아래(?:와|의|처럼)|이와\s*같|다음\s*(?:세|네|두|몇|\d)|the following|as follows|such as|can specify|following)|[:：]\s*$",
    re.IGNORECASE,
)


def is_lead_in(text: str) -> bool:
    """Tell whether a line only announces the ones under it: "다음을 포함", "Every container can specify:"."""
    found = _LEAD_IN.search(text)
    return bool(found) and (len(text) <= LONGEST_LEAD_IN or bool(re.search(r"[:：]\s*$", text)))


_CODE_SPAN = re.compile(r"`[^`]*`")
_LABEL = re.compile(r"^(?P<name>[^:：]{1,60}?)\s*(?::|：)(?:\s+|(?=[가-힣`*]))(?P<rest>\S.*)$")
_DASHED = re.compile(r"^(?P<name>[^-–—]{1,60}?(?:-[^\s-][^-–—]*?)*)\s+[-–—]\s+(?P<rest>\S.*)$")
_NOT_LABEL = re.compile(
    r"^\d{1,2}$|[.!?]\s|^(?:e\.?g|i\.?e|ex|예|참고|출처|주의|note|tip|todo|단|즉|query|result)\.?$",
    re.IGNORECASE,
)


_CODED = re.compile(r"`+(?P<name>[^`]+)`+\s*(?::|：|\s[-–—]|\s=|→)\s+\S")
_EQUALS = re.compile(r"(?P<name>[^=<>!(){}]{1,40}?)\s+=\s+(?P<rest>[^=]{6,})")
_ARROWED = re.compile(
    r"(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*){0,2})\s+(?:->|=>|→)\s+(?P<rest>(?:[^\s→>]+\s+){2,}[^\s→>]+)"
)


def _signed(block: Block) -> tuple[str, str] | None:
    """Split "`kubectl drain web --force` - 설명", "ConfigMap = 설정값을 …" and "Secret → 민감한 정보를 …"."""
    coded = _CODED.match(block.raw)
    if coded and block.text.startswith(coded.group("name").strip()):
        name = coded.group("name").strip()
        return name, re.sub(r"^\s*(?::|：|[-–—]|=|→)\s+", "", block.text[len(name) :])
    found = _EQUALS.fullmatch(block.text) or _ARROWED.fullmatch(block.text)
    if not found or len(found.group("name").split()) > 4 or found.group("name").startswith(("export ", "$", "-")):
        return None
    return found.group("name").strip("*_` "), found.group("rest").strip()


def labelled(block: Block) -> tuple[str, str] | None:
    """Split "용어: 설명", "용어 - 설명" or "**term** - meaning"; None where a line has no label.

    A colon inside code, a URL, a time or an image's name ("nginx:latest") is none.
    """
    text = block.text
    signed = _signed(block)
    if signed:
        return signed
    for form in (_LABEL, _DASHED):
        found = form.match(text)
        if not found:
            continue
        name, rest = found.group("name").strip(), found.group("rest").strip()
        if _NOT_LABEL.search(name) or rest.startswith("//") or _inside_code(block.raw, name, form is _DASHED):
            continue
        if name.count("(") != name.count(")") or len(name.split()) > 9:
            continue
        if form is _DASHED and re.search(r"\s(?:는|은|란)\s|[가-힣](?:을|를)\s", name):
            continue  # "etcd 는 … key - value 저장소": a hyphen with spaces around it
        return name.strip("*_` "), rest
    return None


def _inside_code(raw: str, name: str, dashed: bool) -> bool:
    """Whether the sign that splits the line stands in a code span."""
    mark = r"\s[-–—]\s" if dashed else "[:：]"
    masked = _CODE_SPAN.sub(lambda m: "x" * len(m.group()), raw)
    return not re.search(mark, masked)


def category(place: Place) -> str:
    """Return what the block and its siblings are called by the block above: "컨트롤 플레인 컴포넌트".

    Only where the siblings are of one make: subheadings that are names of one script, or labelled items of one list.
    """
    owner = place.above[-1] if place.above else None
    if owner is None:
        return _feature(place)
    if owner.kind not in (BlockKind.HEADING, BlockKind.ITEM, BlockKind.LINE):
        return ""
    name = clean_heading(re.sub(r"\s*[:：].*$", "", owner.text))
    words = name.split()
    if (
        not words
        or words[-1].casefold() not in CLASS_NOUNS
        or len(name) > 30
        or re.search(r"(?:와|과|및|and|/)\s", name)
    ):
        return ""
    if not _alike(list(place.siblings or owner.children), place.block):
        return ""
    outer = subject(Place(owner, place.above[:-1], (), 0, place.context))
    return qualified_by(outer.name, name, place.context.language) if is_label(name) and outer.name else name


def scope(place: Place) -> str:
    """Return what a term at this place is a part of: the block above it, "kubectl 기본 구문" where that names a part only."""
    owner = subject(place).name
    heading = next((clean_heading(b.text) for b in reversed(place.above) if b.kind == BlockKind.HEADING), "")
    if heading and is_empty_heading(heading) and owner and heading not in owner and len(heading) <= 12:
        return f"{owner} {heading}"
    return owner


# Nouns that say what the terms under a heading are, rather than what they are parts of.
_MEMBERS = frozenset(
    """
    컴포넌트 컨트롤러 명령어 명령 플래그 종류 타입 유형 리소스 도구 애드온 개념 용어 요소 components controllers commands flags types kinds
    resources tools addons concepts terms primitives loops
    """.split()
)


def whole(place: Place, term: str) -> str:
    """Return what a term is a part of, "" where the block above only says what its terms are ("컴포넌트", "유래와 역할")."""
    name = scope(place)
    last = name.split()[-1].casefold() if name else ""
    named_so = last in _MEMBERS or re.search(r"(?:와|과|및|and)\s", name) or (is_label(name) and "의 " not in name)
    return "" if not name or name in term or named_so else name


def _feature(place: Place) -> str:
    """Return "쿠버네티스의 특징" for one of three or more like bullets before any heading."""
    if place.context.language == "en" or not place.context.subject or place.block.kind != BlockKind.ITEM:
        return ""
    if place.block.number or place.block.text in place.context.domain.names:
        return ""
    like = [
        b
        for b in place.siblings
        if not b.number and b.kind == BlockKind.ITEM and b.children and not labelled(b) and len(b.text) <= 30
    ]
    return f"{place.context.subject}의 특징" if len(like) >= 3 else ""


def qualified_by(owner: str, name: str, language: str) -> str:
    """Return a category with what it is of: "고가용성 구현 방법"."""
    if owner in name or len(owner) > 24:
        return name
    return f"{name} of {owner}" if language == "en" else f"{owner} {name}"


def _alike(siblings: list[Block], block: Block) -> bool:
    """Whether siblings of one kind are all names, or all labelled."""
    same = [b for b in siblings if b.kind == block.kind and b.text]
    if len(same) < 2:
        return False
    if block.kind == BlockKind.HEADING:
        names = [clean_heading(b.text) for b in same]
        return len({bool(re.search(r"[가-힣]", n)) for n in names}) == 1 and not any(
            re.search(r"(?:와|과|and)\s", n) for n in names
        )
    if any(b.kind == BlockKind.LINE and b.text and b is not block and block.kind == BlockKind.ITEM for b in siblings):
        return False
    named_ = [b for b in same if labelled(b) or (b.children and len(b.text) <= 40)]
    return len(named_) == len(same)


def span_of(block: Block) -> Span:
    """Return the lines of a block with all that stands under it."""
    last = max([block.span.last, *(span_of(child).last for child in block.children)])
    return Span(block.span.path, block.span.first, last)
