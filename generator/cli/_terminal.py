"""The learner's terminal: whole screens where it can draw them, lines where it cannot. The only door to rich."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import click

from generator.cli._streams import raw
from generator.problems import display_width
from generator.study import keyboard
from generator.study.keyboard import Decoder, Line
from generator.visible import visible, visible_line


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph on the screen; `style` is rich's."""

    text: str = ""
    style: str = ""


Rows = Sequence[Row]
Clock = Callable[[], float]  # seconds
# How long the rest of an escape sequence may take to arrive, in seconds.
ESCAPE_WAIT = 0.05


class Face(Protocol):
    """Where a session shows itself. Raises EOFError when nothing more can be typed, TimeoutError after `until`.

    `whole` says that each call replaces what was shown before.
    """

    whole: bool

    def line(self, rows: Rows, prompt: str, until: float = 0) -> str: ...

    def key(self, rows: Rows, prompt: str) -> str: ...

    def say(self, rows: Rows) -> None: ...

    def outside(self, arguments: Sequence[str]) -> None: ...


@contextlib.contextmanager
def face(clock: Clock, *, errors: bool = False) -> Iterator[Face]:
    """Give the face that this terminal can show, and leave the terminal as it was."""
    if errors or not can_draw():
        yield Lines(clock, errors)
        return
    screen = Screen(clock)
    with screen.raw():
        yield screen


def can_draw() -> bool:
    """Tell whether screens can be drawn: both ends are a terminal that can move its cursor."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import termios  # noqa: F401 - not on Windows, which gets lines

        return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") not in ("dumb", "")
    return False


def console(*, errors: bool = False, piped_width: int | None = None) -> Any:
    """Return a rich console that takes text as it is; `piped_width` is its width where no terminal has one."""
    from rich.console import Console

    out = raw(sys.stderr if errors else sys.stdout)
    terminal = Console(file=out, highlight=False, markup=False, emoji=False)
    if terminal.is_terminal or piped_width is None:
        return terminal
    return Console(file=out, highlight=False, markup=False, emoji=False, width=piped_width)


def show_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], piped_width: int, right: Container[str] = ()
) -> None:
    """Print a table without lines; the columns in `right` hold numbers."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in columns:
        if name in right:
            table.add_column(name, justify="right")
        else:
            table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    console(piped_width=piped_width).print(table)


def progress(text: str) -> None:
    """Show on a terminal what is being done, in the place of what was shown before; be quiet in a pipe."""
    if sys.stderr.isatty():
        out = raw(sys.stderr)
        out.write(f"\r\033[K{visible_line(text)}")
        out.flush()


def show(out: Any, rows: Rows) -> None:
    """Print rows, wrapped at the terminal's width; in a pipe a row stays one line."""
    from rich.text import Text

    for row in rows:
        if out.is_terminal:
            out.print(Text(visible(row.text), style=row.style))
        else:
            out.file.write(visible(row.text) + "\n")
    out.file.flush()


@dataclass(slots=True)
class Lines:
    """Line by line: for pipes, dumb terminals and screen readers."""

    clock: Clock
    errors: bool = False  # show all on standard error, where standard output is for the result
    whole: bool = False

    def line(self, rows: Rows, prompt: str, until: float = 0) -> str:
        self.say(rows)
        click.echo(prompt, nl=False, err=self.errors)
        text = sys.stdin.readline()
        if not sys.stdin.isatty():
            click.echo(text.rstrip("\r\n"), err=self.errors)
        if until and self.clock() >= until:
            raise TimeoutError
        if not text:
            raise EOFError
        return text.rstrip("\r\n")

    def key(self, rows: Rows, prompt: str) -> str:
        return self.line(rows, prompt).strip()[:1] or "enter"

    def say(self, rows: Rows) -> None:
        show(console(errors=self.errors), rows)

    def outside(self, arguments: Sequence[str]) -> None:
        if sys.stdin.isatty():
            subprocess.run(arguments, check=False)


@dataclass(slots=True)
class Screen:
    """A whole screen a question, single keys, a line editor that knows wide characters."""

    clock: Clock
    out: Any = field(default_factory=console)
    decoder: Decoder = field(default_factory=Decoder)
    waiting: deque[str] = field(default_factory=deque)
    signals: tuple[int, int] = (-1, -1)  # a pipe that tells of a resize, or of coming back from the background
    whole: bool = True

    @contextlib.contextmanager
    def raw(self) -> Iterator[None]:
        """Take keys one by one; whatever happens, the terminal is given back as it was."""
        import termios
        import tty

        keys = sys.stdin.fileno()
        before = termios.tcgetattr(keys)
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        os.set_blocking(reader, False)
        self.signals = (reader, writer)
        handlers = {
            signal.SIGWINCH: lambda *_: None,
            signal.SIGCONT: lambda *_: tty.setcbreak(keys),
            signal.SIGTERM: _leave,
            signal.SIGHUP: _leave,
        }
        old = {number: signal.signal(number, handler) for number, handler in handlers.items()}
        wakeup = signal.set_wakeup_fd(writer)
        try:
            tty.setcbreak(keys)
            self._write("\x1b[?2004h")  # a paste comes marked, so that its lines are not taken for Enter
            yield
        finally:
            signal.set_wakeup_fd(wakeup)
            for number, handler in old.items():
                signal.signal(number, handler)
            termios.tcsetattr(keys, termios.TCSADRAIN, before)
            with contextlib.suppress(OSError):
                self._write("\x1b[?2004l")
            os.close(reader)
            os.close(writer)

    def line(self, rows: Rows, prompt: str, until: float = 0) -> str:
        line, pasting = Line(), False

        def draw() -> None:
            self._draw(rows)
            self._prompt(prompt, line)

        draw()
        while True:
            key = self._key(draw, until)
            if key in ("paste", "pasted"):
                pasting = key == "paste"
            elif key == "enter" and pasting:
                line = keyboard.press(keyboard.press(line, ","), " ")
            elif key == "enter":
                self._write("\n")
                return line.text
            elif key == "end-of-input":
                raise EOFError
            else:
                line = keyboard.press(line, key)
            if not self.waiting:
                self._prompt(prompt, line)

    def key(self, rows: Rows, prompt: str) -> str:
        def draw() -> None:
            self._draw(rows)
            self._prompt(prompt, Line())

        draw()
        while True:
            key = self._key(draw, 0)
            if key == "end-of-input":
                raise EOFError
            if len(key) == 1 or key == "enter":
                self._write("\n")
                return key

    def say(self, rows: Rows) -> None:
        show(self.out, rows)

    def outside(self, arguments: Sequence[str]) -> None:
        """Run another program in the terminal as it was before."""
        import termios
        import tty

        keys = sys.stdin.fileno()
        mode = termios.tcgetattr(keys)
        cooked = [*mode]
        cooked[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(keys, termios.TCSADRAIN, cooked)
        try:
            subprocess.run(arguments, check=False)
        finally:
            tty.setcbreak(keys)

    def _draw(self, rows: Rows) -> None:
        self._write("\x1b[H\x1b[2J")
        show(self.out, rows)

    def _prompt(self, prompt: str, line: Line) -> None:
        text, column = keyboard.window(line, max(4, int(self.out.width) - display_width(prompt) - 1))
        self._write(f"\r\x1b[K{prompt}{text}\r\x1b[{display_width(prompt) + column}C")

    def _write(self, text: str) -> None:
        out = raw(sys.stdout)
        out.write(text)
        out.flush()

    def _key(self, draw: Callable[[], None], until: float) -> str:
        import select

        while not self.waiting:
            wait = ESCAPE_WAIT if self.decoder.pending else max(0.0, until - self.clock()) if until else None
            ready, _, _ = select.select([sys.stdin.fileno(), self.signals[0]], [], [], wait)
            if self.signals[0] in ready:
                os.read(self.signals[0], 1024)
                draw()
            elif ready:
                self._take(os.read(sys.stdin.fileno(), 4096))
            elif self.decoder.pending:
                self.waiting.extend(self.decoder.feed(b"", final=True))
            else:
                raise TimeoutError
        return self.waiting.popleft()

    def _take(self, data: bytes) -> None:
        if not data:
            raise EOFError
        self.waiting.extend(self.decoder.feed(data))


def _leave(*_: object) -> None:
    raise SystemExit(143)  # the way a shell reports SIGTERM; on the way out the terminal is restored


def bar(done: int, total: int, width: int) -> str:
    """Draw how much is done."""
    full = round(width * done / total) if total else width
    return "█" * full + "░" * (width - full)
