"""A build as the page gets it: plain values for JSON, cards as Anki shows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from generator import verdicts
from generator.editor.choose import BETTER, DOUBLE, WEAK
from generator.exporters.anki_card import Faces, commands_of, faces
from generator.exporters.anki_text import clean, remark
from generator.formats import picture_path
from generator.model import Candidate, Card, Deck, Fact, Refusal
from generator.pipeline import Built

REVERSE = {
    "term->meaning": "meaning->term",
    "meaning->term": "term->meaning",
    "purpose->command": "command->purpose",
    "command->purpose": "purpose->command",
}
_NO_FAULTS = (BETTER, DOUBLE, WEAK)
MOST_REFUSED = 12  # of one line: what else was tried is for `cards --why`


@dataclass(frozen=True, slots=True)
class Offer:
    """The cards of a build with what the page needs beside them."""

    deck: Deck
    cards: tuple[Card, ...]
    by_id: Mapping[str, int]
    directions: Mapping[Fact, frozenset[str]]
    commands: Mapping[Fact, tuple[str, ...]]
    reverses: Mapping[Fact, tuple[Candidate, ...]]
    notes: Mapping[str, int]
    pictures: Mapping[str, int]


def offer(built: Built) -> Offer:
    """Return what the page shows of a build."""
    groups: dict[Fact, list[Card]] = defaultdict(list)
    for card in built.offered:
        groups[card.fact].append(card)
    images = sorted({picture_path(fact) for fact in groups} - {""})
    return Offer(
        built.deck,
        built.offered,
        {card.id: at for at, card in enumerate(built.offered)},
        {fact: frozenset(card.direction for card in cards) for fact, cards in groups.items()},
        {fact: commands_of(cards) for fact, cards in groups.items()},
        _reverses(built.deck.refusals, groups),
        {source.path: at for at, source in enumerate(built.deck.sources)},
        {path: at for at, path in enumerate(images)},
    )


def _reverses(refusals: Iterable[Refusal], groups: Mapping[Fact, object]) -> dict[Fact, tuple[Candidate, ...]]:
    """Return the candidates that a card may be flipped into, those without a fault first."""
    found: dict[Fact, list[tuple[bool, Candidate]]] = defaultdict(list)
    for one in refusals:
        if one.candidate and one.fact in groups and one.candidate.direction in REVERSE:
            found[one.fact].append((not one.reasons[0].startswith(_NO_FAULTS), one.candidate))
    return {fact: tuple(c for _faulty, c in sorted(ones, key=lambda pair: pair[0])) for fact, ones in found.items()}


def reverse_of(card: Card, shown: Offer) -> Candidate | None:
    """Return what asks a card's fact the other way round, or None."""
    wanted = REVERSE.get(card.direction, "")
    return next((one for one in shown.reverses.get(card.fact, ()) if one.direction == wanted), None)


def cards_json(shown: Offer, state: verdicts.State) -> list[dict[str, Any]]:
    """Return all cards, in document order."""
    return [card_json(card, shown, state) for card in shown.cards]


def card_json(card: Card, shown: Offer, state: verdicts.State) -> dict[str, Any]:
    """Return one card with what was decided about it."""
    standing = state.of(card.id)
    seen, status = _as_decided(card, standing, shown)
    span, faced = card.fact.span, _faces(seen, shown)
    return {
        "id": card.id,
        "note": shown.notes.get(span.path, -1),
        "lines": [span.first, span.last],
        "kind": card.kind,
        "direction": seen.direction,
        "origin": str(card.origin),
        "score": card.score,
        "why": list(card.why),
        "topic": list(card.fact.topic),
        "said": card.fact.text,
        **asdict(verdicts.texts_of(seen)),
        "html": {"question": faced.question, "answer": faced.answer, "notices": _notices(seen)},
        "status": status,
        "is_edited": standing.edit is not None and status != "changed",
        "is_flipped": seen.direction != card.direction,
        "can_flip": reverse_of(card, shown) is not None,
        "decisions": len(standing.made),
        "mine": _mine(standing) if status == "changed" else None,
    }


def _as_decided(card: Card, standing: verdicts.Standing, shown: Offer) -> tuple[Card, str]:
    """Return a card with the words that it has by now, hidden or not, and its status: left, kept, hidden, or changed."""
    open_state = verdicts.State({card.id: replace(standing, is_hidden=False)})
    seen = verdicts.apply(card, open_state, shown.directions.get(card.fact, ()))
    if seen is None or standing.is_hidden:
        return seen or card, "hidden"
    made = standing.edit or standing.flip
    if made and verdicts.is_stale(card, made):
        is_newer = standing.made[-1].what == "keep" and not verdicts.is_stale(card, standing.made[-1])
        return seen, "kept" if is_newer else "changed"
    return seen, "kept" if standing.is_kept else "left"


def _mine(standing: verdicts.Standing) -> dict[str, str]:
    made = standing.edit or standing.flip
    return asdict(made.now) if made else {}


def _faces(card: Card, shown: Offer) -> Faces:
    image = picture_path(card.fact)
    picture = f'<img class="picture" alt="" src="picture/{shown.pictures[image]}">' if image else ""
    return faces(card, shown.commands.get(card.fact, ()), picture)


def _notices(card: Card) -> str:
    return remark("\n".join(clean(notice) for notice in card.notices))


def notes_json(shown: Offer) -> list[dict[str, Any]]:
    """Return the notes by name; their lines come one note at a time."""
    return [{"path": source.path, "lines": len(source.lines)} for source in shown.deck.sources]


def note_json(number: int, shown: Offer) -> dict[str, Any]:
    """Return a note as it is written, what became of each line, and what was refused."""
    source = shown.deck.sources[number]
    uses = {use.line: use for use in shown.deck.usage if use.path == source.path}
    lines = [
        [text, uses[line].status, uses[line].reason] if line in uses else [text, "structure", ""]
        for line, text in enumerate(source.lines, 1)
    ]
    refused = [one for one in shown.deck.refusals if one.fact.span.path == source.path]
    return {"path": source.path, "lines": lines, "refused": _refused_json(refused)}


def _refused_json(refusals: Sequence[Refusal]) -> list[dict[str, Any]]:
    """Return what was refused, a few of each line: those that came nearest first."""
    by_line: dict[int, list[Refusal]] = defaultdict(list)
    for one in refusals:
        by_line[one.fact.span.first].append(one)
    found = []
    for line in sorted(by_line):
        nearest = sorted(by_line[line], key=lambda one: not (one.reasons or ("",))[0].startswith(_NO_FAULTS))
        found += [_refusal_json(one) for one in nearest[:MOST_REFUSED]]
    return found


def _refusal_json(one: Refusal) -> dict[str, Any]:
    candidate = one.candidate
    return {
        "lines": [one.fact.span.first, one.fact.span.last],
        "front": candidate.front if candidate else "",
        "question": candidate.stem if candidate else one.fact.text,
        "answer": candidate.key if candidate else "",
        "reasons": list(one.reasons),
    }
