"""Judge a rebuild after edits by where each line came from: which facts persist, and whose id they have."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.ledger import Identified, empty, identify
from generator.model import Card
from tests.edits import EDITS, Notes, Origin, notes

Extract = Callable[[Mapping[str, str]], tuple[Card, ...]]


@dataclass(slots=True)
class Verdict:
    """What became of the facts that persist; `wrong` and `lost` hold texts to be read: old and new."""

    persist: int = 0
    kept: int = 0
    wrong: list[tuple[str, str]] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Verdict) -> None:
        """Sum up."""
        self.persist += other.persist
        self.kept += other.kept
        self.wrong += other.wrong
        self.lost += other.lost

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


def judge(before: Identified, after: Identified, edited: Notes) -> Verdict:
    """Compare two builds, a fact at the first line of its span, with what the edits really did."""
    old, new = _lines(before), _lines(after)
    text_of = {card.guid: card.fact.text for card in (*before.cards, *after.cards)}
    old_text = {card.guid: card.fact.text for card in before.cards}
    verdict = Verdict()
    heirs: dict[Origin, list[Origin]] = {}
    for line, origins in edited.origins().items():
        for origin in origins:
            heirs.setdefault(origin, []).append(line)
        mine = set[str]().union(*(old.get(origin, set()) for origin in origins))
        for guid in sorted(new.get(line, set()) & old_text.keys() - mine):
            verdict.wrong.append((old_text[guid], text_of[guid]))
    for origin, guids in old.items():
        lines = [line for line in heirs.get(origin, []) if line in new]
        if not lines:
            continue
        kin = {guid for line in lines for source in edited.origins()[line] for guid in old.get(source, set())}
        got = set[str]().union(*(new[line] for line in lines))
        for guid in guids:
            verdict.persist += 1
            if guid in got or (len(kin) > 1 and got & kin):
                verdict.kept += 1
            else:
                verdict.lost.append((old_text[guid], " | ".join(text_of[other] for other in sorted(got))))
    return verdict


def _lines(built: Identified) -> dict[Origin, set[str]]:
    lines: dict[Origin, set[str]] = {}
    for card in built.cards:
        lines.setdefault((card.fact.span.path, card.fact.span.first), set()).add(card.guid)
    return lines
