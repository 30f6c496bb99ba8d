"""Korean: endings, particles, and which words of a sentence are worth asking."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.knowledge import Clause, Phrase
from generator.languages import analyzer
from generator.languages.ko import particles
from generator.languages.stops import rejoined

# Nouns that take 하다: a line that ends in one states an action ("네트워크 규칙을 유지 관리"), not a thing.
ACTIONS = frozenset(
    """
    관리 실행 제공 보장 유지 사용 생성 삭제 확인 출력 조회 변경 선택 처리 지원 수행 확장 연결 분리 감지 반응 결정 저장 등록 설정 구성 배포 전달 노출 호스트 기록 포함 정의 구현 격리 공유
    적용 업데이트 비교 이동 접근 지정 활용 감시 추가 제거 반영 롤백 중단 종료 시작 재시작 할당 복구 복제 통신 전송 수신 요청 응답 인증 인가 압축 해제 설치 검증 동작 작동 선언 지시 이용
    운영 제어 조정 조절 전환 판단 분석 수집 표시 검색 분류 필터링 모니터링 스케줄링 로드 호출 반환 참조 상속 대체 교체 갱신 수정 편집 작성 입력 열람 탐색 발견 발생 존재 증가 감소 실패
    성공 제한 허용 차단 거부 금지 방지 예방 보호 결합 통합 병합 분산 분배 배치 배정 매핑 바인딩 마운트 복사 이전 백업 복원 초기화 자동화 최적화 최소화 최대화 활성화 비활성화 추상화 가상화
    암호화 복호화 직렬화 동기화 캐싱 라우팅 포워딩 디버깅 테스트 빌드 커밋 푸시 실시 진행 완료 의미 담당 소유 보유 준수 충족 만족 해결 식별 구분 구별 대응 통지 알림 보고 예약 대기
    재시도 축소 확대 향상 개선 강화 정리 요약 표현 서술 명시 표기 계산 측정 평가 추적 로깅 접속 로그인 로그아웃 다운로드 업로드 변환 해석 파싱 컴파일 오버라이드 드레인 리로드
    새로고침 이행 준비 도달 작업 권장 추천 지향 협업 기여 기부 대체 전파 소비 발행 구독 무시 삽입 통과 거절 폐기 인식 설계 정렬 집계 매칭 구축 구동 제작 개발 조작 캡슐화 중지 정지 일시중지 재개 부팅 재부팅 기동 재기동 가동 재구성 재배포 재설치 임포트 익스포트 체크아웃 머지 병렬화 바인드 언마운트 형성 스트리밍 확보 덮어쓰기 합병 이름변경 치환 추출 발급 서명 첨부 고정 잠금 업그레이드 다운그레이드 롤아웃 리다이렉트 리다이렉션 스케일링 인쇄 발신 송신 송수신 초래 유발 점검 진단 튜닝 프로비저닝 오케스트레이션 로드밸런싱 처분 퇴거 축출 점유 소모 부여 회수 취소 승인 반려 위임 상호작용 체크 스캔 탐지 회피 파기 캡처 순회 스왑 반전 필터 랜더링 렌더링
    """.split()
)
# Nouns that say when or where, and are no object: "서로 통신되는지 확인할 때 사용".
_TIMES = frozenset("데 데에 때 후 전 중 시 뒤 동안 경우 내 간".split())
# Nouns that describe: 필요한, 용이한. Those of IS describe with 이다: 필수인.
QUALITIES = frozenset(
    """
    필요 용이 유용 적합 중요 동일 유사 간단 편리 안전 다양 가능 불가능 불필요 유연 풍부 독립 명확 고유 강력 우수 부족 충분 복잡 단순 신속 정확 완전 불완전 안정 불안정 유리 불리 곤란 확실
    불편 가벼움
    """.split()
)
IS = frozenset(
    """
    필수 우선 기본 표준 원칙 목적 무료 유료 최신 유일 의무 자유 무관 전용 공통 별도 한계
    """.split()
)
# Nouns that act by themselves: a bare noun before them is no object.
INTRANSITIVE = frozenset(
    """
    동작 작동 발생 존재 증가 감소 실패 성공 작용 반응 통신 종료 협업 기여 상호작용 도달 접근 접속 로그인
    """.split()
)
# Actions that move a thing to a place: "오브젝트 클러스터에 반영" has lost the particle of what is moved.
MOVES = frozenset(
    """
    반영 적용 추가 저장 전달 등록 할당 복사 전송 배포 마운트 업로드
    """.split()
)
# What is done to a subject rather than by it: "CNCF 재단에 기부" is 기부되었다.
GIVEN = frozenset("기부 채택 선정 인수 편입 승격 기증 등재".split())
# Words that make one verb with the action behind them: 유지 관리, 상호 작용.
COMPOUND = frozenset(
    """
    유지 상호 자동 동시 수평 수직 순차 우선 직접 간접 강제 무단 지속 반복 일괄 임시 영구 원격 재 비동기 동적 정적 실시간
    """.split()
)
ENTERS = frozenset("접속 로그인 접근".split())  # what is entered has 에: "컨테이너에 접속"
MOVES_ITSELF = "이동"  # what moves may be the one who does it: "경로로 이동", "main 브랜치로 이동"
MOVED = frozenset("파일 데이터 이미지 오브젝트 객체 패킷 메시지 블록 볼륨".split())  # what does not move by itself
PLACES = frozenset("경로 디렉토리 디렉터리 폴더 위치 페이지 줄 행 화면 브랜치".split())
AND = "및"
MOST_MOVED = 2  # words of what is moved somewhere: of three, the last may belong to the place
FORCED = "강제"  # what is forced is done to something, whatever the word behind it does by itself
# Nouns too wide to be an answer.
WIDE = frozenset(
    """
    것 수 때 경우 등 중 내 및 위 아래 안 밖 때문 위해 통해 대해 관련 각각 여러 모든 모두 어떤 다른 이것 그것 해당 자체 기능 방법 역할 사용 이용 제공 관리 목적 용도 상태 정보 내용
    부분 종류 형태 방식 과정 결과 이유 문제 사항 가지 하나 이상 이하 경우 필요 가능 다음 이후 이전 전체 일부 일반 보통 주요 기본 특정 쪽 데 바 줄 지 뿐 점 측면 개념 대상 사람 사용자
    의미 뜻 기준 결정 초점 책임 영향 도움 중점 크기 수평 수직 관심 개수 정도 결과 이름 사실 한번 준비 환경 응답 이점 구조 여러개 상황 문제 문제점 전체 가능성 필요성 형식 경우 전부 모습 대부분
    접근 운영 진가 영감 어떠한 다양한 원활
    """.split()
)
_GLUED_LOOK = re.compile(r"(?<=[가-힣]{2})(?<!미리)(?<!다시)(?<!맛)보기$")  # "파일의 내용보기"
_NOUN_TAGS = ("NNG", "NNP", "NR", "SL", "SN", "SH", "XSN", "XPN", "XR", "W_SERIAL", "W_URL", "SB")
_VERBAL = ("VV", "VA", "VX", "VCP", "VCN", "XSV", "XSA")
_ABBREVIATION = re.compile(r"\b(?:e\.?g|i\.?e|etc|vs|ex)\.$")
_SENTENCE = re.compile(r"(?<=[가-힣A-Za-z0-9)\]][.!?])\s+(?=\S)")
_TRAILING = re.compile(r"\s*(?:\(([^()]*)\)|（([^（）]*)）)\s*[.]?$")


@dataclass(frozen=True, slots=True)
class _Morph:
    form: str
    tag: str  # without the mark of an irregular verb, which only joining needs
    start: int
    end: int
    raw: str


def _kiwi() -> Any:
    return analyzer.kiwi()


@lru_cache(maxsize=4096)
def _morphs(text: str) -> tuple[_Morph, ...]:
    return tuple(_Morph(t.form, t.tag.split("-")[0], t.start, t.start + t.len, t.tag) for t in _kiwi().tokenize(text))


def _join(morphs: list[tuple[str, str]]) -> str:
    text: str = _kiwi().join(morphs)
    return text


def _bare(text: str) -> tuple[str, str]:
    """Split off a closing full stop and parenthesis: "멱등성 보장(apply)" gives ("멱등성 보장", "apply")."""
    text = re.sub(r"[\s.。…,;:!?]+$", "", text.strip())
    found = _TRAILING.search(text)
    if found and text[: found.start()].strip():
        return text[: found.start()].rstrip(), found.group(1) or found.group(2) or ""
    return text, ""


@lru_cache(maxsize=4096)
def clause(text: str) -> Clause:
    """Tell how a statement ends, and give it the endings that questions need.

    "관리 가능 → GitOps 활용" is two statements, of which the second follows from the first.
    """
    first, arrow, rest = re.sub(r"\s*(?:→|⇒|➜|=>|->)\s*", " → ", text).partition(" → ")
    if not arrow or not first.strip() or not rest.strip():
        return _clause(text)
    one, other = clause(first), clause(rest)
    opening = f"{one.linked or one.plain + '.'}, 그 결과로 " if one.kind == "verb" else f"{one.bare} → "
    plain = opening + other.plain
    return Clause("verb" if other.kind == "verb" else "noun", text, opening + other.modifier, plain, other.tail)


def _clause(text: str) -> Clause:
    """Tell how one statement ends.

    "파드를 관리함" is a verb: 관리하는, 관리한다. "키-값 저장소" is a noun.
    """
    bare, aside = _bare(text)
    bare = _GLUED_LOOK.sub(" 보기", bare)
    tail = f"({aside})" if aside else ""
    morphs = [m for m in _morphs(bare) if m.tag not in ("SF", "SE")]
    if not morphs:
        return Clause("noun", bare, bare, bare, tail)
    last = morphs[-1]
    named = re.fullmatch(r"(.*[A-Za-z0-9)])임", bare)  # "kube-apiserver임", which the dictionary cuts in two ways
    if named:
        return Clause("noun", named.group(1), named.group(1), f"{named.group(1)}이다", tail)
    if last.tag in ("ETN", "EF") and last.form in ("ᆷ", "음") and _described(bare, morphs):  # "만족할 수 있는 유연함"
        return Clause("noun", bare, bare, f"{bare}이다", tail)
    if last.tag in ("ETN", "EF") and len(morphs) > 1:
        return _from_verb(bare, morphs, tail)
    done = re.fullmatch(r"(.*[가-힣])(함|됨|시킴)", bare)
    if (
        done and last.tag in _NOUN_TAGS and " " in bare and not _acts(bare.split()[-1]) and len(bare.split()[-1]) > 2
    ):  # "호스트함", which the dictionary takes for a noun
        modifier, plain = {"함": ("하는", "한다"), "됨": ("되는", "된다"), "시킴": ("시키는", "시킨다")}[done.group(2)]
        return Clause("verb", bare, done.group(1) + modifier, done.group(1) + plain, tail)
    return _from_noun(bare, morphs, tail)


def _described(text: str, morphs: list[_Morph]) -> bool:
    """Whether the last word has a modifier before it, so that it names a thing whatever its ending."""
    start = len(text) - len(text.split()[-1])
    before = [m for m in morphs if m.end <= start]
    return bool(before) and before[-1].tag == "ETM"


def _from_verb(text: str, morphs: list[_Morph], tail: str) -> Clause:
    stem = morphs[:-1]
    if stem[-1].tag == "VCP":  # 능력입니다, kube-apiserver임
        noun = text[: stem[-1].start]
        return Clause("noun", noun, noun, noun + "이다", tail)
    past = stem[-1].tag == "EP"
    first = len(stem) - 1
    while first > 0 and stem[first - 1].end >= stem[first].start and not stem[first - 1].tag.startswith("J"):
        first -= 1
    head = _objected(text[: stem[first].start], stem[first:], morphs[-1])
    pieces = [(m.form, m.raw) for m in stem[first:]]
    verb = next((m for m in reversed(stem) if m.tag in _VERBAL), stem[-1])
    if not any(tag.split("-")[0] in _VERBAL for _form, tag in pieces):
        return Clause("noun", text, text, text + "이다", tail)
    if past:
        modifier = _join([p for p in pieces if p[1] != "EP"] + [("ᆫ", "ETM")])
        linked = head + _join([*pieces, ("고", "EC")])
        return Clause("verb", text, head + modifier, head + _join([*pieces, ("다", "EF")]), tail, linked)
    modifier = _join([*pieces, (_adnominal(verb, stem), "ETM")])
    plain = _join([*pieces, (_declarative(verb, stem), "EF")])
    return Clause("verb", text, head + modifier, head + plain, tail, head + _join([*pieces, ("고", "EC")]))


_TRANSITIVE = frozenset(
    "붙이 만들 보 지우 바꾸 넣 꺼내 찾 열 닫 고치 뽑 올리 내리 줄이 늘리 옮기 띄우 끄 켜 나누 묶 풀 쓰 읽 살펴보 알아보".split()
)


def _objected(head: str, stem: list[_Morph], ending: _Morph) -> str:
    """Give the noun before "확인하기" or "붙이기" its particle back."""
    acts = (
        stem[0].form in ACTIONS and stem[0].form not in INTRANSITIVE if len(stem) > 1 else stem[0].form in _TRANSITIVE
    )
    if stem[0].form == "들어가" and ending.form == "기" and head.strip() and _bare_noun(head.strip()):
        return f"{head.strip()}에 "
    if ending.form != "기" or not acts or not head.strip() or not _bare_noun(head.strip()) or _clause_has_object(head):
        return head
    return f"{particles.object_(head.strip())} "


def _adjectival(verb: _Morph, stem: list[_Morph]) -> bool:
    if verb.form == "않" and verb.tag == "VX":
        main = next((m for m in reversed(stem) if m.tag in ("VV", "VA", "XSV", "XSA") and m is not verb), None)
        return main is not None and main.tag in ("VA", "XSA") and main.form not in ("있", "없")
    return verb.tag in ("VA", "XSA", "VCN") or (verb.tag == "VX" and verb.form in ("싶",))


def _adnominal(verb: _Morph, stem: list[_Morph]) -> str:
    if verb.form.endswith(("있", "없")) or not _adjectival(verb, stem):
        return "는"
    return "ᆫ"


def _declarative(verb: _Morph, stem: list[_Morph]) -> str:
    return "다" if verb.form.endswith(("있", "없")) or _adjectival(verb, stem) else "ᆫ다"


def _from_noun(text: str, morphs: list[_Morph], tail: str) -> Clause:
    words = text.split()
    last = words[-1]
    before = " ".join(words[:-1])
    deed = _acts(last) and bool(re.search(r"위한$|(?:통한|의한|따른)(?:\s\S+)?$", before))
    if deed:
        return Clause("noun", text, text, f"{text}이다", tail, deed=True)
    head = text[: len(text) - len(last)]
    if last.endswith("보기") and (before or len(last) > 2):  # "pod 들 보기", "전체 정의보기"
        seen = f"{head}{last[:-2]}".strip()
        seen = particles.object_(seen) if _bare_noun(seen) else seen
        return Clause("verb", f"{seen} 보기", f"{seen} 보는", f"{seen} 본다", tail, f"{seen} 보고")
    if last in ("가능", "불가", "불가능"):
        able = "있" if last == "가능" else "없"
        action = before.split()[-1] if before else ""
        if _acts(action) and not _has_particle(before, ("이", "가")):
            done = _with_object(before)
            return Clause("verb", text, f"{done}할 수 {able}는", f"{done}할 수 {able}다", tail, f"{done}할 수 {able}고")
        full = {"가능": "가능", "불가": "불가능"}.get(last, last)
        return Clause("verb", text, f"{head}{full}한", f"{head}{full}하다", tail, f"{head}{full}하고")
    if re.fullmatch(r"[가-힣]{2,}적", last) and before:  # "백업 계획이 필수적"
        return Clause("verb", text, f"{text}인", f"{text}이다", tail, f"{text}이고")
    if last in QUALITIES and before:
        return Clause("verb", text, f"{_with_subject(before)} {last}한", f"{_with_subject(before)} {last}하다", tail)
    if last in IS and before and (_particle_before(morphs, text) or len(words) >= 2):
        return Clause("noun" if last != "필수" else "verb", text, f"{_with_subject(before)} {last}인" if last == "필수" else text,
                      f"{_with_subject(before)} {last}이다" if last == "필수" else f"{text}이다", tail)  # fmt: skip
    if _is_action(text, words, morphs):
        if _has_particle(before, ("이", "가")):  # "기본 주소가 사용": what is done to its subject
            return Clause("verb", text, f"{text}되는", f"{text}된다", tail, f"{text}되고")
        if last in GIVEN and not _clause_has_object(before) and re.search(r"(?:에|으로|로|에게)$", before):
            return Clause("verb", text, f"{text}된", f"{text}되었다", tail, f"{text}되었고")
        done = _with_object(text)
        return Clause("verb", done, f"{done}하는", f"{done}한다", tail, f"{done}하고")
    return Clause("noun", text, text, f"{text}이다", tail, deed=deed)


def _acts(word: str) -> bool:
    parts = [part for part in re.split(r"[/·]", word) if part]
    return bool(parts) and all(_is_act(part) for part in parts)


def _is_act(word: str) -> bool:
    """Whether a noun takes 하다: one of ACTIONS, two of them in one word (유지관리), or one in -화."""
    return word in ACTIONS or (word[:2] in ACTIONS and word[2:] in ACTIONS) or bool(re.search(r"[가-힣]{2,}화$", word))


def _is_action(text: str, words: list[str], morphs: list[_Morph]) -> bool:
    """Tell whether a line that ends in a noun states an action: "파드를 생성", "기본 서비스어카운트 생성"."""
    last = words[-1]
    if not _acts(last):
        return _argument(words) and morphs[-1].tag == "NNG" and len(last) == 2 and len(words) > 1 and _object(words)
    if len(words) == 1:
        return False
    before = [m for m in morphs if m.end <= len(text) - len(last)]
    if before and before[-1].tag == "ETM":  # "제공하는 서비스", "새로운 기능": the noun is what is described
        return False
    if _SHAPED.search(words[-2]):
        return False
    return not (before and before[-1].tag == "JKG")


# "선점형 스케줄링", "비동기식 처리": of which kind a deed is, and not to what it is done.
_SHAPED = re.compile(r"[가-힣]{2}(?<!자료)(?<!이터)형$|(?:동기|대화|문답|병렬|분산|선언|명령|수동|자동)식$")


def _object(words: list[str]) -> bool:
    return bool(re.search(r"[을를]$", words[-2]))


def _argument(words: list[str]) -> bool:
    return len(words) > 1 and bool(re.search(r"(?:[을를]|에서?|으로|로|에게|도록|하게)$", words[-2]))


def _particle_before(morphs: list[_Morph], text: str) -> bool:
    return len(morphs) > 1 and morphs[-2].tag in ("JX", "JKS", "JKB")


def _has_particle(text: str, forms: tuple[str, ...]) -> bool:
    words = text.split()
    return (
        bool(words) and words[-1].endswith(forms) and any(m.tag == "JKS" and m.end == len(text) for m in _morphs(text))
    )


def _bare_noun(text: str) -> bool:
    """Whether the text ends in a noun without a particle; "찾는 데" takes none."""
    morphs = _morphs(text)
    return bool(morphs) and morphs[-1].tag in (*_NOUN_TAGS, "SSC", "NNB") and morphs[-1].form not in _TIMES


def _with_object(text: str) -> str:
    """Give the noun before an action its particle back: "API 리소스 목록 출력" -> "API 리소스 목록을 출력"."""
    words = text.split()
    if len(words) > 1 and words[-1] in ENTERS and _bare_noun(" ".join(words[:-1])):
        return f"{' '.join(words[:-1])}에 {words[-1]}"
    if len(words) < 2 or (words[-1] in INTRANSITIVE and words[-2] != FORCED):
        return text
    at = len(words) - 1
    if at > 2 and words[at - 1] == AND and words[at - 2] in ACTIONS:  # "가상 머신 종료 및 삭제"
        at -= 2
    while at > 1 and words[at - 1] in COMPOUND:
        at -= 1
    before = " ".join(words[:at])
    verb = " ".join(words[at:])
    if at < 1 or _clause_has_object(before):
        return text
    if words[-1] == MOVES_ITSELF:
        if before.split()[-1] in MOVED:
            return f"{particles.object_(before)} {verb}"
        return f"{particles.to(before)} {verb}" if before.split()[-1] in PLACES else text
    target = _placed(before)
    if target and _bare_noun(target[0]) and (words[-1] in MOVES or target[1].endswith(("로", "씩"))):
        return f"{particles.object_(target[0])} {target[1]} {verb}"
    if _bare_noun(before) and not target and words[at - 1] not in COMPOUND:
        return f"{particles.object_(before)} {verb}"
    return text


def _placed(text: str) -> tuple[str, str] | None:
    """Split off what says where to, how or how many at a time: "컨테이너 백그라운드로", "파일 내용 한 페이지씩"."""
    found = re.search(r"^(.*?\S)\s+((?:(?:한|두|\d+)\s)?\S+(?:에|으로|로|에게|에서|씩))$", text)
    if (
        not found
        or _bare_words(found[1]) > MOST_MOVED
        or any(m.tag == "JKO" for m in _morphs(found[1]))
        or (not found[2].endswith("씩") and _morphs(text)[-1].tag != "JKB")
    ):
        return None
    return found[1], found[2]


def _bare_words(text: str) -> int:
    """Return how many words stand behind the last one that describes: two in "파일에 정의된 쿠버네티스 오브젝트"."""
    described = [m.end for m in _morphs(text) if m.tag == "ETM"]
    return len(text[max(described, default=0) :].split())


def _clause_has_object(text: str) -> bool:
    """Whether an object stands in the last clause already."""
    morphs = _morphs(text)
    start = max(
        (i for i, m in enumerate(morphs) if m.tag in ("EC", "ETM") and m.form not in ("ᆫ", "는", "은", "ᆯ")), default=-1
    )
    after = morphs[start + 1 :]
    last_modifier = max((i for i, m in enumerate(after) if m.tag == "ETM"), default=-1)
    return any(m.tag == "JKO" for m in after[last_modifier + 1 :])


def _with_subject(text: str) -> str:
    """Give the noun before a quality its particle back: "데이터 백업 계획 필수" -> "데이터 백업 계획이 필수"."""
    return particles.subject(text) if _bare_noun(text) else text


def own_subject(text: str) -> tuple[str, str]:
    """Split "etcd는 키-값 저장소이다" into its topic and what is said of it; ("", text) without a topic.

    A circumstance may stand before the topic: "간결성을 위해 구성 스크립트는 …".
    """
    text = re.sub(r"(?<=[A-Za-z0-9)]) (?=[은는]\s)", "", text.strip(), count=1)
    marked = re.match(r"(.{1,60}?)(?:이란|란)[,?]?\s+(\S.*)", text)
    if marked and _is_noun_phrase(marked.group(1)):
        return marked.group(1).strip(), marked.group(2).strip()
    start = 0
    morphs = _morphs(text)
    for morph in morphs:
        if morph.tag == "JX" and morph.form in ("은", "는"):
            head, rest = text[start : morph.start], text[morph.end :]
            read = [m.tag in _NOUN_TAGS for m in morphs if start <= m.start < morph.start]
            named = bool(read) and all(read) and " " not in head  # a rare name is a noun only in its sentence
            if rest.startswith((" ", ",")) and (named or _is_noun_phrase(head)):
                return head.strip(), (text[:start] + rest.lstrip(" ,")).strip()
        if morph.tag == "EF" or (morph.tag == "EC" and morph.form not in ("어", "아", "여", "고자")):
            return "", text
        if morph.tag in ("JKO", "EC", "JX", "JKB") and text[morph.end : morph.end + 1] in (" ", ","):
            start = _circumstance(text, morph.end, start)
    return "", text


def acts_alone(text: str) -> bool:
    """Tell whether the last word of a text does something of its own subject and to nothing: "Role이 부여하는"."""
    before, _space, last = text.rpartition(" ")
    ends = [m for m in _morphs(text) if m.end == len(before)]
    return last.endswith("하는") and any(m.tag == "JKS" for m in ends)


def has_topic(text: str) -> bool:
    """Tell whether a text says something of a topic that it names: "가장 많이 쓰는 구조는 B Tree"."""
    morphs = _morphs(text)
    return any(
        m.tag == "JX" and m.form in ("은", "는") and text[m.end : m.end + 1] == " " and before.tag[:1] == "N"
        for before, m in itertools.pairwise(morphs)
    )


def _circumstance(text: str, end: int, start: int) -> int:
    """Return where the clause behind a circumstance begins: behind "을 위해", "에서는", "에 따라"."""
    found = re.match(r",?\s+(?:위해서?|위하여|통해서?|따라서?|대해서?|의해서?)?,?\s*", text[end:])
    before = text[:end]
    if re.search(r"(?:위해서?|위하여|통해서?|따라서?|의해서?|에서는?|에는|보통|일반적으로|경우|때|시)$", before):
        return end + (found.end() if found else 0)
    if found and found.group().strip(" ,"):
        return end + found.end()
    return start


def _is_noun_phrase(text: str) -> bool:
    morphs = _morphs(text.strip())
    allowed = (*_NOUN_TAGS, "JKG", "JC", "MM", "SSO", "SSC", "SO", "SP", "SW", "SY", "NNB", "ETM", "NP", "SS", "JKB")
    verbs = ("VV", "VA", "XSV", "XSA", "VX", "VCP", "EC", "JKO", "JKS")
    if not morphs or morphs[-1].tag not in (*_NOUN_TAGS, "SSC", "NNB", "SW", "NP", "SY"):
        return False
    if any(m.tag not in (*allowed, *verbs) for m in morphs):
        return False
    return not any(m.tag == "JKB" for m in morphs[-1:]) and not re.search(
        r"(?:경우|때|뒤|후|전|시|중|에서|에|로)$", text.strip()
    )


def is_term(text: str) -> bool:
    """Tell whether a line only names something: a noun phrase without a predicate."""
    bare, _aside = _bare(text)
    if not bare or len(bare) > 40 or re.search(r"[.?!]\s|[:=]|→", text):
        return False
    morphs = _morphs(bare)
    if not morphs or morphs[-1].tag in ("EF", "EC", "ETN", "ETM", "JKO", "JKS", "JX", "JKB", "MAG"):
        return False
    if any(m.tag in ("JKO", "JKS", "JX", "EF", "ETN", "EC", "ETM") for m in morphs):
        return False
    return clause(bare).kind == "noun"


def sentences(text: str) -> list[str]:
    """Split a line into its sentences; a full stop inside a parenthesis or behind "e.g." ends none."""
    return rejoined(_SENTENCE.split(re.sub(r"(?<=[가-힣]다\.)(?=[가-힣])", " ", text)), _ABBREVIATION)


def phrases(text: str) -> list[Phrase]:
    """Return the noun phrases of a sentence, each with the particle behind it and how well it answers."""
    found: list[Phrase] = []
    morphs = _morphs(text)
    at = 0
    while at < len(morphs):
        if morphs[at].tag not in (*_NOUN_TAGS, "MM") or (morphs[at].tag == "MM" and not _counts(morphs, at)):
            at += 1
            continue
        end = _phrase_end(morphs, at, text)
        start = at
        joined = (
            end < len(morphs)
            and morphs[end].start == morphs[end - 1].end
            and morphs[end].tag in ("XSV", "XSA", "VCP", "XSM")
        )
        if (joined and morphs[end].tag != "VCP") or re.search(r"[/.\-_$]$", text[: morphs[at].start]):
            at = end
            continue
        while start < end - 1 and morphs[start].form in _CIRCUMSTANCES and start and morphs[start - 1].tag == "ETM":
            start += 1
        found.append(_phrase(text, morphs, _widened(morphs, start, text), end, at))
        at = end
    return [*_enumerations(text, found), *found]


def _first_item(text: str, phrase: Phrase, words: int) -> int:
    """Return where the first item begins: "spec 대신 data, rules, subjects" begins with data."""
    inside = text[phrase.start : phrase.end].split()
    extra = max(len(inside) - words, 0)
    return phrase.end - len(" ".join(inside[extra:]))


# Nouns that belong to the clause before them: "없을 경우 CRD를".
_CIRCUMSTANCES = frozenset("경우 때 시 중 뒤 후 전 동안".split())
# Modifiers without which a noun is no answer: "적은 리소스", "여러 명령어", "어떠한 머신".
_MEASURES = frozenset("적 많 크 작 높 낮 새롭 다르 어떠하 같 빠르 느리 길 짧".split())


_KINDS = frozenset("어떠 동일 단일 다양 일정 고유 특정".split())


def _widened(morphs: tuple[_Morph, ...], at: int, text: str) -> int:
    """Return where a phrase begins with the measure before it."""
    if at and morphs[at - 1].tag == "MM" and morphs[at - 1].form in "여러 모든 다른 어떤 각 한 두 세 네 전 새".split():
        return at - 1
    if at > 2 and morphs[at - 1].tag == "ETM" and morphs[at - 2].tag == "XSA" and morphs[at - 3].form in _KINDS:
        return at - 3
    if at > 1 and morphs[at - 1].tag == "ETM" and morphs[at - 2].tag == "VA" and morphs[at - 2].form in _MEASURES:
        before = morphs[at - 3] if at > 2 else None
        attached = before is not None and before.end >= morphs[at - 2].start
        governed = before is not None and (before.tag in ("JKS", "JKB") or before.form == "더")
        return at if attached or governed else at - 2
    if at > 1 and morphs[at - 1].tag == "JC" and morphs[at - 2].tag in _NOUN_TAGS:
        following = text[morphs[at].start :]
        return at - 2 if re.match(r"\S+\s+(?:사이|간)", following) else at
    return at


def _enumerations(text: str, found: list[Phrase]) -> list[Phrase]:
    """Return runs of three or more phrases side by side: "배포, 관리, 확장", "검색 / 분류 / 필터링"."""
    runs: list[Phrase] = []
    at = 0
    while at < len(found):
        end = at
        while end + 1 < len(found) and re.fullmatch(r"\s*[,/·]\s*", text[found[end].end : found[end + 1].start]):
            end += 1
        if end - at >= 2 and found[end].end - found[at].start <= 60:
            start = _first_item(
                text, found[at], max(len(text[p.start : p.end].split()) for p in found[at + 1 : end + 1])
            )
            runs.append(Phrase(start, found[end].end, found[end].particle, 5.0, True))
        at = end + 1
    return [*runs, *_pairs(text, found)]


def _pairs(text: str, found: list[Phrase]) -> list[Phrase]:
    """Return two nouns that share a particle: "통지와 대응에", "성능과 안정성을"."""
    pairs = []
    for one, other in itertools.pairwise(found):
        between = text[one.end : other.start]
        short = other.end - one.start <= 30 and other.particle in ("을", "를", "에", "으로", "로", "만")
        like = text[other.start : other.end].startswith(("마찬가지", "같이", "함께", "동일", "달리"))
        if between in ("와 ", "과 ") and not like and short and other.worth > 0 and one.worth > 0:
            pairs.append(Phrase(one.start, other.end, other.particle, max(one.worth, other.worth) + 0.4, True))
    return pairs


def _counts(morphs: tuple[_Morph, ...], at: int) -> bool:
    return (
        at + 1 < len(morphs)
        and morphs[at + 1].tag in ("NNB", "NR")
        and morphs[at].form in ["한", "두", "세", "네", "다섯", "여섯", "몇", "여러"]
    )


def _phrase_end(morphs: tuple[_Morph, ...], at: int, text: str) -> int:
    """Return the index behind a noun phrase: nouns side by side, joined by 의, hyphens, slashes and parentheses."""
    end = at + 1
    while end < len(morphs):
        tag, gap = morphs[end].tag, text[morphs[end - 1].end : morphs[end].start]
        following = morphs[end + 1].tag if end + 1 < len(morphs) else ""
        if tag in _NOUN_TAGS or (tag == "NNB" and morphs[end - 1].tag in ("SN", "NR", "MM")):
            end += 1
        elif (tag == "NNB" and morphs[end].form in ("내", "간", "상", "중") and following in _NOUN_TAGS) or (
            tag == "JKG" and following in _NOUN_TAGS
        ):
            end += 2
        elif tag in ("SO", "SP", "SW", "SY") and not gap and following in _NOUN_TAGS and morphs[end].form in "-/_.:=·+":
            if text[morphs[end].end : morphs[end + 1].start]:
                break
            end += 2
        elif tag == "SSO" and not gap and morphs[end].form == "(":
            close = next((i for i in range(end, min(end + 8, len(morphs))) if morphs[i].tag == "SSC"), 0)
            if not close:
                break
            end = close + 1
        else:
            break
    return end


def _phrase(text: str, morphs: tuple[_Morph, ...], at: int, end: int, noun: int) -> Phrase:
    start, stop = morphs[at].start, morphs[end - 1].end
    particle = (
        morphs[end] if end < len(morphs) and morphs[end].start == stop and morphs[end].tag.startswith("J") else None
    )
    words = text[start:stop]
    return Phrase(
        start, stop, particle.form if particle else "", _worth(words, morphs[at:end], particle, stop == len(text))
    )


def _called(text: str, stop: int) -> float:
    """A name in "CNCF라는 재단" answers better than the class behind it."""
    return 2.0 if re.match(r"(?:이라는|라는)\s", text[stop:]) else 0.0


def _worth(words: str, inside: tuple[_Morph, ...], particle: _Morph | None, closing: bool) -> float:
    """Score how well a phrase answers: quantities, names and objects before circumstances before wide nouns."""
    parts = [part for part in re.split(r"[\s/·]+", words) if part]
    if re.match(r"(?:어떤|어느|어떠한|몇|얼마|무슨|무엇)", words):
        return 0.0
    if re.search(r"\s(?:은|는|이|가|을|를|으|로|의|에|들)$|\s(?:은|는|이|가|을|를)\s", words):
        return 0.0
    adverb = particle is not None and particle.form in ("으로", "로") and words.endswith("적")
    if len(words) < 2 or adverb or all(re.sub(r"[을를의]$", "", part) in WIDE for part in parts):
        return 0.0
    worth = 1.0
    if any(m.tag in ("SN", "NR") or (m.tag == "MM") for m in inside):
        worth += 2.0
    if any(m.tag in ("SL", "NNP") for m in inside):
        worth += 0.8
    if particle is not None:
        worth += {"JKO": 1.6, "JKB": 1.0, "JKS": 0.3, "JX": -0.4, "JKG": -0.6, "JC": 0.2}.get(particle.tag, 0.0)
        worth += 1.4 if particle.form == "만" else 0.0
    elif not closing:
        worth -= 0.3
    if parts[0] in WIDE:
        worth -= 0.5
    if parts[-1] in WIDE:
        worth -= 0.7
    worth += min(len(parts), 3) * 0.25
    return worth - max(len(words) - 22, 0) * 0.1


def cloze(text: str, start: int, end: int) -> str:
    """Return the sentence with text[start:end] blanked; the particle behind keeps quiet about the answer."""
    rest = text[end:]
    for form in ("으로", "을", "를", "은", "는", "이", "가", "과", "와", "로"):
        found = re.match(rf" ?{form}(?![가-힣])", rest)
        if found:
            rest = particles.BLANK_PARTICLES[form] + rest[found.end() :]
            break
    return f"{text[:start]}____{rest}"


_FOLDED_ENDS = re.compile(r"(?<=[가-힣A-Za-z0-9)])(?:은|는|이|가|을|를|와|과|의|이다|입니다)$")


def fold(answer: str) -> str:
    """Return what two spellings of one answer share: NFKC, case, no spaces, quotes or closing particle."""
    text = unicodedata.normalize("NFKC", answer).casefold().strip().rstrip(".")
    text = _FOLDED_ENDS.sub("", text) if len(text) > 3 else text
    return re.sub(r"[\s`*\"'“”‘’]+", "", text)


_BECAUSE = re.compile(r"^(?P<why>.{8,60}?(?:기 때문))에,?\s+(?P<what>.{6,})$")
_SO = re.compile(r"^(?P<why>.{4,60}?(?:으므로|므로))\s*,?\s+(?P<what>.{6,})$")
_FOR = re.compile(r"^(?P<why>[^,]{2,40}?(?:을|를|기)\s+(?:위해|위하여|위해서))(?:서)?,?\s+(?P<what>.{8,})$")


_CLOSES = ("ETM", "JKB", "JKO", "JKS", "JX", "JKG")  # what closes a word of a sentence
_OPENS = ("NNG", "NNP", "SL", "VV", "VA", "MAG")  # what begins the next one


def runs_together(text: str) -> bool:
    """Tell whether words stand without the blank between them: "임시로변경한IP"."""
    return any(
        one.end == other.start
        and one.tag in _CLOSES
        and other.tag in _OPENS
        and (other.tag == "SL" or other.end - other.start > 1)
        for one, other in itertools.pairwise(_morphs(text))
    )


def is_sentence(text: str) -> bool:
    """Tell whether a line is a full sentence of prose ("…한다."), and no line of notes ("…함")."""
    return bool(re.search(r"(?:다|까|요|죠|자|네)[.!?]?$", text.strip())) and len(text) > 12


def is_definition(text: str) -> bool:
    """Tell whether a phrase says what a thing is: a noun with a clause before it, "데이터를 담는 저장소"."""
    bare, _aside = _bare(text)
    morphs = _morphs(bare)
    told = any(m.tag == "JX" and m.form in ("은", "는") for m in morphs)
    modified = any(m.tag == "ETM" for m in morphs[:-1])
    return clause(bare).kind == "noun" and modified and not told and len(bare.split()) >= 3


_CONTENT = ("NNG", "NNP", "SL", "SN", "VV", "VA", "XR", "SH", "NR", "W_SERIAL", "MAG")


@lru_cache(maxsize=4096)
def content_words(text: str) -> tuple[str, ...]:
    """Return the words that carry meaning, small, without particles and endings; the widest nouns are left out."""
    return tuple(m.form.casefold() for m in _morphs(text) if m.tag in _CONTENT and m.form not in WIDE)
