"""Whether a Latin name stands in a Korean text by its sound: volume in 볼륨을, cloud in 클라우드."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.hangul import is_syllable, letters

_HANGUL = dict(zip("ㄱㄲㅋㄴㄷㄸㅌㄹㅁㅂㅃㅍㅅㅆㅈㅉㅊ", "kkkntttlmpppssjjj", strict=True)) | {
    "ㄳ": "k",
    "ㅄ": "p",
    "ㄺ": "k",
}
_FINAL = {"ㅇ": "n", "ㅅ": "t"}  # what ends a syllable: 링, and 넷 for net
_VOWELS = {
    "a": "ㅏㅐㅔㅓㅑㅘ",
    "e": "ㅔㅐㅣㅞㅓ",
    "i": "ㅣㅏㅡ",
    "o": "ㅗㅓㅏㅜㅛㅚ",
    "u": "ㅜㅓㅏㅡㅠㅟ",
    "y": "ㅣㅏㅛ",
}
_SPELT = (
    (r"ge$", "J"), (r"e$", ""), (r"x", "KS"), (r"(?<=r)s(?=io)|tch|ch|j", "J"), (r"sh|c(?=[eiy])|s", "S"), (r"ph|[bpfv]", "P"), (r"th|[dt]", "T"),
    (r"ck|[cgkq]", "K"), (r"z", "J"), (r"r(?=[aeiouy])|l", "L"), (r"n", "N"), (r"m", "M"), (r"[a-z]", ""),
)  # fmt: skip
# A skeleton of so many consonants is heard for sure; a shorter one only with its first vowel.
SURE, LEAST = 3, 2


def echoes(name: str, text: str) -> bool:
    """Whether a word of a Korean text begins with a Latin name as it sounds."""
    wanted = _skeleton(name.casefold())
    if len(wanted) < LEAST or not re.fullmatch(r"[A-Za-z]+", name):
        return False
    return any(_begins(name, wanted, word) for word in re.findall(r"[가-힣]+", text))


@lru_cache(maxsize=4096)
def _skeleton(name: str) -> str:
    for pattern, sound in _SPELT:
        name = re.sub(pattern, sound, name)
    return re.sub(r"(.)\1+", r"\1", name.lower())


def _begins(name: str, wanted: str, word: str) -> bool:
    heard = ""
    for number, char in enumerate(word, 1):
        first, _vowel, last = letters(char) if is_syllable(char) else ("", "", "")
        heard = re.sub(r"(.)\1+", r"\1", heard + _HANGUL.get(first, "") + (_FINAL.get(last) or _HANGUL.get(last, "")))
        if number > 1 and heard == wanted:
            return len(wanted) >= SURE or _same_vowel(name, word)
    return False


def _same_vowel(name: str, word: str) -> bool:
    vowel = re.search(r"[aeiouy]", name.casefold())
    return vowel is not None and letters(word[0])[1] in _VOWELS[vowel[0]]
