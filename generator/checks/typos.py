"""`관라하기`, `만듬`, `서버은`, `Memmory`: a word mistyped or misspelt.

What breaks a rule of spelling, and what a slip of the fingers explains far better than chance, is put right on the cards.
What only looks mistyped is a warning that names the likely word, and no card is made of it. Words that the note writes
twice, names of the subject and code are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.checks import lines, loanwords, names
from generator.knowledge import Check, Domain, Finding, Note, Suspect
from generator.model import Severity

CODE, DOUBT = "misspelling", "looks-mistyped"
_TOGETHER = re.compile(r"(?<![A-Za-z])[A-Z]?[a-z]+(?:[A-Z][a-z]+)+(?![A-Za-z])")  # NetworkSettings
_WORDS = re.compile(r"[A-Z]?[a-z]+")
_PART = re.compile(r"[가-힣]+")


def find(note: Note) -> Iterator[Finding]:
    """Report the mistyped words with what was meant."""
    spoken = lines.spoken(note)
    for one in note.suspects([text for _line, text in spoken], _known(note.domain)):
        yield _finding(note, spoken[one.line][0].number, one)
    yield from _together(note)


def _together(note: Note) -> Iterator[Finding]:
    """Report names written together in which a word is surely mistyped, in code too: NetwrokSettings; they are not put right."""
    places = [
        (number, found)
        for number, text in enumerate(note.source.text.split("\n"), 1)
        for found in _TOGETHER.finditer(text)
    ]
    named = sorted({found.group() for _number, found in places})
    slips = note.suspects([" ".join(_WORDS.findall(name)) for name in named], _known(note.domain))
    meant = {named[one.line]: named[one.line].replace(one.wrong, one.right) for one in slips if one.certain}
    for number, found in places:
        if found.group() in meant:
            right = meant[found.group()]
            message = f'"{found.group()}" looks mistyped; did you mean "{right}"?'
            yield lines.finding(note, number, found.start(), found.group(), Severity.WARNING, DOUBT, message, right)


def _known(domain: Domain) -> frozenset[str]:
    """Return the words of the subject, and those that other checks judge."""
    return _words(domain.names, domain.aliases, tuple(domain.spellings), domain.terms)


@lru_cache(maxsize=4)
def _words(
    named: frozenset[str], aliases: tuple[tuple[str, ...], ...], judged: tuple[str, ...], terms: tuple[object, ...]
) -> frozenset[str]:
    spelt = {name for group in aliases for name in group}
    spelt |= {name for term in terms for name in (term.name, *term.aliases)}  # type: ignore[attr-defined]
    parts = {part for name in spelt for part in _PART.findall(name) if len(part) > 1}
    return frozenset({*named, *spelt, *parts, *judged, *loanwords.loanwords(), *loanwords.table(), *names.english()})


def _finding(note: Note, number: int, one: Suspect) -> Finding:
    if one.certain:
        message = f'"{one.wrong}" is misspelt; write "{one.right}"'
        return lines.finding(
            note, number, one.start, one.wrong, Severity.WARNING, CODE, message, one.right, certain=True
        )
    message = f'"{one.wrong}" looks mistyped; did you mean "{one.right}"?'
    return lines.finding(note, number, one.start, one.wrong, Severity.WARNING, DOUBT, message, one.right)


CHECK = Check((CODE, DOUBT), find)
