"""Where a note lies: its deck, its tags, and its source as the reader sees it."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache

from generator.exporters.anki_text import clean
from generator.model import Card, Deck, Fact

RETIRED = "notedeck::retired"
_COLONS = re.compile(r":{2,}")
_TAG_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Places:
    """The deck's name and the folder that all its study notes lie in.

    Several study notes get a subdeck each, under their folders. Headings become tags and no subdecks: a card never
    moves deck when a heading is renamed, but its tags follow.
    """

    name: tuple[str, ...]
    tags: tuple[str, ...]
    root: str
    alone: bool

    def deck_name(self, fact: Fact) -> str:
        """Return the name of the deck that a fact's cards lie in."""
        return "::".join((*self.name, *self._branch(fact.span.path)))

    def note_tags(self, cards: list[Card]) -> tuple[str, ...]:
        """Return the tags of a note: the deck's, the cards' own, the place in the notes, the kinds."""
        fact = cards[0].fact
        place = "::".join(_tag_part(part) for part in (*self.name, *self._branch(fact.span.path), *fact.topic))
        own = (_tag(tag) for card in cards for tag in card.tags)
        kinds = (f"notedeck::kind::{_tag_part(card.kind)}" for card in cards)
        return tuple(sorted({*self.tags, _COLONS.sub("::", place), *own, *kinds} - {""}))

    def source(self, fact: Fact) -> str:
        """Return "kubernetes.md:57–58", the path seen from the folder of the notes; a retired fact has no lines."""
        span = fact.span
        if not span.first:
            return self._seen(span.path)
        lines = f"{span.first}" if span.first == span.last else f"{span.first}–{span.last}"
        return f"{self._seen(span.path)}:{lines}"

    def _seen(self, path: str) -> str:
        return _relative(path, self.root)

    def _branch(self, path: str) -> tuple[str, ...]:
        if self.alone:
            return ()
        folder, file = posixpath.split(self._seen(path))
        parts = (*folder.split("/"), posixpath.splitext(file)[0])
        return tuple(part for part in map(_deck_part, parts) if part)


def places(deck: Deck) -> Places:
    """Find the places of a deck's notes."""
    paths = sorted({posixpath.normpath(source.path) for source in deck.sources} or _card_paths(deck))
    name = tuple(part for part in map(_deck_part, deck.name.split("::")) if part)
    tags = tuple(_tag(tag) for tag in deck.tags)
    return Places(name or ("notedeck",), tags, _common_folder(paths), len(paths) < 2)


def _card_paths(deck: Deck) -> set[str]:
    return {posixpath.normpath(card.fact.span.path) for card in deck.cards}


def _common_folder(paths: list[str]) -> str:
    try:
        return posixpath.commonpath([posixpath.dirname(path) for path in paths]) if paths else ""
    except ValueError:  # absolute and relative paths
        return ""


@lru_cache(maxsize=1024)
def _relative(path: str, root: str) -> str:
    """Return the path from `root`; of a path outside of it only the file's name: no machine's folders on a card."""
    path = posixpath.normpath(path)
    inside = not root or path.startswith(f"{root.rstrip('/')}/")
    seen = posixpath.relpath(path, root) if root and inside else path
    return posixpath.basename(path) if not inside or seen.startswith(("/", "..")) else seen


def _deck_part(text: str) -> str:
    """Return one level of a deck's name: Anki parts levels at `::` and takes no `"`."""
    return _COLONS.sub(":", clean(text).replace('"', "'").replace("\n", " ")).strip(" :\t")


@lru_cache(maxsize=4096)
def _tag_part(text: str) -> str:
    return _TAG_SPACES.sub("_", _deck_part(text))


def _tag(text: str) -> str:
    return "::".join(part for part in map(_tag_part, text.split("::")) if part)
