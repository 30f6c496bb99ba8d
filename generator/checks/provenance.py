"""`Google Gemini` on a line of its own: what follows was copied from an AI tool and wants verifying.

Only a line that names a tool and nothing else is reported; a sentence about a tool is a study note like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Block, BlockKind, Severity, Source, Span

CODE = "ai-sourced"
_TOOL = (
    r"(?:google\s+)?gemini(?:\s+(?:advanced|pro|[\d.]+))*|(?:google\s+)?bard|(?:openai\s+)?chat\s?gpt(?:[\s-]?[\d.]+o?)?|gpt-?[\d.]+o?|"
    r"(?:anthropic\s+)?claude(?:\s+[A-Za-z\d.]+)*|(?:github\s+|microsoft\s+|ms\s+)?copilot|perplexity(?:\s+ai)?|bing\s+chat|"
    r"deepseek|뤼튼|클로바\s?x|제미나이|챗\s?gpt|챗지피티|클로드|코파일럿"
)
_LINE = re.compile(
    rf"[\s>*_#(\[\-–—]*(?:(?:출처|참고|답변|인용|source|by|from|via)\s*[:：]?\s*)?(?P<tool>{_TOOL})"
    r"(?:\s*(?:답변|의 답변|에게 물어봄|에게 질문|한테 물어봄|에 물어봄|가 알려준 내용|says|said|answers?|:))?[\s*_)\].:]*",
    re.IGNORECASE,
)
# A line that names a tool and nothing else is shorter than this, marks included.
LONGEST_LINE = 80


def find(note: Note) -> Iterator[Finding]:
    """Report lines that name an AI tool as the source."""
    for line in lines.of(note.source):
        if line.place == "text" and (match := _named(line.text)):
            message = f'what follows seems to be copied from "{match["tool"]}"; verify it'
            yield lines.finding(note, line.number, match.start("tool"), match["tool"], Severity.INFO, CODE, message)


def copied(source: Source, document: Block) -> tuple[tuple[Span, str], ...]:
    """Return what was copied from an AI tool, in order and apart: its lines, and the line that names the tool.

    It ends with the section, at a gap of two blank lines, or where the next tool is named.
    """
    named = [line.number for line in lines.of(source) if line.place == "text" and _named(line.text)]
    if not named:
        return ()
    texts = source.lines
    blank = [not text.strip() for text in (*texts, "", "")]
    gaps = [number for number in range(1, len(texts) + 1) if blank[number] and blank[number + 1]]
    ends = sorted({*gaps, *(line - 1 for line in (*_headings(document), *named)), len(texts)})
    spans = (Span(source.path, first, ends[bisect_right(ends, first - 1)]) for first in named)
    return tuple((span, texts[span.first - 1].strip(" >*_#-")) for span in spans)


def _headings(document: Block) -> Iterator[int]:
    waiting = [document]
    while waiting:
        block = waiting.pop()
        waiting += block.children
        if block.kind == BlockKind.HEADING:
            yield block.span.first


def _named(text: str) -> re.Match[str] | None:
    return _LINE.fullmatch(text) if len(text) < LONGEST_LINE else None


CHECK = Check((CODE,), find)
