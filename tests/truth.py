"""Judge a rebuild after edits by where each line came from: which facts persist, and whose id they have."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.ledger import Identified, empty, identify
from generator.model import Card, Fact
from tests.edits import EDITS, Notes, Origin, notes, take_line

Extract = Callable[[Mapping[str, str]], tuple[Card, ...]]


@dataclass(slots=True)
class Verdict:
    """What became of the facts that persist; `wrong` and `lost` hold texts to be read: old and new."""

    persist: int = 0
    kept: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    turned: list[tuple[str, str]] = field(default_factory=list)  # their line now states a fact of another kind

    def add(self, other: Verdict) -> None:
        """Sum up."""
        self.persist += other.persist
        self.kept += other.kept
        self.wrong += other.wrong
        self.lost += other.lost
        self.turned += other.turned

    @property
    def share(self) -> float:
        """Return the part of the persisting facts that kept their id."""
        return self.kept / self.persist if self.persist else 1.0


def rebuilt(texts: dict[str, str], names: list[str], seed: int, extract: Extract) -> Verdict:
    """Build, edit, build again, and judge."""
    rng = random.Random(seed)
    before = identify(extract(texts), empty("deck"), 1)
    edited = notes(texts)
    for name in names:
        EDITS[name](edited, rng)
    after = identify(extract(edited.texts()), before.ledger, 2)
    return judge(before, after, edited)


def absent(texts: dict[str, str], name: str, seed: int, extract: Extract, lines: int = 3) -> Verdict:
    """Build, take lines out, build, bring them back with one edit each, build, and judge the first and last builds.

    What was edited on the way back must have its id again; what took the id of an absent line is wrong.
    """
    rng = random.Random(seed)
    before = identify(extract(texts), empty("deck"), 1)
    edited = notes(texts)
    taken = [take_line(edited, rng) for _ in range(lines)]
    between = identify(extract(edited.texts()), before.ledger, 2)
    for path, at, line in reversed(taken):
        alone = Notes({path: [line]})
        EDITS[name](alone, rng)
        edited.files[path][at:at] = alone.files[path]
    after = identify(extract(edited.texts()), between.ledger, 3)
    return judge(before, after, edited)


@dataclass(slots=True)
class _Stands:
    """A fact in one build: its kind, text, and the lines of the first revision that it came from."""

    guid: str
    kind: str
    text: str
    first: frozenset[Origin]
    all: frozenset[Origin]


def judge(before: Identified, after: Identified, edited: Notes) -> Verdict:
    """Compare two builds with what the edits really did.

    The same statement twice in the notes may be one fact, which then comes from either place.

    An id is wrong on a fact that shares no line with the one that had it. A fact persists if its id does, or if a fact
    of its kind still comes from its first line without an id of its own: then it was lost.
    """
    origins = edited.origins()
    old = _stands(before, lambda line: frozenset({line}))
    new = _stands(after, lambda line: origins.get(line, frozenset()))

    def alone(facts: list[_Stands], one: _Stands) -> str:
        return one.text if sum(fact.text == one.text for fact in facts) == 1 else ""

    by_guid = {fact.guid: fact for fact in old}
    fresh: dict[Origin, list[_Stands]] = defaultdict(list)
    kept: set[str] = set()
    verdict = Verdict()
    for fact in new:
        source = by_guid.get(fact.guid)
        if source is None:
            for line in fact.first:
                fresh[line].append(fact)
        elif source.all & fact.all or alone(old, source) == alone(new, fact) == fact.text:
            kept.add(fact.guid)
        else:
            verdict.wrong.append((source.text, fact.text))
    for fact in old:
        heirs = [heir.text for line in fact.first for heir in fresh[line] if heir.kind == fact.kind]
        if fact.guid in kept:
            verdict.kept += 1
            verdict.persist += 1
        elif heirs:
            verdict.persist += 1
            verdict.lost.append((fact.text, " | ".join(heirs)))
        else:
            verdict.turned += [
                (f"{fact.kind}: {fact.text}", f"{heir.kind}: {heir.text}")
                for line in fact.first
                for heir in fresh[line]
            ]
    return verdict


def _stands(built: Identified, came_from: Callable[[Origin], frozenset[Origin]]) -> list[_Stands]:
    facts = {card.guid: card.fact for card in built.cards}
    return [_stand(guid, fact, came_from) for guid, fact in facts.items()]


def _stand(guid: str, fact: Fact, came_from: Callable[[Origin], frozenset[Origin]]) -> _Stands:
    path, first, last = fact.span.path, fact.span.first, fact.span.last
    lines = [came_from((path, line)) for line in range(first, last + 1)]
    return _Stands(guid, fact.kind, fact.text, lines[0], frozenset[Origin]().union(*lines))
