"""The log on disk: nothing is lost, nothing doubled, and every trouble is told in words."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from generator.problems import NotedeckError
from generator.study import events, schedule, storage
from generator.study.events import Event
from generator.study.settings import DAY, MINUTE, Settings
from generator.study.storage import Store

UNHURRIED = how(deadline=None, max_examples=40)

START = 1_700_000_000_000
Open = Callable[..., Store]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Open a log by name; all are closed at the end."""
    stores: list[Store] = []

    def open_one(settings: Settings | None = None, name: str = "reviews.sqlite3") -> Store:
        stores.append(storage.open_store(tmp_path / name, settings or Settings()))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


def _review(number: int, card: str = "c", rating: int = 3, when: int = 0) -> Event:
    return Event(id=f"{number:04}", card=card, time=when or START + number * DAY, rating=rating, response="답")


def _message(call: Callable[[], object]) -> str:
    with pytest.raises(NotedeckError) as caught:
        call()
    return caught.value.problems[0].message


def test_a_review_is_there_after_opening_again(opened: Open) -> None:
    after = storage.append(opened(), _review(1))
    again = opened()
    assert storage.memory(again, "c") == after == schedule.replay(Settings(), "c", [(START + DAY, 3)])
    assert list(storage.events(again)) == [_review(1)]


def test_stepped_is_replayed(opened: Open) -> None:
    store, dice = opened(), random.Random(1)
    for number in range(300):
        storage.append(store, _review(number, f"c{dice.randint(0, 20)}", dice.randint(1, 4)))
    stepped = dict(storage.memories(store))
    other = opened(name="copy.sqlite3")
    assert storage.add(other, storage.events(store)) == (300, 0)
    assert dict(storage.memories(other)) == stepped


@UNHURRIED
@given(st.lists(st.tuples(st.integers(0, 30 * DAY), st.integers(1, 4), st.booleans()), max_size=8), st.randoms())
def test_the_order_of_arrival_does_not_matter(reviews: list[tuple[int, int, bool]], dice: random.Random) -> None:
    log = [Event(f"{n}", "c", START + when, rating=rating) for n, (when, rating, _undone) in enumerate(reviews)]
    log += [Event(f"u{n}", "c", START, "undo", target=f"{n}") for n, review in enumerate(reviews) if review[2]]
    mixed = dice.sample(log, len(log))
    found = []
    for arrival in (log, mixed):
        store = storage.open_store(Path(":memory:"), Settings())
        for event in arrival:
            storage.append(store, event)
        found.append(storage.memory(store, "c"))
        store.close()
    kept = sorted((e.time, e.id, e.rating) for e in log if e.kind == "review" and not reviews[int(e.id)][2])
    assert found[0] == found[1] == schedule.replay(Settings(), "c", [(when, rating) for when, _id, rating in kept])


def test_undo_gives_back_what_was_known_before(opened: Open) -> None:
    store = opened()
    before = storage.append(store, _review(1))
    storage.append(store, _review(2))
    assert storage.append(store, Event("u", "c", START + 3 * DAY, "undo", target="0002")) == before
    storage.append(store, Event("v", "c", START + 3 * DAY, "undo", target="0001"))
    assert storage.memory(store, "c") == schedule.NEW
    assert dict(storage.memories(store)) == {}


def test_new_settings_replay_everything_and_old_ones_stay_cached(opened: Open) -> None:
    store = opened()
    for number in range(5):
        storage.append(store, _review(number))
    strict = opened(Settings(retention=0.97))
    assert storage.memory(strict, "c").due < storage.memory(store, "c").due
    assert storage.memory(opened(), "c") == storage.memory(store, "c")


def test_two_sessions_at_once_keep_each_others_reviews(opened: Open) -> None:
    one, two = opened(), opened()
    storage.append(one, _review(1))
    storage.append(two, _review(2))
    after = storage.append(one, _review(3))
    assert after == schedule.replay(Settings(), "c", [(START + day * DAY, 3) for day in (1, 2, 3)])
    assert [event.id for event in storage.events(two)] == ["0001", "0002", "0003"]


def test_the_log_is_append_only(opened: Open) -> None:
    store = opened()
    storage.append(store, _review(1))
    for statement in ("DELETE FROM events", "UPDATE events SET rating = 4"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            store.connection.execute(statement)


def test_import_takes_each_review_once(opened: Open) -> None:
    store = opened()
    storage.append(store, _review(1))
    assert storage.add(store, [_review(1), _review(2), _review(2)]) == (1, 2)
    assert storage.add(store, [_review(1), _review(2)]) == (0, 2)
    assert storage.memory(store, "c").reviews == 2


def test_marks_and_suspensions_can_be_taken_back(opened: Open) -> None:
    store = opened()
    for number, kind in enumerate(("mark", "suspend", "bury", "unsuspend")):
        storage.append(store, Event(f"{number}", "c", START + number, kind, response="틀린 답"))
    assert storage.marks(store)["c"].response == "틀린 답"
    assert storage.suspended(store) == frozenset()
    assert storage.buried(store, START) == {"c"}
    assert storage.buried(store, START + MINUTE) == frozenset()
    assert storage.marked(store.path) == {"c"}
    storage.append(store, Event("u", "c", START + 9, "undo", target="0"))
    assert storage.marked(store.path) == frozenset()


def test_marked_without_a_log_is_empty(tmp_path: Path) -> None:
    assert storage.marked(tmp_path / "none.sqlite3") == frozenset()
    assert not (tmp_path / "none.sqlite3").exists()


def test_a_full_disk_is_told_and_nothing_is_half_written(opened: Open) -> None:
    store = opened()
    storage.append(store, _review(1))
    pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    big = Event("big", "c", START + 9 * DAY, rating=3, response="가" * 9999)
    assert _message(lambda: storage.append(store, big)).startswith("the disk is full: nothing more can be written")
    assert storage.memory(store, "c").reviews == 1
    store.connection.execute("PRAGMA max_page_count = 100000")
    assert storage.append(store, big).reviews == 2


def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "reviews.sqlite3"
    path.write_bytes(b"this is no database, whatever it is called" * 100)
    assert "is no log of reviews, or it is damaged" in _message(lambda: storage.open_store(path, Settings()))
    assert path.read_bytes().startswith(b"this is no database")


def test_a_page_of_rubbish_is_told(opened: Open, tmp_path: Path) -> None:
    store = opened()
    storage.add(store, (_review(number, f"c{number}") for number in range(2000)))
    store.close()
    path = tmp_path / "reviews.sqlite3"
    data = bytearray(path.read_bytes())
    data[4096 * 2 :] = b"\xff" * len(data[4096 * 2 :])
    path.write_bytes(data)

    def use() -> None:
        broken = storage.open_store(path, Settings())
        try:
            storage.append(broken, _review(5000))
        finally:
            broken.close()

    assert "is damaged" in _message(use)


def test_a_newer_file_is_told(opened: Open) -> None:
    store = opened()
    store.connection.execute("PRAGMA user_version = 9")
    assert "was written by a newer notedeck (format 9; this one knows 1); update notedeck" in _message(opened)


def test_another_programs_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    sqlite3.connect(path).execute("CREATE TABLE t (x)")
    assert "is the database of another program" in _message(lambda: storage.open_store(path, Settings()))


def test_a_read_only_place_is_told_before_the_first_question(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened()
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    assert "is read-only: no answer would be kept" in _message(opened)


def test_a_read_only_log_can_be_read_whatever_the_settings(opened: Open, tmp_path: Path) -> None:
    store = opened()
    for number in range(5):
        storage.append(store, _review(number))
    reader = storage.open_for_reading(store.path, Settings(retention=0.97))
    assert storage.memory(reader, "c").due < storage.memory(store, "c").due
    assert "is read-only" in _message(lambda: storage.append(reader, _review(9)))
    reader.close()


def test_a_log_that_is_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite3"
    assert "`notedeck study` begins one" in _message(lambda: storage.open_for_reading(path, Settings()))


@UNHURRIED
@given(
    st.builds(
        Event, id=st.text(min_size=1), card=st.text(min_size=1), time=st.integers(0, 10**13), rating=st.integers(1, 4),
        response=st.text(), seconds=st.floats(0, 1e6),
    )
)  # fmt: skip
def test_an_event_survives_its_line(event: Event) -> None:
    assert events.parse(events.line(event)) == event


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x", "is no JSON"),
        ("[]", "is no JSON object"),
        ('{"format": "other"}', 'is of format "other", not "notedeck-reviews"'),
        ('{"format": "notedeck-reviews", "version": 2}', "is of version 2; this notedeck reads up to 1"),
        ('{"id": "a", "card": "c"}', 'needs "id", "card" and "time" in milliseconds since 1970'),
        ('{"id": "a", "card": "c", "time": 1, "rating": 5}', "has a wrong rating: 5"),
        ('{"id": "a", "card": "c", "time": 1, "rating": "3"}', 'has a wrong "rating": "3"'),
        ('{"id": "a", "card": "c", "time": 1, "kind": "nap"}', 'has an unknown kind "nap"'),
    ],
)
def test_a_wrong_line_is_told(line: str, message: str) -> None:
    with pytest.raises(ValueError, match="^" + message.replace("?", r"\?") + "$"):
        events.parse(line)
