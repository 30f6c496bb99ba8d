"""The `study:` section: what it allows, and what it says when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import recipe
from generator.problems import NotedeckError, headline
from generator.study import settings
from generator.study.settings import MINUTE


def _read(folder: Path, section: str) -> settings.Settings:
    (folder / "a.md").write_text("x")
    path = folder / "deck.yaml"
    path.write_text(f"notes: a.md\n{section}")
    return settings.of_recipe(recipe.read(path))


def test_without_a_section_all_is_as_in_anki(tmp_path: Path) -> None:
    assert _read(tmp_path, "") == settings.Settings()


def test_every_key_is_read(tmp_path: Path) -> None:
    section = """study:
  new: 5
  reviews: 50
  retention: 0.85
  steps: [30s, 1h, 1d]
  relearning: []
  longest: 365
  fuzz: on
  leech: 4
  bury: off
  ahead: 5m
  day-start: 0
  time-zone: Asia/Seoul
"""
    assert _read(tmp_path, section) == settings.Settings(
        new=5, reviews=50, retention=0.85, steps=(30_000, 60 * MINUTE, 1440 * MINUTE), relearning=(), longest=365,
        fuzz=True, leech=4, bury=False, ahead=5 * MINUTE, day_start=0, time_zone="Asia/Seoul",
    )  # fmt: skip


def test_every_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    with pytest.raises(NotedeckError) as caught:
        _read(tmp_path, "study:\n  retension: 0.9\n  new: many\n  steps: [1x]\n  time-zone: Seoul\n")
    path = tmp_path / "deck.yaml"
    assert [headline(problem) for problem in caught.value.problems] == [
        f'{path}:3:3: error[recipe-key] unknown key of "study" "retension"; did you mean "retention"?',
        f'{path}:4:8: error[recipe-type] "study: new" must be a whole number from 0 to 9999',
        f'{path}:5:10: error[recipe-type] "study: steps" must be a time such as 30s, 10m, 1h or 1d',
        f'{path}:6:14: error[recipe-type] "study: time-zone" must be the name of a time zone, such as Asia/Seoul',
    ]
