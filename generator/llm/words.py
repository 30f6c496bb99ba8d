"""What two texts have in common, for the proof: quotes, numbers, names, options, scripts; knows no language."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_NUMBER = re.compile(r"(?<![A-Za-z0-9_.-])\d+(?:[.,:]\d+)*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[.+#/-]+[A-Za-z0-9_]+)*")
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][A-Za-z0-9-]*")
MOST_LINES = 3  # that one quote may run over
_WORD = re.compile(r"[^\W\d_A-Za-z]+")


def squeezed(text: str) -> str:
    """Return the letters and digits alone, small, without markup: what a quote and its line share."""
    text = _TAG.sub("", html.unescape(text))
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def letters(text: str) -> str:
    """Return a text as `squeezed`, each Hangul syllable in its letters, so that 비싸 begins 비쌈."""
    return unicodedata.normalize("NFD", squeezed(text))


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text, those in names apart; 1,000 is 1000."""
    return frozenset(re.sub(r",(?=\d{3}\b)", "", found) for found in _NUMBER.findall(text))


def names(text: str) -> tuple[str, ...]:
    """Return the names and words in Latin letters, options apart."""
    return tuple(dict.fromkeys(name for name in _NAME.findall(_OPTION.sub(" ", text)) if len(name) > 1))


def options(text: str) -> tuple[str, ...]:
    """Return the options of a command: `-n`, `--to-revision`."""
    return tuple(dict.fromkeys(_OPTION.findall(text)))


def other_words(text: str) -> tuple[str, ...]:
    """Return the words in other letters than Latin."""
    return tuple(_WORD.findall(text))


def stem(word: str) -> str:
    """Return what is left of a word under any ending: its first two letters."""
    return word[:2]


def script(text: str) -> str:
    """Return the script that a text is written in; Latin stands for it only where little else does (names are Latin)."""
    counts = Counter(unicodedata.name(char, "?").split()[0] for char in text if char.isalpha())
    latin = counts.pop("LATIN", 0)
    if counts and sum(counts.values()) * 8 >= latin:
        return _FAMILY.get(top := counts.most_common(1)[0][0], top)
    return "LATIN" if latin else ""


_FAMILY = {"KATAKANA": "HIRAGANA"}


def stands(word: str, text: str) -> bool:
    """Tell whether a word stands in a text: in Latin letters as a whole word, in others anywhere."""
    word, text = word.casefold().strip(), text.casefold()
    if not re.search(r"\w", word):
        return False
    if not re.search(r"[a-z0-9]", word):
        return squeezed(word) in squeezed(text)
    edges = (r"(?<![a-z0-9])" if word[0].isascii() else "", r"(?![a-z0-9])" if word[-1].isascii() else "")
    return bool(re.search(edges[0] + re.escape(word) + edges[1], text))


@dataclass(frozen=True, slots=True)
class Plain:
    """A note's lines to look for many quotes in: squeezed, end to end, and where each begins."""

    text: str
    starts: tuple[int, ...]


def plain(lines: Sequence[str]) -> Plain:
    """Return lines as `locate` wants them."""
    parts = [squeezed(line) for line in lines]
    return Plain("".join(parts), tuple(accumulate(map(len, parts), initial=0))[:-1])


def found_at(quote: str, lines: Plain) -> Iterator[tuple[int, int]]:
    """Yield where a quote stands, as first and last number from 1: on one line, or over up to three."""
    wanted = squeezed(quote)
    at = lines.text.find(wanted) if wanted else -1
    while at >= 0:
        first, last = bisect_right(lines.starts, at), bisect_right(lines.starts, at + len(wanted) - 1)
        if last - first < MOST_LINES:
            yield first, last
        at = lines.text.find(wanted, at + 1)


def locate(quotes: Sequence[str], lines: Plain) -> tuple[int, int] | None:
    """Return the lines that all quotes stand on, each behind the one before where it can; None if one is nowhere."""
    places: list[tuple[int, int]] = []
    for quote in quotes:
        found = list(found_at(quote, lines))
        if not found:
            return None
        after = places[-1][0] if places else 0
        places.append(next((place for place in found if place[0] >= after), found[0]))
    return (min(a for a, _b in places), max(b for _a, b in places)) if places else None
