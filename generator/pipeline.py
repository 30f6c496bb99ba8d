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
from typing import TypeVar
from urllib.parse import unquote

from generator import (
    accounting,
    attachments,
    cache,
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
    work,
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
    BlockKind,
    Candidate,
    Card,
    CommandLine,
    Correction,
    Deck,
    Fact,
    Field,
    Names,
    Node,
    Origin,
    Picture,
    Problem,
    Refusal,
    Severity,
    Sides,
    Source,
    Span,
    Statement,
    Steps,
)
from generator.names import squeezed
from generator.outline import facets, labels, roles
from generator.problems import NotedeckError
from generator.recipe import Recipe

_LANGUAGES: dict[str, Language] = {"ko": ko, "en": en}


def speech(code: str) -> Language:
    """Return a language by its code."""
    return _LANGUAGES[code]


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
    disk: Disk


Asked = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Disk:
    """Answers what a note asks of other files, and remembers it: with other answers the note yields something else."""

    source: Source
    named: tuple[Path, ...]
    finder: attachments.Finder = field(default_factory=attachments.Finder)
    answers: dict[tuple[str, str], str] = field(default_factory=dict)

    def exists(self, name: str) -> bool:
        """Tell whether a file that the note names is there."""
        return bool(self._answer("exists", name))

    def unfit(self, name: str) -> str:
        """Return why a picture beside the note cannot be shown on a card, "" where it can."""
        return self._answer("unfit", name)

    def can_be_shown(self, name: str) -> bool:
        """Tell whether a picture is there and fit for a card."""
        return self.exists(name) and not self.unfit(name)

    @property
    def asked(self) -> Asked:
        """All that was asked, with the answers."""
        return tuple((question, name, answer) for (question, name), answer in self.answers.items())

    def still_says(self, asked: Asked) -> bool:
        """Tell whether what was asked at another time has the same answers now."""
        return all(self._answer(question, name) == answer for question, name, answer in asked)

    def _answer(self, question: str, name: str) -> str:
        if (question, name) not in self.answers:
            self.answers[question, name] = self._found(name) if question == "exists" else self._reason(name)
        return self.answers[question, name]

    def _found(self, name: str) -> str:
        folder = Path(self.source.path).parent
        return "there" if any(self.finder.find(folder / one) for one in {name, unquote(name)}) else ""

    def _reason(self, name: str) -> str:
        note = Path(self.source.path)
        root = pictures.root_of(note, self.named)
        reasons = (pictures.unfit(note.parent / one, root) for one in dict.fromkeys((name, unquote(name))))
        return next((reason for reason in reasons if reason), "")


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
    notes = _yields(sources, recipe, liking.weights, jobs, kept_in)
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
    return [_read(source, recipe) for source in sources], problems


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

    def of(self, path: str) -> Models:
        """Return what holds for one note."""
        candidates = tuple(one for one in self.candidates if one.fact.span.path == path)
        return Models(candidates, tuple(one for one in self.refusals if one.fact.span.path == path), self.turned)


def written_path(recipe: Recipe) -> Path:
    """Return where the cards that models wrote lie: in the workspace, one file for all notes."""
    return workspaces.of_recipe(recipe).written_cards


def noted(notes: Iterable[Read]) -> tuple[llm.Noted, ...]:
    """Return notes as `llm` reads them: as written, mistakes and all."""
    return tuple(llm.Noted(note.source, note.document, note.language) for note in notes)


def _models(recipe: Recipe, read: Callable[[], Sequence[llm.Noted]]) -> Models:
    """Return what models wrote; the notes are read only where there is something to look up in them."""
    file = written_path(recipe)
    written = llm.load(file, recipe.name)
    if not written.cards:
        return Models(turned=llm.reasons(written))
    stands = lru_cache(maxsize=None)(lambda note: (file.parent / note).exists())
    candidates, refusals = llm.candidates(written, read(), str(file.parent), stands)
    return Models(candidates, refusals, llm.reasons(written))


@dataclass(frozen=True, slots=True)
class Yield:
    """All that a build needs of a note, as it is kept: `asked` is what it depends on beside its text and the options."""

    source: Source
    language: str
    problems: tuple[Problem, ...]
    corrections: tuple[Correction, ...]
    tags: dict[int, tuple[str, ...]]
    doubts: tuple[tuple[Span, str], ...]
    roles: dict[int, tuple[str, str]]
    facts: tuple[Fact, ...]
    edited: Edited
    asked: Asked = ()


@dataclass(frozen=True, slots=True)
class _Seen:
    """A note as read and checked, where models' cards have to be looked up in all notes before any is worked on."""

    document: Block
    language: str
    problems: tuple[Problem, ...]
    corrections: tuple[Correction, ...]
    asked: Asked


_KEPT = (
    Yield, _Seen, Edited, Source, Span, Problem, Severity, Correction, Block, BlockKind, Fact, Card, Candidate, Refusal,
    Origin, Statement, Names, Steps, CommandLine, Sides, Field, Picture, Authored,
)  # fmt: skip
_Kept = TypeVar("_Kept", Yield, _Seen)


@dataclass(frozen=True, slots=True)
class _Job:
    """One note with all that its yield depends on but the disk; `kept` is where to keep it, by `key`."""

    source: Source
    recipe: Recipe
    kept: cache.Cache
    key: str
    models: Models = Models()
    weights: editor.Weights | None = None
    seen: _Seen | None = None


@dataclass(frozen=True, slots=True)
class _Shop:
    """Where notes are worked on: what is kept is taken from there, the rest is done by as many processes as it is worth."""

    jobs: int
    kept: cache.Cache
    finder: attachments.Finder

    def done(self, todo: Sequence[_Job], function: Callable[[_Job], _Kept], kind: type[_Kept]) -> list[_Kept]:
        """Return what the function gives for each job, in their order."""
        found = [self._known(job, kind) for job in todo]
        missing = [job for job, one in zip(todo, found, strict=True) if one is None]
        workers = work.workers_for(self.jobs, len(missing))
        with work.processes(workers) as executor:
            made = iter(work.map_notes(function, missing, executor, workers))
        self.kept.used.update(job.key for job in missing)
        return [one or next(made) for one in found]

    def _known(self, job: _Job, kind: type[_Kept]) -> _Kept | None:
        """Return what was kept of a note, unless the files that it names are others by now."""
        found = job.kept.get(job.key)
        if not isinstance(found, kind):
            return None
        return found if Disk(job.source, job.recipe.notes, self.finder).still_says(found.asked) else None


def _yields(
    sources: Sequence[Source], recipe: Recipe, weights: editor.Weights, jobs: int, kept_in: Path | None
) -> list[Yield]:
    """Return what each note yields: as it was kept, or worked out."""
    kept = cache.Cache(kept_in / "notes" if kept_in else None, _KEPT)
    shop = _Shop(jobs, kept, attachments.Finder())
    options = (recipe.language, recipe.subject, recipe.aliases, recipe.corrections, sorted(recipe.checks_off))
    reads = [_job(source, recipe, kept, repr(options)) for source in sources]
    seen: list[_Seen] = []

    def looked_up() -> list[llm.Noted]:
        seen.extend(shop.done(reads, _look, _Seen))
        return [llm.Noted(s, one.document, one.language) for s, one in zip(sources, seen, strict=True)]

    models = _models(recipe, looked_up)
    liking = (sorted(weights.weights.items()), weights.threshold, sorted(weights.held))
    common = repr((liking, sorted(models.turned.items())))
    own = _by_note(models)
    todo = [
        replace(
            job,
            key=cache.key_of(job.key, common, repr(mine := own.get(job.source.path, Models(turned=models.turned)))),
            models=mine,
            weights=weights,
            seen=seen[at] if seen else None,
        )
        for at, job in enumerate(reads)
    ]
    found = shop.done(todo, _worked, Yield)
    kept.trim()
    return found


def _job(source: Source, recipe: Recipe, kept: cache.Cache, options: str) -> _Job:
    """Return the work on a note, with the key of what is read of it; what comes from standard input is not kept."""
    off = sorted(line for line in recipe.lines_off if line[0] == source.path)
    key = cache.key_of(source.path, source.text, options, repr(off))
    return _Job(source, recipe, cache.Cache() if source.path == reading.STANDARD_INPUT else kept, key)


def _by_note(models: Models) -> dict[str, Models]:
    """Return what models wrote by the note that it is for."""
    cards: dict[str, list[Candidate]] = defaultdict(list)
    refusals: dict[str, list[Refusal]] = defaultdict(list)
    for one in models.candidates:
        cards[one.fact.span.path].append(one)
    for refusal in models.refusals:
        refusals[refusal.fact.span.path].append(refusal)
    paths = cards.keys() | refusals.keys()
    return {path: Models(tuple(cards[path]), tuple(refusals[path]), models.turned) for path in paths}


def _look(job: _Job) -> _Seen:
    """Read and check a note, and keep that."""
    note = _read(job.source, job.recipe)
    made = _Seen(note.document, note.language, note.problems, note.corrections, note.disk.asked)
    job.kept.put(job.key, made)
    return made


def _read_of(job: _Job) -> Read:
    """Return the note of a job, as it was seen or read now; what is known of its subjects is worked out anew."""
    seen, source = job.seen, job.source
    if seen is None:
        return _read(source, job.recipe)
    disk = Disk(source, job.recipe.notes, answers={(asked, name): answer for asked, name, answer in seen.asked})
    known = domain(job.recipe, source.text)
    return Read(source, seen.document, seen.language, known, seen.problems, seen.corrections, disk)


def _worked(job: _Job) -> Yield:
    """Work out what a note yields, and keep it."""
    note = _read_of(job)
    written = write(note, job.recipe, job.models, job.weights)
    made = Yield(
        note.source,
        note.language,
        note.problems,
        note.corrections,
        reading.tags_by_line(note.document),
        _doubts(note),
        accounting.roles_by_line(written.root),
        written.facts,
        written.edited,
        note.disk.asked,
    )
    job.kept.put(job.key, made)
    return made


def write(note: Read, recipe: Recipe, models: Models = Models(), weights: editor.Weights | None = None) -> Written:
    """Take a note from its blocks to its cards, the rules' and the models'; `weights` are the learner's."""
    root, facts, rules = candidates_of(note, recipe)
    path = note.source.path
    models = models.of(path)
    joined = editor.join(rules, models.candidates, models.turned)
    edited = editor.edit(joined.candidates, editor_desk(note, facts), weights)
    asked = {one.fact for one in joined.candidates}
    unasked = (Refusal(fact, None, ("no question fits",)) for fact in facts if fact not in asked)
    more = (*joined.refusals, *models.refusals, *unasked)
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
        note.disk.can_be_shown,
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


def _read(source: Source, recipe: Recipe) -> Read:
    """Read a note, check it, and read it again with what is certainly wrong put right."""
    document = reading.read(source)
    known = domain(recipe, source.text)
    disk = Disk(source, recipe.notes)
    off = frozenset(recipe.checks_off)
    note = Note(source, document, known, disk.exists, typos.suspects, disk.unfit)
    findings = [f for f in checks.run(note, off) if not _is_off(f.problem, recipe)]
    corrections = tuple(f.correction for f in findings if f.correction and recipe.corrections)
    right = checks.corrected(source, corrections) if corrections else source
    document = reading.read(right) if corrections else document
    code = language_of(source, recipe)
    return Read(source, document, code, known, tuple(f.problem for f in findings), corrections, disk)


def _is_off(problem: Problem, recipe: Recipe) -> bool:
    place = (problem.span.path, problem.span.first)
    return any((path, line) == place and code in ("", problem.code) for path, line, code in recipe.lines_off)


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
