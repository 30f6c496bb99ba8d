"""Domains are found by folder and used on the note's evidence; without any there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator import domains, shell

NAMED = {
    "kubernetes": (
        "- `kubectl get nodes`: 노드 보기",
        "# 쿠버네티스\n\n- etcd: 모든 클러스터 데이터를 담는 키-값 저장소",
        "kubelet은 노드의 에이전트이고 etcd는 상태를 담는다.",
        "파드는 디플로이먼트가 만든다.",
        "A Pod is managed by a Deployment.",
        "1. $ k get po -A",
        "- kublet: 에이전트\n- etcd: 저장소",
    ),
    "docker": (
        "```bash\ndocker run -d nginx\n```",
        "## 도커 네트워크\n\n브리지가 기본이다.",
        "도커는 Dockerfile로 이미지를 만든다.",
    ),
    "git": ("- `git commit -m 'x'` 기록", "# Git 기초\n\n브랜치는 가지다."),
    "sql": (
        "# SQL 기초\n\n- SELECT : 조회",
        "```\nsqlite3 -header shop.db 'SELECT 1'\n```",
        "기본 키와 외래 키의 차이",
    ),
    "linux": ("# 리눅스 명령어\n\n- ls : 목록", "```\n$ chmod +x a.sh\n$ tar xf a.tar\n$ ls -l\n$ cd /tmp\n```"),
}
NAMELESS = (
    "",
    "# 운영체제\n\n- 프로세스: 실행 중인 프로그램",
    "nginx와 node는 docker로도 띄울 수 있다.",
    "The deployment of our service took a pod of whales.",
    "# COMMIT과 ROLLBACK\n\n- COMMIT : 변경을 확정",
    "깃발을 든 파드득나물",
    "- go, make: 영어 동사\n- find out: 알아내다",
)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in NAMED.items() for text in texts])
def test_a_note_shows_its_domain(name: str, text: str) -> None:
    assert domains.of(text).name == name, domains.evidence(text)


@pytest.mark.parametrize("text", NAMELESS)
def test_a_note_without_evidence_has_none(text: str) -> None:
    known = domains.of(text)
    assert (known.name, known.names, known.aliases) == ("", frozenset(), ()), domains.evidence(text)
    assert "kubectl" in known.programs


def test_a_docker_note_with_one_word_of_kubernetes_is_not_about_it() -> None:
    text = "# 도커\n\n- `docker run -d -p 80:80 nginx`\n- 쿠버네티스는 다음에 배운다."
    assert domains.of(text).name == "docker"
    assert not any("Deployment" in group for group in domains.of(text).aliases)


def test_two_subjects_of_one_note_are_put_together() -> None:
    text = "# 쿠버네티스\n\nkubelet, etcd\n\n```\ndocker build -t web .\n```"
    known = domains.of(text)
    assert known.name == "kubernetes"
    assert any("Dockerfile" in group for group in known.aliases)
    assert any("Deployment" in group for group in known.aliases)


def test_a_subject_that_names_a_domain_is_believed() -> None:
    assert domains.of("노트", subject="쿠버네티스").name == "kubernetes"
    assert domains.of("# 도커\n", subject="Git").name == "git"
    assert domains.of("노트", subject="양자역학").name == ""


def test_a_word_without_a_note_may_be_of_any_subject() -> None:
    every = domains.every()
    assert {"kubernetes", "docker", "git"} <= {one.name for one in domains.found()}
    assert any("Deployment" in group for group in every.aliases)
    assert any("Dockerfile" in group for group in every.aliases)


def test_the_reasons_are_told() -> None:
    found = next(one for one in domains.evidence("# 도커\n\n`docker ps -a`") if one.domain.name == "docker")
    assert found.reasons == ('"도커" in a heading', "`docker`", '"도커"')


def test_a_recipes_aliases_come_first() -> None:
    known = domains.of("# 쿠버네티스")
    own = replace(known, aliases=(("꼬투리", "Pod"), *known.aliases))
    assert own.aliases[0] == ("꼬투리", "Pod")
    assert own.name == "kubernetes"


def test_every_domain_is_a_folder_with_evidence() -> None:
    assert [one.name for one in domains.found()][:4] == ["docker", "git", "kubernetes", "linux"]
    for one in domains.found():
        assert domains.of("노트", subject=one.name).name == one.name, f'"{one.name}" is no title of its own domain'


def test_programs_are_known_whatever_the_note_is_about() -> None:
    assert {"kubectl", "docker", "git", "ls", "systemctl", "vi"} <= domains.programs()
    assert domains.programs() == shell.PROGRAMS
