"""`핫스태프: … 즉시 작동을 이어받는 대기 서버를 유지`: a term that its own meaning proves to be another, 핫 스탠바이.

A term that the subject does not know is compared with the terms it does, letter by letter. It is reported only where the
meaning beside it holds two of the words that prove the other term; then the cards get the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator import hangul, near
from generator.checks import lines
from generator.knowledge import Check, Finding, Note, Term
from generator.model import Severity

CODE = "near-term"
_DEFINED = re.compile(
    r"^(?P<lead>[\s>#*+\-|]*+(?:\d{1,9}[.)]\s*+)?)(?P<term>[^:：|`\n]{2,20}?)\*{0,3}\s*(?:[:：|]|\s[-–—=]\s)(?P<meaning>.{4,})"
)
# A slip keeps the beginning and most letters: 핫스태프 and 핫스탠바이 share seven of twelve.
_FARTHEST = 0.45


def find(note: Note) -> Iterator[Finding]:
    """Report terms whose meaning names another."""
    terms = _folded(note.domain.terms)
    for line in lines.of(note.source):
        match = _DEFINED.match(line.text) if line.place == "text" and terms else None
        term = match["term"].strip(" *_") if match else ""
        if match and hangul.is_syllable(term[:1]) and _fold(term) not in terms:
            right = _nearest(_fold(term), match["meaning"], terms)
            if right:
                yield _finding(note, line.number, match.start("term"), term, right, match["meaning"])


@lru_cache(maxsize=4)
def _folded(terms: tuple[Term, ...]) -> dict[str, Term]:
    return {_fold(name): term for term in terms for name in (term.name, *term.aliases)}


def _fold(term: str) -> str:
    return re.sub(r"[\s\-·()]+", "", term).casefold()


def _proofs(term: Term, meaning: str) -> list[str]:
    """Return the words of the term's meaning that stand here, none inside another."""
    found = [word for word in term.near if word in meaning]
    return [word for word in found if not any(word != other and word in other for other in found)]


def _nearest(folded: str, meaning: str, terms: dict[str, Term]) -> Term | None:
    best: tuple[float, str] | None = None
    for name, term in terms.items():
        one, other = hangul.spelt(folded), hangul.spelt(name)
        limit = int(_FARTHEST * len(other))
        apart = near.distance(one, other, limit) if hangul.is_syllable(name[0]) and len(name) > 2 else limit + 1
        alike = near.shared_start(one, other) * 2 >= len(other) or apart <= 2
        if apart <= limit and alike and len(_proofs(term, meaning)) >= 2:
            best = min(best or (9.0, ""), (apart / len(other), name))
    return terms[best[1]] if best else None


def _finding(note: Note, number: int, start: int, wrong: str, term: Term, meaning: str) -> Finding:
    proofs = ", ".join(f'"{word}"' for word in _proofs(term, meaning))
    latin = next((alias for alias in term.aliases if alias.isascii()), "")
    right = term.name
    shown = f"{right}({latin})" if latin else right
    message = f'"{wrong}" is no known term; its meaning ({proofs}) is that of "{shown}"; write "{right}"'
    return lines.finding(note, number, start, wrong, Severity.ERROR, CODE, message, right, certain=True)


CHECK = Check((CODE,), find)
