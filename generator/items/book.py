"""What the cards of a deck know of each other: which answers are of one kind, and which are also right.

모든 클러스터 데이터를 담는 저장소는?  etcd
→ kube-apiserver, kube-scheduler, kube-controller-manager: its siblings, of its form
↛ 파드 (another kind), 컨트롤 플레인 컴포넌트 (stands above it), 저장소 (stands in the question)
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.items import kin, words
from generator.items.kin import Group
from generator.items.likeness import SAME_WORDS, Entry, fits_form, overlap, same_words, shown, slip
from generator.model import Card

# An answer longer than this is no term that could stand beside others, in characters.
LONGEST_TERM = 40
# A thing of whose meaning a question says so much may be right too: two tools that run a cluster on one machine.
SAID_TOO = 0.45
_CLASSES = {"purpose->command": "command", "command->purpose": "purpose", "meaning->term": "term"}


@dataclass(frozen=True, slots=True)
class Book:
    """The cards of a deck, indexed; make one with `Book.of` and use it for every item."""

    aliases: dict[str, int] = field(default_factory=dict)
    groups: dict[str, set[Group]] = field(default_factory=lambda: defaultdict(set))  # folded name -> what it is of
    entries: dict[tuple[str, Group], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # folded question -> folded answers
    asked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # folded answer -> its questions
    meanings: dict[str, str] = field(default_factory=dict)  # folded term -> what the notes say it is
    by_key: dict[tuple[str, str, str], list[Card]] = field(default_factory=lambda: defaultdict(list))
    above: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # folded name -> names over it
    texts: list[frozenset[str]] = field(default_factory=list)  # the words of all that the notes state
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, cards: Iterable[Card], aliases: Iterable[tuple[str, ...]] = ()) -> Book:
        """Index the cards; `aliases` are names of one thing."""
        book, cards = cls(), tuple(cards)
        for number, names in enumerate(aliases):
            book.aliases.update({words.fold(name): number for name in names})
        for card in cards:
            book._learn(card)
        for order, card in enumerate(cards):
            book._enter(card, order)
        return book

    def names(self, text: str, accept: Iterable[str] = ()) -> frozenset[str]:
        """Return the folded names of an answer; two answers that share one are the same thing."""
        found = {form for name in (text, *accept) for form in words.spellings(name)}
        return frozenset(found | {f"\0{self.aliases[name]}" for name in found if name in self.aliases})

    def _learn(self, card: Card) -> None:
        """Note what a card's names belong to, and what is stated."""
        self.keys[_question(card)] |= self.names(card.key, card.accept)
        for name in self.names(card.key, card.accept):
            self.asked[name].append(card.stem)
        key = shown(_CLASSES.get(card.direction, ""), card.key)
        self.by_key[card.direction, card.front, words.fold(key)].append(card)
        if card.kind == "definition":
            self._place(kin.entity(card), kin.of_entity(card), map(words.fold, kin.parent(card)))
        if meaning := kin.meaning(card):
            self.meanings.setdefault(words.fold(words.bare(kin.entity(card))), meaning)
        if card.direction == "list-all" and card.kind != "procedure":
            for item in kin.items(card):
                self._place(item, (kin.of_list(card),), (words.fold(kin.entity(card)),))
        self._tell(words.words(words.filled(card.stem, card.key)))
        self._tell(words.words(f"{kin.entity(card)} {card.fact.text}"))

    def _place(self, name: str, groups: Iterable[Group], above: Iterable[str]) -> None:
        found, names = set(groups), self.names(name)
        for one in names:
            self.groups[one] |= found
            self.above[one] |= set(above) - names

    def _tell(self, text: frozenset[str]) -> None:
        for word in text:
            self.by_word[word].append(len(self.texts))
        self.texts.append(text)

    def _enter(self, card: Card, order: int) -> None:
        """Make the card's answers choices for others."""
        if card.kind == "definition":
            self._add("term", kin.entity(card), card, order)
        if card.direction == "list-all" and card.kind != "procedure":
            for item in kin.items(card):
                self._add("term", item, card, order)
        if (kind := self.answer_class(card)) and kind != "term":
            self._add(kind, card.key, card, order)

    def _add(self, kind: str, text: str, card: Card, order: int) -> None:
        entry = self.entry(kind, text, card, order)
        if not entry.text or "\n" in entry.text or (kind == "term" and len(entry.text) > LONGEST_TERM):
            return
        for group in entry.groups:
            if not any(entry.names == other.names for other in self.entries[kind, group][-8:]):
                self.entries[kind, group].append(entry)

    def entry(self, kind: str, text: str, card: Card, order: int = -1) -> Entry:
        """Return an answer as one that may stand among choices."""
        text = shown(kind, text)
        own = text in (shown(kind, name) for name in (card.key, *card.accept))
        names = self.names(text, (card.key, *card.accept) if own else ())
        return Entry(text, kind, card, names, self._groups(kind, names, card), order)

    def _groups(self, kind: str, names: frozenset[str], card: Card) -> frozenset[Group]:
        if kind == "command":
            return frozenset((kin.of_command(card, card.key),))
        if kind == "purpose":
            return frozenset((kin.of_command(card, self._command(card)),))
        if kind == "value":
            return frozenset((kin.of_facet(card),))
        about = names if kind == "term" else self.names(kin.entity(card))
        return frozenset(group for name in about for group in self.groups.get(name, ()))

    def _command(self, card: Card) -> str:
        return str(getattr(getattr(card.fact, "value", card.fact), "command", card.stem))

    def answer_class(self, card: Card) -> str:
        """Return what the card's key is a kind of: term, meaning, value, command, purpose; "" if it stands alone."""
        if card.direction == "fill-blank":
            word = bool(re.fullmatch(r"[a-z ]+", card.key))  # "limit" in a sentence is as good as a verb
            return "term" if card.kind != "command" and not word and self._is_known(card.key) else ""
        if card.direction in _CLASSES:
            return _CLASSES[card.direction]
        if card.direction == "term->meaning" and card.kind == "definition":
            return "meaning"
        # A value in Latin letters alone may be of any kind: false, AlwaysAllow, /var/run.
        like = bool(card.fact.facet) and bool(re.search(r"[\d가-힣]", card.key))
        return "value" if like and card.direction in ("term->meaning", "question") else ""

    def _is_known(self, name: str) -> bool:
        return any(self.groups.get(one) for one in self.names(name))

    def distractors(self, card: Card, count: int, rng: random.Random, kind: str = "") -> tuple[Entry, ...]:
        """Return `count` wrong choices that fit the card, nearest first; fewer mean that no more are fit."""
        found: list[Entry] = []
        for entry in self.siblings(card, rng, kind):
            if len(found) == count:
                break
            if not any(self._too_near(entry, other) for other in found):
                found.append(entry)
        return tuple(found)

    def siblings(self, card: Card, rng: random.Random, kind: str = "") -> Iterator[Entry]:
        """Yield the entries of the key's kind that are of its form and surely wrong, nearest first."""
        kind = kind or self.answer_class(card)
        if not kind:
            return
        target = self.entry(kind, card.key, card)
        known = {id(entry): entry for group in sorted(target.groups) for entry in self.entries.get((kind, group), ())}
        chance = {number: rng.random() for number in known}
        ranked = sorted(known.values(), key=lambda entry: (_rank(target, entry), chance[id(entry)]))
        yield from (entry for entry in ranked if self.wrong_for(card, entry))

    def _too_near(self, one: Entry, other: Entry) -> bool:
        """Whether two choices are the same thing, one of them misspelt, or the same in other words."""
        if one.names & other.names:
            return True
        if one.kind == "term":
            defined = one.fold in self.meanings and other.fold in self.meanings
            return not defined and slip(one.text, other.text)
        return slip(one.text, other.text) or (one.kind != "command" and same_words(one.text, other.text))

    def wrong_for(self, card: Card, entry: Entry) -> bool:
        """Whether an entry of the key's kind is surely a wrong answer to a card."""
        target = self.entry(entry.kind, card.key, card)
        return fits_form(target, entry) and not self._too_near(target, entry) and not self.also_right(target, entry)

    def asking(self, entry: Entry, like: Card) -> Card | None:
        """Return the card that asks for an entry as another card asks for its key, under the same context line."""
        mates = self.by_key.get((like.direction, like.front, entry.fold), ())
        return mates[0] if mates else None

    def also_right(self, target: Entry, entry: Entry) -> bool:
        """Whether an entry is right as well, gives itself away, or stands above or below the key."""
        card = target.card
        if not entry.names.isdisjoint(target.names | self.keys.get(_question(card), set())):
            return True
        if any(words.mentions(text, entry.text) for text in (card.stem, card.front)):
            return True
        if target.kind == "term":
            own = ("list", card.fact.span.path, str(card.fact.span.first))
            if any(group[:3] == own for group in entry.groups):
                return True  # the card's own list: each of its items is right
            said_too = self._shared(card.stem, self.meanings.get(entry.fold, "")) >= SAID_TOO
            return (
                said_too or self._related(target, entry) or self._asked_alike(card, entry) or self._told_of(card, entry)
            )
        one, other = self.names(kin.entity(card)), self.names(kin.entity(entry.card))
        if target.kind == "meaning" and not _framed_alike(card, entry.card):
            return True  # another question's answer stands out among these
        if target.kind in ("meaning", "value") and not one.isdisjoint(other):
            return True
        if target.kind == "meaning" and self._shared(target.text, entry.text) >= SAID_TOO:
            return True
        return same_words(target.text, entry.text) or words.mentions(entry.text, words.bare(kin.entity(card)))

    def _related(self, target: Entry, entry: Entry) -> bool:
        """Whether one of two terms holds the other, or stands over it."""
        if target.fold in entry.fold or entry.fold in target.fold:
            return True
        over, under = (set().union(*(self.above.get(name, ()) for name in one.names)) for one in (target, entry))
        return not over.isdisjoint(entry.names) or not under.isdisjoint(target.names)

    def _asked_alike(self, card: Card, entry: Entry) -> bool:
        stem = words.words(card.stem)
        asked = (other for name in entry.names for other in self.asked.get(name, ()))
        return any(overlap(stem, words.words(other)) >= SAME_WORDS for other in asked)

    def _shared(self, text: str, other: str) -> float:
        """Return the part of a text that another says too, a word counting the more the fewer lines hold it."""
        weights = {word: 1 / max(1, len(self.by_word.get(word, ()))) for word in words.words(text)}
        return sum(weights[word] for word in words.words(other) if word in weights) / (sum(weights.values()) or 1)

    def _told_of(self, card: Card, entry: Entry) -> bool:
        """Whether the notes say of the entry what a sentence says of the key."""
        return words.BLANK in card.stem and self.told(words.filled(card.stem, entry.text), entry.text)

    def told(self, statement: str, name: str) -> bool:
        """Whether the notes state of a name something in about the words of a statement."""
        wanted, own = words.words(statement), words.words(name)
        holders = min((self.by_word.get(word, []) for word in own), key=len, default=[])
        texts = (self.texts[number] for number in holders)
        return any(own <= text and len(wanted & text) >= SAME_WORDS * len(wanted) for text in texts)

    def why(self, entry: Entry) -> str:
        """Return what a wrong choice really is, in the notes' words; "" where they do not say."""
        name = words.bare(kin.entity(entry.card))
        if entry.kind == "term":
            meaning = self.meanings.get(entry.fold, "")
            return f"{entry.text}: {meaning}" if meaning else ""
        if entry.kind in ("meaning", "value"):
            return f"{name}: {entry.text}"
        return f"{entry.card.stem} {entry.text}"


def _question(card: Card) -> str:
    return words.fold(f"{card.front} {card.stem}")


def _framed_alike(one: Card, other: Card) -> bool:
    return words.frame(one.stem, kin.entity(one)) == words.frame(other.stem, kin.entity(other))


def _rank(target: Entry, entry: Entry) -> tuple[int, int]:
    """Return how far an entry is: the nearest group that both are of, and the lines between them."""
    nearest = min(kin.NEAREST.index(group[0]) for group in target.groups & entry.groups)
    return nearest, abs(target.card.fact.span.first - entry.card.fact.span.first) // 12
