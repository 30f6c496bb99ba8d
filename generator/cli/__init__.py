"""The command line: one command a file, found in this folder; the only place that prints problems and sets the status."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import pkgutil
from collections.abc import Callable
from contextlib import AbstractContextManager

import click

from generator import __version__
from generator.cli import _streams
from generator.problems import NotedeckError, describe

EXIT_PROBLEMS, INTERRUPTED = 1, 130
_DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EBADF)


_WHOLE = 500  # characters that no first sentence has


class Commands(click.Group):
    """Finds `COMMAND` in the modules of this folder, so that a command is one new file."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = (info.name for info in pkgutil.iter_modules(__path__) if not info.name.startswith("_"))
        return sorted(name.replace("_", "-") for name in names)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(ctx):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{name.replace('-', '_')}").COMMAND
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the first sentence of each, whole: the formatter wraps it."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, command.get_short_help_str(limit=_WHOLE)) for name, command in commands if command]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib

            near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1)
            if near:
                raise click.UsageError(f'{error.message} Did you mean "{near[0]}"?', ctx) from None
            raise


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="notedeck")
def group() -> None:
    """Turn study notes, as people write them, into cards to learn from.

    \b
    notedeck build                     every recipe in decks/
    notedeck cards notes.md            read the cards before you import them
    notedeck check notes.md            what is wrong in the notes
    """


def main(
    argv: list[str] | None = None, within: Callable[[], AbstractContextManager[None]] = contextlib.nullcontext
) -> int:
    """Run one command inside `within`; return 0, 1 for problems, 2 for a wrong call."""

    def run() -> object:
        with within():
            return group.main(args=argv, prog_name="notedeck", standalone_mode=False)

    with _streams.safe():
        status = _guarded(run)
        return _guarded(_streams.flushed) or status


def _guarded(run: Callable[[], object]) -> int:
    """Run, and turn whatever stops it into a line for the user and a status."""
    try:
        status = run()
        return status if isinstance(status, int) else 0
    except NotedeckError as error:
        _tell(error)
        return error.status
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return _lost("")
    except OSError as error:
        if not error.filename and error.errno in _DISK_FULL:
            return _lost(f"the output cannot be written: {error.strerror}")
        click.echo(f'"{error.filename or "a file"}" cannot be used: {error.strerror or error}', err=True)
        return EXIT_PROBLEMS
    except Exception as error:  # a fault of ours: the user gets one line, and the whole story on demand
        if os.environ.get("NOTEDECK_DEBUG"):
            raise
        click.echo(f"notedeck has a fault here: {type(error).__name__}: {error}", err=True)
        click.echo("Nothing was written half. Set NOTEDECK_DEBUG=1 to see where, and please report it.", err=True)
        return EXIT_PROBLEMS


def _tell(error: NotedeckError) -> None:
    for problem in error.problems:
        click.echo(describe(problem), err=True)


def _lost(message: str) -> int:
    """Go on without standard output, whose reader is gone or whose disk is full."""
    _streams.give_up()
    if message:
        click.echo(message, err=True)
    return EXIT_PROBLEMS
