"""What every exporter is, for the pipeline and the exporters to share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from generator.model import Deck, Problem

MediaFiles: TypeAlias = Mapping[str, bytes]
"""The pictures that the cards refer to: a path as the fact gives it -> the content of the file."""


def _nothing_left_out(deck: Deck, media: MediaFiles) -> tuple[Problem, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format: `render` is pure and makes the whole file; `check` says what `render` has to leave out of it."""

    name: str
    suffix: str  # ".apkg"
    render: Callable[[Deck, MediaFiles], bytes]
    check: Callable[[Deck, MediaFiles], tuple[Problem, ...]] = _nothing_left_out
