"""Replay revisions of a note, each with the ledger of the one before: python -m tests.benchmarks.replay FOLDER… [--pairs].

FOLDER holds 01.md, 02.md, …; each is built as the same note. Printed per history: facts of the last revision, and over
all steps how many were identical, edited and kept, new, lost. Whether "edited and kept" is right and "lost" was wrong is
for a reader: `--pairs` prints each pair, and beside each fact lost the new fact most like it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from generator.ledger import Change, Identified, empty, identify, read, write
from generator.ledger.match import likeness
from tests.notes_by_line import cards_of
from tests.pipeline_cards import pipeline_cards
from tests.truth import Extract


def main() -> None:
    """Print a line a history, and its pairs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--by-line", action="store_true", help="one fact a line instead of the real pipeline")
    options = parser.parse_args()
    extract = cards_of if options.by_line else pipeline_cards
    for folder in options.folders:
        counts: Counter[str] = Counter()
        facts = 0
        for name, changes in _steps(folder, extract):
            facts = sum(change.new is not None for change in changes)
            counts.update(_outcome(change) for change in changes)
            if options.pairs:
                _print_pairs(f"{folder.name} {name}", changes)
        print(f"{folder.name}: {facts} facts; " + ", ".join(f"{word} {counts[word]}" for word in OUTCOMES))


OUTCOMES = ("identical", "moved", "edited and kept", "returned", "new", "lost")


def _steps(folder: Path, extract: Extract) -> list[tuple[str, tuple[Change, ...]]]:
    ledger, steps = empty(folder.name), []
    for now, path in enumerate(sorted(folder.glob("*.md")), 1):
        built: Identified = identify(extract({f"{folder.name}.md": path.read_text()}), ledger, now)
        ledger = read(write(built.ledger), "ledger")
        if now > 1:
            steps.append((path.name, built.changes))
    return steps


def _outcome(change: Change) -> str:
    old, new = change.old, change.new
    if old is None:
        return "new"
    if new is None:
        return "lost"
    if old.retired:
        return "returned"
    if old.text != new.text:
        return "edited and kept"
    return "moved" if old.topic != new.topic else "identical"


def _print_pairs(name: str, changes: tuple[Change, ...]) -> None:
    fresh = [change.new.text for change in changes if change.new and not change.old]
    for change in changes:
        word = _outcome(change)
        if change.old and change.new and change.old.text != change.new.text:
            print(f"{name} {word}\n    - {change.old.text}\n    + {change.new.text}")
        elif change.old and not change.new:
            near = max(fresh, key=lambda text: likeness(text, change.entry.text), default="")
            print(f"{name} lost\n    - {change.old.text}\n    ? {near}")


if __name__ == "__main__":
    main()
