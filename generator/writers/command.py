"""`# 파드 목록 출력` / `kubectl get pods` -> "파드 목록을 출력하는 kubectl 명령은?", and back; or the option that tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Candidate, CommandLine, Fact
from generator.writers.desk import Desk, Writer, candidate

_OPTION = re.compile(r"(?<=\s)(--?[A-Za-z][\w-]*)(?=[\s=]|$)")


def _write(fact: Fact, desk: Desk) -> Iterator[Candidate]:
    assert isinstance(fact.value, CommandLine)
    command, purpose = fact.value.command, fact.value.purpose
    stem = desk.speech.command(purpose, fact.value.program)
    yield candidate(fact, "command", "purpose->command", stem, command, desk, hide=False)
    yield candidate(fact, "does", "command->purpose", desk.speech.does(command), purpose, desk, hide=False)
    for found in list(_OPTION.finditer(command))[:3]:
        gapped = f"{command[: found.start()]}____{command[found.end() :]}"
        yield candidate(fact, "option", "fill-blank", f"{purpose}: {gapped}", found[1], desk, start=found.start())


WRITER = Writer((CommandLine,), _write)
