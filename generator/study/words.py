"""Two spellings of one answer: case, spacing, width, NFC, particles, aliases, and how near a typo is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from generator.near import distance

HANGUL = re.compile(r"[가-힣]")
_QUOTES = str.maketrans(dict.fromkeys("`'\"“”‘’「」『』«»", ""))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# After a vowel, after a consonant: a particle of the wrong one belongs to the word (국가 is no 국 + 가).
_AFTER_VOWEL = ("이에요", "예요", "로", "는", "가", "를", "와", "다", "요")
_AFTER_CONSONANT = ("이에요", "으로", "은", "이", "을", "과", "이다", "이요")
_AFTER_BOTH = ("입니다", "이라고", "에서", "에게", "의", "에", "도", "만")
_ARTICLE = re.compile(r"^(?:an?|the)\s+(?=\S)")
_TAIL = " \t\n.,;:!?。、"
# What two words may differ by and still be a slip of the keys, by length in letters (jamo, for Hangul).
_SLIPS = ((4, 0), (8, 1), (16, 2))
_MOST_SLIPS = 3
_LONGEST_SLIP = 200  # letters; longer answers are sentences, compared word by word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known of words: names of one thing, and `known` names, which are never taken for a slip of another."""

    aliases: dict[str, str] = field(default_factory=dict)  # folded name -> the name that stands for all of its group
    longest: int = 1  # words of the longest alias
    known: frozenset[str] = frozenset()  # folded, without spaces

    @classmethod
    def of(cls, groups: Iterable[tuple[str, ...]], known: Iterable[str] = ()) -> Lexicon:
        """Index groups of names of one thing; a name in two groups joins them."""
        aliases: dict[str, str] = {}
        for group in groups:
            names = [fold(name) for name in group if fold(name)]
            heads = {aliases[name] for name in names if name in aliases}
            head = min(heads) if heads else (names[0] if names else "")
            aliases = {name: head if old in heads else old for name, old in aliases.items()}
            aliases.update(dict.fromkeys(names, head))
        longest = max((name.count(" ") + 1 for name in aliases), default=1)
        return cls(aliases, longest, frozenset(map(tight, (*known, *aliases))))


PLAIN = Lexicon()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Fold case, width, quotes, dashes and spaces; what is left between words is one space."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    plain = unicodedata.normalize("NFKC", wide).translate(_QUOTES).translate(_DASHES)
    return " ".join(plain.rstrip(_TAIL).split()) or " ".join(plain.split())


def tight(text: str) -> str:
    """Fold the spaces away too: 컨트롤 플레인 and 컨트롤플레인 are one."""
    return fold(text).replace(" ", "")


def without_particle(word: str) -> Iterator[str]:
    """Yield the word without one Korean particle or copula at its end, where the sound before allows it."""
    for ending in (*_AFTER_BOTH, *_AFTER_VOWEL, *_AFTER_CONSONANT):
        stem = word.removesuffix(ending)
        if stem != word and stem and _may_follow(stem, ending):
            yield stem


def _may_follow(stem: str, ending: str) -> bool:
    last = stem[-1]
    if not HANGUL.match(last):
        return last.isalnum() or last in ")]"
    final = (ord(last) - 0xAC00) % 28
    if ending in _AFTER_BOTH:
        return len(stem) > 1 or len(ending) > 1
    if ending in _AFTER_VOWEL and (not final or (ending == "로" and final == 8)):
        return True
    return ending in _AFTER_CONSONANT and bool(final)


def forms(text: str, lexicon: Lexicon = PLAIN) -> frozenset[str]:
    """Return the spellings under which an answer is known, without spaces; never empty."""
    folded = fold(text)
    variants = {folded, _ARTICLE.sub("", folded), *_glosses(folded)}
    return frozenset(form for variant in variants for form in (variant.replace(" ", ""), _head(variant, lexicon)))


_GLOSS = re.compile(r"^(.+?)\s*\(([^()]+)\)$")


def _glosses(folded: str) -> Iterator[str]:
    """Yield both names of `어피니티(affinity)`: the bracket holds the same word in the other script."""
    match = _GLOSS.match(folded)
    if match and bool(HANGUL.search(match[1])) != bool(HANGUL.search(match[2])):
        yield match[1]
        yield match[2]


def _head(folded: str, lexicon: Lexicon) -> str:
    """Replace each alias by the name of its group, longest first, particles aside."""
    if not lexicon.aliases:
        return folded.replace(" ", "")
    words, found, at = folded.split(" "), [], 0
    while at < len(words):
        for size in range(min(lexicon.longest, len(words) - at), 0, -1):
            head = _alias(" ".join(words[at : at + size]), lexicon)
            if head or size == 1:
                found.append(head or words[at])
                at += size
                break
    whole = _alias(folded, lexicon)
    return (whole or "".join(found)).replace(" ", "")


def _alias(name: str, lexicon: Lexicon) -> str:
    if name in lexicon.aliases:
        return lexicon.aliases[name]
    return next((lexicon.aliases[stem] for stem in without_particle(name) if stem in lexicon.aliases), "")


def same(expected: str, given: str, lexicon: Lexicon = PLAIN) -> bool:
    """Tell whether two answers are one, spelt differently; a particle may hang on either, not on both."""
    wanted, offered = forms(expected, lexicon), forms(given, lexicon)
    if wanted & offered:
        return True
    bare_offered = {stem for form in offered for stem in without_particle(form)}
    bare_wanted = {stem for form in wanted for stem in without_particle(form)}
    return bool(wanted & bare_offered or bare_wanted & offered)


def near(expected: str, given: str, lexicon: Lexicon = PLAIN) -> bool:
    """Tell whether `given` is a slip of the keys: few letters off, numbers and flags kept, and no other known name."""
    if tight(given) in lexicon.known or not given.strip():
        return False
    return any(
        _is_slip(wanted, offered)
        for wanted in forms(expected, lexicon)
        for form in forms(given, lexicon)
        for offered in (form, *without_particle(form))
    )


def tables() -> dict[str, object]:
    """Return what a page in a browser needs to compare two answers as `same` and `near` do."""
    return {
        "afterVowel": list(_AFTER_VOWEL),
        "afterConsonant": list(_AFTER_CONSONANT),
        "afterBoth": list(_AFTER_BOTH),
        "slips": [list(pair) for pair in _SLIPS],
        "mostSlips": _MOST_SLIPS,
        "longestSlip": _LONGEST_SLIP,
        "functionWords": sorted(_FUNCTION_WORDS),
    }


_NUMBERS = re.compile(r"\d+")


def _is_slip(wanted: str, offered: str) -> bool:
    if _NUMBERS.findall(wanted) != _NUMBERS.findall(offered):
        return False
    if wanted.replace("-", "") == offered.replace("-", "") and len(wanted) > 3:
        return True
    one, other = unicodedata.normalize("NFD", wanted), unicodedata.normalize("NFD", offered)
    allowed = next((slips for length, slips in _SLIPS if len(one) < length), _MOST_SLIPS)
    return bool(allowed) and len(one) <= _LONGEST_SLIP and distance(one, other, allowed) <= allowed


def content(text: str) -> list[str]:
    """Return the words of a sentence that carry meaning, each folded and without its particle."""
    words = re.findall(r"[\w./-]+", fold(text))
    return [min((*without_particle(word), word), key=len) for word in words if word not in _FUNCTION_WORDS]


_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\S+",
        "a an the of to in on at for and or is are be by with as it its that this which from into "
        "및 또는 그리고 등 수 것 해당 이 그",
    )
)
