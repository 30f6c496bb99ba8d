"""Time the check of 10,000 kubectl commands: `python -m tests.benchmarks.check_commands`; the aim is under 2 s."""

import time
from pathlib import Path

from generator.domains.kubernetes.commands import check_command, same_command

FOLDER = Path(__file__).parent.parent / "fixtures" / "kubectl"
COUNT = 10_000
AIM = 2.0  # seconds, for COUNT commands


def main() -> None:
    lines = [line for name in ("same.tsv", "different.tsv") for line in (FOLDER / name).read_text("utf-8").split("\n")]
    words = [part for line in lines for part in line.split("\t") if part]
    check_command(words[0])  # reads the reference
    began = time.perf_counter()
    for at in range(COUNT):
        check_command(words[at % len(words)])
    taken = time.perf_counter() - began
    began = time.perf_counter()
    for at in range(COUNT):
        same_command(words[at % len(words)], words[(at + 1) % len(words)])
    print(f"{COUNT} commands checked in {taken:.2f} s ({taken / AIM:.0%} of the aim)")
    print(f"{COUNT} pairs compared in {time.perf_counter() - began:.2f} s")


if __name__ == "__main__":
    main()
