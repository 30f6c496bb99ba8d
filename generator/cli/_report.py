"""What a build says about itself: cards by kind, lines used, problems, corrections, where the deck is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from generator.model import Deck, Problem, Severity
from generator.problems import NotedeckError, describe

# Problems of reading: the note behind them gave no card at all.
UNREAD = frozenset({"note-unreadable", "note-encoding", "no-notes"})


def tell_unread(deck: Deck) -> bool:
    """Print the notes that could not be read, and return whether there are any; stop where none could."""
    unread = [problem for problem in deck.problems if problem.code in UNREAD]
    if unread and not deck.sources:
        raise NotedeckError(*unread)
    tell(unread, deck)
    return bool(unread)


def tell(problems: list[Problem], deck: Deck) -> None:
    """Print problems with their lines to standard error."""
    sources = {source.path: source for source in deck.sources}
    for problem in problems:
        click.echo(describe(problem, sources.get(problem.span.path)), err=True)


def summary(deck: Deck, path: Path, changes: tuple[str, ...]) -> list[str]:
    """Return the lines that a build prints when it is done."""
    kinds = Counter(card.kind for card in deck.cards)
    facts = len({card.guid for card in deck.cards})
    lines = [f"{path}: {len(deck.cards)} cards of {facts} facts from {_plural(len(deck.sources), 'note')}"]
    if kinds:
        lines.append("  cards: " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    if changes:
        lines += [f"  since the last build: {changes[0]}", *(f"  {renamed}" for renamed in changes[1:])]
    lines.append("  lines: " + _lines(deck))
    counts = Counter(problem.severity for problem in deck.problems)
    named = ", ".join(
        _plural(counts[s], s.value) if s != Severity.INFO else f"{counts[s]} info" for s in Severity if counts[s]
    )
    if named:
        lines.append(f"  problems: {named} (notedeck check tells each)")
    return lines + [f"  corrected: {item}" for item in _corrected(deck)]


def _lines(deck: Deck) -> str:
    counts = Counter(use.status for use in deck.usage)
    return ", ".join(
        f"{counts[status]} {status}" for status in ("used", "structure", "skipped", "missed") if counts[status]
    )


def _corrected(deck: Deck) -> list[str]:
    return [f"{c.span.path}:{c.span.first} {c.wrong} -> {c.right}" for c in deck.corrections]


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
