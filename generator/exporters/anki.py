"""Write a deck as an Anki package: one fact is one note, its cards are the note's templates.

What Anki does with a package that it has seen before is the learner's review history, so every note says when its
content last changed (`Card.changed`) and nothing says when the package was made. The only door to genanki.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import posixpath
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.exporters import anki_schema as schema
from generator.exporters.anki_card import commands_of, faces
from generator.exporters.anki_places import Places, places
from generator.exporters.anki_text import clean, escape, prose, remark
from generator.formats import Exporter, MediaFiles, picture_path
from generator.model import Card, Deck, Problem, Severity
from generator.problems import NotedeckError

if TYPE_CHECKING:
    import genanki

COMPRESSION = 3  # half the time of zlib's own choice, for a tenth more bytes
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o100644 << 16
UNIX = 3
FIRST_ID = 1_700_000_000_000  # Anki's ids are times in milliseconds; a note without a time is not older than this
NOTE_ROW = "INSERT INTO notes VALUES(?,?,?,?,-1,?,?,?,0,0,'')"
CARD_ROW = "INSERT INTO cards VALUES(?,?,?,?,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')"
FIELD_PLACE = {name: place for place, name in enumerate(schema.FIELDS)}
SLOT_PLACE = {slot: place for place, slot in enumerate(schema.SLOTS)}
QUESTION, ANSWER, TYPED = (
    {slot: FIELD_PLACE.get(schema.field_name(part, slot), -1) for slot in schema.SLOTS} for part in ("Q", "A", "Type")
)


def render(deck: Deck, media: MediaFiles | None = None) -> bytes:
    """Return the .apkg; raise NotedeckError where an empty or doubled guid would cost review history.

    Left out, and told by `check`: cards without a template for their slot, or a second of one slot; cards without
    text; cards of a picture that is not in `media`.
    """
    media = media or {}
    notes, _ = _choose(deck, media)
    pictures = _pictures(notes, media)
    files = {"collection.anki2": _collection(_rows(deck, notes, pictures))}
    names = sorted({name: media[path] for path, name in pictures.items()}.items())
    files["media"] = json.dumps({str(place): name for place, (name, _) in enumerate(names)}).encode()
    files |= {str(place): content for place, (_, content) in enumerate(names)}
    return _zipped(files)


def check(deck: Deck, media: MediaFiles | None = None) -> tuple[Problem, ...]:
    """Return what `render` leaves out, and why."""
    return tuple(_choose(deck, media or {})[1])


def _choose(deck: Deck, media: MediaFiles) -> tuple[list[list[Card]], list[Problem]]:
    """Group the cards that can be exported by their note, in document order; of the others say why not."""
    notes: list[list[Card]] = []
    problems: list[Problem] = []
    for cards in _by_guid(deck).values():
        chosen: dict[str, Card] = {}
        for card in cards:
            problem = _obstacle(card, chosen, media)
            if problem:
                problems.append(problem)
            else:
                chosen[card.slot] = card
        if chosen:
            notes.append(list(chosen.values()))
    return notes, problems


def _by_guid(deck: Deck) -> dict[str, list[Card]]:
    """Group the cards by guid; one that is empty or on two facts stops the export."""
    notes: dict[str, list[Card]] = {}
    problems = []
    for card in deck.cards:
        cards = notes.setdefault(card.guid, [])
        if not card.guid:
            problems.append(_problem(card, "anki-guid", f"card {card.stem!r} has no guid", Severity.ERROR))
        elif cards and cards[0].fact is not card.fact and cards[0].fact != card.fact:
            message = f'guid "{card.guid}" stands on two facts: {cards[0].fact.label!r} and {card.fact.label!r}'
            problems.append(_problem(card, "anki-guid", message, Severity.ERROR))
        cards.append(card)
    if problems:
        raise NotedeckError(*problems)
    return notes


def _obstacle(card: Card, chosen: dict[str, Card], media: MediaFiles) -> Problem | None:
    """Return why a card cannot be exported beside the ones already chosen for its note, or None."""
    if _template(card) not in SLOT_PLACE:
        return _problem(card, "anki-slot", f'no Anki template for slot "{card.slot}": card {card.stem!r} is left out')
    if card.slot in chosen:
        return _problem(card, "anki-slot", f'slot "{card.slot}" is taken: card {card.stem!r} is left out')
    if not clean(card.stem).strip() or not clean(card.key).strip():
        return _problem(card, "anki-empty", f'card "{card.slot}" of {card.fact.label!r} is empty and left out')
    image = picture_path(card.fact)
    if image and image not in media:
        return _problem(card, "anki-media", f'picture "{image}" was not found: card {card.stem!r} is left out')
    return None


def _template(card: Card) -> str:
    """Return the template of a card: "spare-1~2" is "spare-1" on the fact's second note, which has its own guid."""
    return card.slot.partition("~")[0]


def _problem(card: Card, code: str, message: str, severity: Severity = Severity.WARNING) -> Problem:
    return card.fact.span.problem(severity, code, message)


def _pictures(notes: list[list[Card]], media: MediaFiles) -> dict[str, str]:
    """Name the pictures in use by their content, so that a changed one is a new one to Anki: path -> name."""
    paths = sorted({picture_path(card.fact) for cards in notes for card in cards} - {""})
    return {path: f"notedeck-{hashlib.sha256(media[path]).hexdigest()[:20]}{_suffix(path)}" for path in paths}


def _suffix(path: str) -> str:
    suffix = posixpath.splitext(path)[1].lower()
    return suffix if suffix[1:].isascii() and suffix[1:].isalnum() else ""


@dataclass(slots=True)
class _Row:
    """A note for genanki to write: with its own time and ids, and no check of HTML that we made ourselves."""

    model: genanki.Model
    deck: str
    guid: str
    changed: int
    tags: tuple[str, ...]
    fields: list[str]
    templates: list[int]
    due: int
    id: int = 0
    card_ids: tuple[int, ...] = ()

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:
        """Take the place of `genanki.Note.write_to_db`."""
        note = (self.id, self.guid, schema.NOTE_TYPE_ID, self.changed, f" {' '.join(self.tags)} ")
        cursor.execute(NOTE_ROW, (*note, "\x1f".join(self.fields), self.fields[0]))
        cursor.executemany(
            CARD_ROW,
            (
                (card_id, self.id, deck_id, place, self.changed, self.due)
                for card_id, place in zip(self.card_ids, self.templates, strict=True)
            ),
        )


def _rows(deck: Deck, notes: list[list[Card]], pictures: dict[str, str]) -> list[_Row]:
    where, note_type = places(deck), _note_type()
    rows = [
        _Row(
            model=note_type,
            deck=where.deck_name(cards[0].fact),
            guid=cards[0].guid,
            changed=max(card.changed for card in cards),
            tags=where.note_tags(cards),
            fields=_fields(cards, where, pictures),
            templates=[SLOT_PLACE[_template(card)] for card in cards],
            due=due,
        )
        for due, cards in enumerate(notes, start=1)
    ]
    _number(rows)
    return rows


def _number(rows: list[_Row]) -> None:
    """Give notes and cards ids that say when they came and never meet; the same order twice gives the same ids."""
    note_id = card_id = FIRST_ID
    for row in sorted(rows, key=lambda row: row.changed):
        note_id = row.id = max(note_id + 1, row.changed * 1000)
        first = max(card_id + 1, row.changed * 1000)
        card_id = first + len(row.templates) - 1
        row.card_ids = tuple(range(first, card_id + 1))


def _fields(cards: list[Card], where: Places, pictures: dict[str, str]) -> list[str]:
    fact = cards[0].fact
    values = [""] * len(schema.FIELDS)
    title = clean(fact.label).strip() or clean(cards[0].stem).strip()
    values[: len(schema.NOTE_FIELDS)] = [
        escape(title),
        escape(clean(where.source(fact))),
        prose(" › ".join(map(clean, fact.topic))),
        remark("\n".join(dict.fromkeys(clean(notice) for card in cards for notice in card.notices))),
        escape(clean(fact.language)),
    ]
    commands = commands_of(cards)
    for card in cards:
        written = faces(card, commands, _picture(card, pictures))
        values[QUESTION[_template(card)]] = written.question
        values[ANSWER[_template(card)]] = written.answer
        if written.typed:
            values[TYPED[_template(card)]] = written.typed
    return values


def _picture(card: Card, pictures: dict[str, str]) -> str:
    image = picture_path(card.fact)
    return f'<img class="picture" src="{pictures[image]}">' if image else ""


def _note_type() -> genanki.Model:
    import genanki

    note_type = genanki.Model(
        schema.NOTE_TYPE_ID, schema.NAME, fields=schema.fields(), templates=schema.templates(), css=schema.css()
    )
    note_type._req = schema.requirements()
    return note_type


def _collection(rows: list[_Row]) -> bytes:
    """Return the SQLite file; it is built in memory, so nothing of this machine gets into it."""
    import genanki

    decks: dict[str, genanki.Deck] = {}
    for row in rows:
        if row.deck not in decks:
            decks[row.deck] = genanki.Deck(_deck_id(row.deck), row.deck)
        decks[row.deck].add_note(row)
    with closing(sqlite3.connect(":memory:")) as database:
        genanki.Package(list(decks.values())).write_to_db(database.cursor(), schema.CHANGED, itertools.count())
        database.commit()
        return database.serialize()


def _deck_id(name: str) -> int:
    """Return an id of the size of Anki's own, never the default deck's 1."""
    return FIRST_ID + int.from_bytes(hashlib.sha256(name.encode()).digest()[:5], "big")


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.create_system, info.external_attr = UNIX, FILE_MODE
            archive.writestr(info, content, zipfile.ZIP_DEFLATED, COMPRESSION)
    return buffer.getvalue()


EXPORTER = Exporter("anki", ".apkg", render, check)
