"""What may be read and what may be written over, and writing several files so that all are new or all as they were."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator import marks
from generator.model import Problem, Severity, Span
from generator.problems import NotedeckError

WAIT = 60.0  # seconds for another build to finish
_LOOK = 0.1  # seconds between two looks whether it has
_SORTS = (
    (stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"), (stat.S_ISBLK, "a device"),
)  # fmt: skip


def sort_of(path: Path) -> str:
    """Return what a path is if it is no regular file, as "a pipe", else ""; raise OSError if it is not there."""
    mode = path.stat().st_mode
    return next((name for is_one, name in _SORTS if is_one(mode)), "" if stat.S_ISREG(mode) else "no file")


def read_regular(path: Path, most: int) -> bytes:
    """Read a regular file of at most `most` bytes; raise OSError for anything that would not end or never begin."""
    # without O_NONBLOCK, opening a pipe waits for its writer
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, f"it is {sort_of(path) or 'no file'}, not a file")
        if status.st_size > most:
            raise OSError(errno.EFBIG, f"it is larger than {most // 1_000_000} MB")
        return file.read(most)


def write_outputs(contents: Mapping[Path, bytes], inputs: Iterable[Path] = ()) -> None:
    """Write what a command was asked for, all or nothing; raise `NotedeckError` where it would destroy something.

    An output takes the place of nothing, of an empty file, or of what the program made before; never of an input, a
    link, a device, or a file that somebody else wrote.
    """
    read = {os.path.realpath(path) for path in inputs}
    problems = [_refusal(path, reason) for path in contents if (reason := _obstacle(path, contents[path], read))]
    if problems:
        raise NotedeckError(*problems)
    write_together(contents)


def _refusal(path: Path, reason: str) -> Problem:
    message = f'"{path}" is not written over: {reason}'
    return Span(str(path), 1, 1).problem(Severity.ERROR, "write", message)


_MADE = {
    "ledger": "a ledger", "reviews": "reviews", "deck": "a deck", "quiz": "a quiz", "coverage": "a report",
    "cards": "cards that a model wrote", "questions": "questions to a model", "verdicts": "verdicts on cards",
}  # fmt: skip


def _obstacle(path: Path, fresh: bytes, inputs: set[str]) -> str:
    """Return why a file may not be replaced, or ""."""
    wanted = marks.kind_of(fresh)
    if os.path.realpath(path) in inputs:
        return "this command reads it; name another output"
    if path.is_symlink() and wanted not in ("ledger", "cards"):  # they may lie in a folder that is kept elsewhere
        return f'it is a link to "{os.readlink(path)}"; name that file, or delete the link'
    if not path.exists():
        return ""
    if sort := sort_of(path):
        return f"it is {sort}"
    made = marks.kind(path)
    if not path.stat().st_size or (made and made == wanted):
        return ""
    what = f"it holds {_MADE[made]}" if made else "notedeck did not make it"
    return f"{what}; delete it first, or name another output"


@contextlib.contextmanager
def alone(folder: Path, waiting: Callable[[], None] = lambda: None, wait: float = WAIT) -> Iterator[None]:
    """Hold a folder's ledgers against another build; call `waiting` if one holds them, and wait for it to end.

    The lock is on the folder itself and goes with the process, so that nothing is left of it. Where a system has no
    such locks there is none: the renames alone keep files whole.
    """
    folder = next((one for one in (folder, *folder.parents) if one.is_dir()), folder)
    handle = _locked(folder, waiting, time.monotonic() + wait)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(folder: Path, waiting: Callable[[], None], until: float) -> int | None:
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):  # Windows
        return None
    told = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError:
            if not told:
                waiting()
            told = True
        except OSError:  # some network drives
            return handle
        if time.monotonic() > until:
            os.close(handle)
            message = f'another notedeck has been building in "{folder}" for {WAIT:.0f} seconds; end it and try again'
            raise NotedeckError(Span(str(folder), 1, 1).problem(Severity.ERROR, "busy", message))
        time.sleep(_LOOK)


def hold(handle: int) -> None:
    """Wait until no other process holds an open file, and hold it until it is closed; not every system can."""
    with contextlib.suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)


@dataclass(slots=True)
class _Step:
    """One file on its way: what is asked for, where it really lies, the new bytes beside it, and the old ones."""

    asked: Path
    target: Path
    fresh: Path
    backup: Path
    had: bool = False
    done: bool = False


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write all files or none; raise `NotedeckError` naming the one that failed.

    A link stays a link, a file keeps its permissions, and folders are made. The new bytes are on the disk before the
    first rename; should a later rename fail, the earlier are taken back. The files are renamed in the order given:
    what must never be older than the others comes first. What a killed write left beside them is cleaned up.
    """
    steps: list[_Step] = []
    try:
        for path, content in contents.items():
            steps.append(_step(path))
            _clean(steps[-1].target)
            _guarded(path, _prepare, steps[-1], content)
        for step in steps:
            _guarded(step.asked, _rename, step)
    except BaseException:
        for step in reversed(steps):
            _take_back(step)
        raise
    finally:
        for step in steps:
            for left in (step.fresh, step.backup):
                with contextlib.suppress(OSError):
                    left.unlink()
    for folder in {step.target.parent for step in steps}:
        _sync_folder(folder)


def _step(path: Path) -> _Step:
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    return _Step(path, target, Path(f"{beside}.new"), Path(f"{beside}.old"))


def _clean(target: Path) -> None:
    """Delete what writes of processes that are no more have left beside a file."""
    left = re.compile(rf"\.{re.escape(target.name)}\.(\d+)\.(?:new|old)")
    with contextlib.suppress(OSError):
        for name in os.listdir(target.parent):
            match = left.fullmatch(name)
            if match and not _is_running(int(match[1])):
                (target.parent / name).unlink()


def _is_running(process: int) -> bool:
    if os.name == "nt" or process == os.getpid():  # on Windows, asking would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _guarded(path: Path, action, *arguments) -> None:  # type: ignore[no-untyped-def]
    try:
        action(*arguments)
    except OSError as error:
        message = f'"{path}" cannot be written: {error.strerror or error}; nothing was changed'
        raise NotedeckError(Span(str(path), 1, 1).problem(Severity.ERROR, "write", message)) from None


def _prepare(step: _Step, content: bytes) -> None:
    step.target.parent.mkdir(parents=True, exist_ok=True)
    step.had = step.target.exists()
    sort = sort_of(step.target) if step.had else ""
    if sort:
        raise OSError(errno.EINVAL, f"it is {sort}")
    if step.had and not os.access(step.target, os.W_OK):
        raise PermissionError(13, "it is read-only")
    with open(
        os.open(step.fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666), "wb"
    ) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if step.had:
        shutil.copymode(step.target, step.fresh)


def _rename(step: _Step) -> None:
    if step.had:
        shutil.copy2(step.target, step.backup)
    os.replace(step.fresh, step.target)
    step.done = True


def _take_back(step: _Step) -> None:
    with contextlib.suppress(OSError):
        if step.done and step.had:
            os.replace(step.backup, step.target)
        elif step.done:
            step.target.unlink()


def _sync_folder(folder: Path) -> None:
    """Ask for the renames to be on the disk too; not every system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
