"""Statements and comments of an SQL fence, as people write them in notes.

/* 데이터베이스 목록 확인 */      comment above
SHOW DATABASES;   -- 모든 DB      statement, with a comment behind it
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.shell import Line

PROGRAM = "SQL"  # what a question calls the language
_VERBS = r"SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|TRUNCATE|RENAME|GRANT|REVOKE|SHOW|DESC|DESCRIBE|USE|EXPLAIN|MERGE|COMMIT|ROLLBACK|SAVEPOINT|CALL"
# A second word that is a name, a keyword or a placeholder: "DESC 테이블명", "SELECT *", and not "SELECT 문".
_STATEMENT = re.compile(rf"(?:{_VERBS})\s+(?:[A-Za-z_`'\"*(<\[{{@]|[가-힣_]+(?:명|이름)\b).*", re.DOTALL)
# "drop table products;", "select name from users;": small letters need the words of SQL around them.
_SMALL = re.compile(
    r"(?:(?:create|alter|drop|truncate|show|use|rename)\s+(?:database|schema|table|user|index|view|column)s?\b"
    r"|(?:select|delete)\s.*\bfrom\s|insert\s+into\s|update\s.*\bset\s|(?:desc|describe)\s+\w+|(?:grant|revoke)\s.*\bon\s)[^;]*;",
    re.DOTALL,
)
_COMMENT = re.compile(r"^\s*(?:--+|#+)\s*(?P<line>\S.*)$|^\s*/\*+\s*(?P<block>.*?)\s*\*+/\s*$")
_BEHIND = re.compile(r"\s+(?:--+|#)\s*(?P<line>\S.*)$|\s*/\*+\s*(?P<block>.*?)\s*\*+/\s*$")
_NUMBERED = re.compile(r"^[\[(]?(?:문제|예제|실습|Q)?\s?\d+[\])]?[.):]?\s+(?=\S)|^\[(?:문제|예제|실습)\s?\d*\]\s*")


def is_statement(text: str) -> bool:
    """Tell whether a text is an SQL statement: a verb in capitals and what it is done to, or one in small letters to its semicolon."""
    return bool(_STATEMENT.fullmatch(text.strip().rstrip(";")) or _SMALL.fullmatch(text.strip()))


def read(text: str) -> tuple[Line, ...]:
    """Return the comments, statements and blank lines of a fence; a statement runs on to its semicolon or a blank line."""
    return tuple(_lines(text.split("\n")))


def _lines(written: list[str]) -> Iterator[Line]:
    open_, first, said = "", 0, ""
    for at, line in enumerate(written):
        comment = _COMMENT.match(line)
        behind = _BEHIND.search(line)
        code = line if not behind else line[: behind.start()]
        if open_ and (not line.strip() or comment):
            yield Line("command", open_, first, at - 1, said)
            open_ = said = ""
        if comment:
            yield Line("comment", _NUMBERED.sub("", comment["line"] or comment["block"]), at, at)
        elif not line.strip():
            yield Line("blank", "", at, at)
        else:
            first = first if open_ else at
            open_ = f"{open_} {code.strip()}".strip()
            said = said or (_told(behind) if behind else "")
            if code.rstrip().endswith(";"):
                yield Line("command", open_, first, at, said)
                open_ = said = ""
    if open_:
        yield Line("command", open_, first, len(written) - 1, said)


def _told(found: re.Match[str]) -> str:
    return found["line"] or found["block"] or ""
