"""Time `notedeck --help` and a cold build of the first note, as ratios to starting Python itself.

    python -m tests.benchmarks.cold

Every run is a process of its own. The build reads Korean with Kiwi, whose model takes most of its time to load.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "source_notes" / "kubernetes.md"


def _seconds(arguments: list[str], folder: Path) -> float:
    """Return the median wall time of ROUNDS runs."""
    taken = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=folder, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> int:
    """Print the medians and their ratios."""
    run = "import sys; from generator.cli import main; sys.exit(main())"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(NOTE, folder / "note.md")
        bare = _seconds(["-c", "import click"], folder)
        kiwi = _seconds(["-c", "from kiwipiepy import Kiwi; Kiwi().tokenize('노트')"], folder)
        shown = _seconds(["-c", run, "--help"], folder)
        built = _seconds(["-c", run, "build", "note.md", "-o", "deck.apkg", "--no-ledger"], folder)
    print(f"python and click  {bare:6.2f} s")
    print(f"--help            {shown:6.2f} s  {shown / bare:5.1f} x python and click")
    print(f"loading Kiwi      {kiwi:6.2f} s")
    print(f"build             {built:6.2f} s  {built / kiwi:5.1f} x loading Kiwi")
    return 0


if __name__ == "__main__":
    sys.exit(main())
