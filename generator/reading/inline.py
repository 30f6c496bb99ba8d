"""Inline marks: what a line says without them, its pictures and its tags."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from generator import pieces
from generator.reading import emphasis, links

_TAG = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]{0,40}(?:\s{1,20}[\w:-]{1,60}(?:\s{0,9}=\s{0,9}(?:\"[^\"]{0,999}\"|'[^']{0,999}'|[^\s\"'<>]{1,999}))?){0,30}\s{0,20}/?>"
)
HTML_NAMES = frozenset(
    """
    a abbr b br code del details div em figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp
    small span strike strong sub summary sup table tbody td th thead tr u ul var video iframe center blockquote
    """.split()
)
_SHORTCODE = re.compile(r"\{\{[<%].{0,500}?[>%]\}\}|\{%.{0,500}?%\}|\{:\s{0,9}[.#][^}\n]{0,200}\}")
_FOOTNOTE = re.compile(r"\s*\[\^[^\]\s]{1,100}\]:?")
_BARE_LINK = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_BLOCK_ID = re.compile(r"(?:^|(?<=\s))\^(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{2,80}\s*$")
_HASH_TAG = re.compile(r"(?<![^\s(])#([\w/-]{1,100})(?=[\s),.;:!?]|$)")
# A preprocessor's lines stand in notes without code marks; "#1" is a number.
_NO_TAG = re.compile(r"(?:include|define|undef|ifn?def|if|elif|else|endif|pragma|error|[\d_/-]+[번차호회장강]?)$")
_UNMARKED = re.compile(r"[^`\\$!\[\]<{#&*_~=%^\ue000]*")
_HIDDEN = "\ue000"
_PLACED = re.compile(f"{_HIDDEN}(\\d+){_HIDDEN}")
_ENTITY = re.compile(r"&[#\w]{1,40};")
_NO_TARGETS: links.Targets = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees of a line: its text, and beside it its pictures as `(alternative text, target)` and its tags."""

    text: str
    images: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()


def plain(raw: str, targets: links.Targets = _NO_TARGETS) -> str:
    """Return the text that a reader sees: no marks, links by their words, code and math as they stand."""
    return seen(raw, targets).text


def seen(raw: str, targets: links.Targets = _NO_TARGETS) -> Seen:
    """Return what a reader sees of a line, or of lines kept apart by `\\n`; `targets` are the note's link definitions."""
    if _UNMARKED.fullmatch(raw):
        return Seen(_one_blank(raw))
    kept: list[str] = []

    def hide(text: str) -> str:
        kept.append(text)
        return f"{_HIDDEN}{len(kept) - 1}{_HIDDEN}"

    def shown(text: str) -> str:
        return _PLACED.sub(lambda m: kept[int(m.group(1))] if int(m.group(1)) < len(kept) else "", text)

    text = _pieces_hidden(raw.replace(_HIDDEN, ""), hide)
    text = _SHORTCODE.sub("", without_comments(text))
    text = _BLOCK_ID.sub("", _FOOTNOTE.sub("", text))
    text, pictures = links.resolved(text, targets)
    text, tags = _without_tags(text)
    text = _TAG.sub(_without_tag, _BARE_LINK.sub(lambda m: hide(m.group(1)), text))
    text = _ENTITY.sub(lambda m: html.unescape(m.group()), emphasis.without(text))
    text = _one_blank(shown(text))
    return Seen(text, tuple((_one_blank(shown(p.alt)), shown(p.target)) for p in pictures), tags)


def _pieces_hidden(raw: str, hide: Callable[[str], str]) -> str:
    found: list[str] = []
    at = 0
    for start, end, kind in pieces.pieces(raw):
        piece = raw[start:end]
        if kind == "code":
            piece = piece.strip("`").strip()
        elif kind == "escape":
            piece = piece[1:]
        found += (raw[at:start], hide(piece))
        at = end
    return "".join((*found, raw[at:]))


def without_comments(text: str) -> str:
    """Return the text without `<!-- … -->` and `%% … %%`; one that is not closed stays."""
    for mark, end in (("<!--", "-->"), ("%%", "%%")):
        if mark in text:
            text = _cut(text, mark, end)
    return text


def _cut(text: str, mark: str, end: str) -> str:
    found: list[str] = []
    at = 0
    start = text.find(mark)
    while start >= 0:
        stop = text.find(end, start + len(mark))
        if stop < 0:
            break
        if mark == "%%" and re.match(r"[A-Za-z0-9%]", text[max(start - 1, 0) : start]):
            start = text.find(mark, start + 1)  # "100%%" is no comment
            continue
        found.append(text[at:start])
        at = stop + len(end)
        start = text.find(mark, at)
    return "".join((*found, text[at:]))


def _without_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """Take the tags out: those at the end of a line go, one that is a word of its sentence stays as that word."""
    if "#" not in text:
        return text, ()
    tags: list[str] = []
    lines = []
    for line in text.split("\n"):
        found = [m for m in _HASH_TAG.finditer(line) if not _NO_TAG.match(m.group(1))]
        tags += (m.group(1).strip("/-") for m in found)
        lines.append(_line_without(line, found))
    return "\n".join(lines), tuple(dict.fromkeys(tag for tag in tags if tag))


def _line_without(line: str, found: list[re.Match[str]]) -> str:
    end = len(line.rstrip())
    while found and found[-1].end() == end:
        end = len(line[: found.pop().start()].rstrip())
        line = line[:end]
    edges = [-1, *(tag.start() for tag in found), len(line)]
    return "".join(line[start + 1 : stop] for start, stop in pairwise(edges))


def _without_tag(found: re.Match[str]) -> str:
    """Drop HTML's own tags; `<namespace>` is a placeholder and stays."""
    name = re.sub(r"[^A-Za-z0-9-].*", "", found.group().lstrip("</"), flags=re.DOTALL).lower()
    if name not in HTML_NAMES:
        return found.group()
    return " " if name in ("br", "p", "td", "li") else ""


def _one_blank(text: str) -> str:
    return re.sub(r" ?\n ?", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()


def cells(row: str) -> list[str]:
    """Split a table's row at its pipes, but not inside code, math or `[[…|…]]`, where GFM's rule cuts commands in two."""
    row = row.strip()
    closed = [(start, end) for start, end, _kind in pieces.pieces(row)]
    closed += [(m.start(), m.end()) for m in re.finditer(r"\[\[[^\[\]\n]{1,500}\]\]", row)]
    inside = {at for start, end in closed for at in range(start, end)}
    cuts = [at for at, char in enumerate(row) if char == "|" and at not in inside]
    edges = [-1, *cuts, len(row)]
    found = [row[start + 1 : end].strip() for start, end in pairwise(edges)]
    found = found[1:] if row.startswith("|") else found
    found = found[:-1] if len(found) > 1 and cuts and cuts[-1] == len(row) - 1 else found
    return [cell.replace("\\|", "|") for cell in found]
