"""One sitting as frozen values: what is asked next, what is left, and one step back at a time. No clock, no disk."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.study import schedule
from generator.study.schedule import NEW, Memory, Phase, Rating
from generator.study.settings import Settings

LEARNING = (Phase.LEARNING, Phase.RELEARNING)


@dataclass(frozen=True, slots=True)
class Asked:
    """A card that could be asked: `guid` is that of its fact, which it shares with its siblings."""

    id: str
    guid: str


@dataclass(frozen=True, slots=True)
class Log:
    """What the log says when a session begins."""

    memories: Mapping[str, Memory]  # at least of the cards that are due or learning
    known: frozenset[str] | Mapping[str, object]  # every card that was ever reviewed
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


def begin(cards: Iterable[Asked], log: Log, settings: Settings, now: int) -> Session:
    """Choose what is asked today: learning cards, then what is due up to the limit, then new cards up to theirs."""
    deck = {card.id: (order, card.guid) for order, card in enumerate(cards) if card.id not in log.away}
    tomorrow = schedule.day_start(settings, schedule.day_of(settings, now) + 1)
    owners = _owners(deck, log) if settings.bury else {}
    learning, due = _due(deck, log, tomorrow)
    learning = [(when, card) for when, card in learning if _claim(owners, deck[card][1], card, settings)]
    reviews = [card for _when, _order, card in due if _claim(owners, deck[card][1], card, settings)]
    old = sum(not new and card in deck for card, new in log.today)
    started = sum(new and card in deck for card, new in log.today)
    reviews = reviews[: max(0, settings.reviews - old)]
    fresh = _fresh(deck, log, owners, settings, max(0, settings.new - started))
    return Session(queue=(*reviews, *fresh), fresh=len(fresh), learning=tuple(sorted(learning)))


def _owners(deck: Mapping[str, tuple[int, str]], log: Log) -> dict[str, str]:
    """Say which card of a fact has had its turn today: its siblings wait for another day."""
    return {deck[card][1]: card for card, _new in log.today if card in deck}


def _claim(owners: dict[str, str], guid: str, card: str, settings: Settings) -> bool:
    return not settings.bury or owners.setdefault(guid, card) == card


def _due(
    deck: Mapping[str, tuple[int, str]], log: Log, tomorrow: int
) -> tuple[list[tuple[int, str]], list[tuple[int, int, str]]]:
    learning, due = [], []
    for card, memory in log.memories.items():
        if card in deck and memory.due < tomorrow and memory.phase != Phase.NEW:
            if memory.phase in LEARNING:
                learning.append((memory.due, card))
            else:
                due.append((memory.due, deck[card][0], card))
    return sorted(learning), sorted(due)


def _fresh(
    deck: Mapping[str, tuple[int, str]], log: Log, owners: dict[str, str], settings: Settings, limit: int
) -> list[str]:
    found: list[str] = []
    for card, (_order, guid) in deck.items():
        if len(found) >= limit:
            break
        if card not in log.known and _claim(owners, guid, card, settings):
            found.append(card)
    return found


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
