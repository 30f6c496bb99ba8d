"""Readers' verdicts to weights: `python -m generator.editor.train VERDICTS.jsonl > weights.json`, a tool for whoever writes rules.

A row of the verdicts is {"note": …, "kept": true, "features": {…}}: a candidate that a reader judged before any gate, with
what `features.measure` says of it. Whole notes are left out in turn, so that what is said of the weights is said of notes
that they have not seen. Needs scikit-learn (`pip install 'notedeck[train]'`); a build never does.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.editor.score import Weights, score, shipped

FOLDS = 10  # parts of the notes, each left out once
FEWEST = 12  # rows with a feature before it is given a weight
STRENGTHS = (0.02, 0.05, 0.1, 0.2, 0.5)  # how freely weights may leave 0; the best on held-out notes is taken
ACCEPTED = 0.8  # the share of cards that a reader is to keep


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate as it was measured, the note that it is of, and whether a reader kept it."""

    note: str
    features: dict[str, float]
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights, and what they reached on notes that were held out: the order of two cards, and how many stay above the threshold."""

    weights: Weights
    order: float  # the chance that a card that was kept stands above one that was not
    order_shipped: float
    above: int
    kept_above: int


def train(rows: Sequence[Row]) -> Trained:
    """Return the weights that order held-out cards best, with the threshold above which readers kept enough of them."""
    from sklearn.metrics import roc_auc_score

    names = sorted(name for name, count in _counted(rows).items() if count >= FEWEST)
    said = [row.is_kept for row in rows]
    tried = {strength: _held_out(rows, names, strength) for strength in STRENGTHS}
    best = max(tried, key=lambda strength: (roc_auc_score(said, tried[strength]), -strength))
    model = _fitted(rows, names, best)
    weights = dict(zip(names, (round(float(weight), 3) for weight in model.coef_[0]), strict=True))
    weights = {"every card": round(float(model.intercept_[0]), 3)} | {name: w for name, w in weights.items() if w}
    threshold = _threshold(tried[best], said)
    above = [kept for value, kept in zip(tried[best], said, strict=True) if value >= threshold]
    before = [score(row.features, shipped()).value for row in rows]
    return Trained(
        Weights(weights, threshold),
        roc_auc_score(said, tried[best]),
        roc_auc_score(said, before),
        len(above),
        sum(above),
    )


def _counted(rows: Iterable[Row]) -> Counter[str]:
    return Counter(name for row in rows for name, value in row.features.items() if value)


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> Any:
    import numpy

    return numpy.array([[row.features.get(name, 0.0) for name in names] for row in rows])


def _fitted(rows: Sequence[Row], names: Sequence[str], strength: float) -> Any:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=strength, max_iter=2000)
    return model.fit(_matrix(rows, names), [row.is_kept for row in rows])


def _held_out(rows: Sequence[Row], names: Sequence[str], strength: float) -> list[float]:
    """Return each row's score by weights that saw no row of its note."""
    notes = sorted({row.note for row in rows})
    fold = {note: at % FOLDS for at, note in enumerate(notes)}
    found = [0.0] * len(rows)
    for part in range(min(FOLDS, len(notes))):
        inside = [at for at, row in enumerate(rows) if fold[row.note] == part]
        model = _fitted([row for row in rows if fold[row.note] != part], names, strength)
        told = model.predict_proba(_matrix([rows[at] for at in inside], names))[:, 1]
        for at, value in zip(inside, told, strict=True):
            found[at] = float(value)
    return found


def _threshold(scores: Sequence[float], said: Sequence[bool]) -> float:
    """Return the lowest score above which readers kept `ACCEPTED` of the cards."""
    ranked = sorted(zip(scores, said, strict=True), reverse=True)
    kept, best = 0, ranked[0][0]
    for at, (value, is_kept) in enumerate(ranked, 1):
        kept += is_kept
        if kept >= ACCEPTED * at:
            best = value
    return round(best, 3)


def read(lines: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a file of verdicts."""
    for line in lines:
        if line.strip():
            row = json.loads(line)
            yield Row(row["note"], row["features"], bool(row["kept"]))


def written(found: Trained, rows: Sequence[Row]) -> str:
    """Return `weights.json` as it ships: what it was trained on and what it reached, then the weights by name."""
    notes = len({row.note for row in rows})
    said = {
        "trained on": f"{len(rows)} candidates of {notes} notes, judged by readers before any gate ({sum(row.is_kept for row in rows)} kept)",
        "reached": f"order {found.order:.3f} on held-out notes (before: {found.order_shipped:.3f}); of {found.above} above the threshold {found.kept_above} kept",
        "threshold": found.weights.threshold,
        "weights": dict(sorted(found.weights.weights.items())),
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def main(paths: Sequence[str]) -> None:
    """Print the weights that the verdicts of these files give."""
    rows = [row for path in paths for row in read(Path(path).read_text(encoding="utf-8").splitlines())]
    sys.stdout.write(written(train(rows), rows))


if __name__ == "__main__":
    main(sys.argv[1:])
