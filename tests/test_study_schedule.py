"""The schedule is fsrs's own, to the bit, and a replay of the log."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from generator.study import schedule
from generator.study.schedule import Memory, Rating
from generator.study.settings import DAY, MINUTE, Settings

UNHURRIED = how(deadline=None)

START = 1_700_000_000_000
GAPS = st.integers(0, 400 * DAY)
HISTORIES = st.lists(st.tuples(GAPS, st.integers(1, 4)), max_size=12)


def _history(seed: int) -> list[tuple[int, int]]:
    dice = random.Random(seed)
    when, reviews = START, []
    for _ in range(dice.randint(1, 25)):
        when += int(dice.choice((MINUTE, 10 * MINUTE, DAY, 30 * DAY)) * dice.uniform(0.1, 4))
        reviews.append((when, dice.choices((1, 2, 3, 4), (2, 1, 6, 1))[0]))
    return reviews


def _settings(seed: int) -> Settings:
    dice = random.Random(seed)
    steps = dice.choice(((), (MINUTE,), (MINUTE, 10 * MINUTE), (MINUTE, 10 * MINUTE, DAY)))
    relearning = dice.choice(((), (10 * MINUTE,), (MINUTE, 10 * MINUTE)))
    return Settings(retention=dice.choice((0.8, 0.9, 0.95)), steps=steps, relearning=relearning)


def _with_fsrs(settings: Settings, reviews: list[tuple[int, int]]) -> fsrs.Card:
    scheduler = fsrs.Scheduler(
        desired_retention=settings.retention,
        learning_steps=[timedelta(milliseconds=step) for step in settings.steps],
        relearning_steps=[timedelta(milliseconds=step) for step in settings.relearning],
        enable_fuzzing=False,
    )
    card = fsrs.Card(card_id=1, due=datetime(2020, 1, 1, tzinfo=UTC))
    for when, rating in reviews:
        card, _log = scheduler.review_card(card, fsrs.Rating(rating), schedule.moment(when))
    return card


@pytest.mark.parametrize("block", range(10))
def test_agrees_with_fsrs_on_a_thousand_histories(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        settings, reviews = _settings(seed), _history(seed)
        card = _with_fsrs(settings, reviews)
        memory = schedule.replay(settings, "card", reviews)
        assert (memory.phase, memory.stability, memory.difficulty) == (card.state, card.stability, card.difficulty)
        assert schedule.moment(memory.due) == card.due
        assert schedule.moment(memory.last) == card.last_review


@UNHURRIED
@given(HISTORIES, st.integers(0, 12))
def test_a_replay_may_stop_and_go_on_anywhere(gaps: list[tuple[int, int]], cut: int) -> None:
    when, reviews = START, []
    for gap, rating in gaps:
        when += gap
        reviews.append((when, rating))
    memory = schedule.replay(Settings(), "c", reviews[:cut])
    for when, rating in reviews[cut:]:
        memory = schedule.review(Settings(), "c", memory, rating, when)
    assert memory == schedule.replay(Settings(), "c", reviews)


def test_fuzz_is_the_same_on_every_replay() -> None:
    reviews = [(START + day * DAY, 3) for day in (0, 1, 5, 20, 80)]
    fuzzy = Settings(fuzz=True)
    memories = {schedule.replay(fuzzy, card, reviews).due for card in ("a", "b", "c", "d", "e")}
    assert len(memories) > 1
    assert schedule.replay(fuzzy, "a", reviews) == schedule.replay(fuzzy, "a", reviews)


def test_fuzz_leaves_the_global_dice_alone() -> None:
    random.seed(1)
    expected = random.random()
    random.seed(1)
    schedule.review(Settings(fuzz=True), "a", schedule.NEW, 4, START)
    assert random.random() == expected


def test_a_day_begins_at_four_by_the_wall_clock() -> None:
    seoul = Settings(time_zone="Asia/Seoul")
    before = schedule.milliseconds(datetime(2026, 3, 1, 18, 59, tzinfo=UTC))  # 03:59 on 2 March in Seoul
    assert schedule.day_of(seoul, before) == datetime(2026, 3, 1).toordinal()
    assert schedule.day_of(seoul, before + MINUTE) == datetime(2026, 3, 2).toordinal()
    assert schedule.day_start(seoul, datetime(2026, 3, 2).toordinal()) == before + MINUTE


@UNHURRIED
@given(st.integers(0, 4_000_000_000_000), st.sampled_from(["Asia/Seoul", "Europe/Berlin", "America/New_York", "UTC"]))
def test_every_moment_lies_in_its_day(when: int, zone: str) -> None:
    settings = Settings(time_zone=zone)
    day = schedule.day_of(settings, when)
    assert schedule.day_start(settings, day) <= when < schedule.day_start(settings, day + 1)


def test_a_review_is_due_all_day_and_a_step_from_its_minute() -> None:
    settings = Settings(time_zone="UTC")
    morning = schedule.milliseconds(datetime(2026, 3, 2, 5, tzinfo=UTC))
    evening = morning + 15 * 60 * MINUTE
    assert schedule.is_due(settings, Memory(phase=2, due=evening, reviews=1), morning)
    assert not schedule.is_due(settings, Memory(phase=1, due=evening, reviews=1), morning)
    assert schedule.is_due(settings, Memory(phase=1, due=evening, reviews=1), evening)
    assert not schedule.is_due(settings, schedule.NEW, evening)


def test_eight_lapses_make_a_leech() -> None:
    when, memory = START, schedule.review(Settings(), "c", schedule.NEW, Rating.EASY, START)
    for _ in range(8):
        assert not schedule.is_leech(Settings(), memory)
        when += 30 * DAY
        memory = schedule.review(Settings(), "c", memory, Rating.AGAIN, when)
        when += 10 * MINUTE
        memory = schedule.review(Settings(), "c", memory, Rating.GOOD, when)
    assert schedule.is_leech(Settings(), memory)


@pytest.mark.parametrize(
    ("length", "text"),
    [(1, "<1m"), (MINUTE, "1m"), (90 * MINUTE, "2h"), (3 * DAY, "3d"), (76 * DAY, "2.5mo"), (400 * DAY, "1.1y")],
)
def test_lengths_read_well(length: int, text: str) -> None:
    assert schedule.interval(length) == text
