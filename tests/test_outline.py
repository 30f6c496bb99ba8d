"""The parts that the outline is made of: topic words, labels, enumerations, facets, printed lines, context lines."""

from __future__ import annotations

import pytest

from generator import front
from generator.languages import en, ko
from generator.outline import facets, labels, nesting, output, paths, titles


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("# 03. SQL day01 — 데이터베이스 기초 (2024-10-01)", "데이터베이스 기초"),
        ("2-1) 네트워크 드라이버", "네트워크 드라이버"),
        ("3주차 운영체제", "운영체제"),
        ("제2장 프로세스", "프로세스"),
        ("3.1 스택", "스택"),
        ("2. 1:N 관계", "1:N 관계"),
        ("2: 스택", "스택"),
        ("① 스택", "스택"),
        ("가. 큐", "큐"),
        ("Part 2. Locks", "Locks"),
        ("Linux day 3", "Linux"),
        ("Docker (2024)", "Docker"),
        ("network_02.md", "network"),
        ("01_IPC종류", "IPC종류"),
        ("README", ""),
        ("질문 모음", ""),
        ("2024-03-11", ""),
        ("도커 정리", "도커"),
        ("회의 정리", "회의"),
        ("캐시의 중요한 내용", "캐시의 중요한 내용"),
        ("소스의 기본", "소스"),
        ("[중요] 인덱스", "인덱스"),
        ("🚀 배포", "배포"),
        ("트랜잭션이란?", "트랜잭션"),
        ("What is a Pod?", "Pod"),
        ("왜 느릴까?", ""),
        ("러너 : 패킷 처리 방식 결정 (동작모드)", "러너"),
        ("이미지는 여러 층으로 나뉘어 있다", "이미지"),
        ("아주아주 긴 이름을 가진 어떤 장치의 동작 원리와 그 구조 (정리)", ""),
    ],
)
def test_a_heading_holds_its_topic(heading: str, topic: str) -> None:
    assert paths.topic(heading, ko) == topic


@pytest.mark.parametrize(
    ("heading", "topic"),
    [("Chapter 3: Locks", "Locks"), ("Why are reads slow?", ""), ("The page cache", "The page cache")],
)
def test_and_in_english(heading: str, topic: str) -> None:
    assert paths.topic(heading, en) == topic


@pytest.mark.parametrize(
    ("line", "halves"),
    [
        ("etcd : 저장소", ("etcd", "저장소", ":")),
        ("etcd: 저장소", ("etcd", "저장소", ":")),
        ("포트:팔천", ("포트", "팔천", ":")),
        ("a - b", ("a", "b", "-")),
        ("x – y", ("x", "y", "-")),
        ("a → b", ("a", "b", "→")),
        ("a = b", ("a", "b", "=")),
        ("a; b", ("a", "b", ";")),
        ("key: value - more", ("key", "value - more", ":")),
        ("종류:", None),
        ("12:30 시작", None),
        ("std::move", None),
        ("http://x.y/z", None),
        ("(a : b) c", None),
        ("`a : b` c", None),
        ('"a : b" c', None),
        ("a:b", None),
        ("a-b", None),
        ("a -> b -> c", None),
        ("그렇다: 예", None),
        ("$a = b$ 이다", None),
        (f"{'긴 ' * 31}: 값", None),
    ],
)
def test_a_line_splits_at_its_mark(line: str, halves: tuple[str, str, str] | None) -> None:
    found = labels.split(line)
    assert (found and (found.label, found.value, found.mark)) == halves


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("a, b, c", ("a", "b", "c")),
        ("a, b.", ("a", "b")),
        ("a / b", ("a", "b")),
        ("읽기/쓰기", ("읽기", "쓰기")),
        ("a·b", ("a", "b")),
        ("a | b", ("a", "b")),
        ("a vs b", ()),
        ("a, (b, c)", ("a", "(b, c)")),
        ("1,000", ()),
        ("a|b", ()),
        ("a, , b", ()),
        ("a", ()),
    ],
)
def test_an_enumeration_has_its_items(value: str, items: tuple[str, ...]) -> None:
    assert labels.names(value) == items


@pytest.mark.parametrize(
    ("code", "label", "key", "only"),
    [
        ("ko", "장점", "pros", True),
        ("ko", "정규화의 장점", "pros", False),
        ("ko", "트래픽 분산방식", "how", False),
        ("ko", "구성요소들", "parts", False),
        ("ko", "장점 3가지", "pros", True),
        ("ko", "(참고) 장점", "pros", True),
        ("ko", "기본 포트", "default", True),
        ("ko", "Advantages", "pros", True),
        ("ko", "아주 길고 긴 설명이 붙어 있는 어느 이름의 장점", "", False),
        ("ko", "캐시", "", False),
        ("en", "Advantages", "pros", True),
        ("en", "Two advantages", "pros", True),
        ("en", "Features & Benefits", "feature", True),
        ("ko", "개요 및 특징", "meaning", True),
        ("ko", "트래픽 및 특징", "feature", False),
        ("en", "Default port", "value", False),
        ("en", "Purpose of locks", "", False),
    ],
)
def test_a_label_names_an_aspect(code: str, label: str, key: str, only: bool) -> None:
    found = facets.find(label, code)
    assert (found.key if found else "") == key
    assert facets.only(label, code) == only


@pytest.mark.parametrize(
    "line",
    [
        "drwxr-xr-x 2 root", "total 24", "NAME   READY   STATUS", "[INFO] x", "Mar  1 10:00:01 host", "2024-01-01 10:00:00 x", "user@host:~$ ls",
        "mysql> SELECT 1", "+----+----+", "10.0.0.1:80", "0123456789ab redis", "error: x", "pod/web created", "Name:   web", '"a": {', "}",
    ],
)  # fmt: skip
def test_a_terminal_printed_it(line: str) -> None:
    assert output.is_output(line)


@pytest.mark.parametrize("line", ["이름   상태   나이", "일반 문장이다", "A sentence.", "a  b", "1/2 x", ""])
def test_a_person_wrote_it(line: str) -> None:
    assert not output.is_output(line)


def test_blank_lines_are_no_part_of_what_is_output() -> None:
    assert output.share(["total 8", "", "a sentence", "  "]) == 0.5
    assert output.share([""]) == 0.0


@pytest.mark.parametrize(
    ("path", "hidden", "line"),
    [
        (("쿠버네티스", "컴포넌트", "노드"), (), "쿠버네티스 › 컴포넌트 › 노드"),
        (("a", "b", "c", "d"), (), "b › c › d"),
        (("도커", "도커 볼륨"), (), "도커 볼륨"),
        (("도커", "…"), (), "도커"),
        (("etcd", "구조"), ("etcd",), "구조"),
        (("Deployment",), ("디플로이먼트", "Deployment"), ""),
        (("net", "구조"), ("network",), "구조"),
        (("a", "구조"), ("a",), "a › 구조"),
        (("아주 긴 이름의 첫 번째 단계", "아주 긴 이름의 두 번째 단계", "아주 긴 이름의 셋째 단계"), (), "아주 긴 이름의 두 번째 단계 › 아주 긴 이름의 셋째 단계"),
    ],
)  # fmt: skip
def test_the_context_line_is_short_and_tells_no_answer(
    path: tuple[str, ...], hidden: tuple[str, ...], line: str
) -> None:
    assert front.line(path, hidden) == line


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("워커 노드", True),
        ("정책 설정 방식", True),
        ("WORKDIR {경로}", True),
        ("길을 고르는 오래된 방식", False),
        ("노드는 머신이다", False),
        ("장점: 빠름", False),
        ("목록을 만든다.", False),
        ("출처: 강의", False),
        ("요청 → 응답", False),
        ("가" * 41, False),
        ("", False),
    ],
)
def test_a_line_opens_what_stands_under_it(line: str, opens: bool) -> None:
    assert nesting.is_opener(line, ko) == opens


@pytest.mark.parametrize(
    ("stem", "text", "title"),
    [
        ("2024-10-01-coffee-bean", "Coffee 콩은 두 종이다. Coffee 나무의 Bean. 커피 coffee", "Coffee"),
        ("ch03_커피 로스팅", "로스팅은 커피를 볶는 일이고, 커피 로스팅에는 단계가 있다.", "커피 로스팅"),
        ("untitled", "커피는 볶은 콩으로 만든다.", ""),
        ("README", "README README", ""),
        ("a-b", "a b a b", ""),
        ("coffee", "# Tea\n녹차\n# Coffee(커피)\nCoffee 콩\n# Cocoa\n", ""),
        ("coffee", "# 볶기\nCoffee 콩\n# 갈기\nCoffee 가루", "Coffee"),
    ],
)
def test_a_files_name_tells_a_subject_that_its_note_writes(stem: str, text: str, title: str) -> None:
    assert titles.of_file(stem, text, ko) == title


@pytest.mark.parametrize("label", ["이더넷 스위치", "중계기", "Gateway", "Platform", "Prefix"])
def test_a_name_that_ends_like_an_aspects_word_is_no_aspect(label: str) -> None:
    assert facets.find(label, "ko") is None


@pytest.mark.parametrize(
    ("label", "key"), [("설정파일위치", "where"), ("정책 설정방식", "how"), ("사용목적", "purpose")]
)
def test_a_compound_that_ends_in_an_aspects_word_is_one(label: str, key: str) -> None:
    found = facets.find(label, "ko")
    assert found is not None
    assert found.key == key
