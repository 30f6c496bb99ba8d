"""Readers' verdicts to weights: what readers keep weighs for, on notes that were left out, and the threshold holds what it says."""

from __future__ import annotations

import json
import random

import pytest

pytest.importorskip("sklearn")

from generator.editor import train
from generator.editor.score import score

NOTES = tuple(f"n{at}.md" for at in range(12))


def verdicts(noise: float) -> list[train.Row]:
    """Return 480 candidates of which readers keep the defining ones and no blanks, but for some that they see otherwise."""
    rng = random.Random(7)
    rows = []
    for at in range(480):
        defines = rng.random() < 0.5
        kept = defines if rng.random() >= noise else not defines
        features = {
            "every card": 1.0,
            "defines": float(defines),
            "frame blank": float(not defines),
            "deep": rng.random(),
        }
        rows.append(train.Row(NOTES[at % len(NOTES)], features, kept))
    return rows


def test_what_readers_keep_weighs_for_and_what_they_reject_against() -> None:
    found = train.train(verdicts(0.1))
    weights = found.weights.weights
    assert weights["defines"] > 0.5 > -0.5 > weights["frame blank"]
    assert abs(weights.get("deep", 0.0)) < weights["defines"] / 2
    assert found.order > 0.85


def test_above_the_threshold_readers_kept_four_of_five() -> None:
    found = train.train(verdicts(0.15))
    assert 150 < found.above < 330
    assert found.kept_above >= train.ACCEPTED * found.above
    good = score({"every card": 1.0, "defines": 1.0, "deep": 0.5}, found.weights).value
    poor = score({"every card": 1.0, "frame blank": 1.0, "deep": 0.5}, found.weights).value
    assert good >= found.weights.threshold
    assert good > 0.5 > poor


def test_verdicts_without_a_pattern_give_no_order() -> None:
    assert 0.35 < train.train(verdicts(0.5)).order < 0.65


def test_a_file_of_verdicts_gives_the_file_of_weights() -> None:
    rows = verdicts(0.1)
    lines = [json.dumps({"note": row.note, "features": row.features, "kept": row.is_kept}) for row in rows]
    assert list(train.read([*lines, ""])) == rows
    made = json.loads(train.written(train.train(rows), rows))
    assert made["trained on"].startswith("480 candidates of 12 notes, judged by readers before any gate")
    assert set(made) == {"trained on", "reached", "threshold", "weights"}
    assert made["weights"]["defines"] > 0
