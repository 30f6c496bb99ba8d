"""What is measured of a candidate: each feature on a candidate that has it and on one that has not."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from importlib.resources import files

import pytest

from generator.editor import score
from generator.editor.desk import Desk, desk
from generator.editor.features import FEATURES, measure
from generator.knowledge import Domain
from generator.languages import en, ko
from generator.model import Candidate, CommandLine, Names, Statement, Steps
from tests.values import a_candidate

SEEN = Desk(ko, Domain("none", names=frozenset({"커널"}), aliases=(("셸", "shell", "sh"),)), Counter({"패킷": 3, "주소": 9, "규칙": 1}), 16, terms=frozenset({"라우터"}))  # fmt: skip
PLAIN = a_candidate("blank", "라우터는 ____을(를) 보고 길을 고른다", "주소", value=Statement("라우터는 주소를 보고 길을 고른다", ("주소",)), start=5)  # fmt: skip
NAMED = a_candidate("named", "패킷을 전달하는 것은?", "라우터", value=Statement("패킷을 전달함"), entity="라우터")
ASKED = a_candidate(
    "definition", "라우터의 역할은?", "패킷을 전달함", value=Statement("패킷을 전달함"), entity="라우터"
)
COMMAND = a_candidate("command", "목록을 출력하는 docker 명령은?", "docker ps -a --no-trunc web", value=CommandLine("docker ps -a --no-trunc web", "목록을 출력"))  # fmt: skip
LIST = a_candidate("list", "장치 6가지는?", "…", value=Names(("허브", "라우터", "스위치", "리피터", "브리지", "빠르게 보낸다"), closed=False))  # fmt: skip


def keyed(key: str, frame: str = "named") -> Candidate:
    return a_candidate(frame, "패킷을 전달하는 장치는?", key)


@pytest.mark.parametrize(
    ("name", "candidate", "value"),
    [
        ("few words", a_candidate("named", "무엇은?", "x", front=""), 1.0),
        ("few words", a_candidate("named", "무엇은?", "x"), 0.75),
        ("few words", ASKED, 0.0),
        ("many words", a_candidate("named", "가위 나비 다리 라면 마늘 바다 사과 아기 자두 차표 카드 타조 파도 하마 거미", "x"), 0.4),
        ("no front", replace(PLAIN, front=""), 1.0),
        ("no front", PLAIN, 0.0),
        ("no front", a_candidate("aspect", "라우터의 목적은?", "x", front="", path=("라우터",)), 0.0),
        ("deep", replace(PLAIN, front="가 › 나"), 0.5),
        ("deep", replace(PLAIN, front="가 › 나 › 다"), 1.0),
        ("siblings", a_candidate("named", "x", "y", siblings=1), 1 / 3),
        ("siblings", a_candidate("named", "x", "y", siblings=7), 1.0),
        ("alone", NAMED, 1.0),
        ("alone", a_candidate("named", "x", "y", siblings=1), 0.0),
        ("alone", ASKED, 0.0),
        ("classless", NAMED, 1.0),
        ("classless", a_candidate("named", "What keeps packets?", "y"), 1.0),
        ("classless", a_candidate("named", "패킷을 전달하는 장치는?", "y"), 0.0),
        ("category", a_candidate("named", "길을 고르는 네트워크 장치는?", "y", category="네트워크 장치"), 1.0),
        ("category", a_candidate("named", "Which network device picks a way?", "y", category="network device"), 1.0),
        ("category", a_candidate("named", "길을 고르는 장치들은?", "y", category="장치"), 0.0),
        ("category", a_candidate("named", "장치를 고르는 것은?", "y", category="장치"), 0.0),
        ("category", a_candidate("definition", "x", "y", category="장치"), 0.0),
        ("quoted", a_candidate("named", "'빠른 것'에 해당하는 장치는?", "y"), 1.0),
        ("quoted", NAMED, 0.0),
        ("key length", keyed("가" * 30), 0.5),
        ("key digits", keyed("8080"), 1.0),
        ("key digits", keyed("포트"), 0.0),
        ("key latin", keyed("포트 x"), 1.0),
        ("key latin", keyed("포트"), 0.0),
        ("key known", keyed("라우터"), 1.0),
        ("key known", keyed("커널"), 1.0),
        ("key known", keyed("포트"), 0.0),
        ("key common", keyed("주소"), 1.0),
        ("key common", keyed("주소 규칙"), 0.0),
        ("key common", keyed("패킷"), 0.4),
        ("stem common", a_candidate("named", "주소는?", "y"), 1.0),
        ("stem common", a_candidate("named", "패킷의 주소는?", "y"), 0.4),
        ("marked", PLAIN, 1.0),
        ("marked", replace(PLAIN, key="길"), 0.0),
        ("blank first", replace(PLAIN, start=0), 1.0),
        ("blank first", PLAIN, 0.0),
        ("blank first", replace(NAMED, start=0), 0.0),
        ("blank sentence", PLAIN, 1.0),
        ("blank sentence", a_candidate("blank", "주소의 ____", "변환"), 0.0),
        ("blank one word", PLAIN, 1.0),
        ("blank one word", replace(PLAIN, key="목적지 주소"), 0.0),
        ("blank one word", replace(PLAIN, key="IP"), 0.0),
        ("blank one word", replace(PLAIN, key="80번"), 0.0),
        ("blank one word", NAMED, 0.0),
        ("key many words", replace(PLAIN, key="하나 둘 셋 넷"), 0.2),
        ("key many words", keyed("하나 둘 셋 넷", "definition"), 0.0),
        ("joined", a_candidate("named", "패킷을 받고 주소를 보며 길을 고르지만, 늦게 보내는 것은?", "x"), 1 / 3),
        ("ahead", replace(PLAIN, front="주소"), 1.0),
        ("ahead", PLAIN, 0.0),
        ("repeats", a_candidate("named", "주소를 보고 전달하는 장치는?", "주소 규칙"), 0.5),
        ("repeats", PLAIN, 0.0),
        ("purpose words", COMMAND, 1 / 3),
        ("purpose words", NAMED, 0.0),
        ("unsaid values", COMMAND, 0.25),
        ("unsaid values", replace(COMMAND, direction="command->purpose"), 0.0),
        ("options", COMMAND, 0.5),
        ("items", LIST, 0.5),
        ("item length", LIST, 7 / 36),
        ("item length", a_candidate("steps", "x", "y", value=Steps(("가" * 18, "나"))), 0.5),
        ("open", LIST, 1.0),
        ("open", a_candidate("list", "x", "y", value=Names(("가",))), 0.0),
        ("unclassed", LIST, 1.0),
        ("unclassed", replace(LIST, fact=replace(LIST.fact, facet="네트워크 프로토콜")), 0.0),
        ("unclassed", replace(LIST, fact=replace(LIST.fact, aspect="pros")), 0.0),
        ("predicate items", LIST, 1 / 6),
        ("verbal", ASKED, 1.0),
        ("verbal", a_candidate("definition", "라우터란?", "패킷을 전달하는 장치"), 0.0),
        ("state", a_candidate("definition", "라우터의 특징은?", "누구나 살 수 있음"), 1.0),
        ("state", ASKED, 0.0),
        ("terse", a_candidate("definition", "라우터란?", "장치"), 1.0),
        ("terse", a_candidate("definition", "라우터란?", "패킷을 전달하는 장치"), 0.0),
        ("foreign", a_candidate("blank", "It ____ packets", "sends", value=Statement("It sends packets")), 1.0),
        ("foreign", PLAIN, 0.0),
        ("small note", PLAIN, 0.25),
        ("rivals", a_candidate("definition", "x", "y", rivals=2), 2 / 3),
        ("beside", a_candidate("definition", "x", "y", entity="라우터", heads=(1,)), 1.0),
        ("beside", ASKED, 0.0),
        ("hangul term", ASKED, 1.0),
        ("hangul term", a_candidate("definition", "x", "y", entity="router"), 0.0),
        ("term words", a_candidate("definition", "x", "y", entity="대형 라우터 장치 (core router)"), 2 / 3),
        ("glossed", a_candidate("definition", "x", "y", entity="라우터(router)"), 1.0),
        ("glossed", ASKED, 0.0),
        ("term known", a_candidate("definition", "x", "y", entity="커널"), 1.0),
        ("term known", a_candidate("definition", "x", "y", entity="셸(명령 해석기)"), 1.0),
        ("term known", ASKED, 0.0),
        ("defines", a_candidate("definition", "x", "y", entity="라우터", value=Statement("패킷을 전달하는 장치")), 1.0),
        ("defines", ASKED, 0.0),
        ("meaning short", ASKED, 3 / 5),
        ("meaning short", NAMED, 3 / 5),
        ("meaning short", PLAIN, 0.0),
        ("commas", a_candidate("named", "가, 나, 다", "라"), 0.5),
    ],
)  # fmt: skip
def test_a_feature_is_measured(name: str, candidate: Candidate, value: float) -> None:
    assert FEATURES[name](candidate, SEEN) == pytest.approx(value)


def test_every_feature_is_measured_here() -> None:
    marks = test_a_feature_is_measured.pytestmark  # type: ignore[attr-defined]
    named = {row[0] for mark in marks if mark.name == "parametrize" for row in mark.args[1] if row[2]}
    assert named == set(FEATURES)


def test_the_language_of_the_note_says_what_is_foreign() -> None:
    seen = replace(SEEN, speech=en)
    assert FEATURES["foreign"](PLAIN, seen) == 1.0


def test_measures_have_the_frame_its_doubt_and_the_aspect() -> None:
    found = measure(a_candidate("aspect", "장점은?", "빠름", sure=0.75, aspect="pros"), SEEN)
    assert (found["frame aspect"], found["aspect unsure"], found["aspect pros"]) == (1.0, 0.25, 1.0)
    assert 0.0 not in {found[name] for name in found if name in FEATURES}
    assert found["aspect key length"] == found["key length"] > 0


def test_a_word_is_counted_once_a_fact() -> None:
    facts = [
        a_candidate("named", "x", "y", value=Statement(text), entity="라우터").fact for text in ("패킷과 패킷", "주소")
    ]
    seen = desk(facts, ko, Domain("none"))
    assert (seen.words["패킷"], seen.words["라우터"], seen.facts, seen.terms) == (1, 2, 2, frozenset({"라우터"}))


def test_a_score_is_the_weighted_sum_with_its_parts() -> None:
    found = score.score({"a": 2.0, "b": 1.0, "c": 5.0}, score.Weights({"a": 0.5, "b": -3.0}, 0.5))
    assert found.parts == (("b", -3.0), ("a", 1.0))
    assert found.value == pytest.approx(1 / (1 + 2.718281828**2), rel=1e-6)


def test_every_weight_is_of_something_that_is_measured() -> None:
    names = set(json.loads(files("generator.editor").joinpath("weights.json").read_text("utf-8"))["weights"])
    unknown = {
        name
        for name in names - set(FEATURES)
        if not name.startswith(("frame ", "aspect "))
        and not name.endswith(" unsure")
        and name.partition(" ")[2] not in FEATURES  # "list key length": a feature in one frame
    }
    assert not unknown
