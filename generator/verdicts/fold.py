"""All decisions to what holds: the last word counts, and an undo takes a card's last one back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.verdicts.values import Decision, Standing

_NOTHING = Standing()


@dataclass(frozen=True, slots=True)
class State:
    """What holds of each card that something was decided about, and whether the editor may learn from it."""

    cards: Mapping[str, Standing] = field(default_factory=dict)
    learns: bool = True

    def of(self, card: str) -> Standing:
        """Return what holds of a card by its id."""
        return self.cards.get(card, _NOTHING)


def fold(decisions: Iterable[Decision]) -> State:
    """Return what holds after all decisions; where two came from two machines, the later one counts."""
    made: dict[str, list[Decision]] = defaultdict(list)
    learns = True
    for one in sorted(decisions, key=lambda decision: decision.at):
        if one.what in ("learn", "forget"):
            learns = one.what == "learn"
        elif one.what != "undo":
            made[one.card].append(one)
        elif made[one.card]:
            made[one.card].pop()
    return State({card: _standing(tuple(ones)) for card, ones in sorted(made.items()) if ones}, learns)


def _standing(made: tuple[Decision, ...]) -> Standing:
    standing = Standing(made)
    for one in made:
        standing = _after(standing, one)
    return standing


def _after(standing: Standing, one: Decision) -> Standing:
    if one.what == "hide":
        return replace(standing, is_hidden=True, is_kept=False)
    if one.what == "edit":
        return replace(standing, is_hidden=False, is_kept=True, edit=one)
    if one.what == "flip":  # the words of the other direction are none of those that were edited
        return replace(standing, is_hidden=False, is_kept=False, flip=one, edit=None)
    return replace(standing, is_hidden=False, is_kept=True)
