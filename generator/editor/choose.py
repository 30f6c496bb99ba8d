"""Candidates to cards: the best of each fact above the threshold, a second direction where it too is good, nothing twice."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.editor import faults
from generator.editor.desk import Desk, tidied
from generator.editor.features import measure
from generator.editor.score import Score, Weights, score
from generator.model import Candidate, Card, Fact, Origin, Refusal, Statement
from generator.names import names_of, squeezed

MOST_A_FACT = 2
MOST_A_LINE = 3  # cards of one line, whatever it states
MOST_A_KEY = 2  # cards that ask for one name by what is said of it
MARGIN = 0.15  # what a second card must have above the threshold
# Why a candidate without a fault is no card.
DOUBLE, BETTER, WEAK = "asks what another card asks", "a better card of the same fact", "nothing unique to ask"
BESIDE = "asked beside the command alone, of which there is no card"
REVERSED = frozenset(
    {frozenset({"term->meaning", "meaning->term"}), frozenset({"purpose->command", "command->purpose"})}
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its faults and its score; `meant` is the thing whose meaning it asks, with where that stands."""

    candidate: Candidate
    faults: tuple[str, ...]
    score: Score
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """The cards of a note in document order, and why there are no others."""

    cards: tuple[Card, ...]
    refusals: tuple[Refusal, ...]


def judge(candidates: Iterable[Candidate], desk: Desk, weights: Weights) -> list[Judged]:
    """Return each candidate with its faults and its score."""
    return [_judged(one, desk, weights) for one in candidates]


def _judged(one: Candidate, desk: Desk, weights: Weights) -> Judged:
    """Measure a candidate only where no fault vetoes it."""
    one = tidied(one, desk)
    found = faults.find(one, desk)
    return Judged(one, found, Score(0.0, ()) if found else score(measure(one, desk), weights), meant(one, desk))


def choose(judged: Sequence[Judged], weights: Weights) -> Edited:
    """Return the cards worth asking; each fact without a card is refused with its reasons."""
    by_fact: dict[Fact, list[Judged]] = defaultdict(list)
    for one in judged:
        by_fact[one.candidate.fact].append(one)
    order = {id(one): at for at, one in enumerate(judged)}
    picked = [one for group in by_fact.values() for one in _best(group, weights)]
    kept, doubles = _unlike(sorted(picked, key=lambda one: (*_rank(one, weights), order[id(one)])))
    kept.sort(key=lambda one: order[id(one)])
    chosen = {id(one) for one in kept}
    asked = {one.candidate.fact for one in kept}
    refusals = tuple(
        Refusal(
            one.candidate.fact, one.candidate, _reasons(one, id(one) in doubles, one.candidate.fact in asked, weights)
        )
        for one in judged
        if id(one) not in chosen
    )
    return Edited(tuple(_card(one) for one in kept), refusals)


def _best(group: list[Judged], weights: Weights) -> list[Judged]:
    """Return the best of a fact, and its reverse where that is good too."""
    fit = sorted(
        (one for one in group if not one.faults and _is_good(one, weights)),
        key=lambda one: _rank(one, weights),
    )
    if not fit:
        return []
    fit = [one for one in fit if one.candidate.frame != "does" or fit[0].candidate.frame == "command"]
    if not fit:
        return []
    first = fit[0]
    for other in fit[1:]:
        pair = frozenset({first.candidate.direction, other.candidate.direction})
        if pair in REVERSED and _is_good_too(first, other, weights):
            return [first, other][:MOST_A_FACT]
    return [first]


def _rank(one: Judged, weights: Weights) -> tuple[bool, float]:
    """Rank by score, what a learner has decided about first."""
    return not _is_held(one, weights), -one.score.value


def _is_held(one: Judged, weights: Weights) -> bool:
    return (one.candidate.stem, one.candidate.key) in weights.held


def _is_good(one: Judged, weights: Weights) -> bool:
    """A model's card was proven, and read by a strict reader: the score then only ranks it."""
    return one.candidate.origin == Origin.MODEL or one.score.value >= weights.threshold or _is_held(one, weights)


def _is_good_too(first: Judged, other: Judged, weights: Weights) -> bool:
    """Tell whether a reverse stands beside the best: beside a model's card only another that was read."""
    if first.candidate.origin == Origin.MODEL:
        return other.candidate.origin == Origin.MODEL
    return other.score.value >= weights.threshold + MARGIN or _is_held(other, weights)


def _unlike(ranked: list[Judged]) -> tuple[list[Judged], set[int]]:
    """Return the candidates without those that ask what a better one asks, or ask it with another answer."""
    kept: list[Judged] = []
    doubles: set[int] = set()
    fronts: set[str] = set()
    lines: dict[tuple[str, int], list[str]] = defaultdict(list)
    names: Counter[tuple[str, str]] = Counter()
    for one in ranked:
        candidate = one.candidate
        asked = squeezed(f"{candidate.front}|{candidate.stem}")
        place = (candidate.fact.span.path, candidate.fact.span.first)
        key = squeezed(candidate.key)
        same = squeezed(candidate.stem + "|" + candidate.key)
        told = (candidate.fact.span.path, key) if candidate.direction == "meaning->term" else ("", "")
        crowded = key in lines[place] or len(lines[place]) >= MOST_A_LINE or names[told] >= MOST_A_KEY
        if {asked, same, one.meant} & fronts or (crowded and candidate.origin != Origin.MODEL):
            doubles.add(id(one))
            continue
        fronts |= {asked, same, one.meant} - {""}
        lines[place].append(key)
        names[told] += bool(key and told[1])
        kept.append(one)
    return kept, doubles


def meant(candidate: Candidate, desk: Desk) -> str:
    """Return the thing whose meaning a candidate asks, by one of its names: two meanings of it answer each other's card."""
    fact = candidate.fact
    if candidate.direction != "term->meaning" or fact.facet or candidate.origin == Origin.MODEL:
        return ""
    said = desk.speech.defined(fact.value.text) if isinstance(fact.value, Statement) else None
    entity = fact.entity or (said[0] if said else "")
    if not entity:
        return ""
    bare = re.sub(r"\s*\([^)]*\)", "", entity)
    return squeezed(f"{fact.path[:1]}|{min(names_of(bare, desk.domain))}")


def _reasons(one: Judged, double: bool, asked: bool, weights: Weights) -> tuple[str, ...]:
    """Return why a candidate is no card; `asked` is whether its fact has another."""
    if one.faults:
        return one.faults
    if double:
        return (DOUBLE,)
    if one.score.value >= weights.threshold:
        return (BESIDE if one.candidate.frame == "does" and not asked else BETTER,)
    weak = [name for name, part in one.score.parts if part < 0][:3]
    return (f"{WEAK} ({', '.join(weak)})" if weak else WEAK,)


def _card(one: Judged) -> Card:
    candidate = one.candidate
    parts = tuple(f"{name} {part:+.2f}" for name, part in one.score.parts[:3])
    return Card(
        fact=candidate.fact,
        kind=candidate.fact.kind,
        direction=candidate.direction,
        stem=candidate.stem,
        key=candidate.key,
        accept=candidate.accept,
        choices=candidate.choices,
        notices=candidate.notices,
        front=candidate.front,
        origin=candidate.origin,
        score=round(one.score.value, 3),
        why=parts,
        frame=candidate.frame,
    )
