"""How many facts keep their id through edits: python -m tests.benchmarks.ledger_edits NOTES… [--seeds N] [--show]."""

from __future__ import annotations

import argparse
import itertools
import random
from pathlib import Path

from tests.edits import EDITS, IN_LINE
from tests.notes_by_line import cards_of
from tests.pipeline_cards import pipeline_cards
from tests.truth import Verdict, absent, rebuilt


def main() -> None:
    """Print a line an edit, and one for twenty edits at once, and one for lines that come back edited."""
    parser = argparse.ArgumentParser()
    parser.add_argument("notes", nargs="+", type=Path)
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--show", action="store_true", help="print the facts that were lost or wrongly kept")
    parser.add_argument("--by-line", action="store_true", help="one fact a line instead of the real pipeline")
    options = parser.parse_args()
    extract = cards_of if options.by_line else pipeline_cards
    total = Verdict()
    for name in EDITS:
        verdict = Verdict()
        for path, seed in itertools.product(options.notes, range(options.seeds)):
            verdict.add(rebuilt({f"notes/{path.name}": path.read_text()}, [name], seed, extract))
        total.add(verdict)
        _print(name, verdict, options.show)
    _print("ALL SINGLE", total, False)
    twenty = Verdict()
    for path, seed in itertools.product(options.notes, range(options.seeds)):
        plan = random.Random(seed).choices(sorted(EDITS), k=20)
        twenty.add(rebuilt({f"notes/{path.name}": path.read_text()}, plan, seed, extract))
    _print("TWENTY", twenty, options.show)
    returned = Verdict()
    for path, seed, name in itertools.product(options.notes, range(options.seeds), IN_LINE):
        returned.add(absent({f"notes/{path.name}": path.read_text()}, name, seed, extract))
    _print("ABSENT, EDITED", returned, options.show)


def _print(name: str, verdict: Verdict, show: bool) -> None:
    print(
        f"{name:20} persist {verdict.persist:7}  kept {verdict.share:8.3%}  lost {len(verdict.lost):5}  wrong {len(verdict.wrong):4}  turned {len(verdict.turned):4}"
    )
    if show:
        for word, pairs in (("wrong", verdict.wrong), ("lost", verdict.lost), ("turned", verdict.turned)):
            for old, new in pairs[:40]:
                print(f"   {word}:\n     - {old}\n     + {new}")


if __name__ == "__main__":
    main()
