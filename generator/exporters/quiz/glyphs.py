"""Which characters the shipped fonts can print: typst leaves a box for a missing one and says nothing."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

FONTS = ("Pretendard-Regular.otf", "Pretendard-Bold.otf", "D2Coding.ttf")
_UNICODE_TABLES = {(0, 3), (0, 4), (3, 1), (3, 10)}


def folder() -> Path:
    """Return the folder of the shipped fonts."""
    with as_file(files("generator.exporters").joinpath("fonts")) as path:
        return path


@cache
def covered() -> frozenset[int]:
    """Return the characters that a shipped font has; the text font and the code font stand in for each other."""
    text, _bold, code = (_characters((folder() / name).read_bytes()) for name in FONTS)
    return text | code


def printable(text: str) -> str:
    """Return the text as it can be printed: a missing character becomes [U+1F600], a joiner nothing."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def missing(text: str) -> tuple[str, ...]:
    """Return the characters of a text that no shipped font has, once each, in order."""
    if text.isascii() and text.isprintable():
        return ()
    return tuple(dict.fromkeys(char for char in text if _shown(char).startswith("[U+") and char != "["))


def _shown(char: str) -> str:
    if char == "\n" or (ord(char) in covered() and char.isprintable()):
        return char
    category = unicodedata.category(char)
    if category == "Zs" or char == "\t":
        return " "
    if category == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    return f"[U+{ord(char):04X}]"


def _characters(font: bytes) -> frozenset[int]:
    """Read the characters out of a font's `cmap` table."""
    tables = {
        font[at : at + 4]: struct.unpack(">II", font[at + 8 : at + 16])
        for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
    }
    start, length = tables[b"cmap"]
    cmap = font[start : start + length]
    found: set[int] = set()
    for number in range(struct.unpack(">H", cmap[2:4])[0]):
        platform, encoding, offset = struct.unpack(">HHI", cmap[4 + 8 * number : 12 + 8 * number])
        if (platform, encoding) in _UNICODE_TABLES:
            found |= _subtable(cmap[offset:])
    return frozenset(found)


def _subtable(table: bytes) -> set[int]:
    kind = struct.unpack(">H", table[:2])[0]
    if kind == 12:
        groups = struct.unpack(">I", table[12:16])[0]
        ends = struct.iter_unpack(">III", table[16 : 16 + 12 * groups])
        return {char for first, last, _glyph in ends for char in range(first, last + 1)}
    return _segments(table) if kind == 4 else set()


def _segments(table: bytes) -> set[int]:
    """Read format 4: segments of characters, each with a shift or a table of glyphs; glyph 0 is none."""
    count = struct.unpack(">H", table[6:8])[0] // 2
    columns = [14, 16 + 2 * count, 16 + 4 * count, 16 + 6 * count]
    last, first, shift, ranges = (struct.unpack(f">{count}H", table[at : at + 2 * count]) for at in columns)
    found = set()
    for number in range(count):
        for char in range(first[number], min(last[number], 0xFFFE) + 1):
            glyph = char + shift[number]
            if ranges[number]:
                at = columns[3] + 2 * number + ranges[number] + 2 * (char - first[number])
                glyph = struct.unpack(">H", table[at : at + 2])[0]
            if glyph & 0xFFFF:
                found.add(char)
    return found
