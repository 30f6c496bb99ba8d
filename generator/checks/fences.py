"""An opening ` ``` ` without its closing one: everything below it is taken for code.

Where a second opening mark with a language follows inside, the first is the one left open.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE = "open-fence"


def find(note: Note) -> Iterator[Finding]:
    """Report a code block that nothing closes."""
    for fence in lines.fences(note.source):
        inner = next((text for text in fence.body if _opens(text)), "")
        if not fence.closed or inner:
            text = note.source.lines[fence.first - 1]
            mark = lines.OPENING.match(text)
            start = mark.start("mark") if mark else 0
            name = mark["mark"] if mark else "```"
            message = f'the code block that "{name}" opens here is never closed; write "{name}" under its last line'
            yield lines.finding(note, fence.first, start, name, Severity.ERROR, CODE, message)
            if not fence.closed:
                return


def _opens(text: str) -> bool:
    """Whether a line inside code opens another block: a mark with a known language right behind it."""
    mark = lines.OPENING.match(text)
    return bool(mark and mark["info"].lower() in (lines.SHELLS | {"yaml", "yml", "json", "python"}) - {""})


CHECK = Check((CODE,), find)
