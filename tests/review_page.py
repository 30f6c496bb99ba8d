"""A review page to test: the real command in a process of its own, and a browser."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
ROOT = Path(__file__).parent.parent


@contextlib.contextmanager
def serving(folder: Path, *call: str) -> Iterator[str]:
    """Run `notedeck CALL` in a folder, yield the address that it prints, and end it as Ctrl-C does."""
    paths = {"PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(folder / ".data"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "generator", *call, "--no-browser"]
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, **paths}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        try:
            first = process.stdout.readline().strip()
            assert first.startswith("http://127.0.0.1:"), first + process.stdout.read()
            yield first
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            finally:
                process.kill()
