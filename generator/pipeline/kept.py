"""What each note yields: as the cache kept it, or worked out anew, in as many processes as it is worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from generator import (
    accounting,
    attachments,
    cache,
    editor,
    llm,
    reading,
    work,
)
from generator import workspace as workspaces
from generator.editor import Edited
from generator.model import (
    Authored,
    Block,
    BlockKind,
    Candidate,
    Card,
    CommandLine,
    Correction,
    Fact,
    Field,
    Names,
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
from generator.pipeline import one_note
from generator.pipeline.one_note import Asked, Disk, Models, Read, domain, doubts
from generator.recipe import Recipe


def written_path(recipe: Recipe) -> Path:
    """Return where the cards that models wrote lie: in the workspace, one file for all notes."""
    return workspaces.of_recipe(recipe).written_cards


def noted(notes: Iterable[Read]) -> tuple[llm.Noted, ...]:
    """Return notes as `llm` reads them: as written, mistakes and all."""
    return tuple(llm.Noted(note.source, note.document, note.language) for note in notes)


def models_of(recipe: Recipe, read: Callable[[], Sequence[llm.Noted]]) -> Models:
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
    models: Models = field(default_factory=Models)
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


def yields(
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

    models = models_of(recipe, looked_up)
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
    note = one_note.read(job.source, job.recipe)
    made = _Seen(note.document, note.language, note.problems, note.corrections, note.disk.asked)
    job.kept.put(job.key, made)
    return made


def _read_of(job: _Job) -> Read:
    """Return the note of a job, as it was seen or read now; what is known of its subjects is worked out anew."""
    seen, source = job.seen, job.source
    if seen is None:
        return one_note.read(source, job.recipe)
    disk = Disk(source, job.recipe.notes, answers={(asked, name): answer for asked, name, answer in seen.asked})
    known = domain(job.recipe, source.text)
    return Read(source, seen.document, seen.language, known, seen.problems, seen.corrections, disk)


def _worked(job: _Job) -> Yield:
    """Work out what a note yields, and keep it."""
    note = _read_of(job)
    written = one_note.write(note, job.recipe, job.models, job.weights)
    made = Yield(
        note.source,
        note.language,
        note.problems,
        note.corrections,
        reading.tags_by_line(note.document),
        doubts(note),
        accounting.roles_by_line(written.root),
        written.facts,
        written.edited,
        note.disk.asked,
    )
    job.kept.put(job.key, made)
    return made
