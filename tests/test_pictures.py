"""Only real pictures of the learner's own folders get onto cards; all else that a note names is told."""

from __future__ import annotations

import base64
import os
import zipfile
from pathlib import Path

import pytest

from generator import pictures
from generator.cli import main

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
REAL = {
    "png": PNG,
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "gif": b"GIF89a\x01\0",
    "webp": b"RIFF\x1a\0\0\0WEBPVP8 ",
    "avif": b"\0\0\0\x1cftypavif",
    "bmp": b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "svg with a prologue": b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n<!DOCTYPE svg>\n<svg/>',
}
UNREAL = {
    "text": b"root:x:0:0:root:/root:/bin/bash\n",
    "nothing": b"",
    "a page with a drawing in it": b"<html><svg/></html>",
    "an archive": b"PK\x03\x04",
    "a film": b"\0\0\0\x18ftypmp42",
    "a program": b"\x7fELF",
}


@pytest.mark.parametrize("content", REAL.values(), ids=REAL)
def test_a_picture_is_known_by_its_content(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert pictures.unfit(tmp_path / "a", tmp_path) == ""
    assert pictures.read(tmp_path / "a", tmp_path) == content


@pytest.mark.parametrize("content", UNREAL.values(), ids=UNREAL)
def test_what_only_has_a_pictures_name_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.png").write_bytes(content)
    assert pictures.unfit(tmp_path / "a.png", tmp_path).startswith("is no picture that a card can show; save it as PNG")
    with pytest.raises(OSError, match="is no picture"):
        pictures.read(tmp_path / "a.png", tmp_path)


def test_links_out_climbs_pipes_and_devices_are_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "notes", tmp_path / "secret.png"
    root.mkdir()
    outside.write_bytes(PNG)
    (root / "real.png").write_bytes(PNG)
    (root / "inside.png").symlink_to("real.png")
    (root / "out.png").symlink_to(outside)
    (root / "device.png").symlink_to("/dev/zero")
    os.mkfifo(root / "pipe.png")
    (root / "folder.png").mkdir()
    said = {name: pictures.unfit(root / name, root) for name in ("out.png", "../secret.png", "real.png", "inside.png")}
    assert said == {
        "out.png": "lies outside of the notes' folders; copy it beside the note",
        "../secret.png": "lies outside of the notes' folders; copy it beside the note",
        "real.png": "",
        "inside.png": "",
    }
    assert pictures.unfit(outside, root) == said["out.png"]
    assert pictures.unfit(root / "device.png", root) == "is a device, no picture"
    assert pictures.unfit(root / "pipe.png", root) == "is a pipe, no picture"
    assert pictures.unfit(root / "folder.png", root) == "is a folder, no picture"
    assert pictures.unfit(root / "none.png", root) == ""


def test_a_large_picture_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.write(PNG)
        file.truncate(pictures.LARGEST + 1)
    assert pictures.unfit(tmp_path / "a.png", tmp_path) == "is larger than 20 MB; make it smaller"


def test_the_notes_world_ends_at_its_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    deep = tmp_path / "work" / "notes" / "deep"
    deep.mkdir(parents=True)
    assert pictures.root_of(deep / "n.md") == deep
    assert pictures.root_of(deep / "n.md", [deep.parent]) == deep.parent
    (tmp_path / "work" / "decks").mkdir()
    assert pictures.root_of(deep / "n.md", [deep.parent]) == tmp_path / "work"
    monkeypatch.chdir(tmp_path)
    assert pictures.root_of(Path("n.md")) == tmp_path


NOTE = """# 쿠버네티스

- etcd: 모든 클러스터 데이터를 담는 키-값 저장소

![파드의 구조](real.png)

![클러스터의 비밀번호](../passwd)

![노드의 환경 변수](link.png)
"""


def test_a_deck_holds_the_real_picture_and_the_others_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (tmp_path / "passwd").write_text("root:x:0:0:secret\n")
    (notes / "n.md").write_text(NOTE, "utf-8")
    (notes / "real.png").write_bytes(PNG)
    (notes / "link.png").symlink_to(tmp_path / "passwd")
    monkeypatch.chdir(notes)
    assert main(["build", "n.md"]) == 0
    with zipfile.ZipFile("out/n.apkg") as archive:
        packed = b"".join(archive.read(name) for name in archive.namelist())
    assert b"secret" not in packed
    capsys.readouterr()
    main(["check", "n.md"])
    said = capsys.readouterr().out
    assert 'n.md:7:15: warning[unfit-image] the picture "../passwd" lies outside of the notes\' folders' in said
    assert 'warning[unfit-image] the picture "link.png" lies outside of the notes\' folders' in said
    assert "real.png" not in said
