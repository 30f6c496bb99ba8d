"""An opening ` ``` ` without its closing one: everything below it is taken for code.

Where a second opening mark with a language follows inside, the first is the one left open.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE = "open-fence"
_LANGUAGES = frozenset(
    """
    yaml yml json toml ini xml html css python py java javascript js typescript ts go rust c cpp sql mysql dockerfile
    kotlin ruby php diff hcl text mermaid
    """.split()
) | (lines.SHELLS - {""})


def find(note: Note) -> Iterator[Finding]:
    """Report a code block that nothing closes."""
    for fence in lines.fences(note.source):
        mark = lines.OPENING.match(note.source.lines[fence.first - 1])
        name, start = (mark["mark"], mark.start("mark")) if mark else ("```", 0)
        if not fence.closed or any(_opens(text, name) for text in fence.body):
            message = f'the code block that "{name}" opens here is never closed; write "{name}" under its last line'
            yield lines.finding(note, fence.first, start, name, Severity.ERROR, CODE, message)
            if not fence.closed:
                return


def _opens(text: str, outer: str) -> bool:
    """Whether a line inside code opens another block: the same mark with a known language right behind it."""
    mark = lines.OPENING.match(text)
    return bool(mark and mark["mark"] == outer and mark["info"].lower() in _LANGUAGES)


CHECK = Check((CODE,), find)
