"""The names of one thing: with its gloss and without, in the other script, by its aliases."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.knowledge import Domain

_SHORT = re.compile(r"[a-z]{1,3}")  # "po", "svc": too short to be looked for in a sentence


def squeezed(text: str) -> str:
    """Return the text in one case without spaces, quotes and marks."""
    return re.sub(r"[\s`*\"'“”‘’]+", "", text.casefold())


def names_of(term: str, domain: Domain) -> tuple[str, ...]:
    """Return a term with its aliases, without the parenthesis behind it, and what stands in that parenthesis."""
    bare = re.sub(r"\s*\([^)]*\)", "", term).strip()
    inside = re.findall(r"\(([^)]{2,40})\)", term)
    found = [term, bare, *inside] if bare else [term]
    groups = _groups(domain.aliases)
    for name in found[:3]:
        found += groups.get(name.casefold(), ())
    return tuple(dict.fromkeys(name for name in found if name))


@lru_cache(maxsize=16)
def _groups(aliases: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    """Return the names of one thing by each of them, small."""
    found: dict[str, tuple[str, ...]] = {}
    for group in aliases:
        for name in group:
            found[name.casefold()] = (*found.get(name.casefold(), ()), *group)
    return found


def stands_in(term: str, text: str, domain: Domain) -> bool:
    """Tell whether a text holds a term under any of its names; a Latin name as a word of its own."""
    return any(mentions(text, name) for name in names_of(term, domain) if not _SHORT.fullmatch(name) or name == term)


def mentions(text: str, name: str) -> bool:
    """Tell whether a text holds a name: Latin as a word of its own ("set" is not in "setting"), Hangul anywhere."""
    flat, wanted = squeezed(text), squeezed(name)
    if not wanted or wanted not in flat:
        return False
    if not name.isascii():
        return True
    return bool(re.search(rf"(?<![A-Za-z0-9-]){re.escape(name.strip())}s?(?![A-Za-z0-9])", text, re.IGNORECASE))
