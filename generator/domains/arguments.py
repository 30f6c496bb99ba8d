"""`docker run --name web nginx` -> ("web", "nginx"): the values of a command that only its own case gives."""

from __future__ import annotations

from functools import lru_cache

from generator.domains import calls
from generator.domains.coded import hooks
from generator.domains.words import split
from generator.domains.wrappers import strip


@lru_cache(maxsize=1024)
def values(line: str) -> tuple[str, ...] | None:
    """Return the arguments of a command and the values of its options; None where its program has no data.

    Subcommands and options are the program's own and no values.
    """
    found: list[str] = []
    for simple in split(line):
        own = next((said for hook in hooks("values_of") if (said := hook(simple)) is not None), None)
        if own is not None:
            found += own
            continue
        call = calls.read(strip(simple.words)[0])
        if call is None:
            return None
        found += [word.text for word in (*call.rest, *(call.literal or ()))]
        found += [given.value for given in call.given if given.value]
    return tuple(found)
