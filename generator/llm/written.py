"""The cards that models wrote, as text: `decks/cards.jsonl`, a header, then each section and its cards, one a line.

Sections stand by note and in document order, cards by their lines in the section: so a card changed is a line changed,
and no line holds a number that an edit elsewhere in the note would shift. A card may be edited by hand, or its line
deleted: neither is written over, for a section is asked for again only when its own text has changed, and then a card
whose words are no longer the model's stays as long as its evidence stands in the note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.json_lines import Form, dump, unknown
from generator.llm import requests
from generator.llm.answers import seal_of
from generator.llm.candidates import portable
from generator.llm.plan import Done
from generator.llm.sections import of_note
from generator.llm.values import DIRECTIONS, Fix, Noted, Piece, Section, Turned, Written, WrittenCard
from generator.llm.words import locate, plain
from generator.model import Problem
from generator.problems import NotedeckError

SUFFIX = ".cards.jsonl"
VERSION = 1
RESTORE = "restore the file from git; if it is lost, delete it: `notedeck write` writes it anew"
MERGE = "keep the cards of both sides and delete the marks"
FORM = Form("written-cards", "the written cards", "are", MERGE, RESTORE)
_problem = FORM.problem
_PIECE = ("section", "note", "title", "model", "prompt")
_CARD = ("context", "question", "answer", "direction", "lines", "evidence", "fixes", "refused", "section", "seal")
_TURNED = ("turned", "note", "context", "question", "answer")


def load(path: Path, deck: str) -> Written:
    """Read the written cards at `path`; a file that is not there holds none. Raises `NotedeckError`."""
    try:
        return read(FORM.text(path), str(path))
    except FileNotFoundError:
        return Written(deck)


def write(written: Written) -> str:
    """Return the file's text; `read` of it gives the same cards."""
    lines = [dump({"cards": VERSION, "deck": written.deck})]
    for piece in written.pieces:
        lines.append(dump({"section": piece.key, **{name: getattr(piece, name) for name in _PIECE[1:]}}))
        lines += [dump(_record(card)) for card in written.cards if card.section == piece.key]
    lines += [dump({"turned": one.why, **{name: getattr(one, name) for name in _TURNED[1:]}}) for one in written.turned]
    return "\n".join(lines) + "\n"


def _record(card: WrittenCard) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(card, name) for name in _CARD}
    values["fixes"] = [[fix.wrong, fix.right] for fix in card.fixes]
    return {name: value for name, value in values.items() if value or name not in ("context", "fixes", "refused")}


def read(text: str, path: str) -> Written:
    """Read the file's text; raise `NotedeckError` with all that is wrong in it."""
    problems: list[Problem] = []
    rows = list(FORM.rows(enumerate(text.split("\n"), 1), path, problems))
    if not problems and (not rows or "cards" not in rows[0][1] or "deck" not in rows[0][1]):
        message = 'these are no written cards: the first line must be like {"cards": 1, "deck": "NAME"}'
        problems.append(_problem(path, 1, message, RESTORE))
    elif not problems and rows[0][1]["cards"] != VERSION:
        message = f"the file has version {rows[0][1]['cards']!r}, and this notedeck knows version {VERSION}"
        problems.append(_problem(path, 1, message, "use the notedeck that wrote it, or a newer one"))
    if problems:
        raise NotedeckError(*problems)
    pieces: dict[str, Piece] = {}
    cards: list[WrittenCard] = []
    turned: list[Turned] = []
    for number, row in rows[1:]:
        wrong = tuple(_mistakes(row))
        problems += [_problem(path, number, message, fix) for message, fix in wrong]
        if wrong:
            continue
        if "turned" in row:
            turned.append(Turned(row["note"], row.get("context", ""), row["question"], row["answer"], row["turned"]))
        elif "question" in row:
            cards.append(_card(row))
        else:
            pieces.setdefault(row["section"], Piece(row["section"], *(row[name] for name in _PIECE[1:])))
    if problems:
        raise NotedeckError(*problems)
    known = tuple(dict.fromkeys(card for card in cards if card.section in pieces))
    return Written(str(rows[0][1]["deck"]), tuple(pieces.values()), known, tuple(dict.fromkeys(turned)))


def _mistakes(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a hand may have broken in one line, with what to write."""
    keys = _TURNED if "turned" in row else _CARD if "question" in row or "answer" in row else _PIECE
    yield from unknown(row, keys)
    for name in keys:
        if name not in row and name not in ("context", "fixes", "refused", "seal", "lines"):
            hint = "cards of your own belong into the recipe, under `add:`" if keys is _CARD else RESTORE
            yield f'"{name}" is missing', hint
        elif name in row and name not in ("lines", "evidence", "fixes", "refused") and not isinstance(row[name], str):
            yield f'"{name}" must be text', ""
    for name in ("evidence", "refused"):
        if not _are_texts(row.get(name, [])):
            yield f'"{name}" must be a list of texts', ""
    if not isinstance(row.get("fixes", []), list) or not all(
        _are_texts(f) and len(f) == 2 for f in row.get("fixes", [])
    ):
        yield '"fixes" must be like [["wrong", "right"]]', ""
    lines = row.get("lines", [1, 1])
    if not isinstance(lines, list) or len(lines) != 2 or not all(type(n) is int and 0 < n < 10**7 for n in lines):
        yield '"lines" must be like [3, 5], counted from the section\'s first line', ""
    if keys is _CARD and isinstance(row.get("direction"), str) and row["direction"] not in DIRECTIONS:
        yield f'"{row["direction"]}" is no direction', ", ".join(DIRECTIONS)


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _card(row: dict[str, Any]) -> WrittenCard:
    first, last = row.get("lines", [1, 1])
    return WrittenCard(
        row["section"], (min(first, last), max(first, last)), row.get("context", ""), row["question"], row["answer"],
        row["direction"], tuple(row["evidence"]), tuple(Fix(*fix) for fix in row.get("fixes", [])),
        tuple(row.get("refused", ())), row.get("seal", ""),
    )  # fmt: skip


def missing(sections: Sequence[Section], written: Written) -> tuple[Section, ...]:
    """Return the sections that were not written since their text last changed."""
    known = {piece.key for piece in written.pieces}
    return tuple(section for section in sections if section.key not in known)


def is_by_hand(card: WrittenCard) -> bool:
    """Tell whether a hand has edited a card since a model wrote it."""
    return card.seal != seal_of(card)


def update(written: Written, done: Sequence[Done], notes: Sequence[Noted], model: str, folder: str = "") -> Written:
    """Put finished sections in; keep what notes of this run still hold unfinished, and what hands have edited.

    `folder` is the file's. Sections of notes that this run did not read stay as they are.
    """
    cut = {section.key: section for note in notes for section in reversed(of_note(note))}
    fresh = {one.section.key: one for one in done}
    read_notes = {portable(note.source.path, folder): note for note in notes}
    pieces: dict[str, Piece] = {}
    cards: list[WrittenCard] = []
    for piece in written.pieces:
        old = [card for card in written.cards if card.section == piece.key]
        if piece.key in fresh:
            cards += (card for card in old if is_by_hand(card))
        elif piece.key in cut or piece.note not in read_notes:
            pieces[piece.key] = piece
            cards += old
        else:
            moved = list(_moved(old, of_note(read_notes[piece.note]), fresh, cut, written))
            cards += moved
            pieces |= {piece.key: piece} if any(card.section == piece.key for card in moved) else {}
    for key, one in fresh.items():
        pieces[key] = _piece(one.section, model, folder)
        by_hand = {(card.question, card.lines) for card in cards if card.section == key}
        cards += (card for card in one.cards if (card.question, card.lines) not in by_hand)
    pieces = {key: _renamed(piece, cut.get(key), folder) for key, piece in pieces.items()}
    order = [piece.key for piece in written.pieces]
    placed = _sorted(pieces.values(), cut, order)
    return Written(written.deck, placed, _ordered(cards, placed), written.turned)


def _moved(
    cards: Iterable[WrittenCard],
    sections: Sequence[Section],
    fresh: dict[str, Done],
    cut: dict[str, Section],
    written: Written,
) -> Iterator[WrittenCard]:
    """Yield the cards of a section that changed and that stay: where the change is unwritten all, else those by hand."""
    known = {piece.key for piece in written.pieces}
    for card in cards:
        home = next(((s, lines) for s in sections if (lines := locate(card.evidence, plain(s.lines)))), None)
        if home is None:
            continue
        section, lines = home
        if section.key not in fresh and section.key not in known:
            yield card
        elif is_by_hand(card):
            yield replace(card, section=section.key, lines=lines)


def _piece(section: Section, model: str, folder: str) -> Piece:
    return Piece(section.key, portable(section.path, folder), section.title[:80], model, requests.version())


def _renamed(piece: Piece, section: Section | None, folder: str) -> Piece:
    return replace(piece, note=portable(section.path, folder)) if section else piece


def _sorted(pieces: Iterable[Piece], cut: dict[str, Section], order: Sequence[str]) -> tuple[Piece, ...]:
    """Order sections by note and as they stand in it; those that no note of this run holds as they stood."""
    stood = {key: at for at, key in enumerate(order)}

    def place(piece: Piece) -> tuple[str, int, int]:
        first = cut[piece.key].first if piece.key in cut else 10**9
        return (piece.note, first, stood.get(piece.key, 0))

    return tuple(sorted(pieces, key=place))


def _ordered(cards: Iterable[WrittenCard], pieces: Sequence[Piece]) -> tuple[WrittenCard, ...]:
    """Order cards as their sections and by their lines; refused ones behind the asked ones of the same lines."""
    places = {piece.key: at for at, piece in enumerate(pieces)}

    def place(card: WrittenCard) -> tuple[int, tuple[int, int], bool, str, str]:
        return (places[card.section], card.lines, bool(card.refused), card.direction, card.question)

    return tuple(sorted(dict.fromkeys(cards), key=place))
