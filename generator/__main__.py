"""The command. Nothing is imported before Ctrl-C is silent: while starting, it ends the program without a word."""

import signal

_STARTING = signal.getsignal(signal.SIGINT)
if _STARTING is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import contextlib  # noqa: E402
import sys  # noqa: E402
from collections.abc import Iterator  # noqa: E402


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C raise KeyboardInterrupt, for whoever can tell of it; before and after, it ends the program."""
    if _STARTING is not signal.default_int_handler:  # whoever started it wants it ignored
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def run() -> None:
    """Run the installed command: `notedeck`, or `python -m generator`."""
    from generator.cli import main
    from generator.cli._streams import hold

    hold()
    sys.exit(main(within=_interruptible))


if __name__ == "__main__":
    run()
