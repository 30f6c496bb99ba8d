"""The commands of the self-test from outside: what they print, their status, and what is on disk afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.model import Card
from generator.study import exam, grading, stats
from generator.study.exam import Given
from generator.study.grading import Mark
from tests import study_deck
from tests.terminal import calm_zone

ROOT = Path(__file__).parents[1]


def _run(*arguments: str, typed: str = "", module: str = "tests.study_deck") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "TZ": calm_zone()}
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )


def _exported(db: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in _run("export-reviews", "--db", str(db)).stdout.splitlines()[1:]]


@pytest.fixture(autouse=True)
def _away_from_our_own_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Studying writes the ledger of the workspace that it is called in."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "reviews.sqlite3"


@pytest.mark.parametrize(
    ("arguments", "status", "printed"),
    [
        (("파드", "pod는"), 0, "right\n"),
        (("쿠버네티스", "쿠버내티스"), 1, 'almost\n  a slip? The answer is "쿠버네티스"\n'),
        (("a, b, c", "c, a"), 1, 'wrong\n  "b" is missing\n'),
        (("docker ps --all", "docker ps -a"), 0, "right\n"),
        (("--type=NodePort", "--type NodePort"), 0, "right\n"),
        (("etcd", "키-값 저장소", "--accept", "키-값 저장소"), 0, "right\n"),
        (("파드", "Pod", "--format", "json"), 0, '{"verdict": "right", "kind": "term", "reasons": []}\n'),
        (("a, b", "b a", "--kind", "list"), 0, "right\n"),
    ],
)
def test_grade_prints_the_verdict_and_is_0_only_for_right(
    arguments: tuple[str, ...], status: int, printed: str
) -> None:
    done = _run("grade", *arguments)
    assert (done.stdout, done.returncode) == (printed, status)


def test_study_works_in_a_pipe_and_what_was_said_is_exported(db: Path) -> None:
    done = _run("study", "--db", str(db), typed="etcd는\n\n부하 분산\ny\n3\n")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert (
        "쿠버네티스: 2 answered in 0s\n2 good; 2 new; 100 % recalled\nleft for today: 2 learning, 2 new\n"
        in done.stdout
    )
    kept = [(event["card"], event["rating"], event["response"]) for event in _exported(db)]
    assert kept == [("card1", 3, "etcd는"), ("card3", 3, "부하 분산")]


def test_undo_is_an_event_and_the_card_is_new_again(db: Path) -> None:
    done = _run("study", "--db", str(db), typed="\n4\n:u\n:q\n")
    assert "0 answered" in done.stdout
    first, undo = _exported(db)
    assert (undo["kind"], undo["target"]) == ("undo", first["id"])
    assert json.loads(_run("stats", "--db", str(db), "--format", "json").stdout)["cards"]["new"] == 5


def test_suspended_cards_stay_away_until_they_are_restored(db: Path) -> None:
    assert "모든 클러스터" in _run("study", "--db", str(db), typed=":x\n:q\n").stdout
    assert "모든 클러스터" not in _run("study", "--db", str(db)).stdout
    assert "모든 클러스터" in _run("study", "--db", str(db), "--restore").stdout


def test_limits_can_be_given(db: Path) -> None:
    assert "1 left: 0 due, 0 learning, 1 new" in _run("study", "--db", str(db), "--new", "1").stdout
    assert "nothing is left for now" in _run("study", "--db", str(db), "--new", "0").stdout


def test_an_export_can_be_imported_twice(db: Path, tmp_path: Path) -> None:
    _run("study", "--db", str(db), typed="\n3\n\n4\n:m 이상함\n:q\n")
    file, other = tmp_path / "reviews.jsonl", tmp_path / "other.sqlite3"
    assert _run("export-reviews", str(file), "--db", str(db)).returncode == 0
    assert _run("import-reviews", str(file), "--db", str(other)).stdout == "3 new, 0 already there\n"
    assert _run("import-reviews", str(file), "--db", str(other)).stdout == "0 new, 3 already there\n"
    assert _exported(other) == _exported(db)
    assert _run("study", "--db", str(other)).stdout == _run("study", "--db", str(db)).stdout


def test_an_import_with_a_wrong_line_takes_nothing_in(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "reviews.jsonl"
    file.write_text('{"id": "a", "card": "c", "time": 1, "rating": 3}\nnonsense\n{"id": "b"}\n')
    done = _run("import-reviews", str(file), "--db", str(db))
    assert done.returncode == 1
    assert done.stderr == (
        f"{file}:2:1: error[reviews] the line is no JSON\n"
        f'{file}:3:1: error[reviews] the line needs "id", "card" and "time" in milliseconds since 1970\n'
    )
    assert _exported(db) == []


def test_a_clock_that_was_set_back_is_told_and_the_review_is_kept(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "future.jsonl"
    file.write_text('{"id": "a", "card": "card5", "time": 4000000000000, "rating": 3}\n')
    _run("import-reviews", str(file), "--db", str(db))
    done = _run("study", "--db", str(db), typed="\n3\n:q\n")
    assert "warning: the clock stands before the last review (2096-10-02" in done.stderr
    assert [event["card"] for event in _exported(db)] == ["card5", "card1"]


def test_a_damaged_log_stops_with_words(db: Path) -> None:
    db.write_bytes(b"no database at all" * 500)
    done = _run("study", "--db", str(db), typed="\n3\n")
    assert done.returncode == 1
    assert done.stderr.startswith(f'{db}:1:1: error[reviews] "{db}" is no log of reviews, or it is damaged')
    assert "Traceback" not in done.stderr


def test_stats_show_topics_lines_and_days(db: Path) -> None:
    _run("study", "--db", str(db), typed="\n1\n:s\n:s\n:s\n\n1\n\n1\n\n1\n")
    shown = _run("stats", "--db", str(db)).stdout
    assert "5 cards: " in shown
    assert "Reviews a day: " in shown
    assert "쿠버네티스 › etcd" in shown
    assert "notes.md:3" in shown
    record = json.loads(_run("stats", "--db", str(db), "--format", "json").stdout)
    assert record["topics"][0]["name"] == "쿠버네티스 › etcd"
    assert sum(record["days"].values()) == record["topics"][0]["reviews"]
    assert len(record["forecast"]) == 30


def test_stats_without_a_log_say_how_to_begin(db: Path) -> None:
    done = _run("stats", "--db", str(db))
    assert done.returncode == 1
    assert "`notedeck study` begins one" in done.stderr


def test_a_heat_map_has_a_row_a_weekday() -> None:
    days = tuple((f"2026-03-{day:02}", day % 5) for day in range(1, 32))
    assert stats.heat_map(days, 6) == [
        "    Mar", "Mon ▒█░▓ ", "    ▓ ▒█░", "Wed █░▓ ", "     ▒█░", "Fri ░▓ ▒", "    ▒█░▓", "Sun ░▓ ▒█",
    ]  # fmt: skip


NOTES = "# 쿠버네티스\n\n## etcd\n모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소\n\n## kubelet\n클러스터의 각 노드에서 실행되는 에이전트\n"


@pytest.mark.parametrize(
    "edit",
    [("뒷단의", "뒷단에 있는"), ("# 쿠버네티스", "# 쿠버네티스 구성"), ("\n## etcd", "\n새 줄이 앞에 온다\n\n## etcd")],
)
def test_an_edited_note_keeps_its_history(edit: tuple[str, str], db: Path, tmp_path: Path) -> None:
    """With the real pipeline: the ledger knows the card again."""
    note = tmp_path / "notes.md"
    note.write_text(NOTES, "utf-8")
    _run("study", str(note), "--db", str(db), typed="\n4\n:q\n", module="generator")
    (first,) = _exported(db)
    note.write_text(NOTES.replace(*edit), "utf-8")
    record = json.loads(_run("stats", str(note), "--db", str(db), "--format", "json", module="generator").stdout)
    assert record["cards"]["review"] == 1
    assert record["cards"]["new"] == record["cards"]["all"] - 1
    assert first["rating"] == 4


def _card() -> Card:
    return study_deck.cards()[0]


def test_a_choice_is_picked_by_number_or_by_text() -> None:
    choices = ("kubelet", "etcd", "kube-proxy", "파드")
    asked = exam.question(1, "multiple-choice", "?", ("etcd",), _card(), choices=choices)
    assert [exam.mark(asked, text, grading.PLAIN).mark == Mark.RIGHT for text in ("2", "2.", "etcd", "ETCD", "1", "5", "", "0")] == [
        True, True, True, True, False, False, False, False,
    ]  # fmt: skip


def test_an_exam_is_scored_and_recorded_for_scripts() -> None:
    asked = [exam.question(n, "short-answer", "?", ("etcd",), _card()) for n in (1, 2, 3)]
    given = tuple(
        Given(q, text, exam.mark(q, text, grading.PLAIN)) for q, text in zip(asked, ("etcd는", "ectd", ""), strict=True)
    )
    record = exam.record((*given, Given(asked[0])), 25, 12.34)
    assert (record["right"], record["asked"], record["percent"], record["passed"], record["seconds"]) == (
        1,
        4,
        25,
        True,
        12.3,
    )
    assert [one["verdict"] for one in record["questions"]] == ["right", "almost", "wrong", "wrong"]
    assert record["questions"][3]["reasons"] == ["not answered"]
    assert record["questions"][0]["lines"] == [3, 3]


def test_a_list_on_a_test_is_graded_by_its_items() -> None:
    asked = exam.question(1, "list", "?", ("백업 서버", "부하 분산"), _card())
    assert exam.mark(asked, "부하분산 / 백업서버", grading.PLAIN).mark == Mark.RIGHT


def test_a_test_in_a_pipe_with_a_result_for_scripts(db: Path) -> None:
    pytest.importorskip("generator.items.selection")
    arguments = ("test", "--types", "short-answer,list", "--format", "json", "--db", str(db), "--questions", "3")
    done = _run(*arguments, typed="모름\n모름\n모름\n")
    record = json.loads(done.stdout)
    assert done.returncode == 1
    assert (record["right"], record["passed"]) == (0, False)
    assert not db.exists()
    answers = "".join(f"{one['answer']}\n" for one in record["questions"])
    again = _run(*arguments, "--record", typed=answers)
    assert again.returncode == 0
    assert json.loads(again.stdout)["percent"] == 100
    assert [event["mode"] for event in _exported(db)] == ["test"] * record["asked"]


def test_an_unknown_type_is_told_with_the_near_one() -> None:
    done = _run("test", "--types", "comand")
    assert done.returncode == 2
    assert 'unknown type "comand"; did you mean "command"?' in done.stderr
