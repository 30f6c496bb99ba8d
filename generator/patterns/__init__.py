"""Nodes to Facts: one way of stating a module, found by being there. A pattern reads roles, never a language's words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache

from generator import plugins
from generator.model import Fact, Node, Role
from generator.patterns.site import Note, Pattern, walk

__all__ = ["Note", "extract", "patterns"]


@cache
def patterns() -> dict[str, Pattern]:
    """Return all patterns by name."""
    return plugins.find(sys.modules[__name__], "PATTERN")


def extract(root: Node, note: Note) -> Iterator[Fact]:
    """Yield what a note states, in document order; one line may state several facts."""
    by_role: dict[Role, list[Pattern]] = {}
    for _name, pattern in sorted(patterns().items()):
        for role in pattern.roles:
            by_role.setdefault(role, []).append(pattern)
    for site in walk(root, note):
        for pattern in by_role.get(site.node.role, ()):
            yield from pattern.find(site)
