"""`정책 설정 방식`, "Default port": labels that name an aspect of what stands above, by the table `facets.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONGEST = 24  # characters of a label that can name an aspect


@dataclass(frozen=True, slots=True)
class Facet:
    """A row of the table: `key` names it, `kind` says what stands under it (value, list, steps, code, meaning …)."""

    key: str
    kind: str


@cache
def _table() -> dict[str, dict[str, Facet]]:
    """Return the facets by language and word; the longest word that ends a label wins."""
    found: dict[str, dict[str, Facet]] = {"ko": {}, "en": {}}
    for row in files("generator.outline").joinpath("facets.tsv").read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            key, kind, ko, en = row.split("\t")
            for code, words in (("ko", ko), ("en", en)):
                found[code].update({word: Facet(key, kind) for word in words.split()})
    return found


_COUNT = re.compile(r"\s*(?:\(?\d+\s*(?:가지|개|종|단계)\)?|(?:two|three|four|five|\d+)\s+)(?:의)?\s*", re.IGNORECASE)
_AND = re.compile(r"\s+(?:및|와|과|and|&|/)\s+|\s*[/,·&]\s*|(?<=[가-힣])[와과]\s+", re.IGNORECASE)
_LEAST_HEAD = 2  # letters of what stands before that word
_LEAST_ENDING = 1  # letters of a Korean word that may end a longer one: 정책설정방식


def find(label: str, code: str) -> Facet | None:
    """Return the facet that a label's last words name, in the note's language or in English."""
    bare = re.sub(r"\([^)]*\)|[*`\"'“”‘’:：?!.]", " ", label)
    words = _COUNT.sub(" ", bare).split()
    if not words or len(" ".join(words)) > LONGEST:
        return None
    several = _several(" ".join(words), code)
    if several:
        return several
    for table in (_table()[code], _table()["en"]):
        joined = "".join(words)
        if joined in table or joined.casefold() in table:
            return table.get(joined) or table[joined.casefold()]
        last = words[-1].removesuffix("들") if code == "ko" else words[-1].casefold()
        if last in table:
            return table[last]
        if code != "ko" and words[0].casefold() in table and len(words) == 1:
            return table[words[0].casefold()]
        if code == "ko" and len(words) <= 2 and not last.isascii():  # "Gateway" names no way
            named = next((end for end in _endings(last) if end in table), None)
            if named:
                return table[named]
    return None


def _endings(compound: str) -> Iterator[str]:
    """Yield what may end a compound behind a word of its own, longest first: 위치 of "저장위치", and not of "스위치"."""
    return (compound[at:] for at in range(_LEAST_HEAD, len(compound) - _LEAST_ENDING))


def _several(label: str, code: str) -> Facet | None:
    """Return the first of several aspects that a label names and nothing else: "개요 및 정의", "Features & Benefits"."""
    parts = _AND.split(label)
    found = [_word(part, code) for part in parts] if len(parts) > 1 else []
    return found[0] if all(found) and found else None


def _word(word: str, code: str) -> Facet | None:
    """Return the facet that one word is."""
    tables = (_table()[code], _table()["en"])
    return next((table[form] for table in tables for form in (word, word.casefold()) if form in table), None)


def only(label: str, code: str) -> bool:
    """Tell whether a label is a facet's word alone: "장점", and not "Pod의 장점"."""
    bare = re.sub(r"\([^)]*\)|[*`:：?!.]", " ", label)
    words = _COUNT.sub(" ", bare).split()
    joined = "".join(words)
    return _several(" ".join(words), code) is not None or any(
        joined in table or joined.casefold() in table for table in (_table()[code], _table()["en"])
    )


def owner(label: str, code: str) -> str:
    """Return what a label names an aspect of, as it is written: "Shared Memory의" of "Shared Memory의 장단점"."""
    if only(label, code):
        return ""
    return " ".join(label.split()[:-1]) if find(label, code) else label
