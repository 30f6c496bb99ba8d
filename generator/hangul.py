"""Hangul syllables and the letters (jamo) that they are made of."""

from __future__ import annotations

from functools import cache, lru_cache

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
FIRST, LAST = 0xAC00, 0xD7A3


def is_syllable(char: str) -> bool:
    """Whether this is one Hangul syllable."""
    return len(char) == 1 and FIRST <= ord(char) <= LAST


def letters(syllable: str) -> tuple[str, str, str]:
    """Return the initial, the vowel and the coda ("" without one) of a syllable."""
    code = ord(syllable) - FIRST
    return INITIALS[code // 588], VOWELS[code % 588 // 28], CODAS[code % 28]


@cache
def syllable(initial: str, vowel: str, coda: str = "") -> str:
    """Put letters together to a syllable."""
    return chr(FIRST + (INITIALS.index(initial) * 21 + VOWELS.index(vowel)) * 28 + CODAS.index(coda))


@lru_cache(maxsize=8192)
def spelt(text: str) -> str:
    """Take syllables apart into letters, so that edits are counted by letter; other characters stay."""
    return "".join("".join(letters(char)) if is_syllable(char) else char for char in text)
