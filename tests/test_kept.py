"""What a note yielded is taken from the cache and worked out by several processes, and nobody can tell from the deck."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline, work
from generator.cli import main
from generator.model import Candidate, Origin
from generator.pipeline import kept, one_note
from generator.recipe import of_notes

pytestmark = pytest.mark.timeout(120)
TERMS = "# 쿠버네티스 구성 요소\n\n- etcd: 모든 클러스터 데이터를 담는 고가용성 키-값 저장소\n- kubelet: 각 노드에서 파드의 컨테이너가 실행되도록 관리하는 에이전트\n"
PICTURE = TERMS + "\n![클러스터의 구성](pod.svg)\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
Worked = Callable[[], list[str]]


@pytest.fixture
def worked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Worked:
    """Return what tells the notes that were worked on since it was last asked."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(TERMS, encoding="utf-8")
    Path("b.md").write_text(TERMS.replace("etcd", "zetcd"), encoding="utf-8")
    paths: list[str] = []
    real = one_note.read

    def read(source, recipe):  # type: ignore[no-untyped-def]
        paths.append(source.path)
        return real(source, recipe)

    monkeypatch.setattr(one_note, "read", read)

    def told() -> list[str]:
        found = sorted(paths)
        paths.clear()
        return found

    return told


def built(*options: str) -> bytes:
    assert main(["build", *(options or (".",)), "-o", "deck.apkg", "--jobs", "1"]) == 0
    return Path("deck.apkg").read_bytes()


def entries() -> list[Path]:
    return sorted(Path(".notedeck/cache/notes").rglob("*.json"))


def test_only_the_edited_note_is_worked_on(worked: Worked, capsys: pytest.CaptureFixture[str]) -> None:
    cold = built()
    assert worked() == ["a.md", "b.md"]
    assert built() == cold
    assert worked() == []
    with Path("b.md").open("a", encoding="utf-8") as note:
        note.write("- 스케줄러: 새로 만든 파드를 어느 노드에서 실행할지 정하는 컴포넌트\n")
    capsys.readouterr()
    assert built() != cold
    assert worked() == ["b.md"]
    assert "new 1, retired 0" in capsys.readouterr().out


def test_a_damaged_cache_changes_nothing(worked: Worked) -> None:
    cold = built()
    worked()
    first, second = entries()
    first.write_bytes(first.read_bytes().replace("저장소".encode(), "창고임".encode()))
    second.write_bytes(second.read_bytes()[:-20])
    assert built() == cold
    assert worked() == ["a.md", "b.md"]
    first.write_bytes(second.read_bytes())  # another note's
    assert built() == cold
    assert len(worked()) == 1


def test_processes_give_the_same_bytes(worked: Worked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "WORTH_A_PROCESS", 1)
    alone = built(".", "--no-ledger")
    worked()
    assert main(["build", ".", "--no-ledger", "-o", "deck.apkg", "--jobs", "2"]) == 0
    assert worked() == []  # in this process
    assert Path("deck.apkg").read_bytes() == alone
    assert not Path(".notedeck").exists()


@pytest.mark.parametrize(
    "recipe",
    ["check: {off: [todo]}", "corrections: off", "subject: 노드", "language: en", "aliases: {파드: po}"],
    ids=lambda recipe: recipe.split(":")[0],
)
def test_another_option_is_seen(worked: Worked, recipe: str) -> None:
    Path("r.yaml").write_text("notes: [a.md]\n", encoding="utf-8")
    Path(".notedeck").mkdir()
    assert main(["cards", "r.yaml"]) == 0
    Path("r.yaml").write_text(f"notes: [a.md]\n{recipe}\n", encoding="utf-8")
    assert main(["cards", "r.yaml"]) == 0
    assert worked() == ["a.md", "a.md"]
    assert main(["cards", "r.yaml"]) == 0
    assert worked() == []


def test_what_models_wrote_and_said_is_seen(
    worked: Worked, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    built()
    worked()
    (card,) = (one for one in pipeline.deck(of_notes((Path("a.md"),))).cards if one.stem == "etcd란?")
    worked()
    turned = {(card.front, card.stem, card.key): "a reader could not answer it"}
    candidate = Candidate(card.fact, "model", "question", "", "파드를 실행하는 것은?", "etcd", origin=Origin.MODEL)
    shown = []
    for models in (pipeline.Models(turned=turned), pipeline.Models((candidate,)), pipeline.Models()):
        monkeypatch.setattr(kept, "models_of", lambda recipe, read, models=models: models)
        capsys.readouterr()
        assert main(["cards", "a.md", "--format", "jsonl"]) == 0
        said = capsys.readouterr().out
        shown.append(("etcd란?" in said, candidate.stem in said))
    assert shown == [(False, False), (False, True), (True, False)]
    assert worked() == ["a.md", "a.md"]  # and as before is still known


def test_other_weights_are_seen(worked: Worked, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator import editor

    built()
    worked()
    shipped = editor.shipped()
    strict = type(shipped)(shipped.weights, 0.999)
    monkeypatch.setattr(editor, "shipped", lambda: strict)
    main(["build", ".", "-o", "deck.apkg", "--jobs", "1"])
    assert worked() == ["a.md", "b.md"]


def test_a_picture_that_came_is_seen(worked: Worked, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(PICTURE, encoding="utf-8")
    built()
    worked()
    for content, told in ((SVG, []), ("no picture", ["unfit-image"]), (SVG, []), ("", ["missing-image"])):
        Path("pod.svg").write_text(content, encoding="utf-8")
        if not content:
            Path("pod.svg").unlink()
        capsys.readouterr()
        assert main(["check", "."]) == 0
        said = capsys.readouterr().out
        assert [code for code in ("missing-image", "unfit-image") if code in said] == told
    assert worked() == ["a.md"] * 4
    assert main(["check", "."]) == 0
    assert worked() == []


def test_standard_input_is_not_kept(worked: Worked, monkeypatch: pytest.MonkeyPatch) -> None:
    built("a.md")
    kept = entries()
    monkeypatch.setattr("generator.reading._standard_input", lambda _stream: TERMS.encode())
    for _ in range(2):
        worked()
        assert main(["cards", "-", "--jobs", "1"]) == 0
        assert worked() == ["-"]
    assert entries() == kept


@pytest.mark.parametrize("call", [["cards", "."], ["check", "."], ["coverage", "."], ["build", ".", "--no-ledger", "-o", "../x.apkg"]])  # fmt: skip
def test_nothing_is_made_where_nothing_is_kept(worked: Worked, call: list[str]) -> None:
    assert main(call) == 0
    assert sorted(path.name for path in Path().iterdir()) == ["a.md", "b.md"]


def test_a_build_that_fails_leaves_no_cache(worked: Worked) -> None:
    Path("letter").write_text("Dear Anna,")
    assert main(["build", ".", "-o", "letter", "--jobs", "1"]) == 1
    assert not Path(".notedeck").exists()
