"""`notedeck test`: a quiz in the terminal, with a score at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import _shared, _studying
from generator.cli._studying import Material
from generator.cli._terminal import Face, Row, face
from generator.problems import NotedeckError

if TYPE_CHECKING:
    from generator.study.exam import Given, Question
    from generator.study.storage import Store

MOST_QUESTIONS = 500

HELP_KEYS = ("?", ":?", "？")
HELP = (
    Row("Type the answer and press Enter; of several choices, type the number or the text."),
    Row("A statement is o or x. Pairs and steps are their letters in order: b a c, or 1-b 2-a 3-c."),
    Row("The parts of a list may come in any order, with commas between them."),
    Row("Enter alone leaves a question unanswered, Ctrl-D or Ctrl-C ends the test."),
    Row("At the end, y counts an answer as right that was marked otherwise."),
)


def _types(_ctx: click.Context, _parameter: click.Parameter, value: str) -> tuple[str, ...]:
    from generator.items import TYPES

    names = tuple(name.strip() for name in value.split(",") if name.strip())
    for name in names:
        if name not in TYPES:
            import difflib

            near = difflib.get_close_matches(name, TYPES, 1, 0.5)
            raise click.BadParameter(f'unknown type "{name}"' + (f'; did you mean "{near[0]}"?' if near else ""))
    return names or TYPES


@click.command()
@_shared.targets
@click.option("--questions", type=click.IntRange(1, MOST_QUESTIONS), default=20, show_default=True)
@click.option(
    "--types",
    callback=_types,
    default="",
    help="Only these: multiple-choice, true-false, matching, blank, order, short-answer, list, command.",
)
@click.option("--topic", default="", help="Only under headings that hold this text, or begin with this number.")
@click.option("--difficulty", type=click.Choice(["easy", "medium", "hard"]), help="Recognise, complete or recall.")
@click.option("--weak", is_flag=True, help="What you get wrong in `notedeck study`, worst first.")
@click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), default=0, show_default=True, help="Another number, another test."
)
@click.option("--minutes", type=_shared.Number(0.01, 100_000), help="An exam: what is not answered in time is wrong.")
@click.option("--pass", "needed", type=click.IntRange(0, 100), default=60, show_default=True, metavar="PERCENT")
@click.option("--record", is_flag=True, help="Count the answers as reviews.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@_studying.database
@_shared.encoding
def test(
    targets: tuple[Path, ...],
    questions: int,
    types: tuple[str, ...],
    topic: str,
    difficulty: str | None,
    weak: bool,
    seed: int,
    minutes: float | None,
    needed: int,
    record: bool,
    form: str,
    db: Path | None,
    encoding: str,
) -> None:
    """Take a quiz in the terminal; the exit status is 0 if it is passed.

    With --format json the questions are on standard error and the result is on standard output.

    \b
    notedeck test notes.md --questions 10 --types blank,command
    notedeck test --minutes 15 --pass 80 --record
    """
    from generator.study import exam

    found = tuple(_studying.materials(targets, encoding, db, keep=record))
    wanted = Wanted(_fit(types, difficulty), questions, seed, topic, weak, db)
    with ExitStack() as stack:
        stores = [stack.enter_context(_studying.opened(db, one.settings)) if record else None for one in found]
        asked = _shared_out(found, stores, wanted)
        if not asked:
            raise click.ClickException("no question of these types can be made of these notes")
        began = _studying.now()
        until = began / 1000 + 60 * minutes if minutes else 0.0
        where = stack.enter_context(face(lambda: _studying.now() / 1000, errors=form == "json"))
        given = _last_word(_take(asked, where, until), asked, where)
    result = exam.record(given, needed, (_studying.now() - began) / 1000)
    if form == "json":
        click.echo(_shared.json_text(result, indent=1))
    else:
        _tell(given, result["percent"], result["passed"])
    if not result["passed"]:
        raise NotedeckError(status=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the deck that it comes from, and the log if the answer is to be recorded."""

    question: Question
    material: Material
    store: Store | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be asked."""

    types: tuple[str, ...]
    count: int
    seed: int
    topic: str
    weak: bool
    db: Path | None


def _fit(types: tuple[str, ...], difficulty: str | None) -> tuple[str, ...]:
    from generator.items import DIFFICULTIES, TYPES

    found = tuple(name for name in types if name in DIFFICULTIES.get(difficulty or "", TYPES))
    if not found:
        raise click.UsageError(f'no item type of {", ".join(types)} is "{difficulty}"')
    return found


def _shared_out(found: tuple[Material, ...], stores: list[Store | None], wanted: Wanted) -> list[Asked]:
    """Share the questions out among the decks by their size, numbered through."""
    total = sum(len(one.deck.cards) for one in found)
    asked: list[Asked] = []
    for material, store in zip(found, stores, strict=True):
        share = -(-wanted.count * len(material.deck.cards) // total) if total else 0
        asked += [Asked(question, material, store) for question in _questions(material, wanted, share)]
    return [replace(one, question=replace(one.question, number=n)) for n, one in enumerate(asked[: wanted.count], 1)]


def _questions(material: Material, wanted: Wanted, count: int) -> Iterator[Question]:
    from generator import pipeline
    from generator.cli import quiz
    from generator.items import selection
    from generator.study import exam

    if not count:
        return
    aliases = pipeline.domain_of(material.recipe, material.deck).aliases
    only = quiz.weak_cards(material.recipe, material.deck, wanted.db) if wanted.weak else ()
    deck, types = material.deck, wanted.types
    for item in selection.items(deck, types, count, wanted.seed, wanted.topic, aliases=aliases, only=only):
        yield exam.question(
            item.number, item.type, item.stem, item.answers, item.card,
            accept=item.accept, choices=item.choices, front=item.front, prompts=item.prompts, cards=item.cards,
        )  # fmt: skip


def _take(asked: list[Asked], where: Face, until: float) -> list[Given]:
    """Ask until all are answered, time is up, or the learner leaves."""
    from generator.study.exam import Given

    given: list[Given] = []
    try:
        for one in asked:
            given.append(_one(one, len(asked), where, until))
    except TimeoutError:
        where.say([Row("Time is up.", "yellow")])
    except (EOFError, KeyboardInterrupt):
        pass
    return given + [Given(one.question) for one in asked[len(given) :]]


def _one(one: Asked, total: int, where: Face, until: float) -> Given:
    from generator.study import exam

    asked, began = one.question, _studying.now()
    left = f" · {max(0.0, until - began / 1000) / 60:.0f} min left" if until else ""
    rows = [Row(f"{asked.number}/{total}{left} · {asked.type}", "dim"), Row(), *_question(asked), Row()]
    signs = exam.LETTERS if asked.is_placed else [str(number) for number in range(1, len(asked.choices) + 1)]
    choices = [Row(f"  {sign}  {choice}") for sign, choice in zip(signs, asked.choices, strict=False)]
    if asked.prompts:
        choices = [*(Row(f"  {n}. {prompt}") for n, prompt in enumerate(asked.prompts, 1)), Row(), *choices]
    shown = [*rows, *choices, *([Row()] if choices else [])]
    while (response := where.line(shown, "> ", until).strip()) in HELP_KEYS:
        where.line(HELP, "Enter goes back ", until)
    seconds = round((_studying.now() - began) / 1000, 1)
    given = exam.Given(asked, response, exam.mark(asked, response, one.material.knowledge), seconds)
    return given if one.store is None else _recorded(given, one.store)


def _question(asked: Question) -> list[Row]:
    """Show what is asked under its context line."""
    front = [Row(asked.front, "dim")] if asked.front else []
    return [*front, Row(asked.stem, "bold")]


def _recorded(given: Given, store: Store) -> Given:
    from generator.study import exam, storage
    from generator.study.events import Event

    for card, mark in exam.marks(given):
        event = Event(
            _studying.new_id(), card.id, _studying.now(), rating=int(exam.RATINGS[mark]), response=given.response,
            seconds=given.seconds, mode="test",
        )  # fmt: skip
        storage.append(store, event)
    return given


def _last_word(given: list[Given], asked: list[Asked], where: Face) -> tuple[Given, ...]:
    """Let the learner count typed answers as right that were marked otherwise; only where someone sits."""
    if not sys.stdin.isatty():
        return tuple(given)
    try:
        return tuple(_appeal(one, origin, where) for one, origin in zip(given, asked, strict=True))
    except (EOFError, KeyboardInterrupt):
        return tuple(given)


def _appeal(given: Given, one: Asked, where: Face) -> Given:
    from generator.study import grading, keyboard

    if given.verdict.mark == grading.Mark.RIGHT or not given.response or given.question.choices:
        return given
    rows = [*_question(given.question), Row(), *_wrong(given), Row()]
    while (key := keyboard.letter(where.key(rows, "y counts it right, ? helps, any other key goes on "))) == "?":
        where.line(HELP, "Enter goes back ")
    if key != "y":
        return given
    better = replace(given, verdict=grading.RIGHT)
    if one.store is not None:
        _take_back(given, one.store)
        _recorded(better, one.store)
    return better


def _take_back(given: Given, store: Store) -> None:
    from generator.study import storage
    from generator.study.events import UNDO, Event

    latest = storage.latest_review(store, given.question.card.id)
    if latest:
        storage.append(store, Event(_studying.new_id(), latest.card, _studying.now(), UNDO, target=latest.id))


def _wrong(given: Given) -> list[Row]:
    rows = _studying.verdict_rows(given.verdict.mark, given.verdict.reasons, given.response or "(nothing)")
    return [
        *rows,
        Row(f"  answer: {given.question.shown}", "green"),
        Row(f"  {_studying.place(given.question.card)}", "cyan"),
    ]


def _tell(given: tuple[Given, ...], percent: int, passed: bool) -> None:
    from generator.cli import _terminal
    from generator.study import exam, grading

    right, asked = exam.score(given)
    rows = [Row(f"{right} of {asked} right, {percent} %: {'passed' if passed else 'not passed'}", "bold")]
    for one in given:
        if one.verdict.mark != grading.Mark.RIGHT:
            rows += [Row(), Row(f"{one.question.number}. {one.question.stem}", "bold"), *_wrong(one)]
    _terminal.show(_terminal.console(), rows)


COMMAND = test
