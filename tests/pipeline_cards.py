"""The cards that the real pipeline makes of notes given as path -> text."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator import pipeline
from generator.model import Card
from generator.recipe import Recipe


def pipeline_cards(notes: Mapping[str, str]) -> tuple[Card, ...]:
    """Write the notes to a folder of their own, and return their cards with the paths as given."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for path, text in notes.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_bytes(text.encode())
        return pipeline.deck(Recipe("deck", tuple(Path(path) for path in sorted(notes)))).cards
