"""The faults on candidates made by hand: each refuses these and lets those by."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from generator.editor import faults
from generator.editor.desk import Desk
from generator.knowledge import Domain
from generator.languages import ko
from generator.model import Candidate, CommandLine, Names, Origin, Statement, Steps
from tests.values import a_candidate

KNOWN = Domain(
    "none", names=frozenset({"파드"}), aliases=(("파드", "Pod", "po"), ("디플로이먼트", "Deployment", "deploy"))
)
SEEN = Desk(
    ko,
    KNOWN,
    doubtful={1: ("호",), 7: ("관라",)},
    meanings=Counter({"비선점형방식": 2, "선점형방식": 1}),
    places=frozenset({"ls", "date"}),
)


def named(stem: str, key: str, **more: object) -> Candidate:
    return a_candidate("named", stem, key, **more)  # type: ignore[arg-type]


def blank(stem: str, key: str, **more: object) -> Candidate:
    return a_candidate("blank", stem, key, **more)  # type: ignore[arg-type]


def command(purpose: str, line: str, frame: str = "command") -> Candidate:
    stem = f"{purpose}하는 docker 명령은?" if frame == "command" else f"{line} 명령이 하는 일은?"
    key = line if frame == "command" else purpose
    return a_candidate(frame, stem, key, value=CommandLine(line, purpose, line.split()[0]))


def listed(stem: str, *items: str, **more: object) -> Candidate:
    return a_candidate("list", stem, ", ".join(items), value=Names(items), **more)  # type: ignore[arg-type]


WORDS = "네트워크의 패킷을 알맞은 주소로 보내는 장치"

REFUSED = [
    ("bare", blank("하루에 두 번 ____을(를) 주는 것이 좋다", "물", front="")),
    ("bare", named("패킷을 알맞은 주소로 보내는 것은?", "라우터", front="")),
    ("bare", a_candidate("aspect", "목적은?", "빠름", front="")),
    ("bare", listed("장점 2가지는?", "빠름", "쉬움", front="")),
    ("elsewhere", replace(command("현재 날짜를 출력", "ls"), fact=replace(command("날짜를 출력", "ls").fact, value=CommandLine("ls", "날짜를 출력", "ls"), path=("date",)))),
    ("empty", blank("____", "패킷")),
    ("empty", named("무엇은?", " ")),
    ("fragment", blank("발효는 ____ 물이 있어야 일어난다", "설탕과,")),
    ("fragment", blank("발효는 ____ 시간에 달려 있다", "온도 및")),
    ("fragment", a_candidate("aspect", "책임 범위는?", "직접 운영 vs 일부 위임")),
    ("fragment", named("를 보내는 장치는?", "라우터")),
    ("fragment", named("패킷을 보내는 장치는?", "은 라우터")),
    ("glued", named("계층을 공유함은?", "이미지")),
    ("glued", named("계층을 을를 나누는 것은?", "이미지")),
    ("glued", named("이미지가 지워짐은?", "정리")),
    ("guess", command("컨테이너를 실행", "docker run -d --name web --network back nginx:1.25 cache", "does")),
    ("leak", named("라우터 표를 보는 장치는?", "라우터")),
    ("leak", named("가장 작은 Pod 단위는?", "파드")),
    ("leak", named("이더넷 프레임을 보내는 장치는?", "이더넷 스위치")),
    ("leak", a_candidate("definition", "파일 기반 정책이란?", "파일이 사용할 수 있는 유일한 정책", entity="파일 기반 정책")),
    ("leak", named("넷마스크를 정하는 옵션은?", "netmask 값")),
    ("leak", a_candidate("definition", "바라는 상태란?", "바라는 상태라는 개념", entity="바라는 상태")),
    ("vague", command("ssh 접속", "ssh kim@host")),
    ("leak", named("노드에서 도는 네트워크 프록시는?", "kube-proxy")),
    ("leak", named("객체가 속한 API 버전은?", "apiVersion")),
    ("leak", a_candidate("definition", "apiVersion이란?", "객체가 속한 API 버전", entity="apiVersion")),
    ("leak", a_candidate("measure", "Minikube의 유래는?", '"mini" + "kube"', entity="Minikube")),
    ("leak", named("바이너리 패키지를 내려받는 것은?", "Binary Package")),
    ("leak", blank("____는 표를 본다", "라우터", front="라우터")),
    ("leak", a_candidate("definition", "라우터(router)란?", "router", entity="라우터(router)")),
    ("leak", listed("볼륨과 바인드 마운트의 종류 2가지는?", "바인드 마운트", "임시")),
    ("leak", command("compose로 서비스를 up", "docker compose up")),
    ("leak", command("도커 버전을 출력", "docker version")),
    ("lean", blank("이때 ____은(는) 그대로 남는다", "데이터")),
    ("lean", blank("표는 위의 ____과(와) 같다", "그림")),
    ("lean", command("위의 커밋을 취소", "git revert HEAD")),
    ("list_", listed("장점 2가지는?", "빠름", "빠름")),
    ("list_", listed("장점 2가지는?", "빠름", "아" * 37)),
    ("list_", listed("장점 2가지는?", "빠름", "쉽다. 싸다")),
    ("list_", a_candidate("steps", "순서는?", "x", value=Steps(("연다", "아" * 51)))),
    ("long", a_candidate("definition", "라우터란?", "아" * 61)),
    ("long", named("아" * 141, "라우터")),
    ("long", a_candidate("contrast", "차이는?", "아" * 151)),
    ("markup", named("패킷을 **보내는** 장치는?", "라우터")),
    ("markup", named("패킷을 보내는 장치는?", "라우터 (router")),
    ("markup", named("패킷을 보내는 장치는?", "[라우터](r.md)")),
    ("markup", command("'-d' {.bash} 옵션을 붙여 실행", "docker run -d nginx")),
    ("mistyped", blank("강제 종료 호 ____된다", "재시작")),
    ("run_on", command("임시로바꾼IP 주소를 출력", "ip address show")),
    ("sample", named("주소는?", "10.0.0.5:8080")),
    ("sample", command("컨테이너의 상세 정보를 확인", "docker inspect d7455a395f1a")),
    ("sample", named("날짜는?", "2024-03-11")),
    ("sample", named("이름은?", "my-server")),
    ("sample", named("https://example.org 는?", "문서")),
    ("sample", named("어디에?", "https://example.org")),
    ("same", a_candidate("definition", "FCFS란?", "비선점형 방식", entity="FCFS", value=Statement("비선점형 방식"))),
    ("several", a_candidate("definition", "라우터의 역할은?", "패킷을 전달함", entity="라우터", rivals=1)),
    ("slight", named("빠른 장치는?", "SSD", value=Statement("빠른 장치"))),
    ("slight", named(f"{WORDS}는?", "라우터", value=Statement(WORDS), sure=0.5)),
    ("translated", a_candidate("definition", "--node-status-frequency란?", "노드 상태의 빈도", entity="--node-status-frequency")),
    ("vague", command("전체 삭제", "docker volume prune")),
]  # fmt: skip
KEPT = [
    ("bare", a_candidate("definition", "라우터란?", WORDS, front="")),
    ("bare", a_candidate("aspect", "라우터의 목적은?", "빠름", front="", path=("라우터",))),
    ("bare", blank("____을(를) 준다", "물")),
    ("elsewhere", replace(command("현재 날짜를 출력", "ls"), fact=replace(command("날짜를 출력", "ls").fact, value=CommandLine("ls", "날짜를 출력", "ls"), path=("시간",)))),
    ("empty", blank("물 ____", "패킷")),
    ("fragment", command("목록을 출력", "docker ps &")),
    ("fragment", a_candidate("contrast", "차이는?", "직접 운영 vs 일부 위임")),
    ("fragment", blank("발효는 ____ 시간에 달려 있다", "온도와")),
    ("glued", named("계층을 나누는 이유는?", "크기")),
    ("glued", a_candidate("definition", "컨테이너 런타임은?", WORDS)),
    ("glued", a_candidate("definition", "공동 책임이란?", WORDS)),
    ("guess", command("컨테이너 web을 멈춘다", "docker stop web", "does")),
    ("leak", named("어댑터 표를 보는 장치는?", "라우터")),
    ("leak", a_candidate("definition", "라우터의 역할은?", "라우터처럼 길을 고르며 패킷을 전달하는 장치가 됨")),
    ("leak", a_candidate("definition", "파일 기반 정책이란?", "디스크에 낱낱이 나누어 담는 정책", entity="파일 기반 정책")),
    ("leak", command("delete a local image", "docker image -f image")),
    ("leak", named("settings are kept where?", "set")),
    ("leak", named("파드가 끝났을 때 다시 띄울지 정하는 값은?", "restartPolicy")),
    ("leak", named("길을 고르는 프로토콜 계층은?", "전송 프로토콜 계층", category="프로토콜 계층")),
    ("leak", a_candidate("measure", "Helm의 유래는?", "배의 조타 장치", entity="Helm")),
    ("lean", blank("이름은 ____이다", "표")),
    ("lean", listed("그림 2가지는?", "표", "이 그림")),
    ("list_", listed("장점 2가지는?", "빠름", "아" * 36)),
    ("list_", a_candidate("steps", "순서는?", "x", value=Steps(("연다", "아" * 50)))),
    ("long", a_candidate("definition", "라우터란?", "아" * 60)),
    ("long", listed("목록은?", "아" * 100, "나" * 90)),
    ("markup", command("`**`를 출력", "echo (x")),
    ("markup", named("패킷을 보내는 장치는?", "라우터 (router)")),
    ("mistyped", blank("종료 뒤 ____된다", "재시작")),
    ("run_on", command("저장하고 싶은 이름으로 내려받기", "wget -O 이름 내려받을주소")),
    ("sample", named("포트는?", "8080")),
    ("sample", command("컨테이너의 상세 정보를 확인", "docker inspect feedback")),
    ("same", a_candidate("definition", "RR이란?", "선점형 방식", entity="RR", value=Statement("선점형 방식"))),
    ("same", a_candidate("blank", "____ 방식", "비선점형", value=Statement("비선점형 방식"))),
    ("several", a_candidate("definition", "라우터란?", WORDS, entity="라우터", rivals=1)),
    ("several", a_candidate("definition", "라우터의 역할은?", "패킷을 전달함", entity="라우터")),
    ("slight", named(f"{WORDS}는?", "라우터", value=Statement(WORDS))),
    ("slight", a_candidate("definition", "SSD란?", "빠른 장치", sure=0.5)),
    ("translated", a_candidate("definition", "--max-pods란?", "노드 하나에서 실행할 수 있는 파드의 가장 큰 수", entity="--max-pods")),
    ("translated", named("노드 상태의 빈도는?", "--node-status-frequency", entity="--node-status-frequency")),
    ("vague", command("쓰지 않는 볼륨을 삭제", "docker volume prune")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "candidate"), REFUSED)
def test_a_fault_refuses(name: str, candidate: Candidate) -> None:
    assert faults.faults()[name].has(candidate, SEEN)


@pytest.mark.parametrize(("name", "candidate"), KEPT)
def test_and_lets_by(name: str, candidate: Candidate) -> None:
    assert not faults.faults()[name].has(candidate, SEEN)


def test_every_fault_is_here_on_both_sides() -> None:
    every = set(faults.faults())
    assert {name for name, _one in REFUSED} == every - {"command"}, "of commands the fixture tells"
    assert {name for name, _one in KEPT} == every - {"command"}


def test_a_reader_has_understood_a_models_card() -> None:
    leaning = replace(blank("이때 ____은(는) 그대로 남는다", "데이터"), origin=Origin.MODEL)
    assert not faults.faults()["lean"].has(leaning, SEEN)


def test_all_reasons_are_told() -> None:
    one = blank("____", "설탕과,", front="")
    assert {"empty", "a fragment", "nothing says what it is about"} <= set(faults.find(one, SEEN))
