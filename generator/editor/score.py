"""A candidate's worth: a weighted sum of its features, from 0 to 1, its parts kept."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature is worth, and the score below which there is no card.

    `held` are question and answer of the cards that a learner has decided about: they stay, whatever was learned since.
    """

    weights: dict[str, float]
    threshold: float
    held: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Score:
    """A score with its parts, the weightiest first."""

    value: float
    parts: tuple[tuple[str, float], ...]


@cache
def shipped() -> Weights:
    """Return the weights that come with the program; `weights.json` says how they were found."""
    read = json.loads(files("generator.editor").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(read["weights"], read["threshold"])


def score(features: dict[str, float], weights: Weights) -> Score:
    """Return the worth of a candidate by its features; those without a weight count nothing."""
    parts = [(name, value * weights.weights.get(name, 0.0)) for name, value in features.items()]
    parts = sorted((part for part in parts if part[1]), key=lambda part: (-abs(part[1]), part[0]))
    return Score(1 / (1 + math.exp(-sum(part for _name, part in parts))), tuple(parts))
