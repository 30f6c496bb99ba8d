"""`kubectl label pod web “app=web”`: a word processor's quotes, or a full-width blank, in a command.

To a shell they are letters like any other. Inside straight quotes they may be meant and are let be; a single quote that
stands alone is told, for nobody can say where its pair belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import shell
from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE = "typographic"
_STRAIGHT = str.maketrans(
    {**dict.fromkeys("“”„‟＂", '"'), **dict.fromkeys("‘’‚‛＇", "'"), "\u3000": " "}
    | {chr(0xFF01 + at): chr(0x21 + at) for at in range(94) if chr(0xFF01 + at) not in "＂＇"}
)
_ODD = re.compile("[“”„‟‘’‚‛\u3000！-～]")
_NAMES = (("“”„‟‘’‚‛", "typographic quotes"), ("\u3000", "full-width blanks"), ("", "full-width characters"))
_QUOTED = re.compile(r"\"[^\"]{0,500}\"|'[^']{0,500}'")
_SPAN = re.compile(r"(?<!`)(`{1,2})(?!`)([^`]{1,500})\1(?!`)")


def find(note: Note) -> Iterator[Finding]:
    """Report commands with characters that only look like a shell's."""
    for number, start, command in _commands(note):
        quoted = [found.span() for found in _QUOTED.finditer(command)]
        odd = [
            found.start()
            for found in _ODD.finditer(command)
            if not any(first <= found.start() < last for first, last in quoted)
        ]
        if odd:
            yield _finding(note, number, start + odd[0], command[odd[0] : odd[-1] + 1])


def _finding(note: Note, number: int, start: int, wrong: str) -> Finding:
    right = wrong.translate(_STRAIGHT)
    paired = all(right.count(mark) % 2 == 0 for mark in "\"'")
    what = next(name for chars, name in _NAMES if set(chars) & set(wrong) or not chars)
    shown = wrong.replace("\u3000", "␣")
    message = f'{what} in "{shown}": a shell takes them for letters; write "{right}"'
    return lines.finding(
        note, number, start, wrong, Severity.ERROR, CODE, message, right if paired else "", certain=paired
    )


def _commands(note: Note) -> Iterator[tuple[int, int, str]]:
    """Yield line, offset and text of what a shell would read: commands of fences, and code spans that are commands."""
    for fence in lines.fences(note.source):
        if (fence.info in lines.SHELLS or fence.info in shell.SHELLS) and any(map(_ODD.search, fence.body)):
            yield from _of_fence(note, fence)
    for line in lines.of(note.source):
        if line.place == "text" and "`" in line.text and _ODD.search(line.text):
            for found in _SPAN.finditer(line.text):
                if shell.is_command(found[2]):
                    yield line.number, found.start(2), found[2]


def _of_fence(note: Note, fence: lines.Fence) -> Iterator[tuple[int, int, str]]:
    for one in shell.read("\n".join(fence.body), fence.info):
        if one.kind == "command":
            for at in range(one.first, one.last - len(one.body) + 1):
                yield fence.first + 1 + at, 0, shell.split_comment(fence.body[at])[0]


CHECK = Check((CODE,), find)
