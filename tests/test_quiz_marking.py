"""The page's marking, in JavaScript, against the grader's own: what the one takes the other takes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from generator import domains
from generator.cli import _quiz_answers
from generator.exporters.quiz.page_data import page_data
from generator.exporters.quiz.paper import Paper
from generator.items import Item, versions
from generator.study import grading
from generator.study.grading import Knowledge
from generator.study.words import Lexicon
from tests.quiz_cards import card

SCRIPT = Path(__file__).parent.parent / "generator" / "exporters" / "quiz" / "quiz.js"
GROUPS = (("파드", "Pod", "po"), ("레이블", "Label"))
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="node is not installed")


def _same(one: str, other: str) -> bool | None:
    """Two commands of a small program of our own, of which all is known."""
    if not one.startswith("boat "):
        return None
    return _parts(one) == _parts(other)


def _parts(line: str) -> object:
    spelt = {"pods": "pod", "po": "pod", "--namespace": "-n", "--all": "-a"}
    words = line.replace("=", " ").split()
    rest, options = [], []
    while words:
        word = words.pop(0)
        word = spelt.get(word, word)
        if word == "-n":
            options.append((word, words.pop(0) if words else ""))
        else:
            (options if word.startswith("-") else rest).append(word)
    return rest, sorted(map(str, options))


KNOWLEDGE = Knowledge(Lexicon.of(GROUPS, ("kubelet", "kubectl")), _same)


def _item(item_type: str, stem: str, key: str, direction: str = "question", **more: object) -> Item:
    made = card(3, direction, stem, key, str(more.pop("kind", "definition")), accept=more.get("accept", ()))
    answers = tuple(more.pop("answers", (key,)))  # type: ignore[call-overload]
    return Item(
        1, item_type, stem, answers, 2, made, accept=made.accept, **{k: v for k, v in more.items() if k != "accept"}
    )  # type: ignore[arg-type]


def _mark(item: Item, *responses: str) -> dict[str, object]:
    """Mark responses as the page does, in node."""
    paper = Paper("t", "ko", versions((item,), 1, 1), marking=_quiz_answers.marking((item,), GROUPS, KNOWLEDGE))
    data = page_data(paper)
    program = f"const q = require({json.dumps(str(SCRIPT))}); const d = {json.dumps(data)};"
    asked = f"console.log(JSON.stringify(q.grade(d.versions.A[0], {json.dumps(responses)}, d)))"
    done = subprocess.run([NODE or "node", "-e", program + asked], capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


TERMS = [
    ("etcd", "etcd는", "right"), ("etcd", " ETCD ", "right"), ("etcd", "`etcd`.", "right"), ("etcd", "ectd", "almost"),
    ("etcd", "kubelet", "wrong"), ("etcd", "", "wrong"), ("컨트롤 플레인", "컨트롤플레인", "right"),
    ("컨트롤 플레인", "컨트롤 플래인", "almost"), ("파드", "Pod", "right"), ("파드", "포드", "almost"), ("파드", "pod를", "right"),
    ("어피니티(affinity)", "어피니티", "right"), ("어피니티(affinity)", "Affinity", "right"), ("kube-proxy", "kubeproxy", "almost"),
    ("6443", "6444", "wrong"), ("국가", "국", "wrong"), ("서버", "서버이다", "wrong"), ("볼륨", "볼륨이다", "right"),
    ("키-값 저장소", "키‑값 저장소", "right"), ("node", "a node", "right"), ("네임스페이스", "리눅스 네임스페이스", "almost"),
    ("kubectl", "kubelet", "wrong"), ("２０대", "20대", "right"),
]  # fmt: skip


@needs_node
@pytest.mark.parametrize(("key", "response", "mark"), TERMS)
def test_a_term_is_taken_as_the_grader_takes_it(key, response, mark):
    item = _item("blank", "답은 ____.", key, "fill-blank")
    own = grading.grade(grading.key_of(item.card), response, KNOWLEDGE).mark
    assert own == mark
    assert _mark(item, response)["mark"] == mark


@needs_node
def test_an_accepted_answer_is_right():
    assert (
        _mark(_item("blank", "답은 ____.", "노드", "fill-blank", accept=("워커 머신",)), "워커머신")["mark"] == "right"
    )


@needs_node
@pytest.mark.parametrize(
    ("response", "mark"),
    [
        ("모든 클러스터 데이터를 담는 키-값 저장소", "right"),
        ("클러스터의 모든 데이터를 담는 저장소", "almost"),
        ("노드를 고르는 부품", "wrong"),
        ("", "wrong"),
    ],
)
def test_a_sentence_is_read_by_its_words(response, mark):
    item = _item("short-answer", "etcd란?", "모든 클러스터 데이터를 담는 키-값 저장소", "term->meaning")
    assert grading.grade(grading.key_of(item.card), response, KNOWLEDGE).mark == mark
    assert _mark(item, response)["mark"] == mark


@needs_node
@pytest.mark.parametrize(
    ("responses", "mark", "share"),
    [
        (("부하 분산", "백업서버는", "다중화"), "right", 1),
        (("다중화, 백업 서버, 부하분산", "", ""), "right", 1),
        (("백업 서버", "", "부하 분산"), "almost", 2 / 3),
        (("백업 서버", "백업 서버", "백업 서버"), "almost", 1 / 3),
        (("etcd", "", ""), "wrong", 0),
        (("", "", ""), "wrong", 0),
    ],
)
def test_a_list_is_taken_in_any_order_and_in_part(responses, mark, share):
    item = _item(
        "list", "구현 방법은?", "백업 서버, 부하 분산, 다중화", "list-all", answers=("백업 서버", "부하 분산", "다중화")
    )
    found = _mark(item, *responses)
    assert found["mark"] == mark
    assert found["share"] == pytest.approx(share)


COMMANDS = [
    "boat list pods -n east", "boat list po --namespace east", "boat -n east list pod", "boat list pods --namespace=east",
    "$ boat list  pods -n  east", "boat list pods -neast",
]  # fmt: skip


@needs_node
@pytest.mark.parametrize("response", COMMANDS)
def test_equal_commands_are_right(response):
    item = _item("command", "동쪽의 배는?", "boat list pods -n east", "purpose->command", kind="command")
    if response != COMMANDS[-1]:  # our small program does not know a value glued to its option
        assert grading.grade(grading.key_of(item.card), response, KNOWLEDGE).mark == "right"
    assert _mark(item, response)["mark"] == "right"


@needs_node
@pytest.mark.parametrize(
    "response", ["boat list pods", "boat list pods -n west", "boat sink pods -n east", "boat list pods -n east -a", ""]
)
def test_other_commands_are_wrong(response):
    item = _item("command", "동쪽의 배는?", "boat list pods -n east", "purpose->command", kind="command")
    assert _mark(item, response)["mark"] == "wrong"


@needs_node
def test_a_shell_line_is_right_as_it_stands_only():
    item = _item("command", "배를 세라", "ls -1 | wc -l", "purpose->command", kind="command")
    assert _mark(item, "ls -1  | wc -l")["mark"] == "right"
    assert _mark(item, "wc -l | ls -1")["mark"] == "wrong"


@needs_node
def test_pairs_count_one_by_one_and_an_order_as_a_whole():
    pairs = _item("matching", "짝은?", "가", prompts=("1", "2"), answers=("a", "b"), choices=("a", "b", "c"))
    assert _mark(pairs, "0", "1") == {"mark": "right", "share": 1}
    assert _mark(pairs, "0", "2") == {"mark": "wrong", "share": 0.5}
    order = _item("order", "순서는?", "가", answers=("a", "b"), choices=("b", "a"))
    assert _mark(order, "1", "0") == {"mark": "right", "share": 1}
    assert _mark(order, "0", "1") == {"mark": "wrong", "share": 0}


def test_equal_spellings_of_a_command_are_listed_and_each_is_equal():
    item = _item("command", "동쪽의 배는?", "boat list pods -n east", "purpose->command", kind="command")
    marking = _quiz_answers.marking((item,), GROUPS, KNOWLEDGE)
    spelt = marking.spellings["boat list pods -n east"]
    assert "boat list po -n east" in spelt
    assert all(_same(item.key, other) for other in spelt)


def test_names_of_one_thing_are_spellings_of_an_answer():
    assert _quiz_answers.spellings("파드", GROUPS) == ("Pod", "po")
    assert _quiz_answers.spellings("어피니티(affinity)", ()) == ("어피니티", "affinity")
    assert _quiz_answers.spellings("컨트롤 플레인", ()) == ("컨트롤플레인",)


def test_known_programs_are_taken_apart_by_their_own_options():
    known = Knowledge(Lexicon(), domains.same_command)
    found = _quiz_answers.taken_apart("kubectl get pods -n web", (), known)
    assert found.same == {"k": "kubectl", "pod": "pods", "--namespace": "-n"}
    assert found.taking == ("-n",)
    assert found.free
    assert _quiz_answers.taken_apart("tar -x -f a.tar", (), known).same["--extract"] == "-x"
