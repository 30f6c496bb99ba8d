"""A picture is found by the name that the note calls it, however the disk spells it and wherever a vault keeps it."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from generator.attachments import located


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for name in (
        ".obsidian/x",
        "notes/k8s/note.md",
        "notes/k8s/attachments/own.png",
        "첨부/top.png",
        "notes/a/same.png",
        "notes/k8s/same.png",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_form_of_a_name_does_not_matter(tmp_path: Path, form: str) -> None:
    folder = tmp_path / unicodedata.normalize("NFD", "그림 모음")
    folder.mkdir()
    (folder / unicodedata.normalize("NFD", "파드.png")).write_bytes(b"x")
    assert (
        located(tmp_path / unicodedata.normalize(form, "그림 모음") / unicodedata.normalize(form, "파드.png"))
        is not None
    )
    assert located(tmp_path / unicodedata.normalize(form, "그림 모음") / "노드.png") is None


def test_a_name_is_looked_for_as_obsidian_does_the_nearest_first(vault: Path) -> None:
    folder = vault / "notes" / "k8s"
    assert located(folder / "own.png") == folder / "attachments" / "own.png"
    assert located(folder / "top.png") == vault / "첨부" / "top.png"
    assert located(folder / "same.png") == folder / "same.png"
    assert located(vault / "notes" / "a" / "same.png") == vault / "notes" / "a" / "same.png"


def test_nothing_above_the_vault_is_found_and_no_folder_is_a_file(vault: Path) -> None:
    (vault.parent / "outside.png").write_bytes(b"x")
    try:
        assert located(vault / "notes" / "outside.png") is None
    finally:
        (vault.parent / "outside.png").unlink()
    assert located(vault / "notes" / "k8s") is None
    assert located(vault / "a\0b") is None
    assert located(vault / ("x" * 5000)) is None
