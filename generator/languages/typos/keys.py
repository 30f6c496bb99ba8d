"""Korean as it is typed: the keys of the two-set keyboard, and the slips that fingers make on them.

A word is a row of key presses ("하는" is ㅎㅏㄴㅡㄴ), and a slip is one press too many, too few, on the key beside, or one
press early: ㅎㅏㄴㄴㅡ comes out as "한느". `neighbours` undoes one such slip in every place where that gives whole syllables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator import hangul

_ROWS = ("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ")
# How far each row is shifted to the right of the one above, in keys.
_SHIFTS = (0.0, 0.3, 0.8)
_VOWEL_PAIRS = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
}  # fmt: skip
_CODA_PAIRS = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_PAIRS = _VOWEL_PAIRS | _CODA_PAIRS
_JOINED = {pair: letter for letter, pair in _PAIRS.items()}
_VOWELS = frozenset(hangul.VOWELS)
# Keys that Shift or the ear confuses, beside those that lie near: plain, tense and aspirated; vowels that sound alike.
_CONFUSED = ("ㄱㄲㅋ", "ㄷㄸㅌ", "ㅂㅃㅍ", "ㅈㅉㅊ", "ㅅㅆ", "ㅐㅔㅖㅒ", "ㅛㅠ", "ㅕㅐ", "ㅓㅗ", "ㅡㅜ")
_WHOLE = re.compile(f"(?:[{hangul.INITIALS}][{hangul.VOWELS}]{{1,2}}[{hangul.INITIALS}]{{0,2}})+")
# What a finger leaves out: any vowel, and the consonants that end most syllables or begin them.
_DROPPED = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅎㅏㅓㅗㅜㅡㅣㅐㅔㅕㅛ"


def _places() -> dict[str, tuple[float, float]]:
    return {
        key: (column + _SHIFTS[row], float(row)) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)
    }


def _near() -> dict[str, str]:
    places = _places()
    found: dict[str, set[str]] = {key: set() for key in (*places, *"ㄲㄸㅃㅆㅉㅒㅖ")}
    for one, (x, y) in places.items():
        for other, (u, v) in places.items():
            alike = (one in _VOWELS) == (other in _VOWELS)
            if one != other and alike and abs(x - u) <= 1.05 and abs(y - v) <= 1:
                found[one].add(other)
    return {key: "".join(sorted(others)) for key, others in found.items()}


def _confused() -> dict[str, str]:
    return {
        key: "".join(sorted({*others, *(k for group in _CONFUSED if key in group for k in group)} - {key}))
        for key, others in BESIDE.items()
    }


# The keys beside each key, and those that it is taken for.
BESIDE = _near()
NEAR = _confused()


def typed(word: str) -> str:
    """Return the key presses that write a word; a letter held with Shift is one key."""
    letters = (letter for char in word for letter in (hangul.letters(char) if hangul.is_syllable(char) else char))
    return "".join(_PAIRS.get(letter, letter) for letter in letters)


def written(presses: str) -> str:
    """Return what the presses write, as a Korean keyboard puts syllables together; "" where a letter is left alone."""
    if not _WHOLE.fullmatch(presses):
        return ""
    syllables: list[str] = []
    at = 0
    while at < len(presses):
        syllable, at = _syllable(presses, at)
        if not syllable:
            return ""
        syllables.append(syllable)
    return "".join(syllables)


def _syllable(presses: str, at: int) -> tuple[str, int]:
    initial, vowel = presses[at : at + 1], presses[at + 1 : at + 2]
    if initial in _VOWELS or vowel not in _VOWELS or not vowel or initial not in hangul.INITIALS:
        return "", at
    at += 2
    if presses[at : at + 1] in _VOWELS and vowel + presses[at : at + 1] in _JOINED:
        vowel, at = _JOINED[vowel + presses[at]], at + 1
    coda = ""
    if _closes(presses, at):
        coda, at = presses[at], at + 1
        if _closes(presses, at) and coda + presses[at] in _JOINED:
            coda, at = _JOINED[coda + presses[at]], at + 1
    return hangul.syllable(initial, vowel, coda), at


def _closes(presses: str, at: int) -> bool:
    """Whether the consonant here ends a syllable: no vowel follows."""
    key, following = presses[at : at + 1], presses[at + 1 : at + 2]
    return bool(key) and key not in _VOWELS and key in hangul.CODAS and not (following and following in _VOWELS)


@lru_cache(maxsize=4096)
def neighbours(word: str) -> tuple[str, ...]:
    """Return the words that this may be a slip of: one press off, whole syllables that Korean text is made of."""
    found = {written(presses) for presses in _undone(typed(word))} - {"", word}
    return tuple(sorted(other for other in found if is_plausible(other)))


def _undone(presses: str) -> Iterator[str]:
    for at, key in enumerate(presses):
        head, tail = presses[:at], presses[at + 1 :]
        yield head + tail
        for other in NEAR.get(key, ""):
            yield head + other + tail
        if tail and tail[0] != key:
            yield head + tail[0] + key + tail[1:]
    for at in range(1, len(presses) + 1):
        for key in _DROPPED:
            yield presses[:at] + key + presses[at:]


def is_plausible(word: str) -> bool:
    """Whether all syllables are among the 2,350 of everyday Korean (KS X 1001)."""
    return len(word.encode("euc-kr", "replace")) == 2 * len(word)
