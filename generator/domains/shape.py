"""A command's meaning as a value: two commands that do the same have the same shape.

`HOLE` stands for a placeholder, which matches any one word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from generator.domains.words import HOLE


@dataclass(frozen=True, slots=True)
class Shape:
    """One simple command: `things` and the values of a flag in any order, `words` and `tail` in theirs.

    `tail` is what stands behind `--`, None without one.
    """

    program: str
    path: tuple[str, ...] = ()
    flags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    things: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    tail: tuple[str, ...] | None = None
    redirects: tuple[str, ...] = ()
    around: tuple[str, ...] = ()  # what stands before: `|`, sudo, variables


def same(one: Shape, other: Shape) -> bool:
    """Tell whether two simple commands do the same."""
    return (
        one.program == other.program
        and one.path == other.path
        and one.flags.keys() == other.flags.keys()
        and all(same_set(one.flags[name], other.flags[name]) for name in one.flags)
        and same_set(one.things, other.things)
        and same_words(one.words, other.words)
        and same_tail(one.tail, other.tail)
        and same_set(one.redirects, other.redirects)
        and same_set(one.around, other.around)
    )


def same_tail(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> bool:
    """Compare what stands behind `--` word by word."""
    if one is None or other is None:
        return one is other
    return same_words(one, other)


def same_words(one: Sequence[str], other: Sequence[str]) -> bool:
    """Compare word by word, in order."""
    return len(one) == len(other) and all(map(same_word, one, other))


def same_word(one: str, other: str) -> bool:
    """Compare two words; a placeholder on either side matches any one word."""
    if one == other:
        return True
    return (HOLE in one and bool(_matcher(one).fullmatch(other))) or (
        HOLE in other and bool(_matcher(other).fullmatch(one))
    )


@lru_cache(maxsize=4096)
def _matcher(pattern: str) -> re.Pattern[str]:
    return re.compile(".+".join(map(re.escape, pattern.split(HOLE))), re.DOTALL)


def same_set(one: Sequence[str], other: Sequence[str]) -> bool:
    """Compare without order; placeholders pair off with what is left."""
    missing, extra = unpaired(one, other)
    return not missing and not extra


def unpaired(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what of `one` is not in `other`, and the reverse: exact pairs first, then by placeholder."""
    left, right = list(one), list(other)
    for word in one:
        if word in right:
            left.remove(word)
            right.remove(word)
    for word in sorted(left, key=lambda text: text.count(HOLE)):
        found = next((other_word for other_word in right if same_word(word, other_word)), None)
        if found is not None:
            left.remove(word)
            right.remove(found)
    return left, right
