"""Find the one known name that a misspelt word is near to."""

from __future__ import annotations

from collections.abc import Iterable


def distance(one: str, other: str, limit: int) -> int:
    """Return the edit distance, swapped neighbours counting one, or `limit + 1` if it is more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        line = [row]
        for at, match in enumerate(other, 1):
            cost = min(above[at] + 1, line[at - 1] + 1, above[at - 1] + (char != match))
            if row > 1 and at > 1 and char == other[at - 2] and one[row - 2] == match:
                cost = min(cost, before[at - 2] + 1)
            line.append(cost)
        if min(line) > limit:
            return limit + 1
        before, above = above, line
    return min(above[-1], limit + 1)


def nearest(word: str, names: Iterable[str]) -> str:
    """Return the one name that is nearer than all others, or an empty string."""
    if len(word) < 3:
        return ""
    limit = 1 if len(word) < 5 else 2
    ranked = sorted((distance(word, name, limit), name) for name in set(names) if len(name) > 2)
    if not ranked or ranked[0][0] > limit:
        return ""
    return "" if len(ranked) > 1 and ranked[1][0] == ranked[0][0] else ranked[0][1]
