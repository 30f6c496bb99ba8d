"""A workspace: one ledger for all notes under a folder, however they are called and wherever they move."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import workspace
from generator.cli import main
from generator.ledger import read

DOCKER = """# Docker
- 이미지: 컨테이너를 실행하는 데 필요한 파일을 묶은 읽기 전용 꾸러미
- 볼륨: 컨테이너가 사라져도 데이터를 남기는 저장 공간
"""
ETCD = """# 쿠버네티스
- etcd: 모든 클러스터 데이터를 담는 키-값 저장소
- kubelet: 파드에서 컨테이너가 동작하도록 관리하는 노드의 에이전트
"""
Said = Callable[[], str]


@pytest.fixture(autouse=True)
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "vault"
    (folder / "k8s").mkdir(parents=True)
    (folder / "docker.md").write_text(DOCKER, encoding="utf-8")
    (folder / "k8s" / "etcd.md").write_text(ETCD, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return folder


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    def read() -> str:
        both = capsys.readouterr()
        return both.out + both.err

    return read


def ids(said: Said, *targets: str) -> dict[str, str]:
    """Return question -> card id."""
    said()
    assert main(["cards", *targets, "--format", "jsonl"]) == 0
    cards = [json.loads(line) for line in said().splitlines()]
    assert cards
    return {card["question"]: card["id"] for card in cards}


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# ---- one ledger ----


def test_the_ids_do_not_depend_on_the_call(said: Said) -> None:
    assert main(["build", "."]) == 0
    every = ids(said, ".")
    assert ids(said, "docker.md").items() < every.items()
    assert ids(said, "k8s").items() < every.items()
    assert ids(said, os.path.abspath("docker.md"), "k8s/etcd.md") == every
    assert ids(said) == every
    for name in ("one", "other"):
        said()
        assert main(["build", "docker.md", "-o", f"{name}.apkg"]) == 0
        assert "kept 2, changed 0, moved 0, new 0, retired 0" in said()


def test_the_ids_do_not_depend_on_the_call_before_the_first_build(said: Said) -> None:
    assert {**ids(said, "docker.md"), **ids(said, "k8s/etcd.md")} == ids(said, ".")
    assert files(Path()) == {"docker.md", "k8s/etcd.md"}


def test_nothing_is_written_but_the_output_and_the_workspace() -> None:
    assert main(["build", ".", "-o", "../deck.apkg"]) == 0
    made = {path for path in files(Path()) if not path.startswith(".notedeck/cache/")}
    assert made == {"docker.md", "k8s/etcd.md", ".notedeck/ledger.jsonl"}
    assert main(["diff", "."]) == main(["check", "."]) == main(["coverage", "docker.md"]) == 0
    assert {path for path in files(Path()) if not path.startswith(".notedeck/cache/")} == made


def test_without_arguments_the_notes_here_are_meant(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["build"]) == 0
    assert "out/vault.apkg: " in said()
    monkeypatch.chdir("k8s")
    assert main(["build"]) == 0
    assert "since the last build: kept 2" in said()
    assert not Path(".notedeck").exists()


def test_a_note_alone_retires_no_fact_of_the_others(said: Said) -> None:
    main(["build", "."])
    for target in ("docker.md", "k8s", "k8s/etcd.md"):
        main(["build", target])
    assert "retired 0" in said()
    main(["build", "."])
    assert "kept 4, changed 0, moved 0, new 0, retired 0" in said()


def test_a_recipe_and_its_note_have_the_same_cards(said: Said) -> None:
    Path("decks").mkdir()
    Path("decks/d.yaml").write_text("notes: ../docker.md\n", encoding="utf-8")
    assert main(["build"]) == 0
    assert files(Path("decks")) == {"d.yaml", "ledger.jsonl"}
    assert ids(said, "docker.md") == ids(said, "decks/d.yaml")


def test_a_recipe_after_the_first_build_finds_the_ledger_where_it_is(said: Said) -> None:
    main(["build", "."])
    Path("docker.md").write_text(DOCKER.replace("남기는", "남겨 두는"), encoding="utf-8")
    before = ids(said, "docker.md")
    Path("decks").mkdir()
    Path("decks/d.yaml").write_text("notes: ../docker.md\n", encoding="utf-8")
    assert ids(said) == before
    assert main(["build"]) == 0
    assert not Path("decks/ledger.jsonl").exists()


def test_standard_input_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DOCKER.encode()), encoding="utf-8"))
    assert main(["build", "-", "-o", "../deck.apkg"]) == 0
    assert files(Path()) == {"docker.md", "k8s/etcd.md"}


def test_stats_count_the_same_however_they_are_called(said: Said) -> None:
    main(["build", "docker.md"])
    everything = ids(said, ".")
    card = everything["볼륨이란?"]
    Path("../r.jsonl").write_text(json.dumps({"id": "a", "card": card, "time": 1_700_000_000_000, "rating": 3}) + "\n")
    assert main(["import-reviews", "../r.jsonl", "--db", "../r.db"]) == 0
    counts = {}
    for targets in ((".",), ("docker.md",), (os.path.abspath("docker.md"),), ("k8s",), ()):
        said()
        assert main(["stats", *targets, "--db", "../r.db", "--format", "json"]) == 0
        found = json.loads(said())["cards"]
        counts[targets] = (found["all"] - found["new"], found["all"] == len(everything))
    assert list(counts.values()) == [(1, True), (1, False), (1, False), (0, False), (1, True)]


# ---- moving and renaming ----


def renamed(name: str, other: str) -> None:
    Path(other).parent.mkdir(parents=True, exist_ok=True)
    shutil.move(name, other)


@pytest.mark.parametrize("target", [".", "deep/images.md"])
def test_a_note_may_move_and_change_its_name(target: str, said: Said) -> None:
    main(["build", "."])
    before = ids(said, ".")
    renamed("docker.md", "deep/images.md")
    assert main(["diff", target]) == 0
    assert "> docker.md is deep/images.md now: 2 facts\n" in said()
    assert main(["build", target]) == 0
    assert "  > docker.md is deep/images.md now: 2 facts\n" in said()
    assert ids(said, ".") == before


def test_a_folder_renamed_is_one_line(said: Said) -> None:
    main(["build", "."])
    renamed("k8s", "kube")
    said()
    main(["diff", "."])
    assert said() == "> k8s/ is kube/ now: 2 facts\n\nvault: kept 2, changed 0, moved 2, new 0, retired 0\n"


def test_a_heading_reworded_is_one_line(said: Said) -> None:
    main(["build", "docker.md"])
    Path("docker.md").write_text(DOCKER.replace("# Docker", "# 도커"), encoding="utf-8")
    said()
    main(["diff", "docker.md"])
    assert said().startswith('> "Docker" is "도커" now: 2 facts\n\n')


def test_a_note_renamed_out_of_sight_is_not_retired(said: Said) -> None:
    """What `build k8s` does not read may be the old note under a new name."""
    main(["build", "."])
    renamed("docker.md", "images.md")
    main(["build", "k8s"])
    assert "retired 1" not in said()
    main(["build", "images.md"])
    assert "kept 0, changed 0, moved 2, new 0, retired 0" in said()


def test_a_section_that_moved_to_another_note_keeps_its_ids_though_one_is_built(said: Said) -> None:
    main(["build", "."])
    before = ids(said, ".")
    Path("docker.md").write_text("\n".join(DOCKER.splitlines()[:2]) + "\n", encoding="utf-8")
    Path("k8s/etcd.md").write_text(ETCD + DOCKER.splitlines()[2] + "\n", encoding="utf-8")
    main(["build", "k8s/etcd.md"])
    after = ids(said, "k8s/etcd.md")
    assert all(before[question] == card for question, card in after.items())
    assert {"etcd란?", "kubelet이란?", "볼륨이란?"} <= set(after)


def test_a_line_copied_to_another_note_is_another_fact(said: Said) -> None:
    main(["build", "."])
    before = ids(said, "docker.md")
    Path("k8s/etcd.md").write_text(ETCD + DOCKER.splitlines()[2] + "\n", encoding="utf-8")
    main(["build", "k8s/etcd.md"])
    assert ids(said, "docker.md") == before
    assert not set(before.values()) & set(ids(said, "k8s/etcd.md").values())


def test_a_note_that_is_gone_is_retired_by_its_folder_and_comes_back(said: Said) -> None:
    main(["build", "."])
    before = ids(said, ".")
    os.rename("docker.md", "../docker.md")
    main(["build", "."])
    assert "retired 2" in said()
    os.rename("../docker.md", "docker.md")
    main(["build", "docker.md"])
    assert "returned 2" in said()
    assert ids(said, ".") == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_a_folder_that_cannot_be_read_retires_nothing(said: Said) -> None:
    main(["build", "."])
    os.chmod("k8s", 0)
    try:
        main(["build", "."])
        main(["build", "docker.md"])
    finally:
        os.chmod("k8s", 0o755)
    assert "retired 2" not in said()


# ---- what the program wrote ----


def test_what_the_program_wrote_is_no_note(said: Said) -> None:
    main(["build", "."])
    before = ids(said, ".")
    assert main(["quiz", ".", "--format", "markdown"]) == 0
    assert Path("out/vault-quiz.md").exists()
    said()
    assert main(["cards", ".", "--format", "markdown"]) == 0
    Path("cards.md").write_text(said(), encoding="utf-8")
    assert ids(said, ".") == before
    assert main(["build", "out/vault-quiz.md"]) == 1
    assert '"out/vault-quiz.md" was written by notedeck: it is no study note' in said()


OLD_QUIZ = "# vault (A1)\n\n이름: \\_\\_\\_\\_\\_\\_\\_\\_ · 날짜: \\_\\_\\_\\_\\_\\_\\_\\_ · 점수: \\_\\_\\_\\_\\_\\_\\_\\_ / 20\n\n## 단답형\n\n**1.** 볼륨: 저장 공간\n"


def test_a_quiz_of_the_first_notedeck_is_no_note(said: Said) -> None:
    before = ids(said, ".")
    Path("old-quiz.md").write_text(OLD_QUIZ, encoding="utf-8")
    assert ids(said, ".") == before


# ---- 0.1's ledgers ----


def old_ledger(*entries: dict[str, object], deck: str = "docker") -> str:
    lines = [{"ledger": 1, "deck": deck}, *entries]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def old_fact(name: str, path: str, label: str, meaning: str) -> dict[str, object]:
    cards = {"term->meaning": [f"{label}란?", meaning], "meaning->term": [f"{meaning}은?", label]}
    return {"id": name, "kind": "definition", "path": path, "topic": ["Docker"], "label": label,
            "text": f"{label}: {meaning}", "cards": cards, "changed": 1_600_000_000, "content": "x"}  # fmt: skip


VOLUME = "볼륨", "컨테이너가 사라져도 데이터를 남기는 저장 공간"
PLACES = {
    "decks/d.ledger.jsonl": "../docker.md",
    "out/docker.ledger.jsonl": "../docker.md",
    "d.ledger.jsonl": "docker.md",
}


@pytest.mark.parametrize(("place", "path"), PLACES.items(), ids=PLACES)
def test_an_old_ledger_is_taken_over_once_and_told(place: str, path: str, said: Said) -> None:
    Path(place).parent.mkdir(exist_ok=True)
    Path(place).write_text(old_ledger(old_fact("oldoldoldold", path, *VOLUME)), encoding="utf-8")
    assert main(["build", "."]) == 0
    told = said()
    assert f'took over 1 fact of "{Path(place).absolute()}", which is not needed any more' in told.replace(
        f'"{place}"', f'"{Path(place).absolute()}"'
    )
    assert ids(said, "docker.md")["볼륨이란?"] == "oldoldoldold/term->meaning"
    main(["build", "."])
    assert "took over" not in said()
    os.unlink(place)
    assert ids(said, ".")["볼륨이란?"] == "oldoldoldold/term->meaning"
    kept = read(workspace.of([Path()]).ledger.read_text(encoding="utf-8"), "ledger")
    assert kept.taken == (place,)
    assert all(not entry.made for entry in kept.entries)


def test_an_old_ledger_beside_an_output_elsewhere_is_taken_over(said: Said, tmp_path: Path) -> None:
    beside = tmp_path / "elsewhere.ledger.jsonl"
    beside.write_text(old_ledger(old_fact("oldoldoldold", "vault/docker.md", *VOLUME)), encoding="utf-8")
    main(["build", "docker.md", "-o", str(tmp_path / "elsewhere.apkg")])
    assert "took over 1 fact" in said()
    assert ids(said, "docker.md")["볼륨이란?"] == "oldoldoldold/term->meaning"


def test_the_facts_of_an_old_ledger_wait_for_their_notes(said: Said) -> None:
    """A note that this build does not read is recognised by the next one, as what 0.1 called it."""
    Path("docker.ledger.jsonl").write_text(old_ledger(old_fact("oldoldoldold", "docker.md", *VOLUME)), encoding="utf-8")
    main(["build", "k8s"])
    kept = read(workspace.of([Path()]).ledger.read_text(encoding="utf-8"), "ledger")
    assert [(entry.id, entry.made) for entry in kept.entries if entry.path == "docker.md"] == [("oldoldoldold", "0.1")]
    main(["build", "."])
    assert ids(said, ".")["볼륨이란?"] == "oldoldoldold/term->meaning"


# ---- where it is ----


def test_the_nearest_folder_above_is_the_workspace(vault: Path) -> None:
    for folder, marker in ((vault, ".notedeck"), (vault / "k8s", "decks")):
        (folder / marker).mkdir()
        assert workspace.of([Path("k8s/etcd.md")]) == workspace.Workspace(folder)
    assert workspace.of([Path("k8s/etcd.md"), Path("docker.md")]).root == vault


def test_a_new_workspace_is_the_vault_or_the_current_folder(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workspace.of([Path("k8s/etcd.md")]) == workspace.Workspace(vault, is_made=False)
    monkeypatch.chdir(vault.parent)
    assert workspace.of([Path("vault/k8s/etcd.md")]).root == vault.parent
    (vault / ".obsidian").mkdir()
    assert workspace.of([Path("vault/k8s/etcd.md")]).root == vault


def test_home_is_no_workspace_by_accident(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(vault))
    assert workspace.of([Path("k8s/etcd.md")]).root == vault / "k8s"


def test_what_all_share_is_no_workspace_by_accident(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck that somebody once built in /tmp is no home of every note below."""
    (vault.parent / ".notedeck").mkdir()
    assert workspace.of([Path("docker.md")]).root == vault.parent
    monkeypatch.setattr(workspace.tempfile, "gettempdir", lambda: str(vault.parent))
    assert workspace.of([Path("docker.md")]).root == vault
    monkeypatch.chdir(vault.parent)
    assert workspace.of([Path()]).root == vault.parent


def test_init_makes_shows_and_explains(said: Said, vault: Path) -> None:
    assert main(["init"]) == 0
    assert said().splitlines()[:2] == [
        f"made a workspace of {vault}",
        "  .notedeck/ledger.jsonl      which card is which; commit it with the notes (none yet)",
    ]
    main(["build", "."])
    said()
    assert main(["init", "k8s"]) == 0
    assert said().splitlines()[:2] == [
        f"the workspace is {vault}",
        "  .notedeck/ledger.jsonl      which card is which; commit it with the notes",
    ]


def test_the_cache_is_nothing_for_git(vault: Path) -> None:
    space = workspace.of([Path()])
    assert not space.cache_folder().exists()
    assert workspace.prepare_cache(space) == vault / ".notedeck" / "cache"
    assert (space.cache_folder() / ".gitignore").read_text() == "*\n"


def test_retired_cards_of_other_notes_stay_out_of_a_deck(said: Said) -> None:
    main(["build", "."])
    for name, text in (("docker.md", DOCKER), ("k8s/etcd.md", ETCD)):
        Path(name).write_text("\n".join(text.splitlines()[:2]) + "\n", encoding="utf-8")
    main(["build", "."])
    main(["build", "docker.md", "--retired", "-o", "../deck.apkg"])
    with zipfile.ZipFile("../deck.apkg") as package:
        content = package.read("collection.anki2")
    assert "볼륨".encode() in content
    assert b"kubelet" not in content
