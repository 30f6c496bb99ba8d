"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes says more of the machine's load than of the code; a test that hangs is ended by its timeout.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
