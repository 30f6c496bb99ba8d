"""`실행하기 떄문이다`: a syllable that no Korean word has (때), or a word from the list of common misspellings.

After a doubled consonant, held Shift turns ㅐ and ㅔ into ㅒ and ㅖ (떄, 꼐): no word is spelt so. The words of
`misspellings.tsv`, Korean and English, are wrong in every context. Both are put right on the cards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from generator import hangul
from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE = "misspelling"
_DOUBLED = "ㄲㄸㅃㅆㅉ"
_UNSHIFTED = {"ㅒ": "ㅐ", "ㅖ": "ㅔ"}


@lru_cache(maxsize=1)
def table() -> dict[str, str]:
    """Return `{misspelt: right}`."""
    text = (files("generator.checks") / "misspellings.tsv").read_text("utf-8")
    return dict(row.split("\t") for row in text.splitlines() if row and not row.startswith("#"))


@lru_cache(maxsize=1)
def _korean_words() -> tuple[str, ...]:
    return tuple(word for word in table() if not word.isascii())


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest = sorted(table(), key=lambda word: (-len(word), word))
    latin = "|".join(word for word in longest if word.isascii())
    korean = "|".join(word for word in longest if not word.isascii())
    return re.compile(rf"(?<![A-Za-z0-9_./:@$-])(?i:{latin})(?![A-Za-z0-9_/:@=-]|\.\w)|{korean}|[가-힣]+")


def find(note: Note) -> Iterator[Finding]:
    """Report the misspelt words with their right spelling."""
    for line, text in lines.spoken(note):
        for match in _pattern().finditer(text):
            yield from _word(note, line.number, match)


def _word(note: Note, number: int, match: re.Match[str]) -> Iterator[Finding]:
    word = match.group()
    right = table().get(word) or table().get(word.lower(), "")
    if right:
        right = right.capitalize() if word[0].isupper() else right
        yield _finding(note, number, match.start(), word, right, f'"{word}" is misspelt; write "{right}"')
        return
    for start, part in _korean(word):
        yield _finding(note, number, match.start() + start, part, table()[part],
                       f'"{part}" is misspelt; write "{table()[part]}"')  # fmt: skip
    fixed = "".join(_unshifted(char) for char in word)
    if fixed != word:
        wrong = next(char for char in word if _unshifted(char) != char)
        message = f'"{word}" holds the syllable "{wrong}", which no word has; write "{fixed}"'
        yield _finding(note, number, match.start(), word, fixed, message)


def _korean(word: str) -> Iterator[tuple[int, str]]:
    for part in _korean_words():
        start = word.find(part)
        if start >= 0:
            yield start, part


def _unshifted(char: str) -> str:
    if not hangul.is_syllable(char):
        return char
    initial, vowel, coda = hangul.letters(char)
    return hangul.syllable(initial, _UNSHIFTED[vowel], coda) if initial in _DOUBLED and vowel in _UNSHIFTED else char


def _finding(note: Note, number: int, start: int, wrong: str, right: str, message: str) -> Finding:
    return lines.finding(note, number, start, wrong, Severity.WARNING, CODE, message, right, certain=True)


CHECK = Check((CODE,), find)
