"""The outline that plain lines have without marks: term lines, lead-ins, and what stands under them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.knowledge import Language
from generator.model import Block, BlockKind
from generator.patterns import skipped
from generator.patterns.place import is_lead_in, labelled, span_of

# A list's item in plain lines is at most this long; a longer one is a sentence.
LONGEST_PLAIN_ITEM = 60


def shaped(block: Block, speech: Language) -> Block:
    """Return the tree with every line under the term line or the lead-in that it belongs to.

    워커 노드                                <- a term line: the lines up to the next blank one are about it
    파드를 호스트함

    스케줄링 고려 요소                       <- a lead-in in the middle of a paragraph
    데이터 지역성
    데드라인
    """
    children = tuple(shaped(child, speech) for child in block.children)
    return replace(block, children=tuple(_adopted(_paragraphs(children, block, speech), speech)))


def _paragraphs(blocks: Sequence[Block], parent: Block, speech: Language) -> list[Block]:
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at + 1
        while end < len(blocks) and _same_paragraph(blocks[end - 1], blocks[end]):
            end += 1
        found += _paragraph(list(blocks[at:end]), parent, speech)
        at = end
    return found


def _same_paragraph(one: Block, other: Block) -> bool:
    return one.kind == other.kind == BlockKind.LINE and other.span.first == span_of(one).last + 1


def _paragraph(lines: list[Block], parent: Block, speech: Language) -> list[Block]:
    """Nest the lines of one paragraph."""
    if len(lines) < 2:
        return lines
    if _is_term_line(lines, parent, speech):
        return [replace(lines[0], children=(*lines[0].children, *_paragraph(lines[1:], lines[0], speech)))]
    for at, line in enumerate(lines[:-1]):
        if _leads(line, lines[at + 1 :], speech):
            return [*lines[:at], replace(line, children=(*line.children, *lines[at + 1 :]))]
    return lines


def _is_term_line(lines: list[Block], parent: Block, speech: Language) -> bool:
    first, second = lines[0], lines[1]
    if parent.kind in (BlockKind.LINE, BlockKind.ITEM) or not speech.is_term(first.text) or labelled(first):
        return False
    leaf = (
        parent.kind == BlockKind.HEADING
        and re.fullmatch(r"[A-Za-z][\w.-]*", parent.text)
        and re.search(r"[가-힣]", first.text)
    )
    if leaf:  # "### kubelet": its lines are about it, and none of them is a term line
        return False
    if len(first.text) > 30 or len(second.text) <= len(first.text):
        return False
    return not all(speech.is_term(line.text) and not labelled(line) for line in lines[1:])


def _leads(line: Block, after: list[Block], speech: Language) -> bool:
    if labelled(line) or line.children:
        return False
    if is_lead_in(line.text) and not line.text.rstrip().endswith("?"):
        return True
    if len(after) < 2 or not speech.is_term(line.text) or len(line.text) > 30:
        return False
    return all(labelled(item) for item in after) or all(_is_plain_item(item, speech) for item in after)


def _is_plain_item(line: Block, speech: Language) -> bool:
    return len(line.text) <= LONGEST_PLAIN_ITEM and not labelled(line) and speech.clause(line.text).kind == "noun"


def _adopted(blocks: list[Block], speech: Language) -> list[Block]:
    """Put a bulleted list under the line that announces it."""
    found: list[Block] = []
    for block in blocks:
        owner = found[-1] if found else None
        if owner and block.kind == BlockKind.ITEM and _announces(owner, block, speech):
            found[-1] = replace(owner, children=(*owner.children, block))
        else:
            found.append(block)
    return found


def _announces(owner: Block, item: Block, speech: Language) -> bool:
    if owner.kind not in (BlockKind.LINE, BlockKind.QUOTE) or not owner.text or skipped.reason(owner):
        return False
    if any(child.kind != BlockKind.ITEM for child in owner.children):
        return False
    gap = item.span.first - span_of(owner).last
    if owner.children and owner.children[-1].level > owner.level >= item.level:
        return False
    if owner.children:  # the list that it has announced goes on
        return gap <= 2 and (bool(item.number) == bool(owner.children[-1].number))
    if item.level > owner.level and speech.is_term(owner.text.rstrip(":-–— ")) and gap <= 2:
        return True
    asks = owner.text.rstrip().endswith("?")
    return gap <= 2 and (is_lead_in(owner.text) or asks or (gap == 1 and speech.is_term(owner.text)))
