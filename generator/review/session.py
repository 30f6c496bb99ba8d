"""What one sitting knows: the cards as last built, what was decided about them, and who is to be told of a change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from generator import editor, pipeline, verdicts
from generator.model import Problem
from generator.pipeline import Built
from generator.problems import NotedeckError, headline
from generator.recipe import Recipe
from generator.review import view
from generator.review.unfit import Unfit
from generator.review.view import Offer
from generator.verdicts import Decision, Texts

LONGEST = 20_000  # characters of a text that somebody writes by hand
Stamp = tuple[str, int, int]  # a file with the time of its last change and its size
_UNREAD = ("note-unreadable", "note-encoding", "no-notes")


@dataclass(frozen=True, slots=True)
class Work:
    """What a session is given to work with.

    `build` reads the notes anew, `keep` writes the ledger that gives the cards their ids, `inputs` are the files that a
    build reads, and `now` is the time in milliseconds.
    """

    recipe: Recipe
    file: Path
    build: Callable[[], Built]
    keep: Callable[[Built], None]
    inputs: Callable[[], Iterable[Path]]
    now: Callable[[], int]


@dataclass(slots=True)
class Session:
    """The state of the page; its methods may be called from any thread."""

    work: Work
    listeners: list[Callable[[str, Any], None]] = field(default_factory=list)
    version: int = 0
    trouble: tuple[str, ...] = ()
    built: Built | None = None
    shown: Offer | None = None
    state: verdicts.State = field(default_factory=verdicts.State)
    _seen: frozenset[Stamp] = frozenset()
    _kept: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def open(self) -> None:
        """Build for the first time; what is wrong then stops the command."""
        with self._lock:
            self._seen = self._signature()
            self._take(self.work.build())
            if not self.deck.sources:
                raise NotedeckError(*_unread(self.deck.problems))

    @property
    def deck(self) -> Any:
        """The deck as last built."""
        return self.offer.deck

    @property
    def offer(self) -> Offer:
        """The cards as last built."""
        assert self.shown is not None, "the session is open"
        return self.shown

    def _take(self, built: Built) -> None:
        self.state = pipeline.decided(self.work.recipe)
        self.built, self.shown = built, view.offer(built)
        self.trouble = tuple(headline(problem) for problem in _unread(built.deck.problems))
        self.version += 1

    def refresh(self) -> bool:
        """Build again where a file has changed; return whether one had. Cards stay as they were where none can be made."""
        with self._lock:
            seen = self._signature()
            if seen == self._seen:
                return False
            self._seen = seen
            try:
                built = self.work.build()
                if not built.deck.sources:
                    raise NotedeckError(*_unread(built.deck.problems))
                self._take(built)
                if self.state.cards:
                    self._keep()
            except NotedeckError as error:
                self.trouble = tuple(headline(problem) for problem in error.problems)
                self.version += 1
            except Exception as error:  # a fault of ours must not end the watching: the next save may be read
                self.trouble = (f"notedeck has a fault here: {type(error).__name__}: {error}",)
                self.version += 1
        self.tell("cards", {"version": self.version})
        return True

    def _keep(self) -> None:
        """Write the ledger once a build: decisions are of card ids, and only the ledger knows them again."""
        if self.built and self._kept != self.version:
            self.work.keep(self.built)
            self._kept = self.version

    def _signature(self) -> frozenset[Stamp]:
        """Return what changes when an input does; of what a decision writes itself `decide` takes note, of no other file."""
        return frozenset(_stamp(path) for path in {*self.work.inputs(), self.work.file})

    def tell(self, name: str, value: Any) -> None:
        """Tell every open page."""
        for listener in tuple(self.listeners):
            listener(name, value)

    def cards(self) -> dict[str, Any]:
        """Return what the page begins with."""
        with self._lock:
            return {
                "version": self.version,
                "deck": self.deck.name,
                "language": self.deck.language,
                "file": str(self.work.file),
                "trouble": list(self.trouble),
                "learned": list(self.learned()),
                "notes": view.notes_json(self.offer),
                "cards": view.cards_json(self.offer, self.state),
            }

    def learned(self) -> tuple[str, ...]:
        """Say what the last build had learned of the verdicts."""
        return editor.sentences(self.built.taste, self.deck.language) if self.built else ()

    def note(self, number: int) -> dict[str, Any]:
        """Return a note with its lines and what was refused."""
        with self._lock:
            if not 0 <= number < len(self.deck.sources):
                raise Unfit("there is no such note any more", 404)
            return view.note_json(number, self.offer)

    def picture(self, number: int) -> bytes:
        """Return a picture that a card shows."""
        with self._lock:
            path = next((path for path, at in self.offer.pictures.items() if at == number), "")
            content = pipeline.media(self.deck, self.work.recipe.notes).get(path)
        if content is None:
            raise Unfit("there is no such picture", 404)
        return content

    def decide(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Put a decision on the disk, and return the card as it is then."""
        what, name = asked.get("what"), asked.get("card")
        if what not in ("keep", "hide", "edit", "flip", "undo") or not isinstance(name, str):
            raise Unfit("this is no decision about a card")
        with self._lock:
            at = self.offer.by_id.get(name)
            if at is None:
                raise Unfit("this card is no longer in the notes; nothing was saved", 409)
            card = self.offer.cards[at]
            one = self._decision(str(what), card, asked)
            self._keep()
            before = _stamp(self.work.file)
            try:
                verdicts.append(self.work.file, self.work.recipe.name, one)
            except OSError as error:
                raise Unfit(f'"{self.work.file}" cannot be written: {error.strerror}; nothing was saved', 507) from None
            except NotedeckError as error:
                raise Unfit(f"{error}; nothing was saved", 507) from None
            self.state = pipeline.decided(self.work.recipe)
            self._seen = self._seen - {before} | {_stamp(self.work.file)} if before in self._seen else self._seen
            shown = view.card_json(card, self.offer, self.state)
        self.tell("card", shown)
        return shown

    def _decision(self, what: str, card: Any, asked: Mapping[str, Any]) -> Decision:
        said = asked.get("said")
        if what == "undo":
            if not self.state.of(card.id).made:
                raise Unfit("there is nothing to undo on this card", 409)
            return Decision(self.work.now(), what, card.id)
        one = Decision(
            self.work.now(),
            what,
            card.id,
            said if isinstance(said, str) and len(said) <= LONGEST else card.fact.text,
            verdicts.texts_of(card),
            frame=card.frame,
            score=self.built.taste.shipped_score(card.frame, card.score) if self.built else card.score,
        )
        if what == "edit":
            return _edited(one, asked.get("text"))
        return self._flipped(one, card) if what == "flip" else one

    def _flipped(self, one: Decision, card: Any) -> Decision:
        flip = self.state.of(card.id).flip
        if flip and flip.direction != card.direction:  # back again
            return replace(one, now=verdicts.texts_of(card), direction=card.direction, accept=card.accept)
        other = view.reverse_of(card, self.offer)
        if other is None:
            raise Unfit("this card has no other direction", 409)
        texts = Texts(other.front, other.stem, other.key)
        return replace(one, fact=card.fact.text, now=texts, direction=other.direction, accept=other.accept)


def _edited(one: Decision, text: Any) -> Decision:
    if not isinstance(text, Mapping):
        raise Unfit("an edit needs its texts")
    found = {name: text.get(name, "") for name in ("front", "question", "answer")}
    if not all(isinstance(value, str) for value in found.values()):
        raise Unfit("an edit needs its texts")
    texts = Texts(**{name: value.strip() for name, value in found.items()})
    if not texts.question or not texts.answer:
        raise Unfit("a card needs a question and an answer; hide it if it is not to be asked")
    if max(map(len, (texts.front, texts.question, texts.answer))) > LONGEST:
        raise Unfit(f"a text of a card may have {LONGEST} characters")
    return replace(one, now=texts)


def _unread(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.code in _UNREAD]


def _stamp(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, -1
    return str(path), status.st_mtime_ns, status.st_size
