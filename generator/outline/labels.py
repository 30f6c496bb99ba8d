"""`etcd : 키-값 저장소`, `목록 보기 → kubectl get`: where a line splits into its label and its value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator import pieces

LONGEST_LABEL = 60  # characters; a longer opening is a clause of a sentence

_OPEN, _CLOSE = "([{<「『“‘", ")]}>」』”’"
_COLON = re.compile(r"\s*[:：](?=\s|$|[가-힣`*\"'(])\s*")
_DASH = re.compile(r"\s+[-–—]\s+|\s*[–—]\s+")
_SEMICOLON = re.compile(r"\s*;\s+")
_EQUALS = re.compile(r"\s+={1,2}\s+")
_ARROW = re.compile(r"\s*(?:→|⇒|➡️?|➜|=>|->)\s*")


@dataclass(frozen=True, slots=True)
class Split:
    """A line in two: `mark` is ":", "-", "=" or "→"."""

    label: str
    value: str
    mark: str


def _guarded(text: str) -> list[bool]:
    """Return for each character whether it stands inside brackets, code marks or quotes."""
    inside: list[bool] = []
    formulas = pieces.protected(text) if "$" in text else ()
    depth, code = 0, ""
    for at, char in enumerate(text):
        if char in '`"' and (code or char in text[at + 1 :]):
            code = "" if char == code else code or char
        elif not code and char in _OPEN and not (char == "<" and text[at + 1 : at + 2] in " =-"):
            depth += 1
        inside.append(bool(code) or depth > 0)
        if not code and char in _CLOSE and depth and not (char == ">" and text[at - 1 : at] in "-="):
            depth -= 1
    for start, end in formulas:
        inside[start:end] = [True] * (end - start)
    return inside


def _first(pattern: re.Pattern[str], text: str, inside: list[bool]) -> re.Match[str] | None:
    for found in pattern.finditer(text):
        mark = found.start() + len(found.group()) - len(found.group().lstrip())
        if found.start() > 0 and not inside[min(mark, len(text) - 1)] and not _is_part(text, found):
            return found
    return None


def _is_part(text: str, found: re.Match[str]) -> bool:
    """Whether a mark belongs to what stands around it: 12:30, a::b, 1-2, http://."""
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    colon = ":" in found.group() and found.group().strip() == ":"
    return colon and (
        before in ":"
        or after in ":"
        or (before.isdigit() and after.isdigit() and not found.group().isspace() and found.group() == ":")
    )


@lru_cache(maxsize=4096)
def split(text: str) -> Split | None:
    """Return a line's label and value, by its first colon, else its dash, equals sign or arrow; None without one."""
    inside = _guarded(text)
    for mark, pattern in ((":", _COLON), ("-", _DASH), (";", _SEMICOLON), ("=", _EQUALS), ("→", _ARROW)):
        found = _first(pattern, text, inside)
        if found and 0 < len(text[: found.start()].strip()) <= LONGEST_LABEL:
            label, value = text[: found.start()].strip(), text[found.end() :].strip()
            if mark == "→" and _ARROW.search(value):
                continue  # a chain has no label: 요청 → 프록시 → 서버
            if mark == "-" and _ARROW.match(value):
                continue  # the dash is the label's own: cd - → 이전 디렉토리
            if mark == ":" and re.search(r"https?$|[.?!]\s|다$", label):
                continue
            return Split(label, value, mark)
    return None


def names(value: str) -> tuple[str, ...]:
    """Return the items of an enumeration: "백업서버, 부하분산, 자동 재시도"; () where a value is none.

    Separators are one of , / · | + within a line; a separator inside brackets separates nothing.
    """
    text = value.strip().rstrip(".")
    inside = _guarded(text)
    for pattern in (r",(?!\d)\s*", r"\s+/\s+", r"\s*·\s*", r"\s+\|\s+", r"\s+/\s*|/(?=[가-힣])"):
        cuts = [m for m in re.finditer(pattern, text) if not inside[m.start()]]
        if cuts:
            edges = [0, *(edge for m in cuts for edge in (m.start(), m.end())), len(text)]
            items = tuple(text[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True))
            return items if all(items) else ()
    return ()
