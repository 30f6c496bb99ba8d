"""A sitting with a learner of paper: what happens when the disk, another session or the clock gets in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.cli import study
from generator.cli._studying import Material
from generator.cli._terminal import Rows
from generator.model import Deck, Source
from generator.problems import NotedeckError
from generator.recipe import Recipe
from generator.study import events, schedule, storage
from generator.study.grading import Knowledge
from generator.study.schedule import Rating
from generator.study.settings import DAY, MINUTE, Settings
from generator.study.storage import Store
from tests import study_deck

NOW = 1_700_000_000_000
MATERIAL = Material(Recipe("deck", ()), study_deck.deck(), Settings(), Knowledge())


class Script:
    """A learner who types what is written, and a record of all that was shown."""

    whole = True

    def __init__(self, *typed: str | Callable[[], str]) -> None:
        self.typed: Iterator[str | Callable[[], str]] = iter(typed)
        self.shown: list[str] = []

    def line(self, rows: Rows, prompt: str, until: float = 0) -> str:
        self.shown.append("\n".join(row.text for row in rows))
        try:
            text = next(self.typed)
        except StopIteration:
            raise EOFError from None
        return text if isinstance(text, str) else text()

    def key(self, rows: Rows, prompt: str) -> str:
        return self.line(rows, prompt)

    def say(self, rows: Rows) -> None:
        self.shown.append("\n".join(row.text for row in rows))

    def outside(self, arguments: object) -> None:
        raise FileNotFoundError(2, "No such file or directory")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = storage.open_store(tmp_path / "reviews.sqlite3", Settings())
    yield opened
    opened.close()


def _sit(store: Store, learner: Script, clock: Callable[[], int] = lambda: NOW) -> study.Sitting:
    numbers = iter(range(10_000))
    sitting = study.begin(MATERIAL, store, learner, clock, lambda: f"e{next(numbers)}")
    sitting.run()
    return sitting


def _full(store: Store, pages: int = 0) -> str:
    now = store.connection.execute("PRAGMA page_count").fetchone()[0]
    store.connection.execute(f"PRAGMA max_page_count = {pages or now}")
    return ""


LONG = "가" * 20_000


def test_on_a_full_disk_the_answer_waits_until_it_can_be_saved(store: Store) -> None:
    def freed() -> str:
        _full(store, 100_000)
        return "r"

    learner = Script(lambda: _full(store) or LONG, "3", freed, ":q")
    _sit(store, learner)
    assert "the disk is full: nothing more can be written" in learner.shown[2]
    assert "Not saved yet. r tries again, q quits and prints the answer." in learner.shown[2]
    assert [event.response for event in storage.events(store)] == [LONG]


def test_on_a_full_disk_leaving_prints_the_answer_for_import(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    learner = Script(lambda: _full(store) or LONG, "3", "q")
    with pytest.raises(NotedeckError):
        _sit(store, learner)
    printed = capsys.readouterr().err.splitlines()
    assert printed[0] == "not saved; keep the next line in a file for `notedeck import-reviews`:"
    event = events.parse(printed[1])
    assert event
    assert (event.card, event.rating, event.response) == ("card1", 3, LONG)
    _full(store, 100_000)
    assert storage.add(store, [event]) == (1, 0)


def test_a_card_that_another_session_answered_is_left_to_it(store: Store) -> None:
    def elsewhere() -> str:
        other = storage.open_store(store.path, Settings())
        for card in ("card3", "card4"):
            storage.append(other, events.Event(f"x{card}", card, NOW + 5, rating=4))
        other.close()
        return ""

    learner = Script(elsewhere, "4", "", "4")
    _sit(store, learner, lambda: NOW)
    assert "네트워크 프록시는?" in learner.shown[2]
    assert sorted(event.card for event in storage.events(store)) == ["card1", "card3", "card4", "card5"]


def test_time_never_runs_back_within_a_sitting(store: Store) -> None:
    times = iter([NOW, NOW, NOW, NOW + MINUTE])
    _sit(store, Script("", "4", "", "4", "", "4"), lambda: next(times, NOW - DAY))
    when = [event.time for event in storage.events(store)]
    assert when == sorted(set(when))
    assert len(when) == 3


def test_a_log_with_a_clock_set_back_still_asks_what_is_due(store: Store) -> None:
    storage.append(store, events.Event("future", "card5", NOW + 300 * DAY, rating=4))
    learner = Script("", "4", "", "4", "", "4")
    sitting = _sit(store, learner)
    assert sitting.session.tally.answered == 3
    replayed = dict(storage.memories(store))
    assert replayed["card1"] == schedule.replay(Settings(), "card1", [(replayed["card1"].last, Rating.EASY)])


def test_the_eighth_lapse_is_told(store: Store) -> None:
    when = NOW - 400 * DAY
    storage.append(store, events.Event("f", "card1", when, rating=4))
    for number in range(7):
        when += 40 * DAY
        storage.append(store, events.Event(f"l{number}", "card1", when, rating=1))
        storage.append(store, events.Event(f"g{number}", "card1", when + 10 * MINUTE, rating=3))
    learner = Script("", "1")
    _sit(store, learner)
    assert "a leech: 모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소는? was forgotten 8 times" in learner.shown[2]


def test_a_missing_editor_and_nothing_to_undo_are_told(store: Store) -> None:
    learner = Script(":o", ":u", ":m 이상함", ":m", ":q")
    _sit(store, learner)
    assert "the editor cannot be started: No such file or directory; set $EDITOR" in learner.shown[1]
    assert "nothing to undo" in learner.shown[2]
    assert "marked as bad" in learner.shown[3]
    assert "no longer marked" in learner.shown[4]


@pytest.mark.parametrize("editor", ["vim '", "  "])
def test_an_editor_that_is_no_command_is_told(store: Store, monkeypatch: pytest.MonkeyPatch, editor: str) -> None:
    monkeypatch.setenv("VISUAL", editor)
    learner = Script(":o", ":q")
    _sit(store, learner)
    assert "$EDITOR is no command" in learner.shown[1]


def test_a_file_is_no_option_of_the_editor() -> None:
    from generator.cli import _studying

    assert _studying.editor("-c.md", 8, {"EDITOR": "vim"}) == ["vim", "+8", "./-c.md"]


@pytest.mark.parametrize("typed", ["?", " ？ ", ":?"])
def test_a_question_mark_is_help_before_and_after_the_answer(store: Store, typed: str) -> None:
    learner = Script(typed, "", "", "?", "", "4", ":q")
    _sit(store, learner)
    helped = [number for number, text in enumerate(learner.shown) if text.startswith("Type the answer, or think it")]
    assert helped == [1, 4]
    assert [event.rating for event in storage.events(store)] == [4]


class Editing(Script):
    """A learner who mends the note."""

    def outside(self, arguments: object) -> None:
        pass


def _edited(keep: bool) -> Deck:
    mended = study_deck.NOTE.replace("뒷단의 저장소", "뒷단의 키-값 저장소")
    first = replace(study_deck.cards()[0], stem="뒷단의 키-값 저장소는?")
    return Deck("쿠버네티스", (first,) if keep else study_deck.cards()[2:], sources=(Source(study_deck.PATH, mended),))


def _sit_and_edit(store: Store, learner: Script, keep: bool) -> None:
    numbers = iter(range(10_000))
    material = replace(MATERIAL, again=lambda: _edited(keep))
    study.begin(material, store, learner, lambda: NOW, lambda: f"e{next(numbers)}").run()


def test_a_card_edited_while_studying_shows_the_new_line(store: Store) -> None:
    learner = Editing("", "o", "4", ":q")
    _sit_and_edit(store, learner, keep=True)
    assert "뒷단의 키-값 저장소" not in learner.shown[1]
    assert "뒷단의 키-값 저장소는?" in learner.shown[2]
    assert "3 │ 모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 키-값 저장소" in learner.shown[2]
    assert [event.card for event in storage.events(store)] == ["card1"]


def test_a_card_that_an_edit_took_away_is_left(store: Store) -> None:
    learner = Editing(":o", ":q")
    _sit_and_edit(store, learner, keep=False)
    assert "the note no longer gives this card" in learner.shown[1]
    assert "구현 방법 3가지는?" in learner.shown[1]


def test_an_answer_may_begin_with_a_colon(store: Store) -> None:
    _sit(store, Script("::q", "3"))
    assert [event.response for event in storage.events(store)] == [":q"]


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("vim", ["vim", "+8", "a.md"]), ("code -n", ["code", "-n", "--wait", "--goto", "a.md:8"]), ("hx", ["hx", "a.md:8"]),
        ("", ["vi", "+8", "a.md"]),
    ],
)  # fmt: skip
def test_editors_are_called_with_the_line(editor: str, command: list[str]) -> None:
    from generator.cli import _studying

    assert _studying.editor("a.md", 8, {"EDITOR": editor}) == command
