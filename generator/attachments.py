"""Find a picture by the name that a note calls it."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

# Where programs put what is pasted into a note, beside it or at the top of its vault.
ATTACHMENTS = ("attachments", "assets", "images", "img", "files", "media", "_resources", "첨부", "첨부파일", "그림")
# What stands at the top of a vault or a workspace: no file is looked for above it.
ROOTS = (".obsidian", ".git", ".notedeck", "decks")
HIGHEST = 8


def located(path: Path) -> Path | None:
    """Return the file that a path in a note means, None where there is none; for many paths keep a `Finder`."""
    return Finder().find(path)


@dataclass(slots=True)
class Finder:
    """Finds the files that a note names; looks once into each folder, so keep it for one build and no longer."""

    listings: dict[Path, dict[str, str]] = field(default_factory=dict)
    near: dict[Path, tuple[Path, ...]] = field(default_factory=dict)

    def find(self, path: Path) -> Path | None:
        """Return the file that a path in a note means, None where there is none.

        That is the file itself, or one whose name is the same text in the other of Unicode's forms (macOS writes 파드
        in letters, a note in syllables). A name that is not there is looked for as Obsidian does: in the folders that
        hold attachments, and from the folders above it, up to the top of the vault.
        """
        try:
            if path.is_file():
                return path
            parent = self._spelt(path.parent)
            found = (self._child(folder, path.name) for folder in self._around(parent or path.parent))
            return next((one for one in found if one and one.is_file()), None)
        except (OSError, ValueError):
            return None

    def _spelt(self, folder: Path) -> Path | None:
        """Return a folder with its names as the disk spells them."""
        if folder.is_dir():
            return folder
        found: Path | None = Path(folder.anchor or ".")
        for part in folder.parts[1 if folder.anchor else 0 :]:
            found = found and (found / ".." if part == ".." else self._child(found, part))
        return found

    def _child(self, folder: Path, name: str) -> Path | None:
        if folder not in self.listings:
            names = sorted(os.listdir(folder)) if folder.is_dir() else []
            self.listings[folder] = {unicodedata.normalize("NFC", one): one for one in reversed(names)}
        spelt = self.listings[folder].get(unicodedata.normalize("NFC", name))
        return folder / spelt if spelt else None

    def _around(self, folder: Path) -> tuple[Path, ...]:
        """Return the folders to look into, the nearest first."""
        if folder not in self.near:
            above = [folder, *folder.absolute().parents][: HIGHEST + 1]
            tops = (at for at, one in enumerate(above) if any((one / root).is_dir() for root in ROOTS))
            folders = above[: next(tops, 0) + 1]
            self.near[folder] = tuple(
                place for one in folders for place in (one, *(one / name for name in ATTACHMENTS)) if place.is_dir()
            )
        return self.near[folder]
