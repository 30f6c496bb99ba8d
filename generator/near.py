"""How far two words are apart: edits of one letter, a swap of neighbours counted once."""

from __future__ import annotations

from rapidfuzz.distance import OSA


def distance(one: str, other: str, limit: int) -> int:
    """Return the optimal-string-alignment distance, or `limit + 1` as soon as it is known to be larger."""
    if one == other or limit < 0:
        return 0
    return OSA.distance(one, other, score_cutoff=limit)


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
