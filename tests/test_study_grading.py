"""Grading by meaning: pairs that are one, pairs that are not, and what is said when it is wrong."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from generator import domains
from generator.model import Card, CommandLine, Fact, Names, Span, Statement, Steps, Value
from generator.study import grading, words
from generator.study.grading import Key, Kind, Knowledge, Mark
from generator.study.words import Lexicon

UNHURRIED = how(deadline=None)

LEXICON = Lexicon.of(
    [("파드", "Pod", "po"), ("디플로이먼트", "Deployment"), ("컨트롤 플레인", "control plane")],
    known=("Role", "ConfigMap", "ingress", "egress", "PV", "PVC", "롤"),
)
KNOWING = Knowledge(LEXICON, domains.same_command, domains.differences, domains.programs())


def _mark(kind: Kind, expected: str, given_text: str) -> Mark:
    return grading.grade(Key(kind, (expected,)), given_text, KNOWING).mark


def _reasons(kind: Kind, expected: str, given_text: str) -> tuple[str, ...]:
    return grading.grade(Key(kind, (expected,)), given_text, KNOWING).reasons


@UNHURRIED
@given(st.sampled_from(list(Kind)), st.text())
def test_an_answer_is_itself(kind: Kind, text: str) -> None:
    assert grading.grade(Key(kind, (text,)), text).mark == Mark.RIGHT


@UNHURRIED
@given(st.sampled_from(list(Kind)), st.text(), st.text())
def test_grading_never_fails(kind: Kind, expected: str, response: str) -> None:
    assert grading.grade(Key(kind, (expected,)), response, KNOWING).mark in Mark


NOTES = st.text(st.sampled_from("가나다 파드etcdkube-proxyAPI123"), min_size=1)


@UNHURRIED
@given(NOTES)
def test_case_width_spacing_and_normal_form_do_not_count(text: str) -> None:
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
    for other in (text.upper(), text.lower(), unicodedata.normalize("NFD", text), wide, f"  {text} ", f"`{text}`"):
        assert _mark(Kind.TERM, text, other) == Mark.RIGHT


@UNHURRIED
@given(
    st.lists(
        st.sampled_from(["etcd", "kubelet", "kube-proxy", "백업 서버", "부하 분산", "파드"]), unique=True, min_size=2
    ),
    st.randoms(),
)
def test_a_list_may_come_in_any_order(items: list[str], dice: object) -> None:
    mixed = sorted(items, reverse=True)
    for joint in (", ", "\n", " / ", "·", "; ", ","):
        assert _mark(Kind.LIST, ", ".join(items), joint.join(mixed)) == Mark.RIGHT


SAME_TERMS = [
    ("etcd", "etcd는"), ("etcd", "ETCD"), ("etcd", "ｅｔｃｄ"), ("파드", "Pod"), ("Pod", "파드는"), ("파드", "po"),
    ("컨트롤 플레인", "컨트롤플레인"), ("컨트롤 플레인", "control plane"), ("컨트롤 플레인 컴포넌트", "Control Plane 컴포넌트"),
    ("어피니티(affinity)", "affinity"), ("어피니티(affinity)", "어피니티"), ("노드", "노드입니다"), ("노드", "노드예요"),
    ("kubelet", "kubelet이다"), ("kube-apiserver", "kube‑apiserver."), ("쿠버네티스", "\"쿠버네티스\""), ("the node", "node"),
    ("잡", "잡은"), ("서비스", "서비스로"), ("스케일", "스케일로"), ("1", "１"), ("apiVersion", "apiversion"), ("etcd는", "etcd"),
]  # fmt: skip
ALMOST_TERMS = [
    ("쿠버네티스", "쿠버내티스"), ("kube-proxy", "kubeproxy"), ("kubelet", "kublet"), ("네트워크 프록시", "네트웤 프록시"),
    ("kube-scheduler", "kube-schduler는"), ("네임스페이스", "쿠버네티스 네임스페이스"),
]  # fmt: skip
OTHER_TERMS = [
    ("etcd", "kubelet"), ("국", "국가"), ("의도", "의가"), ("ingress", "egress"), ("PV", "PVC"), ("Rule", "Role"), ("v1", "v2"),
    ("포트 80", "포트 81"), ("가능", "불가능"), ("파드", "노드"), ("etcd", ""), ("etcd", "는"), ("Deployment", "파드"), ("3개", "4개"),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "response"), SAME_TERMS)
def test_one_term_spelt_differently_is_right(expected: str, response: str) -> None:
    assert _mark(Kind.TERM, expected, response) == Mark.RIGHT


@pytest.mark.parametrize(("expected", "response"), ALMOST_TERMS)
def test_a_slip_is_almost_right(expected: str, response: str) -> None:
    assert _mark(Kind.TERM, expected, response) == Mark.ALMOST


@pytest.mark.parametrize(("expected", "response"), OTHER_TERMS)
def test_another_term_is_wrong(expected: str, response: str) -> None:
    assert _mark(Kind.TERM, expected, response) == Mark.WRONG


SAME_COMMANDS = [
    ("ls -la /tmp", "ls -a -l /tmp"), ("ls -la /tmp", "ls /tmp -al"), ("rm -rf x", "rm --recursive --force x"), ("rm -rf x", "rm -Rf x"),
    ("tar -xzf a.tgz -C /opt", "tar xzf a.tgz --directory=/opt"), ("grep -i -n 'a b' f", 'grep -in "a b" f'), ("grep -n5", "grep -n5"),
    ("docker run -it --name web nginx sh -c 'ls -l'", 'docker run --name=web -t -i nginx sh -c "ls -l"'),
    ("docker ps -a", "docker ps --all"), ("git commit -am 'fix'", "git commit -a --message=fix"), ("head -n 5 f", "head --lines=5 f"),
    ("systemctl restart nginx", "$ systemctl  restart nginx"), ("prog --a=1 --b=2 x", "prog --b=2 --a=1 x"), ("ls -l | wc -l", "ls -l|wc -l"),
    ("ssh <user>@<host>", "ssh me@example.org"), ("docker logs -f <container>", "docker logs web --follow"), ("ls \\\n -l", "ls -l"),
    ("helm install web ./chart -n prod", "helm install --namespace prod web ./chart"), ("curl -sSL -o f URL", "curl -o f -LsS URL"),
    ("-it", "-i -t"), ("-it", "-ti"), ("--type=NodePort", "--type NodePort"), ("-o yaml", "-oyaml"), ("-n web -A", "-A -n web"),
    ("echo hi > out.txt", "echo hi >out.txt"), ("sort -t: -k 2 f", "sort -k2 -t : f"),
]  # fmt: skip
OTHER_COMMANDS = [
    ("cp a b", "cp b a"), ("cp -r a b", "cp -r b a"), ("docker run nginx -d", "docker run -d nginx"), ("prog -a x -b y", "prog -b y -a x"),
    ("find . -name '*.py' -delete", "find . -delete -name '*.py'"), ("git push --force", "git push"), ("rm -r x", "rm -rf x"),
    ("ls | wc", "wc | ls"), ("a && b", "a || b"), ("grep '|' f", "grep | f"), ("echo '$HOME'", "echo $HOME"), ("ls *.py", "ls '*.py'"),
    ("head -n 5 f", "head -n 50 f"), ("kubectl get pods", "docker get pods"), ("tail -f x", "tail -F x"), ("git add -A", "git add -a"),
    ("docker exec -it web sh", "docker exec web sh -it"), ("echo --a=1 --b=2", "echo --b=2 --a=1"), ("curl -H a -H b u", "curl -H b -H a u"),
    ("-it", "-i"), ("-a", "-A"), ("--type=NodePort", "--type=ClusterIP"), ("-o yaml", "-o json"), ("awk '{print}' f", "awk '{exit}' f"), ("cat <file>", "cat"), ("ls -l", "ls -L"), ("foo --x=1 -- --y=2", "foo -- --x=1 --y=2"),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "response"), SAME_COMMANDS)
def test_one_command_written_differently_is_right(expected: str, response: str) -> None:
    assert domains.differences(expected, response) == ()
    assert _mark(Kind.COMMAND, expected, response) == Mark.RIGHT


@pytest.mark.parametrize(("expected", "response"), OTHER_COMMANDS)
def test_another_command_is_wrong_both_ways(expected: str, response: str) -> None:
    assert _mark(Kind.COMMAND, expected, response) == Mark.WRONG
    if "<" not in expected:
        assert _mark(Kind.COMMAND, response, expected) == Mark.WRONG


def test_a_wrong_command_is_told_what_is_wrong() -> None:
    assert _reasons(Kind.COMMAND, "docker run -d --name web nginx", "docker run --name wep nginx") == (
        "`-d` is missing",
        "`--name` must be `web`, not `wep`",
    )
    assert _reasons(Kind.COMMAND, "ls -l", "ls -l 'unclosed") == ("`'unclosed` is too much",)
    assert _reasons(Kind.COMMAND, "systemctl start nginx", "systemctl stop nginx") == (
        "`systemctl start` is asked for, not `systemctl stop`",
    )
    assert _reasons(Kind.COMMAND, "docker ps", "git ps") == ("`docker ps` is asked for, not `git`",)


@pytest.mark.parametrize(
    ("expected", "response", "said"),
    [
        ("k run web --image=nginx $do > a.yaml", "k run web --image=nginx > a.yaml", "`$do` is missing"),
        ("k create deploy web --image=nginx $do", "k create deploy web --image=nginx", "`$do` is missing"),
        ("k run web --image=nginx $do", "k run web --image=nginx $now", "`$do` is asked for, not `$now`"),
        ("ETCDCTL_API=3 etcdctl snapshot save x", "etcdctl snapshot save x", "`ETCDCTL_API=3` is missing"),
        ("kubectl get po -n $ns", "kubectl get po", "`--namespace` is missing"),
        ("docker logs <container> -f", "docker logs -f", "`<container>` is missing"),
        ("git push -u origin main", "git push --set-upstream upstream main", "`origin` is asked for, not `upstream`"),
        ("docker run -it --rm alpine", "docker run --rm -t alpine", "`-i` is missing"),
    ],
)
def test_what_is_missing_is_called_by_its_name(expected: str, response: str, said: str) -> None:
    assert _reasons(Kind.COMMAND, expected, response) == (said,)


def test_a_domain_knows_its_commands_better() -> None:
    def same(one: str, other: str) -> bool | None:
        return one.replace("po", "pods") == other if one.startswith("kubectl") else None

    knowledge = Knowledge(same_command=same, differences=lambda one, other: ("`--to-revision` is missing",))
    key = Key(Kind.COMMAND, ("kubectl get po",))
    assert grading.grade(key, "`kubectl get pods`", knowledge).mark == Mark.RIGHT
    assert grading.grade(key, "kubectl get svc", knowledge).reasons == ("`--to-revision` is missing",)


def test_a_list_says_what_is_missing_and_what_does_not_belong() -> None:
    assert _reasons(Kind.LIST, "백업서버, 부하분산, 자동 재시도", "부하 분산, 백업서버") == (
        '"자동 재시도" is missing',
    )
    assert _reasons(Kind.LIST, "etcd, kubelet", "kubelet, etcd, docker") == ('"docker" does not belong',)
    assert _mark(Kind.LIST, "etcd, kubelet", "kubelet, etcd, docker") == Mark.ALMOST
    assert _reasons(Kind.LIST, "etcd, kubelet", "etcd, kublet") == ('a slip? "kubelet", not "kublet"',)


@pytest.mark.parametrize(
    ("expected", "response"),
    [
        ("Pod, Service, ConfigMap", "1. configmap\n2. 파드\n3. service"),
        ("Pod, Service, ConfigMap", "- ConfigMap\n- Service\n- Pod"),
        ("Pod, Service, ConfigMap", "pod service configmap"),
        ("리소스 요구사항, 하드웨어/소프트웨어/정책적 제약, 데드라인", "데드라인, 하드웨어/소프트웨어/정책적 제약, 리소스 요구사항"),
        ("온프레미스 / 퍼블릭 클라우드 / 하이브리드 환경", "퍼블릭 클라우드, 하이브리드 환경, 온프레미스"),
        ("검색 / 분류 / 필터링", "필터링·검색·분류"),
        ("통지, 대응", "대응 및 통지"),
        ("잡 컨트롤러 (일회성, 작업), 노드 컨트롤러", "노드 컨트롤러; 잡 컨트롤러 (일회성, 작업)"),
        ("1,000, 2,000", "2,000, 1,000"),
    ],
)  # fmt: skip
def test_lists_are_read_as_learners_write_them(expected: str, response: str) -> None:
    assert _mark(Kind.LIST, expected, response) == Mark.RIGHT


def test_steps_have_an_order() -> None:
    assert _mark(Kind.STEPS, "빌드, 푸시, 배포", "빌드\n푸시\n배포") == Mark.RIGHT
    assert _reasons(Kind.STEPS, "빌드, 푸시, 배포", "푸시, 빌드, 배포") == ("the order is 빌드 → 푸시 → 배포",)


def test_a_contrast_is_graded_side_by_side() -> None:
    expected = "내결함성: 장애 발생 시 기능 유지 / 고가용성: 중단 시간 최소화"
    assert _mark(Kind.CONTRAST, expected, "고가용성: 중단 시간 최소화, 내결함성: 장애 발생 시 기능 유지") == Mark.RIGHT
    assert _mark(Kind.CONTRAST, expected, "장애 발생 시 기능 유지 / 중단 시간 최소화") == Mark.RIGHT
    assert _mark(Kind.CONTRAST, expected, "내결함성: 중단 시간 최소화 / 고가용성: 장애 발생 시 기능 유지") == Mark.WRONG
    assert _reasons(Kind.CONTRAST, expected, "내결함성: 장애 발생 시 기능 유지") == ("고가용성: nothing was answered",)


def test_a_sentence_with_most_of_its_words_is_almost_right() -> None:
    expected = "모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소"
    assert _mark(Kind.TEXT, expected, "클러스터 데이터를 담는 쿠버네티스의 저장소") == Mark.ALMOST
    assert _mark(Kind.TEXT, expected, "네트워크 프록시") == Mark.WRONG
    assert _mark(Kind.TEXT, expected, expected.replace(" ", "")) == Mark.RIGHT


def test_any_accepted_answer_is_right() -> None:
    key = Key(Kind.TERM, ("etcd", "키-값 저장소"))
    assert grading.grade(key, "키-값 저장소는").mark == Mark.RIGHT
    assert grading.grade(key, "kubelet").mark == Mark.WRONG


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ls -la", Kind.COMMAND), ("docker ps", Kind.COMMAND), ("terraform apply -auto-approve", Kind.COMMAND), ("etcd", Kind.TERM),
        ("a, b, c", Kind.LIST), ("A: x / B: y", Kind.CONTRAST), ("모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소", Kind.TEXT),
    ],
)  # fmt: skip
def test_the_kind_of_an_answer_can_be_guessed(text: str, kind: Kind) -> None:
    assert grading.guess(text, KNOWING) == kind


def fact_of(value: Value) -> Fact:
    return Fact(span=Span("a.md", 1, 1), label="x", text="x", value=value)


def test_a_list_of_a_fact_is_graded_by_its_items() -> None:
    names = grading.key_of(Card(fact_of(Names(("a, b", "c"))), "list", "list-all", "?", "a, b / c"))
    assert (names.kind, names.items) == (Kind.LIST, ("a, b", "c"))
    steps = grading.key_of(Card(fact_of(Steps(("a", "b"))), "procedure", "list-all", "?", "a → b"))
    assert (steps.kind, steps.items) == (Kind.STEPS, ("a", "b"))


@pytest.mark.parametrize(
    ("direction", "key", "kind"),
    [
        ("purpose->command", "kubectl get pods", Kind.COMMAND), ("meaning->term", "etcd", Kind.TERM), ("list-all", "a, b", Kind.LIST),
        ("contrast", "A: x / B: y", Kind.CONTRAST), ("fill-blank", "--type=NodePort", Kind.COMMAND), ("fill-blank", "커널", Kind.TERM),
        ("term->meaning", "모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소", Kind.TEXT), ("question", "6443", Kind.TERM),
    ],
)  # fmt: skip
def test_a_card_says_how_it_is_graded(direction: str, key: str, kind: Kind) -> None:
    fact = fact_of(Statement("x"))
    assert grading.key_of(Card(fact, "list", direction, "?", key)).kind == kind


def test_a_blank_in_a_command_is_graded_in_its_command() -> None:
    fact = fact_of(CommandLine("ls -a --recursive /tmp", "p", "ls"))
    key = grading.key_of(Card(fact, "command", "fill-blank", "ls -a ____ /tmp", "--recursive"))
    assert key.frame == "ls -a ____ /tmp"
    assert grading.grade(key, "-R", KNOWING).mark == Mark.RIGHT
    assert grading.grade(key, "-r", KNOWING).mark == Mark.WRONG


def test_names_of_one_thing_join_across_groups() -> None:
    lexicon = Lexicon.of([("a", "b"), ("c", "d"), ("b", "c")])
    assert len({lexicon.aliases[name] for name in "abcd"}) == 1
    assert words.same("a", "d", lexicon)
