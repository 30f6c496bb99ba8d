"""Which fact of the notes is which of the ledger.

Identical facts first: the whole of them, then those that only stand elsewhere. What is left is assigned by likeness
(kind, label, text) and place (neighbours, heading path, file), in rounds: each pair found makes the place of its
neighbours surer. The less the place speaks for a pair, the more alike the two must be; below that the fact is new.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.ledger import migrate
from generator.ledger.assign import Pair, assign
from generator.ledger.match import Known, Traits, known, likeness, same_fact
from generator.ledger.values import Entry

NEED_ALONE = 0.92  # likeness asked for where nothing of the place agrees
NEED_IN_PLACE = 0.48  # where heading, file and both neighbours agree
NEED_RETIRED = 0.7  # for a fact that left the notes before and comes back to its place
SHORT = 8  # letters of a text so short that it may stand anywhere for another thing
TELLING_WORDS = 3  # of a text that is one fact's wherever it stands; "port: 80" may be anyone's
DOUBT = 0.12  # more likeness asked for when a short text stands elsewhere
ROUNDS = (0.2, 0.1, 0.0, 0.0)  # how far above the need a pair must be, round by round
NEAR = 6  # facts in one gap that are compared without sharing a rare word
RARE = 5  # words by which a fact looks for its like
COMMON = 60  # a word of more facts than this finds nothing
OPENING = 8.0  # what an equal label, opening or end tells, as a rare word does
LOOKS = 8  # of the facts found by words, how many are compared: those that share the rarest

Order = Sequence[int]


@dataclass(slots=True)
class Side:
    """One side of the comparison: its facts, and those before and after each in its file."""

    entries: Sequence[Entry]
    rows: dict[str, list[int]] = field(init=False)  # path -> facts in order
    rank: list[int] = field(init=False)
    seen: dict[int, Traits] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = defaultdict(list)
        self.rank = []
        for place, entry in enumerate(self.entries):
            self.rank.append(len(self.rows[entry.path]))
            self.rows[entry.path].append(place)

    def traits(self, place: int) -> Traits:
        """Return what is compared of a fact; most are identical and never compared."""
        if place not in self.seen:
            self.seen[place] = Traits(self.entries[place])
        return self.seen[place]


@dataclass(slots=True)
class Pairing:
    """The pairs found so far, new -> old and back."""

    old: Side
    new: Side
    old_of: dict[int, int] = field(default_factory=dict)
    new_of: dict[int, int] = field(default_factory=dict)
    scores: dict[Pair, float] = field(default_factory=dict)  # likeness, which no round changes

    def add(self, old: int, new: int) -> None:
        self.old_of[new] = old
        self.new_of[old] = new

    def same_fact(self, old: int, new: int, told: Known) -> float:
        """Return how surely two facts are one by their words."""
        score = self.scores.get((old, new))
        if score is None:
            compare = migrate.same if self.old.entries[old].made else same_fact
            score = self.scores[old, new] = compare(self.old.traits(old), self.new.traits(new), told)
        return score

    def left(self, retired: bool) -> tuple[list[int], list[int]]:
        """Return what has no pair yet: entries of the ledger that are retired or not, and facts."""
        entries = self.old.entries
        olds = [old for old in range(len(entries)) if old not in self.new_of and bool(entries[old].retired) == retired]
        return olds, [new for new in range(len(self.new.entries)) if new not in self.old_of]


def pair(old: Sequence[Entry], new: Sequence[Entry]) -> dict[int, int]:
    """Return for the facts of the notes their entry in the ledger, as places in the two sequences; both are in order."""
    pairing = Pairing(Side(old), Side(new))
    _identical(pairing, False, _whole)
    _identical(pairing, False, _words, lambda entry: len(entry.text.split()) >= TELLING_WORDS)
    _identical(pairing, True, _whole)
    if len(pairing.old_of) == len(new):
        return pairing.old_of
    told = known(old, new)
    for bar in ROUNDS:
        _alike(pairing, False, bar, told)
    _alike(pairing, True, 0.0, told)
    return pairing.old_of


def _whole(entry: Entry) -> Hashable:
    return entry.kind, entry.label, entry.text, entry.topic, entry.path


def _words(entry: Entry) -> Hashable:
    return entry.kind, entry.label, entry.text


def _identical(
    pairing: Pairing,
    retired: bool,
    key: Callable[[Entry], Hashable],
    wanted: Callable[[Entry], bool] = lambda entry: True,
) -> None:
    """Pair those that are equal in `key`, by order; where their numbers differ the place must tell which is gone."""
    olds, news = pairing.left(retired)
    buckets: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, places, entries in ((0, olds, pairing.old.entries), (1, news, pairing.new.entries)):
        for place in places:
            if wanted(entries[place]):
                buckets[key(entries[place])][side].append(place)
    for mine, theirs in buckets.values():
        if len(mine) == len(theirs) and (key is _whole or len(mine) == 1):
            for one, other in zip(mine, theirs, strict=True):
                pairing.add(one, other)


def _alike(pairing: Pairing, retired: bool, bar: float, told: Known) -> None:
    olds, news = pairing.left(retired)
    if not olds or not news:
        return
    places = Places(pairing)
    weights: dict[Pair, float] = {}
    for old, new in _candidates(pairing, places, olds, news, told):
        surplus = _surplus(pairing, places, old, new, retired, told)
        if surplus >= bar:
            weights[old, new] = surplus + places.tie(old, new)
    for new, old in assign(weights).items():
        pairing.add(old, new)


def _surplus(pairing: Pairing, places: Places, old: int, new: int, retired: bool, told: Known) -> float:
    """Return how much more alike two facts are than their places ask for."""
    score = pairing.same_fact(old, new, told)
    if score < NEED_IN_PLACE:
        return -1.0
    agreement = places.agreement(old, new)
    need = NEED_ALONE - (NEED_ALONE - NEED_IN_PLACE) * agreement
    if len(pairing.new.traits(new).text) < SHORT:
        need += DOUBT * (1 - agreement)
    return score - (max(need, NEED_RETIRED) if retired else need)


class Places:
    """How well two places agree, given the pairs found so far."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = pairing
        self.file = _followed(pairing, lambda entry: entry.path)
        self.topic = _followed(pairing, lambda entry: entry.topic)
        self.old_anchors = _anchors(pairing.old, pairing.new_of)
        self.new_anchors = _anchors(pairing.new, pairing.old_of)

    def agreement(self, old: int, new: int) -> float:
        """Return 0 to 1: neighbours, heading path, file."""
        one, other = self.pairing.old.entries[old], self.pairing.new.entries[new]
        file = 1.0 if self._same_file(one, other) else 0.0
        return 0.5 * self._between(old, new) + 0.35 * self._under(one, other) + 0.15 * file

    def tie(self, old: int, new: int) -> float:
        """Return a little for the nearer of two that are equally alike."""
        distance = abs(self._offset(old, new)[0] - self._offset(old, new)[1])
        along = abs(self.pairing.old.rank[old] - self.pairing.new.rank[new])
        return 0.03 / (1 + distance) + 0.01 / (1 + along) + 1e-6

    def _same_file(self, one: Entry, other: Entry) -> bool:
        return one.path == other.path or self.file.get(one.path) == other.path

    def _under(self, one: Entry, other: Entry) -> float:
        if one.topic == other.topic or self.topic.get(one.topic) == other.topic:
            return 1.0
        if not one.topic or not other.topic:
            return 0.3 if self._same_file(one, other) else 0.0
        last = likeness(one.topic[-1], other.topic[-1])
        above = 1.0 if one.topic[:-1] == other.topic[:-1] else 0.0
        return max(0.0, 0.7 * last + 0.3 * above - 0.1)

    def _between(self, old: int, new: int) -> float:
        """Return how many of the nearest pairs before and after agree, 0, 0.5 or 1."""
        left, right = self.old_anchors[old]
        before, after = self.new_anchors[new]
        one, other = self.pairing.old.entries[old], self.pairing.new.entries[new]
        ends = self._same_file(one, other)
        new_of = self.pairing.new_of
        same_left = ends and before < 0 if left < 0 else new_of[left] == before
        same_right = ends and after < 0 if right < 0 else new_of[right] == after
        return (same_left + same_right) / 2

    def _offset(self, old: int, new: int) -> tuple[int, int]:
        """Return how far each stands behind its nearest pair before."""
        left, before = self.old_anchors[old][0], self.new_anchors[new][0]
        old_rank, new_rank = self.pairing.old.rank, self.pairing.new.rank
        return old_rank[old] - (old_rank[left] if left >= 0 else -1), new_rank[new] - (
            new_rank[before] if before >= 0 else -1
        )


def _followed(pairing: Pairing, key: Callable[[Entry], Hashable]) -> dict[Hashable, Hashable]:
    """Return where most of a file or heading's facts went: a rename is seen by them."""
    counts: dict[Hashable, Counter[Hashable]] = defaultdict(Counter)
    for new, old in pairing.old_of.items():
        counts[key(pairing.old.entries[old])][key(pairing.new.entries[new])] += 1
    return {source: count.most_common(1)[0][0] for source, count in counts.items()}


def _anchors(side: Side, paired: dict[int, int]) -> dict[int, tuple[int, int]]:
    """Return for each fact without a pair the nearest ones with a pair before and after it in its file, or -1."""
    found: dict[int, tuple[int, int]] = {}
    for row in side.rows.values():
        last = -1
        waiting: list[int] = []
        for place in row:
            if place in paired:
                found.update(dict.fromkeys(waiting, (last, place)))
                last, waiting = place, []
            else:
                waiting.append(place)
        found.update(dict.fromkeys(waiting, (last, -1)))
    return found


def _candidates(pairing: Pairing, places: Places, olds: Order, news: Order, told: Known) -> Iterator[Pair]:
    """Yield the pairs worth a look: those that share a rare word or a label, and those that stand in one gap."""
    index = _index(pairing.old, olds, told)
    gaps: dict[tuple[int, int, Hashable], list[int]] = defaultdict(list)
    for old in olds:
        left, right = places.old_anchors[old]
        path = pairing.old.entries[old].path
        gaps[pairing.new_of.get(left, -1), pairing.new_of.get(right, -1), places.file.get(path, path)].append(old)
    for new in news:
        before, after = places.new_anchors[new]
        near = gaps.get((before, after, pairing.new.entries[new].path), [])
        offset = pairing.new.rank[new] - (pairing.new.rank[before] if before >= 0 else -1) - 1
        found = set(near[max(0, min(offset, len(near)) - NEAR) : offset + NEAR])
        found.update(_found_by_words(pairing, index, new, told))
        yield from ((old, new) for old in sorted(found))


def _found_by_words(pairing: Pairing, index: dict[str, list[int]], new: int, told: Known) -> list[int]:
    """Return the facts of the ledger that share most with a new one: most of what shares one word is not worth a look."""
    shared: dict[int, float] = defaultdict(float)
    for word in _telling(pairing.new.traits(new), told):
        for old in index.get(word, ()):
            shared[old] += told.weight.get(word, OPENING)
    if len(shared) <= LOOKS:
        return list(shared)
    rank, along = pairing.old.rank, pairing.new.rank[new]
    return heapq.nsmallest(LOOKS, shared, key=lambda old: (-shared[old], abs(rank[old] - along), old))


def _index(side: Side, places: Order, told: Known) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for place in places:
        for word in _telling(side.traits(place), told):
            index[word].append(place)
    return {word: found for word, found in index.items() if len(found) <= COMMON}


def _telling(traits: Traits, told: Known) -> list[str]:
    rare = sorted(traits.words, key=lambda word: (-told.weight.get(word, 0.0), word))[:RARE]
    return [*rare, f"label {traits.label}", f"text {traits.text[:24]}", f"text {traits.text[-24:]}"]
