"""Notes that are no files, cannot be read, or have names and bytes that nobody expects: told, never waited for."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from generator import ledger, reading
from generator.cli import main
from generator.ledger.identify import _is_in

NOTE = "# 쿠버네티스\n\n- etcd: 모든 클러스터 데이터를 담는 키-값 저장소\n- 파드: 배포의 가장 작은 단위\n"
COMMANDS = (
    ["build"], ["cards"], ["check"], ["coverage"], ["diff"], ["quiz", "--format", "json"],
    ["test", "--questions", "1", "--pass", "0"], ["study", "--db", "r.db"], ["stats", "--db", "r.db"],
)  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "n.md").write_text(NOTE, "utf-8")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_pipe_is_told_and_not_waited_for(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    os.mkfifo("pipe.md")
    assert main([command[0], "pipe.md", *command[1:]]) == 1
    said = "".join(capsys.readouterr())
    assert '"pipe.md" is a pipe, not a file; write `-` to read standard input' in said


def test_a_device_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cards", "/dev/zero"]) == 1
    assert '"/dev/zero" is a device, not a file' in capsys.readouterr().err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_name_that_is_no_utf8_is_told_and_the_others_are_read(
    folder: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    name = os.fsdecode("쿠버".encode("cp949") + b".md")
    (folder / "notes" / name).write_text(NOTE, "utf-8")
    main([command[0], "notes", *command[1:]])
    said = "".join(capsys.readouterr())
    assert "fault" not in said
    if command[0] != "stats":
        assert 'notes/<C4><ED><B9><F6>.md" has a name that is not UTF-8' in said
        assert "-> rename it: 쿠버.md" in said
    if command[0] == "cards":
        assert "키-값 저장소" in said


def test_a_folder_whose_name_is_no_utf8_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = os.fsdecode("쿠버".encode("cp949"))
    (folder / name).mkdir()
    (folder / name / "n.md").write_text(NOTE, "utf-8")
    for command in COMMANDS:
        main([command[0], name, *command[1:]])
        assert "fault" not in "".join(capsys.readouterr())


def test_a_folder_that_cannot_be_read_retires_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "notes" / "deep").mkdir()
    (folder / "notes" / "deep" / "m.md").write_text("# 도커\n\n- 이미지: 컨테이너를 만드는 읽기 전용 틀\n", "utf-8")
    assert main(["build", "notes"]) == 0
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    capsys.readouterr()
    assert main(["diff", "notes"]) == 1
    shown = capsys.readouterr()
    assert "retired 0" in shown.out
    assert 'the folder "notes/deep" cannot be read: Permission denied' in shown.err
    assert main(["build", "notes"]) == 1
    known = ledger.load(next(folder.rglob("ledger.jsonl")), "notes")
    assert known.entries
    assert not any(entry.retired for entry in known.entries)


def test_a_place_holds_what_lies_under_it() -> None:
    assert _is_in("../a/b/c.md", {"../a"})
    assert _is_in("../a/b/c.md", {"../a/b/c.md"})
    assert not _is_in("../ab/c.md", {"../a"})


@pytest.mark.parametrize("command", ["diff", "cards", "coverage"])
def test_a_note_that_cannot_be_read_is_no_success(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    (folder / "notes" / "bad.md").write_bytes(b"a\0b")
    assert main([command, "notes"]) == 1
    assert main([command, "notes/bad.md"]) == 1
    assert '"notes/bad.md" is a binary file' in capsys.readouterr().err


def test_standard_input_is_a_note(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(NOTE.encode())))
    assert main(["cards", "-", "--format", "jsonl"]) == 0
    assert '"path": "-", "lines": [3, 3]' in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main(["cards", "-"]) == 1
    assert '"-" is empty' in capsys.readouterr().err


LINES = NOTE.splitlines()
BYTES = {
    "CR alone": NOTE.replace("\n", "\r").encode(),
    "CR LF": NOTE.replace("\n", "\r\n").encode(),
    "UTF-16 with a mark": NOTE.encode("utf-16"),
    "UTF-16 without": NOTE.encode("utf-16-le"),
    "UTF-16, big end first": NOTE.encode("utf-16-be"),
}


@pytest.mark.parametrize("content", BYTES.values(), ids=BYTES)
def test_each_way_of_writing_text_is_read_line_by_line(folder: Path, content: bytes) -> None:
    Path("n.md").write_bytes(content)
    source, problems = reading.load(Path("n.md"))
    assert problems == []
    assert source is not None
    assert source.lines[: len(LINES)] == tuple(LINES)


@pytest.mark.parametrize("encoding", ["undefined", "idna", "hex", "punycode", "utf-7", "unicode_escape", "no\0", "-"])
def test_an_encoding_that_does_not_fit_is_told(capsys: pytest.CaptureFixture[str], encoding: str) -> None:
    main(["cards", "notes", "--encoding", encoding])
    assert "fault" not in "".join(capsys.readouterr())


def test_lone_surrogates_of_an_encoding_are_replaced() -> None:
    text, trouble = reading.decoded(rb"a \ud800 b", "unicode_escape")
    assert (text, trouble) == ("a ? b", None)


YAMLS = {
    "an anchor that holds itself": "a: &a [*a]",
    "nested": "a: " + "[" * 500 + "]" * 500,
    "long": "replicas: " + "9" * 5000,
    "bomb": "\n".join(
        [
            "a: &a [x,x,x,x,x,x,x,x,x]",
            *(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        ]
    ),
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", YAMLS.values(), ids=YAMLS)
def test_a_fence_with_hostile_yaml_harms_nothing_else(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    note = f"{NOTE}\n```yaml\napiVersion: v1\nkind: Pod\n{text}\n```\n"
    (folder / "notes" / "n.md").write_text(note, "utf-8")
    for command in COMMANDS[:5]:
        main([command[0], "notes", *command[1:]])
    said = "".join(capsys.readouterr())
    assert "fault" not in said
    assert "키-값 저장소" in said


@pytest.mark.timeout(60)
@pytest.mark.parametrize("text", YAMLS.values(), ids=YAMLS)
def test_a_recipe_of_hostile_yaml_is_told(folder: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    Path("deck.yaml").write_text(f"notes: [notes]\nquiz: {{questions: 1}}\n{text}\n")
    assert main(["build", "deck.yaml"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("deck.yaml:")
    assert "fault" not in said


def test_a_recipe_that_is_no_file_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("deck.yaml")
    assert main(["build", "deck.yaml"]) == 1
    assert 'recipe "deck.yaml" cannot be read: it is a pipe, not a file' in capsys.readouterr().err
