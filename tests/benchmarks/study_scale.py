"""Time the first and the next question with many cards and many reviews.

    python -m tests.benchmarks.study_scale [CARDS] [REVIEWS]

The deck is given; what is timed is ours: opening the log, choosing today's cards, and each answer with its fsync.
"""

from __future__ import annotations

import itertools
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generator.cli import _studying
from generator.cli._studying import Material
from generator.cli._terminal import Rows
from generator.cli.study import begin
from generator.model import Deck
from generator.recipe import Recipe
from generator.study import storage
from generator.study.events import Event
from generator.study.grading import Knowledge
from generator.study.settings import DAY, Settings
from tests import study_deck

ANSWERS = 200


class Robot:
    """A learner that answers at once, and notes how long each question took to come."""

    whole = False

    def __init__(self) -> None:
        self.shown: list[float] = []
        self.worked: list[float] = []  # processor time: what a busy machine does not change

    def line(self, rows: Rows, prompt: str, until: float = 0) -> str:
        self.shown.append(time.perf_counter())
        self.worked.append(time.process_time())
        if len(self.shown) > ANSWERS:
            raise EOFError
        return "답"

    def key(self, rows: Rows, prompt: str) -> str:
        return "3"

    def say(self, rows: Rows) -> None:
        pass

    def outside(self, arguments: object) -> None:
        pass


def _history(cards: int, reviews: int, now: int) -> Iterator[Event]:
    """Yield reviews of the first nine tenths of the cards, about evenly over two years."""
    dice = random.Random(1)
    known = max(1, cards * 9 // 10)
    for number in range(reviews):
        when = now - 730 * DAY + number * (728 * DAY // reviews) + dice.randrange(1000)
        rating = dice.choices((1, 2, 3, 4), (10, 10, 70, 10))[0]
        yield Event(
            f"{number:020}", f"card{number % known}", when, rating=rating, response="kubectl get pods", seconds=4.2
        )


def run(cards: int, reviews: int, folder: Path) -> dict[str, float]:
    """Return the times in milliseconds."""
    path, now = folder / "reviews.sqlite3", _studying.now()
    settings = Settings(new=9999, reviews=9999)
    store = storage.open_store(path, settings)
    start = time.perf_counter()
    storage.add(store, _history(cards, reviews, now))
    filled = time.perf_counter() - start
    store.close()
    deck: Deck = study_deck.many(cards)
    robot = Robot()
    start, worked = time.perf_counter(), time.process_time()
    store = storage.open_store(path, settings)
    sitting = begin(
        Material(Recipe("many", ()), deck, settings, Knowledge()), store, robot, _studying.now, _studying.new_id
    )
    sitting.run()
    store.close()
    gaps, work = _gaps(robot.shown), _gaps(robot.worked)
    return {
        "import and replay of all": 1000 * filled,
        "first question": 1000 * (robot.shown[0] - start),
        "of that, at work": 1000 * (robot.worked[0] - worked),
        "next question, median": statistics.median(gaps),
        "next question, worst": max(gaps),
        "at work, worst": max(work),
        "log on disk, MB": path.stat().st_size / 1e6,
    }


def _gaps(times: list[float]) -> list[float]:
    return [1000 * (after - before) for before, after in itertools.pairwise(times)]


if __name__ == "__main__":
    sizes = [int(argument) for argument in sys.argv[1:3]] or [100_000, 1_000_000]
    with tempfile.TemporaryDirectory() as name:
        for what, value in run(sizes[0], sizes[1], Path(name)).items():
            print(f"{what:>26} {value:10.1f}")
