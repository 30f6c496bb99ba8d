"""English words off by a slip of the fingers: Memmory, comand, Exsiting, COmpleted.

A word is suspected where no list knows it (symspellpy's 82,765 words, the subject's names, the note's own words) and a
common word is one slip away. Names are the danger: `istio` and `celery` are no slips, so a word must lie close to a word
that is very common, and be sure of which.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from generator.knowledge import Suspect

_WORD = re.compile(
    r"(?<![A-Za-z0-9_./:@#$%{}\\=&+-])(?<![A-Za-z]\*)(?<![A-Za-z]\*\*)[A-Za-z]{4,30}(?![A-Za-z0-9_/@\\=+]|\([^\s가-힣A-Z]|[.:-][A-Za-z0-9]|-|'[a-rt-z])"
)
# "T ransport", "D ata-link": a capital that a slide cut off its word when it was copied.
_CUT = re.compile(r"(?<![A-Za-z0-9'’.])(?P<head>[A-Z]) (?P<tail>[a-z]{3,})(?![A-Za-z0-9_])")
_CAPITALS = re.compile(r"[A-Z]{2}[a-z]{3,}")
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "or", "ors", "ly", "able", "ion", "ions", "al", "ment", "ments")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# The shortest word that is compared, and the shortest that is put right without asking.
_SHORTEST, _CERTAIN_LENGTH = 5, 6
# Where more words than this are unknown, and most are, guesses say nothing.
_MOST = 300
# What a word is worth as the right one: half the log10 of its count, more for a long word, less the slip's cost.
# Measured in tests/benchmarks/typos.py.
_DOUBTFUL, _CERTAIN = 2.3, 3.2
# The worth of what needs no guess.
_SURE = 9.0
_PER_LETTER = 0.08
# How much more the best word must be worth than the second to be certain.
_CLEAR = 0.6
# What slips cost: two letters swapped or one doubled, one more or less or the key beside, the last one lost, another one.
_DOUBLED, _SWAPPED, _LETTER, _LAST, _OTHER = 0.3, 0.5, 0.9, 1.3, 1.6
_FIRST_LETTER, _SECOND_SLIP = 2.0, 2.0
# A run of two or three letters too many in a long word: Classifuless. The shortest right word that has one, and the rarest.
_RUN, _RUN_LENGTHS, _RUN_WORD, _RUN_RARE = 0.5, (2, 3), 8, 5.0
# The shortest name that a word may be a slip of.
_SHORTEST_NAME = 4
# log10 of the counts of words that others are slips of, that two make a word, and that take a prefix.
_RARE, _COMMON = 5.9, 7.0


class _Guess(NamedTuple):
    worth: float
    word: str


@lru_cache(maxsize=1)
def dictionary() -> dict[str, float]:
    """Return English words with the log10 of their counts in books."""
    text = (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    rows = (row.split() for row in text.splitlines())
    return {word: math.log10(int(count)) for word, count in rows}


@lru_cache(maxsize=1)
def software() -> frozenset[str]:
    """Return names and words of software that no list of English has."""
    return frozenset((files("generator.languages.typos") / "names.txt").read_text("utf-8").split())


@lru_cache(maxsize=1)
def _common() -> tuple[str, ...]:
    return tuple(word for word, worth in dictionary().items() if len(word) >= 4 and worth >= _RARE)


def suspects(lines: Sequence[str], known: Collection[str] = ()) -> tuple[Suspect, ...]:
    """Return the words that miss a common word, or one that the notes write often, by a slip."""
    places = [(number, match) for number, text in enumerate(lines) for match in _WORD.finditer(text)]
    counts = Counter(match.group().casefold() for _number, match in places)
    names = software() | {part.casefold() for name in known for part in (name, *re.findall(r"[A-Za-z]+", name))}
    unknown = sum(not is_known(word, names) for word in counts)
    if unknown > max(_MOST, len(counts) // 2):
        return ()  # another language, or no words at all
    found = (_suspect(number, match, names, counts) for number, match in places)
    return (*_cut_off(lines, names), *(one for one in found if one))


def _cut_off(lines: Sequence[str], names: frozenset[str]) -> tuple[Suspect, ...]:
    """Return the words whose capital stands apart, where the rest is no word and the whole is a common one."""
    places = [(number, match) for number, text in enumerate(lines) for match in _CUT.finditer(text)]
    return tuple(
        _made(number, match, match["head"] + match["tail"], _SURE, True)
        for number, match in places
        if not is_known(match["tail"], names) and _in_words((match["head"] + match["tail"]).casefold())
    )


def _suspect(number: int, match: re.Match[str], names: frozenset[str], counts: Counter[str]) -> Suspect | None:
    word = match.group()
    folded = word.casefold()
    if _CAPITALS.fullmatch(word) and _in_words(folded) and folded not in names:
        return _made(number, match, folded.capitalize(), _SURE, True)
    if len(word) < _SHORTEST or _is_mixed(word) or is_known(folded, names):
        return None
    own = _own(folded, counts)
    if own:
        return _made(number, match, _cased(word, own), _SURE, True)
    name = _near_name(folded) if counts[folded] == 1 else ""
    return _made(number, match, _cased(word, name), _DOUBTFUL, False) if name else _guessed(number, match, counts)


def _own(word: str, counts: Counter[str]) -> str:
    """Return the word that the notes write three times or more and this one, standing once, is a light slip of."""
    if counts[word] > 1 or len(word) < _CERTAIN_LENGTH:
        return ""
    near = [other for other, count in counts.items() if count >= 3 and abs(len(other) - len(word)) <= 1
            and _cost(word, other) <= _LETTER]  # fmt: skip
    return near[0] if len(near) == 1 else ""


@lru_cache(maxsize=4096)
def _near_name(word: str) -> str:
    """Return the name of software that has one letter less than the word, or two in another order: gazip, ngnix."""
    near = [name for name in software() if _SHORTEST_NAME <= len(name) <= len(word) and _cost(word, name) <= _LETTER
            and name[-1] == word[-1]]  # fmt: skip
    return near[0] if len(near) == 1 else ""


def _guessed(number: int, match: re.Match[str], counts: Counter[str]) -> Suspect | None:
    """Return what a common word is one slip away from; a name stands more than once, a typo rarely."""
    folded = match.group().casefold()
    guesses = _guesses(folded)
    if not guesses or guesses[0].worth < _DOUBTFUL:
        return None
    best = guesses[0]
    ahead = best.worth - (guesses[1].worth if len(guesses) > 1 else 0.0)
    cost = _cost(folded, best.word)
    if counts[folded] > 1 and cost > _DOUBLED:
        return None
    proven = (counts[best.word] > 0 and cost <= _LETTER) or (best.worth >= _CERTAIN and cost <= _SWAPPED)
    certain = proven and ahead >= _CLEAR and len(folded) >= _CERTAIN_LENGTH
    return _made(number, match, _cased(match.group(), best.word), best.worth, certain)


def _made(number: int, match: re.Match[str], right: str, worth: float, certain: bool) -> Suspect:
    return Suspect(number, match.start(), match.end(), match.group(), right, round(worth, 2), certain)


def _is_mixed(word: str) -> bool:
    """Whether it is a name in camel case: those are compared with known names only."""
    return not (word.islower() or word.isupper() or word[1:].islower())


def is_known(word: str, names: frozenset[str]) -> bool:
    """Whether a folded word is in a list, is a form of one that is, or is two of them put together."""
    if word in names or word in dictionary():
        return True
    if any(word.startswith(head) and _in_words(word[len(head) :]) for head in ("un", "re", "de", "non", "sub", "pre")):
        return True
    if word.replace("or", "our") in dictionary() or word.replace("z", "s") in dictionary():
        return True  # the list spells the British way
    stems = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
    if any(len(stem) > 2 and stem not in dictionary() and (stem in names or f"{stem}e" in names) for stem in stems):
        return True
    if word.endswith("s") and not word.endswith("ss") and _in_words(word[:-1]):
        return True
    return any(_in_words(word[:cut]) and _in_words(word[cut:]) for cut in range(4, len(word) - 3))


def _in_words(word: str) -> bool:
    return len(word) > 3 and dictionary().get(word, 0) >= _COMMON


@lru_cache(maxsize=4096)
def _guesses(word: str) -> tuple[_Guess, ...]:
    """Return the common words that this may be a slip of, the likeliest first."""
    limit = 2 if len(word) >= 9 else 1
    near = extract(word, _common(), scorer=OSA.distance, score_cutoff=limit, limit=12)
    guesses = [_Guess(_worth(other) - _cost(word, other), other) for other, _distance, _index in near]
    guesses += [_Guess(_worth(other) - _RUN, other) for other in _without_run(word)]
    return tuple(sorted(guesses, reverse=True))


def _without_run(word: str) -> list[str]:
    shorter = {word[:at] + word[at + length :] for length in _RUN_LENGTHS for at in range(3, len(word) - length - 2)}
    return sorted(other for other in shorter if len(other) >= _RUN_WORD and dictionary().get(other, 0) >= _RUN_RARE)


def _worth(word: str) -> float:
    return dictionary()[word] / 2 + _PER_LETTER * (len(word) - _SHORTEST)


def _cost(word: str, right: str) -> float:
    """Return how unlikely fingers are to turn one into the other: a doubled letter little, another first letter much."""
    distance = OSA.distance(word, right, score_cutoff=2)
    if distance == 0 or distance > 2:
        return 9.0
    cost = 0.0 if word[0] == right[0] and word[:2] != 2 * right[0] else _FIRST_LETTER
    if distance == 2:
        return cost + _SECOND_SLIP
    if len(word) == len(right):
        return cost + (_SWAPPED if sorted(word) == sorted(right) else _swap_cost(word, right))
    longer, shorter = (word, right) if len(word) > len(right) else (right, word)
    place = next((at for at, key in enumerate(shorter) if longer[at] != key), len(shorter))
    sound = longer[place] in "eo"  # poolish is no polish: two of these are another sound
    doubled = not sound and longer[place] in (longer[place - 1 : place], longer[place + 1 : place + 2])
    return cost + (_DOUBLED if doubled else _LETTER if place < len(shorter) else _LAST)


def _swap_cost(word: str, right: str) -> float:
    one, other = next((a, b) for a, b in zip(word, right, strict=True) if a != b)
    beside = any(abs(row.find(one) - row.find(other)) == 1 for row in _ROWS if one in row and other in row)
    vowels = one in "aeiou" and other in "aeiou"
    return _LETTER if beside or vowels else _OTHER


def _cased(word: str, right: str) -> str:
    return right.upper() if word.isupper() else right.capitalize() if word[0].isupper() else right
