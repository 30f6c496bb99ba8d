"""A sitting, step by step."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from generator.study import schedule, session
from generator.study.schedule import Memory, Phase, Rating
from generator.study.session import Log, Session
from generator.study.settings import DAY, MINUTE, Settings

UNHURRIED = how(deadline=None)

NOW = 1_700_000_000_000
UTC = Settings(time_zone="UTC")
TOMORROW = schedule.day_start(UTC, schedule.day_of(UTC, NOW) + 1)


def _cards(*names: str) -> dict[str, str]:
    """Make cards by name; those with one first letter are siblings."""
    return {name: name[0] for name in names}


def _review(due: int) -> Memory:
    return Memory(phase=Phase.REVIEW, stability=5, difficulty=5, due=due, first=1, last=2, reviews=3)


def _log(memories: dict[str, Memory], **more: object) -> Log:
    due = tuple((memory.due, card, memory.phase) for card, memory in memories.items() if memory.due < TOMORROW)
    return replace(Log(due, frozenset(memories)), **more)  # type: ignore[arg-type]


def _ids(state: Session) -> list[str]:
    """Answer everything with Easy and return what was asked."""
    asked = []
    while (state := session.ask(state, UTC, NOW)).current:
        asked.append(state.current)
        after = schedule.review(UTC, state.current, schedule.NEW, Rating.EASY, NOW)
        state = session.answer(state, after, Rating.EASY, 1, "e", TOMORROW)
    return asked


def test_what_is_due_comes_before_what_is_new() -> None:
    log = _log({"b": _review(NOW - DAY), "c": _review(NOW - 2 * DAY), "d": _review(NOW + 3 * DAY)})
    assert _ids(session.begin(_cards("a", "b", "c", "d", "e"), log, UTC)) == ["c", "b", "a", "e"]


def test_the_days_limits_count_what_was_done_today() -> None:
    settings = replace(UTC, new=2, reviews=2)
    log = _log({"b": _review(NOW), "c": _review(NOW), "x": _review(NOW + DAY)}, today=(("x", True), ("y", False)))
    state = session.begin(_cards("a", "b", "c", "d", "x", "y"), log, settings)
    assert _ids(state) == ["b", "a"]


def test_of_siblings_one_is_asked_a_day() -> None:
    cards = _cards("a1", "a2", "b1", "b2")
    assert _ids(session.begin(cards, _log({"a2": _review(NOW)}), UTC)) == ["a2", "b1"]
    assert _ids(session.begin(cards, _log({}, today=(("a1", True),), known=frozenset({"a1"})), UTC)) == ["b1"]
    assert len(_ids(session.begin(cards, _log({}), replace(UTC, bury=False)))) == 4


def test_suspended_and_buried_cards_are_not_asked() -> None:
    log = _log({"a": _review(NOW)}, away=frozenset("ab"))
    assert _ids(session.begin(_cards("a", "b", "c"), log, UTC)) == ["c"]


def test_a_card_that_left_the_deck_is_not_asked_and_comes_back_with_its_history() -> None:
    log = _log({"gone": _review(NOW)})
    assert _ids(session.begin(_cards("a"), log, UTC)) == ["a"]
    assert _ids(session.begin(_cards("a", "gone"), log, UTC)) == ["gone", "a"]


def test_a_step_comes_back_in_its_minute_and_early_if_nothing_is_left() -> None:
    state = session.ask(session.begin(_cards("a", "b"), _log({}), UTC), UTC, NOW)
    after = schedule.review(UTC, "a", schedule.NEW, Rating.AGAIN, NOW)
    state = session.answer(state, after, Rating.AGAIN, 3, "e1", TOMORROW)
    assert session.left(state) == (0, 1, 1)
    assert session.ask(state, UTC, NOW).current == "b"
    assert session.ask(state, UTC, NOW + MINUTE).current == "a"
    state = session.leave(session.ask(state, UTC, NOW), "e2")
    assert session.ask(state, UTC, NOW).current == "a"
    assert session.ask(state, replace(UTC, ahead=1000), NOW).current == ""


def test_undo_is_the_state_before() -> None:
    asked = session.ask(session.begin(_cards("a", "b"), _log({}), UTC), UTC, NOW)
    after = schedule.review(UTC, "a", schedule.NEW, Rating.EASY, NOW)
    state = session.answer(asked, after, Rating.EASY, 3, "e1", TOMORROW)
    assert state.tally.ratings == (0, 0, 0, 1)
    assert (state.tally.new, state.tally.seconds, state.event) == (1, 3, "e1")
    assert state.before == asked


def test_a_skipped_card_comes_last_and_once() -> None:
    state = session.begin(_cards("a", "b"), _log({}), UTC)
    asked = []
    while (state := session.ask(state, UTC, NOW)).current:
        asked.append(state.current)
        state = session.skip(state)
    assert asked == ["a", "b", "a", "b"]
    assert state.tally.answered == 0


@UNHURRIED
@given(st.lists(st.integers(1, 4), max_size=30), st.integers(0, 8))
def test_every_session_ends_and_asks_nothing_twice_that_was_learned(ratings: list[int], size: int) -> None:
    cards = _cards(*"abcdefgh"[:size])
    state, now, memories = session.begin(cards, _log({}), UTC), NOW, dict[str, Memory]()
    for number in range(200):
        state = session.ask(state, UTC, now)
        if not state.current:
            break
        rating = Rating(ratings[number] if number < len(ratings) else 4)
        now += 5000
        after = schedule.review(UTC, state.current, memories.get(state.current, schedule.NEW), rating, now)
        memories[state.current] = after
        state = session.answer(state, after, rating, 5, "e", TOMORROW)
    assert not state.current
    assert len(memories) == size
    assert session.left(state) == (0, 0, 0)


def test_the_forecast_counts_what_is_overdue_today() -> None:
    memories = [_review(NOW - 9 * DAY), _review(NOW), _review(NOW + DAY), _review(NOW + 99 * DAY), schedule.NEW]
    assert session.forecast(memories, UTC, NOW, 3) == [2, 1, 0]
