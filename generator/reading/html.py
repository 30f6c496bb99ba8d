"""HTML that people paste into notes: its headings, tables, lists, images and text as Blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from generator.model import Block, BlockKind, Span
from generator.reading import inline

_KNOWN = inline.HTML_NAMES | frozenset(
    """
    article aside audio body button caption cite col colgroup dd dfn dl dt embed fieldset figcaption footer form frame
    head header html input label legend link main menu meta nav nobr noscript object option param path picture rect
    script section select source style svg textarea tfoot time title track tt wbr
    """.split()
)
_TAG = re.compile(
    r"</?[A-Za-z][^\s<>\"'/=]{0,60}+(?>[^<>\"']{1,500}+|\"[^\"]{0,2000}+\"|'[^']{0,2000}+'){0,60}+>|<[!?][^<>]{0,500}+>"
)


def blocks(path: str, content: str, first: int) -> Iterator[Block]:
    """Yield what a reader sees of a block of HTML that begins on line `first`."""
    parser = _Pieces(path, first)
    parser.feed(_sound(content))
    parser.close()
    parser.end_text()
    if not parser.found:
        last = first + max(content.rstrip("\n").count("\n"), 0)
        yield Block(BlockKind.HTML, Span(path, first, last), info="/details" if parser.ended_details else "")
    yield from parser.found


def _sound(content: str) -> str:
    """Return HTML with what is no whole tag as text, without comments, line for line.

    The parser looks for the end of each that is open up to the end of the text, and trips over "<![x".
    """
    found: list[str] = []
    at = 0
    ends = True  # whether a comment still ends somewhere below
    while (start := content.find("<", at)) >= 0:
        found.append(content[at:start])
        end = content.find("-->", start + 4) + 3 if ends and content.startswith("<!--", start) else 0
        ends = ends and end != 2
        tag = _TAG.match(content, start)
        at = end if end > 2 else tag.end() if tag else start + 1
        piece = content[start:at]
        found.append(_read_as(piece))
    return "".join((*found, content[at:]))


def _read_as(piece: str) -> str:
    """Return a tag as it is, `<namespace>` as text, and of a comment or a declaration its lines."""
    name = re.match(r"</?([A-Za-z][A-Za-z0-9-]*)", piece)
    if name:
        return piece if name.group(1).lower() in _KNOWN else f"&lt;{piece[1:]}"
    return "&lt;" if piece == "<" else "\n" * piece.count("\n")


class _Pieces(HTMLParser):
    """Collects blocks while it reads; text belongs to the innermost open piece."""

    def __init__(self, path: str, first: int) -> None:
        super().__init__(convert_charrefs=True)
        self.path, self.first = path, first
        self.found: list[Block] = []
        self.text = ""
        self.began = self.ended = first
        self.header: tuple[str, ...] = ()
        self.cells: list[str] = []
        self.row = first
        self.heads = False
        self.hidden = 0
        self.ended_details = False

    def line(self) -> int:
        return self.first + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe"):
            self.hidden += 1
        elif tag == "img":
            target = next((value or "" for name, value in attrs if name == "src"), "")
            alt = next((value or "" for name, value in attrs if name == "alt"), "")
            self.found.append(Block(BlockKind.IMAGE, Span(self.path, self.line(), self.line()), alt, target))
        elif tag == "br":
            self.text += "\n"
        elif tag in ("td", "th"):
            self.text, self.heads = "", self.heads or tag == "th"
        elif tag == "tr":
            self.end_text()
            self.row, self.cells, self.heads = self.line(), [], False
        elif tag in ("p", "div", "li", "summary", "details", "table", "ul", "ol") or re.fullmatch(r"h[1-6]", tag):
            self.end_text()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "iframe"):
            self.hidden = max(self.hidden - 1, 0)
        elif re.fullmatch(r"h[1-6]", tag):
            self.end_text(int(tag[1]))
        elif tag in ("td", "th"):
            self.cells.append(re.sub(r"\s+", " ", self.text).strip())
            self.text = ""
        elif tag == "tr":
            self.end_row()
        elif tag in ("p", "div", "li", "summary"):
            self.end_text(0, tag)
        elif tag == "details":
            self.end_text()
            self.ended_details = True
            if self.found:
                self.found.append(Block(BlockKind.HTML, Span(self.path, self.line(), self.line()), info="/details"))

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if not self.text.strip():
            self.began = self.line() + len(data[: len(data) - len(data.lstrip())].split("\n")) - 1
        self.text += data
        self.ended = self.line() + len(data.rstrip().split("\n")) - 1

    def end_row(self) -> None:
        span = Span(self.path, self.row, self.line())
        cells = tuple(self.cells)
        if self.heads or not self.header:
            self.header = cells
            self.found.append(Block(BlockKind.ROW, span, info="header", cells=cells))
        elif any(cells):
            text = " | ".join(cells)
            self.found.append(Block(BlockKind.ROW, span, text, text, header=self.header, cells=cells))
        self.cells, self.text = [], ""

    def end_text(self, level: int = 0, tag: str = "") -> None:
        text = inline.plain(self.text)
        if text:
            span = Span(self.path, self.began, max(self.ended, self.began))
            kind = BlockKind.HEADING if level else BlockKind.ITEM if tag == "li" else BlockKind.LINE
            if tag == "summary":
                span, kind = Span(self.path, self.began, self.began), BlockKind.QUOTE
            info = "details" if tag == "summary" else ""
            self.found.append(Block(kind, span, text, self.text.strip(), level=level, info=info))
        self.text = ""
