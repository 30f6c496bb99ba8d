"""Sessions killed at random moments lose nothing; the full count is in benchmarks/kill_sessions.py."""

from __future__ import annotations

from tests.benchmarks import kill_sessions


def test_nothing_promised_is_lost() -> None:
    counts = kill_sessions.run(6, seed=7)
    assert counts["promised"] > 0
    assert (counts["lost"], counts["doubled"], counts["never sent"], counts["unsound"]) == (0, 0, 0, 0)
