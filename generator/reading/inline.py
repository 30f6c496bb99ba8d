"""Inline marks: what a line says without them, its images, and lines that were only wrapped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

# A line shorter than this (in columns, Hangul counting two) was ended on purpose, not wrapped.
SHORTEST_WRAPPED = 60

_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)|!\[\[([^\]|]+)(?:\|[^\]]*)?\]\]")
_IMG = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?\s*([^\"'\s>]+)[^>]*>", re.IGNORECASE)
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)")
_WIKI = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*\s*/?>")
_HTML_NAMES = frozenset(
    """
    a abbr b br code del details div em figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp
    small span strike strong sub summary sup table tbody td th thead tr u ul var video iframe center blockquote
    """.split()
)
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}|\{%.*?%\}|\{:\s*[.#][^}]*\}")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:?")
_BARE_LINK = re.compile(r"<(https?://[^>]+)>")
_STRONG = re.compile(r"(\*\*\*|___|\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])|(?<!\w)_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?!\w)"
)
_MARK = re.compile(r"==(?=\S)([^=]+?)(?<=\S)==")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = "\ue000"


def plain(raw: str) -> str:
    """Return the text that a reader sees: no marks, links by their words, code as it stands."""
    kept: list[str] = []

    def hide(text: str) -> str:
        kept.append(text)
        return f"{_HIDDEN}{len(kept) - 1}{_HIDDEN}"

    text = _CODE.sub(lambda m: hide(m.group(2).strip()), raw)
    text = _ESCAPE.sub(lambda m: hide(m.group(1)), text)
    text = _IMAGE.sub("", _SHORTCODE.sub("", text))
    text = _WIKI.sub(lambda m: m.group(2) or m.group(1), text)
    text = _LINK.sub(lambda m: m.group(1), text)
    text = _BARE_LINK.sub(lambda m: m.group(1), text)
    text = _TAG.sub(_without_tag, _FOOTNOTE.sub("", text))
    for _ in range(3):  # bold in italics in strike-through
        text = _STRONG.sub(lambda m: m.group(2), text)
    text = _EMPHASIS.sub(lambda m: m.group(1) or m.group(2), text)
    text = html.unescape(_MARK.sub(r"\1", text))
    text = re.sub(
        f"{_HIDDEN}(\\d+){_HIDDEN}", lambda m: kept[int(m.group(1))] if int(m.group(1)) < len(kept) else "", text
    )
    return re.sub(r"\s+", " ", text).strip()


def _without_tag(found: re.Match[str]) -> str:
    """Drop HTML's own tags; `<namespace>` is a placeholder and stays."""
    name = re.sub(r"[^A-Za-z0-9-].*", "", found.group().lstrip("</"), flags=re.DOTALL).lower()
    if name not in _HTML_NAMES:
        return found.group()
    return " " if name in ("br", "p", "td", "li") else ""


def images(raw: str) -> list[tuple[str, str]]:
    """Return `(alternative text, target)` for each image of a line."""
    outside = _CODE.sub("", raw)
    found = [(m.start(), m.group(1) or "", m.group(2) or m.group(3)) for m in _IMAGE.finditer(outside)]
    found += [(m.start(), "", m.group(1)) for m in _IMG.finditer(outside)]
    return [(alt, target) for _at, alt, target in sorted(found)]


def unwrapped(raws: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Group the lines of a paragraph into statements: `(offset of the first, its lines)`."""
    start = 0
    while start < len(raws):
        end = start + 1
        while end < len(raws) and _wraps(raws[end - 1], raws[end]):
            end += 1
        yield start, list(raws[start:end])
        start = end


def joined(raws: Sequence[str]) -> str:
    """Join wrapped lines by a space, and drop the marks of a hard break."""
    return " ".join(raw.strip().rstrip("\\").rstrip() if raw.endswith("\\") else raw.strip() for raw in raws)


_OPEN_END = re.compile(r"(?:[,(]|[을를은는의와과]|에서|으로|하고|하며|[A-Za-z]{2,})$")


def _wraps(line: str, after: str) -> bool:
    """Tell whether a line was broken by the editor's width, so that the next one continues its sentence."""
    line, after = line.strip(), after.strip()
    if line.endswith("\\") or not line or not after:
        return False
    if _width(line) < SHORTEST_WRAPPED or re.match(r"(?:[-*+>#|→✓•]|\d+[.)]|\*\*|[QA][.:]|[^:]{1,30}:\s)", after):
        return False
    if re.search(r"[가-힣]", line):
        return bool(_OPEN_END.search(line)) and not re.search(r"[.!?다함임음됨]$", line)
    return not re.search(r"[.!?:;]$", line) and bool(re.match(r"[a-z(]", after))


def _width(text: str) -> int:
    return sum(2 if "\u1100" <= char <= "\uffdc" else 1 for char in text)
