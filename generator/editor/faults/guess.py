"""`docker run --name web nginx` for "컨테이너 실행": values of one case that the question does not name and nobody can guess."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate, CommandLine
from generator.names import mentions, names_of, squeezed

# A value that stands for any: <name>, {name}, [NAME], NAME, file1, -, ., /, ~, *.
_ANY = re.compile(r"<.*>|\{.*\}|\[.*\]|[A-Z][A-Z_]+|[.~/*-]+|\.\./?|/?(?:bin/)?(?:ba)?sh|file\d?|\d")
MOST = 0  # values that may stay unsaid
MOST_SHOWN = 1  # where the command is shown


def _has(candidate: Candidate, desk: Desk) -> bool:
    value = candidate.fact.value
    if not isinstance(value, CommandLine) or candidate.direction not in ("purpose->command", "command->purpose"):
        return False
    return len(unsaid(value, desk)) > (MOST if candidate.direction == "purpose->command" else MOST_SHOWN)


def unsaid(value: CommandLine, desk: Desk) -> list[str]:
    """Return the values of a command that its purpose does not name."""
    words = desk.domain.values_of(value.command)
    if words is None:
        words = _arguments(value.command)
    return [word for word in words if not _ANY.fullmatch(word) and not _said(word, value.purpose, desk)]


def _arguments(command: str) -> tuple[str, ...]:
    """Return the arguments of a program of which there is no data: a plain second word is taken for a subcommand."""
    words = command.split()
    first = 2 if len(words) > 1 and re.fullmatch(r"[a-z-]+", words[1]) else 1
    return tuple(word for word in words[first:] if not word.startswith("-"))


def _said(word: str, purpose: str, desk: Desk) -> bool:
    """Whether a purpose names a value, its parts, or another name of it: 파드 for pod."""
    parts = [part for part in re.split(r"[=/:,@]", word) if part and not re.fullmatch(r"\d|v\d+|latest", part)]
    return all(_named(part, purpose, desk) for part in parts)


def _named(part: str, purpose: str, desk: Desk) -> bool:
    if squeezed(part.strip("'\"")) in squeezed(purpose):
        return True
    if re.fullmatch(r"(?:wide|yaml|json|name|all|default|root|localhost)", part):
        return True
    singular = part.removesuffix("s")
    return any(mentions(purpose, name) for one in (part, singular) for name in names_of(one, desk.domain))


FAULT = Fault("values that nobody can guess", _has)
