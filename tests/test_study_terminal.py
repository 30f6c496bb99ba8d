"""The self-test in a real terminal: what the learner types, and the screens that follow, as fixtures/study/screens.md tells.

Run with UPDATE_SCREENS=1 to write the screens anew, and read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pyte = pytest.importorskip("pyte")
pytest.importorskip("termios")

from generator.study import storage  # noqa: E402
from generator.study.settings import Settings  # noqa: E402
from tests.terminal import Terminal  # noqa: E402


@pytest.fixture(autouse=True)
def _away_from_our_own_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Studying writes the ledger of the workspace that it is called in."""
    monkeypatch.chdir(tmp_path)


FIXTURE = Path(__file__).parent / "fixtures" / "study" / "screens.md"
KEYS = {"⏎": "\r", "⌫": "\x7f", "←": "\x1b[D", "→": "\x1b[C", "⌃U": "\x15", "⌃D": "\x04", "⌃C": "\x03"}
UPDATE = bool(os.environ.get("UPDATE_SCREENS"))


@dataclass
class Step:
    """Keys to type or a size to take, and the screen that follows; `span` is the screen's place in the fixture."""

    keys: str
    screen: str
    span: tuple[int, int]


def _cases() -> dict[str, list[Step]]:
    text = FIXTURE.read_text("utf-8")
    cases: dict[str, list[Step]] = {}
    for heading in re.finditer(r"^## (.+)\n((?:(?!^## ).*\n?)*)", text, re.MULTILINE):
        steps = re.finditer(r"^> (.*)\n\n```\n((?:(?!```).*\n)*)```", heading[2], re.MULTILINE)
        start = heading.start(2)
        cases[heading[1]] = [Step(s[1], s[2].rstrip("\n"), (start + s.start(2), start + s.end(2))) for s in steps]
    assert cases
    assert all(cases.values())
    return cases


CASES = _cases()


def _scrubbed(screen: str) -> str:
    return re.sub(r"answered in (?:\d+m )?\d+s", "answered in 9s", screen)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "reviews.sqlite3"


def _play(case: str, log: Path) -> Iterator[tuple[Step, str]]:
    terminal = Terminal(["study", "--db", str(log)], EDITOR="true")
    try:
        for step in CASES[case]:
            if size := re.fullmatch(r"(\d+)×(\d+)", step.keys):
                terminal.resize(int(size[1]), int(size[2]))
            elif step.keys != "notedeck study":
                terminal.type(re.sub("|".join(KEYS), lambda key: KEYS[key[0]], step.keys))
            wanted = "" if UPDATE else step.screen
            screen = terminal.wait(wanted) if wanted or step.keys != "notedeck study" else terminal.wait(">")
            yield step, _scrubbed(screen)
    finally:
        terminal.close()


@pytest.mark.parametrize("case", CASES)
def test_the_screens_are_as_told(case: str, log: Path) -> None:
    found = list(_play(case, log))
    if UPDATE:
        text = FIXTURE.read_text("utf-8")
        fresh = dict(zip([s.span for s in _cases()[case]], [screen for _step, screen in found], strict=True))
        for (start, end), screen in sorted(fresh.items(), reverse=True):
            text = text[:start] + screen + "\n" + text[end:]
        FIXTURE.write_text(text, "utf-8")
        return
    for step, screen in found:
        assert screen == step.screen, step.keys


def _reviews(log: Path) -> list[tuple[str, int, str]]:
    store = storage.open_store(log, Settings())
    try:
        return [(event.card, event.rating, event.response) for event in storage.events(store)]
    finally:
        store.close()


def test_what_was_typed_is_in_the_log_when_the_next_question_shows(log: Path) -> None:
    terminal = Terminal(["study", "--db", str(log)])
    terminal.wait("저장소는?")
    terminal.type("엣시디\r")
    terminal.wait("Again")
    terminal.type("3")
    terminal.wait("구현 방법 3가지는?")
    os.kill(terminal.pid, 9)
    assert _reviews(log) == [("card1", 3, "엣시디")]
    terminal.close()


def test_korean_keys_rate_with_the_input_method_on(log: Path) -> None:
    terminal = Terminal(["study", "--db", str(log)])
    terminal.wait("저장소는?")
    terminal.type("\r")
    terminal.wait("Again")
    terminal.type("ㄷ")
    terminal.wait("구현 방법 3가지는?")
    terminal.type(":ㅂ\r")
    terminal.wait("due tomorrow")
    assert _reviews(log) == [("card1", 4, "")]
    assert terminal.status in (0, None)
    terminal.close()


def test_the_editor_opens_the_note_at_the_line(log: Path, tmp_path: Path) -> None:
    called = tmp_path / "called"
    terminal = Terminal(["study", "--db", str(log)], EDITOR=f"sh -c 'echo $* > {called}' editor")
    terminal.wait("저장소는?")
    terminal.type(":o\r")
    terminal.wait("notes.md:3")
    assert called.read_text() == "+3 notes.md\n"
    terminal.close()


def test_without_colour_nothing_is_coloured(log: Path) -> None:
    colour = re.compile(rb"\x1b\[[0-9;]*3[0-7]")
    for extra, coloured in (({"NO_COLOR": "1"}, False), ({}, True)):
        terminal = Terminal(["study", "--db", str(log)], **extra)
        terminal.wait(">")
        terminal.type("etcd\r")
        terminal.wait("Again")
        assert bool(colour.search(terminal.output)) == coloured
        terminal.close()


def test_a_dumb_terminal_gets_plain_lines(log: Path) -> None:
    terminal = Terminal(["study", "--db", str(log)], rows=60, TERM="dumb")
    terminal.wait(">")
    terminal.type("etcd는\n")
    terminal.wait("[3]")
    terminal.type("\n")
    terminal.wait("구현 방법 3가지는?")
    terminal.type(":q\n")
    terminal.wait("due tomorrow")
    assert b"\x1b" not in terminal.output
    assert _reviews(log) == [("card1", 3, "etcd는")]
    terminal.close()


@pytest.mark.parametrize("ending", ["\x03", "\x04", "\x1a"])
def test_the_terminal_is_given_back_as_it_was(ending: str, log: Path) -> None:
    import termios

    terminal = Terminal(["study", "--db", str(log)])
    before = termios.tcgetattr(terminal.master)[3]
    terminal.wait(">")
    assert termios.tcgetattr(terminal.master)[3] != before
    if ending == "\x1a":
        os.kill(terminal.pid, 15)
    else:
        terminal.type(ending)
    while terminal.status is None:
        terminal.read(0.1)
    assert terminal.status == (143 if ending == "\x1a" else 0)
    assert b"\x1b[?2004l" in terminal.output
    terminal.close()
