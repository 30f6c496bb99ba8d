"""What `notedeck write` runs: the notes of a recipe, a model's answers about them, and the file that comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator import editor, pipeline, reading, workspace
from generator.knowledge import Domain
from generator.llm import look, plan, requests, sections, written
from generator.llm.plan import Desk, Plan
from generator.llm.requests import Price
from generator.llm.store import Store
from generator.llm.values import Bench, Fix, Noted, Request, Section, Written, WrittenCard
from generator.model import Candidate, Card, Deck, Problem, Severity, Span
from generator.near import distance
from generator.recipe import Recipe

NAME_EDITS = 2  # letters that a misspelt name may be off from a known one


@dataclass(frozen=True, slots=True)
class Job:
    """One recipe to write cards for: its sections, those among them to ask for, and what the proof needs."""

    recipe: Recipe
    file: Path
    written: Written
    notes: tuple[Noted, ...]
    sections: tuple[Section, ...]
    wanted: tuple[Section, ...]
    benches: Mapping[str, Bench]  # by note
    problems: tuple[Problem, ...] = ()
    cards: tuple[Card, ...] = ()  # that rules wrote, where only they are looked at

    @property
    def folder(self) -> str:
        """Where the paths in the file start."""
        return str(self.file.parent)


def job(recipe: Recipe, file: Path, encoding: str = "", again: bool = False) -> Job:
    """Read a recipe's notes and the cards that were written before; `again` asks for all sections."""
    reads, problems = pipeline.reads(recipe, encoding)
    notes = pipeline.noted(reads)
    old = written.load(file, recipe.name)
    found = sections.of_notes(notes)
    wanted = found if again else written.missing(found, old)
    benches = {read.source.path: bench(read, recipe) for read in reads}
    return Job(recipe, file, old, notes, found, wanted, benches, tuple(problems))


def job_to_look(recipe: Recipe, file: Path, cards: Sequence[Card]) -> Job:
    """Take the cards that rules wrote for a second look."""
    return Job(recipe, file, written.load(file, recipe.name), (), (), (), {}, cards=tuple(cards))


def bench(read: pipeline.Read, recipe: Recipe) -> Bench:
    """Hand the proof what the checks, the subject and the editor know of one note."""
    known = read.domain

    @cache
    def desk() -> editor.Desk:  # the outline of a note is made only where a card needs it
        return pipeline.editor_desk(read, pipeline.candidates_of(read, recipe)[1])

    def faults(candidate: Candidate) -> tuple[str, ...]:
        return editor.faults.find(candidate, desk())

    def mistakes(span: Span) -> tuple[Fix, ...]:
        inside = (c for c in read.corrections if span.first <= c.span.first <= span.last)
        return tuple(Fix(c.wrong, c.right) for c in inside)

    def agreed(span: Span, fix: Fix) -> bool:
        return _is_known(fix, known) or _is_told(span, fix, read) or _is_elsewhere(fix, read)

    def refused(command: str) -> tuple[str, ...]:
        return tuple(r.message for r in known.check_command(command) if r.severity == Severity.ERROR)

    return Bench(faults, refused, mistakes, agreed, tuple(known.aliases))


def _is_known(fix: Fix, known: Domain) -> bool:
    """Tell whether a fix turns a near miss into a name of the subject."""
    near = distance(fix.wrong.casefold(), fix.right.casefold(), NAME_EDITS) <= NAME_EDITS
    return near and (fix.right in known.names or any(fix.right in group for group in known.aliases))


def _is_told(span: Span, fix: Fix, read: pipeline.Read) -> bool:
    """Tell whether a check says of these lines what the fix says."""
    told = (p for p in read.problems if p.fix and span.first <= p.span.first <= span.last)
    return any(p.fix in fix.right or fix.right in p.fix for p in told)


def _is_elsewhere(fix: Fix, read: pipeline.Read) -> bool:
    """Tell whether the note itself writes the right form elsewhere, more often than the wrong one."""
    near = distance(fix.wrong.casefold(), fix.right.casefold(), NAME_EDITS) <= NAME_EDITS
    text = read.source.text
    return near and text.count(fix.right) > text.count(fix.wrong) and fix.right.strip() != ""


def step(jobs: Sequence[Job], store: Store, vet: bool = True) -> list[Plan]:
    """Take every job as far as the answers go."""
    return [_step(one, store, vet) for one in jobs]


def _step(one: Job, store: Store, vet: bool) -> Plan:
    desk = Desk(store.answer, store.verdict, one.benches, vet)
    if one.cards:
        looked = look.look(one.cards, desk, one.folder)
        return Plan(looked.pending, (), looked.problems)
    return plan.plan(one.wanted, desk, _beside(one))


def _beside(one: Job) -> dict[str, list[WrittenCard]]:
    """Return the cards that stand in the sections that are not asked for, by note."""
    wanted = {section.key for section in one.wanted}
    where = {section.key: section.path for section in one.sections if section.key not in wanted}
    found: dict[str, list[WrittenCard]] = {}
    for card in one.written.cards:
        if card.section in where:
            found.setdefault(where[card.section], []).append(card)
    return found


def pending(plans: Iterable[Plan]) -> tuple[Request, ...]:
    """Return what can be asked now, each request once."""
    return tuple({request.id: request for one in plans for request in one.pending}.values())


def result(one: Job, outcome: Plan, store: Store, now: Written) -> Written:
    """Return the written cards with what is through put in; `now` is the file as it stands, hand edits and all."""
    if one.cards:
        desk = Desk(store.answer, store.verdict, one.benches)
        seen = [look.face(card) for card in one.cards if store.verdict(look.face(card).id)]
        return look.update(now, look.look(one.cards, desk, one.folder).turned, seen)
    return written.update(now, outcome.done, one.notes, store.model, one.folder)


def files(jobs: Sequence[Job], plans: Sequence[Plan], store: Store) -> dict[Path, Written]:
    """Return the files whose written cards have changed; several decks of a workspace share one."""
    before = {one.file: written.load(one.file, one.recipe.name) for one in jobs}
    after = dict(before)
    for one, outcome in zip(jobs, plans, strict=True):
        after[one.file] = result(one, outcome, store, after[one.file])
    return {path: found for path, found in after.items() if found != before[path]}


def price(jobs: Sequence[Job], store: Store, vet: bool = True) -> Price:
    """Estimate what is still to pay for: sections and looks that no kept answer settles."""
    total = Price()
    for one in jobs:
        if one.cards:
            total += requests.price(pending([_step(one, store, vet)]))
        else:
            unpaid = [s for s in one.wanted if store.answer(requests.write(s)) is None]
            total += requests.price_of(unpaid, vet) if unpaid else requests.price(pending([_step(one, store, vet)]))
    return total


def cache_folder(recipe: Recipe) -> Path:
    """Return where answers are kept: in the workspace."""
    return workspace.of_recipe(recipe).cache_folder() / "llm"


def unwritten(deck: Deck, recipe: Recipe) -> tuple[tuple[Section, ...], Price]:
    """Return the sections that no model has written cards for since they changed, and what writing them would cost."""
    notes = [Noted(source, reading.read(source), deck.language) for source in deck.sources]
    file = pipeline.written_path(recipe)
    left = written.missing(sections.of_notes(notes), written.load(file, recipe.name))
    return left, requests.price_of(left)
