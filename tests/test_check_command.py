"""`notedeck check` and `notedeck coverage` as they are called: their forms, their statuses, and every line accounted for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.cli import main

NOTE = """# 컴포넌트
- kublet: 각 노드에서 실행되는 에이전트
- etcd: 모든 데이터를 담는 저장소

스케쥴링을 한다
"""


@pytest.fixture
def note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("note.md").write_text(NOTE, "utf-8")
    return "note.md"


def test_text(note: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", note]) == 1
    assert capsys.readouterr().out == (
        'note.md:2:3: error[known-name] "kublet" is no known name, but one letter off "kubelet"; write "kubelet"\n'
        "    - kublet: 각 노드에서 실행되는 에이전트\n"
        "      ^\n"
        "    -> kubelet\n"
        'note.md:5:1: warning[loanword] "스케쥴링" is no spelling of this loanword; the standard one is "스케줄링"\n'
        "    스케쥴링을 한다\n"
        "    ^\n"
        "    -> 스케줄링\n"
        "1 error, 1 warning\n"
    )


def test_json(note: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", note, "--format", "json", "--severity", "error"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "path": "note.md", "line": 2, "column": 3, "severity": "error", "code": "known-name", "fix": "kubelet",
            "message": '"kublet" is no known name, but one letter off "kubelet"; write "kubelet"',
        }
    ]  # fmt: skip


def test_github(note: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", note, "--format", "github", "--severity", "error"]) == 1
    assert capsys.readouterr().out == (
        '::error file=note.md,line=2,col=3,title=known-name::"kublet" is no known name, but one letter off "kubelet"; '
        'write "kubelet"\n'
    )


def test_what_is_turned_off_stays_off(note: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("deck.yaml").write_text(
        "notes: [note.md]\ncheck:\n  off: [loanword]\n  lines: [{note: note.md, line: 2, off: known-name}]\n", "utf-8"
    )
    assert main(["check", "deck.yaml"]) == 0
    assert capsys.readouterr().out == "no problems\n"


def test_warnings_are_no_failure(note: str) -> None:
    Path(note).write_text("# 일정\n스케쥴링을 한다\n", "utf-8")
    assert main(["check", note]) == 0


def test_missing_note(note: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "none.md"]) == 1
    assert capsys.readouterr().err == 'none.md:1:1: error[no-file] "none.md" does not exist\n'


def test_coverage_has_every_line(note: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", note, "--no-ledger", "--format", "json"]) == 0
    records = json.loads(capsys.readouterr().out)
    assert [record["line"] for record in records] == list(range(1, len(NOTE.split("\n")) + 1))
    assert {"path", "line", "status", "reason", "cards", "by"} == set(records[0])
    assert {record["status"] for record in records} <= {"used", "structure", "skipped", "refused", "missed"}
    assert all(record["reason"] for record in records if record["status"] == "skipped")
    assert all(bool(record["cards"]) == (record["status"] == "used") for record in records)


def test_coverage_table_and_threshold(note: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(note).write_text("# 제목\n- kubelet: 각 노드에서 실행되는 에이전트\n\n@\n하하 zz\n", "utf-8")
    assert main(["coverage", note, "--no-ledger", "--missed"]) == 0
    out = capsys.readouterr().out
    head = ["note", "content", "used", "skipped", "refused", "missed", "cards", "accounted"]
    assert out.splitlines()[0].split() == head
    missed = [line for line in out.splitlines() if line.startswith("note.md:")]
    json_status = main(["coverage", note, "--no-ledger", "--format", "json", "--missed"])
    assert json_status == 0
    assert [record["line"] for record in json.loads(capsys.readouterr().out)] == [int(m.split(":")[1]) for m in missed]
    assert main(["coverage", note, "--no-ledger", "--fail-under", "100"]) == (1 if missed else 0)


def test_coverage_says_why_lines_were_refused(note: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# 커피\n- 라떼: 우유를 데워 넣은 커피 음료\n\n추출이 길면 쓴맛이 많이 난다.\n물이 너무 뜨거우면 쓴맛이 난다.\n\n- 에스프레소\n"
    Path(note).write_text(text, "utf-8")
    assert main(["coverage", note, "--no-ledger"]) == 0
    lines = capsys.readouterr().out.splitlines()
    row = dict(zip(lines[0].split(), lines[1].replace(" %", "%").split(), strict=True))
    assert (row["content"], row["used"], row["refused"], row["accounted"]) == ("4", "1", "3", "100.0%")
    assert lines[2] == "refused: nothing unique to ask 2; a bare name 1"


def test_coverage_report_is_written(note: str, tmp_path: Path) -> None:
    assert main(["coverage", note, "--no-ledger", "--html", "out/coverage"]) == 0
    assert sorted(path.name for path in (tmp_path / "out/coverage").iterdir()) == ["index.html", "note.md.html"]
