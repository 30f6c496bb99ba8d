"""What is known of the subjects of notes: one folder a subject, found by folder and used on the note's evidence.

A note that says `docker run -d nginx` is about Docker and not about Kubernetes; one without evidence gets a domain
without a name. Commands are known in every note: their first word is all the evidence that they need.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from itertools import chain
from typing import Any, Final

from generator import programs as names
from generator import shell
from generator.domains.arguments import values
from generator.domains.checking import check_command
from generator.domains.comparing import differences, expanded, same_command, variables
from generator.domains.tools import tools
from generator.knowledge import Domain
from generator.near import distance

__all__ = [
    "Evidence",
    "check_command",
    "differences",
    "every",
    "evidence",
    "expanded",
    "found",
    "of",
    "programs",
    "same_command",
    "variables",
]

ENOUGH: Final = 1.0  # what the evidence must add up to
_SIGN: Final = 0.5  # what one sign proves: two different ones make a domain
_HEAD: Final = re.compile(r"^\s*#{1,6}\s+\S|^(?:title|tags|subject|제목|과목)\s*:", re.IGNORECASE)
_MARK: Final = re.compile(r"^[\s>]*(?:[-*+•]\s+|\d+[.)]\s+)?(?:[$#%]\s+|\$(?=[a-z]))?")
_LATIN: Final = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z-]{4,30}(?![\w-])")
_LONG: Final = re.compile(r"[A-Za-z-]{7,}")
_CODE: Final = re.compile(r"`+([^`\n]+)`+")


@dataclass(frozen=True, slots=True)
class Signs:
    """How a note shows a domain: `titles` in its headings, `runs` by their commands, `words` anywhere.

    `owners` tells of what a spelling is a sign; the long ones, by their first letters in `long`, count with a letter wrong.
    """

    titles: re.Pattern[str]
    words: re.Pattern[str]
    owners: dict[str, int]
    long: dict[str, tuple[str, ...]]
    runs: frozenset[str]
    command: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """How far a note shows a domain, and by what: from `ENOUGH` on it is about it."""

    domain: Domain
    score: float
    reasons: tuple[str, ...]


@lru_cache(maxsize=1)
def found() -> tuple[Domain, ...]:
    """Return the domains, one a folder with a `domain.toml`, sorted by name."""
    return tuple(_domain(folder, table) for folder, table in names.tables().items())


def programs() -> frozenset[str]:
    """Return every program that any domain knows: the first word of a command, whatever the note is about."""
    return names.known()


def of(text: str, subject: str = "") -> Domain:
    """Return what is known of a note's subjects, the strongest first; a domain without a name where it shows none.

    A `subject` that names a domain, by any of its titles, is taken on its word.
    """
    shown = [one for one in evidence(text) if one.score >= ENOUGH]
    order = sorted(shown, key=lambda one: (-one.score, one.domain.name))
    forced = [one.name for one in found() if subject and _signs(one.name).titles.fullmatch(subject)]
    return _merged(tuple(dict.fromkeys((*forced, *(one.domain.name for one in order)))))


def every() -> Domain:
    """Return what is known of all subjects together, for a word that stands in no note."""
    return _merged(tuple(one.name for one in found()))


def evidence(text: str) -> tuple[Evidence, ...]:
    """Weigh a note for each domain, sorted by the domain's name."""
    heads = "\n".join(line for line in text.split("\n") if _HEAD.match(line))
    commands = tuple(_commands(text))
    words = frozenset(_LATIN.findall(text)) - names.known()
    return tuple(_weigh(one, _signs(one.name), text, words, heads, commands) for one in found())


def _weigh(
    domain: Domain, signs: Signs, text: str, latin: frozenset[str], heads: str, commands: Sequence[str]
) -> Evidence:
    titles = [f'"{title[0]}" in a heading' for title in [signs.titles.search(heads)] if title]
    words = [f'"{hit}"' for hit in _shown(signs, text, latin).values()]
    runs = [f"`{name}`" for name in dict.fromkeys(commands) if name in signs.runs]
    score = ENOUGH * len(titles) + _SIGN * len(words) + signs.command * len(runs)
    return Evidence(domain, score, (*titles, *runs, *words))


def _shown(signs: Signs, text: str, latin: frozenset[str]) -> dict[int, str]:
    """Return the words by which a note shows the signs, one a sign, be it a letter off: `kublet`."""
    found: dict[int, str] = {}
    for hit in signs.words.finditer(text):
        found.setdefault(signs.owners[hit[0]], hit[0])
    for word in sorted(latin):
        for name in signs.long.get(word[:2], ()):
            if signs.owners[name] not in found and distance(word, name, 1) == 1:
                found[signs.owners[name]] = word
    return found


def _commands(text: str) -> Iterable[str]:
    """Yield the programs that a note calls, in code spans or on lines of their own."""
    for line in text.split("\n"):
        for piece in _CODE.findall(line) or [_MARK.sub("", line)]:
            word = piece.strip().partition(" ")[0]
            if word.rpartition("/")[2] in names.known() and shell.is_command(piece):
                yield from shell.programs(piece)


@lru_cache(maxsize=64)
def _merged(chosen: tuple[str, ...]) -> Domain:
    """Put domains together, the first giving its name; kept, so that equal notes share one value."""
    known = {one.name: one for one in found()}
    several = [known[name] for name in chosen]
    base = several[0] if several else Domain("")
    manifest = next((one for one in several if one.check_manifest is not Domain("").check_manifest), base)
    return replace(
        base,
        names=frozenset(chain.from_iterable(one.names for one in several)),
        aliases=tuple(dict.fromkeys(chain.from_iterable(one.aliases for one in several))),
        terms=tuple(dict.fromkeys(chain.from_iterable(one.terms for one in several))),
        spellings=_joined(one.spellings for one in several),
        programs=frozenset((*tools(), *chain.from_iterable(one.programs for one in found()))),
        check_command=check_command,
        same_command=same_command,
        values_of=values,
        check_manifest=manifest.check_manifest,
    )


def _joined(several: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Join tables; of equal keys the first counts."""
    out: dict[str, Any] = {}
    for one in several:
        out = {**one, **out}
    return out


def _domain(folder: str, table: dict[str, Any]) -> Domain:
    """Return a folder's domain: its `DOMAIN` where it has code, else what its data says."""
    if (names.FOLDER / folder / "__init__.py").exists():
        known: Domain = import_module(f"generator.domains.{folder}").DOMAIN
        return known
    return Domain(
        name=str(table["name"]),
        names=frozenset(names.words(table, "names")),
        aliases=tuple(map(tuple, table.get("aliases", ()))),
        spellings=dict(table.get("spellings", {})),
        programs=frozenset(),
    )


@lru_cache(maxsize=16)
def _signs(name: str) -> Signs:
    table = next(table for table in names.tables().values() if table["name"] == name)
    shown = table["evidence"]
    owners = {spelt: at for at, several in enumerate(shown.get("signs", ())) for spelt in several}
    long: dict[str, tuple[str, ...]] = {}
    for spelt in filter(_LONG.fullmatch, owners):
        long[spelt[:2]] = (*long.get(spelt[:2], ()), spelt)
    runs = frozenset(names.words(shown, "runs") or names.words(table, "programs"))
    return Signs(_any(shown.get("titles", ())), _any(owners), owners, long, runs, float(shown.get("command", ENOUGH)))


def _any(spellings: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of the spellings as a word; a particle may follow Hangul, as in "파드를"."""
    joined = "|".join(map(re.escape, sorted(spellings, key=len, reverse=True))) or r"(?!)"
    return re.compile(rf"(?<![A-Za-z0-9가-힣_.-])(?:{joined})(?![A-Za-z0-9_-])")
