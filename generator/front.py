"""The context line: "SELinux › 동작 모드", the path of topic words shown over a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

LONGEST = 44  # characters of a whole context line
MOST = 3  # steps
ARROW = " › "
LEAST_HIDDEN = 2  # letters of a name that is looked for in a step


def flat(text: str) -> str:
    """Return a text in one case without spaces and marks."""
    return re.sub(r"[\s\W_]+", "", text.casefold())


def joined(path: Sequence[str]) -> str:
    """Return at most three steps and 44 characters; the innermost stay, and no step says what a step further in says."""
    steps: list[str] = []
    for step in reversed(path):
        inside, bare = flat(step), flat(re.sub(r"\s*\([^)]*\)", "", step))
        if not inside or any((bare or inside) in flat(inner) for inner in steps):
            continue
        if len(steps) == MOST or len(ARROW.join([step, *steps])) > LONGEST:
            break
        steps.insert(0, step)
    return ARROW.join(steps)


def line(path: Sequence[str], hidden: Iterable[str] = ()) -> str:
    """Return the context line without the steps that hold one of the hidden names, which would be the answer."""
    names = [name for name in map(flat, hidden) if len(name) >= LEAST_HIDDEN]
    return joined([step for step in path if not any(_tells(step, name) for name in names)])


def _tells(step: str, name: str) -> bool:
    inside = flat(step)
    return name in inside or (len(inside) >= 3 and inside in name)
