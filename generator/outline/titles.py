"""`aws-iam.md` -> "AWS IAM": what a note's file name says it is about, where none of its lines does."""

from __future__ import annotations

import re
from collections import Counter

from generator.knowledge import Language
from generator.outline import paths

LEAST_TIMES = 2  # how often a note writes a word of its file's name, so that the word is of its subject
LEAST_LETTERS = 2
_TOP = re.compile(r"^#\s+(.+)$", re.MULTILINE)  # titles of the first order
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+#.]*|[가-힣]+")


def of_file(stem: str, text: str, speech: Language) -> str:
    """Return the words of a file's name that the note itself writes, as it writes them; "" where it writes none."""
    named = paths.topic(re.sub(r"[-_]+", " ", stem), speech)
    tops = [paths.topic(line, speech) for line in _TOP.findall(text)]
    if len(tops) > 1 and any(_flat(named) == _flat(re.sub(r"\([^)]*\)", "", top)) for top in tops):
        return ""  # one of the things in it: `pod.md` of kubectl, Pod and krew
    forms: dict[str, Counter[str]] = {}
    for found in _WORD.finditer(text):
        forms.setdefault(found.group().casefold(), Counter())[found.group()] += 1
    return " ".join(_spelt(word, forms) for word in _WORD.findall(named) if _is_own(word, text, forms))


def _flat(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _is_own(word: str, text: str, forms: dict[str, Counter[str]]) -> bool:
    times = forms.get(word.casefold(), Counter()).total() if word.isascii() else text.count(word)
    return len(word) >= LEAST_LETTERS and times >= LEAST_TIMES


def _spelt(word: str, forms: dict[str, Counter[str]]) -> str:
    """Return a word as the note writes it most often: "IAM" for iam."""
    if not word.isascii():
        return word
    return max(sorted(forms[word.casefold()].items()), key=lambda pair: pair[1])[0]
