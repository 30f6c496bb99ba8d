"""Kiwi, the analyser of Korean, loaded once for all that ask it: the only door to kiwipiepy."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

# How much likelier than an unknown word: as likely as a common noun, and as one that verbs are made of.
_NOUN, _VERBAL_NOUN = 2.0, 3.0
# The dictionary's words by frequency; after these come spellings that are no standard ones.
_WORDS = 70_000
_VERBAL_NOUNS = ("용이", "오버라이드", "스케일링", "롤백", "드레인")


@cache
def kiwi() -> Any:
    """Return the analyser, which knows the common loanwords of computing; one thread, so that order never matters."""
    from kiwipiepy import Kiwi

    found = Kiwi(load_default_dict=False, load_typo_dict=False, load_multi_dict=False, num_workers=1)
    for word in loanwords():
        found.add_user_word(word, "NNG", _NOUN)
    for word in _VERBAL_NOUNS:
        found.add_user_word(word, "NNG", _VERBAL_NOUN)
    return found


@cache
def loanwords() -> tuple[str, ...]:
    """Return loanwords of computing that the analyser's own dictionary lacks or takes apart."""
    text = (files("generator.languages") / "analyzer_words.txt").read_text("utf-8")
    return tuple(text.split())


def scores(texts: Iterable[str]) -> list[float]:
    """Return how likely each text is, as the logarithm of the analyser's probability."""
    given = list(texts)
    return [analysed[0][1] for analysed in kiwi().analyze(given, top_n=1)] if given else []


@cache
def forms(*tags: str) -> frozenset[str]:
    """Return the words of the analyser's dictionary that have one of these tags."""
    words = (kiwi().morpheme(number) for number in range(1, _WORDS))
    return frozenset(word.form for word in words if word.form and word.tag.split("-")[0] in tags)
