"""What reaches the terminal: no escapes of a note, no stop on an encoding, no traceback on a closed or full stream."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import cli
from generator.model import Severity, Source, Span
from generator.problems import describe
from generator.visible import json_escaped, visible, visible_line

ROOT = Path(__file__).parents[1]
HOSTILE = "\x1b]0;title\x07\x1b]52;c;aGk=\x07\x1b[2J\x9b2J\u202e\x7f\x08"
NOTE = f"""# 쿠버네티스

- etcd: 모든 클러스터 데이터를 담는 키-값 저장소{HOSTILE}
- 파드: 배포의 가장 작은 단위
- kublet{HOSTILE}: 노드마다 도는 에이전트
- 조사하기 {HOSTILE}
"""
FORBIDDEN = ("\x1b", "\x07", "\x9b", "\u202e", "\x7f", "\x08")
COMMANDS = (
    ["cards"], ["cards", "--format", "jsonl"], ["cards", "--format", "markdown"], ["check"], ["check", "--format", "json"],
    ["check", "--format", "github"], ["coverage", "--missed"], ["coverage", "--format", "json"], ["diff"], ["build"],
    ["test", "--pass", "0"], ["test", "--pass", "0", "--format", "json"], ["study", "--db", "r.db"],
    ["stats", "--db", "r.db"], ["quiz", "--format", "json"],
)  # fmt: skip


def _run(
    folder: Path, arguments: list[str], typed: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments], cwd=folder, input=typed, capture_output=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "n.md").write_text(NOTE, "utf-8")
    return tmp_path


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_escape_of_a_note_or_of_its_name_reaches_the_terminal(folder: Path, arguments: list[str]) -> None:
    name = f"m{HOSTILE.replace('/', '')}.md"
    (folder / "n.md").rename(folder / name)
    done = _run(folder, [arguments[0], name, *arguments[1:]], b"\n3\n\n3\n", PYTHONIOENCODING="utf-8")
    said = done.stdout.decode() + done.stderr.decode()
    assert not [char for char in FORBIDDEN if char in said]
    assert "fault" not in said
    assert said


def test_visible_marks() -> None:
    assert (
        visible("a\x1b[2J\x00\x7f\x9b\u202e\ud800\udcb0\n\t가👩‍💻") == "a␛[2J␀␡<U+009B><U+202E><U+D800><B0>\n\t가👩‍💻"
    )
    assert visible_line("a\nb\tc") == "a␊b␉c"


@given(st.text())
def test_escaped_json_says_the_same(text: str) -> None:
    escaped = json_escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(escaped) == text
    assert not set(escaped) & set(FORBIDDEN)


def test_a_caret_stands_under_its_place_behind_marks() -> None:
    source = Source("n\n.md", "a\x1b\u202ebad\tline")
    problem = Span(source.path, 1, 1).problem(Severity.ERROR, "code", "it says \x1b[0m", "use \x07", column=4)
    assert describe(problem, source).splitlines() == [
        "n␊.md:1:4: error[code] it says ␛[0m",
        "    a␛<U+202E>bad  line",
        " " * 14 + "^",
        "    -> use ␇",
    ]


ENCODINGS = ("cp949", "cp1252", "latin-1", "ascii", "utf-8")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_encoding_stops_a_command(folder: Path, encoding: str) -> None:
    (folder / "n.md").rename(folder / "😀.md")
    for arguments in (["cards", "😀.md"], ["test", "😀.md", "--pass", "0"]):
        done = _run(folder, arguments, PYTHONIOENCODING=encoding)
        said = (done.stdout + done.stderr).decode(encoding, "replace")
        assert "fault" not in said
        assert "Traceback" not in said
    done = _run(folder, ["cards", "😀.md", "--format", "jsonl"], PYTHONIOENCODING=encoding)
    used = "utf-8" if encoding == "ascii" else encoding
    cards = [json.loads(line) for line in done.stdout.decode(used).splitlines()]
    assert {card["path"] for card in cards} == {"😀.md"}


def test_bytes_that_are_no_utf8_are_an_answer(folder: Path) -> None:
    done = _run(folder, ["study", "n.md", "--db", "r.db"], b"ab\xff\xfe\n3\n:q\n", PYTHONIOENCODING="utf-8")
    assert done.returncode == 0
    exported = _run(folder, ["export-reviews", "--db", "r.db"], PYTHONIOENCODING="utf-8").stdout.decode()
    assert '"response": "ab\ufffd\ufffd"' in exported


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_fault(folder: Path, closed: str) -> None:
    for command in ("cards n.md", "study n.md --db r.db"):
        line = f"{sys.executable} -m generator {command} {closed}"
        done = subprocess.run(
            ["sh", "-c", line], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        assert "Traceback" not in said
        assert "notedeck has a fault" not in said
    log = folder / "r.db"
    assert not log.exists() or log.read_bytes().startswith(b"SQLite format 3")


def test_a_full_disk_behind_standard_output_is_told(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    for arguments in (["cards", "n.md"], ["cards", "n.md", "--format", "jsonl"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "generator", *arguments], cwd=folder, stdout=full, stderr=subprocess.PIPE,
                check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
        assert done.stderr.decode() == "the output cannot be written: No space left on device\n"
        assert done.returncode == 1


def test_a_reader_that_has_enough_is_no_fault(folder: Path) -> None:
    line = f"{sys.executable} -m generator cards n.md --format jsonl | true"
    done = subprocess.run(
        ["sh", "-c", line], cwd=folder, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.stderr == b""


@pytest.mark.parametrize("moment", [n / 25 for n in range(6)])
def test_ctrl_c_while_starting_shows_no_traceback(folder: Path, moment: float) -> None:
    """The moments are spread over the start; what matters is that none of them shows a traceback."""
    process = subprocess.Popen(
        [sys.executable, "-c", "import signal, sys; signal.signal(2, signal.default_int_handler); sys.argv[0] = 'notedeck';"
         "print('up', flush=True); from generator.__main__ import run; run()", "cards", "n.md"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline() == b"up\n"
    time.sleep(0.02 + moment)
    process.send_signal(signal.SIGINT)
    _out, error = process.communicate(timeout=60)
    assert b"Traceback" not in error
    assert process.returncode in (0, 130, -signal.SIGINT)


def test_ctrl_c_in_a_callback_that_can_raise_nothing_is_heard_after_it() -> None:
    code = (
        "import signal, sys, time, weakref; signal.signal(2, signal.default_int_handler)\n"
        "import generator.__main__ as program\n"
        "class Thing: pass\n"
        "thing = Thing(); seen = weakref.ref(thing, lambda _: signal.raise_signal(2))\n"
        "try:\n"
        "    with program._interruptible():\n"
        "        del thing\n"
        "        time.sleep(20)\n"
        "except KeyboardInterrupt:\n"
        "    print('heard')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (b"heard\n", b"")


def test_an_ignored_interrupt_stays_ignored() -> None:
    code = "import signal; import generator.__main__; print(signal.getsignal(signal.SIGINT) == signal.SIG_IGN)"
    line = f"trap '' INT; {sys.executable} -c '{code}'"
    done = subprocess.run(
        ["sh", "-c", line], capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert done.stdout == b"True\n"


def test_help_lines_are_whole() -> None:
    for name in ("", *cli.group.list_commands(None)):  # type: ignore[arg-type]
        shown = CliRunner().invoke(cli.group, [*([name] if name else []), "--help"]).output
        assert shown.strip()
        assert not [line for line in shown.splitlines()[1:] if line.rstrip().endswith("...")], name


WRONG_NUMBERS = [
    ["quiz", "n.md", "--questions", "²"], ["quiz", "n.md", "--questions", "9" * 5000], ["quiz", "n.md", "--seed", str(2**64)],
    ["coverage", "n.md", "--fail-under", "nan"], ["test", "n.md", "--minutes", "nan"], ["test", "n.md", "--minutes", "inf"],
    ["test", "n.md", "--seed", str(2**64)], ["test", "n.md", "--questions", "٣٣٣٣"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG_NUMBERS, ids=lambda arguments: " ".join(arguments)[:40])
def test_a_number_that_is_none_is_a_wrong_call(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    monkeypatch.chdir(folder)
    assert cli.main(arguments) == 2
    assert "fault" not in capsys.readouterr().err
