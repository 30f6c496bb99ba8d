"""What a build changes, in words: a line for `build`, and card by card for `diff`."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

from generator.ledger.values import CardMark, Change, Entry

STATUSES = ("kept", "changed", "moved", "new", "retired", "returned")
SIGNS = {"changed": "~", "moved": ">", "new": "+", "retired": "-", "returned": "^"}


def summary(changes: Iterable[Change]) -> str:
    """Return the counts, as `kept 120, changed 3, moved 2, new 1, retired 1`."""
    counts = Counter(change.status for change in changes)
    return ", ".join(f"{status} {counts[status]}" for status in STATUSES if counts[status] or status != "returned")


def describe_changes(changes: Iterable[Change]) -> str:
    """Return each fact that is not kept: its old and new line, and which of its cards change.

    What only stands elsewhere, since a note, a folder or a heading has another name, is one line for all of it.
    """
    told = [change for change in changes if change.status != "kept"]
    blocks = ("\n".join(_lines(change)) for change in told if not _is_only_moved(change))
    return "\n\n".join([*renames(told), *blocks])


def renames(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return a line for each place whose facts only have another one now: notes and folders renamed, headings reworded."""
    counts: Counter[tuple[str, str]] = Counter()
    for change in changes:
        if change.old and change.new and _is_only_moved(change):
            counts[_places(change.old, change.new)] += 1
    return tuple(
        f"{SIGNS['moved']} {old} is {new} now: {count} {'fact' if count == 1 else 'facts'}"
        for (old, new), count in sorted(counts.items())
    )


def _is_only_moved(change: Change) -> bool:
    old, new = change.old, change.new
    if old is None or new is None or change.status not in ("moved", "changed"):
        return False
    is_moved = (old.path, old.topic) != (new.path, new.topic)
    return is_moved and (old.label, old.text, old.cards) == (new.label, new.text, new.cards)


def _places(old: Entry, new: Entry) -> tuple[str, str]:
    """Return what had another name: the note, or the headings that differ."""
    if old.path != new.path:
        return _shortened(old.path.split("/"), new.path.split("/"))
    ends = 0
    while ends < min(len(old.topic), len(new.topic)) and old.topic[-1 - ends] == new.topic[-1 - ends]:
        ends += 1
    mine, theirs = old.topic[: len(old.topic) - ends], new.topic[: len(new.topic) - ends]
    starts = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(mine, theirs, strict=False)))
    return _heading(old.path, mine[starts:]), _heading(new.path, theirs[starts:])


def _heading(path: str, headings: tuple[str, ...]) -> str:
    return f'"{" > ".join(headings)}"' if headings else path


def _shortened(old: list[str], new: list[str]) -> tuple[str, str]:
    """Return the folders alone where the files in them have kept their names: "a/x.md" to "b/x.md" is "a/" to "b/"."""
    if old[-1] == new[-1] and len(old) > 1 and len(new) > 1:
        return "/".join(old[:-1]) + "/", "/".join(new[:-1]) + "/"
    return "/".join(old), "/".join(new)


def _lines(change: Change) -> Iterator[str]:
    entry, old, new = change.entry, change.old, change.new
    place = f"{change.span.path}:{change.span.first}" if change.span else entry.path
    yield f"{SIGNS[change.status]} {change.status} {entry.id} {entry.kind}  {place}"
    if old and new and (old.path, old.topic) != (new.path, new.topic):
        yield from _sided("-", _where(old))
        yield from _sided("+", _where(new))
    if old and new and old.text == new.text:
        yield from _sided(" ", new.text)
    else:
        yield from _sided("-", old.text if old else "")
        yield from _sided("+", new.text if new else "")
    yield from _cards(_cards_of(old), _cards_of(new), change.status)


def _where(entry: Entry) -> str:
    return " > ".join((entry.path, *entry.topic))


def _sided(sign: str, text: str) -> Iterator[str]:
    yield from (f"    {sign} {line}".rstrip() for line in text.split("\n") if text)


def _cards_of(entry: Entry | None) -> dict[str, CardMark]:
    return {mark.slot: mark for mark in entry.cards} if entry else {}


def _cards(old: dict[str, CardMark], new: dict[str, CardMark], status: str) -> Iterator[str]:
    for slot in (*new, *(slot for slot in old if slot not in new)):
        before, after = old.get(slot), new.get(slot)
        if before == after:
            continue
        yield f"    {slot}{_word(before, after, status)}"
        if before:
            yield from _sided("  -", _asked(before))
        if after:
            yield from _sided("  +", _asked(after))


def _word(before: CardMark | None, after: CardMark | None, status: str) -> str:
    if before and after:
        return ""
    return " (new card)" if after and status != "new" else " (card goes)" if before and status != "retired" else ""


def _asked(mark: CardMark) -> str:
    return f"{mark.question} → {mark.answer}"
