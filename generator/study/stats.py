"""What the log tells of the learner: what falls due, what was recalled, when there was study, where it is weak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from generator.model import Card
from generator.study import schedule, storage
from generator.study.events import REVIEW
from generator.study.schedule import Memory, Phase
from generator.study.session import forecast
from generator.study.settings import DAY, Settings
from generator.study.storage import Store

FORECAST_DAYS = 30
HEAT_DAYS = 371  # 53 weeks
RETENTION_DAYS = 30
QUARTER = 900_000  # a quarter of an hour in milliseconds: every time zone differs by whole ones
# A topic or line with fewer reviews says nothing.
ENOUGH_REVIEWS = 3
WEAKEST = 10


@dataclass(frozen=True, slots=True)
class Weak:
    """A topic or a line of a note, with how often its cards were asked and forgotten."""

    name: str
    reviews: int
    forgotten: int

    @property
    def recalled(self) -> int:
        return 100 * (self.reviews - self.forgotten) // self.reviews


@dataclass(frozen=True, slots=True)
class Stats:
    """All figures; `days` are `(YYYY-MM-DD, reviews)`, retention is `(recalled, asked)`."""

    cards: Mapping[str, int]
    forecast: tuple[int, ...]
    retention: tuple[int, int]
    retention_ever: tuple[int, int]
    days: tuple[tuple[str, int], ...]
    streak: int
    topics: tuple[Weak, ...]
    lines: tuple[Weak, ...]
    leeches: tuple[str, ...]


def gather(store: Store, cards: tuple[Card, ...], settings: Settings, now: int) -> Stats:
    """Read the figures for these cards; without any card, for the whole log."""
    with storage.told(store.path):
        only = storage.restrict(store, [card.id for card in cards])
        memories = {card: memory for card, memory in storage.memories(store) if not cards or card in only}
        away, marked = storage.suspended(store), storage.marks(store)
    days = _days(store, settings, bool(cards))
    tally = _by_card(store, bool(cards))
    ids = frozenset(card.id for card in cards) or frozenset(memories)
    return Stats(
        cards=_counts(memories, ids, away, frozenset(marked)),
        forecast=tuple(forecast((m for c, m in memories.items() if c not in away), settings, now, FORECAST_DAYS)),
        retention=_retention(store, now - RETENTION_DAYS * DAY, bool(cards)),
        retention_ever=_retention(store, 0, bool(cards)),
        days=_recent(days, settings, now),
        streak=_streak(days, schedule.day_of(settings, now)),
        topics=_weakest((" › ".join(card.fact.topic), tally.get(card.id)) for card in cards if card.fact.topic),
        lines=_weakest((f"{c.fact.span.path}:{c.fact.span.first}", tally.get(c.id)) for c in cards),
        leeches=tuple(sorted(card for card, memory in memories.items() if schedule.is_leech(settings, memory))),
    )


def _counts(
    memories: Mapping[str, Memory], ids: frozenset[str], away: frozenset[str], marked: frozenset[str]
) -> dict[str, int]:
    phases = Counter(memory.phase for memory in memories.values())
    return {
        "all": len(ids),
        "new": len(ids - memories.keys()),
        "learning": phases[Phase.LEARNING] + phases[Phase.RELEARNING],
        "review": phases[Phase.REVIEW],
        "suspended": len(ids & away),
        "marked": len(ids & marked),
    }


_OF_DECK = "AND card IN (SELECT card FROM temp.wanted)"
_REVIEWS = f"kind = '{REVIEW}' AND {storage.NOT_UNDONE}"


def _days(store: Store, settings: Settings, some: bool) -> Counter[int]:
    """Count the reviews of each day; quarters of an hour are few, and each lies in one day."""
    statement = f"SELECT time / {QUARTER}, count(*) FROM events WHERE {_REVIEWS} {_OF_DECK if some else ''} GROUP BY 1"
    found: Counter[int] = Counter()
    for quarter, count in storage.rows(store, statement):
        found[schedule.day_of(settings, quarter * QUARTER)] += count
    return found


def _by_card(store: Store, some: bool) -> dict[str, tuple[int, int]]:
    statement = (
        f"SELECT card, count(*), sum(rating = 1) FROM events WHERE {_REVIEWS} {_OF_DECK if some else ''} GROUP BY card"
    )
    return {card: (count, forgotten) for card, count, forgotten in storage.rows(store, statement)}


def _retention(store: Store, since: int, some: bool) -> tuple[int, int]:
    """Count what was recalled a day or more after the review before: steps of learning tell nothing."""
    statement = f"""
        SELECT coalesce(sum(rating > 1), 0), count(*) FROM (
          SELECT time, rating, lag(time) OVER (PARTITION BY card ORDER BY time, id) AS earlier
          FROM events WHERE {_REVIEWS} {_OF_DECK if some else ""}
        ) WHERE time >= :since AND time - earlier >= {DAY // 2}"""
    ((recalled, asked),) = storage.rows(store, statement, {"since": since})
    return recalled, asked


def _recent(days: Counter[int], settings: Settings, now: int) -> tuple[tuple[str, int], ...]:
    today = schedule.day_of(settings, now)
    return tuple((date.fromordinal(day).isoformat(), days[day]) for day in range(today - HEAT_DAYS + 1, today + 1))


def _streak(days: Counter[int], today: int) -> int:
    """Count the days with reviews up to today, or up to yesterday if today is still to come."""
    day = today if days[today] else today - 1
    start = day
    while days[day]:
        day -= 1
    return start - day


def _weakest(tallies: Iterable[tuple[str, tuple[int, int] | None]]) -> tuple[Weak, ...]:
    reviews: Counter[str] = Counter()
    forgotten: Counter[str] = Counter()
    for name, tally in tallies:
        if tally:
            reviews[name] += tally[0]
            forgotten[name] += tally[1]
    weak = [Weak(name, reviews[name], forgotten[name]) for name in reviews if reviews[name] >= ENOUGH_REVIEWS]
    return tuple(sorted((w for w in weak if w.forgotten), key=lambda w: (-w.forgotten / w.reviews, w.name))[:WEAKEST])


def record(stats: Stats) -> dict[str, Any]:
    """Return the figures for scripts."""
    value = asdict(stats)
    for name in ("retention", "retention_ever"):
        recalled, asked = value[name]
        value[name] = {"recalled": recalled, "asked": asked, "share": round(recalled / asked, 4) if asked else None}
    value["days"] = dict(stats.days)
    for name, found in (("topics", stats.topics), ("lines", stats.lines)):
        value[name] = [{**asdict(weak), "recalled": weak.recalled} for weak in found]
    return value


HEAT = " ░▒▓█"


def heat_map(days: tuple[tuple[str, int], ...], weeks: int) -> list[str]:
    """Draw the last weeks, one column a week and one row a day of the week, Monday first, months above."""
    shown = days[-(7 * (weeks - 1) + date.fromisoformat(days[-1][0]).isoweekday()) :]
    most = max((count for _day, count in shown), default=0)
    rows = ["", "", "", "", "", "", ""]
    for day, count in shown:
        rows[date.fromisoformat(day).weekday()] += HEAT[_level(count, most)]
    names = ("Mon", "   ", "Wed", "   ", "Fri", "   ", "Sun")
    return ["    " + _months(shown), *(f"{name} {row}" for name, row in zip(names, rows, strict=True))]


def _level(count: int, most: int) -> int:
    return 0 if not count else max(1, -(-count * (len(HEAT) - 1) // most))


def _months(shown: tuple[tuple[str, int], ...]) -> str:
    """Write each month's name over the week in which it begins, if there is room."""
    line = ""
    for week, (day, _count) in enumerate(shown[::7]):
        if int(day[8:]) <= 7 and len(line) <= week:
            line = line.ljust(week) + date.fromisoformat(day).strftime("%b ")
    return line.rstrip()
