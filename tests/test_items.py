"""Items: distractors by the gold's sets, one right answer each, and the same sheet for the same seed."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from generator import items as quiz_items
from generator import pipeline
from generator.items import Book, words
from generator.items.makers import matching
from generator.model import Card, Deck, Fact, Source, Span
from tests import gold_cards

ROOT = Path(__file__).parent.parent
GOLD = gold_cards.gold()
DECK = gold_cards.deck()
ALIASES = [tuple(names) for names in GOLD["aliases"]]
BOOK = Book.of(DECK.cards, ALIASES)
# What `distractors_to_reject` says in words: the set, and choices that must not stand in it.
REJECTED = {
    "MC1": ("파드", "내결함성"),
    "MC2": ("kublet", "컨테이너 런타임"),
    "MC3": ("kube-controller-manager",),
    "MC4": ("labels", "data", "rules"),
    "MC5": ("kubectl exec -i -t hello bash",),
    "MC6": ("백업 서버", "백업서버", "내결함성"),
    "MC7": ("kubectl rollout undo deployment/frontend --to=revision=2",),
    "MC8": ("Labels",),
}


def _card(direction: str, stem: str, key: str, line: int = 1, kind: str = "definition", **more: object) -> Card:
    fact = Fact(span=Span("a.md", line, line), topic=("주제",), label=key, text=f"{key}: {stem}")
    return Card(fact, kind, direction, stem, key, id=f"{line}-{direction}", guid=str(line), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("wanted", GOLD["distractors"], ids=lambda wanted: wanted["id"])
@pytest.mark.parametrize("seed", range(5))
def test_gold_set_is_asked_without_its_rejected_choices(wanted, seed):
    made = [
        item
        for card in DECK.cards
        if card.guid == wanted["fact"]
        and not isinstance(item := quiz_items.make(card, "multiple-choice", BOOK, seed), str)
    ]
    assert made, f"{wanted['id']} is not asked"
    for item in made:
        assert item.key in item.choices
        assert not set(item.choices) & set(REJECTED[wanted["id"]])


@pytest.mark.parametrize("wanted", GOLD["distractors"], ids=lambda wanted: wanted["id"])
def test_gold_set_is_asked_of_the_notes_themselves(wanted):
    (recipe,) = pipeline.recipes((ROOT / "decks" / "kubernetes.yaml",))
    deck = pipeline.deck(recipe)
    book = Book.of(deck.cards, pipeline.domain(recipe).aliases)
    first, last = next(fact["lines"] for fact in GOLD["facts"] if fact["id"] == wanted["fact"])
    cards = [card for card in deck.cards if first <= card.fact.span.last and card.fact.span.first <= last]
    made = [item for card in cards if not isinstance(item := quiz_items.make(card, "multiple-choice", book), str)]
    assert made, f"{wanted['id']} is not asked"
    for item in made:
        assert not set(item.choices) & set(REJECTED[wanted["id"]])


def test_choices_are_four_distinct_ones_of_one_form():
    for card in DECK.cards:
        item = quiz_items.make(card, "multiple-choice", BOOK)
        if isinstance(item, str):
            continue
        assert len({words.fold(choice) for choice in item.choices}) == 4
        assert item.choices.count(item.key) == 1
        assert len({words.form(choice).paren for choice in item.choices}) == 1
        for wrong in set(item.choices) - {item.key}:
            assert not words.mentions(card.stem, wrong)
            assert not BOOK.names(wrong) & BOOK.names(card.key, card.accept)


def test_no_alias_of_the_key_is_a_wrong_choice():
    cards = [
        _card("meaning->term", f"{word}을 하는 것은?", key, line)
        for line, (word, key) in enumerate(
            [("가", "파드"), ("나", "노드"), ("다", "잡"), ("라", "볼륨"), ("마", "포드")], 1
        )
    ]
    cards[0] = replace(cards[0], accept=("포드",))
    for seed in range(20):
        assert "포드" not in quiz_items.distractors(cards[0], cards, 3, random.Random(seed))
    assert len({"파드", "포드"} & set(quiz_items.distractors(cards[1], cards, 4))) == 1


def test_a_particle_behind_the_blank_gives_nothing_away():
    assert words.fits_blank("여러 ____를 공유한다.", "서버", "노드")
    assert not words.fits_blank("여러 ____를 공유한다.", "서버", "컨테이너 집합")
    assert words.fits_blank("여러 ____에서 돈다.", "서버", "집합")
    assert not words.fits_blank("It is an ____ of work.", "item", "step")


def test_an_item_that_cannot_be_made_well_is_not_made():
    card = _card("meaning->term", "혼자인 것은?", "섬")
    made = quiz_items.quiz(replace(DECK, cards=(card,)), ("multiple-choice",), 5)
    assert made.items == ()
    assert [unmade.reason for unmade in made.unmade] == ["few-distractors"]


def test_the_same_seed_makes_the_same_quiz_and_another_does_not():
    first = quiz_items.items(DECK, count=20, seed=7, aliases=ALIASES)
    assert first == quiz_items.items(DECK, count=20, seed=7, aliases=ALIASES)
    assert first != quiz_items.items(DECK, count=20, seed=8, aliases=ALIASES)
    assert [item.number for item in first] == list(range(1, 21))


def test_a_quiz_is_spread_over_topics_and_types():
    made = quiz_items.items(DECK, count=20, seed=1, aliases=ALIASES)
    assert len({item.type for item in made}) >= 6
    assert len({item.card.fact.topic for item in made}) >= 10


@pytest.mark.parametrize(
    ("topic", "found"), [("2.1", 1), ("2.1.3", 1), ("2", 1), ("2.2", 0), ("1", 0), ("절", 1), ("장", 1), ("없는", 0)]
)
def test_a_topic_is_named_by_number_or_words(topic, found):
    card = _card("meaning->term", "무엇은?", "답")
    card = replace(card, fact=replace(card.fact, topic=("첫 장", "둘째 절")))
    source = Source("a.md", "# 2. 첫 장\n\n2.1.3. 둘째 절\n")
    assert len(quiz_items.under(Deck("d", (card,), sources=(source,)), topic)) == found


def test_no_item_gives_another_away():
    made = quiz_items.items(DECK, count=0, seed=3, aliases=ALIASES)
    facts = [card.guid for item in made for card in item.cards or (item.card,)]
    assert len(facts) == len(set(facts))
    for item in made:
        if item.type == "list":
            for other in made:
                shown = " ".join((other.stem, *other.choices, *other.prompts))
                held = sum(words.mentions(shown, answer) for answer in item.answers)
                assert other is item or held <= len(item.answers) / 2


def test_only_names_the_cards_and_their_order():
    wanted = [card.id for card in DECK.cards if card.direction == "meaning->term"][5:8]
    made = quiz_items.items(DECK, ("short-answer",), 2, only=reversed(wanted))
    assert [item.card.id for item in made] == [wanted[2], wanted[1]]


@pytest.mark.parametrize("count", [1, 3, 26])
def test_every_version_has_the_same_items_with_true_keys(count):
    made = quiz_items.items(DECK, count=40, seed=5, aliases=ALIASES)
    found = quiz_items.versions(made, count, 5)
    assert [version.name for version in found] == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")[:count]
    assert [version.code for version in found][:1] == ["A-5"]
    for version in found:
        assert [item.number for item in version.items] == list(range(1, len(made) + 1))
        assert {item.card.id for item in version.items} == {item.card.id for item in made}
        for item in version.items:
            _assert_key_is_true(item)


def _assert_key_is_true(item: quiz_items.Item) -> None:
    if item.type == "multiple-choice":
        assert item.answers[0] in item.choices
    if item.type == "matching":
        assert sorted(item.answers) == sorted(item.choices)
        for prompt, answer, card in zip(item.prompts, item.answers, item.cards, strict=True):
            assert (prompt, answer) == (
                card.stem,
                words.bare(card.key) if card.direction == "meaning->term" else card.key,
            )
    if item.type == "order":
        assert sorted(item.answers) == sorted(item.choices)
        assert item.answers != item.choices


def test_steps_are_put_in_order():
    card = _card("list-all", "배포 순서는?", "빌드\n태그\n푸시", kind="procedure")
    item = quiz_items.make(card, "order", Book.of([card]))
    assert not isinstance(item, str)
    assert item.answers == ("빌드", "태그", "푸시")
    assert sorted(item.choices) == sorted(item.answers)
    assert item.key == "빌드 → 태그 → 푸시"


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("a, b, c", ("a", "b", "c")),
        ("① 가 나 ② 다(라, 마)", ("가 나", "다(라, 마)")),
        ("1. 가\n2. 나", ("가", "나")),
        ("- 가\n- 나, 다", ("가", "나, 다")),
        ("build\ntag *2*\n-f", ("build", "tag *2*", "-f")),
        ("하드웨어/소프트웨어 제약, 데드라인", ("하드웨어/소프트웨어 제약", "데드라인")),
        ("하나", ("하나",)),
    ],
)
def test_parts_of_a_list(key, parts):
    assert words.parts(key) == parts


def test_the_pairs_of_a_matching_item_fit_once():
    for card in DECK.cards:
        if not matching.MAKER.suits(card) or isinstance(item := quiz_items.make(card, "matching", BOOK), str):
            continue
        assert len(set(item.answers)) == len(item.prompts)
        assert set(item.answers) == set(item.choices)
