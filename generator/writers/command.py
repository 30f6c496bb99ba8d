"""`# 파드 목록 출력` / `kubectl get pods` -> "파드 목록을 출력하는 kubectl 명령은?", and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import unsaid
from generator.model import Candidate, CommandLine, Fact
from generator.writers.desk import Desk, Writer, candidate

_PLACEHOLDERS = re.compile(r"<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\]|[가-힣_]+")


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, CommandLine)
    command, purpose = fact.value.command, fact.value.purpose
    bare = _PLACEHOLDERS.sub(" ", command).split()
    program = "" if bare == [fact.value.program] else fact.value.program  # "mkdir [폴더]" is its own answer
    stem = desk.speech.command(purpose, program)
    if not stem:
        return
    needed = unsaid.shown(fact.value, desk.domain)
    if needed:  # values that nobody can guess stand in brackets
        stem = f"{stem} ({', '.join(needed)})"
    yield candidate(fact, "command", "purpose->command", stem, command, desk, hide=False)
    yield candidate(fact, "does", "command->purpose", desk.speech.does(command), purpose, desk, hide=False)


WRITER = Writer((CommandLine,), _write)
