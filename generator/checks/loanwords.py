"""`스케쥴링`: a loanword against the rules of its spelling, here 스케줄링.

After ㅈ and ㅊ there is no ㅑㅕㅛㅠ in loanwords, and no coda but ㄱㄴㄹㅁㅂㅅㅇ: these are warnings, and the cards are spelt
right. Spellings in wide use beside the standard one (디렉토리, 어플리케이션) are noted once a note and changed nowhere. Native
words (걸쳐, 가져) are never touched: only words of the table in `loanwords.tsv` and of the subject are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

RULE, STYLE = "loanword", "loanword-style"
# 쉘 and the like stand inside other words too: they count only as a word of their own.
_SHORT = 2


@lru_cache(maxsize=1)
def table() -> dict[str, tuple[str, str]]:
    """Return `{misspelt: (standard, "rule" or "style")}`."""
    text = (files("generator.checks") / "loanwords.tsv").read_text("utf-8")
    rows = (row.split("\t") for row in text.splitlines() if row and not row.startswith("#"))
    return {wrong: (right, sure) for wrong, right, sure in rows}


@lru_cache(maxsize=1)
def loanwords() -> frozenset[str]:
    """Return common loanwords of computing in their right spellings."""
    return frozenset((files("generator.checks") / "loanwords.txt").read_text("utf-8").split())


@lru_cache(maxsize=4)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: (-len(word), word))
    alone = r"(?<![가-힣]){}(?![가-힣])|(?<![가-힣]){}(?=[은는이가을를의에로과와도])"
    return re.compile("|".join(alone.format(word, word) if len(word) < _SHORT else word for word in longest))


def find(note: Note) -> Iterator[Finding]:
    """Report the misspelt loanwords: each where a rule is broken, the first where it is style."""
    spellings = table() | {wrong: (right, "rule") for wrong, right in note.domain.spellings.items()}
    pattern = _pattern(frozenset(spellings))
    noted: set[str] = set()
    for line, text in lines.spoken(note):
        for match in pattern.finditer(text):
            wrong, (right, sure) = match.group(), spellings[match.group()]
            wrong, right = _whole(wrong, right, text[match.end() :])
            if sure == "rule":
                message = f'"{wrong}" is no spelling of this loanword; the standard one is "{right}"'
                yield lines.finding(note, line.number, match.start(), wrong, Severity.WARNING, RULE, message, right,
                                    certain=True)  # fmt: skip
            elif wrong not in noted:
                noted.add(wrong)
                message = f'"{wrong}" is in wide use; the standard spelling is "{right}"'
                yield lines.finding(note, line.number, match.start(), wrong, Severity.INFO, STYLE, message, right)


def _whole(wrong: str, right: str, rest: str) -> tuple[str, str]:
    """Take in what follows as long as that makes a longer loanword: 스케쥴 + 링."""
    for length in range(3, 0, -1):
        if right + rest[:length] in loanwords() and len(rest) >= length:
            return wrong + rest[:length], right + rest[:length]
    return wrong, right


CHECK = Check((RULE, STYLE), find)
