"""What a build changes, in words: a line for `build`, and card by card for `diff`."""

from __future__ import annotations

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
    """Return each fact that is not kept: its old and new line, and which of its cards change."""
    return "\n\n".join("\n".join(_lines(change)) for change in changes if change.status != "kept")


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
