"""The typo finder: what fingers slip on is found, what is right is left alone."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.knowledge import Suspect
from generator.languages import typos
from generator.languages.typos import endings, english, keys, korean, listed

SYLLABLES = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=6)


def mended(text: str, known: tuple[str, ...] = (), certain: bool | None = None) -> str:
    """Return the line with the suspects put right; with `certain`, only those that are, or are not."""
    for one in reversed(typos.suspects([text], known)):
        assert text[one.start : one.end] == one.wrong
        if certain in (None, one.certain):
            text = text[: one.start] + one.right + text[one.end :]
    return text


# --- keys ---


@given(SYLLABLES)
def test_what_is_typed_is_what_was_written(word: str) -> None:
    assert keys.written(keys.typed(word)) == word


@pytest.mark.parametrize(
    ("slip", "right"),
    [("한느", "하는"), ("샅이", "같이"), ("관라하기", "관리하기"), ("사요자", "사용자"), ("저의하기", "정의하기"), ("용ㄷ", "용도"),
     ("과부화", "과부하"), ("행식", "형식"), ("저굥", "적용"), ("호", "후"), ("종류", "종료"), ("다양항", "다양한"), ("값ㅂ", "값")],
)  # fmt: skip
def test_a_slip_has_the_right_word_for_neighbour(slip: str, right: str) -> None:
    assert right in keys.neighbours(slip)


@pytest.mark.parametrize("word", ["관리", "하는", "값", "왜곡"])
def test_neighbours_are_whole_everyday_syllables_and_never_the_word(word: str) -> None:
    near = keys.neighbours(word)
    assert word not in near
    assert len(near) > 20
    assert all("가" <= char <= "힣" for other in near for char in other)
    assert "뷁" not in "".join(near)


def test_syllables_outside_everyday_korean_are_implausible() -> None:
    assert keys.is_plausible("관리")
    assert not keys.is_plausible("뷁")


# --- slips of Korean ---


@pytest.mark.parametrize(
    ("line", "right"),
    [("여러 기기에서 주소록을 공유하여 샅이 사용한다", "같이"), ("도서관의 회원을 관라하기 위한 표를 만든다", "관리하기"),
     ("창고의 재고를 관리한느 담당자가 따로 있다", "관리하는"), ("권한이 없는 사요자는 문서를 읽을 수 없음", "사용자는"),
     ("새로운 자료형을 저의하기 위한 문법", "정의하기"), ("물건의 용ㄷ에 따라 나눈다", "용도에"), ("바꾼 규칙을 모든 지점에 저굥", "적용"),
     ("전력망이 과부화 상태일 때 차단기가 내려간다", "과부하"), ("정해진 행식에 맞추어 보고서를 쓴다", "형식에"),
     ("장애가 나면 강제 종료 호 재시작", "후"), ("다양항 재료를 준비해야 한다", "다양한")],
)  # fmt: skip
def test_a_slip_is_seen_in_its_sentence(line: str, right: str) -> None:
    assert right in mended(line).split()


@pytest.mark.parametrize(
    "line",
    ["부하를 나누는 밸런서 앞에 도커 두 대를 둔다", "쿠버네티스와 이스티오를 함께 배운다", "박지훈과 정은채가 발표한다", "클럭이 높으면 뜨겁다",
     "정합성과 멱등성을 보장함", "기댓값의 공분산", "그는 값이 싼 키보드를 샀다", "위 명령으로 목록을 본다", "뷰의 정의가 비어 있다"],
)  # fmt: skip
def test_right_words_are_left_alone(line: str) -> None:
    assert typos.suspects([line]) == ()


def test_a_word_that_stands_twice_is_meant() -> None:
    once = ["전력망이 과부화 상태일 때 차단기가 내려간다"]
    assert [one.wrong for one in korean.suspects(once)] == ["과부화"]
    assert korean.suspects([*once, "과부화 상태를 알린다"]) == ()


def test_a_word_of_the_subject_is_meant() -> None:
    once = ["바꾼 규칙을 모든 지점에 저굥"]
    assert [one.right for one in korean.suspects(once)] == ["적용"]
    assert korean.suspects(once, ("저굥",)) == ()


def test_a_short_word_is_never_put_right_unasked() -> None:
    assert mended("장애가 나면 강제 종료 호 재시작", certain=True) == "장애가 나면 강제 종료 호 재시작"


def test_what_may_be_a_name_needs_more() -> None:
    slip = "방화벽은 허용하지 않은 접근을 차단한느 역할을 한다"
    (alone,) = korean.suspects(["새 엄무를 맡는다"])
    (beside,) = korean.suspects(["새 엄무를 맡는다", "업무의 목록"])
    assert (alone.right, alone.certain, beside.right, beside.certain) == ("업무를", False, "업무를", True)
    assert mended(slip, certain=True) == slip.replace("차단한느", "차단하는")


def test_the_name_of_a_thing_is_made_no_verb() -> None:
    assert "컨트롤러한" not in mended("기계를 컨트롤라한 기록. 컨트롤러의 목록")
    assert "컨트롤러를" in mended("기계의 컨트롤라를 바꾼다. 컨트롤러의 목록")


def test_text_that_is_no_korean_prose_is_not_guessed_at() -> None:
    strange = " ".join(f"{chr(0xAC00 + 31 * n % 11000)}{chr(0xAC00 + 97 * n % 11000)}" for n in range(900))
    assert korean.suspects([strange]) == ()


# --- rules of Korean endings ---


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("일이 됬다", "일이 됐다"), ("그러면 안되요", "그러면 안돼요"), ("안돼는 일", "안되는 일"), ("완료됌", "완료됨"), ("실행이 되서 좋다", "실행이 돼서 좋다"),
     ("상자를 만듬", "상자를 만듦"), ("비용이 줄어듬", "비용이 줄어듦"), ("인원이 줄음", "인원이 줆"), ("특징을 갖음", "특징을 가짐"),
     ("둘 다 갖으며", "둘 다 가지며"), ("이름표를 붙힘", "이름표를 붙임"), ("깨끗히 닦는다", "깨끗이 닦는다"), ("불이 않 켜진다", "불이 안 켜진다"),
     ("이제 않된다", "이제 안 된다"), ("문을 열지 안음", "문을 열지 않음"), ("비가 오지 안고 흐리다", "비가 오지 않고 흐리다"),
     ("표를 살려고 한다", "표를 사려고 한다"), ("내일 할께", "내일 할게"), ("남은 돈이 없슴", "남은 돈이 없음"), ("기다리고 있읍니다", "기다리고 있습니다"),
     ("비가 오지 않읍", "비가 오지 않음"), ("며칠이 아니라 몇일", "며칠이 아니라 며칠"), ("금새 녹는다", "금세 녹는다"), ("문안하게 끝났다", "무난하게 끝났다"),
     ("그렇기 떄문이다", "그렇기 때문이다"), ("버츄얼 환경", "버추얼 환경"), ("사용자은 적다", "사용자는 적다"), ("규칙를 지킨다", "규칙을 지킨다"),
     ("노드이 많다", "노드가 많다"), ("역과 학교과 집", "역과 학교와 집"), ("네트워크으로 보낸다", "네트워크로 보낸다"), ("config을 고친다", "config를 고친다"),
     ("API이 바뀐다", "API가 바뀐다"), ("10로 시작한다", "10으로 시작한다"), ("장치(ALU)이 있다", "장치(ALU)가 있다"), ("이름으를 바꾼다", "이름을 바꾼다")],
)  # fmt: skip
def test_what_breaks_a_rule_is_put_right(wrong: str, right: str) -> None:
    assert mended(wrong, certain=True) == right


def test_a_listed_slip_that_opens_other_words_is_put_right_at_a_words_end() -> None:
    assert mended("여려 상자를 든다", certain=True) == "여러 상자를 든다"
    assert listed.suspects(["읽기 여려운 글"]) == ()


@pytest.mark.parametrize(
    "line",
    ["얼음과 부품과 가뭄", "가을에는 마을마다", "이미지 안은 비어 있다", "닫지 않은 문", "만들려고 열려고 놀려고", "돼지가 되새김질한다", "바람이 잦음",
     "돌을 모읍니다", "소리를 들음", "웃음과 묶음", "결과와 효과", "전문가와 국가", "경로로 간다", "가져오고 다쳐서", "그렇죠", "안 되는 일", "하면 됨",
     "zsh을 쓴다", "cache를 비운다", "node는 작다", "쌍(pair)로 묶는다", "8080으로", "21로", "VM은", "YAML을", "많은 같은 높은"],
)  # fmt: skip
def test_what_only_looks_like_it_is_right(line: str) -> None:
    assert endings.suspects([line]) == ()


# --- English ---


@pytest.mark.parametrize(
    ("wrong", "right", "certain"),
    [("shared Memmory", "shared Memory", True), ("the mesage", "the message", True), ("Exsiting files", "Existing files", True),
     ("COmpleted jobs", "Completed jobs", True), ("an enviroment", "an environment", True), ("an Acess list", "an Access list", False),
     ("to intall it", "to install it", False), ("a sourxe file", "a source file", False), ("a Clien program", "a Client program", False),
     ("the migratation", "the migration", False), ("the gazip format", "the gzip format", False), ("it was commited", "it was committed", True)],
)  # fmt: skip
def test_an_english_slip_is_seen(wrong: str, right: str, certain: bool) -> None:
    assert mended(wrong) == right
    assert (mended(wrong, certain=True) == right) is certain


@pytest.mark.parametrize(
    "line",
    ["Istio, Knative and Grafana beside Redis", "Casbin Polars Valkey Typer", "colored honorable organized", "VMs IPs PVCs OSes", "nodeSelector",
     "$teh --recieve adress.md my_mesage user@mesage.org", "subdirs lifecycles multitenancy filesystem", "De Facto", "the **I**solation"],
)  # fmt: skip
def test_names_and_code_are_let_be(line: str) -> None:
    assert english.suspects([line]) == ()


def test_a_name_stands_more_than_once() -> None:
    assert [one.wrong for one in english.suspects(["Ask Frida about it"])] == ["Frida"]
    assert english.suspects(["Ask Frida about it", "Frida knows"]) == ()


def test_the_word_that_the_notes_write_often_is_meant() -> None:
    often = ["The ledger keeps a ledger of every ledger"]
    assert [one.right for one in english.suspects([*often, "A ledgre is kept"])] == ["ledger"]
    (one,) = english.suspects(["ENTRYPOINT, ENTRYPOINT, ENTRYPOINT", "an ENRYPOINT"])
    assert (one.right, one.certain) == ("ENTRYPOINT", True)


# --- all together ---


def test_a_suspect_is_the_whole_word_once() -> None:
    found = typos.suspects(["", "그 상자를 만듬", "클라이언드 서버은 Memmory를 쓴다"])
    assert [(one.line, one.wrong, one.right) for one in found][:1] == [(1, "만듬", "만듦")]
    assert [one.wrong for one in found if one.line == 2][-1] == "Memmory를"
    assert not any(one.overlaps(other) for one in found for other in found if one != other)


def test_overlap_is_of_places_on_one_line() -> None:
    one = Suspect(1, 4, 8, "", "", 0.0, True)
    assert one.overlaps(Suspect(1, 7, 9, "", "", 0.0, True))
    assert not one.overlaps(Suspect(1, 8, 9, "", "", 0.0, True))
    assert not one.overlaps(Suspect(2, 4, 8, "", "", 0.0, True))


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_is_read(lines: list[str]) -> None:
    for one in typos.suspects(lines):
        assert lines[one.line][one.start : one.end] == one.wrong != one.right


@pytest.mark.parametrize(
    ("line", "loaded"), [("", "[]"), ("Every sentence is English.", "[]"), ("한국어 문장이다", "['kiwipiepy']")]
)
def test_the_analyser_is_loaded_for_korean_alone(line: str, loaded: str) -> None:
    said = f"import sys; from generator.languages import typos; typos.suspects([{line!r}]); "
    said += "print([name for name in ('kiwipiepy',) if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == loaded


def test_a_capital_that_stands_apart_belongs_to_its_word() -> None:
    (one, other) = english.suspects(["전송 계층 T ransport Layer", "the D atabase is a file"])
    assert (one.wrong, one.right, one.certain) == ("T ransport", "Transport", True)
    assert (one.start, one.end, other.right) == (6, 16, "Database")
    assert english.suspects(["Plan B was chosen", "type C cable", "A pod runs", "I think", "vitamin C orange"]) == ()
