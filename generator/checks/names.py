"""`2.2.1. kublet`: a name one or two letters off a known one, here kubelet.

Names of components, tools and kinds are known by their exact spelling. A word in Latin letters that is none of them, and no
plain English word, but close to one, is reported with the name. A misspelt name in a heading infects every card below it,
so the cards get the right name. Inside code only comments and the program at the start of a command are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from generator import near
from generator.checks import lines
from generator.knowledge import Check, Domain, Finding, Note
from generator.model import Severity

CODE = "known-name"
_WORD = re.compile(r"(?<![A-Za-z0-9_./:@#$%{}\\=-])[A-Za-z]+(?:-[A-Za-z]+)*(?![A-Za-z0-9_/@\\=(]|[.:-][A-Za-z0-9]|-)")
_COMMAND = re.compile(r"^\s*(?:[$#%>]\s+)?(?:sudo\s+)?([a-z]{5,})(?=\s+[a-z-])")
# The longest name has 30 letters: what is much longer is no slip of one.
_LONGEST = 40
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "or", "ors", "ly", "able", "ion", "ions", "al", "ment", "ments")


@dataclass(frozen=True, slots=True)
class Known:
    """The names of a domain, ready to compare: `words` are never reported, `targets` are what a near miss is near to."""

    words: frozenset[str]
    targets: dict[str, str]


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """Return plain English words of computing, which are never misspelt names."""
    return frozenset((files("generator.checks") / "english.txt").read_text("utf-8").split())


@lru_cache(maxsize=4)
def _known(names: frozenset[str], aliases: tuple[tuple[str, ...], ...]) -> Known:
    latin = names | {word for group in aliases for name in group for word in name.split() if word.isascii()}
    folded = {name.casefold() for name in latin}
    folded |= {name.replace("-", "") for name in folded}
    targets = {name.casefold(): name for name in sorted(names) if len(name) >= 5}
    return Known(frozenset(folded | english()), targets)


def known(domain: Domain) -> Known:
    """Return the domain's names; kept for the next note of the same domain."""
    return _known(domain.names, domain.aliases)


def is_known(word: str, names: Known) -> bool:
    """Whether a word is a known name or plain word, or a form of one."""
    word = word.casefold()
    if word in names.words or (len(word) > 3 and word[:2] in ("un", "re", "de") and word[2:] in names.words):
        return True
    if word + "s" in names.words or word.replace("-", "") in names.words:
        return True  # volumeMount of volumeMounts, kube-api-server
    stems = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
    if any(len(stem) > 2 and (stem in names.words or stem + "e" in names.words) for stem in stems):
        return True
    parts = word.split("-")
    return len(parts) > 1 and word not in names.targets and all(is_known(part, names) for part in parts)


def nearest(word: str, names: Known) -> tuple[str, int]:
    """Return the known name that a word misses and by how many letters, or ("", 0)."""
    word = word.casefold()
    best = ("", 3)
    for name in names.targets:
        limit = _limit(name)
        apart = near.distance(word, name, min(limit, best[1] - 1)) if abs(len(name) - len(word)) <= limit else 9
        if apart <= limit and apart < best[1] and _plausible(word, name):
            best = (name, apart)
    return (names.targets[best[0]], best[1]) if best[0] else ("", 0)


def _limit(name: str) -> int:
    """One letter off, two in long names; a plain English word must be long for one letter to mean something."""
    if name in english():
        return 1 if len(name) >= 8 else 0
    return 2 if len(name) >= 10 else 1


def _plausible(word: str, name: str) -> bool:
    if "-" in word and "-" not in name:
        return False
    if len(name) < 7:
        return sorted(word) == sorted(name) and word[:1] == name[:1]  # ngnix: two letters swapped
    if name in english():
        return word[:1] == name[:1] and word[-1:] == name[-1:] and len(word) >= len(name) - 1
    if "-" not in name and word[:1] != name[:1]:
        return False
    return near.shared_start(word, name) + near.shared_end(word, name) >= len(name) // 2


def find(note: Note) -> Iterator[Finding]:
    """Report the near misses in prose, comments and at the start of commands."""
    names = known(note.domain)
    if not names.targets:
        return
    seen: dict[str, tuple[str, int]] = {}
    for line, text in lines.spoken(note):
        shown = lines.prose(line.text, code=True) if line.place == "text" else text
        for match in _WORD.finditer(shown):
            yield from _word(note, line.number, match.start(), match.group(), names, seen)
    for line in lines.of(note.source):
        command = _COMMAND.match(line.text) if line.place == "code" and line.info in lines.SHELLS else None
        if command and nearest(command[1], names)[0].casefold() in note.domain.programs:
            yield from _word(note, line.number, command.start(1), command[1], names, seen)


def _word(
    note: Note, number: int, start: int, word: str, names: Known, seen: dict[str, tuple[str, int]]
) -> Iterator[Finding]:
    if not 4 <= len(word) <= _LONGEST or is_known(word, names):
        return
    if word not in seen:
        seen[word] = nearest(word, names)
    name, apart = seen[word]
    if name:
        right = _cased(word, name)
        sure = name.casefold() not in english() and len(name) >= 7
        letters = "one letter" if apart == 1 else "two letters"
        message = f'"{word}" is no known name, but {letters} off "{right}"; write "{right}"'
        yield lines.finding(note, number, start, word, Severity.ERROR if sure else Severity.WARNING, CODE, message,
                            right, certain=sure)  # fmt: skip


def _cased(word: str, name: str) -> str:
    if word.islower():
        return name.lower()
    return name.capitalize() if name.islower() and word[:1].isupper() else name


CHECK = Check((CODE,), find)
