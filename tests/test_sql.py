"""SQL in notes: what is a statement, and which comment belongs to which."""

from __future__ import annotations

import pytest

from generator import sql


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("SELECT * FROM book;", True),
        ("DESC 테이블명", True),
        ("ALTER INDEX [인덱스명] REBUILD", True),
        ("DROP TABLE IF EXISTS book", True),
        ("INSERT INTO book\n  VALUES (1, '차');", True),
        ("SELECT 문", False),
        ("UPDATE", False),
        ("select the best one", False),
        ("Use it when needed", False),
        ("CREATED by the server", False),
        ("데이터를 조회하는 SELECT", False),
    ],
)
def test_a_verb_in_capitals_with_its_object_is_a_statement(text: str, statement: bool) -> None:
    assert sql.is_statement(text) == statement


def shown(text: str) -> list[str]:
    return [
        f"{one.first}-{one.last} {one.kind} {one.text}{' ## ' + one.comment if one.comment else ''}"
        for one in sql.read(text)
    ]


def test_statements_run_on_to_their_semicolon_and_keep_the_comment_behind_them() -> None:
    text = "CREATE TABLE book (\n  id INT -- 번호\n);  /* 책장 */\nSHOW TABLES;   -- 목록"
    assert shown(text) == ["0-2 command CREATE TABLE book ( id INT ); ## 번호", "3-3 command SHOW TABLES; ## 목록"]


def test_comments_of_three_kinds_stand_apart_without_their_numbers() -> None:
    text = "/* [문제 2] 목록 확인 */\nSHOW TABLES;\n\n-- 1. 책 모두 조회\nSELECT * FROM book\n# 끝"
    assert shown(text) == [
        "0-0 comment 목록 확인",
        "1-1 command SHOW TABLES;",
        "2-2 blank ",
        "3-3 comment 책 모두 조회",
        "4-4 command SELECT * FROM book",
        "5-5 comment 끝",
    ]
