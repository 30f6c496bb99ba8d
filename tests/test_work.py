"""Notes are worked on by any executor, and come back in their order."""

from __future__ import annotations

import multiprocessing
import os
import time
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from generator.problems import NotedeckError
from generator.work import map_notes, processes, workers_for


def later(number: int) -> int:
    """Take longest for the first."""
    time.sleep(0.02 if number == 0 else 0)
    return number * number


def failing(number: int) -> int:
    if number == 3:
        raise ValueError(f"note {number}")
    return number


def dying(number: int) -> int:
    os._exit(9)


class Immediate(Executor):
    """The least that an executor must be."""

    def submit(self, function, /, *arguments, **named):  # type: ignore[no-untyped-def, override]
        future: Future[object] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except BaseException as error:
            future.set_exception(error)
        return future


@pytest.mark.parametrize("make", [None, Immediate, lambda: ThreadPoolExecutor(2), lambda: ProcessPoolExecutor(2)])
def test_the_order_is_that_of_the_notes(make) -> None:  # type: ignore[no-untyped-def]
    executor = make() if make else None
    assert map_notes(later, range(20), executor, 2) == [number * number for number in range(20)]
    assert map_notes(later, [], executor) == []
    with pytest.raises(ValueError, match="note 3"):
        map_notes(failing, range(20), executor, 2)
    if executor:
        executor.shutdown()


def test_a_process_that_was_killed_is_told() -> None:
    with processes(2) as executor, pytest.raises(NotedeckError, match="try again with --jobs 1"):
        map_notes(dying, range(4), executor, 2)


def test_one_worker_is_this_process() -> None:
    with processes(1) as executor:
        assert executor is None
    with processes(2) as executor:
        assert set(map_notes(_process, range(4), executor, 2)).isdisjoint({os.getpid()})


def _process(number: int) -> int:
    return os.getpid()


@pytest.mark.timeout(60)
def test_an_error_gives_up_what_is_left() -> None:
    """A thousand seconds of work are not waited for, and no process is left behind."""
    before = set(multiprocessing.active_children())

    def interrupted() -> None:
        with processes(2) as executor:
            assert executor
            executor.map(time.sleep, [1.0] * 1000)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    until = time.monotonic() + 50  # on a loaded machine a killed process takes its time
    while (left := set(multiprocessing.active_children()) - before) and time.monotonic() < until:
        time.sleep(0.05)
    assert not left


def test_few_notes_start_no_processes() -> None:
    assert [workers_for(4, count) for count in (0, 1, 15, 16, 31, 1000)] == [1, 1, 1, 2, 3, 4]


def test_a_cluster_is_an_executor() -> None:
    """dask's executor, for a vault that outgrows a machine; the extra `cluster` installs it."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert map_notes(later, range(20), client.get_executor(), 2) == [number * number for number in range(20)]
        with pytest.raises(ValueError, match="note 3"):
            map_notes(failing, range(5), client.get_executor())
