"""A model's candidates beside the rules': what states one fact becomes one fact, under the rules' name for it.

So a deck that was studied with the rules' cards goes on with the model's, and back: the fact keeps its id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model import Candidate, Fact, Refusal
from generator.names import squeezed

BETTER = "a better card of the same fact"
SAME_SHARE = 0.6  # of a fact's words that a quote must hold to say the same
Face = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """The candidates to judge, the model's with the facts that they share with rules, and those out of the running."""

    candidates: tuple[Candidate, ...]
    refusals: tuple[Refusal, ...]


def join(rules: Sequence[Candidate], models: Sequence[Candidate], turned: Mapping[Face, str]) -> Joined:
    """Join both; `turned` says why a reader turned a rule's card down, by context line, question and answer."""
    down = [one for one in rules if (one.front, one.stem, one.key) in turned]
    refusals = [Refusal(one.fact, one, (turned[one.front, one.stem, one.key],)) for one in down]
    left = [one for one in rules if (one.front, one.stem, one.key) not in turned]
    if not models:
        return Joined(tuple(left), tuple(refusals))
    shared = _shared(left, models)
    joined = tuple(replace(one, fact=shared.get(at, one.fact)) for at, one in enumerate(models))
    taken = set(shared.values())
    said = _said(models)
    beaten = [one for one in left if one.fact not in taken and _is_said(one.fact, said)]
    refusals += [Refusal(one.fact, one, (BETTER,)) for one in beaten]
    lost = set(map(id, beaten))
    running = [*joined, *(one for one in left if id(one) not in lost)]
    return Joined(tuple(sorted(running, key=lambda one: one.fact.span.first)), tuple(refusals))


def _shared(rules: Iterable[Candidate], models: Sequence[Candidate]) -> dict[int, Fact]:
    """Return the rule's fact that a model's card asks for, by the card's place: each fact once, the surest pair first.

    A second card may share it that asks the fact the other way round.
    """
    by_fact: dict[Fact, list[Candidate]] = defaultdict(list)
    for one in rules:
        by_fact[one.fact].append(one)
    on_line: dict[int, list[tuple[int, Fact]]] = defaultdict(list)
    for number, fact in enumerate(by_fact):
        for line in _lines(fact):
            on_line[line].append((number, fact))
    pairs = [
        (-sure, at, number, fact)
        for at, model in enumerate(models)
        for number, fact in dict.fromkeys(pair for line in _lines(model.fact) for pair in on_line.get(line, ()))
        if fact.span.path == model.fact.span.path and (sure := _sureness(by_fact[fact], model))
    ]
    found: dict[int, Fact] = {}
    ways: dict[Fact, set[str]] = defaultdict(set)
    for _sure, at, _number, fact in sorted(pairs, key=lambda pair: pair[:3]):
        way = models[at].direction
        if at not in found and way not in ways[fact] and (not ways[fact] or ways[fact] | {way} in REVERSED):
            found[at] = fact
            ways[fact].add(way)
    return found


REVERSED = ({"term->meaning", "meaning->term"}, {"purpose->command", "command->purpose"})


def _sureness(group: Sequence[Candidate], model: Candidate) -> int:
    """Return how surely a card asks for a fact: 3 asked and answered alike, 2 answered alike, 1 of the same words, 0."""
    key = squeezed(model.key)
    same = [one for one in group if squeezed(one.key) == key]
    if same:
        return 3 if any(one.direction == model.direction for one in same) else 2
    return int(_is_said(group[0].fact, {line: [squeezed(model.fact.text)] for line in _lines(model.fact)}))


def _lines(fact: Fact) -> range:
    return range(fact.span.first, fact.span.last + 1)


def _said(models: Sequence[Candidate]) -> dict[int, list[str]]:
    """Return the quotes of the model's cards by line."""
    found: dict[int, list[str]] = defaultdict(list)
    for one in models:
        for line in _lines(one.fact):
            found[line].append(squeezed(one.fact.text))
    return found


def _is_said(fact: Fact, said: Mapping[int, list[str]]) -> bool:
    """Tell whether a quote on a fact's lines holds the fact's words, or most of them."""
    words = squeezed(fact.text)
    quotes = (quote for line in _lines(fact) for quote in said.get(line, ()))
    return bool(words) and any(
        words in quote or (quote in words and len(quote) >= SAME_SHARE * len(words)) for quote in quotes if quote
    )
