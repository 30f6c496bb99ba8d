"""What a learner decided about cards: kept, hidden, edited, flipped.

`load` and `append` are the file, `fold` says what holds of all decisions, `apply` puts it on a card.
"""

from generator.verdicts.apply import apply, is_stale
from generator.verdicts.fold import State, fold
from generator.verdicts.store import append, load, text_of
from generator.verdicts.values import WHATS, Decision, Standing, Texts, texts_of

__all__ = [
    "WHATS",
    "Decision",
    "Standing",
    "State",
    "Texts",
    "append",
    "apply",
    "fold",
    "is_stale",
    "load",
    "text_of",
    "texts_of",
]
