"""Find a picture by the name that a note calls it."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

# Where programs put what is pasted into a note, beside it or at the top of its vault.
ATTACHMENTS = ("attachments", "assets", "images", "img", "files", "media", "_resources", "첨부", "첨부파일", "그림")
# What stands at the top of a vault or a workspace: no file is looked for above it.
ROOTS = (".obsidian", ".git", ".notedeck", "decks")
HIGHEST = 8


def located(path: Path) -> Path | None:
    """Return the file that a path in a note means, None where there is none.

    That is the file itself, or one whose name is the same text in the other of Unicode's forms (macOS writes 파드 in
    letters, a note in syllables). A name that is not there is looked for as Obsidian does: in the folders that hold
    attachments, and from the folders above it, up to the top of the vault.
    """
    for candidate in _candidates(path):
        found = _as_on_disk(candidate)
        if found and found.is_file():
            return found
    return None


def _candidates(path: Path) -> Iterator[Path]:
    yield path
    folder = path.parent
    yield from (folder / name / path.name for name in ATTACHMENTS)
    above = [folder, *folder.absolute().parents][: HIGHEST + 1]
    tops = (at for at, one in enumerate(above) if any((one / root).is_dir() for root in ROOTS))
    for one in above[1 : next(tops, 0) + 1]:
        yield one / path.name
        yield from (one / name / path.name for name in ATTACHMENTS)


def _as_on_disk(path: Path) -> Path | None:
    """Return the path with its names as the disk spells them."""
    try:
        if path.exists():
            return path
        found = Path(path.anchor or ".")
        for part in path.parts[1 if path.anchor else 0 :]:
            found = found / part if part == ".." or (found / part).exists() else found / _spelt(found, part)
    except (OSError, ValueError, StopIteration):
        return None
    return found


def _spelt(folder: Path, name: str) -> str:
    composed = unicodedata.normalize("NFC", name)
    return next(one for one in sorted(os.listdir(folder)) if unicodedata.normalize("NFC", one) == composed)
