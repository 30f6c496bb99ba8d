"""Write several files so that all of them are new, or all as they were."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.model import Severity, Span
from generator.problems import NotedeckError


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
    first rename; should a later rename fail, the earlier are taken back.
    """
    steps: list[_Step] = []
    try:
        for path, content in contents.items():
            steps.append(_step(path))
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


def _guarded(path: Path, action, *arguments) -> None:  # type: ignore[no-untyped-def]
    try:
        action(*arguments)
    except OSError as error:
        message = f'"{path}" cannot be written: {error.strerror or error}; nothing was changed'
        raise NotedeckError(Span(str(path), 1, 1).problem(Severity.ERROR, "write", message)) from None


def _prepare(step: _Step, content: bytes) -> None:
    step.target.parent.mkdir(parents=True, exist_ok=True)
    if step.target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    step.had = step.target.exists()
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
