"""Which cards are asked, as what: spread over topics and types, none answering another."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator import plugins
from generator.items import makers, words
from generator.items.balance import balanced
from generator.items.book import Book
from generator.items.likeness import overlap
from generator.items.maker import Maker
from generator.items.numbering import numbered
from generator.items.values import TYPES, Item, Quiz, Unmade
from generator.model import Card, Deck

MAKERS: dict[str, Maker] = {maker.type: maker for maker in plugins.find(makers, "MAKER").values()}
# A card that the editor finds less good than this is no question for a sheet.
LEAST_SCORE = 0.65
# A word that more items of a sheet hold tells none of them from the others.
MOST_HOLDERS = 50
# Better cards come first, but another seed makes another quiz: so much of the score is chance.
CHANCE = 0.2
# Two questions that share this part of their words are copies; with the same answer, this part.
COPY, SAME_ANSWER_COPY = 0.8, 0.5
# An item answers another if it holds its key and this part of its stem's words.
TELLING = 0.6
_NUMBERED_HEADING = re.compile(r"(?:#+\s*)?(\d+(?:\.\d+)*)[.)]?\s+(.*)")


@dataclass(slots=True)
class _Sheet:
    """The items taken so far, and what they give away."""

    items: list[Item] = field(default_factory=list)
    facts: set[tuple[object, ...]] = field(default_factory=set)
    topics: Counter[tuple[str, ...]] = field(default_factory=Counter)
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    words: list[frozenset[str]] = field(default_factory=list)
    visible: list[str] = field(default_factory=list)
    keys: set[tuple[str, str]] = field(default_factory=set)
    stated: set[str] = field(default_factory=set)  # what statements say and would say, told right

    def used(self, item: Item) -> bool:
        return any(_fact(card) in self.facts for card in item.cards or (item.card,))

    def add(self, item: Item) -> None:
        said = words.words(_visible(item))
        for word in said:
            self.by_word[word].append(len(self.items))
        self.words.append(said)
        self.items.append(item)
        self.visible.append(_visible(item))
        self.stated |= _stated(item)
        self.keys |= _keys(item)
        self.facts.update(_fact(card) for card in item.cards or (item.card,))
        self.topics[_topic(item.card)] += 1

    def copies(self, item: Item) -> bool:
        """Whether an item that is taken asks nearly the same."""
        if not self.stated.isdisjoint(_stated(item)) or not self.keys.isdisjoint(_keys(item)):
            return True
        asked = words.words(_asked(item))
        alike = (other for other in map(self.items.__getitem__, self._near(asked)) if other.front == item.front)
        return any(overlap(asked, words.words(_asked(other))) >= _most_shared(item, other) for other in alike)

    def spoils(self, item: Item) -> bool:
        """Whether the item answers one that is taken, or one that is taken answers it."""
        shown = _visible(item)
        if item.type == "list" and any(_answers(text, item) for text in self.visible):
            return True
        if any(other.type == "list" and _answers(shown, other) for other in self.items):
            return True
        asked = words.words(item.stem)
        said = words.words(shown)
        for number in self._near(said):
            other, there = self.items[number], self.words[number]
            fewest = min(len(asked), len(words.words(other.stem)))
            if len(said & there) >= TELLING * fewest and (
                _answers(shown, other) or _answers(self.visible[number], item)
            ):
                return True
        return False

    def _near(self, said: frozenset[str]) -> set[int]:
        """Return the items that share a telling word, one that few items hold; without one, those of the rarest."""
        found = sorted((self.by_word[word] for word in said if word in self.by_word), key=len)
        telling = [numbers for numbers in found if len(numbers) <= MOST_HOLDERS] or found[:1]
        return {number for numbers in telling for number in numbers}


def items(
    deck: Deck,
    types: Sequence[str] = TYPES,
    count: int = 20,
    seed: int = 0,
    topic: str = "",
    *,
    aliases: Iterable[tuple[str, ...]] = (),
    only: Iterable[str] = (),
) -> tuple[Item, ...]:
    """Return the items of a quiz; see `quiz`."""
    return quiz(deck, types, count, seed, topic, aliases=aliases, only=only).items


def quiz(
    deck: Deck,
    types: Sequence[str] = TYPES,
    count: int = 20,
    seed: int = 0,
    topic: str = "",
    *,
    aliases: Iterable[tuple[str, ...]] = (),
    only: Iterable[str] = (),
) -> Quiz:
    """Make `count` items (0: as many as there are), one a fact, in sections by type.

    `topic` is a part of a heading or its number; `only` are card ids to ask, most wanted first.
    """
    sheet = _Sheet()
    unmade = _fill(sheet, deck, types, count, seed, topic, aliases, tuple(only))
    return Quiz(balanced(numbered(sheet.items), random.Random(f"{seed}/letters")), tuple(unmade))


def _fill(
    sheet: _Sheet,
    deck: Deck,
    types: Sequence[str],
    count: int,
    seed: int,
    topic: str,
    aliases: Iterable[tuple[str, ...]],
    only: tuple[str, ...],
) -> list[Unmade]:
    """Put items on a sheet, one of each type in turn, until `count` are on it; return what could not be made."""
    book = Book.of(deck.cards, aliases)
    found = _wanted(deck, topic, only)
    wanted = [card for card in found if card.score >= LEAST_SCORE]
    rng = random.Random(f"{seed}")
    queues = {name: _queue(wanted, MAKERS[name], rng, bool(only)) for name in types}
    unmade = [Unmade(card, "cards", "poor") for card in found if card.score < LEAST_SCORE]
    limit = count or len(sheet.items) + len(wanted)
    while len(sheet.items) < limit and any(queues.values()):
        for name in types:
            if len(sheet.items) < limit:
                _take_one(sheet, MAKERS[name], queues[name], book, f"{seed}", unmade)
    return unmade


def spares(
    deck: Deck,
    taken: Sequence[Item],
    types: Sequence[str] = TYPES,
    seed: int = 0,
    topic: str = "",
    *,
    aliases: Iterable[tuple[str, ...]] = (),
) -> tuple[Item, ...]:
    """Return all that could be asked beside the items of a sheet, to stand in place of one of them; unnumbered."""
    sheet = _Sheet()
    for item in taken:
        sheet.add(item)
    _fill(sheet, deck, types, 0, seed, topic, aliases, ())
    return tuple(sheet.items[len(taken) :])


def whole_cards(
    deck: Deck, count: int = 0, seed: int = 0, topic: str = "", *, only: Iterable[str] = ()
) -> tuple[Item, ...]:
    """Return cards as they are, to cut out or fold: spread over topics if only `count` are wanted, in document order."""
    wanted = _wanted(deck, topic, tuple(only))
    places = {id(card): number for number, card in enumerate(wanted)}
    if 0 < count < len(wanted):
        queue = _queue(wanted, Maker("card", lambda card: True, _no_item), random.Random(f"{seed}"), bool(tuple(only)))
        taken: Counter[tuple[str, ...]] = Counter()
        wanted = []
        for _number in range(count):
            name = min(queue, key=lambda one: (taken[one], one))
            taken[name] += 1
            wanted.append(queue[name].popleft())
            if not queue[name]:
                del queue[name]
        wanted.sort(key=lambda card: places[id(card)])
    return tuple(
        Item(number, "card", card.stem, (card.key,), 1, card, front=card.front) for number, card in enumerate(wanted, 1)
    )


def _no_item(card: Card, book: Book, rng: random.Random) -> Item | str:
    return "not-this-type"


def make(card: Card, item_type: str, book: Book, seed: int | str = 0) -> Item | str:
    """Make one item of a card, or return the name of the reason why not."""
    maker = MAKERS[item_type]
    if not maker.suits(card):
        return "not-this-type"
    return maker.make(card, book, random.Random(f"{seed}/{item_type}/{card.id or card.stem}"))


def under(deck: Deck, topic: str) -> list[Card]:
    """Return the cards under headings that hold a text, or begin with a number: 2.1 is over 2.1.3."""
    wanted = topic.strip().casefold().rstrip(".")
    numbers = _numbers(deck)
    return [card for card in deck.cards if not wanted or any(_named(place, wanted) for place in _places(card, numbers))]


def _named(place: str, wanted: str) -> bool:
    if wanted[:1].isdigit():
        return place == wanted or place.startswith((f"{wanted}.", f"{wanted} "))
    return wanted in place.casefold()


def _places(card: Card, numbers: dict[tuple[str, str], list[str]]) -> list[str]:
    places = [*card.fact.topic, card.fact.label]
    path = card.fact.span.path
    return places + [f"{number} {text}" for text in card.fact.topic for number in numbers.get((path, text), ())]


def _numbers(deck: Deck) -> dict[tuple[str, str], list[str]]:
    """Return the numbers of the headings, which a topic does not keep, by path and heading."""
    headings = {text for card in deck.cards for text in card.fact.topic}
    found: dict[tuple[str, str], list[str]] = {}
    for source in deck.sources:
        for line in source.lines:
            match = _NUMBERED_HEADING.match(line)
            if match and match[2].strip() in headings:
                found.setdefault((source.path, match[2].strip()), []).append(match[1])
    return found


def _wanted(deck: Deck, topic: str, only: tuple[str, ...]) -> list[Card]:
    found = under(deck, topic)
    if not only:
        return found
    place = {card_id: number for number, card_id in enumerate(only)}
    return sorted((card for card in found if card.id in place), key=lambda card: place[card.id])


_Queue = dict[tuple[str, ...], deque[Card]]


def _queue(cards: list[Card], maker: Maker, rng: random.Random, in_order: bool) -> _Queue:
    """Return the cards that suit a type, by topic; `in_order` keeps the most wanted first under one topic."""
    found: _Queue = {}
    suited = [card for card in cards if maker.suits(card)]
    if not in_order:
        chance = {id(card): rng.uniform(0, CHANCE) for card in suited}
        suited.sort(key=lambda card: -card.score - chance[id(card)])
    for card in suited:
        found.setdefault(() if in_order else _topic(card), deque()).append(card)
    return found


def _take_one(sheet: _Sheet, maker: Maker, queue: _Queue, book: Book, seed: str, unmade: list[Unmade]) -> None:
    """Move the next card that makes a good item of this type from the queue to the sheet."""
    while queue:
        topic = min(queue, key=sheet.topics.__getitem__)  # the best card's topic of those asked least
        card = queue[topic].popleft()
        if not queue[topic]:
            del queue[topic]
        if _fact(card) in sheet.facts:
            continue
        item = make(card, maker.type, book, seed)
        if isinstance(item, str):
            unmade.append(Unmade(card, maker.type, item))
        elif sheet.used(item):
            unmade.append(Unmade(card, maker.type, "asked-already"))
        elif sheet.copies(item):
            unmade.append(Unmade(card, maker.type, "copy"))
        elif sheet.spoils(item):
            unmade.append(Unmade(card, maker.type, "answered"))
        else:
            sheet.add(item)
            return


def _fact(card: Card) -> tuple[object, ...]:
    return (card.guid,) if card.guid else (card.fact.span, card.fact.label)


def _topic(card: Card) -> tuple[str, ...]:
    return (card.fact.span.path, *card.fact.topic)


def _keys(item: Item) -> set[tuple[str, str]]:
    """Return the answers that an item asks for; one thing is not asked for twice in the same way."""
    cards = item.cards or (item.card,)
    return set() if item.type == "true-false" else {(card.direction, words.fold(card.key)) for card in cards}


def _stated(item: Item) -> set[str]:
    """Return what a statement says of a thing, and what is true of it: no other may say either."""
    own = {words.fold(text) for text in (item.right, *(text for text, _why in item.why))}
    return own if item.type == "true-false" and item.right else set()


def _most_shared(one: Item, other: Item) -> float:
    """Return the part of their words from which on two questions are copies."""
    return SAME_ANSWER_COPY if words.fold(one.card.key) == words.fold(other.card.key) else COPY


def _asked(item: Item) -> str:
    """Return what an item asks, without its answer where that is filled in."""
    filled = item.type == "true-false"
    return " ".join((item.card.stem if filled else item.stem, *item.prompts))


def _visible(item: Item) -> str:
    return " \n".join((item.front, item.stem, *item.prompts, *item.choices))


def _answers(text: str, item: Item) -> bool:
    """Whether a text on the sheet holds an item's key: the most of a list, or all of another."""
    if item.type in ("multiple-choice", "true-false", "matching", "order"):
        return item.type == "multiple-choice" and item.key in text and item.stem in text
    held = sum(words.mentions(text, answer) for answer in item.answers)
    return held == len(item.answers) or (item.type == "list" and held > len(item.answers) / 2)
