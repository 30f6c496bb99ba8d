"""Markdown, and the plain-text outlines people mix into it, as a tree of Blocks. The only door to markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from generator.model import Block, BlockKind, Source, Span
from generator.reading import html, inline, outline

# A heading of more characters than this, or of several sentences, is a paragraph that someone wrote large.
LONGEST_HEADING = 70


@cache
def _parser() -> MarkdownIt:
    # Indented code is left out: in notes, four spaces are an outline far more often than a program.
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable(["code", "reference"])
    return parser.use(front_matter_plugin).use(deflist_plugin)


def read(source: Source) -> Block:
    """Return the document: its blocks nested under their headings, every block with its exact lines."""
    tokens = _parser().parse("\n".join(outline.set_back(source.text.split("\n"))))
    reader = _Reader(source)
    blocks = [block for node in SyntaxTreeNode(tokens).children for block in reader.blocks(node)]
    title = next((b.text for b in blocks if b.info == "front-matter"), "")
    blocks = [block for block in blocks if block.info != "front-matter"]
    count = len(source.lines)
    return Block(
        BlockKind.DOCUMENT,
        Span(source.path, 1, count),
        title,
        children=outline.nested(outline.headings(outline.arranged(blocks))),
    )


class _Reader:
    """Turns syntax nodes into Blocks; holds the source only to know its path and its lines as written."""

    def __init__(self, source: Source) -> None:
        self.path = source.path
        self.lines = source.lines

    def span(self, node: SyntaxTreeNode) -> Span:
        first, end = node.map or (0, 1)
        while end - 1 > first and not self.lines[end - 1].strip():
            end -= 1
        return Span(self.path, first + 1, max(end, first + 1))

    def blocks(self, node: SyntaxTreeNode) -> Iterator[Block]:
        maker = getattr(self, f"_{node.type}", None)
        if maker is not None:
            yield from maker(node)
        else:
            for child in node.children:
                yield from self.blocks(child)

    def _front_matter(self, node: SyntaxTreeNode) -> Iterator[Block]:
        title = re.search(r"^title\s*[:=]\s*(.+?)\s*$", node.content, re.MULTILINE)
        text = title.group(1).strip("\"'") if title else ""
        yield Block(BlockKind.HTML, self.span(node), text, info="front-matter")

    def _heading(self, node: SyntaxTreeNode) -> Iterator[Block]:
        span = self.span(node)
        raw = node.children[0].content if node.children else ""
        if "\n" in raw:  # a setext line under a paragraph: the dashes were a rule
            yield from self._paragraph_lines(raw, span.first)
            return
        yield heading(span, raw, int(node.tag[1]))

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        yield from self._paragraph_lines(node.children[0].content, self.span(node).first)

    def _paragraph_lines(self, content: str, first: int) -> Iterator[Block]:
        """Yield a block a line: in notes, the end of a line is the end of a statement unless it was only wrapped."""
        for offset, raws in inline.unwrapped(content.split("\n")):
            span = Span(self.path, first + offset, first + offset + len(raws) - 1)
            indent = self._indent(span.first)
            yield from line_blocks(span, inline.joined(raws), indent)

    def _indent(self, line: int) -> int:
        text = self.lines[line - 1].expandtabs(4) if line <= len(self.lines) else ""
        return len(text) - len(text.lstrip())

    def _fence(self, node: SyntaxTreeNode) -> Iterator[Block]:
        info = node.info.strip().split()
        yield Block(BlockKind.FENCE, self.span(node), node.content, node.content, info=info[0] if info else "")

    _code_block = _fence

    def _hr(self, node: SyntaxTreeNode) -> Iterator[Block]:
        yield Block(BlockKind.RULE, self.span(node))

    def _html_block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        yield from html.blocks(self.path, node.content, self.span(node).first)

    def _blockquote(self, node: SyntaxTreeNode) -> Iterator[Block]:
        children = tuple(block for child in node.children for block in self.blocks(child))
        span = self.span(node)
        callout = re.match(r"\[!(\w+)\][+-]?\s*(.*)", children[0].raw) if children else None
        if callout:
            text = inline.plain(callout.group(2))
            yield Block(BlockKind.QUOTE, Span(self.path, span.first, span.first), text, callout.group(2),
                        info=callout.group(1), children=outline.arranged(children[1:]))  # fmt: skip
        else:
            yield Block(BlockKind.QUOTE, Span(self.path, span.first, span.first), children=outline.arranged(children))

    def _bullet_list(self, node: SyntaxTreeNode) -> Iterator[Block]:
        for child in node.children:
            yield from self._lifted(self._item(child, ""))

    def _ordered_list(self, node: SyntaxTreeNode) -> Iterator[Block]:
        for child in node.children:
            yield from self._lifted(self._item(child, child.info))

    def _lifted(self, item: Block) -> Iterator[Block]:
        """Take lines out of an item that the writer set back to the item's own margin: they open something new."""
        inside = item.children
        at = next(
            (
                i
                for i, b in enumerate(inside)
                if b.kind == BlockKind.LINE and self._indent(b.span.first) <= item.level and i < len(inside)
            ),
            None,
        )
        if at is None or not item.level or not re.match(r"\s*(?:\*\*|__)", self.lines[inside[at].span.first - 1]):
            yield item
            return
        yield replace(item, children=inside[:at])
        yield from inside[at:]

    def _item(self, node: SyntaxTreeNode, number: str) -> Block:
        inside = [block for child in node.children for block in self.blocks(child)]
        span = self.span(node)
        if inside and inside[0].kind in (BlockKind.LINE, BlockKind.HEADING) and inside[0].span.first == span.first:
            first, rest = inside[0], inside[1:]
        else:
            first, rest = Block(BlockKind.ITEM, Span(self.path, span.first, span.first)), inside
        children = (*first.children, *outline.arranged(rest))
        return Block(BlockKind.ITEM, first.span, first.text, first.raw, number=number, info=first.info,
                     level=self._indent(span.first), children=children)  # fmt: skip

    def _dl(self, node: SyntaxTreeNode) -> Iterator[Block]:
        term: Block | None = None
        meanings: list[Block] = []
        for child in node.children:
            if child.type == "dt":
                if term:
                    yield _with(term, meanings)
                raw = child.children[0].content if child.children else ""
                term, meanings = Block(BlockKind.ITEM, self.span(child), inline.plain(raw), raw), []
            else:
                meanings += [block for inner in child.children for block in self.blocks(inner)]
        if term:
            yield _with(term, meanings)

    def _table(self, node: SyntaxTreeNode) -> Iterator[Block]:
        header: tuple[str, ...] = ()
        for row in (row for part in node.children for row in part.children):
            raws = tuple(cell.children[0].content if cell.children else "" for cell in row.children)
            cells = tuple(inline.plain(raw) for raw in raws)
            if not header:
                header = cells
                yield Block(BlockKind.ROW, self.span(row), info="header", cells=cells)
            else:
                yield Block(
                    BlockKind.ROW, self.span(row), " | ".join(cells), " | ".join(raws), header=header, cells=cells
                )


def _with(term: Block, meanings: list[Block]) -> Block:
    return Block(term.kind, term.span, term.text, term.raw, info="dt", children=tuple(meanings))


def heading(span: Span, raw: str, level: int) -> Block:
    """Return a heading, or a line where the heading is a paragraph written large."""
    text = inline.plain(raw)
    if len(text) > LONGEST_HEADING or len(re.findall(r"[.다함임]\s", text)) > 1:
        return Block(BlockKind.LINE, span, text, raw)
    number, title = outline.numbered(text)
    return Block(BlockKind.HEADING, span, title, raw, level=level, number=number)


def line_blocks(span: Span, raw: str, indent: int) -> Iterator[Block]:
    """Yield a line of text, or the images that it consists of."""
    images = inline.images(raw)
    text = inline.plain(raw)
    tagged = re.search(r"<h([1-6])\b[^>]*>(.*?)</h\1>", raw, re.IGNORECASE)
    if tagged and inline.plain(tagged.group(2)) == text:
        yield heading(span, tagged.group(2).strip(), int(tagged.group(1)))
        return
    for alt, target in images:
        yield Block(BlockKind.IMAGE, span, alt, target)
    if text or not images:
        yield Block(BlockKind.LINE, span, text, raw, level=indent)
