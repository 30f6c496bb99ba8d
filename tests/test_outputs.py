"""What may be written over: nothing, an empty file, or what the program made before; all else stays as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator import files, marks
from generator.cli import main
from generator.problems import NotedeckError

NOTE = """# 쿠버네티스

- etcd: 모든 클러스터 데이터를 담는 키-값 저장소
- 파드: 배포의 가장 작은 단위
"""
FORMATS = ("pdf", "html", "markdown", "json", "moodle", "gift", "qti")
ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "n.md").write_text(NOTE, "utf-8")
    return tmp_path


def _state(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


WRONG_CALLS = [
    ["build", "n.md", "-o", "n.md"],
    ["build", "n.md", "-o", "n.pdf"],
    ["build", "n.md", "-o", ""],
    ["build", "n.md", "-o", "o", "--ledger", "o"],
    ["build", "n.md", "--ledger", ""],
    ["quiz", "n.md", "-o", "x.html", "--format", "pdf"],
    ["quiz", "n.md", "-o", "x.docx"],
    ["quiz", "n.md", "-o", ""],
    ["export-reviews", "", "--db", "r.db"],
]


@pytest.mark.parametrize("arguments", WRONG_CALLS, ids=" ".join)
def test_a_wrong_call_writes_nothing(folder: Path, arguments: list[str]) -> None:
    before = _state(folder)
    assert main(arguments) == 2
    assert _state(folder) == before


@pytest.mark.parametrize("output", ["letter", "letter.apkg"])
def test_what_somebody_else_wrote_stays(folder: Path, capsys: pytest.CaptureFixture[str], output: str) -> None:
    (folder / output).write_text("Dear Anna,")
    before = _state(folder)
    assert main(["build", "n.md", "-o", output]) == 1
    assert _state(folder) == before
    assert f'"{output}" is not written over: notedeck did not make it; delete it first' in capsys.readouterr().err


def test_an_input_stays_even_if_we_made_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "q.md").write_bytes(marks.signed(NOTE.encode(), ".md", marks.QUIZ))
    before = _state(folder)
    assert main(["quiz", "q.md", "-o", "q.md"]) == 1
    assert _state(folder) == before
    assert '"q.md" was written by notedeck: it is no study note' in capsys.readouterr().err


def test_a_link_stays(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "precious").write_text("mine")
    for name, target in (("a.apkg", "precious"), ("b.apkg", "nowhere")):
        (folder / name).symlink_to(target)
        assert main(["build", "n.md", "-o", name, "--no-ledger"]) == 1
        assert f'it is a link to "{target}"' in capsys.readouterr().err
    assert (folder / "precious").read_text() == "mine"
    assert not (folder / "nowhere").exists()


@pytest.mark.parametrize("sort", ["a pipe", "a device", "a folder"])
def test_only_a_file_is_written_over(folder: Path, sort: str) -> None:
    path = Path("/dev/null") if sort == "a device" else folder / "thing"
    if sort == "a pipe":
        os.mkfifo(path)
    elif sort == "a folder":
        path.mkdir()
    with pytest.raises(NotedeckError, match=f"it is {sort}"):
        files.write_outputs({path: b"x"})
    with pytest.raises(NotedeckError, match=f"it is {sort}"):
        files.write_together({path: b"x"})
    assert not path.is_file()


@pytest.mark.parametrize("form", FORMATS)
def test_a_quiz_is_made_anew_in_its_place(folder: Path, form: str) -> None:
    assert main(["quiz", "n.md", "--format", form]) == 0
    made = {name: content for name, content in _state(folder).items() if name != "n.md"}
    assert {marks.kind(folder / name) for name in made} == {"quiz"}
    assert main(["quiz", "n.md", "--format", form]) == 0
    assert {name: content for name, content in _state(folder).items() if name != "n.md"} == made


def test_a_deck_its_ledger_and_a_report_are_made_anew(folder: Path) -> None:
    for _round in range(2):
        assert main(["build", "n.md"]) == 0
        assert main(["coverage", "n.md", "--html", "report"]) == 0
    assert marks.kind(folder / "out" / "n.apkg") == "deck"
    assert marks.kind(folder / "report" / "index.html") == "coverage"


def test_a_deck_takes_no_quizs_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quiz", "n.md", "--format", "json", "-o", "made"]) == 0
    assert main(["build", "n.md", "-o", "made", "--no-ledger"]) == 1
    assert "it holds a quiz; delete it first" in capsys.readouterr().err


def test_what_nobody_can_tell_takes_no_files_place(folder: Path) -> None:
    (folder / "letter").write_text("Dear Anna,")
    with pytest.raises(NotedeckError, match="notedeck did not make it"):
        files.write_outputs({folder / "letter": b"some text of no kind"})


def test_an_empty_file_is_nothing(folder: Path) -> None:
    (folder / "new.apkg").touch()
    assert main(["build", "n.md", "-o", "new.apkg"]) == 0


def test_another_decks_zip_is_not_ours(tmp_path: Path) -> None:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("collection.anki2", b'"id": 1607392319, "name": "Basic"')
    assert marks.kind_of(buffer.getvalue()) == ""
    assert marks.kind_of(buffer.getvalue()[:40]) == ""


def test_two_recipes_never_share_an_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "deck.yaml").write_text(f"name: {name}\nnotes: [../n.md]\n")
    before = _state(folder)
    for command in (["build"], ["quiz", "--format", "json"]):
        assert main([*command, "one/deck.yaml", "two/deck.yaml"]) == 2
        assert '"one/deck.yaml" and "two/deck.yaml" would both write "out/deck' in capsys.readouterr().err
    assert _state(folder) == before


def test_the_log_of_reviews_is_never_its_own_export(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review = '{"id": "a", "card": "c", "time": 1700000000000, "rating": 3}\n'
    (folder / "in.jsonl").write_text(review)
    assert main(["import-reviews", "in.jsonl", "--db", "r.db"]) == 0
    before = (folder / "r.db").read_bytes()
    for name in ("r.db", "./r.db", "n.md"):
        assert main(["export-reviews", name, "--db", "r.db"]) == 1
        assert "is not written over" in capsys.readouterr().err
    assert (folder / "r.db").read_bytes() == before
    assert main(["export-reviews", "out.jsonl", "--db", "r.db"]) == 0
    assert main(["export-reviews", "out.jsonl", "--db", "r.db"]) == 0


CRASH = """
import os, sys
from pathlib import Path
from generator import cli
real = os.replace
def replace(source, target):
    real(source, target)
    if "cache" not in str(target):
        os._exit(9)
os.replace = replace
cli.main(["build", "n.md"])
"""


def test_a_build_killed_between_the_renames_has_the_new_ledger_and_leaves_nothing(folder: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", CRASH], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert killed.returncode == 9
    found = {path.name for path in (folder / "out").iterdir()}
    assert (folder / ".notedeck" / "ledger.jsonl").exists()
    assert "n.apkg" not in found
    assert any(name.endswith(".new") for name in found)
    assert main(["build", "n.md"]) == 0
    assert {path.name for path in (folder / "out").iterdir()} == {"n.apkg"}
    assert {path.name for path in (folder / ".notedeck").iterdir()} == {"ledger.jsonl", "cache"}


def test_two_builds_at_once_take_turns(tmp_path: Path) -> None:
    waited: list[str] = []
    with (
        files.alone(tmp_path),
        pytest.raises(NotedeckError, match="another notedeck has been building"),
        files.alone(tmp_path / "not" / "made", lambda: waited.append("yes"), wait=0.01),
    ):
        pass
    assert waited == ["yes"]
    with files.alone(tmp_path, lambda: waited.append("again")):
        pass
    assert waited == ["yes"]
    assert list(tmp_path.iterdir()) == []
