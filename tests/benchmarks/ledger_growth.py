"""How the time of matching grows: python -m tests.benchmarks.ledger_growth [FACTS]. To reach: an exponent under 1.2.

Every fact is edited, which is the worst that can be asked for. Printed per shape of note: the seconds of processor for FACTS / 4,
FACTS / 2 and FACTS, the exponent between the last two, and what became of the facts.
"""

from __future__ import annotations

import itertools
import math
import random
import sys
import time
from collections.abc import Callable, Mapping

from generator.ledger import empty, identify, summary
from tests.benchmarks.ledger_match import FACTS_A_SECTION, made_up
from tests.notes_by_line import cards_of

Notes = dict[str, str]


VOCABULARY = 20_000
SYLLABLES = (
    "가나다라마바사아자차카타파하고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후기니디리미비시이지치키티피히"
)


def changed_lines(facts: int) -> tuple[Notes, Notes]:
    """Return notes whose words are as often as in real ones (Zipf), and with one word of each line another."""
    rng = random.Random(facts)
    words = ["".join(rng.choices(SYLLABLES, k=rng.randrange(2, 5))) for _ in range(VOCABULARY)]
    often = list(itertools.accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

    def drawn(count: int) -> list[str]:
        return rng.choices(words, cum_weights=often, k=count)

    before: Notes = {}
    after: Notes = {}
    for number in range(0, facts, FACTS_A_SECTION):
        lines = [drawn(rng.randrange(4, 12)) for _ in range(FACTS_A_SECTION)]
        path, heading = f"notes/{number // 200:06}.md", f"## {' '.join(drawn(2))}"
        edited = [_reworded(line, rng, drawn(1)) for line in lines]
        for side, texts in ((before, lines), (after, edited)):
            side[path] = "\n".join([side.get(path, ""), heading, *("- " + " ".join(line) for line in texts)])
    return before, after


def _reworded(line: list[str], rng: random.Random, word: list[str]) -> list[str]:
    at = rng.randrange(len(line))
    return [*line[:at], *word, *line[at + 1 :]]


def near_equal(facts: int) -> tuple[Notes, Notes]:
    """Return lines that differ in a number alone, and with one word of all of them another."""
    lines = [f"- 노드 {number}은 장애가 나면 다른 노드로 파드를 옮겨 실행함" for number in range(facts)]
    return {"n.md": "\n".join(lines)}, {"n.md": "\n".join(lines).replace("옮겨", "보내")}


def equal(facts: int) -> tuple[Notes, Notes]:
    """Return one line again and again, and another."""
    one, other = ("\n".join([f"- 파드를 {word} 실행하는 노드"] * facts) for word in ("늘", "항상"))
    return {"n.md": one}, {"n.md": other}


def replaced(facts: int) -> tuple[Notes, Notes]:
    """Return notes of which nothing stays: other words out of the same few."""
    return made_up(facts, random.Random(1)), made_up(facts, random.Random(2))


def one_kind_of_line(facts: int) -> tuple[Notes, Notes]:
    """Return tables of settings: the same label on every line, other values after the edit."""
    sections = [
        f"## 서버 {number}\n- port: {number}\n- host: h{number}.example\n- user: u{number}"
        for number in range(facts // 3)
    ]
    text = "\n".join(sections)
    return {"n.md": text}, {"n.md": text.replace("example", "example.org").replace("port: ", "port: 1")}


SHAPES: tuple[Callable[[int], tuple[Notes, Notes]], ...] = (
    changed_lines, near_equal, equal, replaced, one_kind_of_line,
)  # fmt: skip


def seconds(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[float, float, str]:
    """Return how long the first and the second build's matching take, and what the second says."""
    cards, later = cards_of(before), cards_of(after)
    start = time.process_time()
    ledger = identify(cards, empty("bench"), 1).ledger
    middle = time.process_time()
    done = identify(later, ledger, 2)
    return middle - start, time.process_time() - middle, summary(done.changes)


def main() -> None:
    """Print two lines a shape."""
    facts = int((sys.argv[1:] or ["16000"])[0])
    for shape in SHAPES:
        runs = [seconds(*shape(count)) for count in (facts // 4, facts // 2, facts)]
        for step, name in enumerate(("first", "edited")):
            times = [run[step] for run in runs]
            exponent = math.log2(times[2] / times[1])
            told = runs[-1][2] if step else ""
            print(
                f"{shape.__name__:18} {name:7}",
                *(f"{one:7.2f}" for one in times),
                f" exponent {exponent:.2f}  {told}",
                flush=True,
            )


if __name__ == "__main__":
    main()
