"""Replay a learner's verdicts: what the editor would show after learning from half of the notes, on the other half.

    python -m tests.benchmarks.learning VERDICTS.jsonl [RUNS]

A line is `{"note": …, "frame": …, "score": …, "verdict": "keep" or "hide"}`, with the score by the shipped weights; what
stands below the shipped threshold was never shown, and counts only where learning would show it. Whole notes are
either learned from or judged. Exit status 1 where the accepted share of what is shown does not rise.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from generator.editor.learn import Taste, Verdict, learn
from generator.editor.score import shipped


class Row(NamedTuple):
    """One verdict with its note."""

    note: str
    verdict: Verdict


def read(path: Path) -> list[Row]:
    """Read the verdicts of one learner."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Row(row.get("note", ""), Verdict(row["frame"], row["score"], row["verdict"] == "keep")) for row in rows]


def shown(rows: Sequence[Row], taste: Taste) -> list[Row]:
    """Return what passes the learner's threshold with the learner's weights."""
    return [row for row in rows if taste.score(row.verdict.frame, row.verdict.score) >= taste.weights.threshold]


def replay(rows: Sequence[Row], rng: random.Random) -> tuple[list[Row], list[Row]]:
    """Return what is shown of half of the notes without and with what the verdicts on the other half say."""
    notes = sorted({row.note for row in rows})
    rng.shuffle(notes)
    learned = set(notes[: len(notes) // 2])
    plain = Taste(shipped())
    seen = shown([row for row in rows if row.note in learned], plain)
    rest = [row for row in rows if row.note not in learned]
    return shown(rest, plain), shown(rest, learn([row.verdict for row in seen], shipped()))


def accepted(rows: Sequence[Row]) -> float:
    """Return the share that was kept."""
    return sum(row.verdict.is_kept for row in rows) / len(rows) if rows else 0.0


def main(arguments: Sequence[str]) -> int:
    """Print both shares over all runs; return 1 where learning does not help."""
    rows, runs, rng = read(Path(arguments[0])), int(arguments[1]) if len(arguments) > 1 else 200, random.Random(1)
    before, after = map(list, zip(*(replay(rows, rng) for _run in range(runs)), strict=True))
    all_before, all_after = ([row for run in part for row in run] for part in (before, after))
    better = sum(accepted(two) > accepted(one) for one, two in zip(before, after, strict=True))
    worse = sum(accepted(two) < accepted(one) for one, two in zip(before, after, strict=True))
    lost = 1 - sum(r.verdict.is_kept for r in all_after) / max(1, sum(r.verdict.is_kept for r in all_before))
    print(f"{len(rows)} verdicts of {len({row.note for row in rows})} notes, {runs} splits")
    print(f"accepted among what is shown: {accepted(all_before):.3f} without, {accepted(all_after):.3f} with learning")
    print(f"better in {better} splits, worse in {worse}; good cards no longer shown: {lost:.3f}")
    return 0 if accepted(all_after) > accepted(all_before) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
