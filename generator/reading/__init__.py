"""Text to Blocks: files, encodings, and the tree of a study note."""

from __future__ import annotations

import errno
import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from generator import files
from generator import marks as outputs
from generator.model import Block, BlockKind, Problem, Severity, Source, Span

SUFFIXES = (".md", ".markdown", ".txt")
# Larger than any note that a person writes; a file beyond this is data that was taken along by a glob.
LARGEST_NOTE = 20_000_000

# Characters that nobody sees: they part words that look whole. Joiners stay, for emoji are made with them.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Blanks that are no blank to Markdown or a shell, and ends of lines that no editor counts.
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2028\u2029\u0085\v\f"), " ")
_AS_WRITTEN = (BlockKind.FENCE, BlockKind.MATH)


def read(source: Source) -> Block:
    """Return the document tree of a study note."""
    from generator.reading import markdown

    return markdown.read(source)


def plain(line: str) -> str:
    """Return what a reader sees of one line."""
    from generator.reading import inline

    return inline.plain(line)


def flat(block: Block) -> Block:
    """Return a tree whose wrapped lines are joined by blanks."""
    return replace(
        block,
        text=block.text if block.kind in _AS_WRITTEN else block.text.replace("\n", " "),
        raw=block.raw if block.kind in _AS_WRITTEN else block.raw.replace("\n", " "),
        children=tuple(flat(child) for child in block.children),
    )


def tags_by_line(document: Block) -> dict[int, tuple[str, ...]]:
    """Return the tags that hold for each line: its own, those of the blocks above it and the front matter's."""
    found: dict[int, tuple[str, ...]] = {}
    waiting: list[tuple[Block, tuple[str, ...]]] = [(document, ())]
    while waiting:
        block, above = waiting.pop()
        tags = tuple(dict.fromkeys((*above, *block.tags)))
        waiting += [(child, tags) for child in block.children]
        if tags and block.kind != BlockKind.DOCUMENT:
            for line in range(block.span.first, block.span.last + 1):
                found[line] = tuple(dict.fromkeys((*found.get(line, ()), *tags)))
    return found


STANDARD_INPUT = "-"


def find(path: Path, unreadable: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """Yield the study notes of a folder in sorted order, or the file itself; tell `unreadable` of folders inside."""
    if path.is_dir():
        yield from sorted(_inside(path, unreadable))
    else:
        yield path


def _inside(folder: Path, unreadable: Callable[[OSError], None] | None) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths = (Path(place, name) for name in names if not name.startswith("."))
        notes = (path for path in paths if path.suffix.lower() in SUFFIXES and path.is_file())
        yield from (path for path in notes if not outputs.is_marked(path))


def load(path: Path, encoding: str = "") -> tuple[Source | None, list[Problem]]:
    """Read one study note, `-` from standard input; a file that cannot be read is a problem and no source."""
    name = path.as_posix()

    def wrong(message: str, fix: str = "") -> tuple[None, list[Problem]]:
        return None, [Span(name, 1, 1).problem(Severity.ERROR, "note-unreadable", f'"{name}" {message}', fix)]

    if not is_unicode(name):
        read = _guessed(name)
        return wrong("has a name that is not UTF-8, as in archives from Windows", f"rename it{read and f': {read}'}")
    try:
        data = _standard_input(sys.stdin) if name == STANDARD_INPUT else _content(path)
    except OSError as error:
        said = error.strerror or str(error)
        return wrong(said if error.errno == errno.EINVAL else f"cannot be read: {said}")
    if len(data) > LARGEST_NOTE:
        return wrong(f"is larger than {LARGEST_NOTE // 1_000_000} MB; split it or leave it out")
    encoding = encoding or _sixteen_bits(data)
    if not encoding and b"\0" in data[:8000]:
        return wrong("is a binary file, not text")
    text, trouble = decoded(data, encoding)
    if trouble:
        line = data[: trouble[1]].count(b"\n") + 1
        span = Span(name, line, line)
        return None, [span.problem(Severity.ERROR, "note-encoding", f'"{name}" {trouble[0]}', trouble[2])]
    if not text.strip():
        return wrong("is empty")
    if name != STANDARD_INPUT and outputs.is_marked(path):
        return wrong("was written by notedeck: it is no study note", "delete its last line if it has become one")
    return Source(name, text), []


def is_unicode(name: str) -> bool:
    """Tell whether a file's name can be written; on Linux it may hold any bytes."""
    return not any("\ud800" <= char <= "\udfff" for char in name)


def _guessed(name: str) -> str:
    """Return what a file's name is in the encoding of Korean Windows, or ""."""
    try:
        return os.fsencode(os.path.basename(name)).decode("cp949")
    except UnicodeError:
        return ""


def _content(path: Path) -> bytes:
    """Read a note; of what is no file, say so and do not wait for its end."""
    sort = files.sort_of(path)
    if sort:
        hint = "; write `-` to read standard input" if sort in ("a pipe", "a device") else ""
        raise OSError(errno.EINVAL, f"is {sort}, not a file{hint}")
    if path.stat().st_size > LARGEST_NOTE:
        return b" " * (LARGEST_NOTE + 1)
    return files.read_regular(path, LARGEST_NOTE)


@lru_cache(maxsize=1)
def _standard_input(stream: TextIO) -> bytes:
    """Read standard input once: a command reads its notes more than once."""
    return stream.buffer.read(LARGEST_NOTE + 1)


def _sixteen_bits(data: bytes) -> str:
    """Return the encoding of UTF-16 text, which has a mark at its start or zeros in every other place only, or ""."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = data[:8000]
    for encoding, zeros, others in (("utf-16-le", start[1::2], start[::2]), ("utf-16-be", start[::2], start[1::2])):
        if zeros.count(0) * 20 > len(zeros) and zeros.count(0) > 4 * others.count(0) and _is_text(data, encoding):
            return encoding
    return ""


def _is_text(data: bytes, encoding: str) -> bool:
    try:
        return not any(
            unicodedata.category(char) in ("Cn", "Co") or char < "\t" for char in data.decode(encoding)[:4000]
        )
    except UnicodeError:
        return False


def decoded(data: bytes, encoding: str = "") -> tuple[str, tuple[str, int, str] | None]:
    """Decode to NFC text with `\\n` ends; the second value is `(message, offset, fix)` where it fails."""
    try:
        text = data.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        if encoding:
            return "", (f'is not "{encoding}" text', error.start, "")
        if _is_cp949(data):
            return "", ("is CP949 (EUC-KR) text, not UTF-8", error.start, "--encoding cp949")
        return "", ("is not UTF-8 text", error.start, "save it as UTF-8, or name its encoding with --encoding")
    except (LookupError, ValueError):
        return "", (f'cannot be read as "{encoding}": no such encoding', 0, "--encoding cp949")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    text = text.encode("utf-8", "replace").decode()  # some encodings give lone surrogates
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text).translate(_BLANKS)), None


def _is_cp949(data: bytes) -> bool:
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return False
    hangul = sum("가" <= char <= "힣" for char in text)
    return hangul * 3 >= sum(ord(char) > 127 for char in text)
