"""`# front-end Deployment를 롤백` over `kubectl rollout undo deployment/frontend`: a comment and its command disagree.

A name in a comment that is a name of the command but for a hyphen or an underscore, or for one letter, names another
object. Nobody can tell which is right from the outside, so both are shown; the card follows the command, which is what
will be typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import near, shell
from generator.checks import lines
from generator.checks.names import Known, is_known, known
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE = "comment-command"
_NAME = re.compile(r"(?<![\w./:@=<{$-])[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*(?![\w/:@=(>}]|-\w|\.\w)")
_PART = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def find(note: Note) -> Iterator[Finding]:
    """Compare the comments over and behind each command with it."""
    names = known(note.domain)
    for fence in lines.fences(note.source):
        if fence.info in shell.SHELLS or not fence.info:
            above: list[shell.Line] = []
            for line in shell.read("\n".join(fence.body), fence.info):
                if line.kind == "command":
                    for comment in above:
                        yield from _compare(note, fence.first + 1 + comment.first, "", line.text, names)
                    if line.comment:
                        yield from _compare(note, fence.first + 1 + line.first, line.comment, line.text, names)
                above = [*above, line] if line.kind == "comment" else []


def _compare(note: Note, number: int, comment: str, command: str, names: Known) -> Iterator[Finding]:
    text = note.source.lines[number - 1]
    begin = text.rfind(comment) if comment else 0
    arguments = _arguments(command, note.domain.names)
    spelt = {part.casefold() for part in _PART.findall(command)}
    for match in _NAME.finditer(text, max(begin, 0)):
        word = match.group()
        right = "" if word.casefold() in spelt else _meant(word, arguments, names)
        if right:
            message = f'the comment says "{word}", the command "{right}": two different names; write one of them'
            hyphen = _bare(word) == _bare(right)
            yield lines.finding(
                note, number, match.start(), word, Severity.WARNING, CODE, message, right, certain=hyphen
            )


def _arguments(command: str, names: frozenset[str]) -> list[str]:
    """Return the names in a command's arguments: no program, subcommand, flag or known name."""
    words = command.split()[2:]
    named = {name.casefold() for name in names}
    values = [word.partition("=")[2] if word.startswith("-") else word for word in words]
    parts = [part.strip("-_") for value in values for part in _PART.findall(value)]
    return [part for part in parts if part.casefold() not in named]


def _bare(word: str) -> str:
    return re.sub(r"[-_]", "", word).casefold()


def _meant(word: str, arguments: list[str], names: Known) -> str:
    if len(word) < 4 or (is_known(word, names) and "-" not in word and "_" not in word):
        return ""
    for argument in arguments:
        if _bare(argument) == _bare(word) and word.casefold() != argument.casefold():
            return argument
    return next((argument for argument in arguments if not is_known(word, names) and _slip(word, argument)), "")


def _slip(word: str, argument: str) -> bool:
    """Whether two names differ by one letter inside: not by a plural, a number or a suffix."""
    one, other = word.casefold(), argument.casefold()
    inside = near.shared_start(one, other) >= 2 and near.shared_end(one, other) >= 2
    return len(one) >= 6 and inside and one.isalpha() and other.isalpha() and near.distance(one, other, 1) == 1


CHECK = Check((CODE,), find)
