"""The command. Nothing is imported before Ctrl-C is silent: while starting, it ends the program without a word."""

import signal
import sys

_STARTING = signal.getsignal(signal.SIGINT)
if _STARTING is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run() -> None:
    """Run the installed command: `notedeck`, or `python -m generator`."""
    from generator.cli import main
    from generator.cli._streams import hold

    hold()
    if _STARTING is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    status = main()
    if _STARTING is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(status)


if __name__ == "__main__":
    run()
