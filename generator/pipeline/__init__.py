"""Read, check, extract, write, identify: the only package that knows all stages."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from generator import (
    accounting,
    attachments,
    editor,
    pictures,
    reading,
    verdicts,
    work,
)
from generator import ledger as ledgers
from generator import recipe as recipes_
from generator import workspace as workspaces
from generator.formats import picture_path
from generator.knowledge import Domain
from generator.ledger import Change, Elsewhere, Ledger
from generator.model import (
    Authored,
    Card,
    Correction,
    Deck,
    Fact,
    Origin,
    Problem,
    Refusal,
    Severity,
    Source,
    Span,
)
from generator.names import squeezed
from generator.pipeline import kept
from generator.pipeline.kept import Yield, noted, written_path
from generator.pipeline.one_note import (
    Models,
    Read,
    candidates_of,
    domain,
    editor_desk,
    read,
    speech,
    write,
)
from generator.problems import NotedeckError
from generator.recipe import Recipe

__all__ = [
    "Built",
    "Models",
    "Read",
    "build",
    "candidates_of",
    "decided",
    "deck",
    "domain_of",
    "editor_desk",
    "media",
    "noted",
    "reads",
    "recipes",
    "speech",
    "taste",
    "write",
    "written_path",
]


def recipes(targets: Sequence[Path]) -> tuple[Recipe, ...]:
    """Return what the command line names: recipes, or one recipe of the notes; without names, all of decks/, or the notes here."""
    if not targets:
        found = sorted(Path("decks").glob("*.yaml"))
        if not found and not any(reading.find(Path())):
            place = Span(".", 1, 1)
            raise NotedeckError(
                place.problem(
                    Severity.ERROR, "no-recipe", "no recipe in decks/ and no notes here; name a recipe or a note"
                )
            )
        return tuple(recipes_.read(path) for path in found) or (recipes_.of_notes((Path(),)),)
    missing = [path for path in targets if str(path) != reading.STANDARD_INPUT and not os.path.lexists(path)]
    if missing:
        raise NotedeckError(
            *(Span(str(p), 1, 1).problem(Severity.ERROR, "no-file", f'"{p}" does not exist') for p in missing)
        )
    written = [path for path in targets if path.suffix in (".yaml", ".yml")]
    notes = tuple(path for path in targets if path not in written)
    made = (recipes_.of_notes(notes),) if notes else ()
    return (*(recipes_.read(path) for path in written), *made)


def load(recipe: Recipe, encoding: str = "") -> tuple[list[Source], list[Problem]]:
    """Read the notes of a recipe; what cannot be read is a problem and the others are still read."""
    sources: list[Source] = []
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        name = Path(error.filename).as_posix()
        message = f'the folder "{name}" cannot be read: {error.strerror}'
        problems.append(Span(name, 1, 1).problem(Severity.ERROR, "note-unreadable", message))

    for path in dict.fromkeys(note for named in recipe.notes for note in reading.find(named, unreadable)):
        source, wrong = reading.load(path, encoding)
        problems += wrong
        sources += [source] if source else []
    if not sources and not problems:
        named = ", ".join(str(path) for path in recipe.notes)
        problems.append(Span(named, 1, 1).problem(Severity.ERROR, "no-notes", f'"{named}" holds no study notes'))
    return sources, problems


def domain_of(recipe: Recipe, deck: Deck) -> Domain:
    """Return what is known of the subjects that a deck's notes show together."""
    return domain(recipe, "\n".join(source.text for source in deck.sources))


@dataclass(frozen=True, slots=True)
class Built:
    """A deck with the ledger to write beside it and what changed since the last build."""

    deck: Deck
    ledger: Ledger
    changes: tuple[Change, ...]
    elsewhere: Elsewhere
    taste: editor.Taste
    offered: tuple[Card, ...] = ()  # the cards before the learner's verdicts, hidden ones too


def deck(
    recipe: Recipe, *, encoding: str = "", ledger: Ledger | None = None, jobs: int = 1, kept_in: Path | None = None
) -> Deck:
    """Return the deck of a recipe with the ids that a build with this ledger would give; nothing is written."""
    return build(recipe, encoding=encoding, ledger=ledger, jobs=jobs, kept_in=kept_in).deck


@work.seldom_collected()
def build(
    recipe: Recipe,
    *,
    encoding: str = "",
    ledger: Ledger | None = None,
    folder: str = "",
    now: int = 0,
    jobs: int = 1,
    kept_in: Path | None = None,
) -> Built:
    """Take a recipe through all stages; `folder` is the ledger's, `now` in seconds since 1970 the time of what changed.

    `jobs` is how many processes may work on the notes, `kept_in` the folder where what they yield is kept.
    """
    sources, problems = load(recipe, encoding)
    said = decided(recipe)
    liking = taste(said)
    notes = kept.yields(sources, recipe, liking.weights, jobs, kept_in)
    cards = [card for one in notes for card in one.edited.cards if card.kind not in recipe.kinds_off]
    cards = list(_tagged(_noticed(cards, notes), notes))
    cards += _added(recipe)
    tagged = [replace(card, tags=(*card.tags, *recipe.tags)) for card in cards]
    known_ids: set[str] = set()
    apart = elsewhere(recipe, sources, folder)
    offered: list[Card] = []
    directions: dict[Fact, set[str]] = defaultdict(set)
    for card in tagged:
        directions[card.fact].add(card.direction)

    def finish(card: Card) -> Card | None:
        left = _by_hand(card, recipe, known_ids)
        if left is None:
            return None
        offered.append(left)
        return verdicts.apply(left, said, directions[left.fact])

    identified = ledgers.identify(
        tagged,
        ledger or ledgers.empty(""),
        now,
        folder,
        finish=finish,
        unread=[problem.span.path for problem in problems],
        elsewhere=apart,
    )
    problems += _unknown_ids(recipe, known_ids)
    cards = list(identified.cards)
    return Built(
        _deck(recipe, notes, cards, problems, offered),
        identified.ledger,
        identified.changes,
        apart,
        liking,
        tuple(offered),
    )


def decided(recipe: Recipe) -> verdicts.State:
    """Return what the learner decided about cards, in any deck of the workspace."""
    return verdicts.fold(one for path in workspaces.of_recipe(recipe).all_verdicts() for one in verdicts.load(path))


def taste(said: verdicts.State) -> editor.Taste:
    """Return what the editor learns of a learner's verdicts: cards that were kept or hidden as they stood."""
    standings = said.cards.values()
    held = frozenset((one.made[-1].was.question, one.made[-1].was.answer) for one in standings)
    last = [one.made[-1] for one in standings if said.learns]
    told = [editor.Verdict(one.frame, one.score, one.what == "keep") for one in last if _can_teach(one)]
    learned = editor.learn(told, editor.shipped())
    return replace(learned, weights=replace(learned.weights, held=held))


def _can_teach(one: verdicts.Decision) -> bool:
    """Tell whether a decision is of a rule's card as it was written: a model's was proven, and is not weighed."""
    return one.what in ("keep", "hide") and one.frame not in ("", "model")


def elsewhere(recipe: Recipe, sources: Iterable[Source], folder: str) -> Elsewhere:
    """Return the notes that the ledger in `folder` may know and this build does not read."""
    read = {ledgers.portable(path, folder) for path in (recipe.path, *(source.path for source in sources)) if path}
    folders = (note if note.is_dir() else note.parent for note in recipe.notes if recipe.path or note.is_dir())
    seen = [ledgers.portable(str(one), folder) for one in folders]
    names = lru_cache(maxsize=None)(_names_in)

    def stands(path: str) -> bool:
        place = Path(folder, path)
        inside = names(place.parent)
        # a name in capitals is another name, even on a disk that takes it for the same
        return path not in read and (inside is None or unicodedata.normalize("NFC", place.name) in inside)

    def is_out(path: str) -> bool:
        return path not in read and not any(Path(path).is_relative_to(one) for one in seen)

    def text(path: str) -> str:
        source, _wrong = reading.load(Path(folder, path))
        return source.text if source else ""

    return Elsewhere(stands, text, is_out)


def _names_in(folder: Path) -> frozenset[str] | None:
    """Return the names in a folder, none where it is gone, None where that cannot be told."""
    try:
        return frozenset(unicodedata.normalize("NFC", name) for name in os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except OSError:
        return None


def reads(recipe: Recipe, encoding: str = "") -> tuple[list[Read], list[Problem]]:
    """Read and check the notes of a recipe; what cannot be read is a problem."""
    sources, problems = load(recipe, encoding)
    return [read(source, recipe) for source in sources], problems


def _noticed(cards: Iterable[Card], notes: Sequence[Yield]) -> Iterator[Card]:
    """Put on each card what was corrected in its words, and what a person has still to verify."""
    told = {note.source.path: (_by_line(note.corrections), note.doubts) for note in notes}
    for card in cards:
        span = card.fact.span
        corrections, doubts = told.get(span.path, ({}, ()))
        lines = sorted({*range(span.first, span.last + 1), *card.fact.heads}) if corrections else ()
        made = [one for line in lines for one in corrections.get(line, ())]
        shown = squeezed(f"{card.stem.replace('____', card.key)} {card.key}") if made else ""
        found = [one.note for one in made if squeezed(one.right) in shown]
        at = bisect_right(doubts, span.first, key=lambda doubt: doubt[0].first) - 1
        found += [doubts[at][1]] if at >= 0 and span.first <= doubts[at][0].last else []
        yield replace(card, notices=tuple(dict.fromkeys((*card.notices, *found)))) if found else card


def _tagged(cards: Iterable[Card], notes: Sequence[Yield]) -> Iterator[Card]:
    """Put on each card the tags that hold for its line: "#k8s/core" on it or above it, and the front matter's."""
    tags = {note.source.path: note.tags for note in notes}
    for card in cards:
        found = tags.get(card.fact.span.path, {}).get(card.fact.span.first, ())
        yield replace(card, tags=(*card.tags, *(tag.replace("/", "::") for tag in found))) if found else card


def _by_line(corrections: Iterable[Correction]) -> dict[int, list[Correction]]:
    found: dict[int, list[Correction]] = {}
    for one in corrections:
        found.setdefault(one.span.first, []).append(one)
    return found


def _added(recipe: Recipe) -> list[Card]:
    """Return the cards that the learner wrote into the recipe."""
    cards = []
    for one in recipe.add:
        fact = Fact(
            span=one.span,
            label=one.question,
            text=f"{one.question} {one.answer}",
            value=Authored(one.question, one.answer),
            language=recipe.language or "ko",
        )
        direction = "fill-blank" if "____" in one.question else "question"
        cards.append(Card(fact, "question", direction, one.question, one.answer, origin=Origin.OWN))
    return cards


def _by_hand(card: Card, recipe: Recipe, known: set[str]) -> Card | None:
    """Return a card as the recipe's hand edits leave it, None where it is hidden; its id is added to `known`."""
    known.add(card.id)
    if card.id in recipe.hide:
        return None
    for name, question, answer in recipe.reword:
        if name == card.id:
            return replace(card, stem=question or card.stem, key=answer or card.key)
    return card


def _unknown_ids(recipe: Recipe, known: set[str]) -> list[Problem]:
    """Tell of hand edits for cards that are not there."""
    named = recipe.hide | {name for name, _question, _answer in recipe.reword}
    place = Span(recipe.path or recipe.name, 1, 1)
    return [
        place.problem(Severity.WARNING, "no-card", f'no card has the id "{name}", which the recipe names')
        for name in sorted(named - known)
    ]


def _deck(
    recipe: Recipe,
    notes: Sequence[Yield],
    cards: list[Card],
    problems: list[Problem],
    offered: Sequence[Card] = (),
) -> Deck:
    left = {card.fact for card in cards}
    hidden = tuple(Refusal(card.fact, None, (accounting.HIDDEN,)) for card in offered if card.fact not in left)
    refusals = (*hidden, *(refusal for note in notes for refusal in note.edited.refusals))
    of_note: dict[str, tuple[list[Card], list[Refusal]]] = defaultdict(lambda: ([], []))
    for card in cards:
        of_note[card.fact.span.path][0].append(card)
    for refusal in hidden:
        of_note[refusal.fact.span.path][1].append(refusal)
    usage = tuple(
        use
        for note in notes
        for shown, gone in [of_note[note.source.path]]
        for use in accounting.account(note.source, note.roles, shown, (*gone, *note.edited.refusals))
    )
    return Deck(
        name=recipe.name,
        cards=tuple(cards),
        facts=tuple(fact for note in notes for fact in note.facts),
        sources=tuple(note.source for note in notes),
        problems=(*problems, *(problem for note in notes for problem in note.problems)),
        corrections=tuple(correction for note in notes for correction in note.corrections),
        usage=usage,
        language=recipe.language or (notes[0].language if notes else "ko"),
        tags=recipe.tags,
        refusals=refusals,
    )


def media(deck: Deck, named: Sequence[Path] = ()) -> dict[str, bytes]:
    """Return the pictures that the cards show, by path; one that cannot be shown is left to the exporter to report.

    `named` are the notes' folders as the recipe or the command line has them.
    """
    found: dict[str, bytes] = {}
    for fact in {card.fact for card in deck.cards}:
        name = picture_path(fact)
        if name:
            with contextlib.suppress(OSError):
                found[name] = pictures.read(
                    attachments.located(Path(name)) or Path(name), pictures.root_of(Path(fact.span.path), named)
                )
    return found
