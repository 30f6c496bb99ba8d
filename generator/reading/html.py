"""HTML that people paste into notes: its headings, tables, lists, images and text as Blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from generator.model import Block, BlockKind, Span
from generator.reading import inline


def blocks(path: str, content: str, first: int) -> Iterator[Block]:
    """Yield what a reader sees of a block of HTML that begins on line `first`."""
    parser = _Pieces(path, first)
    parser.feed(content)
    parser.close()
    parser.end_text()
    if not parser.found:
        last = first + max(content.rstrip("\n").count("\n"), 0)
        yield Block(BlockKind.HTML, Span(path, first, last), info="/details" if parser.ended_details else "")
    yield from parser.found


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
