"""Absolute faults, one a module, found by being there."""

from __future__ import annotations

import sys
from functools import cache

from generator import plugins
from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.model import Candidate

__all__ = ["Fault", "faults", "find"]


@cache
def faults() -> dict[str, Fault]:
    """Return all faults by name."""
    return plugins.find(sys.modules[__name__], "FAULT")


def find(candidate: Candidate, desk: Desk) -> tuple[str, ...]:
    """Return the reasons for which a candidate can be no card; () where there are none."""
    return tuple(fault.reason for _name, fault in sorted(faults().items()) if fault.has(candidate, desk))
