"""When a card is asked next. The only door to fsrs; a schedule is nothing but a replay of the log of reviews."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from enum import IntEnum
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import fsrs

from generator.study.settings import DAY, Settings

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
LONGEST_YEAR = 253_402_214_400_000  # 9999-12-31 in milliseconds: what a datetime can hold


class Rating(IntEnum):
    """How well a card was recalled."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Phase(IntEnum):
    """Where a card is: `NEW` has no review yet, the others are fsrs's."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True, slots=True)
class Memory:
    """What the log says of one card; times are milliseconds since 1970."""

    phase: int = Phase.NEW
    step: int = 0
    stability: float = 0.0  # days until recall falls to 90 %
    difficulty: float = 0.0  # 1 to 10
    due: int = 0
    first: int = 0  # the first review
    last: int = 0  # the last review
    reviews: int = 0
    lapses: int = 0  # an Again in review


NEW = Memory()


@lru_cache(maxsize=8)
def _scheduler(settings: Settings) -> Any:
    return fsrs.Scheduler(
        desired_retention=settings.retention,
        learning_steps=[timedelta(milliseconds=step) for step in settings.steps],
        relearning_steps=[timedelta(milliseconds=step) for step in settings.relearning],
        maximum_interval=settings.longest,
        enable_fuzzing=settings.fuzz,
    )


def moment(when: int) -> datetime:
    """Return milliseconds since 1970 as a datetime, exactly."""
    return EPOCH + when * MILLISECOND


def milliseconds(when: datetime) -> int:
    """Return a datetime as milliseconds since 1970."""
    return (when - EPOCH) // MILLISECOND


def review(settings: Settings, card: str, memory: Memory, rating: int, when: int) -> Memory:
    """Return the memory after one review at `when`."""
    before = _card(memory, when)
    after = _reviewed(settings, card, before, rating, when)
    lapsed = memory.phase == Phase.REVIEW and rating == Rating.AGAIN
    return Memory(
        phase=int(after.state),
        step=after.step or 0,
        stability=after.stability,
        difficulty=after.difficulty,
        due=min(milliseconds(after.due), LONGEST_YEAR),
        first=memory.first if memory.reviews else when,
        last=when,
        reviews=memory.reviews + 1,
        lapses=memory.lapses + lapsed,
    )


def _card(memory: Memory, when: int) -> Any:
    """Make fsrs's card; its own defaults would sleep and read the clock."""
    if memory.phase == Phase.NEW:
        return fsrs.Card(card_id=1, due=moment(when))
    return fsrs.Card(
        card_id=1,
        state=fsrs.State(memory.phase),
        step=None if memory.phase == Phase.REVIEW else memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=moment(memory.due),
        last_review=moment(memory.last),
    )


def _reviewed(settings: Settings, card: str, before: Any, rating: int, when: int) -> Any:
    scheduler = _scheduler(settings)
    if not settings.fuzz:
        return scheduler.review_card(before, fsrs.Rating(rating), moment(when))[0]
    state = random.getstate()  # fsrs draws its fuzz from the one global generator
    random.seed(f"{card} {when}")
    try:
        return scheduler.review_card(before, fsrs.Rating(rating), moment(when))[0]
    finally:
        random.setstate(state)


def replay(settings: Settings, card: str, reviews: Iterable[tuple[int, int]]) -> Memory:
    """Return the memory of a card after `(time, rating)` reviews, in the order given."""
    memory = NEW
    for when, rating in reviews:
        memory = review(settings, card, memory, rating, when)
    return memory


def choices(settings: Settings, card: str, memory: Memory, when: int) -> dict[Rating, Memory]:
    """Return what each rating would lead to."""
    return {rating: review(settings, card, memory, rating, when) for rating in Rating}


def recall(settings: Settings, memory: Memory, when: int) -> float:
    """Return the chance that the card is recalled at `when`; 0 for a new one."""
    if memory.phase == Phase.NEW:
        return 0.0
    return float(_scheduler(settings).get_card_retrievability(_card(memory, when), moment(when)))


def is_leech(settings: Settings, memory: Memory) -> bool:
    """Tell whether the card was forgotten so often that it had better be rewritten."""
    return memory.lapses >= settings.leech


def fingerprint(settings: Settings) -> str:
    """Name what due dates depend on, so that a cached schedule is used only for the settings that made it."""
    scheduler = _scheduler(settings)
    parts = (settings.retention, settings.steps, settings.relearning, settings.longest, settings.fuzz)
    return hashlib.sha256(repr((parts, scheduler.parameters)).encode()).hexdigest()[:16]


def _zone(settings: Settings) -> tzinfo | None:
    return ZoneInfo(settings.time_zone) if settings.time_zone else None  # None: astimezone takes the computer's


def day_of(settings: Settings, when: int) -> int:
    """Return the day that `when` belongs to, as an ordinal; a day begins at the settings' hour by the wall clock."""
    local = moment(when).astimezone(_zone(settings))
    return local.date().toordinal() - (local.hour < settings.day_start)


def day_start(settings: Settings, day: int) -> int:
    """Return when a day begins."""
    wall = datetime.combine(datetime.fromordinal(day), time(settings.day_start))
    zone = _zone(settings)
    return milliseconds(wall.replace(tzinfo=zone) if zone else wall.astimezone())


def is_due(settings: Settings, memory: Memory, when: int) -> bool:
    """Tell whether a card is to be asked: in review from the beginning of its day on, in learning from its minute on."""
    if memory.phase == Phase.NEW:
        return False
    if memory.phase == Phase.REVIEW:
        return memory.due < day_start(settings, day_of(settings, when) + 1)
    return memory.due <= when


def interval(milliseconds: int) -> str:
    """Write a length of time as a learner reads it: `1m`, `3h`, `12d`, `2.5mo`, `1.2y`."""
    minutes = milliseconds / 60_000
    days = milliseconds / DAY
    if minutes < 1:
        return "<1m"
    if minutes < 60:
        return f"{minutes:.0f}m"
    if days < 1:
        return f"{minutes / 60:.0f}h"
    if days < 30:
        return f"{days:.0f}d"
    return f"{days / 30.4:.1f}mo" if days < 365 else f"{days / 365.25:.1f}y"
