"""The two remarks that every rule about kubectl may make."""

from __future__ import annotations

from generator.domains.kubernetes.invocation import Given, Invocation
from generator.knowledge import Remark
from generator.model import Severity


def error(start: int, end: int, code: str, message: str, right: str = "", *, certain: bool = True) -> Remark:
    """Return an error, certain if there is a right form."""
    return Remark(start, end, Severity.ERROR, code, message, right, certain and bool(right))


def missing(one: Invocation, what: str) -> Remark:
    """Say what the command needs and has not."""
    message = f'"kubectl {one.command.name}" needs {what}'
    return error(one.words[0].start, one.words[-1].end, "kubectl-missing-argument", message, certain=False)


def before_value(given: Given) -> str:
    """Return the flag as given up to its value."""
    if given.end > given.word.end:
        return f"{given.word.text} "
    return given.word.text.removesuffix(given.value or "")
