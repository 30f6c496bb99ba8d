"""Korean particles by the sound that a word ends in, Hangul, Latin letters and digits alike."""

from __future__ import annotations

import re

# Letters whose Korean name ends in a consonant: 엘, 엠, 엔, 알.
_CONSONANT_LETTERS = frozenset("LMNR")
# 영, 일, 삼, 육, 칠, 팔; 10, 100 and 1000 end in 십, 백, 천.
_CONSONANT_DIGITS = frozenset("013678")
# How a Latin word reads in Korean ends in a consonant: 컨트롤, 네임, 머신, 잡, 스펙, 백업, 렛, 블록, 파일.
_CONSONANT_END = re.compile(
    r"(?:l|m|n|ng|le|me|ne|[^aeiou]?[aeiou]b|(?<![aeiou])[aeiou]c|[aeiou]p|type|[aeiou]{2}k|(?<!e)ck|(?<![aeiou])[aeiou]t)$",
    re.IGNORECASE,
)
_AS_WORDS = frozenset("GET PUT MAC TAG SET".split())  # capitals that are read as a word: 겟, 풋, 맥
_VOWEL_END = frozenset(["root", "boot", "route", "gate", "state", "site"])
_RIEUL_END = re.compile(r"(?:l|le)$", re.IGNORECASE)


def ending(word: str) -> str:
    """Return "consonant", "rieul" or "vowel": the sound that the last word ends in, before any parenthesis."""
    bare = re.sub(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$", "", word.strip()) or word
    found = re.search(r"([가-힣]|[A-Za-z]+|\d+)[^가-힣A-Za-z\d]*$", bare)
    if not found:
        return "vowel"
    last = found.group(1)
    if "가" <= last <= "힣":
        code = (ord(last) - 0xAC00) % 28
        return "vowel" if code == 0 else "rieul" if code == 8 else "consonant"
    if last.isdigit():
        return "vowel" if last[-1] not in _CONSONANT_DIGITS else "rieul" if last[-1] in "178" else "consonant"
    return _latin(last)


def _latin(word: str) -> str:
    if word in _AS_WORDS:
        return "consonant"
    if word.isupper() and len(word) > 3 and re.search(r"[AEIOU]", word):
        word = word.lower()  # YAML and TYPE are read as words
    acronym = re.search(r"[A-Z]{2,}$", word)
    if acronym or len(word) == 1:
        letter = word[-1].upper()
        return "vowel" if letter not in _CONSONANT_LETTERS else "rieul" if letter in "LR" else "consonant"
    if word.lower() in _VOWEL_END or not _CONSONANT_END.search(word):
        return "vowel"
    return "rieul" if _RIEUL_END.search(word) else "consonant"


def topic(word: str) -> str:
    """Return the word with 은 or 는."""
    return word + ("는" if ending(word) == "vowel" else "은")


def subject(word: str) -> str:
    """Return the word with 이 or 가."""
    return word + ("가" if ending(word) == "vowel" else "이")


def to(word: str) -> str:
    """Return the word with 으로 or 로."""
    return word + ("으로" if ending(word) == "consonant" else "로")


def object_(word: str) -> str:
    """Return the word with 을 or 를."""
    return word + ("를" if ending(word) == "vowel" else "을")


def and_(word: str) -> str:
    """Return the word with 과 or 와."""
    return word + ("와" if ending(word) == "vowel" else "과")


def by(word: str) -> str:
    """Return the word with 으로 or 로."""
    return word + ("으로" if ending(word) == "consonant" else "로")


def called(word: str) -> str:
    """Return the word with 이란 or 란, as in "etcd란?"."""
    return word + ("란" if ending(word) == "vowel" else "이란")


def copula(word: str) -> str:
    """Return the word with 인가 or 이ㄴ가, as in "노드 컴포넌트인가"."""
    return word + "인가"


# A particle behind a blank keeps quiet about the answer's last sound.
BLANK_PARTICLES = {
    "을": "을(를)", "를": "을(를)", "은": "은(는)", "는": "은(는)", "이": "이(가)", "가": "이(가)",
    "과": "와(과)", "와": "와(과)", "으로": "(으)로", "로": "(으)로", "이다": "이다",
}  # fmt: skip
