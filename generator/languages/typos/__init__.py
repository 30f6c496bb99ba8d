"""Words that look mistyped, with what was probably meant: Hangul, the rules of its endings, and Latin letters."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from generator.knowledge import Suspect
from generator.languages.typos import endings, english, korean, listed

# What a suspect's word begins with: letters and digits, and what stands in parentheses behind them.
_HEAD = re.compile(r"(?:[가-힣A-Za-z0-9]+(?:\([^()]*\))?)?$")
_LONGEST = 40
_TAIL = re.compile(r"[가-힣A-Za-z0-9]*")


def suspects(lines: Sequence[str], known: Collection[str] = ()) -> tuple[Suspect, ...]:
    """Return the suspects of a note in order; `lines` are its prose, code blanked out, `known` the words of its subject.

    A word is reported once: what breaks a rule of spelling before a guess by likelihood.
    """
    found: list[Suspect] = []
    for part in (listed.suspects, endings.suspects, korean.suspects, english.suspects):
        for one in part(lines, known):
            whole = _whole(lines[one.line], one)
            if not any(whole.overlaps(other) for other in found):
                found.append(whole)
    return tuple(sorted(found))


def _whole(text: str, one: Suspect) -> Suspect:
    """Return the suspect with all of its word, which a reader recognises."""
    head = _HEAD.search(text[max(0, one.start - _LONGEST) : one.start])
    tail = _TAIL.match(text[: one.end + _LONGEST], one.end)
    before = head.group() if head else ""
    after = tail.group() if tail else ""
    return replace(
        one, start=one.start - len(before), end=one.end + len(after), wrong=before + one.wrong + after,
        right=before + one.right + after,
    )  # fmt: skip
