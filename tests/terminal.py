"""A real pseudo-terminal with a screen in it, to type into and to read from."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[1]
QUIET = 0.4  # seconds without output, after which a screen is done
PATIENCE = 60.0  # seconds, on a loaded machine


class Terminal:
    """Runs a command in a pseudo-terminal and draws what it prints."""

    def __init__(self, arguments: list[str], columns: int = 72, rows: int = 20, **environment: str) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.status: int | None = None
        self.pid, self.master = pty.fork()
        if not self.pid:
            _become(arguments, environment)
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def read(self, seconds: float) -> bool:
        """Draw what comes within the time; return whether anything came."""
        if self.status is not None or not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # how Linux says that the other end is gone
            data = b""
        if not data:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            return False
        self.output += data
        self.stream.feed(data)
        return True

    def wait(self, wanted: str) -> str:
        """Read until the screen is as wanted, or holds it, or patience ends; return the screen."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and wanted not in self.text() and self.status is None:
            self.read(0.05)
        return self.text() if self.text() == wanted else self.settle()

    def settle(self) -> str:
        """Read until nothing comes any more."""
        while self.read(QUIET):
            pass
        return self.text()

    def text(self) -> str:
        """Return the screen without spaces at the ends; a wide character's second column is no character."""
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def close(self) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)


def calm_zone() -> str:
    """Return a time zone in which no day of study begins soon: at four, what is due in ten minutes is tomorrow's."""
    return "Etc/GMT-6" if time.gmtime().tm_hour in (2, 3) else "UTC"


def _become(arguments: list[str], environment: dict[str, str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # the tests may run where Ctrl-C is ignored, as behind `nohup … &`
    plain = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
        "TZ": calm_zone(),
    }
    os.execvpe(sys.executable, [sys.executable, "-m", "tests.study_deck", *arguments], {**plain, **environment})
