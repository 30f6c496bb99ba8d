"""`오브젝트으 ㅣ종류`: a syllable that fell apart while typing, here 의.

A lone Hangul letter inside a word is never meant. Where it joins the syllable beside it, the repaired word is put on the
cards. Letters that stand alone on purpose (ㅋㅋ, ㅠㅠ, "ㄱ.", "자음 ㄹ") are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import hangul
from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE = "stray-jamo"
_JOINED = {
    ("ㅡ", "ㅣ"): "ㅢ", ("ㅗ", "ㅏ"): "ㅘ", ("ㅗ", "ㅐ"): "ㅙ", ("ㅗ", "ㅣ"): "ㅚ", ("ㅜ", "ㅓ"): "ㅝ", ("ㅜ", "ㅔ"): "ㅞ",
    ("ㅜ", "ㅣ"): "ㅟ",
}  # fmt: skip
# Typed for feeling (ㅋㅋ, ㅠㅠ) or as a bullet (ㅇ, ㅁ): alone they are no accident.
_MEANT = "ㅋㅎㅠㅜㅡㅇㅁ"
_WHOLE = re.compile(r"[가-힣]*[가-힣ㄱ-ㅎㅏ-ㅣ]+[가-힣ㄱ-ㅎㅏ-ㅣ]*")
_SPLIT = re.compile(r"([가-힣])( ?)([ㅏ-ㅣ])(?![ㄱ-ㅎㅏ-ㅣ])")
_LETTERS = re.compile(r"([ㄱ-ㅎ])( ?)([ㅏ-ㅣ])([ㄱ-ㅎ](?![ㄱ-ㅎㅏ-ㅣ]))?(?![ㄱ-ㅎㅏ-ㅣ])")
_CODA = re.compile(r"([가-힣])([ㄱ-ㅎ])(?=[가-힣])")
_LONE = re.compile(r"(?<=[가-힣])[ㄱ-ㅎㅏ-ㅣ](?=[가-힣])")


def find(note: Note) -> Iterator[Finding]:
    """Report lone letters in words, with the repaired word where they join."""
    for line, text in lines.spoken(note):
        if re.search(r"[ㄱ-ㅎㅏ-ㅣ]", text):
            yield from _in_line(note, line.number, text)


def _in_line(note: Note, number: int, text: str) -> Iterator[Finding]:
    taken: set[int] = set()
    for pattern, join in ((_SPLIT, _vowel), (_LETTERS, _compose), (_CODA, _coda)):
        for match in pattern.finditer(text):
            repaired = join(match)
            if repaired and _is_whole(text, match) and not taken.intersection(range(*match.span())):
                taken.update(range(*match.span()))
                yield _repaired(note, number, text, match, repaired)
    for match in _LONE.finditer(text):
        if match.start() not in taken and match.group() not in _MEANT:
            message = f'"{match.group()}" is a lone Hangul letter inside a word; write the syllable out'
            yield lines.finding(note, number, match.start(), match.group(), Severity.WARNING, CODE, message)


def _is_whole(text: str, match: re.Match[str]) -> bool:
    """Whether the word around holds no other lone letter: then nobody can tell what was meant."""
    around = (
        re.search(r"[가-힣ㄱ-ㅎㅏ-ㅣ]*$", text[: match.start()]),
        re.match(r"[가-힣ㄱ-ㅎㅏ-ㅣ]*", text[match.end() :]),
    )
    return not any(part and re.search(r"[ㄱ-ㅎㅏ-ㅣ]", part.group()) for part in around)


def _vowel(match: re.Match[str]) -> str:
    """으 ㅣ → 의 and a space: the space was meant to follow the syllable."""
    initial, vowel, coda = hangul.letters(match[1])
    joined = "" if coda else _JOINED.get((vowel, match[3]), "")
    return hangul.syllable(initial, joined) + match[2] if joined else ""


def _compose(match: re.Match[str]) -> str:
    if match[1] not in hangul.INITIALS or (match[1] in _MEANT and match[3] in _MEANT):
        return ""
    coda = match[4] or ""
    return hangul.syllable(match[1], match[3], coda) + match[2] if coda in hangul.CODAS else ""


def _coda(match: re.Match[str]) -> str:
    initial, vowel, coda = hangul.letters(match[1])
    following = match.string[match.end() : match.end() + 1]
    fits = not coda and hangul.letters(following)[0] != "ㅇ" and match[2] in hangul.CODAS and match[2] not in _MEANT
    return hangul.syllable(initial, vowel, match[2]) if fits else ""


def _repaired(note: Note, number: int, text: str, match: re.Match[str], repaired: str) -> Finding:
    """Report the whole words around the place, which a reader recognises."""
    start, end = match.span()
    while start and _WHOLE.fullmatch(text[start - 1]):
        start -= 1
    while end < len(text) and _WHOLE.fullmatch(text[end]):
        end += 1
    wrong = text[start:end]
    right = " ".join((text[start : match.start()] + repaired + text[match.end() : end]).split(" "))
    message = f'"{wrong}" holds a lone Hangul letter; write "{right}"'
    return lines.finding(note, number, start, wrong, Severity.ERROR, CODE, message, right, certain=True)


CHECK = Check((CODE,), find)
