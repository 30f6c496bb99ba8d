"""`Google Gemini` on a line of its own: what follows was copied from an AI tool and wants verifying.

Only a line that names a tool and nothing else is reported; a sentence about a tool is a study note like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

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


def find(note: Note) -> Iterator[Finding]:
    """Report lines that name an AI tool as the source."""
    for line in lines.of(note.source):
        match = _LINE.fullmatch(line.text) if line.place == "text" else None
        if match:
            message = f'what follows seems to be copied from "{match["tool"]}"; verify it'
            yield lines.finding(note, line.number, match.start("tool"), match["tool"], Severity.INFO, CODE, message)


CHECK = Check((CODE,), find)
