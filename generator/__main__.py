"""The command. Nothing is imported before Ctrl-C is silent: while starting, it ends the program without a word."""

import signal

_STARTING = signal.getsignal(signal.SIGINT)
if _STARTING is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import _thread  # noqa: E402
import contextlib  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
from collections.abc import Iterator  # noqa: E402

_A_MOMENT = 0.02  # seconds


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C raise KeyboardInterrupt, for whoever can tell of it; before and after, it ends the program."""
    if _STARTING is not signal.default_int_handler:  # whoever started it wants it ignored
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    told = sys.unraisablehook
    sys.unraisablehook = lambda lost: _interrupted_again() if lost.exc_type is KeyboardInterrupt else told(lost)
    try:
        yield
    finally:
        sys.unraisablehook = told
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _interrupted_again() -> None:
    """Raise an interrupt once more, a moment later, that came where Python can raise none: in a callback of an import, say."""
    again = threading.Timer(_A_MOMENT, _thread.interrupt_main)
    again.daemon = True
    again.start()


def run() -> None:
    """Run the installed command: `notedeck`, or `python -m generator`."""
    from generator.cli import main
    from generator.cli._streams import hold

    hold()
    sys.exit(main(within=_interruptible))


if __name__ == "__main__":
    run()
