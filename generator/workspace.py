"""Where a learner's notes live, and what lasts beside them.

The workspace of a note is the nearest folder above it that has `decks/` or `.notedeck/`. It holds one ledger for all
notes under it, so that a note has the same cards however it is called: alone, with others, by a folder or a recipe.

    decks/ledger.jsonl            the cards' identities; to be committed
    decks/NAME.verdicts.jsonl     what the learner said of a deck's cards
    decks/cards.jsonl             cards that a model wrote
    .notedeck/cache/              what can be worked out again; git is told to look away

Without `decks/`, `.notedeck/` holds the first three too. The first build makes `.notedeck/`, `notedeck init` shows it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.recipe import Recipe

DECKS, OWN = "decks", ".notedeck"
LEDGER = "ledger.jsonl"
OLD_LEDGERS = "*.ledger.jsonl"  # 0.1's: one beside each recipe or output
OUTPUTS = "out"
_VAULTS = (".obsidian", ".git")  # what the top of a collection of notes has


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder that holds all that lasts of the notes under it; `is_made` is whether it is one already."""

    root: Path
    is_made: bool = True

    @property
    def lasting(self) -> Path:
        """The folder of what is to be kept, and committed with the notes."""
        decks, own = self.root / DECKS, self.root / OWN
        if (own / LEDGER).exists() and not (decks / LEDGER).exists():
            return own  # `decks/` came later
        return decks if decks.is_dir() else own

    @property
    def ledger(self) -> Path:
        """The file of the cards' identities."""
        return self.lasting / LEDGER

    def verdicts(self, name: str) -> Path:
        """Return the file of what the learner said of a deck's cards."""
        return self.lasting / f"{name}.verdicts.jsonl"

    def all_verdicts(self) -> tuple[Path, ...]:
        """Return the files of what was said of any deck's cards: a card is one card, whichever deck shows it."""
        return tuple(sorted(self.lasting.glob("*.verdicts.jsonl"))) if self.lasting.is_dir() else ()

    @property
    def written_cards(self) -> Path:
        """The file of the cards that a model wrote."""
        return self.lasting / "cards.jsonl"

    def cache_folder(self) -> Path:
        """Return the folder of what can be worked out again; nothing is made by asking."""
        return self.root / OWN / "cache"

    def old_ledgers(self, more: Iterable[Path] = ()) -> tuple[Path, ...]:
        """Return where 0.1 may have kept identities: beside recipes, beside outputs, and in the places of `more`."""
        folders = (self.root / DECKS, self.root, self.root / OUTPUTS, Path(OUTPUTS))
        found = [path for folder in folders for path in sorted(folder.glob(OLD_LEDGERS))]
        there = [path for path in (*found, *more) if path.is_file()]
        return tuple({os.path.realpath(path): path for path in reversed(there)}.values())[::-1]

    def relative(self, path: Path) -> str:
        """Return a path as seen from the root, for people and for the ledger."""
        with contextlib.suppress(ValueError):  # another drive
            return Path(os.path.relpath(path, self.root)).as_posix()
        return path.as_posix()


def of(paths: Iterable[Path]) -> Workspace:
    """Return the workspace of notes, folders or a recipe; where there is none, the one that a build would make."""
    start = _common(paths)
    for folder in _upwards(start):
        if (folder / DECKS).is_dir() or (folder / OWN).is_dir():
            return Workspace(folder)
    return Workspace(_top(start), is_made=False)


def of_recipe(recipe: Recipe) -> Workspace:
    """Return the workspace of a recipe, or of the notes that the command line names."""
    return of([Path(recipe.path)] if recipe.path else recipe.notes)


def make(workspace: Workspace) -> None:
    """Make a workspace of a folder; raise OSError where that is not allowed."""
    (workspace.root / OWN).mkdir(parents=True, exist_ok=True)


def prepare_cache(workspace: Workspace) -> Path:
    """Make the cache folder and tell git to look away; return it."""
    folder = workspace.cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    return folder


def cache_of(workspace: Workspace) -> Path | None:
    """Return the cache folder where `.notedeck/` is; None where it is not, or where nothing can be written."""
    if not (workspace.root / OWN).is_dir():
        return None
    try:
        return prepare_cache(workspace)
    except OSError:
        return None


@contextlib.contextmanager
def new_cache(workspace: Workspace) -> Iterator[None]:
    """Make the cache folder for what is done here; what was made for it is gone again if that fails.

    What was interrupted has not failed: it goes on from there.
    """
    own, folder = workspace.root / OWN, workspace.cache_folder()
    made = [path for path in (own, folder) if not path.exists()]
    with contextlib.suppress(OSError):
        prepare_cache(workspace)
    try:
        yield
    except Exception:
        if folder in made:
            shutil.rmtree(folder, ignore_errors=True)
        if own in made:
            with contextlib.suppress(OSError):  # something lasting came into it
                own.rmdir()
        raise


def _common(paths: Iterable[Path]) -> Path:
    folders = {os.path.abspath(path if path.is_dir() else path.parent) for path in paths}
    try:
        return Path(os.path.commonpath(folders)) if folders else Path.cwd()
    except ValueError:  # drives
        return Path(min(folders))


def _upwards(start: Path) -> Iterator[Path]:
    """Yield a folder and those above it; the system's own are nobody's workspace unless the notes lie right there."""
    shared = {Path(tempfile.gettempdir()), Path(start.anchor)}
    yield start
    for folder in start.parents:
        if folder in shared:
            return
        yield folder


def _top(start: Path) -> Path:
    """Return the folder that a new workspace is made in: the vault's or repository's, the current one, or the notes' own."""
    above = list(_upwards(start))
    with contextlib.suppress(RuntimeError):  # no home
        home = Path.home()
        above = [folder for folder in above if folder == start or folder not in (home, *home.parents)]
    vaults = (folder for folder in above if any((folder / mark).exists() for mark in _VAULTS))
    here = Path.cwd()
    return next(vaults, here if here in above else start)
