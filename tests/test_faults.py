"""Whatever goes wrong inside, a user sees one line and a status, and no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import cli


def _failing(error: Exception) -> object:
    def get_command(*_args: object) -> None:
        raise error

    return get_command


def test_a_file_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    error = PermissionError(13, "Permission denied", "decks")
    monkeypatch.setattr(cli.Commands, "get_command", _failing(error))
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().err == '"decks" cannot be used: Permission denied\n'


def test_a_fault_of_ours_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("NOTEDECK_DEBUG", raising=False)
    monkeypatch.setattr(cli.Commands, "get_command", _failing(KeyError("lost")))
    assert cli.main(["check"]) == 1
    assert capsys.readouterr().err == (
        "notedeck has a fault here: KeyError: 'lost'\n"
        "Nothing was written half. Set NOTEDECK_DEBUG=1 to see where, and please report it.\n"
    )


def test_the_whole_story_on_demand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOTEDECK_DEBUG", "1")
    monkeypatch.setattr(cli.Commands, "get_command", _failing(KeyError("lost")))
    with pytest.raises(KeyError):
        cli.main(["check", str(tmp_path)])
