"""`notedeck build` and `cards` from outside: what they write, say and return, with good input and bad."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from generator.cli import main

NOTE = "# 파드\n- 쿠버네티스가 컨테이너를 다루는 가장 작은 기본 단위\n- 개수 제한: 노드마다 최대 110개\n\n```sh\n# 파드 목록 출력\nkubectl get pods\n```\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("note.md").write_text(NOTE, encoding="utf-8")


def notes_of(path: Path) -> int:
    with zipfile.ZipFile(path) as package:
        Path("collection.db").write_bytes(package.read("collection.anki2"))
    with sqlite3.connect("collection.db") as collection:
        count: int = collection.execute("select count(*) from notes").fetchone()[0]
    return count


def test_a_note_needs_no_recipe(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "note.md", "-o", "deck.apkg"]) == 0
    assert notes_of(Path("deck.apkg")) == 3
    assert Path(".notedeck/ledger.jsonl").exists()
    said = capsys.readouterr().out
    assert said.startswith("deck.apkg: ")
    assert "since the last build: kept 0, changed 0, moved 0, new 3, retired 0" in said


def test_a_second_build_keeps_everything_byte_by_byte(capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "note.md", "-o", "deck.apkg"])
    first = Path("deck.apkg").read_bytes()
    capsys.readouterr()
    main(["build", "note.md", "-o", "deck.apkg"])
    assert "kept 3" in capsys.readouterr().out
    assert Path("deck.apkg").read_bytes() == first


def test_without_arguments_every_recipe_is_built() -> None:
    Path("decks").mkdir()
    for name in ("one", "two"):
        Path(f"decks/{name}.yaml").write_text(f"name: {name}\nnotes: ../note.md\n", encoding="utf-8")
    assert main(["build"]) == 0
    assert Path("out/one.apkg").exists()
    assert Path("decks/ledger.jsonl").exists()


def test_two_recipes_of_one_note_have_the_same_cards(capsys: pytest.CaptureFixture[str]) -> None:
    Path("decks").mkdir()
    for name in ("one", "two"):
        Path(f"decks/{name}.yaml").write_text(f"name: {name}\nnotes: ../note.md\n", encoding="utf-8")
    assert main(["build"]) == 0
    assert "new 3, retired 0" in (said := capsys.readouterr().out)
    assert "kept 3, changed 0, moved 0, new 0, retired 0" in said


def test_cards_are_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cards", "note.md", "--format", "jsonl"]) == 0
    cards = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    keys = "id guid kind direction front question answer accept choices context path lines language notices origin score why".split()
    assert all(list(card) == keys for card in cards)
    assert {card["kind"] for card in cards} == {"definition", "property", "command"}
    assert not list(Path().glob("*.jsonl"))


def test_cards_have_the_ids_of_the_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "note.md", "-o", "deck.apkg", "--ledger", "deck.ledger.jsonl"])
    capsys.readouterr()
    Path("note.md").write_text(NOTE.replace("기본 단위", "가장 작은 기본 단위"), encoding="utf-8")
    main(["cards", "note.md", "--ledger", "deck.ledger.jsonl", "--format", "jsonl"])
    ids = {json.loads(line)["id"].split("/")[0] for line in capsys.readouterr().out.splitlines()}
    ledger = Path("deck.ledger.jsonl").read_text(encoding="utf-8")
    assert all(f'"{name}"' in ledger for name in ids)


def test_hidden_reworded_and_added_cards(capsys: pytest.CaptureFixture[str]) -> None:
    main(["cards", "note.md", "--format", "jsonl", "--no-ledger"])
    ids = {json.loads(line)["question"]: json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()}
    hidden, reworded = ids["파드란?"], ids["파드 목록을 출력하는 kubectl 명령은?"]
    Path("note.yaml").write_text(
        f"name: note\nnotes: note.md\nhide: [{hidden}]\nreword:\n  {reworded}: {{question: 파드를 나열하려면?}}\nadd:\n"
        "- {question: 파드의 줄임말은?, answer: po}\n",
        encoding="utf-8",
    )
    main(["cards", "note.yaml", "--format", "jsonl"])
    questions = [json.loads(line)["question"] for line in capsys.readouterr().out.splitlines()]
    assert "파드를 나열하려면?" in questions
    assert "파드의 줄임말은?" in questions
    assert "파드란?" not in questions


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", 'bad.md:1:1: error[note-unreadable] "bad.md" is empty'),
        (b"\x00\x01\x02binary", 'bad.md:1:1: error[note-unreadable] "bad.md" is a binary file, not text'),
        (
            "파드\n노드는 머신이다\n".encode("cp949"),
            'bad.md:1:1: error[note-encoding] "bad.md" is CP949 (EUC-KR) text, not UTF-8',
        ),
        (b"ok\n\xff\xfe\xfa\xfb\xff", 'bad.md:2:1: error[note-encoding] "bad.md" is not UTF-8 text'),
    ],
)
def test_a_note_that_cannot_be_read_is_named(content: bytes, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.md").write_bytes(content)
    assert main(["build", "bad.md", "-o", "bad.apkg"]) == 1
    assert capsys.readouterr().err.splitlines()[0] == said
    assert not Path("bad.apkg").exists()


def test_the_other_notes_are_still_read(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.md").write_bytes(b"\x00")
    assert main(["build", "bad.md", "note.md", "-o", "deck.apkg"]) == 1
    assert notes_of(Path("deck.apkg")) == 3


def test_cp949_is_read_when_it_is_named() -> None:
    Path("old.md").write_bytes(NOTE.encode("cp949"))
    assert main(["build", "old.md", "-o", "old.apkg", "--encoding", "cp949"]) == 0
    assert notes_of(Path("old.apkg")) == 3


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("notes: note.md\nnmae: x\n", 'r.yaml:2:1: error[recipe-key] unknown key "nmae"; did you mean "name"?'),
        (
            "notes: note.md\nnotes: note.md\n",
            'r.yaml:2:1: error[recipe-twice] "notes" stands twice; the first is on line 1',
        ),
        ("notes: gone.md\n", 'r.yaml:1:8: error[recipe-notes] no study note matches "gone.md"'),
        (
            "notes: note.md\nkinds: {figur: off}\n",
            'r.yaml:2:9: error[recipe-key] unknown card kind "figur"; did you mean "figure"?',
        ),
        ("notes: note.md\nlanguage: fr\n", 'r.yaml:2:11: error[recipe-type] "language" must be "ko" or "en"'),
        ("notes: [\n", "r.yaml:2:1: error[recipe-yaml] this is no YAML: did not find expected node content"),
    ],
)
def test_a_mistake_in_a_recipe_is_told_at_its_place(recipe: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("r.yaml").write_text(recipe, encoding="utf-8")
    assert main(["build", "r.yaml"]) == 1
    assert capsys.readouterr().err.splitlines()[0] == said


def test_a_wrong_call_returns_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["biuld"]) == 2
    assert 'Did you mean "build"?' in capsys.readouterr().err
    assert main(["build", "--nothing"]) == 2


@pytest.mark.parametrize("ledger", [".notedeck/ledger.jsonl", "deck.ledger.jsonl", "out/old.ledger.jsonl"])
def test_a_damaged_ledger_stops_the_build(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Also one that 0.1 left, though it is only looked at to be taken over."""
    main(["build", "note.md", "-o", "deck.apkg"])
    before = Path("deck.apkg").read_bytes()
    Path(ledger).parent.mkdir(exist_ok=True)
    Path(ledger).write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert main(["build", "note.md", "-o", "deck.apkg"]) == 1
    assert f"{ledger}:1:1: error" in capsys.readouterr().err
    assert Path("deck.apkg").read_bytes() == before


def test_a_note_type_of_names_runs_nothing() -> None:
    name = "a'; drop table notes; -- <script>$(touch x)`{{c1::y}}.md"
    Path(name).write_text(NOTE, encoding="utf-8")
    assert main(["build", name, "-o", "deck.apkg"]) == 0
    assert not Path("x").exists()


def test_a_glob_passes_over_what_the_program_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quiz", "note.md", "--format", "markdown", "-o", "quiz.md"]) == 0
    Path("all.yaml").write_text('name: all\nnotes: ["*.md"]\n', encoding="utf-8")
    assert main(["build", "all.yaml"]) == 0
    assert "from 1 note" in capsys.readouterr().out


def test_a_number_that_is_part_of_a_name_stays(capsys: pytest.CaptureFixture[str]) -> None:
    Path("note.md").write_text(
        "# TCP\n## 2-phase commit\n- 여러 노드의 트랜잭션을 함께 확정하는 프로토콜\n"
        "## 2-1) 흐름 제어\n- 수신자가 받을 수 있는 만큼만 보내는 기법\n",
        encoding="utf-8",
    )
    assert main(["cards", "note.md", "--no-ledger"]) == 0
    said = capsys.readouterr().out
    assert "2-phase commit이란?" in said
    assert "1)" not in said


def test_a_data_structure_among_commands_is_no_command(capsys: pytest.CaptureFixture[str]) -> None:
    Path("note.md").write_text(
        "# 리눅스 명령어\n- inode: 파일의 메타데이터를 저장하는 자료구조\n- ls : 파일 목록을 출력하는 명령어\n",
        encoding="utf-8",
    )
    assert main(["cards", "note.md", "--no-ledger", "--why"]) == 0
    assert "해당하는 리눅스 명령어" not in capsys.readouterr().out
