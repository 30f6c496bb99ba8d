"""Kill study sessions at random moments, two at a time on one log, and count what was lost or doubled.

    python -m tests.benchmarks.kill_sessions [SESSIONS] [SEED]

A review counts as promised once the next question is shown. Every promised one must be in the log, none twice.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
DECK = "60000"  # cards: more than a run can answer
PATIENCE = 60.0  # seconds until the first question, on a busy machine


@dataclass
class Session:
    """A session that is fed through a pipe until it is killed."""

    name: str
    process: subprocess.Popen[bytes]
    sent: list[str] = field(default_factory=list)
    promised: list[str] = field(default_factory=list)

    def feed(self) -> None:
        """Answer every question with a text of its own, as fast as the session asks."""
        assert self.process.stdout
        assert self.process.stdin
        seen = b""
        try:
            while chunk := self.process.stdout.read(65536):
                seen += chunk
                if seen.endswith(b"> "):
                    self.promised = self.sent[:]
                    self.sent.append(f"{self.name}-{len(self.sent)}")
                    self._write(self.sent[-1])
                    seen = b""
                elif seen.endswith(b"] "):
                    self._write("4")
                    seen = b""
        except (BrokenPipeError, ValueError):
            pass

    def _write(self, text: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{text}\n".encode())
        self.process.stdin.flush()


def _start(name: str, db: Path) -> Session:
    arguments = ["study", DECK, "--db", str(db), "--new", "99999", "--reviews", "99999"]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.study_deck", *arguments],
        cwd=db.parent, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
    )  # fmt: skip
    return Session(name, process)


def _kill_pair(number: int, db: Path, dice: random.Random) -> list[Session]:
    pair = [_start(f"s{number}", db), _start(f"s{number + 1}", db)]
    readers = [threading.Thread(target=session.feed) for session in pair]
    for reader in readers:
        reader.start()
    for session in pair:
        if dice.random() < 0.9:  # the others are killed while they start
            _await_question(session)
        time.sleep(dice.random() * 0.4)
        session.process.kill()
    for session, reader in zip(pair, readers, strict=True):
        session.process.wait()
        reader.join()
    return pair


def _await_question(session: Session) -> None:
    end = time.monotonic() + PATIENCE
    while not session.sent and session.process.poll() is None and time.monotonic() < end:
        time.sleep(0.005)


def run(sessions: int, seed: int) -> dict[str, int]:
    """Kill so many sessions and return the counts."""
    dice = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "reviews.sqlite3"
        killed = [session for number in range(0, sessions, 2) for session in _kill_pair(number, db, dice)]
        connection = sqlite3.connect(db)
        found = Counter(text for (text,) in connection.execute("SELECT response FROM events WHERE kind = 'review'"))
        sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        connection.close()
    promised = [text for session in killed for text in session.promised]
    sent = {text for session in killed for text in session.sent}
    return {
        "sessions": len(killed),
        "killed while asking": sum(bool(session.sent) for session in killed),
        "promised": len(promised),
        "in the log": sum(found.values()),
        "lost": sum(not found[text] for text in promised),
        "doubled": sum(count > 1 for count in found.values()),
        "never sent": sum(text not in sent for text in found),
        "unsound": int(not sound),
    }


if __name__ == "__main__":
    counts = run(*(int(argument) for argument in sys.argv[1:3])) if len(sys.argv) > 2 else run(100, 1)
    for name, count in counts.items():
        print(f"{name:>20} {count}")
    bad = counts["lost"] + counts["doubled"] + counts["never sent"] + counts["unsound"]
    sys.exit(1 if bad or not counts["promised"] else 0)
