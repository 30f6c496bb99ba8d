"""Lines that were only wrapped: in notes, the end of a line is the end of a statement unless the width ended it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# A line shorter than this (in columns, Hangul counting two) was ended on purpose, not wrapped.
SHORTEST_WRAPPED = 60
# So many lines that all break where the next word no longer fits were wrapped to a width, at least this one.
FEWEST_FILLED, NARROWEST = 3, 40

_OPENS = re.compile(r"(?:[-*+>#|→✓•!]|<img|\d+[.)]|\*\*|[QA][.:]|\[!|[^:]{1,30}:\s)")
_PICTURE = re.compile(r"!\[|<img\b", re.IGNORECASE)  # stands alone, on its own line
_OPEN_END = re.compile(r"(?:[,(]|[을를은는의와과]|에서|으로|하고|하며|[A-Za-z]{2,})$")
_ENDED = re.compile(r"(?:[.!?:;]|[다함임음됨요])$")


def unwrapped(raws: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Group the lines of a paragraph into statements: `(offset of the first, its lines)`."""
    filled = _is_filled(raws)
    start = 0
    while start < len(raws):
        end = start + 1
        while end < len(raws) and (
            _wraps(raws[end - 1], raws[end], end > start + 1) or (filled and not _is_ended(raws[end - 1]))
        ):
            end += 1
        yield start, list(raws[start:end])
        start = end


def kept(raws: Sequence[str]) -> str:
    """Return wrapped lines as one text with their ends, without the marks of a hard break."""
    return "\n".join(raw.strip().removesuffix("\\").rstrip() for raw in raws)


def flat(text: str) -> str:
    """Join the lines of a text that was only wrapped."""
    return " ".join(text.split("\n"))


def _wraps(line: str, after: str, again: bool) -> bool:
    """Tell whether a line was broken by the editor's width, so that the next one continues its sentence.

    Below a line that was, an English line may be shorter: a long word or a link came next.
    """
    line, after = line.strip(), after.strip()
    if line.endswith("\\") or not line or not after or _PICTURE.search(line) or _PICTURE.search(after):
        return False
    korean = bool(re.search(r"[가-힣]", line))
    if (_width(line) < SHORTEST_WRAPPED and (korean or not again)) or _OPENS.match(after):
        return False
    if korean:
        return bool(_OPEN_END.search(line)) and not re.search(r"[.!?다함임음됨]$", line)
    return not re.search(r"[.!?:;]$", line) and bool(re.match(r"[a-z(]", after))


def _is_filled(raws: Sequence[str]) -> bool:
    """Tell whether every line of a paragraph breaks just where its next word would not have fitted the widest one."""
    lines = [raw.strip() for raw in raws]
    if (
        len(lines) < FEWEST_FILLED
        or any(_PICTURE.search(line) for line in lines)
        or any(_OPENS.match(line) or raw.endswith(("\\", "  ")) for raw, line in zip(raws, lines, strict=True))
    ):
        return False
    widths = [_width(line) for line in lines]
    widest = max(widths)
    words = [_width(line.split()[0]) if line else 0 for line in lines[1:]]
    fits = any(width + 1 + word <= widest for width, word in zip(widths, words, strict=False))
    return widest >= NARROWEST and not fits and sum(map(_is_ended, lines[:-1])) * 2 < len(lines) - 1


def _is_ended(line: str) -> bool:
    return bool(_ENDED.search(line.strip()))


def _width(text: str) -> int:
    return sum(2 if "\u1100" <= char <= "\uffdc" else 1 for char in text)
