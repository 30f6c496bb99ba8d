"""All files are written, or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator import files
from generator.problems import NotedeckError


def test_writes_all_and_leaves_nothing_beside(tmp_path: Path) -> None:
    files.write_together({tmp_path / "out" / "a.apkg": b"deck", tmp_path / "a.ledger.jsonl": b"ledger"})
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"out/a.apkg", "a.ledger.jsonl"}
    assert (tmp_path / "out" / "a.apkg").read_bytes() == b"deck"


def test_a_later_rename_that_fails_takes_the_earlier_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, fresh, last = tmp_path / "old", tmp_path / "fresh", tmp_path / "last"
    old.write_bytes(b"before")
    replace = os.replace

    def failing(source: Path, target: Path) -> None:
        if Path(target) == last:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(NotedeckError) as raised:
        files.write_together({old: b"after", fresh: b"new", last: b"x"})
    assert (
        raised.value.problems[0].message == f'"{last}" cannot be written: No space left on device; nothing was changed'
    )
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"old": b"before"}


def test_a_folder_in_the_way_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "deck").mkdir()
    with pytest.raises(NotedeckError, match="it is a folder"):
        files.write_together({tmp_path / "ledger": b"x", tmp_path / "deck": b"y"})
    assert [path.name for path in tmp_path.iterdir()] == ["deck"]


def test_an_interrupt_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"before")

    def stopped(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        files.write_together({tmp_path / "a": b"after"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"before"}


def test_links_and_permissions_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"before")
    real.chmod(0o640)
    link.symlink_to(real)
    files.write_together({link: b"after"})
    assert link.is_symlink()
    assert real.read_bytes() == b"after"
    assert real.stat().st_mode & 0o777 == 0o640
