"""The best assignment of pairs: each side is taken once, and the sum of their weights is the greatest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

Pair = tuple[int, int]
EXACT = 40  # a component with more on its smaller side goes best-first: exact costs the cube


def assign(weights: Mapping[Pair, float]) -> dict[int, int]:
    """Return right -> left of the best pairs; `weights` holds the pairs that may be, all above 0."""
    found: dict[int, int] = {}
    for component in _components(weights):
        lefts, rights = {left for left, _ in component}, {right for _, right in component}
        best = _hungarian if min(len(lefts), len(rights)) <= EXACT else _best_first
        found.update(best({pair: weights[pair] for pair in component}))
    return found


def _components(pairs: Mapping[Pair, float]) -> Iterator[list[Pair]]:
    """Yield the pairs that hang together by their ends; a left end is numbered from -1 down to tell it from a right one."""
    of_end: dict[int, list[Pair]] = defaultdict(list)
    for pair in sorted(pairs):
        of_end[-1 - pair[0]].append(pair)
        of_end[pair[1]].append(pair)
    seen: set[int] = set()
    for start in sorted(pairs):
        stack: list[int] = [-1 - start[0]]
        component: list[Pair] = []
        while stack:
            end = stack.pop()
            if end in seen:
                continue
            seen.add(end)
            component += of_end[end] if end < 0 else ()
            stack += [right if end < 0 else -1 - left for left, right in of_end[end]]
        if component:
            yield sorted(component)


def _best_first(weights: Mapping[Pair, float]) -> dict[int, int]:
    found: dict[int, int] = {}
    lefts: set[int] = set()
    for left, right in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        if right not in found and left not in lefts:
            found[right] = left
            lefts.add(left)
    return found


def _hungarian(weights: Mapping[Pair, float]) -> dict[int, int]:
    """Kuhn and Munkres with potentials; a pair that may not be weighs 0 and is left out of the answer."""
    if len(weights) == 1:
        ((left, right),) = weights
        return {right: left}
    lefts, rights = sorted({left for left, _ in weights}), sorted({right for _, right in weights})
    if len(lefts) > len(rights):
        turned = _hungarian({(right, left): weight for (left, right), weight in weights.items()})
        return {right: left for left, right in turned.items()}
    cost = [[-weights.get((left, right), 0.0) for right in rights] for left in lefts]
    pairs = ((lefts[row], rights[column]) for column, row in enumerate(_rows(cost)) if row >= 0)
    return {right: left for left, right in pairs if (left, right) in weights}


def _rows(cost: list[list[float]]) -> list[int]:
    """Return for each column its row in the cheapest assignment, or -1; there are no more rows than columns."""
    width = len(cost[0])
    row_price, column_price = [0.0] * len(cost), [0.0] * (width + 1)
    row_of = [-1] * (width + 1)  # the last column is where each new row starts
    for row in range(len(cost)):
        row_of[width] = row
        column, came = width, [width] * width
        slack, done = [float("inf")] * width, [False] * (width + 1)
        while row_of[column] >= 0:
            done[column] = True
            at = row_of[column]
            for other in range(width):
                reduced = cost[at][other] - row_price[at] - column_price[other]
                if not done[other] and reduced < slack[other]:
                    slack[other], came[other] = reduced, column
            following = min((other for other in range(width) if not done[other]), key=slack.__getitem__)
            step = slack[following]
            for other in range(width + 1):
                if done[other]:
                    row_price[row_of[other]] += step
                    column_price[other] -= step
                elif other < width:
                    slack[other] -= step
            column = following
        while column != width:
            row_of[column] = row_of[came[column]]
            column = came[column]
    return row_of[:width]
