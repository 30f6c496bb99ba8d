"""Plain-text outlines: numbered headings, and lines that stand under the line above them by indentation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator.model import Block, BlockKind

_NUMBER = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s+(\S.*)")
_CHAPTER = re.compile(r"(\d+(?:\.\d+)+)\.?\s+(\S.*)")
_ARROW = re.compile(r"(?:→|⇒|->|=>|↳|└)\s*(\S.*)")
# A numbered line longer than this is a sentence in a numbered list.
LONGEST_TITLE = 50
# Lines under lines, deeper than this, are read as that deep; so are numbers such as 1.1.1.1.1.1.1.
DEEPEST, DEEPEST_NUMBER = 20, 6


def numbered(text: str) -> tuple[str, str]:
    """Split "2.1.1. kube-apiserver" into its number and its title; the number is "" where there is none."""
    found = _NUMBER.fullmatch(text)
    return (found.group(1), found.group(2)) if found else ("", text)


def headings(blocks: Iterable[Block]) -> list[Block]:
    """Make headings of the lines and items that number the chapters of a plain-text outline.

    "2.1.1. kube-apiserver" is one by its form. "2. 쿠버네티스 컴포넌트" is one only where a "2.1" follows it in the
    same file, or it is bold and alone: a numbered list has the same form.
    """
    listed = list(blocks)
    chapters = {number.split(".")[0] for number in map(_chapter_number, listed) if number}
    return [_as_heading(block, chapters) for block in listed]


def _chapter_number(block: Block) -> str:
    found = _CHAPTER.fullmatch(block.text) if block.kind == BlockKind.LINE else None
    return found.group(1) if found and _titles(found.group(2)) else ""


def _titles(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and not re.search(r"[.:;,]$|다\.?$|: \S", text)


def _as_heading(block: Block, chapters: set[str]) -> Block:
    if block.kind == BlockKind.LINE and (number := _chapter_number(block)):
        title = _CHAPTER.fullmatch(block.text)
        assert title is not None
        return replace(block, kind=BlockKind.HEADING, text=title.group(2), number=number, level=_depth(number))
    if block.kind == BlockKind.ITEM and block.number in chapters and not block.children and _titles(block.text):
        return replace(block, kind=BlockKind.HEADING, level=1)
    bold = re.fullmatch(r"\*\*(.+?)\*\*:?|__(.+?)__:?", block.raw.strip())
    if block.kind == BlockKind.LINE and bold and not block.children and _titles(block.text.rstrip(":")):
        return replace(block, kind=BlockKind.HEADING, text=block.text.rstrip(":"), level=7)
    return block


def _depth(number: str) -> int:
    return min(number.count(".") + 1, DEEPEST_NUMBER)


def arranged(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Put lines under the line before them that they are indented below or that they continue by an arrow."""
    found: list[Block] = []
    chain: list[_Branch] = []  # the block that was added last, below those that it stands under
    for block in blocks:
        depth = len(chain) if chain and block.span.first == chain[-1].last + 1 else 0
        while depth and not _belongs(block, chain[depth - 1].block):
            depth -= 1
        _close(chain, min(depth, DEEPEST), found)
        arrow = _ARROW.fullmatch(block.text) if depth else None
        chain.append(_Branch(replace(block, text=arrow.group(1)) if arrow else block, _last_line(block)))
    _close(chain, 0, found)
    return tuple(found)


@dataclass(slots=True)
class _Branch:
    """A block whose children are still being found; `last` is the last line of it and of them."""

    block: Block
    last: int
    children: list[Block] = field(default_factory=list)


def _close(chain: list[_Branch], depth: int, found: list[Block]) -> None:
    """Give the blocks deeper than `depth` the children that were found for them."""
    while len(chain) > depth:
        branch = chain.pop()
        block = branch.block
        done = replace(block, children=(*block.children, *branch.children)) if branch.children else block
        (chain[-1].children if chain else found).append(done)
        if chain:
            chain[-1].last = branch.last


def _belongs(block: Block, before: Block) -> bool:
    if block.kind != BlockKind.LINE or before.kind not in (BlockKind.LINE, BlockKind.ITEM):
        return False
    return bool(_ARROW.fullmatch(block.text)) or (before.kind == BlockKind.LINE and block.level >= before.level + 2)


def _last_line(block: Block) -> int:
    while block.children:
        block = block.children[-1]
    return block.span.last


def folded(blocks: Iterable[Block]) -> list[Block]:
    """Give each `<summary>` the blocks up to its `</details>`; one that is never closed keeps none."""
    levels: list[list[Block]] = [[]]
    for block in blocks:
        ends = block.kind == BlockKind.HTML and block.info == "/details"
        if block.kind == BlockKind.QUOTE and block.info == "details" and not block.children and len(levels) <= DEEPEST:
            levels.append([block])
        elif ends and len(levels) > 1:
            summary, *inside = levels.pop()
            levels[-1] += (replace(summary, children=section(inside)), block)
        else:
            levels[-1].append(block)
    return [block for level in levels for block in level]


def section(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks nested under their headings, with their outlines."""
    return nested(headings(arranged(folded(blocks))))


def nested(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Give every heading its section: the blocks up to the next heading of its level or a higher one."""
    found: list[Block] = []
    opened: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.kind == BlockKind.HEADING:
            _end_sections(opened, block.level, found)
            opened.append((block, []))
        else:
            (opened[-1][1] if opened else found).append(block)
    _end_sections(opened, 0, found)
    return tuple(found)


def _end_sections(opened: list[tuple[Block, list[Block]]], level: int, found: list[Block]) -> None:
    while opened and opened[-1][0].level >= level:
        heading, inside = opened.pop()
        done = replace(heading, children=(*heading.children, *inside))
        (opened[-1][1] if opened else found).append(done)
