"""The questions of each language, and the sentences that hold one ready: endings are changed only where that is certain."""

from __future__ import annotations

import pytest

from generator.languages import en, ko


@pytest.mark.parametrize(
    ("term", "meaning", "question"),
    [
        ("캐시", "자주 쓰는 데이터를 담아 두는 저장소", "캐시란?"),
        ("etcd", "키-값 저장소", "etcd는?"),  # a value rather than a meaning: under eight letters
        ("포트", "6443", "포트는?"),
        ("라우터", "패킷을 다른 네트워크로 전달함", "라우터의 역할은?"),
        ("정책", "규칙을 지키기 위한 목적", "정책의 목적은?"),
        ("docker ps", "컨테이너의 목록을 출력", "docker ps가 하는 일은?"),
        ("캐시", "자주 쓰는 것이 빠름", "캐시의 특징은?"),
        ("grep", "파일에서 글자를 찾는 데 사용", "grep의 용도는?"),
        ("tar", "파일을 묶을 때 쓰인다", "tar의 용도는?"),
        ("빈칸", "적힌 값이 없는 것을 의미", "빈칸이란?"),
        ("폴링", "소식을 물어볼 창구를 만든 후", ""),
        ("HEAD", "머리말만 받아 보는 경우 사용됨", "HEAD의 용도는?"),
        ("조회 흐름", "브라우저 -> 게이트웨이 -> 서버", ""),
        ("L1 캐시", "코어 안에 위치", "L1 캐시의 위치는?"),
        ("학습용", "노드 하나짜리 클러스터", ""),
        ("비용", "자원을 쓰는 만큼 내는 금액", "비용이란?"),
        ("언어 및 도구", "현장에서 쓰는 여러 기술", ""),
        ("등록", "실행 권한을 주고 옮김", ""),
        ("스케줄링", "여러 작업의 순서를 정하는 기법", "스케줄링이란?"),
        ("응용 프로그램", "브라우저, 메일, 게임 등등", ""),
        ("DB 서버", "MySQL 등", ""),
        ("권한", "r : 읽기, w : 쓰기", ""),
        ("GET", "자원을 받기 위한 요청 방식", "GET이란?"),
        ("순번", "요청이 올 때마다 하나씩 증가 (순서를 셈)", "순번의 특징은?"),
        ("502", "서버가 처리하지 못한 문제 발생", "502란?"),
        ("대출", "책을 누구에게 빌려줄 것인가", ""),
        ("서가", "열람실에 포함", ""),
        ("응답기", "기록을 응답에 포함", "응답기의 역할은?"),
        ("사서", "여러 기능을 수행", ""),
        ("십진법", "가장 간단한 분류 방법", ""),
        ("십진법", "가장 널리 쓰이는 도서 분류 방법", "십진법이란?"),
        ("저장소, 색인", "책을 찾는 데 필요한 목록", ""),
    ],
)
def test_a_korean_term_is_asked(term: str, meaning: str, question: str) -> None:
    assert ko.define(term, meaning) == question


@pytest.mark.parametrize(
    ("meaning", "without", "within"),
    [
        ("파드를 관리", "파드를 관리하는 것은?", "파드를 관리하는 도구는?"),
        ("패킷을 다른 네트워크로 전달함.", "패킷을 다른 네트워크로 전달하는 것은?", "패킷을 다른 네트워크로 전달하는 도구는?"),
        ("자주 쓰는 데이터를 담아 두는 저장소 (메모리)", "자주 쓰는 데이터를 담아 두는 저장소는?", "'자주 쓰는 데이터를 담아 두는 저장소'에 해당하는 도구는?"),
        ("네트워크를 잇는 도구", "네트워크를 잇는 도구는?", "네트워크를 잇는 도구는?"),
        ("불필요한 것", "불필요한 것은?", "불필요한 도구는?"),
        ("예외가 나는 경우", "", "'예외가 나는 경우'에 해당하는 도구는?"),
        ("파드를 관리하고", "", ""),
        ("서버는 상태를 저장함", "", ""),
        ("프린터, 스피커 등", "", ""),
        ("요청 → 응답", "", ""),
        ("규칙을 지키기 위한 목적", "", ""),
        ("짧음", "", ""),
        ("정지가 가능하며 복구가 쉬움", "", ""),
        ("파일에서 글자를 찾는 데 사용", "파일에서 글자를 찾는 데 사용하는 것은?", "파일에서 글자를 찾는 데 사용하는 도구는?"),
    ],
)  # fmt: skip
def test_a_korean_meaning_is_asked(meaning: str, without: str, within: str) -> None:
    assert (ko.named(meaning, ""), ko.named(meaning, "도구")) == (without, within)


@pytest.mark.parametrize(
    ("sentence", "halves"),
    [
        ("파드는 가장 작은 단위이다.", ("파드", "가장 작은 단위")),
        ("파드란 가장 작은 단위", ("파드", "가장 작은 단위")),
        ("파드는 노드에서 실행되는 단위를 말한다", ("파드", "노드에서 실행되는 단위")),
        ("컨테이너를 묶은 것을 파드라고 한다.", ("파드", "컨테이너를 묶은 것")),
        ("파드는 빠르다", None),
        ("다른 방법은 값을 복사하는 것이다", None),
        ("그 값은 느리기 때문이다", None),
        ("파드는 묶음이고, 노드는 머신이다", None),
        ("특정 요청은 앞단 서버에서 끝내는 방식", None),
        ("하위 주소들은 한 서버가 처리하는 방식", None),
    ],
)
def test_a_korean_sentence_defines(sentence: str, halves: tuple[str, str] | None) -> None:
    assert ko.defined(sentence) == halves


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("태그의 기본값은 latest이다.", ("태그의 기본값은?", "latest")),
        ("바닐라의 원산지는 멕시코이다", ("바닐라의 원산지는?", "멕시코")),
        ("태그의 기본값은 사용자가 정한 값이다", None),
        ("기본값은 latest", None),
        ("태그의 기본값은 없어도 되고 latest이다", None),
        ("캐시가 작은 이유는, SRAM이 매우 비쌈", ("캐시가 작은 이유는?", "SRAM이 매우 비쌈")),
        ("브릿지의 역할은 두 네트워크의 다리가 되는 것이다.", ("브릿지의 역할은?", "두 네트워크의 다리가 되는 것")),
        ("역할은 서로 비슷하다고 보면 된다", None),
        ("이것을 쓰는 이유는 빠름", None),
    ],
)
def test_a_korean_sentence_gives_a_value(sentence: str, found: tuple[str, str] | None) -> None:
    assert ko.valued(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("캐시가 비어 있기 때문에 첫 요청이 느리다", ("캐시가 비어 있기 때문", "첫 요청이 느린 이유는?")),
        (
            "컨테이너는 커널을 함께 쓰기 때문에 빠르게 시작된다",
            ("커널을 함께 쓰기 때문", "컨테이너가 빠르게 시작되는 이유는?"),
        ),
        (
            "메모리 부족이 계속됨 → 프로세스가 종료될 수 있음",
            ("메모리 부족이 계속됨", "프로세스가 종료될 수 있는 이유는?"),
        ),
        ("비어 있기 때문에 느리다", None),
        ("먼저 읽고, 나중에 쓰기 때문에 값이 달라진다", None),
        ("요청 → 응답", None),
    ],
)
def test_a_korean_sentence_gives_a_reason(sentence: str, found: tuple[str, str] | None) -> None:
    assert ko.reason(sentence) == found


@pytest.mark.parametrize(
    ("label", "noun"),
    [
        ("컨트롤 플레인 컴포넌트", "컨트롤 플레인 컴포넌트"),
        ("주요 명령어", "명령어"),
        ("vi 명령어 정리", "vi 명령어"),
        ("서비스 종류", "서비스"),
        ("네트워크 드라이버 종류", "네트워크 드라이버"),
        ("API 리소스와 오브젝트", "오브젝트"),
        ("전송 계층 프로토콜 2가지", "프로토콜"),
        ("네트워크 관리 도구", "도구"),
        ("컴포넌트들", "컴포넌트"),
        ("종류", ""),
        ("사람들", ""),
        ("아주 긴 이름을 가진 특별한 네트워크 관리 도구", ""),
    ],
)
def test_a_korean_label_names_a_class(label: str, noun: str) -> None:
    assert ko.class_noun(label) == noun


def test_the_other_korean_questions() -> None:
    assert ko.phrase("에이전트이다") == "에이전트"
    assert ko.phrase("kube-apiserver임") == "kube-apiserver"
    assert ko.phrase("시스템이 계속 작동할 수 있는 능력입니다.") == "시스템이 계속 작동할 수 있는 능력"
    assert ko.phrase("가장 작은 단위를 의미한다.") == "가장 작은 단위"
    assert ko.phrase("패킷을 전달함") == "패킷을 전달함"
    assert [ko.aspect("장점"), ko.aspect("장점 3가지", 3), ko.aspect("도구", 3, True)] == [
        "장점은?", "장점 3가지는?", "대표적인 도구 3가지는?",
    ]  # fmt: skip
    assert ko.of("노드", "최대 크기") == "노드의 최대 크기는?"
    assert [ko.order("쓰기 과정", 3), ko.order("쓰기", 3)] == ["쓰기 과정 3단계를 순서대로 답하면?"] * 2
    assert ko.does("kubectl get po") == "kubectl get po 명령이 하는 일은?"
    assert ko.both("A", "B", "확장") == "확장 측면에서 A와 B는 각각 어떠한가?"
    assert ko.field("대기 시간", "Pod") == "대기 시간을 정하는 Pod 매니페스트의 필드는?"
    assert [ko.field("5초", "Pod"), ko.field("파드를 지움", "Pod")] == ["", ""]
    assert ko.fixed("kind", "Pod") == "Pod 매니페스트의 kind 값은?"
    assert ko.stands_for("EC2 (AWS)") == "EC2는 무엇의 약자인가?"
    assert ko.aspect_of("볼륨", "목적") == "볼륨의 목적"


@pytest.mark.parametrize(
    ("purpose", "question"),
    [
        ("파드 목록 확인", "파드 목록을 확인하는 kubectl 명령은?"),
        ("파드 목록 확인 방법", "파드 목록을 확인하는 kubectl 명령은?"),
        ("변경 사항을 치워 두려면", "변경 사항을 치워 둘 때 쓰는 kubectl 명령은?"),
        ("이름을 붙이고 싶다면", "이름을 붙이고 싶을 때 쓰는 kubectl 명령은?"),
        ("상자를 만들려면", "상자를 만들 때 쓰는 kubectl 명령은?"),
        ("먼저 상자를 비워야 함", ""),
        ("상자 이름을 입력", ""),
        ("상자 안에 지도 있음", ""),
        ("상자에 이름표가 부여한다", ""),
        ("첫째 노드에서 실행", ""),
        ("뒤에서 실행", "뒤에서 실행하는 kubectl 명령은?"),
        ("이름 없이 실행", "이름 없이 실행하는 kubectl 명령은?"),
        ("상자 안을 볼 수 있음", "상자 안을 볼 수 있는 kubectl 명령은?"),
        ("브랜치를 지울 때", "브랜치를 지울 때 쓰는 kubectl 명령은?"),
        ("노드는 목록 확인", ""),
        ("상태", ""),
        ("로컬 경로 확인", "로컬 경로를 확인하는 kubectl 명령은?"),
        ("파드 정보 json 형식으로 조회", "파드 정보 json 형식으로 조회하는 kubectl 명령은?"),
        ("파드 정보 표로 조회", "파드 정보를 표로 조회하는 kubectl 명령은?"),
        ("로그 한 줄씩 출력", "로그를 한 줄씩 출력하는 kubectl 명령은?"),
        ("세션 강제 종료", "세션을 강제 종료하는 kubectl 명령은?"),
        ("파일의 내용보기", "파일의 내용을 보는 kubectl 명령은?"),
        ("루트 경로 이동", "루트 경로로 이동하는 kubectl 명령은?"),
        ("main 브랜치로 이동", "main 브랜치로 이동하는 kubectl 명령은?"),
        ("서버 접속", "서버에 접속하는 kubectl 명령은?"),
        ("컨테이너를 데몬이 아닌 작업 형태로 실행", "컨테이너를 데몬이 아닌 작업 형태로 실행하는 kubectl 명령은?"),
        ("세션 종료 및 삭제", "세션을 종료 및 삭제하는 kubectl 명령은?"),
        (
            "파일에 정의된 쿠버네티스 오브젝트 클러스터에 반영",
            "파일에 정의된 쿠버네티스 오브젝트를 클러스터에 반영하는 kubectl 명령은?",
        ),
        ("세션 종료", "세션을 종료하는 kubectl 명령은?"),
        ("파일 모두 한 폴더에 추가", "파일 모두 한 폴더에 추가하는 kubectl 명령은?"),
        ("실시간 상태", "'실시간 상태'에 쓰는 kubectl 명령은?"),
        ("설치 폴더로 이동 후", ""),
        ("파드 모습 변화", ""),
        ("레코드를 조회할 수 있는 커맨드, 도메인도 검색 가능", "레코드를 조회할 수 있는 kubectl 명령은?"),
        ("볼륨을 지우면 함께 사라진다", ""),
        ("설정 파일을 이용", ""),
    ],
)
def test_a_korean_purpose_is_asked(purpose: str, question: str) -> None:
    assert ko.command(purpose, "kubectl") == question


@pytest.mark.parametrize(
    ("term", "meaning", "asked", "named"),
    [
        ("Pod", "the smallest unit", "What is Pod?", "Which component is the smallest unit?"),
        ("Volumes", "the smallest units", "What are Volumes?", "Which component is the smallest units?"),
        ("kubelet", "runs on each node", "What does kubelet do?", "Which component runs on each node?"),
        ("BestEffort", "lowest priority", "What does BestEffort do?", "Which component has the lowest priority?"),
        ("etcd", "key-value store", "What is etcd?", 'Which component is this: "key-value store"?'),
        ("etcd", "a store; of keys", "What is etcd?", ""),
        ("etcd", "store", "What is etcd?", ""),
        ("Two main protocols", "the protocols of the layer", "", "Which component is the protocols of the layer?"),
        (
            "jobs",
            "List the tasks of a shell",
            "What does jobs do?",
            "Which component lists the tasks of a shell?",
        ),
        ("pods", "run the containers", "What do pods do?", "Which component runs the containers?"),
        ("pax", "Create and extract archives", "What does pax do?", "Which component creates and extracts archives?"),
        ("fsck", "Check and repair a disk", "What does fsck do?", "Which component checks and repairs a disk?"),
        ("ssh", "Securely connect to a host", "What does ssh do?", "Which component securely connects to a host?"),
        (
            "manager",
            "Control Plane component of loops",
            "What is manager?",
            'Which component is this: "Control Plane component of loops"?',
        ),
    ],
)
def test_an_english_term_and_its_meaning_are_asked(term: str, meaning: str, asked: str, named: str) -> None:
    assert en.define(term, meaning) == asked
    assert en.named(meaning, "component") == named


def test_an_english_sentence_holds_its_question() -> None:
    assert en.defined("A Pod is the smallest unit of work.") == ("Pod", "the smallest unit of work")
    assert en.defined("It is the end of it all") is None
    assert en.defined("Pod is small and fast and cheap") is None
    assert en.valued("The default port is 6443.") == ("What is the default port?", "6443")
    assert en.valued("The port is set by the user") is None
    assert en.reason("Reads are slow because the cache is empty.") == (
        "because the cache is empty",
        "Why is it that reads are slow?",
    )
    assert en.reason("This is slow because it is so old") is None
    assert en.reason("SQL reads are slow because the cache is empty.") == (
        "because the cache is empty",
        "Why is it that SQL reads are slow?",
    )


@pytest.mark.parametrize(
    ("label", "noun"),
    [
        ("Control Plane Components", "control plane component"), ("Main commands", "command"), ("Classes", "class"), ("Policies", "policy"),
        ("Component", ""), ("Pods", ""), ("Names of all the well known tools", ""),
    ],
)  # fmt: skip
def test_an_english_heading_names_a_class(label: str, noun: str) -> None:
    assert en.class_noun(label) == noun


def test_the_other_english_questions() -> None:
    assert en.aspect("Default port") == "What is the default port?"
    assert en.aspect("Advantages") == "What are the advantages?"
    assert en.aspect("advantages of SQL") == "What are the advantages of SQL?"
    assert en.aspect("purpose of Git hooks") == "What is the purpose of Git hooks?"
    assert en.aspect("steps", 3) == "What are the three steps?"
    assert en.aspect("tools", 11, True) == "Name 11 tools."
    assert en.of("SSH", "Default port") == "What is the default port of SSH?"
    assert en.of("SSH", "Limits") == "What are the limits of SSH?"
    assert en.order("Handshake", 3) == "What are the three steps of handshake, in order?"
    assert en.command("List the pods", "kubectl") == "Which kubectl command do you use to list the pods?"
    assert en.command("to list pods", "kubectl") == "Which kubectl command do you use to list pods?"
    assert en.command("Unstage all changes", "git") == "Which git command do you use to unstage all changes?"
    assert en.command("the pods of a node", "kubectl") == ""
    assert en.both("A", "B", "Scaling") == "Scaling: what is it for A and for B?"
    assert en.stands_for("EC2") == "What does EC2 stand for?"
    assert en.field("the wait", "Pod") == 'Which field of a Pod manifest is this: "the wait"?'
    assert en.fixed("kind", "Pod") == "In a Pod manifest, what is the value of kind?"


@pytest.mark.parametrize(
    ("speech", "meaning", "state"),
    [
        (ko, "아무나 읽을 수 있음", True),
        (ko, "메모리를 아낌없이 나누어 주는 함수를 실행함", False),
        (ko, "자주 쓰는 데이터를 담아 두는 저장소", False),
        (en, "is immutable", True),
        (en, "copies a file", False),
    ],
)
def test_a_meaning_says_how_a_thing_is(speech: object, meaning: str, state: bool) -> None:
    assert speech.is_state(meaning) == state  # type: ignore[attr-defined]


def test_a_thing_is_no_command() -> None:
    assert ko.named("오래 걸려서 뒤로 미뤄 놓은 작업", "리눅스 명령어") == ""
    assert ko.named("오래 걸려서 뒤로 미뤄 놓은 신호", "리눅스 명령어") == "오래 걸려서 뒤로 미뤄 놓은 신호는?"
    assert ko.named("컨테이너 상태 체크", "도커 명령어") == "컨테이너 상태를 체크하는 도커 명령어는?"


def test_a_meaning_is_a_noun_without_its_copula() -> None:
    assert ko.phrase("잘못된 메모리 접근에 생기는 신호(Signal) 입니다.") == "잘못된 메모리 접근에 생기는 신호(Signal)"
    assert ko.phrase("가장 작은 단위이다") == "가장 작은 단위"
    assert ko.phrase("목록을 출력합니다") == "목록을 출력합니다"


@pytest.mark.parametrize(
    ("facet", "count", "question"),
    [
        ("브레이크 방식 두 가지", 2, "브레이크 방식 2가지는?"),
        ("부품을 두 개 이용하는 구조", 2, ""),
        ("기본 주소", 0, "기본 주소는?"),
    ],
)
def test_a_korean_aspect_is_counted_once(facet: str, count: int, question: str) -> None:
    assert ko.aspect(facet, count) == question


@pytest.mark.parametrize(
    ("meaning", "question"),
    [
        ("선점형 스케줄링", "'선점형 스케줄링'에 해당하는 도구는?"),
        ("비동기식 데이터 처리", "비동기식 데이터를 처리하는 도구는?"),
        ("자료형 변환", "자료형을 변환하는 도구는?"),
    ],
)
def test_a_kind_of_deed_is_not_what_it_is_done_to(meaning: str, question: str) -> None:
    assert ko.named(meaning, "도구") == question


@pytest.mark.parametrize(
    ("meaning", "question"),
    [
        ("a distributed store of versions", 'What is called "a distributed store of versions"?'),
        ("a program that packs files", "Which git command is a program that packs files?"),
    ],
)
def test_a_thing_under_commands_is_no_command(meaning: str, question: str) -> None:
    assert en.named(meaning, "git command") == question
