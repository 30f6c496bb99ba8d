"""What holds for every test."""

from __future__ import annotations

import signal

from hypothesis import settings

# How long an example takes says more of the machine's load than of the code; a test that hangs is ended by its timeout.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

# Behind `nohup … &` Ctrl-C is ignored, and so it would be in each program that a test starts and interrupts.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
