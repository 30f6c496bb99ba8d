"""What in a line is one piece, not to be read by its marks: code spans and formulas.

Every stage that splits a text at ":" or "=" asks here first; below all of them, for none may import `reading`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

_TOKEN = re.compile(r"\\[!-/:-@\[-`{-~]|`+|\$\$?")
_HANGUL = re.compile(r"[가-힣]")
_FORMULA = re.compile(r"[\\^_={}×÷∑√]")
_AFTER = re.compile(r"[A-Za-z0-9_({$]")


def protected(text: str) -> tuple[tuple[int, int], ...]:
    """Return `(start, end)` of every formula (`$…$`, `$$…$$`) and code span: no stage splits or reads inside them."""
    return tuple((start, end) for start, end, kind in pieces(text) if kind != "escape")


def blanked(text: str) -> str:
    """Return a text with its code spans and formulas as blanks, so that places stay true."""
    chars = list(text)
    for start, end in protected(text):
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield `(start, end, kind)` of each code span ("code"), formula ("math") and escaped character ("escape")."""
    ticks: dict[int, list[int]] = {}
    for found in re.finditer(r"`+", text):
        ticks.setdefault(len(found.group()), []).append(found.start())
    at = 0
    while found_token := _TOKEN.search(text, at):
        token, start, at = found_token.group(), found_token.start(), found_token.end()
        end, kind = at, "escape"
        if token[0] == "`":
            end, kind = _code_end(ticks[len(token)], start) if len(token) in ticks else -1, "code"
            end = end + len(token) if end >= 0 else -1
        elif token[0] == "$":
            end, kind = _math_end(text, start, len(token)), "math"
        if end > 0:
            yield start, end, kind
            at = end


def _code_end(places: list[int], start: int) -> int:
    after = bisect_left(places, start + 1)
    return places[after] if after < len(places) else -1


def _math_end(text: str, start: int, marks: int) -> int:
    """Return where the formula ends that "$" opens, or -1: prices, prompts and variables open none.

    As Obsidian and Pandoc have it: no blank inside either mark, no letter or digit around them; and what is between is
    no Korean sentence.
    """
    if marks == 2:
        end = text.find("$$", start + 2)
        return end + 2 if end > start + 2 else -1
    if start and (text[start - 1].isalnum() and text[start - 1].isascii()):
        return -1
    end = _next_dollar(text, start + 1)
    inside = text[start + 1 : end]
    if end < 0 or not inside or inside[0].isspace() or inside[-1].isspace() or _AFTER.match(text, end + 1):
        return -1
    return end + 1 if _FORMULA.search(inside) or not _HANGUL.search(inside) else -1


def _next_dollar(text: str, at: int) -> int:
    end = text.find("$", at)
    while end > 0 and text[end - 1] == "\\":
        end = text.find("$", end + 1)
    return end


_PICTOGRAPHS = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d]+|:[a-z][a-z0-9_+-]{2,40}:")


# A star that is no mark: B*Tree, "B* Tree", A*, COUNT(*), SELECT * FROM.
_STARS = re.compile(r"(?P<own>(?<=\w)\*(?=\w)|(?<=\()\*(?=\))|(?<=[A-Z] )\*(?=\s)|(?<=\b[A-Z])\*(?!\*))|\*+")


def spoken(text: str) -> str:
    """Return the words of a line as one line: without pictographs, stray stars, and the "..." or "cf>" that opens it."""
    bare = re.sub(r"\s+", " ", _PICTOGRAPHS.sub(" ", _STARS.sub(lambda star: star["own"] or "", text)))
    return re.sub(r"^(?:(?:\.{2,}|…)\s*|(?:cf|ex)\s*[>)]\s*)", "", bare.strip()).strip()
