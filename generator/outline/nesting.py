"""`1. 설계 전 묻기` over `- 목적: …`, `워커 노드` over the lines below it: blocks under the block that opens them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.knowledge import Language
from generator.model import Block, BlockKind
from generator.outline import facets, labels

DEEPEST = 20  # lines that hold lines; no person's outline is deeper
LONGEST_OPENER = 40  # characters of a line that opens what stands under it
_SYNTAX = re.compile(r"[A-Z]{2,}\s+[{\[<(/\"]")
_BOLD = re.compile(r"(\*\*|__)(?:(?!\1).){2,60}\1")  # a line that is bold as a whole is a title
_TEXT = (BlockKind.LINE, BlockKind.ITEM)


def nested(blocks: Sequence[Block], speech: Language) -> tuple[Block, ...]:
    """Return the blocks with each opener holding what it opens."""
    return tuple(_lines(_listed(_numbered([*_freed(blocks)]), speech), speech))


def _freed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Take a syntax line ("EXPOSE {포트}") out of the bullet above it, which Markdown has it continue."""
    for block in blocks:
        last = block.children[-1] if block.kind == BlockKind.ITEM and block.children else None
        if last is not None and last.kind == BlockKind.LINE and _SYNTAX.match(last.text):
            yield replace(block, children=block.children[:-1])
            yield last
        else:
            yield block


def _numbered(blocks: Sequence[Block]) -> list[Block]:
    """Put bullets under the numbered item before them, where a note does so more than once."""
    opens = [
        at
        for at, block in enumerate(blocks[:-1])
        if _is_numbered(block) and not block.children and _is_plain(blocks[at + 1])
    ]
    if len(opens) < 2:
        return list(blocks)
    found: list[Block] = []
    for block in blocks:
        holder = found[-1] if found else None
        if (
            holder
            and _is_numbered(holder)
            and not _is_numbered(block)
            and block.kind not in (BlockKind.HEADING, BlockKind.RULE)
        ):
            found[-1] = replace(holder, children=(*holder.children, block))
        else:
            found.append(block)
    return found


def _is_numbered(block: Block) -> bool:
    return block.kind == BlockKind.ITEM and bool(block.number)


def _is_plain(block: Block) -> bool:
    return block.kind == BlockKind.ITEM and not block.number


def _listed(blocks: Sequence[Block], speech: Language) -> list[Block]:
    """Put a list under the line that announces it: "종류:", "FROM {이미지}", a short title line."""
    found: list[Block] = []
    for _at, block in enumerate(blocks):
        holder = found[-1] if found else None
        if (
            holder
            and block.kind == BlockKind.ITEM
            and holder.kind == BlockKind.LINE
            and _announces(holder, block, speech)
        ):
            found[-1] = replace(holder, children=(*holder.children, block))
        else:
            found.append(block)
    return found


def _announces(line: Block, item: Block, speech: Language) -> bool:
    if item.span.first - _last(line) > 2:
        return False
    text = line.text.strip()
    if line.children:
        return all(child.kind == BlockKind.ITEM for child in line.children)
    return text.endswith((":", "：")) or is_opener(text, speech) or bool(_BOLD.fullmatch(line.raw.strip()))


def is_opener(text: str, speech: Language) -> bool:
    """Tell whether a line only opens what stands under it: a name or an aspect, no statement."""
    text = text.strip()
    if _SYNTAX.match(text):
        return True
    if speech.LEXICON["meta-line"].search(text):
        return False
    if not text or len(text) > LONGEST_OPENER or labels.split(text) or speech.is_sentence(text):
        return False
    if re.search(r"[.,!]$|\bhttps?:|→|=>|->", text):
        return False
    aspect = facets.find(text, speech.CODE) is not None and not speech.is_definition(text)  # no "길을 고르는 방식"
    return aspect or speech.is_term(text)


def _last(block: Block) -> int:
    return max([block.span.last, *(_last(child) for child in block.children)])


def _lines(blocks: Sequence[Block], speech: Language) -> Iterator[Block]:
    """Put lines under the opener right above them, up to the next blank line."""
    at = 0
    while at < len(blocks):
        block = blocks[at]
        end = at + 1
        while (
            end < len(blocks)
            and blocks[end].kind == BlockKind.LINE
            and blocks[end].span.first == _last(blocks[end - 1]) + 1
        ):
            end += 1
        run = blocks[at:end]
        if block.kind == BlockKind.LINE and len(run) > 1:
            yield from _run(run, speech)
        else:
            yield from run
        at = end


def _run(run: Sequence[Block], speech: Language) -> Iterator[Block]:
    """Nest one run of lines: a title holds all that follow, an aspect in the middle the rest of the run."""
    opens = [is_opener(line.text, speech) for line in run]
    last_text = max((at for at, one in enumerate(opens) if not one), default=-1)
    found: list[Block] = []
    levels: list[tuple[Block, list[Block]]] = []
    for at, line in enumerate(run):
        holds = opens[at] and not line.children
        if holds and len(levels) == DEEPEST:
            _close(levels, found)
        inner = levels[-1][1] if levels else found
        if holds and last_text <= at and facets.find(line.text, speech.CODE) is None:
            inner += run[at:]  # a bare list
            break
        if holds:
            levels.append((line, []))
        else:
            inner.append(line)
    _close(levels, found)
    yield from found


def _close(levels: list[tuple[Block, list[Block]]], found: list[Block]) -> None:
    while levels:
        line, inner = levels.pop()
        (levels[-1][1] if levels else found).append(replace(line, children=(*line.children, *inner)))
