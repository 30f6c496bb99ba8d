"""Give the cards of a build the identities that the ledger remembers, and the ledger what it is to remember next."""

from __future__ import annotations

import hashlib
import os
from base64 import b32encode
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.ledger.match import squeeze
from generator.ledger.pairing import pair
from generator.ledger.slots import assign, direction_of, mark, note_of, retire
from generator.ledger.values import NOWHERE, VERSION, CardMark, Change, Elsewhere, Entry, Identified, Ledger
from generator.model import Card, Fact, Origin, Span, Statement

ID_LETTERS = 12  # 60 bits: of a million facts two meet with a chance of 1 in 2 million
DIGEST_LETTERS = 16
THIRD = 6  # jamo that tell whether a note still says something
Finish = Callable[[Card], Card | None]
RETIRED_TAG = "notedeck::retired"


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact of this build: its cards with slots, and its entry but for the id."""

    fact: Fact
    entry: Entry
    cards: tuple[tuple[int, Card], ...]  # with their places in the deck


def identify(
    cards: Sequence[Card],
    ledger: Ledger,
    now: int,
    folder: str = "",
    *,
    finish: Finish = lambda card: card,
    unread: Iterable[str] = (),
    elsewhere: Elsewhere = NOWHERE,
) -> Identified:
    """Give each card its id, guid, slot and time.

    `now`, in seconds since 1970, becomes the time of what is new or changed. `folder` is the ledger's; paths in it start
    there. `finish` is what the learner asks for by id, a card reworded or None for one hidden: it needs the id, and the
    time must tell of it. Facts of `unread` files and folders, and of notes `elsewhere`, are not there to be seen, and so
    are not retired.
    """
    found = [_found(fact, group, folder) for fact, group in _by_fact(cards).items()]
    unseen = {portable(path, folder) for path in unread}
    apart = _apart(ledger, found, unseen, elsewhere)
    known = [entry for entry in ledger.entries if entry.id not in apart]
    old_of = pair(known, [one.entry for one in found])
    ids = _new_ids(ledger, [one.entry for place, one in enumerate(found) if place not in old_of])
    done: dict[int, Card] = {}
    changes: list[Change] = []
    for place, one in enumerate(found):
        old = known[old_of[place]] if place in old_of else None
        entry, finished = _settled(one, old, old.id if old else next(ids), now, finish)
        changes.append(Change(_status(old, entry), old, entry, one.fact.span))
        done.update(finished)
    stands = {known[at].id for at in old_of.values()}
    left = [entry for entry in ledger.entries if entry.id not in stands]
    kept = apart | {entry.id for entry in left if elsewhere.is_out(entry.path)}
    gone = [entry for entry in left if not entry.retired and entry.id not in kept]
    changes += [Change("retired", entry, None) for entry in gone]
    still = {entry.id: entry for entry in left} | {entry.id: _retired(entry, now) for entry in gone}
    entries = _in_order(ledger.entries, [change.entry for change in changes if change.new], still)
    after = replace(ledger, entries=entries, version=VERSION)
    return Identified(tuple(done[place] for place in sorted(done)), after, tuple(changes))


def _apart(ledger: Ledger, found: Sequence[_Found], unseen: set[str], elsewhere: Elsewhere) -> set[str]:
    """Return the ids of the facts that this build cannot speak of; one that moved here from another note is not apart."""
    here = {one.entry.text for one in found}
    is_apart: dict[str, bool] = {}
    for path in {entry.path for entry in ledger.entries}:
        is_apart[path] = _is_in(path, unseen) or elsewhere.stands(path)
    return {
        entry.id
        for entry in ledger.entries
        if is_apart[entry.path] and not (entry.text in here and _has_left(entry, elsewhere.text(entry.path)))
    }


def _has_left(entry: Entry, note: str) -> bool:
    """Tell whether a note no longer says a fact: none of the thirds of its words, for one may have been put right."""
    said = squeeze(entry.text.removeprefix(f"{entry.label}: "))
    length = len(said) // 3
    if not note or length < THIRD:
        return False
    letters = squeeze(note)
    return not any(said[at : at + length] in letters for at in (0, length, 2 * length))


def _is_in(path: str, places: set[str]) -> bool:
    """Tell whether a path, or a folder that it lies in, is one of the places."""
    return any("/".join(path.split("/")[:depth]) in places for depth in range(1, path.count("/") + 2))


def guid_of(entry_id: str, note: str = "") -> str:
    """Return the guid of a fact's Anki note; `note` is "2" for the one that holds what the first cannot."""
    return f"nd-{entry_id}~{note}" if note else f"nd-{entry_id}"


def retired_cards(ledger: Ledger, elsewhere: Elsewhere = NOWHERE) -> tuple[Card, ...]:
    """Return the cards of the facts that left the notes, as last built, tagged so that one search finds them in Anki."""
    gone = (entry for entry in ledger.entries if entry.retired and not elsewhere.stands(entry.path))
    return tuple(card for entry in gone for card in _remembered(entry))


def _remembered(entry: Entry) -> Iterator[Card]:
    fact = Fact(
        span=Span(entry.path, 0, 0), topic=entry.topic, label=entry.label, text=entry.text, value=Statement(entry.text)
    )
    for known in entry.cards:
        card = Card(fact, entry.kind, direction_of(known), known.question, known.answer, tags=(RETIRED_TAG,))
        yield _named(card, entry.id, known.slot, entry.retired)


def _by_fact(cards: Sequence[Card]) -> dict[Fact, list[tuple[int, Card]]]:
    groups: dict[Fact, list[tuple[int, Card]]] = defaultdict(list)
    for place, card in enumerate(cards):
        groups[card.fact].append((place, card))
    return groups


def _found(fact: Fact, cards: list[tuple[int, Card]], folder: str) -> _Found:
    path = portable(fact.span.path, folder)
    seen = tuple(CardMark("", card.stem, card.key) for _place, card in cards)  # their slots are given later
    entry = Entry("", fact.kind, fact.label, fact.text, path, fact.topic, seen)
    return _Found(fact, entry, tuple(cards))


def portable(path: str, folder: str) -> str:
    """Return a path as seen from `folder`, so that a ledger means the same on another machine."""
    if folder:
        try:
            path = os.path.relpath(path, folder)
        except ValueError:  # another drive
            return path.replace(os.sep, "/")
    return path.replace(os.sep, "/")


def _settled(
    found: _Found, old: Entry | None, entry_id: str, now: int, finish: Finish
) -> tuple[Entry, dict[int, Card]]:
    """Return the entry with its cards' slots and the time of their content, and the cards by place in the deck."""
    cards = [card for _place, card in found.cards]
    slots = assign(cards, old)
    marks = tuple(mark(card, slot) for slot, card in zip(slots, cards, strict=True))
    guess = old.changed if old else now  # right for nearly all, and cards are costly to copy
    pairs = zip(found.cards, slots, strict=True)
    named = ((place, finish(_named(card, entry_id, slot, guess))) for (place, card), slot in pairs)
    kept = {place: card for place, card in named if card}
    content = _content(found.entry, kept.values())
    changed = _time(old, content, now)
    gone = retire(marks, old)
    entry = replace(found.entry, id=entry_id, cards=marks, gone=gone, content=content, changed=changed)
    if changed != guess:
        kept = {place: replace(card, changed=changed) for place, card in kept.items()}
    return entry, kept


def _time(old: Entry | None, content: str, now: int) -> int:
    if old is None or (content == old.content and not old.retired):
        return old.changed if old else now
    # a note that was exported as retired must lose its tag, and Anki takes only what is later
    return max(now, old.changed + 1, old.retired + 1)


def _retired(entry: Entry, now: int) -> Entry:
    return replace(entry, retired=max(now, entry.changed + 1))


def _content(entry: Entry, cards: Iterable[Card]) -> str:
    """Digest what a learner sees of a fact's cards; lines that only shift are no change."""
    seen = sorted((*_seen(card), *card.accept, "", *card.notices, "", *card.tags) for card in cards)
    return _digest(entry.path, *entry.topic, *(part for card in seen for part in ("", *card)))[:DIGEST_LETTERS]


def _seen(card: Card) -> tuple[str, ...]:
    """Return a card's own words; the context line comes of the fact unless the learner wrote it."""
    return (card.slot, card.kind, card.stem, card.key, *([card.front] if card.origin == Origin.OWN else ()))


def _digest(*parts: str) -> str:
    packed = "".join(f"{len(part)}:{part}" for part in parts)
    return b32encode(hashlib.sha256(packed.encode()).digest()).decode().lower()


def _new_ids(ledger: Ledger, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield ids out of deck, kind, label and text, so that two machines without a ledger agree; equals are counted."""
    taken = {entry.id for entry in ledger.entries}
    counts: dict[tuple[str, str, str], int] = defaultdict(int)  # a thousand equal lines must not try each number again
    for entry in entries:
        alike = entry.kind, entry.label, entry.text
        while (name := _digest(ledger.deck, *alike, str(counts[alike]))[:ID_LETTERS]) in taken:
            counts[alike] += 1
        taken.add(name)
        yield name


def _named(card: Card, entry_id: str, slot: str, changed: int) -> Card:
    return replace(card, id=f"{entry_id}/{slot}", guid=guid_of(entry_id, note_of(slot)), slot=slot, changed=changed)


def _status(old: Entry | None, new: Entry) -> str:
    if old is None:
        return "new"
    if old.retired:
        return "returned"
    if (old.kind, old.label, old.text, old.cards) != (new.kind, new.label, new.text, new.cards):
        return "changed"
    if (old.path, old.topic) != (new.path, new.topic):
        return "moved"
    return "kept" if old.content == new.content else "changed"


def _in_order(old: Sequence[Entry], live: Sequence[Entry], absent: dict[str, Entry]) -> tuple[Entry, ...]:
    """Return all by path and in document order, each absent one behind the entry that it stood behind."""
    rows: dict[str, list[Entry]] = defaultdict(list)
    behind: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    alive = {(entry.path, entry.id) for entry in live}
    for entry in live:
        rows[entry.path].append(entry)
    last: dict[str, str] = {}
    for entry in old:
        if entry.id in absent:
            behind[entry.path, last.get(entry.path, "")].append(absent[entry.id])
            rows[entry.path] += ()  # a file may hold no others
        elif (entry.path, entry.id) in alive:
            last[entry.path] = entry.id
    return tuple(entry for path in sorted(rows) for entry in _woven(path, rows[path], behind))


def _woven(path: str, row: list[Entry], behind: dict[tuple[str, str], list[Entry]]) -> Iterator[Entry]:
    yield from behind.get((path, ""), ())
    for entry in row:
        yield entry
        yield from behind.get((path, entry.id), ())
