"""The Hangul words of a note, each with the analyser's reading of it in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.languages import analyzer

_WORD = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]+")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
# Below this the analyser's numbers stand for "an unknown noun" and the like, above it for the words of its dictionary.
_FIRST_WORD = 97
# The words of the model by frequency: a noun up to here is common, and one behind the last was added by us.
_COMMON, _LAST = 15_000, 150_000


@dataclass(frozen=True, slots=True)
class Token:
    """A morpheme: `start` and `end` are offsets into its line; a small `rank` is a frequent one."""

    form: str
    tag: str
    start: int
    end: int
    score: float
    rank: int

    @property
    def is_unknown(self) -> bool:
        """Whether no dictionary has it."""
        return self.rank < _FIRST_WORD

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun that the dictionary knows."""
        return self.tag in ("NNG", "NNP", "NNB") and not self.is_unknown

    @property
    def is_common(self) -> bool:
        """Whether it is a noun that everybody knows, or a loanword of computing."""
        return self.is_noun and (self.rank <= _COMMON or self.rank > _LAST)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of Hangul at `start` of a line, with the tokens that touch it and the one `before`."""

    line: int
    start: int
    text: str
    sentence: str
    tokens: tuple[Token, ...]
    before: Token | None

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


@lru_cache(maxsize=4)
def read(lines: tuple[str, ...]) -> tuple[Word, ...]:
    """Return the words of the lines in order; lines without Hangul cost nothing."""
    numbers = [number for number, text in enumerate(lines) if _HANGUL.search(text)]
    if not numbers:
        return ()
    analysed = analyzer.kiwi().tokenize([lines[number] for number in numbers])
    return tuple(
        word for number, found in zip(numbers, analysed, strict=True) for word in _words(number, lines[number], found)
    )


def _words(number: int, text: str, found: list[object]) -> Iterator[Word]:
    tokens = [_token(one) for one in found]
    at = 0
    for match in _WORD.finditer(text):
        while at < len(tokens) and tokens[at].end <= match.start():
            at += 1
        last = at
        while last < len(tokens) and tokens[last].start < match.end():
            last += 1
        before = tokens[at - 1] if at else None
        yield Word(number, match.start(), match.group(), text, tuple(tokens[at:last]), before)


def _token(one: object) -> Token:
    form, tag, start = one.form, one.tag.split("-")[0], one.start  # type: ignore[attr-defined]
    return Token(form, tag, start, start + one.len, one.score, one.id)  # type: ignore[attr-defined]
