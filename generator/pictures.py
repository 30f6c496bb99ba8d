"""Which files a card may show: real pictures in the learner's own folders, known by their content.

A note from elsewhere may name any file of the machine; what is packed into a deck is given to others.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from pathlib import Path

from generator import files

LARGEST = 20_000_000  # bytes; a photograph has a quarter
WORKSPACE = ("decks", ".notedeck")  # a folder that holds one of them is where the notes' world ends
KNOWN = "PNG, JPEG, GIF, WebP, AVIF, BMP or SVG"
_START = 4096  # bytes that tell what a file is
_BEGINS = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP|.{4}ftyp(?:avif|avis|mif1)|BM.{4}\0{4}"
    rb"|(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg[\s/>]",
    re.DOTALL,
)


def root_of(note: Path, named: Iterable[Path] = ()) -> Path:
    """Return the folder that a note's pictures lie in: its workspace, else the folder named, the current or its own."""
    own = Path(os.path.realpath(note.parent))
    for folder in (own, *own.parents):
        if any((folder / name).is_dir() for name in WORKSPACE):
            return folder
    wider = [Path(os.path.realpath(folder)) for folder in (*named, Path()) if folder.is_dir()]
    around = [folder for folder in wider if folder == own or folder in own.parents]
    return next((folder for folder in around if folder != Path(folder.anchor)), own)


def unfit(path: Path, root: Path) -> str:
    """Return why a file cannot be shown on a card, or ""; of a file that is not there, nothing."""
    try:
        return _unfit(path, root)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, ValueError) as error:
        return f"cannot be read: {getattr(error, 'strerror', '') or error}"


def _unfit(path: Path, root: Path) -> str:
    sort = files.sort_of(path)
    if sort:
        return f"is {sort}, no picture"
    real = Path(os.path.realpath(path))
    if root != real and root not in real.parents:
        return "lies outside of the notes' folders; copy it beside the note"
    if path.stat().st_size > LARGEST:
        return f"is larger than {LARGEST // 1_000_000} MB; make it smaller"
    with real.open("rb") as file:
        if not _BEGINS.match(file.read(_START)):
            return f"is no picture that a card can show; save it as {KNOWN}"
    return ""


def read(path: Path, root: Path) -> bytes:
    """Return a picture that a card may show; raise OSError of any other file."""
    reason = unfit(path, root)
    if reason:
        raise OSError(errno.EPERM, reason)
    return files.read_regular(path, LARGEST)
