"""The standard streams as every command gets them: nothing printed is obeyed by the terminal, nothing stops on its encoding.

Whatever is printed goes through `visible`, so that no command has to think of it. What draws on the terminal by its own
escapes (`_terminal`) takes the stream below with `raw`, and makes its texts visible itself.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

from generator.visible import visible

# A text that the terminal's encoding does not have is written as JSON would: it stays readable, and JSON stays JSON.
_UNKNOWN_CHARACTERS = "notedeck.escaped"


class Visible:
    """A text stream that makes what is written to it visible, and is otherwise the stream below."""

    def __init__(self, below: Any) -> None:
        self.below = below

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("a text stream takes text")
        self.below.write(visible(text))
        return len(text)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.below, name)


def raw(stream: Any) -> Any:
    """Return the stream that takes escapes as they are."""
    return stream.below if isinstance(stream, Visible) else stream


def hold() -> None:
    """Open what was closed of the first three files: otherwise the next file, a database say, takes its number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


@contextlib.contextmanager
def safe() -> Iterator[None]:
    """Make the standard streams safe, and give them back as they were."""
    before = sys.stdin, sys.stdout, sys.stderr
    codecs.register_error(_UNKNOWN_CHARACTERS, _escaped)
    sys.stdin = before[0] or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - as the interpreter would have
    _settle(sys.stdin, "replace")
    sys.stdout, sys.stderr = (Visible(_settle(stream or _nowhere(), _UNKNOWN_CHARACTERS)) for stream in before[1:])
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


def _nowhere() -> Any:
    return open(os.devnull, "w", encoding="utf-8")


def _settle(stream: Any, errors: str) -> Any:
    """Have the stream replace what its encoding cannot hold; one that says ASCII means "unknown" and gets UTF-8."""
    with contextlib.suppress(AttributeError, TypeError, ValueError, OSError, LookupError):
        ascii_ = codecs.lookup(stream.encoding).name == "ascii"
        stream.reconfigure(errors=errors, **({"encoding": "utf-8"} if ascii_ else {}))
    return stream


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[at : at + 2].hex() for at in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end


def flushed() -> None:
    """Write out what is waiting, so that a full disk is told and not lost at the interpreter's end."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(ValueError):  # it was closed
            stream.flush()


def give_up() -> None:
    """Let what is still to be written go nowhere: its reader is gone, or its disk is full."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, raw(sys.stdout).fileno())
        os.close(nowhere)
