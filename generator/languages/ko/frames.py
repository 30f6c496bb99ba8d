"""`파드를 관리` -> "파드를 관리하는 것은?": the questions of Korean, and the sentences that hold one ready."""

from __future__ import annotations

import re

from generator.knowledge import Clause
from generator.languages.ko import particles
from generator.languages.ko.grammar import (
    ACTIONS,
    AND,
    COMPOUND,
    QUALITIES,
    acts_alone,
    clause,
    has_topic,
    is_definition,
    is_term,
    own_subject,
)

# Nouns that say what the things under a label are: "컨트롤 플레인 컴포넌트" names components.
CLASSES = frozenset(
    """
    컴포넌트 컨트롤러 명령어 명령 플래그 옵션 오브젝트 객체 속성 필드 프로토콜 도구 툴 패턴 요소 연산자 키워드 함수 메서드 애드온 플러그인 기법 드라이버 용어 매개변수 인자 지시어 제약조건 시그널 환경변수
    상태코드 토폴로지 솔루션 프로브 스케줄러 알고리즘 자료형 자료구조 정규형 조인 이벤트 어노테이션 헤더 클래스 계층 모드 유형 타입 종류 방식 전략 정책 모듈 서비스 지표 단계 권한 인덱스
    """.split()
)
_VAGUE_CLASSES = frozenset("종류 타입 유형 요소 방식 단계 서비스 모드 정책 전략 계층 클래스".split())
# Predicates that say how something is, and not what it does.
_STATES = re.compile(r"(?:있는|없는|한|된|인|은|던|운|좋은|높은|낮은|빠른|느린|적은|많은|않는|받는|되는)$")
_DOES = re.compile(
    r"(?:하는|시키는|해 주는|주는|내는|보는|만드는|바꾸는|보내는|나누는|찾는|여는|닫는|막는|쓰는|읽는|담는|모으는|정하는|돕는|잡는)$"
)
_VALUE = re.compile(r"[\d`$/~.:<>\[\]{}%A-Za-z_+-]+")
_SAYS = re.compile(
    r"(?:을|를)?\s*(?:의미한다|의미합니다|의미함|뜻한다|뜻합니다|뜻함|말한다|말합니다|말함|가리킨다|가리킵니다|가리킴|일컫는다|나타낸다)[.]?$"
)
_CALLED = re.compile(
    r"^(?P<meaning>.{8,}?)(?:을|를)\s+(?P<term>[^\s,]{1,30}?(?:\s[^\s,]{1,20}?)?)(?:이)?라고\s*(?:한다|합니다|함|부른다|부릅니다|부름)[.]?$"
)
_COPULA = re.compile(r"(?:이다|입니다|임|이에요|예요)[.]?$")
_BROKEN = re.compile(r"[가-힣](?:며|지만|고|는데|면서),?\s|[.!?]\s")  # a meaning of several clauses
_OTHER = re.compile(r"(?:다른|모든|각|이|그|어떤|여러|둘|나머지|일부|특정|개별|해당|일반적인)\s|.*[가-힣A-Za-z]들$")
_KINDS_OF = re.compile(r"(?<=[는은한할던인])\s(목적|용도|역할|기능)$")
_COUNTED = re.compile(r"\s*(?:\d+|(?<![가-힣])(?:두|세|네|다섯|여섯))\s*(?:가지|개|종)(?:의)?\s*(?=$|\S)")
_COUNT_OF_ANOTHER = re.compile(r"[을를이가]\s(?:\d+|두|세|네)\s?(?:가지|개|종)\s")  # "서비스를 두 개 이용하는 구조"
_ARROW = re.compile(r"\s*(?:→|⇒|=>|->)\s*")
# Words that say how much, and not what.
WIDE_WORDS = frozenset(
    "전체 모두 모든 하나 여러 특정 현재 해당 개별 일부 각 새 새로운 기본 간단 상세 자세 여러개 목록 있 없 되 하".split()
)
COMMAND = "명령어"  # what a term that is a known program is
OPTION = "옵션"  # what a term that begins with a dash is
# "캐시가 작은 이유는 …", "브릿지의 역할은 …": what a sentence is asked by, whatever follows.
_TOLD = re.compile(r"(?:이유|원인|목적|장점|단점|용도|역할|차이점)$")
LEAST_TOLD, LONGEST_TOLD = 8, 60  # characters of what is said of it
_JUDGED = re.compile(
    r"때문$|[\s](?:후보|편|경우|이유|정도|부분|문제|일|점|장점|단점|특징)$"
)  # a remark, and no meaning
LONGEST_VALUE = 40  # characters of a value that stands for itself


# "…하지 못하는 상태이며, 교착 상태라고도 부른다": another name behind the meaning.
_ALSO_CALLED = re.compile(
    r"(?:이며|이고|으로|로서|로),?\s+[^,]{1,30}?(?:이)?라고도?\s*(?:부른다|부릅니다|불린다|불립니다|불림|한다|합니다|함)[.]?$"
)


def phrase(meaning: str) -> str:
    """Return a meaning as an answer: a noun without its copula."""
    text = re.sub(r"(?<=[\w)])\s+(?:입니다|이다)$", "", meaning.strip().rstrip("."))
    text = _ALSO_CALLED.sub("", text)
    head, aside, _rest = text.partition(" — ")
    text = head if aside and len(head.split()) >= 3 else text  # "경로를 교환 — 데이터센터에 적합"
    if _SAYS.search(text) and len(_SAYS.sub("", text)) > 4:
        return _SAYS.sub("", text)
    form = clause(text)
    if form.kind == "noun" and re.search(r"[가-힣]다$", text):
        return re.sub(r"(?:이|입니)?다$", "", text)
    return form.bare if form.kind == "noun" and _COPULA.search(text) else text


def class_noun(label: str) -> str:
    """Return what the things under a label are called: "vagrant 명령어"; "" where it names none.

    A count is no part of it: "캐시 미스 경우 3가지".
    """
    bare = re.sub(
        r"\([^)]*\)|(?:\d+|(?<![가-힣])(?:두|세|네|다섯|여섯))\s*(?:가지|개|종)(?:의)?|주요|자주 (?:쓰는|사용하는)|대표적인|기본적인|유용한|핵심|들$",
        " ",
        label,
    )
    words = bare.split()
    while len(words) > 1 and words[-1] in ("경우", "정리", "목록", "요약", "설명", "소개", "비교", "모음"):
        words.pop()
    last = words[-1].removesuffix("들") if words else ""
    if len(words) > 1 and words[-2] in (AND, "&"):
        return ""  # "관행 및 도구": some are the one, some the other
    known = last in CLASSES or any(last.endswith(noun) and len(last) > len(noun) for noun in CLASSES if len(noun) > 1)
    if last in ("종류", "유형", "타입") and len(words) == 2:
        return words[0] if words[0] in CLASSES else ""
    if last in ("종류", "유형", "타입") and len(words) > 2:
        return class_noun(" ".join(words[:-1]).removesuffix("의"))  # "스케줄링 알고리즘의 종류"
    if not known or (len(words) == 1 and last in _VAGUE_CLASSES) or len(" ".join(words)) > 20:
        return ""
    plain = [
        word
        for word in words[:-1]
        if word not in ACTIONS and word != "및" and not re.search(r",$|[가-힣][와과]$", word)
    ]
    return " ".join([*(plain if len(plain) == len(words) - 1 else ()), last])


def defined(sentence: str) -> tuple[str, str] | None:
    """Split "X란 Y이다", "X는 Y를 말한다" and "Y를 X라고 한다" into the term and its meaning as a phrase."""
    text = sentence.strip().rstrip(".")
    called = _CALLED.match(text)
    if called and not own_subject(called["meaning"])[0] and not re.search(r"['\"‘“]", called["meaning"]):
        return called["term"].strip("'\"‘’“”"), called["meaning"].strip()
    term, said = own_subject(text)
    if not term or not text.startswith(term):
        return None
    bare = _SAYS.sub("", said) if _SAYS.search(said) else _COPULA.sub("", said)
    marked = re.match(rf"{re.escape(term)}(?:이란|란)\s", text)
    told = bool(marked) or bare != said or is_definition(said)
    if (
        not told
        or _JUDGED.search(bare)
        or re.search(r"무엇|어떻게|왜\s", bare)
        or _BROKEN.search(bare)
        or own_subject(bare)[0]
        or _OTHER.match(term)
    ):
        return None
    return term, phrase(bare)


def valued(sentence: str) -> tuple[str, str] | None:
    """Split "태그의 기본값은 latest" into its question and the value."""
    text = sentence.strip().rstrip(".")
    asked, said = own_subject(text)
    if not asked or not text.startswith(asked) or not said:
        return None
    value = _COPULA.sub("", said).strip()
    if _TOLD.search(asked) and len(asked.split()) > 1 and LEAST_TOLD <= len(value) <= LONGEST_TOLD:
        return f"{particles.topic(asked)}?", value
    short = len(value) <= LONGEST_VALUE and not re.search(r"[가-힣](?:다|고|며|면|서|지만|는데)(?:\s|$|,)", value)
    owned = "의 " in asked and not is_definition(value)
    if not short or not owned or (clause(value).kind != "noun" and not _VALUE.fullmatch(value)):
        return None
    return f"{particles.topic(asked)}?", value.strip("`")


def reason(sentence: str) -> tuple[str, str] | None:
    """Split "A 때문에 B" into the reason and the question for it; "A → B" where B is a state that follows from A."""
    text = sentence.strip().rstrip(".")
    found = re.match(r"^(?P<why>.{6,70}?기) 때문에,?\s+(?P<what>.{6,})$", text)
    if found and "," not in found["why"]:
        why, what = found["why"], found["what"]
        head, rest = own_subject(why)
        if head and why.startswith(head) and clause(what).kind == "verb":
            return f"{rest} 때문", f"{particles.subject(head)} {clause(what).modifier} 이유는?"
        if clause(what).kind == "verb" and own_subject(what)[0]:
            own, said = own_subject(what)
            return f"{why} 때문", f"{particles.subject(own)} {clause(said).modifier} 이유는?"
        return (f"{why} 때문", f"{clause(what).modifier} 이유는?") if clause(what).kind == "verb" else None
    parts = _ARROW.split(text)
    if len(parts) == 2 and all(len(part.split()) >= 2 for part in parts):
        form = clause(parts[1])
        if form.kind == "verb" and _STATES.search(form.modifier) and len(parts[0]) <= 60:
            return parts[0].strip(), f"{form.modifier} 이유는?"
    return None


# "VACUUM이 특징", "재기동이 필요": a noun behind its subject states something, it names nothing.
_ENDED = r"(?:함|하다|한다|합니다)?$"
_STATED = re.compile(
    "|".join(
        (
            r"[가-힣A-Za-z)][이가]\s(?:특징|장점|단점|원칙|핵심|목적|기본|가능|불가능|불가|필요|유리|불리|용이|존재)$",
            r"[가-힣](?:며|고)\s\S{1,4}성$",  # "가볍고 이식성"
            r"가장\s\S+\s(?:방법|경우|편)$",  # "가장 빠른 방법"
            r"^가장\s(?:간단|단순|기본|쉬|흔|대표|일반)\S*(?:\s\S+){1,2}$",  # "가장 기본적인 네트워크"
            r"[가-힣](?:하여|해서|해|로|으로|을|를)\s(?:사용\s?)?(?:가능|불가능|불가)" + _ENDED,  # "무료로 사용 가능"
            r"[가-힣A-Za-z)]에\s?(?:해당|속)(?:하는 것$|" + _ENDED + ")",  # "비선점형에 속한다"
            r"^[^을를]*[가-힣A-Za-z)]에\s?포함(?:됨|된다|됩니다|되어\s?있음)?$",  # "JDK에 포함됨"
            r"(?:것인|는|은|한)가$|[을할될]까$|는지$",  # "어디에 저장할까"
            r"(?:여러|다양한)\s(?:가지\s)?(?:기능|역할|작업|일)[을를]?\s?(?:수행|제공|지원|담당)" + _ENDED,
        )
    )
)
# "REQUIRED와 비슷": a thing is no meaning of another.
_LIKENED = re.compile(r"[가-힣A-Za-z)][와과]\s(?:거의\s)?(?:비슷|유사|동일|같|반대|다르|다름|흡사)[가-힣]*[.]?$")
# "대기 시간이 증가함": what becomes of a thing is its feature, and no deed of its.
_BECOMES = re.compile(r"^[^을를]*(?:증가|감소|변화|발생)(?:함|한다|합니다)?(?:\s*\([^)]*\))?[.]?$")
_UNENDED = re.compile(
    r"[가-힣](?:으면|면|는데|지만|하여|해서|아서|어서|여서|워서|려서|켜서|려고|도록|면서|으며|하며|하고|[을할는]\s?때|\s(?:후|뒤|다음|동안)에?)[.]?$"
)  # "파일들을 실행시키면", "조회할 주소를 만든 후"
_PATH = re.compile(r"~?(?:/[\w.{}<>*-]+)+/?|[\w-]+\.(?:conf|ya?ml|json|txt|sh|log|ini|env|cfg|xml|properties)")
# "파일을 찾는 데 사용", "요청을 받을 때 쓰임": what a thing is for.
_USED = re.compile(
    r"(?:는\s*데에?|기\s위해서?|기\s위하여|는\s경우에?|[가-힣]\s때에?|\s용도로)\s+(?:주로\s+|많이\s+)?(?:사용|이용|활용|쓰)[가-힣]*$"
)
_MEANS = re.compile(r"[을를]\s(?:의미|뜻|지칭|가리[키킨킴킵])[가-힣]*[.]?$")  # "값이 없는 것을 의미": no deed of its
SHORTEST_MEANING = 5  # characters; "문맥" for Context is a translation


def define(term: str, meaning: str) -> str:
    """Return the question for a term's meaning: a noun is "X란?", a deed "X의 역할은?", a state "X의 특징은?"."""
    if _is_no_thing(term, meaning) or meaning.count(" : ") > 1 or _EXAMPLES.fullmatch(meaning):
        return ""
    placed = _PLACED.search(meaning)
    if placed and term:
        return f"{term}의 위치는?"
    form = clause(meaning)
    of_what = _KINDS_OF.search(meaning)
    if of_what:
        return f"{term}의 {particles.topic(of_what[1])}?"
    if len(_ARROW.findall(meaning)) > 1:  # "브라우저 -> 게이트웨이 -> 서버": a path, and no meaning
        return ""
    last = meaning.rstrip(".").split()[-1:]
    if last == term.split()[-1:] and last[0] in ACTIONS:
        return ""  # "네트워크로 정보를 주고받을 수 있도록 관리" of 통신 관리
    if _LIKENED.search(meaning) or _UNENDED.search(meaning):
        return ""
    if _STATED.search(meaning) or (len(meaning) < SHORTEST_MEANING and not _VALUE.fullmatch(meaning.strip())):
        return ""
    if _USED.search(meaning):
        return f"{term}의 용도는?"
    if _MEANS.search(meaning):
        return f"{particles.called(term)}?"
    if form.kind == "noun" or not term:
        value = _VALUE.fullmatch(meaning.strip()) or len(meaning) < 8
        return f"{particles.topic(term)}?" if value else f"{particles.called(term)}?"
    if re.search(r"[ -]", term) and re.fullmatch(r"[a-z./-][\x21-\x7e ]*", term):
        return f"{particles.subject(term)} 하는 일은?"
    becomes = _BECOMES.search(meaning) and not term.isdigit()
    if is_state(meaning) or becomes:
        return f"{term}의 특징은?"
    thing = _is_deed(term) or term.isdigit() or _PATH.fullmatch(term)  # "/etc/shadow" holds something, it does nothing
    return f"{particles.called(term)}?" if thing else f"{term}의 역할은?"


# "크롬, 자바로 만든 서버, 게임 등", "MySQL 등": examples, and no meaning.
_EXAMPLES = re.compile(r"[^,]+(?:, [^,]+){2,}\s*(?:등+|…|\.\.\.)|\S+\s(?:등+|…|\.\.\.)|[^,]+(?:, [^,]+){2,} 등등?")
_PLACED = re.compile(r"(?:에|사이에|내부에)\s(?:존재|위치)(?:함|한다|합니다)?$")
_FOR_WHOM = re.compile(r"(?<![비사내활이적작범공전])용$")  # 학습용, 운영용


def _is_no_thing(term: str, meaning: str) -> bool:
    """Whether a label is no name that has a meaning: 학습용, "유형 및 운영체제", 등록 with how it is done."""
    bare = re.sub(r"\s*\([^)]*\)", "", term).strip()
    several = f" {AND} " in bare or ", " in bare or re.search(r"[가-힣A-Za-z)][와과]\s", bare)
    return bool(_FOR_WHOM.search(bare) or several) or (bare in ACTIONS and not is_definition(meaning))


def _is_deed(term: str) -> bool:
    """Whether a term names something done or a quality, which has no role: 메모리 관리, 이식성, 격리 수준."""
    last = re.sub(r"\s*\([^)]*\)$", "", term).split()[-1]
    return any(last.endswith(act) for act in ACTIONS if len(act) > 1) or bool(
        re.search(
            r"[가-힣](?:성|화|법|방식|기법|수준|정책|전략|과정|작업|관리|모드|환경|링|팅|싱|딩|닝|밍|깅|킹|핑|빙)$",
            last,
        )
    )


def is_state(meaning: str) -> bool:
    """Tell whether a meaning says how a thing is, and not what it does: "아무나 읽을 수 있음"."""
    form = clause(meaning)
    if form.modifier.endswith("야 하는"):
        return True
    if _USED.search(meaning):
        return False
    return form.kind == "verb" and bool(_STATES.search(form.modifier)) and not _DOES.search(form.modifier)


def _certain(form: Clause, meaning: str) -> bool:
    """Whether the ending of a meaning is one whose form before a noun is known."""
    if re.search(
        r"[가-힣](?:해|하여|하고|되어|되고|며|으며|면서|면|지만|거나|어서|아서|해서|도록|려고)$|\s(?:및|또는|다시)$",
        meaning,
    ):
        return False
    return not _ARROW.search(meaning) and not re.search(r"[.?!]\s|[;:]|[,]$", meaning) and bool(form.modifier)


def named(meaning: str, category: str) -> str:
    """Return "…하는 명령어는?"; where the ending is doubtful the meaning is quoted, or "" where it cannot stand."""
    text = re.sub(r"\s*\([^()]*\)\s*$", "", meaning.strip().rstrip(".")).strip()
    form = clause(text)
    if not _certain(form, text) or len(text) < 5 or re.search(r"(?:등등?|따위)$", text) or own_subject(text)[0]:
        return ""
    if (form.kind == "verb" and has_topic(text)) or re.search(r"때$", text):
        return ""  # "순서는 TCP에서 보장", "파일을 쓰고 싶을때"
    text = phrase(text)
    if form.kind == "verb" and re.search(r"[가-힣A-Za-z)]보다\s", text):
        return ""  # "top보다 직관적인 프로세스 관리": another thing tells it
    if _KINDS_OF.search(text) or _STATED.search(text) or re.search(r"(?:가능|불가능|필요)하며\s|하고\s\S+성$", text):
        return ""
    if category.split()[-1:] and category.split()[-1] in ACTIONS:
        category = ""  # what two deeds share names none: 메모리 관리, 통신 관리
    if form.kind == "verb":
        return f"{form.modifier} {particles.topic(category or '것')}?"
    last = text.split()[-1]
    thing = last not in ACTIONS or is_definition(text)
    if re.search(r"명령어?$", category) and thing and not form.deed and not re.search(r"명령어?$", last):
        category = ""  # a data structure under "리눅스 명령어" is no command
    same = category and last.endswith(category.split()[-1]) and last not in ACTIONS
    if same and form.kind == "noun" and not form.deed:
        return f"{particles.topic(text)}?"
    if last == "것" and form.kind == "noun":
        return f"{text[:-1]}{particles.topic(category)}?" if category else f"{text}은?"
    if last in ("중", "때", "시", "경우", "위해", "후", "전", "없음", "있음", "상태", "다시", "때문", "등"):
        return f"'{text}'에 해당하는 {particles.topic(category)}?" if category else ""
    if last in ACTIONS or form.deed or re.fullmatch(r"[\W\d]+", last):
        return f"'{text}'에 해당하는 {particles.topic(category)}?" if category else ""
    if category:
        return f"'{text}'에 해당하는 {particles.topic(category)}?"
    return f"{particles.topic(text)}?"


def aspect(facet: str, count: int = 0, open_: bool = False) -> str:
    """Return "목적은?", "장점 3가지는?", "대표적인 도구 3가지는?"."""
    if _COUNT_OF_ANOTHER.search(facet):
        return ""
    facet = _COUNTED.sub(" ", facet).strip()
    if not count:
        return f"{particles.topic(facet)}?"
    facet = re.sub(r"^(?:예시|대표(?:적인)?|주요)\s+", "", facet) if open_ else facet
    of_what, its, own = facet.rpartition("의 ") if open_ else ("", "", facet)
    return f"{of_what}{its}{'대표적인 ' if open_ else ''}{own} {count}가지는?"


def of(entity: str, facet: str) -> str:
    """Return "노드의 최대 지원 규모는?"."""
    return f"{entity}의 {particles.topic(facet)}?" if is_term(facet) else ""


def order(label: str, count: int) -> str:
    """Return "쓰기 과정 3단계를 순서대로 답하면?"."""
    named_ = re.search(r"(?:과정|순서|절차|단계|흐름)$", label)
    return f"{label if named_ else f'{label} 과정'} {count}단계를 순서대로 답하면?"


def command(purpose: str, program: str) -> str:
    """Return "파드 목록을 확인하는 kubectl 명령은?"; a purpose that is no deed is quoted."""
    told = re.match(r"([^,]{4,}(?:는|ㄴ|은|할|을)) (?:명령어?|커맨드)(?:,|$)", purpose)
    if told:  # "레코드를 조회할 수 있는 커맨드, 도메인도 검색 가능"
        return f"{told[1]} {particles.topic(f'{program} 명령'.strip())}?"
    text = re.sub(r"\s*\([^()]*\)$", "", purpose.strip().rstrip(".:")).strip()
    text = re.sub(r"\s*(?:[-–:]\s*)?(?:명령어?|커맨드|방법)$", "", text).strip()
    aimed = _AIMED.match(text)
    text = aimed[1] if aimed else text
    if len(_FLAG.findall(purpose)) > 1:
        return ""  # "정렬할 때는 -n, 역순으로는 -r을 사용한다": two purposes
    if _ON_CONDITION.search(text) or text.endswith(_MANNERS) or _THERE_IS.search(text):
        return ""
    ended = re.fullmatch(r"(.+[^을를은는이가의에로]) 종료", text)
    form = clause(f"{particles.object_(ended[1])} 종료" if ended and _can_end(ended[1]) else text)
    asked = particles.topic(f"{program} 명령".strip())
    if re.search(rf"{_AIM}$", text):
        return f"{_when(text)} 쓰는 {asked}?"
    if form.kind == "verb" and (acts_alone(form.modifier) or _WHERE_RUN.search(text)):
        return ""
    if form.kind == "verb" and _certain(form, text) and not own_subject(text)[0]:
        return f"{form.modifier} {asked}?"
    quotable = (
        is_own(text) and form.kind == "noun" and is_term(text) and " " in text and text.split()[-1] not in _BESIDE
    )
    return f"'{text}'에 쓰는 {asked}?" if quotable else ""


def _when(aim: str) -> str:
    """Return when something is wanted: "치워 둘 때" of "치워 두려면", "보고 싶을 때" of "보고 싶다면"."""
    aim = re.sub(r"싶(?:으면|다면)$", "싶을 때", aim)
    found = re.search(r"([가-힣])려면$", aim)
    if not found:
        return aim
    before = found[1]
    ended = before if (ord(before) - 0xAC00) % 28 else chr(ord(before) + _FINAL_R)
    return f"{aim[: found.start()]}{ended} 때"


def given(values: tuple[str, ...]) -> str:
    """Return "(대상: web)": what a command is run on, where its purpose does not say it."""
    return f"(대상: {', '.join(values)})"


_FINAL_R = 8  # the place of ㄹ among the final consonants of a syllable
# "지우면 함께 사라지는", "먼저 내려받아야 하는": what follows of it or goes before, and no purpose; "-f로 파일을 지정": how it is written.
_ON_CONDITION = re.compile(r"(?<!려)(?<!으)면\s|[가-힣]야\s?(?:한다|합니다|함|하는|됨|된다|됩니다)[.]?$")
# "결과를 새 파일에 저장하려면 리다이렉션을 사용한다": what it is for, before the means.
_AIM = r"(?:려면|싶으면|싶다면|위해서?|[가-힣] 때)"
_AIMED = re.compile(rf"(.{{4,}}?{_AIM})(?:는|에는)?,?\s.*(?:사용|이용|활용|쓴다|쓰면|붙이|붙인)[가-힣\s]*$")
_THERE_IS = re.compile(
    r"(?<!수 )(?:있음|없음|있다|없다|있습니다|없습니다)$"
)  # "index.html 파일 있음": what is seen, and no purpose
# "1번 노드에서 실행": where a command is run, and not what for.
_WHERE_RUN = re.compile(
    r"^(?!.*[을를]\s)[^,]*(?:노드|서버|호스트|마스터|워커|터미널|창|PC|머신|VM|로컬|클라이언트|계정|경로|디렉토리|디렉터리|폴더)(?:들)?에서(?:만|도)?\s(?:실행|수행|진행|작업|입력)[가-힣]*$"
)
_FLAG = re.compile(r"(?<!\S)-{1,2}[A-Za-z][\w-]*")
_MANNERS = ("지정", "이용", "활용", "입력", "기입", "명시", "생략")
# What a comment beside a command may end in that names no purpose: "설치 폴더로 이동 후", "파드 상태 변화".
_BESIDE = frozenset("후 전 시 때 중 뒤 변화 결과 화면 모습 예시 예 예제 참고 주의 혼합 차이 경우 내용 부분".split())


def _can_end(name: str) -> bool:
    """Whether a command may end a thing of this name: "가상 머신 종료", and not "컨테이너 강제 종료", where 강제 is of the verb."""
    return is_term(name) and name.split()[-1] not in COMPOUND


def does(command_: str) -> str:
    """Return "kubectl get pod 명령이 하는 일은?"."""
    return f"{command_} 명령이 하는 일은?"


def both(one: str, other: str, facet: str) -> str:
    """Return "확장 측면에서 관계형과 NoSQL은 각각 어떠한가?"."""
    if facet.strip() in QUALITIES:
        return ""  # "적합 측면에서"
    return f"{facet} 측면에서 {particles.and_(one)} {particles.topic(other)} 각각 어떠한가?"


def field(meaning: str, resource: str) -> str:
    """Return "'딜레이 시간'을 정하는 Pod 매니페스트의 필드는?"."""
    place = f"{resource} 매니페스트의 " if resource else ""
    if clause(meaning).kind == "verb" or re.search(r"\d|(?<![A-Za-z])[XOxo]$", meaning):
        return ""
    return f"{particles.object_(meaning)} 정하는 {place}필드는?"


def shows() -> str:
    """Return the question for a picture's caption."""
    return "무엇을 나타낸 그림인가?"


def true_or_false(statement: str) -> str:
    """Return the question whether a statement is true."""
    return f"맞으면 O, 틀리면 X: {statement}"


def fixed(name: str, resource: str) -> str:
    """Return "Service 매니페스트의 apiVersion 값은?"."""
    return f"{resource} 매니페스트의 {name} 값은?"


def under(fields: tuple[str, ...], resource: str) -> str:
    """Return "Pod 매니페스트에서 containers는 어느 필드 아래에 적는가?"."""
    return f"{resource} 매니페스트에서 {particles.topic(', '.join(fields))} 어느 필드 아래에 적는가?"


def aspect_of(entity: str, facet: str) -> str:
    """Return "Message Queue의 장점"."""
    return f"{entity}의 {facet}"


def stands_for(name: str) -> str:
    """Return "EC2는 무엇의 약자인가?"."""
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    return f"{particles.topic(bare)} 무엇의 약자인가?"


def is_own(text: str) -> bool:
    """Tell whether a remark is in this language."""
    return bool(re.search(r"[가-힣]", text))
