"""How long matching takes: python -m tests.benchmarks.ledger_match [FACTS] [EDITS]. To reach: 20,000 and 200 in 3 s."""

from __future__ import annotations

import random
import sys
import time

from generator.ledger import empty, identify, read, summary, write
from tests.edits import EDITS, FOREIGN, SYNONYMS, notes
from tests.notes_by_line import cards_of

WORDS = sorted({word for line in FOREIGN for word in line.split()} | set(SYNONYMS) | set(SYNONYMS.values()))
FACTS_A_SECTION, SECTIONS_A_FILE = 10, 20


def made_up(facts: int, rng: random.Random) -> dict[str, str]:
    """Return notes of so many different lines, out of few words, which is the hard case."""
    files: dict[str, str] = {}
    for number in range(0, facts, FACTS_A_SECTION * SECTIONS_A_FILE):
        lines: list[str] = []
        for fact in range(number, min(facts, number + FACTS_A_SECTION * SECTIONS_A_FILE)):
            if fact % FACTS_A_SECTION == 0:
                lines.append(f"## {' '.join(rng.choices(WORDS, k=2))} {fact}")
            lines.append("- " + " ".join(rng.choices(WORDS, k=rng.randrange(4, 12))))
        files[f"notes/{number:06}.md"] = "\n".join(lines)
    return files


def timed(name: str, action):  # type: ignore[no-untyped-def]
    """Run, print the seconds, and return what came out."""
    start = time.perf_counter()
    result = action()
    print(f"{name:28} {time.perf_counter() - start:7.2f} s")
    return result


def main() -> None:
    """Print the seconds of each step."""
    facts, edits = (int(word) for word in (sys.argv[1:] + ["20000", "200"][len(sys.argv) - 1 :]))
    rng = random.Random(1)
    texts = made_up(facts, rng)
    cards = cards_of(texts)
    first = timed(f"{facts} new facts", lambda: identify(cards, empty("bench"), 1))
    text = timed("write", lambda: write(first.ledger))
    ledger = timed("read", lambda: read(text, "bench.ledger.jsonl"))
    edited = notes(texts)
    quick = sorted(set(EDITS) - {"aliases changed"})
    for name in rng.choices(quick, k=edits):
        EDITS[name](edited, rng)
    later = cards_of(edited.texts())
    same = timed("nothing edited", lambda: identify(cards, ledger, 2))
    print("   " + summary(same.changes))
    after = timed(f"{edits} edits", lambda: identify(later, ledger, 2))
    print("   " + summary(after.changes))
    EDITS["aliases changed"](edited, rng)
    aliased = cards_of({path.replace("notes", "moved"): text for path, text in edited.texts().items()})
    after = timed("a folder renamed, aliases", lambda: identify(aliased, ledger, 2))
    print("   " + summary(after.changes))


if __name__ == "__main__":
    main()
