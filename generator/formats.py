"""What every exporter is, for the pipeline and the exporters to share, and which templates a card may have."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import unquote

from generator.model import Deck, Fact, Picture, Problem

# Frozen with the note type, and in this order: Anki knows a template by its place, and a card by its template.
DIRECTIONS = (
    "term->meaning", "meaning->term", "purpose->command", "command->purpose", "list-all", "contrast", "category",
    "question",
)  # fmt: skip
BLANKS = tuple(f"fill-blank-{number}" for number in range(1, 13))
SPARES = ("spare-1", "spare-2")
TEMPLATES = (*DIRECTIONS, *BLANKS, *SPARES)

MediaFiles: TypeAlias = Mapping[str, bytes]
"""The pictures that the cards show: a path as `picture_path` gives it -> the content of the file."""


def picture_path(fact: Fact) -> str:
    """Return the path of a figure's picture, from where the note's own path starts; "" for other facts."""
    if not isinstance(fact.value, Picture):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(fact.span.path), unquote(fact.value.image)))


def pictures(deck: Deck) -> tuple[str, ...]:
    """Return the paths of all pictures that a deck's cards show, for the caller to read."""
    return tuple(sorted({picture_path(card.fact) for card in deck.cards} - {""}))


def _nothing_left_out(deck: Deck, media: MediaFiles) -> tuple[Problem, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: `render` is pure and makes the whole file; `check` says what `render` has to leave out of it."""

    name: str
    suffix: str  # ".apkg"
    render: Callable[[Deck, MediaFiles], bytes]
    check: Callable[[Deck, MediaFiles], tuple[Problem, ...]] = _nothing_left_out
