"""One sitting as frozen values: what is asked next, what is left, and one step back at a time. No clock, no disk."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from generator.study import schedule
from generator.study.schedule import NEW, Memory, Phase, Rating
from generator.study.settings import Settings

LEARNING = (Phase.LEARNING, Phase.RELEARNING)


Due = tuple[int, str, int]  # when, which card, its phase


@dataclass(frozen=True, slots=True)
class Log:
    """What the log says when a session begins."""

    due: tuple[Due, ...] = ()  # before tomorrow
    known: frozenset[str] = frozenset()  # every card that was ever reviewed
    today: tuple[tuple[str, bool], ...] = ()  # cards reviewed today, and whether they were new
    away: frozenset[str] = frozenset()  # suspended, or buried today


@dataclass(frozen=True, slots=True)
class Tally:
    """What was done in a session, for its summary."""

    ratings: tuple[int, int, int, int] = (0, 0, 0, 0)  # Again, Hard, Good, Easy
    new: int = 0
    seconds: float = 0.0

    @property
    def answered(self) -> int:
        return sum(self.ratings)


@dataclass(frozen=True, slots=True)
class Session:
    """Where a sitting stands. `before` is the state to go back to, `event` the id of what undoing takes back."""

    queue: tuple[str, ...] = ()  # reviews, then new cards
    at: int = 0
    fresh: int = 0  # how many at the end of the queue are new
    learning: tuple[tuple[int, str], ...] = ()  # (due, card), soonest first
    later: tuple[str, ...] = ()  # skipped once
    current: str = ""  # the card that is being asked
    tally: Tally = field(default_factory=Tally)
    before: Session | None = None
    event: str = ""


def begin(guids: Mapping[str, str], log: Log, settings: Settings) -> Session:
    """Choose what is asked today: learning cards, then what is due up to the limit, then new cards up to theirs.

    `guids` holds the deck in document order: each card with the id of its fact, which it shares with its siblings.
    """
    owners = {guids[card]: card for card, _new in log.today if card in guids} if settings.bury else None
    due = sorted(entry for entry in log.due if entry[1] in guids and entry[1] not in log.away)
    learning = [entry for entry in due if entry[2] in LEARNING and _claim(owners, guids, entry[1])]
    old = sum(not new and card in guids for card, new in log.today)
    reviews = (card for _when, card, phase in due if phase not in LEARNING and _claim(owners, guids, card))
    asked = tuple(islice(reviews, max(0, settings.reviews - old)))
    started = sum(new and card in guids for card, new in log.today)
    new = (card for card in guids if card not in log.known and card not in log.away and _claim(owners, guids, card))
    fresh = tuple(islice(new, max(0, settings.new - started)))
    steps = tuple((when, card) for when, card, _phase in learning)
    return Session(queue=(*asked, *fresh), fresh=len(fresh), learning=steps)


def _claim(owners: dict[str, str] | None, guids: Mapping[str, str], card: str) -> bool:
    """Take today's turn of a fact for one of its cards; its siblings wait for another day."""
    return owners is None or owners.setdefault(guids[card], card) == card


def ask(session: Session, settings: Settings, now: int) -> Session:
    """Choose the card to ask now; `current` is empty when nothing is left for now."""
    return replace(session, current=_next(session, settings, now))


def _next(session: Session, settings: Settings, now: int) -> str:
    soonest, card = session.learning[0] if session.learning else (0, "")
    if card and soonest <= now:
        return card
    if session.at < len(session.queue):
        return session.queue[session.at]
    if card and soonest <= now + settings.ahead:
        return card
    return session.later[0] if session.later else ""


def answer(session: Session, after: Memory, rating: Rating, seconds: float, event: str, tomorrow: int) -> Session:
    """Take the current card's new memory; it comes back in this session if its next step is before `tomorrow`."""
    card, rest = session.current, _without_current(session)
    learning = list(rest.learning)
    if after.phase in LEARNING and after.due < tomorrow:
        insort(learning, (after.due, card))
    tally = rest.tally
    ratings = tuple(count + (rating == number) for number, count in enumerate(tally.ratings, 1))
    tally = Tally(ratings, tally.new + (after.reviews == 1), tally.seconds + seconds)  # type: ignore[arg-type]
    return replace(rest, learning=tuple(learning), tally=tally, before=session, event=event)


def leave(session: Session, event: str) -> Session:
    """Go on without the current card: it was suspended, buried, or answered in another session."""
    return replace(_without_current(session), before=session if event else session.before, event=event or session.event)


def skip(session: Session) -> Session:
    """Put the current card off to the end; a second skip leaves it for another day."""
    again = session.current in session.later
    rest = _without_current(session)
    later = rest.later if again else (*rest.later, session.current)
    return replace(rest, later=later, before=session, event="")


def _without_current(session: Session) -> Session:
    card = session.current
    at = session.at + (session.at < len(session.queue) and session.queue[session.at] == card)
    learning = tuple(entry for entry in session.learning if entry[1] != card)
    later = tuple(other for other in session.later if other != card)
    return replace(session, at=at, learning=learning, later=later, current="")


def left(session: Session) -> tuple[int, int, int]:
    """Return how many reviews, learning cards and new cards are still to come."""
    waiting = len(session.queue) - session.at
    fresh = min(waiting, session.fresh)
    return waiting - fresh + len(session.later), len(session.learning), fresh


def forecast(memories: Iterable[Memory], settings: Settings, now: int, days: int) -> list[int]:
    """Return how many cards fall due today and on each of the following days; what is overdue counts today."""
    today = schedule.day_of(settings, now)
    counts = [0] * days
    for memory in memories:
        day = max(0, schedule.day_of(settings, memory.due) - today)
        if memory.phase != NEW.phase and day < days:
            counts[day] += 1
    return counts
