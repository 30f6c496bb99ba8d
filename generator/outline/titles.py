"""`aws-iam.md` -> "AWS IAM": what a note's file name says it is about, where none of its lines does."""

from __future__ import annotations

import re
from collections import Counter

from generator.knowledge import Language
from generator.outline import paths

LEAST_TIMES = 2  # how often a note writes a word of its file's name, so that the word is of its subject
LEAST_LETTERS = 2
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+#.]*|[가-힣]+")


def of_file(stem: str, text: str, speech: Language) -> str:
    """Return the words of a file's name that the note itself writes, as it writes them; "" where it writes none."""
    named = paths.topic(re.sub(r"[-_]+", " ", stem), speech)
    forms: dict[str, Counter[str]] = {}
    for found in _WORD.finditer(text):
        forms.setdefault(found.group().casefold(), Counter())[found.group()] += 1
    return " ".join(_spelt(word, forms) for word in _WORD.findall(named) if _is_own(word, text, forms))


def _is_own(word: str, text: str, forms: dict[str, Counter[str]]) -> bool:
    times = forms.get(word.casefold(), Counter()).total() if word.isascii() else text.count(word)
    return len(word) >= LEAST_LETTERS and times >= LEAST_TIMES


def _spelt(word: str, forms: dict[str, Counter[str]]) -> str:
    """Return a word as the note writes it most often: "IAM" for iam."""
    if not word.isascii():
        return word
    return max(sorted(forms[word.casefold()].items()), key=lambda pair: pair[1])[0]
