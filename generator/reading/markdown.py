"""Markdown, and the plain-text outlines people mix into it, as a tree of Blocks. The only door to markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from generator import pieces, shell
from generator.model import Block, BlockKind, Source, Span
from generator.reading import frontmatter, html, inline, links, marks, outline, wrapping

# A heading of more characters than this, or of several sentences, is a paragraph that someone wrote large.
LONGEST_HEADING = 70
# Twice the deepest list and the deepest quote that `marks` lets through, so that nothing is left out.
NESTING = 2 * marks.DEEPEST + marks.DEEPEST_QUOTE + 10
_CALLOUT = re.compile(r"\[!([\w-]{1,40})(?:\|[^\]]*)?\][+-]?\s*(.*)")
_BOX = re.compile(r"\[([ xX/-])\]\s+(?=\S)")
_CODE = re.compile(
    r"\s*(?:(?:apiVersion|kind|metadata|spec|version|services):(?:\s|$)|(?:import|from|def|class|public|const|var|func)\s.*[:;{]|FROM \S+|.*[;{]\s*$)"
)


@cache
def _parser() -> MarkdownIt:
    # Indented code is left out: in notes, four spaces are an outline far more often than a program; `_is_code` tells.
    # Inline marks are read by `inline`, which knows notes; the parser is slow on ten thousand brackets.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": NESTING}).enable("table")
    parser.use(front_matter_plugin).use(deflist_plugin).use(footnote_plugin)
    return parser.disable(["code", "reference", "inline", "text_join", "footnote_tail"])


def read(source: Source) -> Block:
    """Return the document: its blocks nested under their headings, every block with its exact lines."""
    given = marks.given(source.lines)
    reader = _Reader(source, given)
    nodes = SyntaxTreeNode(_parser().parse("\n".join(given.lines))).children
    front = next((node.content for node in nodes if node.type == "front_matter"), "")
    blocks = [block for node in nodes for block in reader.blocks(node)]
    return Block(
        BlockKind.DOCUMENT,
        Span(source.path, 1, len(source.lines)),
        frontmatter.title(front),
        children=outline.section(blocks),
        tags=frontmatter.tags(front),
    )


class _Reader:
    """Turns syntax nodes into Blocks; holds the source only to know its path and its lines as written."""

    def __init__(self, source: Source, given: marks.Given) -> None:
        self.path = source.path
        self.lines = source.lines
        self.numbers = given.numbers
        self.targets = given.targets
        self.margin = 0  # where the text of the innermost item begins

    def span(self, node: SyntaxTreeNode) -> Span:
        first, end = node.map or (0, 1)
        end = min(end, len(self.lines))
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
        return iter(())

    def _heading(self, node: SyntaxTreeNode) -> Iterator[Block]:
        span = self.span(node)
        raw = node.children[0].content if node.children else ""
        if "\n" in raw:  # a setext line under a paragraph: the dashes were a rule
            yield from self._paragraph_lines(raw, span.first)
            yield Block(BlockKind.RULE, Span(self.path, span.last, span.last))
            return
        yield self.heading(span, raw, int(node.tag[1]))

    def heading(self, span: Span, raw: str, level: int) -> Block:
        """Return a heading, or a line where the heading is a paragraph written large."""
        seen = inline.seen(raw, self.targets)
        if len(seen.text) > LONGEST_HEADING or len(re.findall(r"[.다함임]\s", seen.text)) > 1:
            return Block(BlockKind.LINE, span, seen.text, raw, tags=seen.tags)
        number, title = outline.numbered(seen.text)
        pictures = tuple(Block(BlockKind.IMAGE, span, *image) for image in seen.images)
        return Block(BlockKind.HEADING, span, title, raw, level=level, number=number, tags=seen.tags, children=pictures)

    def _paragraph(self, node: SyntaxTreeNode) -> Iterator[Block]:
        yield from self._paragraph_lines(node.children[0].content, self.span(node).first)

    def _paragraph_lines(self, content: str, first: int) -> Iterator[Block]:
        """Yield a block a line: in notes, the end of a line is the end of a statement unless it was only wrapped."""
        raws = content.split("\n")
        at = 0
        while at < len(raws):
            end = self._code_end(raws, at, first)
            if end > at:
                yield self._indented(first + at, first + end - 1)
            elif links.definition(raws[at]):
                end = at + 1
                yield Block(BlockKind.LINKDEF, Span(self.path, first + at, first + at), raw=raws[at].strip())
            else:
                end = self._text_end(raws, at, first)
                for offset, lines in wrapping.unwrapped(raws[at:end]):
                    span = Span(self.path, first + at + offset, first + at + offset + len(lines) - 1)
                    yield from self.line(span, wrapping.kept(lines), self._indent(span.first))
            at = end

    def _text_end(self, raws: list[str], at: int, first: int) -> int:
        """Return where a run of lines ends that are neither code nor link definitions; a callout's title is alone."""
        end = at + 1
        if _CALLOUT.match(raws[at]):
            return end
        while end < len(raws) and not links.definition(raws[end]) and self._code_end(raws, end, first) == end:
            end += 1
        return end

    def _code_end(self, raws: list[str], at: int, first: int) -> int:
        """Return where the code ends that is set in four columns from its surroundings and begins at `at`, else `at`."""
        end = at
        while end < len(raws) and self._indent(first + end) >= self.margin + marks.FAR_IN:
            if end == at and not _is_code(raws[at]):
                return at
            if re.search(r"[가-힣]", shell.split_comment(raws[end])[0]):
                break
            end += 1
        return end

    def _indented(self, first: int, last: int) -> Block:
        lines = [line.expandtabs(4) for line in self.lines[first - 1 : last]]
        margin = min(len(line) - len(line.lstrip()) for line in lines)
        text = "".join(line[margin:] + "\n" for line in lines)
        return Block(BlockKind.FENCE, Span(self.path, first, last), text, text, begins=first)

    def line(self, span: Span, raw: str, indent: int) -> Iterator[Block]:
        """Yield a line of text, or the pictures or the formula that it consists of."""
        if raw.startswith("$$") and raw.endswith("$$") and pieces.protected(raw) == ((0, len(raw)),):
            yield Block(BlockKind.MATH, span, raw, raw)
            return
        seen = inline.seen(raw, self.targets)
        tagged = re.search(r"<h([1-6])\b[^<>]*>([^\n]{0,500}?)</h\1>", raw, re.IGNORECASE) if "<" in raw else None
        if tagged and inline.plain(tagged.group(2), self.targets) == seen.text:
            yield self.heading(span, tagged.group(2).strip(), int(tagged.group(1)))
            return
        for alt, target in seen.images:
            yield Block(BlockKind.IMAGE, span, alt, target)
        if seen.text:
            yield Block(BlockKind.LINE, span, seen.text, raw, level=indent, tags=seen.tags)
        elif not seen.images:
            yield Block(BlockKind.HTML, span, raw=raw, info="tags" if seen.tags else "", tags=seen.tags)

    def _indent(self, line: int) -> int:
        text = self.lines[line - 1].expandtabs(4) if line <= len(self.lines) else ""
        return len(text) - len(text.lstrip())

    def _fence(self, node: SyntaxTreeNode) -> Iterator[Block]:
        info = node.info.strip().split()
        span = self.span(node)
        if info and info[0].lower() == marks.MATH:
            yield Block(BlockKind.MATH, span, self._formula(span), "\n".join(self.lines[span.first - 1 : span.last]))
            return
        content = node.content
        yield Block(BlockKind.FENCE, span, content, content, info=info[0] if info else "", begins=span.first + 1)

    def _formula(self, span: Span) -> str:
        """Return a formula between its marks; a fence with the info "math" holds one too."""
        lines = (re.sub(r"^[\s>]*", "", line).rstrip() for line in self.lines[span.first - 1 : span.last])
        inside = "\n".join(line for line in lines if not re.match(r"(?:`{3,}|~{3,})", line)).strip()
        return re.sub(r"^(?:[-*+]|\d+[.)])\s+(?=\$\$)", "", inside) if "$$" in inside else f"$$\n{inside}\n$$"

    def _hr(self, node: SyntaxTreeNode) -> Iterator[Block]:
        yield Block(BlockKind.RULE, self.span(node))

    def _html_block(self, node: SyntaxTreeNode) -> Iterator[Block]:
        span = self.span(node)
        yield from html.blocks(self.path, node.content, span.first)

    def _blockquote(self, node: SyntaxTreeNode) -> Iterator[Block]:
        children = [block for child in node.children for block in self.blocks(child)]
        first = Span(self.path, self.span(node).first, self.span(node).first)
        callout = _CALLOUT.match(children[0].raw) if children and children[0].kind == BlockKind.LINE else None
        if callout:
            seen = inline.seen(callout.group(2), self.targets)
            yield Block(BlockKind.QUOTE, first, seen.text, callout.group(2), info=callout.group(1).lower(),
                        children=_inside(children[1:]), tags=seen.tags)  # fmt: skip
        else:
            yield Block(BlockKind.QUOTE, first, children=_inside(children))

    def _footnote_reference(self, node: SyntaxTreeNode) -> Iterator[Block]:
        span = self.span(node)
        inside = [block for child in node.children for block in self.blocks(child)]
        label = re.search(r"\[\^([^\]\s]+)\]:", self.lines[span.first - 1])
        number = label.group(1) if label else ""
        if inside and inside[0].kind == BlockKind.LINE and inside[0].span.first == span.first:
            yield replace(inside[0], info="footnote", number=number, level=0, children=_inside(inside[1:]))
        else:
            first = Span(self.path, span.first, span.first)
            yield Block(BlockKind.LINE, first, info="footnote", number=number, children=_inside(inside))

    def _bullet_list(self, node: SyntaxTreeNode) -> Iterator[Block]:
        for child in node.children:
            yield from self._lifted(self._item(child, ""))

    def _ordered_list(self, node: SyntaxTreeNode) -> Iterator[Block]:
        for child in node.children:
            yield from self._lifted(self._item(child, child.info))

    def _lifted(self, item: Block) -> Iterator[Block]:
        """Take lines out of an item that the writer set back to the item's own margin: they open something new."""
        inside = item.children
        at = next((i for i, block in enumerate(inside) if item.level and self._is_back(block, item)), len(inside))
        yield replace(item, children=inside[:at]) if at < len(inside) else item
        yield from inside[at:]

    def _is_back(self, block: Block, item: Block) -> bool:
        """Tell whether a line stands before the item's own mark, or in bold below it."""
        line = self.lines[block.span.first - 1]
        if block.kind != BlockKind.LINE or line.lstrip().startswith(">"):
            return False
        indent = self._indent(block.span.first)
        return indent < item.level or (indent == item.level and bool(re.match(r"\s*(?:\*\*|__)", line)))

    def _item(self, node: SyntaxTreeNode, number: str) -> Block:
        span = self.span(node)
        margin, self.margin = self.margin, self._indent(span.first) + 2
        inside = [block for child in node.children for block in self.blocks(child)]
        self.margin = margin
        on_line = [block for block in inside if block.span.first == span.first]
        said = next((block for block in on_line if block.kind in (BlockKind.LINE, BlockKind.HEADING)), None)
        if said and all(block is said or block.kind == BlockKind.IMAGE for block in on_line):
            first, rest = self._opened(said), [block for block in inside if block is not said]
        else:
            first, rest = Block(BlockKind.ITEM, Span(self.path, span.first, span.first)), inside
        return replace(first, kind=BlockKind.ITEM, number=number or self.numbers.get(span.first, "") or first.number,
                       level=self._indent(span.first), children=(*first.children, *_inside(rest)))  # fmt: skip

    def _opened(self, first: Block) -> Block:
        """Return an item's first line without its box and its number: "[ ] 할 일", "(1) 하나"."""
        box = _BOX.match(first.text)
        if box:
            info = "done" if box.group(1) in "xX" else "task"
            first = replace(first, text=first.text[box.end() :], raw=_BOX.sub("", first.raw, count=1), info=info)
        number, text = marks.numeral(first.text) if first.kind == BlockKind.LINE else ("", first.text)
        return replace(first, text=text, number=number) if number else first

    def _dl(self, node: SyntaxTreeNode) -> Iterator[Block]:
        term: Block | None = None
        meanings: list[Block] = []
        for child in node.children:
            if child.type == "dt":
                if term:
                    yield _with(term, meanings)
                raw = child.children[0].content if child.children else ""
                seen = inline.seen(raw, self.targets)
                term, meanings = Block(BlockKind.ITEM, self.span(child), seen.text, raw, tags=seen.tags), []
            else:
                meanings += [block for inner in child.children for block in self.blocks(inner)]
        if term:
            yield _with(term, meanings)

    def _table(self, node: SyntaxTreeNode) -> Iterator[Block]:
        header: tuple[str, ...] = ()
        for row in (row for part in node.children for row in part.children):
            span = self.span(row)
            raws = self._cells(row, span.first, len(header))
            seen = [inline.seen(raw, self.targets) for raw in raws]
            pictures = tuple(Block(BlockKind.IMAGE, span, *image) for one in seen for image in one.images)
            cells = tuple(one.text for one in seen)
            tags = tuple(dict.fromkeys(tag for one in seen for tag in one.tags))
            if not header:
                header = cells
                yield Block(BlockKind.ROW, span, raw=" | ".join(raws), info="header", cells=cells, tags=tags,
                            children=pictures)  # fmt: skip
            else:
                yield Block(BlockKind.ROW, span, " | ".join(cells), " | ".join(raws), header=header, cells=cells,
                            tags=tags, children=pictures)  # fmt: skip

    def _cells(self, row: SyntaxTreeNode, line: int, columns: int) -> list[str]:
        """Return the cells of a row as written; GFM cuts it inside code, too, so its own cells are second choice."""
        cut = [cell.children[0].content if cell.children else "" for cell in row.children]
        whole = inline.cells(re.sub(r"^(?:[\s>]*>)?\s*(?:(?:[-*+]|\d+[.)])\s+(?=\|))?", "", self.lines[line - 1]))
        if not columns or len(whole) == columns:
            return whole if len(whole) == len(cut) else cut
        return whole[:columns] if len(whole) > columns and "`" in self.lines[line - 1] else cut


def _with(term: Block, meanings: list[Block]) -> Block:
    return Block(term.kind, term.span, term.text, term.raw, info="dt", children=tuple(meanings), tags=term.tags)


def _inside(blocks: list[Block]) -> tuple[Block, ...]:
    """Return what stands in an item or a quote, nested under its headings."""
    return outline.nested(outline.arranged(outline.folded(blocks)))


def _is_code(line: str) -> bool:
    """Tell whether a line that is set in begins code: a command, a manifest, a program."""
    text = shell.split_comment(line)[0].strip()
    return shell.is_command(text) or (bool(_CODE.match(text)) and not re.search(r"[가-힣]", text))
