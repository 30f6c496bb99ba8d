"""Candidates to Cards and Refusals: the one place that says whether a card is good."""

from __future__ import annotations

from collections.abc import Iterable

from generator.editor.choose import Edited, Judged, choose, judge
from generator.editor.desk import Desk, desk
from generator.editor.join import Joined, join
from generator.editor.learn import Taste, Verdict, learn, sentences
from generator.editor.score import Weights, shipped
from generator.model import Candidate

__all__ = [
    "Desk",
    "Edited",
    "Joined",
    "Judged",
    "Taste",
    "Verdict",
    "Weights",
    "choose",
    "desk",
    "edit",
    "join",
    "judge",
    "learn",
    "sentences",
    "shipped",
]


def edit(candidates: Iterable[Candidate], seen: Desk, weights: Weights | None = None) -> Edited:
    """Return the cards worth asking among the candidates of a note, and why the others are none."""
    used = weights or shipped()
    return choose(judge(candidates, seen, used), used)
