"""The log of reviews on disk: SQLite, append-only, the only truth. The schedule beside it is a cache of its replay.

Write-ahead log with `synchronous=FULL`: a commit is one fsync and is on disk when it returns, `kill -9` or a power cut
at any moment loses no committed review, and `notedeck stats` reads while a session writes. Where the file system
cannot do it (some network drives), SQLite stays with its rollback journal, which is as safe and slower.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from itertools import groupby
from pathlib import Path
from typing import Any

from generator import files
from generator.model import Severity, Span
from generator.problems import NotedeckError
from generator.study import schedule
from generator.study.events import LAST_TIME, REVIEW, UNDO, Event
from generator.study.schedule import NEW, Memory
from generator.study.settings import DAY, Settings

APPLICATION = 0x4E444B31  # "NDK1": tells our files from other programs'
SCHEMA = 1
WAIT = 10.0  # seconds for another session to finish its write, which takes milliseconds
KEPT_SCHEDULES = 4  # recipes with different settings take turns without a replay of everything

TABLES = """
CREATE TABLE events (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, card TEXT NOT NULL, time INTEGER NOT NULL, kind TEXT NOT NULL,
  rating INTEGER NOT NULL, response TEXT NOT NULL, seconds REAL NOT NULL, target TEXT NOT NULL, mode TEXT NOT NULL
);
CREATE INDEX events_by_card ON events (card, time, id, kind, rating);
CREATE INDEX events_by_time ON events (time);
CREATE INDEX events_undone ON events (target) WHERE target <> '';
CREATE INDEX events_but_reviews ON events (kind, time, id) WHERE kind <> 'review';
CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TABLE schedules (key TEXT PRIMARY KEY, upto INTEGER NOT NULL, used INTEGER NOT NULL);
CREATE TABLE memories (
  schedule TEXT, card TEXT, phase INTEGER, step INTEGER, stability REAL, difficulty REAL, due INTEGER,
  first INTEGER, last INTEGER, reviews INTEGER, lapses INTEGER, PRIMARY KEY (schedule, card)
) WITHOUT ROWID;
"""
EVENT_COLUMNS = ", ".join(field.name for field in fields(Event))
MEMORY_COLUMNS = ", ".join(field.name for field in fields(Memory))
BUT_REVIEWS = "kind <> 'review'"  # word for word the condition of the index, or SQLite does not use it
NOT_UNDONE = f"id NOT IN (SELECT target FROM events WHERE {BUT_REVIEWS} AND kind = '{UNDO}')"


def failure(path: Path | str, message: str) -> NotedeckError:
    """Return what stops a command that needs the log."""
    return NotedeckError(Span(str(path), 1, 1).problem(Severity.ERROR, "reviews", message))


def default_path() -> Path:
    """Return where the log is without `--db`."""
    import platformdirs

    return Path(platformdirs.user_data_path("notedeck", appauthor=False)) / "reviews.sqlite3"


@dataclass(frozen=True, slots=True)
class Store:
    """An open log. `key` names the schedule that is cached for `settings`."""

    path: Path
    connection: sqlite3.Connection
    settings: Settings
    key: str

    def close(self) -> None:
        self.connection.close()


Progress = Callable[[int, int], None]  # reviews replayed, of how many


def _quiet(done: int, total: int) -> None:
    pass


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what SQLite says into what the learner can do about it."""
    try:
        yield
    except sqlite3.Error as error:
        raise failure(path, _explain(path, error)) from error
    except (ArithmeticError, ValueError) as error:  # a review with a time or rating that none can have
        raise failure(path, f'the log of reviews "{path}" holds what cannot be ({error}). {REPAIR}') from error


def _explain(path: Path, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return f'the disk is full: nothing more can be written to "{path}". Free some space and try again'
    if code == sqlite3.SQLITE_READONLY:
        return f'the log of reviews "{path}" is read-only; name another with --db, or make it writable'
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f'another program has held "{path}" for {WAIT:.0f} seconds; end it and try again'
    if code == sqlite3.SQLITE_NOTADB:
        return f'"{path}" is no log of reviews, or it is damaged from the start; it has been left as it is. {RESCUE}'
    if code == sqlite3.SQLITE_CORRUPT:
        return f'the log of reviews "{path}" is damaged ({error}); it has been left as it is. {RESCUE}'
    if code == sqlite3.SQLITE_IOERR:
        return f'the disk refused to read or write "{path}" ({error})'
    if code == sqlite3.SQLITE_CANTOPEN:
        return f'the log of reviews "{path}" cannot be opened; is its folder there and writable?'
    return f'the log of reviews "{path}" cannot be used: {error}'


REPAIR = "`notedeck export-reviews --db FILE` writes it as text; delete the wrong line, and import it into a new log"
RESCUE = "Copy the file, then `notedeck export-reviews --db FILE` saves what can be read, for `import-reviews` into a new one"


def open_store(path: Path, settings: Settings, *, progress: Progress = _quiet, now: int = 0) -> Store:
    """Open the log for studying, make it if it is not there, and bring the cached schedule up to date."""
    _make_folder(path)
    _refuse_what_is_no_file(path)
    _refuse_read_only(path)
    with told(path):
        store = Store(path, _connect(path), settings, schedule.fingerprint(settings))
        try:
            _prepare(store)
            _refuse_impossible_times(store)
            catch_up(store, progress=progress, now=now)
        except BaseException:
            store.close()
            raise
    return store


def open_for_reading(path: Path, settings: Settings, *, replay: bool = True) -> Store:
    """Open an existing log without writing to it, so that it may lie on a read-only disk."""
    if not path.exists():
        raise failure(path, f'there is no log of reviews "{path}" yet; `notedeck study` begins one')
    _refuse_what_is_no_file(path)
    with told(path):
        connection = _open_read_only(path)
        store = Store(path, connection, settings, schedule.fingerprint(settings))
        try:
            _recognise(store)
            if replay:
                _refuse_impossible_times(store)
                _catch_up_aside(store)
        except BaseException:
            store.close()
            raise
    return store


def _catch_up_aside(store: Store) -> None:
    """Replay into temporary tables, which hide those of the file, if its cache is behind or of other settings."""
    if _upto(store) == _last_seq(store):
        return
    for statement in _statements(TABLES):
        if statement.startswith(("CREATE TABLE schedules", "CREATE TABLE memories")):
            store.connection.execute(statement.replace("CREATE TABLE", "CREATE TEMP TABLE"))
    _catch_up(store, _quiet)


def _open_read_only(path: Path) -> sqlite3.Connection:
    """Try with locks first; a read-only folder cannot hold them, and then nobody else writes there either."""
    name = path.resolve().as_uri()
    for query in ("?mode=ro", "?mode=ro&immutable=1"):
        connection = sqlite3.connect(name + query, uri=True, timeout=WAIT, isolation_level=None)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return connection
        except sqlite3.OperationalError as error:
            connection.close()
            if "immutable" in query or error.sqlite_errorcode & 0xFF not in OPENING:
                raise
    raise AssertionError("the last try returns or raises")


OPENING = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failure(path, f'the folder "{path.parent}" cannot be made: {error.strerror}') from None


def _refuse_what_is_no_file(path: Path) -> None:
    """Say it at once: of a pipe, SQLite would wait for the other end."""
    sort = files.sort_of(path) if path.exists() else ""
    if sort:
        raise failure(path, f'"{path}" is {sort}; --db wants a file')


def _refuse_read_only(path: Path) -> None:
    """Say it before the first question: SQLite would say it at the first answer."""
    for place in (path, path.parent):
        if place.exists() and not os.access(place, os.W_OK):
            raise failure(path, f'"{place}" is read-only: no answer would be kept. Name another file with --db')


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cache_size = -65536")  # 64 MiB: a rebuilt schedule of 100,000 cards
        return connection
    except BaseException:
        connection.close()
        raise


def _prepare(store: Store) -> None:
    if _is_empty(store.connection):
        store.connection.execute("PRAGMA journal_mode = WAL")
        with _writing(store.connection):
            if _is_empty(store.connection):  # another session may have been first
                for statement in _statements(TABLES):
                    store.connection.execute(statement)
                store.connection.execute(f"PRAGMA application_id = {APPLICATION}")
                store.connection.execute(f"PRAGMA user_version = {SCHEMA}")
    _recognise(store)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _is_empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def _recognise(store: Store) -> None:
    application = store.connection.execute("PRAGMA application_id").fetchone()[0]
    version = store.connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION:
        raise failure(store.path, f'"{store.path}" is the database of another program; name another file with --db')
    if version > SCHEMA:
        message = f"was written by a newer notedeck (format {version}; this one knows {SCHEMA})"
        raise failure(store.path, f'the log of reviews "{store.path}" {message}; update notedeck. Nothing was changed')


def _refuse_impossible_times(store: Store) -> None:
    """Name the review that no schedule can hold: 0.1 took such in, and could not start any more."""
    row = store.connection.execute(
        "SELECT id, card, time FROM events WHERE time >= ? OR time < 0 LIMIT 1", (LAST_TIME,)
    ).fetchone()
    if row:
        message = f'a review with an impossible time, {str(row[2])[:40]} (id "{row[0]}", card "{row[1]}")'
        raise failure(store.path, f'the log of reviews "{store.path}" holds {message}. {REPAIR}')


@contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock from the start, so that what was read inside stays true; commit at the end."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def append(store: Store, event: Event) -> Memory:
    """Put one event on disk and return the card's memory after it; when this returns, nothing can lose it."""
    with told(store.path), _writing(store.connection):
        _catch_up(store, _quiet)
        before = memory(store, event.card)
        fresh = _is_fresh(store, event)
        _insert(store, [event])
        after = _after(store, event, before, fresh)
        if after != before:
            _remember(store, [(event.card, after)])
        _mark_upto(store)
        return after


def _is_fresh(store: Store, event: Event) -> bool:
    """Tell whether neither the event nor its undo is there, as may be after an import."""
    statement = "SELECT (SELECT count(*) FROM events WHERE id = :id) + (SELECT count(*) FROM events WHERE target <> '' AND target = :id)"
    return not store.connection.execute(statement, {"id": event.id}).fetchone()[0]


def _after(store: Store, event: Event, before: Memory, fresh: bool) -> Memory:
    if event.kind == REVIEW and event.time > before.last and fresh:
        return schedule.review(store.settings, event.card, before, event.rating, event.time)
    if event.kind in (REVIEW, UNDO):  # the clock was set back, or a review goes: the order of the log decides
        return _replayed(store, event.card)
    return before


def add(store: Store, events: Iterable[Event], *, progress: Progress = _quiet) -> tuple[int, int]:
    """Take in events from elsewhere, each once; return how many were new and how many were known."""
    with told(store.path), _writing(store.connection):
        before = _last_seq(store)
        known = _insert(store, events)
        added = store.connection.execute("SELECT count(*) FROM events WHERE seq > ?", (before,)).fetchone()[0]
        _catch_up(store, progress)  # what cannot be replayed is not taken in
    return added, known - added


def _insert(store: Store, events: Iterable[Event]) -> int:
    """Add the events that are not there yet; return how many were offered."""
    marks = ", ".join("?" * len(fields(Event)))
    statement = f"INSERT INTO events ({EVENT_COLUMNS}) VALUES ({marks}) ON CONFLICT (id) DO NOTHING"
    offered = 0

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal offered
        for event in events:
            offered += 1
            if not 0 <= event.time < LAST_TIME:
                year = 1970 + event.time // (365 * DAY)
                raise failure(store.path, f"the computer's clock stands at about the year {year}; set it right")
            yield astuple(event)

    store.connection.executemany(statement, rows())
    return offered


def catch_up(store: Store, *, progress: Progress = _quiet, now: int = 0) -> None:
    """Replay what the cached schedule has not seen: other sessions, imports, or everything after new settings."""
    if _upto(store) == _last_seq(store):
        return
    with _writing(store.connection):
        _catch_up(store, progress)
        store.connection.execute("UPDATE schedules SET used = ? WHERE key = ?", (now, store.key))
        _forget_old_schedules(store)


def _catch_up(store: Store, progress: Progress) -> None:
    upto = _upto(store)
    if upto == _last_seq(store):
        return
    if upto < 0:
        rows = store.connection.execute(f"{_HISTORY} ORDER BY card, time, id")
    else:
        changed = "SELECT DISTINCT card FROM events WHERE seq > :upto"
        rows = store.connection.execute(f"{_HISTORY} AND card IN ({changed}) ORDER BY card, time, id", {"upto": upto})
        store.connection.execute(
            f"DELETE FROM memories WHERE schedule = :key AND card IN ({changed})", {"key": store.key, "upto": upto}
        )
    _remember(store, _replays(store, rows, _last_seq(store) - max(upto, 0), progress))
    _mark_upto(store)


_HISTORY = f"SELECT card, time, rating FROM events INDEXED BY events_by_card WHERE kind = '{REVIEW}' AND {NOT_UNDONE}"


def _replays(
    store: Store, rows: Iterable[tuple[str, int, int]], total: int, progress: Progress
) -> Iterator[tuple[str, Memory]]:
    done = 0
    for card, reviews in groupby(rows, key=lambda row: row[0]):
        history = [(when, rating) for _card, when, rating in reviews]
        yield card, schedule.replay(store.settings, card, history)
        done += len(history)
        progress(done, total)


def _replayed(store: Store, card: str) -> Memory:
    rows = store.connection.execute(f"{_HISTORY} AND card = ? ORDER BY time, id", (card,))
    return schedule.replay(store.settings, card, ((when, rating) for _card, when, rating in rows))


def _remember(store: Store, memories: Iterable[tuple[str, Memory]]) -> None:
    columns = 2 + len(fields(Memory))
    statement = (
        f"INSERT OR REPLACE INTO memories (schedule, card, {MEMORY_COLUMNS}) VALUES ({', '.join('?' * columns)})"
    )
    store.connection.executemany(statement, ((store.key, card, *astuple(memory)) for card, memory in memories))


def _upto(store: Store) -> int:
    row = store.connection.execute("SELECT upto FROM schedules WHERE key = ?", (store.key,)).fetchone()
    return row[0] if row else -1


def _last_seq(store: Store) -> int:
    return int(store.connection.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0])


def _mark_upto(store: Store) -> None:
    store.connection.execute(
        "INSERT INTO schedules (key, upto, used) VALUES (?, ?, 0) ON CONFLICT (key) DO UPDATE SET upto = excluded.upto",
        (store.key, _last_seq(store)),
    )


def _forget_old_schedules(store: Store) -> None:
    """Keep the caches of the settings used last; the log itself is never touched."""
    rows = store.connection.execute("SELECT key FROM schedules ORDER BY key = ? DESC, used DESC", (store.key,))
    for (key,) in rows.fetchall()[KEPT_SCHEDULES:]:
        store.connection.execute("DELETE FROM memories WHERE schedule = ?", (key,))
        store.connection.execute("DELETE FROM schedules WHERE key = ?", (key,))


def memory(store: Store, card: str) -> Memory:
    """Return what is known of one card."""
    statement = f"SELECT {MEMORY_COLUMNS} FROM memories WHERE schedule = ? AND card = ?"
    row = store.connection.execute(statement, (store.key, card)).fetchone()
    found = Memory(*row) if row else NEW
    return found if found.reviews else NEW


def memories(store: Store) -> Iterator[tuple[str, Memory]]:
    """Yield every card that was ever reviewed, with its memory."""
    statement = f"SELECT card, {MEMORY_COLUMNS} FROM memories WHERE schedule = ? AND reviews > 0"
    for card, *row in store.connection.execute(statement, (store.key,)):
        yield card, Memory(*row)


def due_before(store: Store, when: int) -> tuple[tuple[int, str, int], ...]:
    """Return when each card is due that is due before a time, which card it is, and its phase."""
    statement = "SELECT due, card, phase FROM memories WHERE schedule = ? AND due < ? AND reviews > 0"
    return tuple(store.connection.execute(statement, (store.key, when)))


def known(store: Store) -> frozenset[str]:
    """Return every card that was ever reviewed."""
    statement = "SELECT card FROM memories WHERE schedule = ? AND reviews > 0"
    return frozenset(card for (card,) in store.connection.execute(statement, (store.key,)))


def restrict(store: Store, cards: Iterable[str]) -> frozenset[str]:
    """Put card ids into the table `temp.wanted`, for questions about these cards only."""
    wanted = frozenset(cards)
    store.connection.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (card TEXT PRIMARY KEY) WITHOUT ROWID")
    store.connection.execute("DELETE FROM temp.wanted")
    store.connection.executemany("INSERT INTO temp.wanted VALUES (?)", ((card,) for card in sorted(wanted)))
    return wanted


def rows(store: Store, statement: str, values: dict[str, object] | None = None) -> list[Any]:
    """Return the rows of a question about the log, for statistics."""
    with told(store.path):
        return store.connection.execute(statement, values or {}).fetchall()


def events(store: Store) -> Iterator[Event]:
    """Yield the whole log in the order in which it was written, as much of it as can be read."""
    with told(store.path):
        for row in store.connection.execute(f"SELECT {EVENT_COLUMNS} FROM events NOT INDEXED ORDER BY seq"):
            yield Event(*row)


def latest_review(store: Store, card: str) -> Event | None:
    """Return the last review of a card that was not undone."""
    statement = f"SELECT {EVENT_COLUMNS} FROM events WHERE card = ? AND kind = '{REVIEW}' AND {NOT_UNDONE} ORDER BY time DESC, id DESC LIMIT 1"
    with told(store.path):
        row = store.connection.execute(statement, (card,)).fetchone()
    return Event(*row) if row else None


def last_time(store: Store) -> int:
    """Return when the latest review was: a clock before it was set back."""
    with told(store.path):
        return int(store.connection.execute("SELECT coalesce(max(time), 0) FROM events").fetchone()[0])


def _latest(store: Store, on: str, off: str) -> dict[str, Event]:
    """Return, by card, the last event that is `on` and was not followed by one that is `off`."""
    statement = (
        f"SELECT {EVENT_COLUMNS} FROM events WHERE {BUT_REVIEWS} AND kind IN (?, ?) AND {NOT_UNDONE} ORDER BY time, id"
    )
    found: dict[str, Event] = {}
    for row in store.connection.execute(statement, (on, off)):
        event = Event(*row)
        if event.kind == on:
            found[event.card] = event
        else:
            found.pop(event.card, None)
    return found


def suspended(store: Store) -> frozenset[str]:
    """Return the cards that are not to be asked until they are taken back."""
    with told(store.path):
        return frozenset(_latest(store, "suspend", "unsuspend"))


def buried(store: Store, since: int) -> frozenset[str]:
    """Return the cards that were put off for today: `since` is when the day began."""
    with told(store.path):
        return frozenset(card for card, event in _latest(store, "bury", "").items() if event.time >= since)


def marks(store: Store) -> dict[str, Event]:
    """Return the events that marked cards as bad, by card; `response` says why."""
    with told(store.path):
        return _latest(store, "mark", "unmark")


def marked(path: Path | None = None) -> frozenset[str]:
    """Return the ids of the cards that the learner marked as bad, none if nothing was ever studied."""
    place = path or default_path()
    if not place.exists():
        return frozenset()
    store = open_for_reading(place, Settings(), replay=False)
    try:
        return frozenset(marks(store))
    finally:
        store.close()


def seen_since(store: Store, since: int) -> list[tuple[str, bool]]:
    """Return the cards reviewed since a time, each with whether it was new then."""
    statement = "SELECT card, first >= :since FROM memories WHERE schedule = :key AND last >= :since"
    with told(store.path):
        return [
            (card, bool(new)) for card, new in store.connection.execute(statement, {"key": store.key, "since": since})
        ]
