"""`notedeck quiz` as it is called: files, defaults of the recipe, whole messages."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest

from generator.cli import main
from generator.study import storage
from generator.study.events import Event
from generator.study.settings import Settings

ROOT = Path(__file__).parent.parent
NOTE = "source_notes/kubernetes.md"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("source_notes", "decks"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _recipe(folder: Path, quiz: str) -> str:
    path = folder / "decks" / "mine.yaml"
    path.write_text(f"name: 내 덱\nnotes: [../{NOTE}]\nquiz:\n{quiz}", "utf-8")
    return "decks/mine.yaml"


def _json(path: str) -> dict:
    return json.loads(Path(path).read_text("utf-8"))


def test_a_note_becomes_a_worksheet(folder, capsys):
    assert main(["quiz", NOTE]) == 0
    assert Path("out/kubernetes-quiz.pdf").read_bytes()[:5] == b"%PDF-"
    told = re.match(r"out/kubernetes-quiz\.pdf: (\d+) questions, \d+ points\n", capsys.readouterr().out)
    assert told
    assert 10 <= int(told[1]) <= 20


def test_the_key_apart_is_a_file_of_its_own(folder, capsys):
    assert main(["quiz", NOTE, "--questions", "5", "--key", "apart", "-o", "a.html"]) == 0
    assert "정답" not in Path("a.html").read_text("utf-8")
    assert "정답" in Path("a-key.html").read_text("utf-8")


def test_versions_of_a_platform_are_files_of_their_own(folder):
    assert main(["quiz", NOTE, "--questions", "9", "--versions", "3", "-o", "v.json"]) == 0
    found = [_json(f"v-{letter}.json") for letter in "ABC"]
    assert [one["version"] for one in found] == ["A", "B", "C"]
    assert len({json.dumps(sorted(item["card"] for item in one["items"])) for one in found}) == 1


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.md", b"# "),
        ("a.xml", b"<?xml"),
        ("a.txt", b"// "),
        ("a.zip", b"PK"),
        ("a.html", b"<!doctype"),
        ("a.pdf", b"%PDF"),
    ],
)
def test_the_name_of_the_output_tells_its_form(folder, name, begins):
    assert main(["quiz", NOTE, "--questions", "4", "-o", name]) == 0
    assert Path(name).read_bytes().startswith(begins)


def _points(*arguments: str) -> list[int]:
    assert main(["quiz", NOTE, "--questions", "8", "-o", "p.json", *arguments]) == 0
    return [item["points"] for item in _json("p.json")["items"]]


def test_points_are_shared_out_of_a_sum_or_given_by_type(folder):
    assert sum(_points("--points", "100")) == 100
    assert min(_points("--points", "8")) == 1
    assert set(_points("--types", "command", "--points", "command=7")) == {7}


def test_the_top_of_the_sheet_is_as_asked_for(folder):
    arguments = ["--title", "중간 <고사>", "--instructions", "45분", "--fields", "name,number", "-o", "t.html"]
    assert main(["quiz", NOTE, "--questions", "3", *arguments]) == 0
    text = Path("t.html").read_text("utf-8")
    assert "<h1>중간 &lt;고사&gt;" in text
    assert "<p class=instructions>45분</p>" in text
    assert re.findall(r"<label>(\S+) <input", text) == ["이름", "번호"]


def test_the_recipe_holds_defaults_and_the_command_line_wins(folder):
    path = _recipe(folder, "  questions: 6\n  types: [short-answer]\n  seed: 3\n  format: json\n  title: 시험\n")
    assert main(["quiz", path]) == 0
    first = _json("out/mine-quiz.json")
    assert len(first["items"]) == 6
    assert {item["type"] for item in first["items"]} == {"short-answer"}
    assert first["code"] == "A-3"
    assert main(["quiz", path, "--questions", "2", "--seed", "4"]) == 0
    assert len(_json("out/mine-quiz.json")["items"]) == 2


def test_what_is_wrong_in_the_recipe_is_told_at_its_place(folder, capsys):
    path = _recipe(
        folder,
        "  questons: 3\n  types: [blank, mtching]\n  paper: A5\n  columns: 3\n  title: [a]\n  seed: x\n  fields: nam\n  points: {blank: none}\n",
    )
    assert main(["quiz", path]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("decks/")]
    assert told == [
        'decks/mine.yaml:4:3: error[recipe-key] unknown key "questons" of "quiz"; did you mean "questions"?',
        'decks/mine.yaml:5:18: error[recipe-type] "quiz: types" knows no "mtching"; did you mean "matching"?',
        'decks/mine.yaml:6:10: error[recipe-type] "quiz: paper" must be "a4" or "letter"',
        'decks/mine.yaml:7:12: error[recipe-type] "quiz: columns" must be a whole number from 1 to 2',
        'decks/mine.yaml:8:10: error[recipe-type] "quiz: title" must be text',
        'decks/mine.yaml:9:9: error[recipe-type] "quiz: seed" must be a whole number from 0 to 9223372036854775807',
        'decks/mine.yaml:10:11: error[recipe-type] "quiz: fields" knows no "nam"; did you mean "name"?',
        'decks/mine.yaml:11:11: error[recipe-type] "quiz: points": "blank=none" must end in a whole number from 1 to 10000',
    ]
    assert not Path("out").exists()


def test_a_topic_is_a_number_or_words(folder):
    assert main(["quiz", NOTE, "--topic", "2.1", "--questions", "all", "-o", "t.json"]) == 0
    lines = [item["lines"][0] for item in _json("t.json")["items"]]
    assert lines
    assert all(51 <= line <= 102 for line in lines)


def test_a_topic_that_is_not_there_is_told(folder, capsys):
    assert main(["quiz", NOTE, "--topic", "노드 컴포넌"]) == 0
    assert main(["quiz", NOTE, "--topic", "노드 컨포넌트"]) == 1
    assert 'did you mean "노드 컴포넌트"?' in capsys.readouterr().err


def test_fewer_than_asked_for_is_told(folder, capsys):
    assert main(["quiz", NOTE, "--types", "command", "--questions", "500", "-o", "c.json"]) == 0
    assert "500 were asked for; the others could not be made well" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--types", "multple-choice"], 'there is no item type "multple-choice"; did you mean "multiple-choice"?'),
        (["--questions", "0"], '"0" is neither a number from 1 to 100000 nor "all"'),
        (["--layout", "cards", "--format", "html"], "--layout cards is printed as pdf only"),
        (["--types", "command", "--difficulty", "easy"], 'no item type of command is "easy"'),
        (["--points", "x"], '"x" is neither the points of the sheet, as 100, nor those of types, as blank=2,list=4'),
        (["--points", "blnk=2"], 'there is no item type "blnk"; did you mean "blank"?'),
        (["--points", "blank=0"], '"blank=0" must end in a whole number from 1 to 10000'),
        (["--points", "3"], "--points 3 is less than one point for each of "),
        (["--fields", "nmae"], 'there is no field "nmae"; did you mean "name"?'),
    ],
)
def test_a_wrong_call_is_told(folder, capsys, arguments, told):
    assert main(["quiz", NOTE, *arguments]) == 2
    assert told in capsys.readouterr().err


def test_weak_needs_a_history(folder, capsys):
    assert main(["quiz", NOTE, "--weak", "--db", "none.sqlite3"]) == 1
    assert "answer some cards with `notedeck study` first" in capsys.readouterr().err


@pytest.mark.parametrize("layout", ["cards", "folded"])
def test_cards_are_cut_or_folded(folder, capsys, layout):
    assert main(["quiz", NOTE, "--layout", layout, "--questions", "12", "-o", "c.pdf"]) == 0
    assert capsys.readouterr().out == "c.pdf: 12 cards\n"


@pytest.mark.parametrize("layout", ["cards", "folded"])
def test_cards_come_in_versions_each_in_an_order_of_its_own(folder, layout):
    assert main(["quiz", NOTE, "--layout", layout, "--versions", "2", "--questions", "6", "-o", "c.pdf"]) == 0
    text = _text("c.pdf")
    assert "A-1" in text
    assert "B-1" in text


@pytest.mark.parametrize("layout", ["cards", "folded"])
def test_the_key_of_cards_is_a_file_of_its_own(folder, layout):
    note = folder / "n.md"
    note.write_text("# 쿠버네티스\n- etcd: 모든 클러스터 데이터를 담는 키-값 저장소\n", "utf-8")
    assert main(["quiz", "n.md", "--layout", layout, "--key", "apart", "-o", "c.pdf"]) == 0
    assert main(["quiz", "n.md", "--layout", layout, "--key", "none", "-o", "n.pdf"]) == 0
    questions, key = _text("c.pdf"), _text("c-key.pdf")
    assert "n.md:2" in key
    assert "n.md:2" not in questions + _text("n.pdf")
    assert "etcd" in questions
    assert len(set(questions.split()) & {"n.md:2", "etcd란?"}) == 1


def _text(path: str) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(Path(path).read_bytes()))


def test_the_terminal_takes_one_file(folder, capsysbinary):
    assert main(["quiz", NOTE, "--questions", "2", "--format", "markdown", "-o", "-"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"# kubernetes")


def test_a_pdf_is_not_poured_into_a_terminal(folder, capsys, monkeypatch):
    terminal = SimpleNamespace(stdout=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("generator.cli.quiz.sys", terminal)
    assert main(["quiz", NOTE, "--questions", "2", "--format", "pdf", "-o", "-"]) == 2
    told = "a quiz as pdf is no text for a terminal; name a file with -o, or send it on with |"
    assert told in " ".join(capsys.readouterr().err.split())
    assert main(["quiz", NOTE, "--questions", "2", "--format", "gift", "-o", "-"]) == 0


def test_the_same_call_writes_the_same_bytes(folder):
    for name in ("one.pdf", "two.pdf"):
        assert main(["quiz", NOTE, "--seed", "7", "-o", name]) == 0
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()


def test_the_cards_are_those_of_the_anki_deck(folder):
    assert main(["build", "decks/kubernetes.yaml"]) == 0
    assert main(["quiz", "decks/kubernetes.yaml", "--questions", "all", "-o", "q.json"]) == 0
    known = Path("decks/ledger.jsonl").read_text("utf-8")
    for item in _json("q.json")["items"]:
        assert item["card"].split("/")[0] in known


def test_weak_asks_what_was_forgotten_first(folder):
    assert main(["build", "decks/kubernetes.yaml"]) == 0
    assert main(["quiz", "decks/kubernetes.yaml", "--types", "short-answer", "--questions", "3", "-o", "a.json"]) == 0
    first, second, third = (item["card"] for item in _json("a.json")["items"])
    store = storage.open_store(folder / "log.sqlite3", Settings(), now=0)
    day = 86_400_000
    for number, (card, ratings) in enumerate([(first, (3, 3)), (second, (4, 1)), (third, (4, 1, 4, 1))]):
        for step, rating in enumerate(ratings):
            when = 1_700_000_000_000 + (100 * step + number) * day
            storage.append(store, Event(f"{number}-{step}", card, when, rating=rating))
    store.close()
    arguments = [
        "quiz",
        "decks/kubernetes.yaml",
        "--weak",
        "--db",
        "log.sqlite3",
        "--types",
        "short-answer",
        "-o",
        "w.json",
    ]
    assert main([*arguments, "--questions", "1"]) == 0
    assert [item["card"] for item in _json("w.json")["items"]] == [third]
    assert main(arguments) == 0
    assert {item["card"] for item in _json("w.json")["items"]} == {second, third}
