"""Notes are worked on one by one, here, in other processes or on a cluster: any `concurrent.futures.Executor` serves.

The function and what it takes and gives must be fit for another process: a function of a module, frozen values. dask's
`Client.get_executor()` is such an executor, for notes that outgrow a machine.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from typing import TypeVar

from generator.model import Severity, Span
from generator.problems import NotedeckError

T = TypeVar("T")
R = TypeVar("R")
WORTH_A_PROCESS = 8  # notes: to start a process and load what it needs takes about as long
CHUNKS = 8  # a worker gets its share in so many pieces, so that none waits for the longest note


def map_notes(
    function: Callable[[T], R], items: Sequence[T], executor: Executor | None = None, workers: int = 1
) -> list[R]:
    """Return what the function gives for each item, in their order; an exception of one is raised here.

    `workers` is how many work at once, so that each gets a fair share. Raises `NotedeckError` where a worker was killed.
    """
    if executor is None:
        return [function(item) for item in items]
    share = max(1, len(items) // (max(1, workers) * CHUNKS))
    try:
        return list(executor.map(function, items, chunksize=share))
    except BrokenExecutor:
        message = "a process that worked on the notes was ended, perhaps for want of memory; try again with --jobs 1"
        raise NotedeckError(Span("notes", 1, 1).problem(Severity.ERROR, "jobs", message)) from None


def workers_for(jobs: int, items: int) -> int:
    """Return how many processes are worth starting for so many notes: 1 is none but this one."""
    return max(1, min(jobs, items // WORTH_A_PROCESS))


@contextlib.contextmanager
def processes(workers: int) -> Iterator[Executor | None]:
    """Lend an executor of so many processes, None for one; what is left is given up when the block is left by an error."""
    if workers <= 1:
        yield None
        return
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin)  # a fork would copy threads that do not run on
    try:
        yield pool
    except BaseException:
        # a worker that is still at a note would wait for more for ever if this process does not wait for it
        busy = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in busy:
            worker.kill()  # one that is just starting may lose a request to end
        raise
    pool.shutdown()


@contextlib.contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles seldom while many frozen values are made: they hold none, and looking takes a third of the time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _begin() -> None:
    """Begin as a worker: Ctrl-C is the parent's to hear, and a parent that is gone is not waited for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os._exit(1)


def cores() -> int:
    """Return how many processes this one may run on at a time."""
    with contextlib.suppress(AttributeError):  # where there is no such bound
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
