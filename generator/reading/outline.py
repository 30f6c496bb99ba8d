"""Plain-text outlines: numbered headings, and lines that stand under the line above them by indentation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from generator.model import Block, BlockKind

_NUMBER = re.compile(r"(\d+(?:\.\d+)*)[.)]?\s+(\S.*)")
_CHAPTER = re.compile(r"(\d+(?:\.\d+)+)\.?\s+(\S.*)")
_ARROW = re.compile(r"(?:→|⇒|->|=>|↳|└)\s*(\S.*)")
# A numbered line longer than this is a sentence in a numbered list.
LONGEST_TITLE = 50


_LIST = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+\S")
_FENCE = re.compile(r"(```+|~~~+)")
# CommonMark reads a list that begins this far in as one item; in notes it is a list under its heading.
FAR_IN = 4


_BULLET = re.compile(r"(\s*)[•‣▪◦●○▫∙◾◽⁃※☞➤➢]\s+(?=\S)")
_TITLE = re.compile(r"[■□▶▷◆◇★☆◎►]\s*(\S.{0,38}?)\s*")
_CIRCLED = re.compile(r"(\s*)([①-⑳])\s*(?=\S)")


def _standard(line: str, following: str) -> str:
    """Return a line with the marks that a word processor or a phone puts before it as Markdown's: "• etcd", "① Pod", "■ 노드".

    A title whose lines are set in below it is an item, which ends where they end; else it is a heading.
    """
    title = _TITLE.fullmatch(line)
    if title and not following[:1].isspace() and not re.search(r"[:.]|다$", title.group(1)):
        return f"### {title.group(1)}"
    line = _BULLET.sub(r"\1- ", line, count=1) if _BULLET.match(line) else line
    line = re.sub(r"^(\s*)[■□▶▷◆◇★☆◎►]\s*(?=\S)", r"\1- ", line)
    return (
        _CIRCLED.sub(lambda m: f"{m.group(1)}{ord(m.group(2)) - ord('①') + 1}. ", line, count=1)
        if _CIRCLED.match(line)
        else line
    )


def set_back(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines with every list that begins four or more columns in, below no other list, set back to the margin."""
    shift, listed, fence = 0, False, ""
    written = list(lines)
    for at, line in enumerate(written):
        line = line if fence else _standard(line, next((one for one in written[at + 1 :] if one.strip()), ""))
        flat = line.expandtabs(4)
        text = flat.lstrip()
        indent = len(flat) - len(text)
        mark = _FENCE.match(text)
        if fence or not text:
            yield flat[min(shift, indent) :] if shift else line
            fence = "" if fence and text.startswith(fence) else fence
            continue
        fence = mark.group(1) if mark else ""
        is_item = bool(_LIST.match(text))
        shift = shift if indent >= shift else 0
        if is_item and not listed and not shift and indent >= FAR_IN:
            shift = indent
        listed = is_item or (listed and indent > 1)
        yield flat[shift:] if shift else line


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
        return replace(block, kind=BlockKind.HEADING, text=title.group(2), number=number, level=number.count(".") + 1)
    if block.kind == BlockKind.ITEM and block.number in chapters and not block.children and _titles(block.text):
        return replace(block, kind=BlockKind.HEADING, level=1)
    bold = re.fullmatch(r"\*\*(.+?)\*\*:?|__(.+?)__:?", block.raw.strip())
    if block.kind == BlockKind.LINE and bold and not block.children and _titles(block.text.rstrip(":")):
        return replace(block, kind=BlockKind.HEADING, text=block.text.rstrip(":"), level=7)
    return block


def arranged(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Put lines under the line before them that they are indented below or that they continue by an arrow."""
    found: list[Block] = []
    for block in blocks:
        if found and _belongs(block, found[-1]):
            arrow = _ARROW.fullmatch(block.text)
            child = replace(block, text=arrow.group(1)) if arrow else block
            found[-1] = _under(found[-1], child)
        else:
            found.append(block)
    return tuple(found)


def _belongs(block: Block, before: Block) -> bool:
    if block.kind != BlockKind.LINE or before.kind not in (BlockKind.LINE, BlockKind.ITEM):
        return False
    close = block.span.first == _last_line(before) + 1
    if _ARROW.fullmatch(block.text):
        return close
    return close and before.kind == BlockKind.LINE and block.level >= before.level + 2


def _last_line(block: Block) -> int:
    return max([block.span.last, *(_last_line(child) for child in block.children)])


def _under(parent: Block, child: Block) -> Block:
    if parent.children and _belongs(child, parent.children[-1]):
        return replace(parent, children=(*parent.children[:-1], _under(parent.children[-1], child)))
    return replace(parent, children=(*parent.children, child))


def nested(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give every heading its section: the blocks up to the next heading of its level or a higher one."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if block.kind != BlockKind.HEADING:
            found.append(block)
            continue
        end = at
        while end < len(blocks) and not _closes(blocks[end], block):
            end += 1
        found.append(replace(block, children=nested(blocks[at:end])))
        at = end
    return tuple(found)


def _closes(block: Block, heading: Block) -> bool:
    return block.kind == BlockKind.HEADING and block.level <= heading.level
