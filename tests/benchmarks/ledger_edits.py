"""How many facts keep their id through edits: python -m tests.benchmarks.ledger_edits NOTES… [--seeds N] [--show]."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from tests.edits import EDITS
from tests.notes_by_line import cards_of
from tests.pipeline_cards import pipeline_cards
from tests.truth import Verdict, rebuilt


def main() -> None:
    """Print a line an edit, and one for twenty edits at once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("notes", nargs="+", type=Path)
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--show", action="store_true", help="print the facts that were lost or wrongly kept")
    parser.add_argument("--by-line", action="store_true", help="one fact a line instead of the real pipeline")
    options = parser.parse_args()
    extract = cards_of if options.by_line else pipeline_cards
    total = Verdict()
    for name in EDITS:
        verdict = _measured(options.notes, options.seeds, extract, lambda rng, name=name: [name])
        total.add(verdict)
        _print(name, verdict, options.show)
    _print("ALL SINGLE", total, False)
    _print(
        "TWENTY",
        _measured(options.notes, options.seeds, extract, lambda rng: rng.choices(sorted(EDITS), k=20)),
        options.show,
    )


def _measured(paths, seeds, extract, plan) -> Verdict:  # type: ignore[no-untyped-def]
    verdict = Verdict()
    for path in paths:
        texts = {f"notes/{path.name}": path.read_text()}
        for seed in range(seeds):
            verdict.add(rebuilt(texts, plan(random.Random(seed)), seed, extract))
    return verdict


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
