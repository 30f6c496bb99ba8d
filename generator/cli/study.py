"""`notedeck study`: what is due, then new cards, one at a time."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import _shared, _studying
from generator.cli._studying import Material, Row
from generator.cli._terminal import Face, bar, face
from generator.problems import NotedeckError, headline

if TYPE_CHECKING:
    from generator.model import Card
    from generator.study.grading import Verdict
    from generator.study.schedule import Memory, Rating
    from generator.study.session import Session
    from generator.study.storage import Store

# The commands, by letter; before the answer is shown they are typed as `:u`, after it as one key.
COMMANDS = {
    "u": "undo", "s": "skip", "b": "bury until tomorrow", "x": "suspend", "o": "open the note", "m": "mark as bad",
    "q": "quit", "?": "help",
}  # fmt: skip
RATINGS = {"1": 1, "2": 2, "3": 3, "4": 4, "a": 1, "h": 2, "g": 3, "e": 4}
HELP = (
    "Type the answer, or think it, and press Enter to see it. Then rate how well you knew it.",
    "  1 or a   Again: not known             2 or h   Hard: known with effort",
    "  3 or g   Good: known                  4 or e   Easy: known at once",
    "  y        count the answer as right    Enter    take the rating in brackets",
    *(f"  {letter}        {meaning}" for letter, meaning in COMMANDS.items()),
    "Before the answer is shown, put a colon before the letter (:u); `::` begins an answer with a colon.",
)


class Quit(Exception):
    """The learner has had enough."""


@dataclass(slots=True)
class Sitting:
    """One deck being studied: the pure session, the log, and the face that shows them."""

    material: Material
    store: Store
    face: Face
    session: Session
    clock: _studying.Clock
    new_id: Callable[[], str]
    cards: dict[str, Card]
    texts: dict[str, tuple[str, ...]]
    began: int = 0
    latest: int = 0  # the last event's time: time never runs back within a sitting
    own: dict[str, int] = field(default_factory=dict)  # when we last reviewed a card ourselves
    notices: list[Row] = field(default_factory=list)  # what the next screen tells first

    def run(self) -> None:
        """Ask until nothing is left or the learner leaves."""
        try:
            while self._choose():
                self._ask()
        except (Quit, EOFError, KeyboardInterrupt):
            pass

    def now(self) -> int:
        return max(self.clock(), self.latest + 1)

    def _choose(self) -> bool:
        """Find the card to ask; one that another session has answered meanwhile is left to it."""
        from generator.study import session, storage

        while True:
            if not self.session.current:
                self.session = session.ask(self.session, self.material.settings, self.now())
            card = self.session.current
            if not card:
                return False
            with storage.told(self.store.path):
                storage.catch_up(self.store)
                last = storage.memory(self.store, card).last
            if last < self.began or last == self.own.get(card):
                return True
            self.session = session.leave(self.session, "")

    def _ask(self) -> None:
        from generator.study import keyboard

        asked = self.now()
        card = self.cards[self.session.current]
        hint = [Row("Enter shows the answer · ? for help", "dim")]
        response = self.face.line([*self._told(), *self._question(card), *hint], "> ")
        if keyboard.letter(response.strip()) == "?":
            self._command("?", card)
            return
        if response.startswith(":") and not response.startswith("::"):
            self._command(response[1:].strip(), card)
            return
        response = response[1:] if response.startswith("::") else response
        seconds = round((self.now() - asked) / 1000, 1)
        self._answer(card, response.strip(), seconds)

    def _question(self, card: Card) -> list[Row]:
        return [*self._header(card), Row(card.stem, "bold"), Row()]

    def _told(self) -> list[Row]:
        told, self.notices = self.notices, []
        return [*told, Row()] if told else []

    def _tell(self, text: str, style: str = "yellow") -> None:
        self.notices.append(Row(text, style))

    def _header(self, card: Card) -> list[Row]:
        from generator.study import session

        reviews, learning, fresh = session.left(self.session)
        done, left = self.session.tally.answered, reviews + learning + fresh
        counts = f"{done} done · {left} left: {reviews} due, {learning} learning, {fresh} new"
        topic = " › ".join(card.fact.topic or (self.material.deck.name,))
        return [Row(f"{bar(done, done + left, 20)} {counts}", "dim"), Row(topic, "dim"), Row()]

    def _answer(self, card: Card, response: str, seconds: float) -> None:
        """Show the answer until it is rated; the learner may mend the note meanwhile, and sees what the card becomes."""
        from generator.study import grading, schedule, storage

        verdict = self._grade(card, response) if response else None
        after = schedule.choices(self.material.settings, card.id, storage.memory(self.store, card.id), self.now())
        while self.session.current == card.id:
            card = self.cards[card.id]
            rows = self._question(card) if self.face.whole else []
            answer = [*self._verdict(verdict, response), *self._answer_rows(card), Row(), *self._ratings(after)]
            shown = [*self._told(), *rows, *answer]
            wanted = _rating(verdict)
            key = self._key(shown, wanted)
            if key == "y":
                verdict = grading.RIGHT
            elif key == "enter" or key in RATINGS:
                rating = wanted if key == "enter" else RATINGS[key]
                self._rate(card, rating, response, seconds)
            else:
                self._command(key, card)

    def _key(self, rows: list[Row], wanted: int) -> str:
        from generator.study import keyboard

        key = self.face.key(rows, f"[{wanted}] ")
        return key if key == "enter" else keyboard.letter(key)

    def _grade(self, card: Card, response: str) -> Verdict:
        from generator.study import grading

        return grading.grade(grading.key_of(card), response, self.material.knowledge)

    def _verdict(self, verdict: Verdict | None, response: str) -> list[Row]:
        return [*_studying.verdict_rows(verdict.mark, verdict.reasons, response), Row()] if verdict else []

    def _answer_rows(self, card: Card) -> list[Row]:
        accepted = [Row(f"also: {' · '.join(card.accept)}", "dim")] if card.accept else []
        notices = [Row(notice, "yellow") for notice in card.notices]
        return [Row(card.key, "bold green"), *accepted, *notices, Row(), *_studying.source_rows(card, self.texts)]

    def _ratings(self, after: dict[Rating, Memory]) -> list[Row]:
        from generator.study import schedule

        shown = (
            f"{int(rating)} {rating.name.title()} {schedule.interval(memory.due - memory.last)}"
            for rating, memory in after.items()
        )
        return [Row("   ".join(shown)), Row("y counts it right · u s b x o m q · ? for help", "dim")]

    def _rate(self, card: Card, rating: int, response: str, seconds: float) -> None:
        """Put the review on disk, then go on: never the other way round."""
        from generator.study import schedule, session
        from generator.study.events import Event

        event = Event(self.new_id(), card.id, self.now(), rating=rating, response=response, seconds=seconds)
        memory = self._write(event)
        settings = self.material.settings
        tomorrow = schedule.day_start(settings, schedule.day_of(settings, event.time) + 1)
        self.own[card.id] = memory.last
        self.session = session.answer(self.session, memory, schedule.Rating(rating), seconds, event.id, tomorrow)
        if rating == schedule.Rating.AGAIN and memory.lapses == settings.leech:
            self._tell(
                f"a leech: {card.stem} was forgotten {memory.lapses} times; reword it in the note, or suspend it"
            )

    def _write(self, event: object) -> Memory:
        """Write an event; while the disk refuses, the learner may try again, and the event is never dropped silently."""
        from generator.study import events, storage
        from generator.study.events import Event

        assert isinstance(event, Event)
        while True:
            try:
                memory = storage.append(self.store, event)
                self.latest = event.time
                return memory
            except NotedeckError as error:
                rows = [Row(headline(problem), "red") for problem in error.problems]
                if self._gives_up([*rows, Row("Not saved yet. r tries again, q quits and prints the answer.")]):
                    click.echo("not saved; keep the next line in a file for `notedeck import-reviews`:", err=True)
                    click.echo(events.line(event), err=True)
                    raise

    def _gives_up(self, rows: list[Row]) -> bool:
        try:
            return self._key(rows, 0) == "q"
        except (EOFError, KeyboardInterrupt):
            return True

    def _command(self, name: str, card: Card) -> None:
        from generator.study import keyboard

        letter = keyboard.letter(name[:1])
        reason = name.partition(" ")[2].strip()
        match letter:
            case "q":
                raise Quit
            case "u":
                self._undo()
            case "s":
                self._skip()
            case "b" | "x":
                self._put_away(card, "bury" if letter == "b" else "suspend")
            case "o":
                self._open(card)
            case "m":
                self._mark(card, reason)
            case _:
                self.face.line([Row(text) for text in HELP], "Enter goes back ")

    def _undo(self) -> None:
        from generator.study import storage
        from generator.study.events import UNDO, Event

        before = self.session.before
        if before is None:
            self._tell("nothing to undo")
            return
        if self.session.event and self.session.event != before.event:
            self._write(Event(self.new_id(), before.current, self.now(), UNDO, target=self.session.event))
            self.own[before.current] = storage.memory(self.store, before.current).last
        self.session = before

    def _skip(self) -> None:
        from generator.study import session

        self.session = session.skip(self.session)

    def _put_away(self, card: Card, kind: str) -> None:
        from generator.study import session
        from generator.study.events import Event

        event = Event(self.new_id(), card.id, self.now(), kind)
        self._write(event)
        self.session = session.leave(self.session, event.id)

    def _mark(self, card: Card, reason: str) -> None:
        from generator.study import storage
        from generator.study.events import Event

        marked = card.id in storage.marks(self.store)
        self._write(Event(self.new_id(), card.id, self.now(), "unmark" if marked else "mark", response=reason))
        self._tell("no longer marked" if marked else "marked as bad: `notedeck cards --marked` lists it")

    def _open(self, card: Card) -> None:
        span = card.fact.span
        self._tell(_studying.place(card), "cyan")
        try:
            self.face.outside(_studying.editor(span.path, span.first, dict(os.environ)))
        except OSError as error:
            self._tell(f"the editor cannot be started: {error.strerror}; set $EDITOR", "red")
        except ValueError as error:
            self._tell(f"$EDITOR is no command ({error}); set it right", "red")
        else:
            self._read_again(card)

    def _read_again(self, card: Card) -> None:
        """Take what the editor left: the cards that are still there as they are now, and the notes' lines."""
        from generator.study import session

        try:
            deck = self.material.again() if self.material.again else self.material.deck
        except NotedeckError as error:
            self.notices += [Row(headline(problem), "red") for problem in error.problems]
            return
        self.texts = _studying.texts(deck)
        fresh = {one.id: one for one in deck.cards}
        self.cards = {**self.cards, **fresh}
        if card.id not in fresh and card.fact.span.path in self.texts:
            self._tell("the note no longer gives this card")
            self.session = session.leave(self.session, "")


def _rating(verdict: Verdict | None) -> int:
    """Return the rating to suggest: thinking it counts as knowing it."""
    return {"right": 3, "almost": 2, "wrong": 1}[verdict.mark] if verdict else 3


def begin(material: Material, store: Store, where: Face, clock: _studying.Clock, new_id: Callable[[], str]) -> Sitting:
    """Choose today's cards and sit down."""
    from generator.study import schedule, session, storage

    at = clock()
    settings = material.settings
    today = schedule.day_start(settings, schedule.day_of(settings, at))
    with storage.told(store.path):
        away = storage.suspended(store) | storage.buried(store, today)
        due = storage.due_before(store, schedule.day_start(settings, schedule.day_of(settings, at) + 1))
        log = session.Log(due, storage.known(store), tuple(storage.seen_since(store, today)), away)
    cards = {card.id: card for card in material.deck.cards}
    state = session.begin({card.id: card.guid for card in material.deck.cards}, log, settings)
    return Sitting(material, store, where, state, clock, new_id, cards, _studying.texts(material.deck), began=at)


def summary(sitting: Sitting) -> list[Row]:
    """Say what was done and what comes next."""
    from generator.study import schedule, session, storage

    tally, settings, at = sitting.session.tally, sitting.material.settings, sitting.now()
    names = ("again", "hard", "good", "easy")
    rows = [Row(f"{sitting.material.deck.name}: {tally.answered} answered in {_duration(tally.seconds)}", "bold")]
    if tally.answered:
        counts = ", ".join(f"{count} {name}" for count, name in zip(tally.ratings, names, strict=True) if count)
        known = 100 * (tally.answered - tally.ratings[0]) // tally.answered
        rows.append(Row(f"{counts}; {tally.new} new; {known} % recalled"))
    reviews, learning, fresh = session.left(sitting.session)
    left = ", ".join(f"{n} {what}" for n, what in ((reviews, "due"), (learning, "learning"), (fresh, "new")) if n)
    rows.append(Row(f"left for today: {left}" if left else "nothing is left for now"))
    tomorrow = schedule.day_of(settings, at) + 1
    with storage.told(sitting.store.path):
        upto = schedule.day_start(settings, tomorrow + 1)
        start = schedule.day_start(settings, tomorrow)
        coming = sum(due >= start and card in sitting.cards for due, card, _ in storage.due_before(sitting.store, upto))
    return [*rows, Row(f"due tomorrow: {coming}")]


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}m {rest:02}s" if minutes else f"{rest}s"


@click.command()
@_shared.targets
@click.option("--new", type=click.IntRange(min=0), help="New cards today, instead of the recipe's number.")
@click.option("--reviews", type=click.IntRange(min=0), help="Reviews today, instead of the recipe's number.")
@click.option("--restore", is_flag=True, help="Take all suspended cards of the deck back first.")
@_studying.database
@_shared.encoding
def study(
    targets: tuple[Path, ...], new: int | None, reviews: int | None, restore: bool, db: Path | None, encoding: str
) -> None:
    """Study in the terminal: what is due, then new cards; every answer is on disk before the next question.

    Keys: Enter shows the answer; 1 2 3 4 rate it Again, Hard, Good, Easy; y counts it right; u undo, s skip,
    b bury, x suspend, o open the note, m mark as bad, q quit, ? help.

    \b
    notedeck study                     every recipe in decks/
    notedeck study notes.md --new 5
    """
    for material in _studying.materials(targets, encoding, db, keep=True):
        settings = material.settings
        own = replace(
            material,
            settings=replace(
                settings,
                new=settings.new if new is None else new,
                reviews=settings.reviews if reviews is None else reviews,
            ),
        )
        with _studying.opened(db, own.settings) as store:
            if restore:
                _restore(own, store)
            _study(own, store)


def _restore(material: Material, store: Store) -> None:
    from generator.study import storage
    from generator.study.events import Event

    cards = {card.id for card in material.deck.cards}
    for card in sorted(storage.suspended(store) & cards):
        storage.append(store, Event(_studying.new_id(), card, _studying.now(), "unsuspend"))


def _study(material: Material, store: Store) -> None:
    from generator.cli._terminal import Lines
    from generator.study import storage

    warning = _studying.clock_warning(storage.last_time(store), _studying.now())
    for row in warning:
        click.echo(row.text, err=True)
    with face(lambda: _studying.now() / 1000) as where:
        sitting = begin(material, store, where, _studying.now, _studying.new_id)
        sitting.run()
    Lines(lambda: 0).say(summary(sitting))
    sys.stdout.flush()


COMMAND = study
