"""Written cards as facts and candidates: anchored in the notes by section and evidence, wherever the lines now stand."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence

from generator.llm import sections
from generator.llm.values import Noted, Piece, Section, Written, WrittenCard
from generator.llm.words import Plain, locate, plain, squeezed
from generator.model import Authored, Candidate, Fact, Origin, Refusal, Span

GONE = "no longer in the note"
FRAME = "model"  # what the editor calls these cards' kind of question
STEP = " › "


def candidates(
    written: Written,
    notes: Sequence[Noted],
    folder: str = "",
    stands: Callable[[str], bool] = lambda note: False,
) -> tuple[tuple[Candidate, ...], tuple[Refusal, ...]]:
    """Return the written cards as candidates, in document order, and as refusals those that the notes or the proof refuse.

    `folder` is that of the file of written cards, where the paths in it start; `stands` is whether a note that is not
    among these is there all the same, so that its cards are not looked for elsewhere.
    """
    cut = [section for note in notes for section in sections.of_note(note)]
    desk = _Places(notes, cut, {piece.key: piece for piece in written.pieces}, folder, stands)
    found: list[Candidate] = []
    refusals: list[Refusal] = []
    for card in written.cards:
        section, lines = desk.place(card)
        made = candidate(card, section, lines)
        reasons = card.refused or (() if lines else (GONE,))
        if reasons:
            refusals.append(Refusal(made.fact, made, reasons))
        else:
            found.append(made)
    order = {note.source.path: at for at, note in enumerate(notes)}
    found.sort(key=lambda one: (order.get(one.fact.span.path, -1), one.fact.span, one.direction, one.stem))
    return tuple(found), tuple(refusals)


def candidate(card: WrittenCard, section: Section, lines: tuple[int, int] | None = None) -> Candidate:
    """Return a written card as a candidate; `lines`, in the file's numbers, are where its evidence stands now."""
    made = fact(card, section, lines)
    notices = tuple(f"노트: `{fix.wrong}`" for fix in card.fixes if _shows(card, fix.right))  # as the checks tell it
    return Candidate(
        made,
        FRAME,
        card.direction,
        card.context, card.question, card.answer,
        origin=Origin.MODEL, notices=notices,
    )  # fmt: skip


def fact(card: WrittenCard, section: Section, lines: tuple[int, int] | None = None) -> Fact:
    """Return what a written card asks for as a fact, known by the note's own words."""
    heads = section.above(lines[0] - section.first + 1 if lines else card.lines[0])
    titles = (section.lines[number - 1].strip().lstrip("#").strip() for number in heads)
    return Fact(
        span=Span(section.path, *lines) if lines else Span(section.path, 0, 0),
        topic=(*section.headings, *titles),
        path=tuple(step for step in card.context.split(STEP) if step),
        value=Authored(card.question, card.answer),
        language=section.language,
        pattern="model",
        label=_label(card),
        text=" ".join(_bare(quote) for quote in card.evidence),
    )


def _bare(quote: str) -> str:
    """Return a quote without the marks that its line begins with."""
    return re.sub(r"^\s*(?:[-*+•>]\s+|#+\s+|\d+[.)]\s+)*", "", quote).replace("**", "").replace("`", "").strip()


def _label(card: WrittenCard) -> str:
    """Return what tells the fact from its neighbours: the term or command asked for, else the words asked about."""
    if card.direction in ("meaning->term", "purpose->command"):
        return card.answer
    quotes = squeezed(" ".join(card.evidence))
    question = card.question.strip("`\"' ")
    ends = (end for end in range(len(question), 1, -1) if len(squeezed(question[:end])) > 1)
    named = next((question[:end].strip() for end in ends if squeezed(question[:end]) in quotes), "")
    return named or card.context.split(STEP)[-1] or card.question


def _shows(card: WrittenCard, words: str) -> bool:
    return squeezed(words) in squeezed(f"{card.question} {card.answer}")


class _Places:
    """Finds where written cards stand: in their section while it is as it was, else wherever their evidence is."""

    def __init__(
        self,
        notes: Sequence[Noted],
        cut: Sequence[Section],
        pieces: Mapping[str, Piece],
        folder: str,
        stands: Callable[[str], bool],
    ) -> None:
        self.stands = stands
        self.pieces = pieces
        self.by_key: dict[str, Section] = {}
        for section in cut:
            self.by_key.setdefault(section.key, section)
        self.cut = cut
        self.lines = {note.source.path: note.source.lines for note in notes}
        self.plain: dict[str, Plain] = {}
        self.languages = {note.source.path: note.language for note in notes}
        self.names = {portable(note.source.path, folder): note.source.path for note in notes}

    def place(self, card: WrittenCard) -> tuple[Section, tuple[int, int] | None]:
        """Return the section of a card and its lines in the file, None where the notes have lost it."""
        section = self.by_key.get(card.section)
        if section:
            span = section.span(card.lines)
            return section, (span.first, span.last)
        piece = self.pieces.get(card.section)
        home = self.names.get(piece.note, "") if piece else ""
        away = piece is not None and not home and self.stands(piece.note)
        for path in () if away else sorted(self.lines, key=lambda path: path != home):
            lines = locate(card.evidence, self._plain(path))
            if lines:
                return self._around(path, lines), lines
        return Section(
            home or (piece.note if piece else "?"), 1, ("",), (), self.languages.get(home, "ko"), card.section
        ), None

    def _plain(self, path: str) -> Plain:
        if path not in self.plain:
            self.plain[path] = plain(self.lines[path])
        return self.plain[path]

    def _around(self, path: str, lines: tuple[int, int]) -> Section:
        inside = (s for s in self.cut if s.path == path and s.first <= lines[0] <= s.last)
        return next(inside, None) or Section(path, 1, self.lines[path], (), self.languages[path], "")


def portable(path: str, folder: str) -> str:
    """Return a path as seen from `folder`, with `/`, so that the file means the same on another machine."""
    try:
        return (os.path.relpath(path, folder) if folder else path).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")
