"""What an absolute fault is: it vetoes a candidate, whatever its score."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.editor.desk import Desk
from generator.model import Candidate


@dataclass(frozen=True, slots=True)
class Fault:
    """`reason` is what `cards --why` and `coverage` say of it."""

    reason: str
    has: Callable[[Candidate, Desk], bool]
