"""A learner's verdicts to the learner's own weights: which kinds of question are kept, shrunk towards the shipped ones.

Of every card that was kept or hidden the shipped score says how likely it was to be kept. What the verdicts say beyond
that becomes a shift of the threshold and one of each frame's weight. Few verdicts of a frame move it little: a shift is
as if drawn around nothing, and only as large as the verdicts insist.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from generator.editor.score import Weights

FEWEST = 30  # verdicts before anything is learned
SPREAD_FRAME, SPREAD_ALL = (
    0.3,
    0.15,
)  # log odds that shifts lie from nothing: of sixty settings the best on the benchmark's own verdicts, held out are none
TAIL = 12  # degrees of freedom: a learner may hate one kind of question, and hold with the others
MOST = 3.0  # that a frame may fall, in log odds
WORTH_TELLING, FEWEST_TOLD, MOST_TOLD = 0.2, 5, 3  # the shift, its verdicts, and how many are told
_ROUNDS = 60
_EDGE = 0.001  # scores are rounded; none is certain


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a learner said of one card, with its frame and its score by the shipped weights."""

    frame: str
    score: float
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """How many cards of a frame were kept of how many, and how far the frame came down against the bar."""

    frame: str
    kept: int
    seen: int
    shift: float


@dataclass(frozen=True, slots=True)
class Taste:
    """A learner's weights, and what they come of; without enough verdicts the shipped ones and no rates."""

    weights: Weights
    shifts: dict[str, float] = field(default_factory=dict)
    rates: tuple[Rate, ...] = ()

    def score(self, frame: str, score: float) -> float:
        """Return a score as this learner's weights have it."""
        shift = self.shifts.get(frame, 0.0)
        return _probability(_odds(score) + shift) if shift else score

    def shipped_score(self, frame: str, score: float) -> float:
        """Return a score as the shipped weights have it, so that what was learned is not learned again."""
        shift = self.shifts.get(frame, 0.0)
        return round(_probability(_odds(score) - shift), 3) if shift else score


def learn(verdicts: Iterable[Verdict], shipped: Weights) -> Taste:
    """Return the weights of the learner who gave these verdicts."""
    seen = tuple(sorted(verdicts, key=lambda one: (one.frame, one.score, one.is_kept)))
    if len(seen) < FEWEST:
        return Taste(shipped)
    by_frame: dict[str, list[Verdict]] = defaultdict(list)
    for one in seen:
        by_frame[one.frame].append(one)
    overall, shifts = _fitted(seen, by_frame)
    bar = max(-overall, 0.0)
    # nothing was said of what was not shown: a frame makes up for the higher bar, and gets no further
    shifts = {frame: round(min(max(shift, -MOST), bar), 3) for frame, shift in sorted(shifts.items())}
    weights = dict(shipped.weights)
    for frame, shift in shifts.items():
        weights[f"frame {frame}"] = weights.get(f"frame {frame}", 0.0) + shift
    threshold = _probability(_odds(shipped.threshold) + bar)
    rates = (Rate(name, sum(v.is_kept for v in ones), len(ones), shifts[name] - bar) for name, ones in by_frame.items())
    ordered = tuple(sorted(rates, key=lambda rate: (-rate.seen, rate.frame)))
    return Taste(replace(shipped, weights=weights, threshold=threshold), shifts, ordered)


def _fitted(seen: Sequence[Verdict], by_frame: dict[str, list[Verdict]]) -> tuple[float, dict[str, float]]:
    """Return the likeliest shifts, by Newton's steps on one after the other: of all cards, and of each frame."""
    overall, shifts = 0.0, dict.fromkeys(by_frame, 0.0)
    for _round in range(_ROUNDS):
        overall = _step(overall, SPREAD_ALL, [(one, shifts[one.frame]) for one in seen])
        for frame, ones in by_frame.items():
            shifts[frame] = _step(shifts[frame], SPREAD_FRAME, [(one, overall) for one in ones])
    return overall, shifts


def _step(shift: float, spread: float, verdicts: Sequence[tuple[Verdict, float]]) -> float:
    hold = (TAIL + 1) / (TAIL * spread**2 + shift**2)  # of Student's t: what is far out for good reason is let go
    slope, bend = -shift * hold, hold
    for one, others in verdicts:
        expected = _probability(_odds(one.score) + shift + others)
        slope += one.is_kept - expected
        bend += expected * (1 - expected)
    return shift + max(min(slope / bend, 1.0), -1.0)


def _odds(score: float) -> float:
    score = min(max(score, _EDGE), 1 - _EDGE)
    return math.log(score / (1 - score))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


_NAMES = {
    "ko": {
        "definition": "정의", "named": "용어 묻기", "blank": "빈칸", "list": "목록", "command": "명령", "does": "명령의 뜻",
        "steps": "순서", "contrast": "비교", "question": "질문", "value": "값", "aspect": "항목", "why": "이유", "model": "모델 카드",
        "abbreviation": "줄임말", "measure": "수치", "defined": "문장 속 정의", "called": "이름 묻기", "fixed": "정해진 값",
    },
    "en": {
        "definition": "definitions", "named": "terms", "blank": "blanks", "list": "lists", "command": "commands",
        "does": "meanings of commands", "steps": "steps", "contrast": "contrasts", "question": "questions", "value": "values",
        "aspect": "aspects", "why": "reasons", "model": "a model's cards", "abbreviation": "abbreviations",
        "measure": "measures", "defined": "definitions in sentences", "called": "names", "fixed": "fixed values",
    },
}  # fmt: skip


def sentences(taste: Taste, language: str = "en") -> tuple[str, ...]:
    """Say what was learned: "you keep 92 % of definitions, 31 % of blanks: fewer blanks"."""
    names = _NAMES.get(language, _NAMES["en"])
    told = [rate for rate in taste.rates if rate.seen >= FEWEST_TOLD]
    fewer = sorted((rate for rate in told if rate.shift <= -WORTH_TELLING), key=lambda rate: (rate.shift, rate.frame))
    if not fewer:
        return ()
    fewer = fewer[:MOST_TOLD]
    best = [max(told, key=lambda rate: (rate.kept / rate.seen, rate.seen))]
    kept = ", ".join(
        _share(rate, names, language) for rate in (*(one for one in best if one not in fewer), *fewer[::-1])
    )
    begin, end = _WORDS.get(language, _WORDS["en"])
    return (f"{begin}{kept}: {end}{', '.join(names.get(one.frame, one.frame) for one in fewer)}",)


_WORDS = {"ko": ("유지한 비율 ", "덜 냄 "), "en": ("you keep ", "fewer ")}


def _share(rate: Rate, names: dict[str, str], language: str) -> str:
    name, percent = names.get(rate.frame, rate.frame), round(100 * rate.kept / rate.seen)
    return f"{name} {percent} %" if language == "ko" else f"{percent} % of {name}"
