"""Reviews that cannot be: nothing of their file is taken in, and a log that has one already says what to do."""

from __future__ import annotations

import io
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.problems import NotedeckError
from generator.study import schedule, storage
from generator.study.events import LAST_TIME, Event, parse
from generator.study.settings import Settings

GOOD = {"id": "a", "card": "c", "time": 1_700_000_000_000, "rating": 3}
WRONG = {
    "the year 9999": {"time": 253_402_000_000_000},
    "a negative time": {"time": -1},
    "beyond 64 bits": {"time": 2**70},
    "half a character": {"response": "\ud800"},
    "half a character in the card": {"card": "c\udfff"},
    "endless seconds": {"seconds": float("inf")},
    "no number of seconds": {"seconds": float("nan")},
    "more seconds than a float holds": {"seconds": 10**400},
    "negative seconds": {"seconds": -1.0},
    "a rating beyond all": {"rating": 10**400},
    "a long id": {"id": "x" * 1000},
    "a long answer": {"response": "x" * 200_000},
}
TEXTS = {
    "nested": b"[" * 100_000,
    "an integer of 5,000 digits": b'{"id": "b", "card": "c", "time": ' + b"9" * 5000 + b"}",
    "no UTF-8": b'{"id": "b\xff"}',
    "a line of a megabyte": b'{"id": "' + b"x" * 1_000_001 + b'"}',
    "a strange header": b'{"format": "' + b"y" * 5000 + b'"}',
}


def _lines(*events: dict[str, Any]) -> bytes:
    return "".join(json.dumps(event) + "\n" for event in events).encode()


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "r.db"


def _count(log: Path) -> int:
    return int(sqlite3.connect(log).execute("SELECT count(*) FROM events").fetchone()[0]) if log.exists() else 0


CONTENTS = {
    **{name: _lines({**GOOD, "id": "z"}, {**GOOD, **wrong}) for name, wrong in WRONG.items()},
    **{name: _lines({**GOOD, "id": "z"}) + text + b"\n" for name, text in TEXTS.items()},
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_one_wrong_line_and_nothing_is_taken_in(log: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    Path("in.jsonl").write_bytes(content)
    assert main(["import-reviews", "in.jsonl", "--db", str(log)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("in.jsonl:2:1: error[reviews] the line ")
    assert len(said) < 400
    assert _count(log) == 0


def test_what_cannot_be_replayed_is_taken_back(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = storage.open_store(log, Settings())

    def failing(*_arguments: object) -> schedule.Memory:
        raise OverflowError("date value out of range")

    monkeypatch.setattr(schedule, "replay", failing)
    with pytest.raises(NotedeckError, match="holds what cannot be"):
        storage.add(store, [Event("a", "c", 1_700_000_000_000, rating=3)])
    store.close()
    assert _count(log) == 0


def test_many_wrong_lines_are_told_up_to_a_point(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("in.jsonl").write_bytes(b"x\n" * 1000)
    assert main(["import-reviews", "in.jsonl", "--db", str(log)]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 21


@pytest.mark.parametrize("command", [["study", "n.md"], ["stats"], ["import-reviews", "-"], ["quiz", "n.md", "--weak"]])
def test_a_log_with_an_impossible_review_says_what_to_do(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    Path("n.md").write_text("# 쿠버네티스\n\n- etcd: 모든 클러스터 데이터를 담는 키-값 저장소\n", "utf-8")
    store = storage.open_store(log, Settings())
    row = ("b", "c", 253_402_000_000_000, "review", 3, "", 0.0, "", "study")
    store.connection.execute(f"INSERT INTO events ({storage.EVENT_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)", row)
    store.close()
    assert main([*command, "--db", str(log)]) == 1
    said = capsys.readouterr().err
    assert 'holds a review with an impossible time, 253402000000000 (id "b", card "c")' in said
    assert "`notedeck export-reviews --db FILE` writes it as text; delete the wrong line" in said
    assert main(["export-reviews", "all.jsonl", "--db", str(log)]) == 0
    lines = Path("all.jsonl").read_text("utf-8").splitlines()
    Path("right.jsonl").write_text("\n".join(line for line in lines if '"id": "b"' not in line))
    assert main(["import-reviews", "right.jsonl", "--db", "new.db"]) == 0


def test_a_clock_beyond_all_dates_is_told_at_the_answer(log: Path) -> None:
    store = storage.open_store(log, Settings())
    with pytest.raises(NotedeckError, match="clock stands at about the year 30"):
        storage.append(store, Event("a", "c", LAST_TIME, rating=3))
    store.close()
    assert _count(log) == 0


@pytest.mark.parametrize("command", [["stats"], ["export-reviews"], ["import-reviews", "in.jsonl"]])
def test_a_log_that_is_no_file_is_told(log: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    Path("in.jsonl").write_bytes(_lines(GOOD))
    os.mkfifo(log)
    assert main([*command, "--db", str(log)]) == 1
    assert "is a pipe; --db wants a file" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "none"])
def test_reviews_that_are_no_file_are_told(log: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    os.mkfifo("pipe")
    assert main(["import-reviews", name, "--db", str(log)]) == 1
    assert f'"{name}" cannot be read' in capsys.readouterr().err


def test_a_right_line_is_still_right() -> None:
    assert parse(json.dumps({**GOOD, "response": "파드 😀", "seconds": 1})) == Event(
        "a", "c", 1_700_000_000_000, rating=3, response="파드 😀", seconds=1
    )
