"""What the commands of the self-test share: decks, settings, the log, the clock, and how a card looks."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import _identity, _shared
from generator.cli._terminal import Row
from generator.model import Card, Deck
from generator.problems import NotedeckError
from generator.recipe import Recipe
from generator.study import settings as settings_
from generator.study.settings import Settings

if TYPE_CHECKING:
    from generator.study.grading import Knowledge
    from generator.study.storage import Store

database = click.option(
    "--db",
    type=_shared.OneFile(),
    help="The log of reviews; without it, one in your data folder.",
)
# A replay of fewer reviews than this takes less than a second and needs no word.
WORTH_TELLING = 20_000
# A clock this far behind the last review was set back, in milliseconds.
SET_BACK = 2 * settings_.MINUTE
SHOWN_LINES = 12


@dataclass(frozen=True, slots=True)
class Material:
    """A deck to study, with what its recipe says of studying."""

    recipe: Recipe
    deck: Deck
    settings: Settings
    knowledge: Knowledge
    again: Callable[[], Deck] | None = None  # reads the notes once more, after they were edited


def now() -> int:
    """Return the time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def new_id() -> str:
    """Return a fresh id for an event: 80 random bits."""
    return secrets.token_hex(10)


def materials(targets: tuple[Path, ...], encoding: str, db: Path | None, *, keep: bool) -> Iterator[Material]:
    """Yield the decks that the command line names; settings are read before notes, so that mistakes come first.

    `keep` writes the ledger: reviews are of card ids, and only the ledger knows them again after a note was edited.
    """
    from generator import pipeline

    recipes = pipeline.recipes(targets)
    settings = [settings_.of_recipe(recipe) for recipe in recipes]
    for recipe, own in zip(recipes, settings, strict=True):
        again = partial(_deck, recipe, encoding, db, keep)
        deck = again()
        yield Material(recipe, deck, own, knowledge(pipeline.domain_of(recipe, deck), recipe, deck), again)


def studied(recipe: Recipe, db: Path | None) -> tuple[Path, ...]:
    """Return where 0.1 kept the identities of notes that were studied and never built: beside the log."""
    import hashlib

    from generator.study import storage

    names = b"\n".join(os.fsencode(path.resolve()) for path in recipe.notes)
    digest = hashlib.sha256(names).hexdigest()[:8]
    return ((db or storage.default_path()).parent / "ledgers" / f"{recipe.name}-{digest}.ledger.jsonl",)


def _deck(recipe: Recipe, encoding: str, db: Path | None, keep: bool) -> Deck:
    from generator import ledger
    from generator.cli import _report

    with _shared.alone(_identity.file_of(recipe) if keep else None):
        identity = _identity.known(recipe, places=studied(recipe, db))
        built = _identity.built(recipe, identity, encoding)
        _report.tell_unread(built.deck)
        if keep and identity.file:
            keep_ledger(identity.file, ledger.write(built.ledger).encode())
    return built.deck


def keep_ledger(path: Path, content: bytes) -> None:
    """Write the ledger if it has changed; where it cannot be written studying goes on, with a word about it."""
    from generator.files import write_together

    try:
        if not path.exists() or path.read_bytes() != content:
            write_together({path: content})
    except (NotedeckError, OSError):
        message = f'warning: "{path}" cannot be written; a card whose note you edit will begin anew'
        click.echo(message, err=True)


def knowledge(domain: Any, recipe: Recipe, deck: Deck) -> Knowledge:
    """Gather what grading may know: names of one thing, commands of the subject, and names that are no slips."""
    from generator import domains
    from generator.study.grading import Knowledge
    from generator.study.words import Lexicon

    keys = (card.key for card in deck.cards if card.direction in ("meaning->term", "category"))
    known = (*domain.names, *(name for term in domain.terms for name in (term.name, *term.aliases)), *keys)
    lexicon = Lexicon.of((*recipe.aliases, *domain.aliases), known)
    known_variables = domains.variables(source.text for source in deck.sources)
    return Knowledge(lexicon, *_comparing(known_variables), domains.programs())


def _comparing(known: Mapping[str, str]) -> tuple[Callable[..., bool | None], Callable[..., tuple[str, ...]]]:
    """Return how commands are compared, a variable that the notes set counting as what it stands for."""
    from generator import domains

    def same(expected: str, given: str) -> bool | None:
        return domains.same_command(domains.expanded(expected, known), domains.expanded(given, known))

    def differences(expected: str, given: str) -> tuple[str, ...]:
        return domains.differences(domains.expanded(expected, known), domains.expanded(given, known))

    return same, differences


@contextmanager
def opened(path: Path | None, settings: Settings) -> Iterator[Store]:
    """Open the log for writing, telling of a long replay and of a clock that was set back."""
    from generator.study import storage

    store = storage.open_store(path or storage.default_path(), settings, progress=_Telling().progress, now=now())
    try:
        yield store
    finally:
        store.close()


class _Telling:
    """Tells of a long replay, at most once a second."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def progress(self, done: int, total: int) -> None:
        if total > WORTH_TELLING and time.monotonic() - self.last > 1:
            self.last = time.monotonic()
            click.echo(f"replaying the log: {done:,} of {total:,} reviews", err=True)


def clock_warning(latest: int, at: int) -> list[Row]:
    """Warn of a clock that stands before the last review; reviews are kept all the same."""
    if latest <= at + SET_BACK:
        return []
    from generator.study import schedule

    stamp = schedule.moment(latest).astimezone().strftime("%Y-%m-%d %H:%M")
    text = f"warning: the clock stands before the last review ({stamp}); was it set back? Reviews are kept in the order of their times."
    return [Row(text, "yellow")]


def place(card: Card) -> str:
    """Return `path:line` of a card's source."""
    return f"{card.fact.span.path}:{card.fact.span.first}"


def source_rows(card: Card, texts: dict[str, tuple[str, ...]]) -> list[Row]:
    """Show the lines of the note that a card was made from, numbered as an editor numbers them."""
    span = card.fact.span
    lines = texts.get(span.path, ())[span.first - 1 : span.last]
    shown = [Row(f"{number:>5} │ {line}", "dim") for number, line in enumerate(lines[:SHOWN_LINES], span.first)]
    more = [Row(f"      │ … {len(lines) - SHOWN_LINES} more", "dim")] if len(lines) > SHOWN_LINES else []
    return [Row(place(card), "cyan"), *shown, *more]


def texts(deck: Deck) -> dict[str, tuple[str, ...]]:
    """Return the lines of each note of the deck."""
    return {source.path: source.lines for source in deck.sources}


MARK_STYLES = {"right": "green", "almost": "yellow", "wrong": "red"}


def verdict_rows(mark: str, reasons: Iterable[str], response: str) -> list[Row]:
    """Show what was answered, how it compares, and why."""
    sign = {"right": "✓", "almost": "~", "wrong": "✗"}[mark]
    said = [Row(f"{sign} {mark}: {response}", MARK_STYLES[mark])]
    return said + [Row(f"  {reason}", MARK_STYLES[mark]) for reason in reasons]


def editor(path: str, line: int, environment: dict[str, str]) -> list[str]:
    """Return the command that opens a note at a line in the learner's editor; ValueError if that is no command."""
    import shlex

    words = shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "vi")
    if not words:
        raise ValueError("it is blank")
    path = f"./{path}" if path.startswith(("-", "+")) else path  # no option
    name = Path(words[0]).name
    if name in ("code", "codium", "cursor"):
        return [*words, "--wait", "--goto", f"{path}:{line}"]
    if name in ("subl", "hx", "helix", "zed"):
        return [*words, f"{path}:{line}"]
    return [*words, f"+{line}", path]


Clock = Callable[[], int]
