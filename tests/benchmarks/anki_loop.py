"""Time 10,000 cards' .apkg from ready cards beside a bare genanki loop over the same notes.

    python -m tests.benchmarks.anki_loop [--profile]

"the same note type" gives genanki the fields, templates and tags that we make, ready as text. "Basic" gives it one
two-sided note a card, with plain text: the least that a deck of these cards can cost.
"""

from __future__ import annotations

import cProfile
import gc
import pstats
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import genanki

from generator.exporters import anki, anki_schema, highlight
from generator.model import Card, Deck, Fact, Span

CARDS = 10_000
ROUNDS = 7
TARGET = 1.5


def ready_cards() -> tuple[Card, ...]:
    """Return cards in the mixture of the first study note: of five facts one is a command, one a list."""
    cards: list[Card] = []
    number = 0
    while len(cards) < CARDS:
        number += 1
        cards += _command(number) if number % 5 == 0 else _list(number) if number % 5 == 1 else _definition(number)
    return tuple(cards[:CARDS])


def _fact(number: int) -> Fact:
    span = Span("notes/kubernetes.md", number * 3, number * 3 + 1)
    topic = (
        "2. 쿠버네티스 컴포넌트",
        f"2.{number // 20}. 컨트롤 플레인 컴포넌트",
        f"2.{number // 20}.{number % 20}. 용어",
    )
    return Fact(span=span, topic=topic, label=f"component-{number}", text="쿠버네티스 API를 노출하는 컴포넌트")


def _definition(number: int) -> list[Card]:
    meaning = f"쿠버네티스 API를 {number}번째로 노출하는 컨트롤 플레인 컴포넌트 <{number}>"
    pairs = [
        ("term->meaning", f"component-{number}란?", meaning),
        ("meaning->term", f"{meaning}는?", f"component-{number}"),
    ]
    return _cards(number, "definition", pairs)


def _list(number: int) -> list[Card]:
    items = [f"{name} {number}" for name in ("데이터 지역성", "데드라인", "정책적 제약", "간섭")]
    pairs = [("list-all", f"component-{number}의 대표적인 고려 요소는?", "\n".join(items))]
    pairs += [
        (f"fill-blank-{place}", ", ".join([*items[: place - 1], "____", *items[place:]]), item)
        for place, item in enumerate(items, start=1)
    ]
    return _cards(number, "list", pairs)


def _command(number: int) -> list[Card]:
    command = f"kubectl rollout undo deployment/frontend-{number} --to-revision={number} -n prod"
    pairs = [
        ("purpose->command", f"frontend-{number}를 리비전 {number}로 롤백하는 kubectl 명령은?", command),
        ("command->purpose", f"{command} 명령이 하는 일은?", f"frontend-{number}를 리비전 {number}로 롤백"),
    ]
    return _cards(number, "command", pairs)


def _cards(number: int, kind: str, pairs: list[tuple[str, str, str]]) -> list[Card]:
    fact, guid = _fact(number), f"guid-{number}"
    return [
        Card(fact, kind, slot.rstrip("-0123456789"), stem, key, slot=slot, guid=guid, changed=1_750_000_000)
        for slot, stem, key in pairs
    ]


def same_note_type(deck: Deck) -> Callable[[Path], None]:
    """Return the bare loop over the notes that we make; their text is ready before the clock starts."""
    rows = anki._rows(deck, anki._choose(deck, {})[0], {})

    def loop(path: Path) -> None:
        note_type = genanki.Model(
            7, "bare", fields=anki_schema.fields(), templates=anki_schema.templates(), css=anki_schema.css()
        )
        bare = genanki.Deck(8, deck.name)
        for row in rows:
            bare.add_note(genanki.Note(note_type, row.fields, guid=row.guid, tags=row.tags, due=row.due))
        genanki.Package(bare).write_to_file(path)

    return loop


def basic(deck: Deck) -> Callable[[Path], None]:
    """Return the bare loop of one two-sided note a card."""

    def loop(path: Path) -> None:
        template = {"name": "Card", "qfmt": "{{Q}}", "afmt": "{{FrontSide}}<hr id=answer>{{A}}"}
        note_type = genanki.Model(7, "bare", fields=[{"name": "Q"}, {"name": "A"}], templates=[template])
        bare = genanki.Deck(8, deck.name)
        for card in deck.cards:
            bare.add_note(genanki.Note(note_type, [card.stem, card.key], guid=f"{card.guid}{card.slot}"))
        genanki.Package(bare).write_to_file(path)

    return loop


def ours(deck: Deck) -> Callable[[Path], None]:
    """Return our export, with nothing kept from the round before."""

    def export(path: Path) -> None:
        highlight.pieces.cache_clear()
        path.write_bytes(anki.render(deck))

    return export


def seconds(work: Callable[[Path], None], path: Path) -> float:
    """Time one round."""
    gc.collect()
    start = time.perf_counter()
    work(path)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and ratios of rounds that take turns."""
    warnings.filterwarnings("ignore", module="genanki")
    deck = Deck("쿠버네티스", ready_cards())
    works = {
        "notedeck": ours(deck),
        "bare genanki, the same note type": same_note_type(deck),
        "bare genanki, Basic": basic(deck),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        if "--profile" in sys.argv:
            profile = cProfile.Profile()
            profile.runcall(works["notedeck"], path)
            pstats.Stats(profile).sort_stats("tottime").print_stats(18)
        rounds = [{name: seconds(work, path) for name, work in works.items()} for _ in range(ROUNDS)]
    medians = {name: statistics.median(one[name] for one in rounds) for name in works}
    print(
        f"{len(deck.cards):,} cards, {len({card.guid for card in deck.cards}):,} notes, median of {ROUNDS} rounds in turn"
    )
    for name, median in medians.items():
        ratio = medians["notedeck"] / median
        print(f"{median:7.3f} s  {name}" + ("" if name == "notedeck" else f": ratio {ratio:.2f} (target {TARGET})"))


if __name__ == "__main__":
    main()
