"""What the cards of a deck know of each other: which answers are of one kind, near, and never also right.

모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소는?  etcd
→ kube-apiserver, kube-scheduler, kube-controller-manager: siblings of its list, of its form
↛ 파드 (another class), 컨트롤 플레인 컴포넌트 (stands above it), 저장소 (stands in the question)
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.items import words
from generator.items.likeness import (
    FLAG_CLASS,
    SAME_STEM,
    WORD_CLASS,
    Entry,
    fits_form,
    head_in_stem,
    overlap,
    same_tail,
    same_words,
    shown,
    stated,
    steps,
    subject,
)
from generator.model import Card

# An answer longer than this is no term that could stand beside others, in characters.
LONGEST_TERM = 40
# How many answers before and behind a card are looked at for distractors, besides those of its lists.
WINDOW = 60
# Choices from farther away than this give themselves away; 2 is a sibling heading's.
FARTHEST = {"term": 9, "meaning": 3, "statement": 2, "purpose": 9, "command": 9}
# Two lists are cousins if their questions share this part of their words.
COUSIN_LISTS = 0.7
# Definitions this many lines apart, or fewer, are neighbours in a glossary.
GLOSSARY_LINES = 4
# Begins the mark of a group of aliases among names, which no text holds.
GROUP = "\0"
# Nouns that ask for anything.
VAGUE_NOUNS = frozenset(("것", "하는가", "무엇인가", "무엇", "이름", "용어", "", "what", "what is", "what does"))
_CLASSES = {
    "meaning->term": "term",
    "purpose->command": "command",
    "command->purpose": "purpose",
    "term->meaning": "meaning",
}
_LISTS = ("list", "membership")


@dataclass(frozen=True, slots=True)
class Book:
    """The cards of a deck, indexed; make one with `Book.of` and use it for every item."""

    cards: tuple[Card, ...]
    groups: dict[str, int] = field(default_factory=dict)
    rivals: dict[str, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )  # folded term -> what it is held against
    terms: set[str] = field(default_factory=set)
    places: dict[tuple[str, int], int] = field(default_factory=dict)  # path and line -> the first card's order
    members: dict[int, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    memo: dict[tuple[str, frozenset[Any]], frozenset[Any]] = field(default_factory=dict)
    spellings: dict[str, set[str]] = field(default_factory=dict)
    list_stems: dict[int, frozenset[str]] = field(default_factory=dict)
    entries: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    lists: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # folded part -> lists that hold it
    above: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # folded part -> names of its lists
    stems: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # folded stem -> folded keys
    asked: dict[str, set[frozenset[str]]] = field(default_factory=lambda: defaultdict(set))
    nouns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # folded term -> what asks for it
    loose_nouns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # asked for by its properties
    meanings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # folded subject -> its meanings

    @classmethod
    def of(cls, cards: Iterable[Card], aliases: Iterable[tuple[str, ...]] = ()) -> Book:
        """Index the cards; `aliases` are names of one thing."""
        book = cls(tuple(cards))
        for number, names in enumerate(aliases):
            book.groups.update({words.fold(name): number for name in names})
            book.spellings[f"{GROUP}{number}"] = set(names)
        for order, card in enumerate(book.cards):
            book.places.setdefault((card.fact.span.path, card.fact.span.first), order)
            book._add(card, order)
        return book

    def names(self, text: str, accept: Iterable[str] = ()) -> frozenset[str]:
        """Return the folded names of an answer; two answers that share one are the same thing."""
        found = {form for name in (text, *accept) for form in words.spellings(name)}
        return frozenset(found | {f"{GROUP}{self.groups[name]}" for name in found if name in self.groups})

    def _add(self, card: Card, order: int) -> None:
        self.stems[words.fold(card.stem)] |= self.names(card.key, card.accept)
        kind = _CLASSES.get(card.direction, "")
        if card.direction == "list-all" and card.kind != "procedure":
            self._add_list(card, order)
        if kind == "term":
            for name in self.names(card.key, card.accept):
                self.asked[name].add(words.words(card.stem))
                (self.nouns if card.kind == "definition" else self.loose_nouns)[name].add(words.asked(card.stem))
        if card.direction == "contrast":
            sides = [words.fold(side.split(": ")[0]) for side in card.key.split(" / ") if ": " in side]
            for side in sides:
                self.rivals[side] |= {*sides}
        if card.kind in ("definition", "property", "list") and card.fact.span.first >= card.fact.span.last - 1:
            told = stated(card)
            self._enter("statement", card, told, order)
            for name in self.names(subject(card)):
                self.asked[name].add(words.words(told))
        if kind == "meaning":
            self.meanings[words.fold(subject(card))].add(words.fold(card.key))
            if card.kind == "definition":
                self._enter("term", card, subject(card), order)
        if kind == "command":
            self._enter_command_words(card, order)
        if kind:
            self._enter(kind, card, card.key, order)

    def _add_list(self, card: Card, order: int) -> None:
        self.list_stems[order] = words.words(card.stem)
        for part in words.parts(card.key):
            for name in self.names(part):
                self.lists[name].add(order)
                self.above[name].add(words.fold(subject(card)))
            self._enter("term", card, part, order)

    def _enter_command_words(self, card: Card, order: int) -> None:
        tokens = card.key.split()
        for token in tokens:
            if token.startswith("-") and token != "--":
                self._enter(FLAG_CLASS, card, token.split("=")[0], order)
        if len(tokens) > 1 and tokens[1].isalpha():
            self._enter(WORD_CLASS, card, tokens[1], order)

    def _enter(self, kind: str, card: Card, text: str, order: int) -> None:
        text = shown(kind, text)
        if not text or "\n" in text or (kind == "term" and len(text) > LONGEST_TERM):
            return
        accept = card.accept if text == shown(kind, card.key) else ()
        names = self.names(text, accept)
        if kind == "term":
            self.terms.add(words.fold(text))
        entry = Entry(text, words.fold(text), kind, card, words.form(text), names, order)
        self.entries[kind].append(entry)
        if kind == "term":
            for number in _union(self.lists, names):
                self.members[number].append(entry)

    def answer_class(self, card: Card) -> str:
        """Return what the card's key is a kind of: term, command, meaning …; "" if it stands alone."""
        if card.direction == "fill-blank" or card.direction == "question":
            return self._blank_class(card)
        return _CLASSES.get(card.direction, "")

    def _blank_class(self, card: Card) -> str:
        if card.kind == "command" and words.BLANK in card.stem:
            before = card.stem.split(words.BLANK)[0].split()
            programs = {entry.text.split()[0] for entry in self.entries["command"]}
            subcommand = bool(before) and before[-1] in programs and card.key.isalpha()
            return FLAG_CLASS if card.key.startswith("-") else WORD_CLASS if subcommand else ""
        known = words.fold(card.key) in self.terms and card.kind not in _LISTS
        return "term" if known else ""

    def distractors(self, card: Card, count: int, rng: random.Random, kind: str = "", key: str = "") -> tuple[str, ...]:
        """Return `count` wrong choices that fit the card, nearest first; fewer mean that no more are fit.

        `kind` and `key` ask for another class than the card's own, as the statements of a describing item.
        """
        found: list[Entry] = []
        for entry in self.siblings(card, rng, kind, key):
            if not any(entry.names & other.names or same_words(entry, other) for other in found):
                found.append(entry)
            if len(found) == count:
                break
        return tuple(entry.text for entry in found)

    def siblings(self, card: Card, rng: random.Random, kind: str = "", key: str = "") -> Iterator[Entry]:
        """Yield the entries that could stand beside the card's key and are surely wrong, nearest first."""
        kind = kind or self.answer_class(card)
        if not kind:
            return
        target = self._target(card, kind, shown(kind, key or card.key))
        like = [entry for entry in self._nearby(target) if entry.form.script == target.form.script]
        ranked = [(self._rank(target, entry), rng.random(), entry) for entry in like]
        for rank, _chance, entry in sorted(ranked, key=lambda one: one[:2]):
            if rank[0] > FARTHEST.get(kind, 9) or not self._one_kind(target, entry):
                continue
            if fits_form(target, entry, rank[0] == 0) and not self._also_right(target, entry):
                yield entry

    def _target(self, card: Card, kind: str, text: str) -> Entry:
        own = card.key in (text, *card.accept) or text == shown(kind, card.key)
        names = self.names(text, (card.key, *card.accept) if own else ())
        return Entry(text, words.fold(text), kind, card, words.form(text), names, -1)

    def _nearby(self, target: Entry) -> list[Entry]:
        """Return the entries that are worth a look: those around the card, and those of its key's lists."""
        entries = self.entries[target.kind]
        middle = bisect_left(entries, self._order(target.card), key=lambda entry: entry.order)
        first, last = max(0, middle - WINDOW), middle + WINDOW
        near = {id(entry): entry for entry in entries[first:last]}
        if target.kind == "term":
            near |= {id(entry): entry for number in sorted(self._lists(target)) for entry in self.members[number]}
        return list(near.values())

    def _order(self, card: Card) -> int:
        return self.places.get((card.fact.span.path, card.fact.span.first), 0)

    def _same_list(self, target: Entry, entry: Entry) -> bool:
        return not self._lists(target).isdisjoint(self._lists(entry))

    def _lists(self, entry: Entry) -> frozenset[int]:
        """Return the lists that an answer is part of."""
        return self._known("lists", entry.names, lambda: _union(self.lists, entry.names))

    def _known(self, what: str, about: frozenset[Any], find: Callable[[], frozenset[Any]]) -> frozenset[Any]:
        """Return what was found before, or find it now: nothing changes once the cards are indexed."""
        found = self.memo.get((what, about))
        if found is None:
            found = self.memo[what, about] = find()
        return found

    def _rank(self, target: Entry, entry: Entry) -> tuple[int, int, int]:
        """Return how far an entry is: its place in the outline, its class, its lines."""
        one, other = target.card.fact, entry.card.fact
        lines = abs(one.span.first - other.span.first) if one.span.path == other.span.path else 1000
        if self._same_list(target, entry):
            return 0, 0, 0
        if target.kind in ("command", "purpose"):
            shared = words.giveaways(target.card.stem, target.text) & words.giveaways(target.card.stem, entry.text)
            return 1 + steps(target.card, entry.card), -min(len(shared), 1), lines // 12
        unlike = (not same_tail(target.text, entry.text)) + (not self._asks_alike(target, entry))
        unlisted = bool(self._lists(target)) != bool(self._lists(entry))
        return 1 + steps(target.card, entry.card), unlike + unlisted, lines // 12

    def _one_kind(self, target: Entry, entry: Entry) -> bool:
        """Whether two answers are things of one kind: of one list, one place in the outline, or one class."""
        if target.kind == "meaning":
            one, other = target.card.fact.topic, entry.card.fact.topic
            return one[:1] == other[:1] and words.asked(target.card.stem) == words.asked(entry.card.stem)
        if target.kind == "statement":
            return self._one_kind(self._subject(target.card), self._subject(entry.card))
        if target.kind != "term" or self._same_list(target, entry) or same_tail(target.text, entry.text):
            return True
        far, alike = steps(target.card, entry.card), self._asks_alike(target, entry)
        if target.card.direction == "fill-blank":
            return alike and far <= 2
        if self._is_heading(target) and self._is_heading(entry):
            one, other = target.card.fact.topic, entry.card.fact.topic
            return far <= 2 and (one[0] == other[0] or len(one) == len(other) == 1)
        if self._cousins(target, entry) or not entry.names.isdisjoint(_union(self.rivals, target.names)):
            return True
        return (alike and far <= 2) or (far == 0 and self._neighbours(target, entry))

    def _neighbours(self, target: Entry, entry: Entry) -> bool:
        """Whether two definitions stand in one run of definitions, as in a glossary."""
        one, other = target.card, entry.card
        near = abs(one.fact.span.first - other.fact.span.first) <= GLOSSARY_LINES
        unlisted = not self._lists(target) and not self._lists(entry)
        return near and unlisted and one.kind == other.kind == "definition"

    def _subject(self, card: Card) -> Entry:
        return self._target(card, "term", words.bare(subject(card)))

    def _cousins(self, target: Entry, entry: Entry) -> bool:
        """Whether the two stand in lists that are asked for alike: ways to be fault tolerant, ways to be available."""
        lists = self._lists(target)
        return bool(lists) and not self._known("cousins", lists, lambda: self._cousin_lists(lists)).isdisjoint(
            self._lists(entry)
        )

    def _cousin_lists(self, lists: frozenset[int]) -> frozenset[int]:
        stems = [self.list_stems[number] for number in lists]
        return frozenset(
            number
            for number, stem in self.list_stems.items()
            if any(overlap(stem, other) >= COUSIN_LISTS for other in stems)
        )

    def _is_heading(self, entry: Entry) -> bool:
        topic = entry.card.fact.topic
        return bool(topic) and words.fold(words.heading(topic[-1])) in entry.names

    def _asks_alike(self, target: Entry, entry: Entry) -> bool:
        """Whether two terms are asked for by one noun: a definition's says what they are, a property's may be loose."""
        return entry.kind == "term" and bool(self._nouns(target) & self._nouns(entry) - VAGUE_NOUNS)

    def _nouns(self, entry: Entry) -> frozenset[str]:
        names = entry.names
        return self._known("nouns", names, lambda: _union(self.nouns, names) or _union(self.loose_nouns, names))

    def also_right(self, card: Card, text: str) -> bool:
        """Whether another card's key answers this card too, or is given away by its stem."""
        kind = self.answer_class(card)
        one, other = self._target(card, kind, shown(kind, card.key)), self._target(card, kind, shown(kind, text))
        asked_alike = kind == "term" and self._asked_alike(one, other)
        return bool(one.names & other.names) or asked_alike or words.mentions(card.stem, other.text)

    def _also_right(self, target: Entry, entry: Entry) -> bool:
        """Whether the entry is right as well, gives itself away, or stands above or below the key."""
        card = target.card
        stem = words.fold(card.stem)
        if entry.names & target.names or entry.names & self.stems[stem] or words.mentions(card.stem, entry.text):
            return True
        if target.kind in ("meaning", "purpose", "statement"):
            return self._states_the_same(target, entry)
        if target.kind != "term":
            return False
        same_list = self._same_list(target, entry)
        if same_list and self._asks_for_a_part(card):
            return True
        if not same_list and (entry.fold.startswith(target.fold) or target.fold.startswith(entry.fold)):
            return True  # 컨트롤 플레인 and 컨트롤 플레인 컴포넌트: nobody can say which is meant
        return (
            self._above(target, entry)
            or self._above(entry, target)
            or self._asked_alike(target, entry)
            or head_in_stem(card.stem, target.text, entry.text)
        )

    def statement(self, card: Card) -> str:
        """Return what the note says of a card's subject, in the note's words; "" if it names the subject."""
        text, term = stated(card), words.bare(subject(card))
        return "" if any(words.mentions(text, name) for name in self.called(term)) else text

    def called(self, term: str) -> set[str]:
        """Return every name of a term, as it is written."""
        same = (one for one in self.names(term) if one.startswith(GROUP))
        return {term, *(name for one in same for name in self.spellings[one])}

    def _asks_for_a_part(self, card: Card) -> bool:
        """Whether a blank asks for any part of a list: "고려 요소는 ____이다." is true of every one."""
        if card.direction != "fill-blank" or words.fold(subject(card)) == words.fold(card.key):
            return False
        spans = (self.cards[number].fact.span for number in self.lists.get(words.fold(card.key), ()))
        own = card.fact.span
        return any(s.path == own.path and s.first <= own.first and own.last <= s.last for s in spans)

    def _above(self, lower: Entry, upper: Entry) -> bool:
        topic = {words.fold(words.heading(text)) for text in lower.card.fact.topic}
        over = set().union(*(self.above.get(name, ()) for name in lower.names))
        return bool(upper.names & ((topic - lower.names) | over))

    def _asked_alike(self, target: Entry, entry: Entry) -> bool:
        """Whether what is asked of the target is asked, or said, of the entry too."""
        stem = words.words(target.card.stem)
        return any(overlap(stem, other) >= SAME_STEM for name in entry.names for other in self.asked.get(name, ()))

    def _states_the_same(self, target: Entry, entry: Entry) -> bool:
        one, other = words.fold(subject(target.card)), words.fold(subject(entry.card))
        if one == other or (target.kind == "meaning" and entry.fold in self.meanings[one]):
            return True
        about, beside = self._subject(target.card), self._subject(entry.card)
        if self._above(about, beside) or self._above(beside, about):
            return True  # what is true of a component may be true of the components
        if words.mentions(entry.text, words.bare(subject(target.card))):
            return True
        return overlap(words.words(target.text), words.words(entry.text)) >= SAME_STEM


def _union(index: Mapping[str, Iterable[Any]], names: Iterable[str]) -> frozenset[Any]:
    return frozenset(value for name in names for value in index.get(name, ()))
