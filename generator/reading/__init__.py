"""Text to Blocks: files, encodings, and the tree of a study note."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

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


def protected(text: str) -> tuple[tuple[int, int], ...]:
    """Return `(start, end)` of every formula and code span of a text: it is never split at a mark inside them."""
    from generator.reading import inline

    return inline.protected(text)


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


def find(path: Path) -> Iterator[Path]:
    """Yield the study notes of a folder in sorted order, or the file itself."""
    if path.is_dir():
        inside = (p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        yield from sorted(p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts))
    else:
        yield path


def load(path: Path, encoding: str = "") -> tuple[Source | None, list[Problem]]:
    """Read one study note; a file that cannot be read is a problem and no source."""
    name = path.as_posix()

    def wrong(message: str, fix: str = "") -> tuple[None, list[Problem]]:
        return None, [Span(name, 1, 1).problem(Severity.ERROR, "note-unreadable", f'"{name}" {message}', fix)]

    try:
        if path.stat().st_size > LARGEST_NOTE:
            return wrong(f"is larger than {LARGEST_NOTE // 1_000_000} MB; split it or leave it out")
        data = path.read_bytes()
    except OSError as error:
        return wrong(f"cannot be read: {error.strerror or error}")
    if b"\0" in data[:8000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return wrong("is a binary file, not text")
    text, trouble = decoded(data, encoding)
    if trouble:
        line = data[: trouble[1]].count(b"\n") + 1
        span = Span(name, line, line)
        return None, [span.problem(Severity.ERROR, "note-encoding", f'"{name}" {trouble[0]}', trouble[2])]
    if not text.strip():
        return wrong("is empty")
    return Source(name, text), []


def decoded(data: bytes, encoding: str = "") -> tuple[str, tuple[str, int, str] | None]:
    """Decode to NFC text with `\\n` ends; the second value is `(message, offset, fix)` where it fails."""
    if not encoding and data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        text = data.decode(encoding or "utf-8-sig")
    except LookupError:
        return "", (f'cannot be read as "{encoding}": no such encoding', 0, "--encoding cp949")
    except UnicodeDecodeError as error:
        if encoding:
            return "", (f'is not "{encoding}" text', error.start, "")
        if _is_cp949(data):
            return "", ("is CP949 (EUC-KR) text, not UTF-8", error.start, "--encoding cp949")
        return "", ("is not UTF-8 text", error.start, "save it as UTF-8, or name its encoding with --encoding")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text).translate(_BLANKS)), None


def _is_cp949(data: bytes) -> bool:
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return False
    hangul = sum("가" <= char <= "힣" for char in text)
    return hangul * 3 >= sum(ord(char) > 127 for char in text)
