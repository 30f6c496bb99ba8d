"""Read, check, extract, write, identify: the only module that knows all stages."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from generator import (
    accounting,
    attachments,
    checks,
    domains,
    editor,
    llm,
    outline,
    patterns,
    pictures,
    reading,
    shell,
    verdicts,
    writers,
)
from generator import ledger as ledgers
from generator import recipe as recipes_
from generator import workspace as workspaces
from generator.checks import provenance
from generator.editor import Edited
from generator.formats import picture_path
from generator.knowledge import Domain, Language, Note
from generator.languages import en, ko, typos
from generator.ledger import Change, Elsewhere, Ledger
from generator.model import (
    Authored,
    Block,
    Candidate,
    Card,
    Correction,
    Deck,
    Fact,
    Node,
    Origin,
    Problem,
    Refusal,
    Severity,
    Source,
    Span,
)
from generator.names import squeezed
from generator.outline import facets, labels, roles
from generator.problems import NotedeckError
from generator.recipe import Recipe

_LANGUAGES = {"ko": ko, "en": en}


def speech(code: str) -> Language:
    """Return a language by its code."""
    return cast(Language, _LANGUAGES[code])


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


def language_of(source: Source, recipe: Recipe) -> str:
    """Return the language of a note: the recipe's, or Korean where enough of its letters are Hangul."""
    if recipe.language:
        return recipe.language
    hangul = len(re.findall(r"[가-힣]", source.text))
    latin = len(re.findall(r"[A-Za-z]", re.sub(r"```.*?```|<[^>]+>|https?://\S+", "", source.text, flags=re.DOTALL)))
    return "ko" if hangul and hangul * 8 >= latin else "en"


def domain(recipe: Recipe, text: str = "") -> Domain:
    """Return what is known of what the text shows to be its subjects, with the recipe's own aliases first."""
    known = domains.of(text, recipe.subject)
    return replace(known, aliases=(*recipe.aliases, *known.aliases)) if recipe.aliases else known


def domain_of(recipe: Recipe, deck: Deck) -> Domain:
    """Return what is known of the subjects that a deck's notes show together."""
    return domain(recipe, "\n".join(source.text for source in deck.sources))


@dataclass(frozen=True, slots=True)
class Read:
    """A study note on its way through the stages: `source` as written, `document` with its certain mistakes put right."""

    source: Source
    document: Block
    language: str
    domain: Domain
    problems: tuple[Problem, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A deck with the ledger to write beside it and what changed since the last build."""

    deck: Deck
    ledger: Ledger
    changes: tuple[Change, ...]
    elsewhere: Elsewhere
    taste: editor.Taste
    offered: tuple[Card, ...] = ()  # the cards before the learner's verdicts, hidden ones too


def deck(recipe: Recipe, *, encoding: str = "", ledger: Ledger | None = None) -> Deck:
    """Return the deck of a recipe with the ids that a build with this ledger would give; nothing is written."""
    return build(recipe, encoding=encoding, ledger=ledger).deck


def build(recipe: Recipe, *, encoding: str = "", ledger: Ledger | None = None, folder: str = "", now: int = 0) -> Built:
    """Take a recipe through all stages; `folder` is the ledger's, `now` in seconds since 1970 the time of what changed."""
    notes, problems = reads(recipe, encoding)
    models = _models(recipe, notes)
    said = decided(recipe)
    liking = taste(said)
    written = [write(note, recipe, models, liking.weights) for note in notes]
    cards = [card for one in written for card in one.edited.cards if card.kind not in recipe.kinds_off]
    cards = list(_tagged(_noticed(cards, notes), notes))
    cards += _added(recipe)
    tagged = [replace(card, tags=(*card.tags, *recipe.tags)) for card in cards]
    known_ids: set[str] = set()
    apart = elsewhere(recipe, [note.source for note in notes], folder)
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
        _deck(recipe, notes, written, cards, problems, offered),
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
    return [_read(source, recipe, domain(recipe, source.text)) for source in sources], problems


@dataclass(frozen=True, slots=True)
class Written:
    """What a note yields before the ledger knows it: its outline, what it states, the cards and the refusals."""

    root: Node
    facts: tuple[Fact, ...]
    edited: Edited


@dataclass(frozen=True, slots=True)
class Models:
    """What models wrote for a deck and said of the rules' cards: `turned` by context line, question and answer."""

    candidates: tuple[Candidate, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    turned: Mapping[tuple[str, str, str], str] = field(default_factory=dict)


def written_path(recipe: Recipe) -> Path:
    """Return where the cards that models wrote lie: in the workspace, one file for all notes."""
    return workspaces.of_recipe(recipe).written_cards


def noted(notes: Iterable[Read]) -> tuple[llm.Noted, ...]:
    """Return notes as `llm` reads them: as written, mistakes and all."""
    return tuple(llm.Noted(note.source, note.document, note.language) for note in notes)


def _models(recipe: Recipe, notes: Sequence[Read]) -> Models:
    file = written_path(recipe)
    written = llm.load(file, recipe.name)
    if not written.cards:
        return Models(turned=llm.reasons(written))
    stands = lru_cache(maxsize=None)(lambda note: (file.parent / note).exists())
    candidates, refusals = llm.candidates(written, noted(notes), str(file.parent), stands)
    return Models(candidates, refusals, llm.reasons(written))


def write(note: Read, recipe: Recipe, models: Models = Models(), weights: editor.Weights | None = None) -> Written:
    """Take a note from its blocks to its cards, the rules' and the models'; `weights` are the learner's."""
    root, facts, rules = candidates_of(note, recipe)
    path = note.source.path
    mine = [one for one in models.candidates if one.fact.span.path == path]
    joined = editor.join(rules, mine, models.turned)
    edited = editor.edit(joined.candidates, editor_desk(note, facts), weights)
    asked = {one.fact for one in joined.candidates}
    unasked = (Refusal(fact, None, ("no question fits",)) for fact in facts if fact not in asked)
    more = (*joined.refusals, *(one for one in models.refusals if one.fact.span.path == path), *unasked)
    facts = tuple(dict.fromkeys((*facts, *(one.fact for one in joined.candidates))))
    return Written(root, facts, replace(edited, refusals=(*edited.refusals, *more)))


def judged_of(note: Read, recipe: Recipe) -> tuple[Node, tuple[Fact, ...], list[editor.Judged]]:
    """Return a note's outline, its facts, and every candidate with its faults and score, none left out."""
    root, facts, candidates = candidates_of(note, recipe)
    return root, facts, editor.judge(candidates, editor_desk(note, facts), editor.shipped())


def editor_desk(note: Read, facts: Iterable[Fact]) -> editor.Desk:
    """Return what the editor knows of a note while it judges."""
    return editor.desk(facts, speech(note.language), note.domain, _doubtful(note.problems))


def candidates_of(note: Read, recipe: Recipe) -> tuple[Node, tuple[Fact, ...], list[Candidate]]:
    """Return a note's outline, its facts, and all that the writers propose."""
    speech_ = speech(note.language)
    known = frozenset(shell.PROGRAMS) | note.domain.programs
    scene = outline.scene(note.document, speech_, note.domain, known)
    root = outline.read(note.document, scene, recipe.subject)
    seen = patterns.Note(
        speech_,
        note.domain,
        known,
        scene.below,
        _can_be_shown(note.source, recipe),
        labels.names,
        lambda text: roles.is_command(text, scene),
        roles.expands,
        lambda name: _is_meaning(name, note.language),
    )
    facts = tuple(dict.fromkeys(patterns.extract(root, seen)))
    desk = writers.Desk(speech_, note.domain)
    return root, facts, [candidate for fact in facts for candidate in writers.write(fact, desk)]


def _is_meaning(name: str, code: str) -> bool:
    found = facets.find(name, code)
    return found is not None and found.key == "meaning"


def _doubtful(problems: Iterable[Problem]) -> dict[int, tuple[str, ...]]:
    """Return the words that look mistyped, by line."""
    found: dict[int, tuple[str, ...]] = {}
    for problem in problems:
        quoted = re.findall(r'"([^"]+)"', problem.message)
        if problem.code == "looks-mistyped" and quoted:
            found[problem.span.first] = (*found.get(problem.span.first, ()), quoted[0])
    return found


def _read(source: Source, recipe: Recipe, known: Domain) -> Read:
    """Read a note, check it, and read it again with what is certainly wrong put right."""
    document = reading.read(source)
    off = frozenset(recipe.checks_off)
    note = Note(source, document, known, _on_disk(source), typos.suspects, _unfit(source, recipe))
    findings = [f for f in checks.run(note, off) if not _is_off(f.problem, recipe)]
    corrections = tuple(f.correction for f in findings if f.correction and recipe.corrections)
    right = checks.corrected(source, corrections) if corrections else source
    document = reading.read(right) if corrections else document
    code = language_of(source, recipe)
    return Read(source, document, code, known, tuple(f.problem for f in findings), corrections)


def _is_off(problem: Problem, recipe: Recipe) -> bool:
    place = (problem.span.path, problem.span.first)
    return any((path, line) == place and code in ("", problem.code) for path, line, code in recipe.lines_off)


def _noticed(cards: Iterable[Card], notes: Sequence[Read]) -> Iterator[Card]:
    """Put on each card what was corrected in its words, and what a person has still to verify."""
    told = {note.source.path: (_by_line(note.corrections), _doubts(note)) for note in notes}
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


def _tagged(cards: Iterable[Card], notes: Sequence[Read]) -> Iterator[Card]:
    """Put on each card the tags that hold for its line: "#k8s/core" on it or above it, and the front matter's."""
    tags = {note.source.path: reading.tags_by_line(note.document) for note in notes}
    for card in cards:
        found = tags.get(card.fact.span.path, {}).get(card.fact.span.first, ())
        yield replace(card, tags=(*card.tags, *(tag.replace("/", "::") for tag in found))) if found else card


def _by_line(corrections: Iterable[Correction]) -> dict[int, list[Correction]]:
    found: dict[int, list[Correction]] = {}
    for one in corrections:
        found.setdefault(one.span.first, []).append(one)
    return found


def _doubts(note: Read) -> tuple[tuple[Span, str], ...]:
    """Return the lines that were copied from an AI tool, with what to tell the learner of a card made of them."""
    if not any(problem.code == provenance.CODE for problem in note.problems):
        return ()
    said = "확인 필요: {}에서 옮긴 글" if note.language == "ko" else "to verify: copied from {}"
    return tuple((span, said.format(tool)) for span, tool in provenance.copied(note.source, note.document))


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
    notes: Sequence[Read],
    written: Sequence[Written],
    cards: list[Card],
    problems: list[Problem],
    offered: Sequence[Card] = (),
) -> Deck:
    left = {card.fact for card in cards}
    hidden = tuple(Refusal(card.fact, None, (accounting.HIDDEN,)) for card in offered if card.fact not in left)
    refusals = (*hidden, *(refusal for one in written for refusal in one.edited.refusals))
    usage = tuple(
        use
        for note, one in zip(notes, written, strict=True)
        for use in accounting.account(note.source, one.root, cards, (*hidden, *one.edited.refusals))
    )
    return Deck(
        name=recipe.name,
        cards=tuple(cards),
        facts=tuple(fact for one in written for fact in one.facts),
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


def _unfit(source: Source, recipe: Recipe) -> Callable[[str], str]:
    """Return what says why a picture beside a note cannot be shown on a card."""
    note = Path(source.path)

    def unfit(name: str) -> str:
        root = pictures.root_of(note, recipe.notes)
        reasons = (pictures.unfit(note.parent / one, root) for one in dict.fromkeys((name, unquote(name))))
        return next((reason for reason in reasons if reason), "")

    return unfit


def _can_be_shown(source: Source, recipe: Recipe) -> Callable[[str], bool]:
    exists, unfit = _on_disk(source), _unfit(source, recipe)
    return lambda name: exists(name) and not unfit(name)


def _on_disk(source: Source) -> Callable[[str], bool]:
    folder = Path(source.path).parent
    finder = attachments.Finder()

    def exists(name: str) -> bool:
        return any(finder.find(folder / one) for one in {name, unquote(name)})

    return exists
