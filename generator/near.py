"""How far two words are apart: edits of one letter, a swap of neighbours counted once."""

from __future__ import annotations


def distance(one: str, other: str, limit: int) -> int:
    """Return the optimal-string-alignment distance, or `limit + 1` as soon as it is known to be larger."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i, *([0] * len(other))]
        for j, b in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                row[j] = min(row[j], last[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def shared_start(one: str, other: str) -> int:
    """Count the letters that both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def shared_end(one: str, other: str) -> int:
    """Count the letters that both end in."""
    return shared_start(one[::-1], other[::-1])
