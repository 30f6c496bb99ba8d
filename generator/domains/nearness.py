"""Find the one known name that a misspelt word is near to."""

from __future__ import annotations

from collections.abc import Iterable

from generator.near import distance


def near_names(word: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are nearest, all equally far: one letter off in a short word, two in a longer one."""
    if len(word) < 3:
        return ()
    limit = 1 if len(word) < 5 else 2
    ranked = [(distance(word, name, limit), name) for name in set(names) if len(name) > 2]
    least = min((far for far, _name in ranked), default=limit + 1)
    return tuple(sorted(name for far, name in ranked if far == least)) if least <= limit else ()


def nearest(word: str, names: Iterable[str]) -> str:
    """Return the one name that is nearer than all others, or an empty string."""
    found = near_names(word, names)
    return found[0] if len(found) == 1 else ""
