"""The quiz as PDF, by typst; the only door to it. The text goes in as data, so `#`, `*` and `$` print as they are."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from generator.exporters.quiz import glyphs
from generator.exporters.quiz.paper import (
    FIELDS,
    Format,
    Paper,
    answer,
    is_code,
    label,
    pieces,
    quoted,
    sections,
    source,
    total,
    worth,
)
from generator.items import Item, Version, words
from generator.items.labels import marks
from generator.model import Problem, Severity, Span

SIZES = {"a4": "a4", "letter": "us-letter"}
TEMPLATES = {"sheet": "sheet.typ", "cards": "cards.typ", "folded": "folded.typ"}
# Widths in ems of the text size: what a line holds in one column and in two, less the item's number.
LINE = {1: 44.0, 2: 20.0}
# A word wider than this may break, in ems; narrower, it never does. By layout, and by columns on a sheet.
WIDEST_WORD = {"1": 34.0, "2": 17.0, "key": 22.0, "cards": 17.0, "folded": 17.0}
WIDEST_CODE = 20.0
# What handwriting takes beside print.
HANDWRITING = 1.6
# A question of more lines than this may run over the page's end.
LONGEST_WHOLE = 30
# A key of more items than this may run over the page's end.
LONGEST_KEY = 40
# What a side of a card holds at its smallest size: ems a line, and lines.
CARD_LINE, CARD_LINES = 36.0, 11
_LISTINGS = {"manifest": "yaml", "command": "bash"}


def _render(paper: Paper) -> bytes:
    import typst

    data = json.dumps(_data(paper), ensure_ascii=False)
    folder = files(__package__)
    template = b"".join(folder.joinpath(name).read_bytes() for name in ("common.typ", TEMPLATES[paper.layout]))
    # The time is fixed and the document has no date, so that the same quiz is the same bytes.
    fonts = [str(glyphs.folder())]
    # Its annotations cannot be checked: they take every path type for one type variable.
    compiler: Any = typst
    made = compiler.compile(
        template, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"data": data}, timestamp=0
    )  # fmt: skip
    return bytes(made)


def _data(paper: Paper) -> dict[str, Any]:
    names = (*FIELDS, "fold", "flip")
    return {
        "title": _clean(paper.title),
        "lang": paper.language if re.fullmatch("[a-z]{2,3}", paper.language) else "en",
        "paper": SIZES[paper.size],
        "columns": paper.columns,
        "fields": list(paper.fields),
        "instructions": _clean(paper.instructions),
        "labels": {name: label(paper.language, name) for name in names},
        "parts": list(_parts(paper)),
    }


def _parts(paper: Paper) -> Iterable[dict[str, Any]]:
    if paper.layout != "sheet":
        for version in paper.versions:
            kept = [item for item in version.items if paper.layout == "folded" or not _too_long(item)]
            cards = [_card(paper, item) for item in kept]
            shown = {"fronts": paper.part != "key", "backs": paper.part != "questions"}
            yield {"code": version.code, "items": _breakable(cards, WIDEST_WORD[paper.layout]), **shown}
        return
    if paper.part in ("all", "questions"):
        for version in paper.versions:
            yield _questions(paper, version)
    if paper.part in ("all", "key"):
        yield _keys(paper)


def _part(paper: Paper, version: Version, kind: str, title: str) -> dict[str, Any]:
    many = len(paper.versions) > 1
    name = label(paper.language, "version", name=version.name) if many else ""
    return {
        "kind": kind,
        "title": _clean(title),
        "version": name,
        "code": version.code,
        "running": _clean(title),
        "total": total(version),
    }


def _questions(paper: Paper, version: Version) -> dict[str, Any]:
    part = _part(paper, version, "questions", paper.title)
    part["sections"] = [
        {
            "title": label(paper.language, name),
            "hint": label(paper.language, f"{name}-hint"),
            "worth": _section_worth(paper.language, items),
            "items": _breakable([_item(paper, item) for item in items], WIDEST_WORD[str(paper.columns)]),
        }
        for name, items in sections(version)
    ]
    return part


def _section_worth(language: str, items: list[Item]) -> str:
    points = label(language, "points", n=sum(item.points for item in items))
    return f"{label(language, 'items', n=len(items))} · {points}"


def _keys(paper: Paper) -> dict[str, Any]:
    """Return the keys of all versions as one part, so that short ones share a page."""
    title = _clean(f"{paper.title} · {label(paper.language, 'key')}")
    codes = "  ".join(version.code for version in paper.versions)
    keys = [_key(paper, version) for version in paper.versions]
    return {"kind": "keys", "code": codes, "running": title, "keys": keys}


def _key(paper: Paper, version: Version) -> dict[str, Any]:
    part = _part(paper, version, "key", f"{paper.title} · {label(paper.language, 'key')}")
    part["sections"] = [
        {
            "title": label(paper.language, name),
            "items": _breakable([_key_row(paper, item) for item in items], WIDEST_WORD["key"]),
        }
        for name, items in sections(version)
    ]
    part["long"] = len(version.items) > LONGEST_KEY
    return part


def _key_row(paper: Paper, item: Item) -> dict[str, Any]:
    shown = _pieces(answer(item, paper.language), _whole_code(item))
    return {"number": item.number, "answer": shown, "source": _broken(_clean(source(item)), 20)}


def _whole_code(item: Item) -> str:
    """Return the kind of listing that an item's key is, or "" for text."""
    code = item.type in ("command", "blank", "short-answer") and is_code(item.card, item.key)
    return _LISTINGS.get(item.card.kind, "") if code else ""


def _item(paper: Paper, item: Item) -> dict[str, Any]:
    line = LINE[paper.columns]
    signs = marks(paper.language, item.type, len(item.choices))
    shown = [_choice(item, sign, text) for sign, text in zip(signs, item.choices, strict=True)]
    stem = _stem(paper, item)
    return {
        "number": item.number,
        "type": item.type,
        "worth": worth(paper, item),
        "front": _clean(item.front),
        "stem": stem,
        "choices": shown,
        "cols": _columns(item, line),
        "prompts": [_pieces(prompt, "", _width(item)) for prompt in item.prompts],
        "stacked": _stacked(paper, item),
        "parts": len(item.answers),
        "places": len(item.answers),
        "lines": _lines(item, line),
        "answer-width": min(1.0, max(0.4, (_ems(item.key) * HANDWRITING + 5) / line)),
        "long": _height(item, line) > LONGEST_WHOLE,
    }


def _stacked(paper: Paper, item: Item) -> bool:
    """Whether the choices of a matching item stand under the prompts: side by side they would not fit."""
    wide = max((_ems(text) for text in item.choices), default=0.0) > LINE[1] * 0.35
    return paper.columns == 2 or wide or any(_ems(word) > 17 for text in item.prompts for word in text.split())


def _stem(paper: Paper, item: Item) -> list[dict[str, Any]]:
    stem, newline, rest = item.stem.partition("\n")
    if newline and item.card.kind in _LISTINGS:
        return [*_pieces(stem, "", _width(item)), _listing(rest, _LISTINGS[item.card.kind])]
    found = pieces(item.stem, quoted(paper, item.card))
    return [_piece(kind, text, _width(item)) for kind, text in found]


def _choice(item: Item, sign: str, text: str) -> dict[str, Any]:
    code = "inline" if is_code(item.card, text) else ""
    return {"mark": sign, "plain": text, "pieces": _pieces(text, code)}


def _pieces(text: str, code: str = "", width: float = 4) -> list[dict[str, Any]]:
    if code and "\n" in text:
        return [_listing(text, code)]
    if code:
        return [_piece("code", text, width)]
    return [_piece(kind, part, width) for kind, part in pieces(text)]


def _piece(kind: str, text: str, width: float) -> dict[str, Any]:
    return {"kind": kind, "text": _clean(text), "width": width}


def _listing(text: str, lang: str) -> dict[str, Any]:
    return {"kind": "listing", "text": _clean(text), "lang": lang}


def _breakable(value: Any, widest: float) -> Any:
    """Return pieces of text, however nested, whose words can be broken where a line cannot hold them."""
    if isinstance(value, list):
        return [_breakable(one, widest) for one in value]
    if not isinstance(value, dict):
        return value
    if "kind" in value:
        return {**value, "text": _broken(value["text"], widest if value["kind"] == "text" else WIDEST_CODE)}
    return {name: _breakable(one, widest) for name, one in value.items()}


def _clean(text: str) -> str:
    return glyphs.printable(unicodedata.normalize("NFC", text))


def _ems(text: str) -> float:
    """Return about how wide a text prints, in ems."""
    return sum(0.95 if unicodedata.east_asian_width(char) in "WF" else 0.55 for char in text)


def _broken(text: str, widest: float) -> str:
    """Let a word break that is wider than a line, and no other."""
    return re.sub(r"\S+", lambda match: _broken_word(match[0], widest), text)


def _broken_word(word: str, widest: float) -> str:
    if _ems(word) <= widest:
        return word
    found, width = "", 0.0
    for char in word:
        width += _ems(char)
        if width > widest:
            found, width = found + "\u200b", _ems(char)
        found += char
    return found


def _width(item: Item) -> float:
    """Return the width of a blank for handwriting, in ems."""
    return min(14.0, max(4.0, _ems(item.key) * HANDWRITING))


def _columns(item: Item, line: float) -> int:
    """Return how many choices, or parts of a list, stand side by side."""
    if item.type == "list":
        widest = max(_ems(text) for text in item.answers) * HANDWRITING
        return 2 if widest + 2 < line / 2 else 1
    widest = max((_ems(text) for text in item.choices), default=0.0) + 2.2
    return next((count for count in (4, 2) if len(item.choices) >= count and widest <= line / count - 1), 1)


def _lines(item: Item, line: float) -> int:
    wanted = sum(max(1, math.ceil(_ems(text) * HANDWRITING / line)) for text in item.key.split("\n"))
    return min(wanted, 12)


def _height(item: Item, line: float) -> float:
    """Return about how many lines of print an item takes."""
    texts = [item.front, item.stem, *item.choices, *item.prompts]
    printed = sum(math.ceil(_ems(row) / line) + 0.4 for text in texts for row in text.split("\n"))
    return printed + (1.6 * _lines(item, line) if item.type in ("short-answer", "command", "list") else 0)


def _card(paper: Paper, item: Item) -> dict[str, Any]:
    code = _whole_code(item) or (_LISTINGS.get(item.card.kind, "") if is_code(item.card, item.key) else "")
    return {
        "number": item.number,
        "id": _clean(item.card.id),
        "front": _clean(item.front or _telltale_free(item)),
        "stem": _stem(paper, item),
        "answer": _pieces(item.key, code),
        "source": _broken(_clean(source(item)), 24),
        "long": _height(item, LINE[2]) > LONGEST_WHOLE,
    }


def _telltale_free(item: Item) -> str:
    """Return the nearest heading over a card that does not give its answer away."""
    headings = (text for text in reversed(item.card.fact.topic) if not words.mentions(text, words.bare(item.key)))
    return next(headings, "")


def _too_long(item: Item) -> bool:
    """Whether a side of a card would not fit at the smallest size that can be read."""
    return any(
        sum(max(1, math.ceil(_ems(row) / CARD_LINE)) for row in text.split("\n")) > CARD_LINES
        for text in (item.stem, item.key)
    )


def _check(paper: Paper) -> tuple[Problem, ...]:
    """Return what will not print as it stands: characters of no font, and cards too long to cut out."""
    found: dict[tuple[str, str, int], Problem] = {}
    for item in paper.items:
        for card in item.cards or (item.card,):
            shown = "".join(
                (card.stem, card.key, item.stem, *item.choices, *item.answers, paper.title, paper.instructions)
            )
            span = card.fact.span
            for char in glyphs.missing(unicodedata.normalize("NFC", shown)):
                found.setdefault((char, span.path, span.first), _boxed(char, span))
        if paper.layout == "cards" and _too_long(item):
            span = item.card.fact.span
            message = f'"{item.stem[:40]}" is too long to fit on a card to cut out; it is left out'
            found[item.card.id, span.path, span.first] = span.problem(Severity.WARNING, "quiz-long", message)
    return tuple(found.values())


def _boxed(char: str, span: Span) -> Problem:
    code = f"U+{ord(char):04X}"
    name = f'"{char}" ({code})' if char.isprintable() else code
    message = f"{name} is in no font of the quiz; it is printed as [{code}]"
    return span.problem(Severity.WARNING, "quiz-glyph", message)


FORMAT = Format(".pdf", _render, _check)
