"""`# 파드 목록 출력` / `kubectl get pods` -> "파드 목록을 출력하는 kubectl 명령은?", and back."""

from __future__ import annotations

from collections.abc import Iterator

from generator import unsaid
from generator.model import Candidate, CommandLine, Fact
from generator.writers.desk import Desk, Writer, candidate


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, CommandLine)
    command, purpose = fact.value.command, fact.value.purpose
    program = "" if unsaid.is_alone(fact.value) else fact.value.program
    stem = desk.speech.command(purpose, program)
    if not stem:
        return
    needed = unsaid.shown(fact.value, desk.domain)
    if needed:  # values that nobody can guess stand in brackets
        stem = f"{stem} {desk.speech.given(needed)}"
    yield candidate(fact, "command", "purpose->command", stem, command, desk, hide=False)
    yield candidate(fact, "does", "command->purpose", desk.speech.does(command), purpose, desk, hide=False)


WRITER = Writer((CommandLine,), _write)
