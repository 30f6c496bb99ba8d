"""Items: siblings for wrong choices, nothing false keyed true, no copies, and the same sheet for the same seed."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from generator import items as quiz_items
from generator.items import Book, sounds, words
from generator.items.balance import balanced
from generator.items.selection import LEAST_SCORE
from generator.model import Card, Deck, Source
from tests import gold_cards, quiz_cards
from tests.quiz_cards import both_ways, card, parts

GOLD = gold_cards.gold()
DECK = gold_cards.deck()
ALIASES = [tuple(names) for names in GOLD["aliases"]]
BOOK = Book.of(DECK.cards, ALIASES)
PARTS = parts()
TERMS = {term for term, _meaning in quiz_cards.PARTS}
MEANING = dict(quiz_cards.PARTS)


def _make(
    wanted: Card, item_type: str, cards: tuple[Card, ...], seed: int = 0, **more: object
) -> quiz_items.Item | str:
    return quiz_items.make(wanted, item_type, Book.of(cards, **more), seed)  # type: ignore[arg-type]


def _quiz(cards: tuple[Card, ...], *types: str, count: int = 0, seed: int = 1) -> quiz_items.Quiz:
    return quiz_items.quiz(Deck("d", cards), types or quiz_items.TYPES, count, seed)


@pytest.mark.parametrize("seed", range(3))
def test_wrong_choices_are_siblings_of_the_right_one(seed):
    for wanted in PARTS:
        item = _make(wanted, "multiple-choice", PARTS, seed)
        assert not isinstance(item, str)
        assert set(item.choices) <= (TERMS if wanted.direction == "meaning->term" else set(MEANING.values()))
        assert len(set(item.choices)) == 4
        assert item.key == wanted.key


def test_a_wrong_choice_says_what_it_really_is():
    item = _make(PARTS[1], "multiple-choice", PARTS)
    assert not isinstance(item, str)
    assert dict(item.why) == {name: f"{name}: {MEANING[name]}" for name in item.choices if name != "etcd"}


def test_terms_of_another_heading_are_no_choices():
    others = tuple(
        one
        for line, term in enumerate(("alpha", "beta", "gamma", "delta"), 40)
        for one in both_ways(line, term, f"{term} 다음의 글자", fact_path=("글자",), fact_category="글자")
    )
    for seed in range(5):
        item = _make(PARTS[1], "multiple-choice", (*PARTS, *others), seed)
        assert not isinstance(item, str)
        assert set(item.choices) <= TERMS
    assert _make(PARTS[1], "multiple-choice", (*PARTS[:4], *others)) == "few-distractors"


def test_lone_definitions_under_one_heading_are_of_no_kind():
    lone = parts(fact_category="", fact_siblings=0)
    assert {_make(wanted, "multiple-choice", lone) for wanted in lone} == {"few-distractors"}


def test_siblings_without_a_name_for_them_are_of_a_kind():
    assert not isinstance(_make(PARTS[1], "multiple-choice", parts(fact_category="")), str)


def test_the_things_of_a_neighbouring_category_are_no_siblings():
    near, far = (
        tuple(
            one
            for line, term in enumerate(names, start)
            for one in both_ways(line, term, f"{term}을 돌리는 {what}", fact_category=what, fact_path=("k", what))
        )
        for start, what, names in (
            (20, "노드 컴포넌트", ("kubelet", "proxy", "runtime")),
            (30, "제어 컴포넌트", ("etcd", "scheduler", "apiserver")),
        )
    )
    assert _make(near[1], "multiple-choice", (*near, *far)) == "few-distractors"


@pytest.mark.parametrize(
    ("name", "text", "heard"),
    [
        ("volume", "공유 가능한 볼륨을 마운트", True),
        ("cloud", "클라우드 제공자의 파일", True),
        ("webhook", "웹훅으로 보냄", True),
        ("pod", "파드를 만든다", True),
        ("proxy", "저장소", False),
        ("get", "노드", False),
        ("etcd", "이티시디", False),
        ("볼륨", "볼륨", False),
    ],
)
def test_a_name_is_heard_in_the_other_script(name, text, heard):
    assert sounds.echoes(name, text) is heard


def test_a_meaning_that_says_the_terms_name_in_the_other_script_is_given_away():
    told = tuple(
        one
        for line, (term, text) in enumerate(
            (("VOLUME", "볼륨을 마운트"), ("RUN", "명령을 실행"), ("USER", "계정을 지정"), ("ARG", "인자를 정의")), 3
        )
        for one in both_ways(line, term, text)
    )
    assert _make(told[0], "multiple-choice", told) == "given-away"
    assert not isinstance(_make(told[2], "multiple-choice", told), str)


def test_answers_to_another_kind_of_question_are_no_choices():
    cards = parts()
    odd = replace(cards[2], stem="kube-scheduler가 하는 일은?")
    for seed in range(5):
        item = _make(cards[0], "multiple-choice", (*cards[:2], odd, *cards[3:]), seed)
        assert not isinstance(item, str)
        assert odd.key not in item.choices


def test_one_answer_is_not_asked_for_twice():
    twice = (
        card(3, "question", "파드의 자리는 무엇이 정하는가?", "스케줄러"),
        card(9, "question", "남은 메모리를 재는 것은?", "스케줄러"),
    )
    assert len(_quiz(twice, "short-answer").items) == 1


def test_an_alias_or_an_accepted_name_of_the_key_is_no_wrong_choice():
    cards = (*PARTS[:2], *parts()[4:], *both_ways(30, "데이터 창고", "남이 부르는 이름", **_family()))
    cards = (replace(cards[0]), replace(cards[1], accept=("coredns",)), *cards[2:])
    for seed in range(10):
        found = quiz_items.distractors(cards[1], cards, 9, random.Random(seed), [("etcd", "kube-proxy")])
        assert not {"coredns", "kube-proxy"} & set(found)
        assert found


def _family() -> dict[str, object]:
    return {"fact_category": "구성 요소", "fact_path": ("클러스터", "구성 요소"), "front": "클러스터 › 구성 요소"}


def test_a_name_one_slip_from_the_key_is_no_wrong_choice():
    names = ("kube-scheduler", "kube-schedular", "kube-apiserver", "kube-proxies", "kubelet")
    wanted = card(5, "list-all", "구성 요소는?", ", ".join(names), "list", fact_entity="클러스터")
    blank = card(9, "fill-blank", "파드의 자리는 ____ 쪽에서 정한다.", "kube-scheduler", "property")
    for seed in range(10):
        found = quiz_items.distractors(blank, (wanted, blank), 9, random.Random(seed))
        assert "kube-schedular" not in found
        assert "kube-apiserver" in found


def test_the_items_of_a_list_are_no_wrong_choices_for_a_blank_in_it():
    listed = card(
        5, "list-all", "구현 방법은?", "백업 서버, 부하 분산, 자동 재시도, 다중화", "list", fact_entity="내결함성"
    )
    inside = card(5, "fill-blank", "구현 방법에는 ____ 등이 있다.", "부하 분산", "list")
    outside = card(8, "fill-blank", "요청이 몰리면 ____ 등을 쓴다.", "부하 분산", "property")
    assert not quiz_items.distractors(inside, (listed, inside), 3)
    assert quiz_items.distractors(outside, (listed, outside), 3)


def test_what_the_notes_say_of_another_too_is_no_wrong_choice():
    said = card(
        20,
        "fill-blank",
        "____ 쪽은 인증서를 자주 바꾼다.",
        "kubelet",
        "property",
        fact_text="kubelet 쪽은 인증서를 자주 바꾼다.",
    )
    blank = card(
        21,
        "fill-blank",
        "____ 쪽은 인증서를 자주 바꾼다.",
        "etcd",
        "property",
        fact_text="etcd 쪽은 인증서를 자주 바꾼다.",
    )
    for seed in range(5):
        assert "kubelet" not in quiz_items.distractors(blank, (*PARTS, said, blank), 9, random.Random(seed))


def test_a_sibling_whose_meaning_says_the_same_is_no_choice():
    more = both_ways(9, "nslookup", "이름을 주소로 바꾸어 주는 안내 도우미", **_family())
    coredns = next(one for one in PARTS if one.key == "coredns")
    for seed in range(10):
        item = _make(coredns, "multiple-choice", (*PARTS, *more), seed)
        assert not isinstance(item, str)
        assert "nslookup" not in item.choices


def test_a_key_that_alone_holds_a_word_of_the_question_is_given_away():
    told = tuple(
        one
        for line, (term, text) in enumerate(
            (
                ("토큰 컨트롤러", "새 토큰을 만드는 부품"),
                ("노드 컨트롤러", "기계를 살피는 부품"),
                ("잡 컨트롤러", "한 번의 일을 맡는 부품"),
                ("팟 컨트롤러", "수를 맞추는 부품"),
            ),
            3,
        )
        for one in both_ways(line, term, text)
    )
    assert _make(told[0], "multiple-choice", told) == "given-away"
    assert not isinstance(_make(told[2], "multiple-choice", told), str)


def test_choices_are_four_distinct_ones_of_one_form():
    made = [item for one in DECK.cards if not isinstance(item := quiz_items.make(one, "multiple-choice", BOOK), str)]
    assert len(made) > 5
    for item in made:
        assert len({words.fold(choice) for choice in item.choices}) == 4
        assert len({words.form(choice).paren for choice in item.choices}) == 1
        for wrong in set(item.choices) - {item.key}:
            assert not words.mentions(item.card.stem, wrong)
            assert not BOOK.names(wrong) & BOOK.names(item.card.key, item.card.accept)


def test_values_of_one_facet_stand_beside_each_other():
    cards = tuple(
        card(
            line,
            "question",
            f"{name}의 기본 포트는?",
            port,
            "property",
            fact_entity=name,
            fact_facet="기본 포트",
            fact_path=("포트",),
        )
        for line, (name, port) in enumerate((("etcd", "2379"), ("api", "6443"), ("kubelet", "10250"), ("dns", "53")), 3)
    )
    item = _make(cards[0], "multiple-choice", cards)
    assert not isinstance(item, str)
    assert set(item.choices) == {"2379", "6443", "10250", "53"}


def test_values_of_who_knows_what_kind_are_no_choices():
    cards = tuple(
        card(
            line, "question", f"{name}의 기본값은?", value, "property",
            fact_entity=name, fact_facet="기본값", fact_path=("옵션",),
        )
        for line, (name, value) in enumerate((("--mode", "AlwaysAllow"), ("--quiet", "false"), ("--dir", "/var/run"), ("--form", "json")), 3)
    )  # fmt: skip
    assert {_make(one, "multiple-choice", cards) for one in cards} == {"few-distractors"}


def test_a_card_with_choices_of_its_own_keeps_them():
    own = card(3, "question", "기본 포트는?", "6443", choices=("80", "443", "6443"))
    item = _make(own, "multiple-choice", (own,))
    assert not isinstance(item, str)
    assert item.choices == own.choices
    assert balanced((item,), random.Random(1))[0].choices == own.choices


@pytest.mark.parametrize("seed", range(4))
def test_a_true_or_false_item_is_a_statement_and_keyed_by_the_notes(seed):
    blanks = tuple(
        card(
            40 + n,
            "fill-blank",
            f"장애가 나면 ____ 쪽부터 {deed}.",
            term,
            "property",
            fact_text=f"장애가 나면 {term} 쪽부터 {deed}.",
        )
        for n, (term, deed) in enumerate((("etcd", "복구한다"), ("kubelet", "내린다"), ("kube-proxy", "지운다")))
    )
    said = {f"{term}란 {text}이다." for term, text in quiz_cards.PARTS} | {one.fact.text for one in blanks}
    made = _quiz((*PARTS, *blanks), "true-false", seed=seed).items
    assert len(made) >= 3
    kept = [text for item in made for text in (item.right, *(wrong for wrong, _why in item.why)) if item.right]
    assert len(kept) == len(set(kept))
    for item in made:
        assert "→" not in item.stem
        assert "?" not in item.stem
        assert (item.key == item.choices[0]) == (item.stem in said)
        assert bool(item.right) == (item.key == item.choices[1])
    true = sum(item.key == item.choices[0] for item in made)
    assert abs(2 * true - len(made)) <= 1


def test_a_statement_that_the_notes_mark_keeps_its_mark():
    marked = (
        card(3, "question", "파드는 컨테이너보다 작다.", "X", "question"),
        card(4, "question", "노드는 기계이다.", "O", "question"),
    )
    made = _quiz(marked).items
    assert {item.type for item in made} == {"true-false"}
    assert {(item.stem, item.key) for item in made} == {("파드는 컨테이너보다 작다.", "×"), ("노드는 기계이다.", "○")}


def test_an_option_called_x_is_no_mark():
    option = card(3, "meaning->term", "묶음을 푸는 옵션은?", "x")
    assert {item.type for item in _quiz((option,)).items} == {"short-answer"}


def test_english_statements_begin_with_a_capital_where_a_word_does():
    cards = tuple(
        card(n, "term->meaning", f"What is {term}?", text, fact_entity=term, fact_siblings=3, fact_language="en")
        for n, (term, text) in enumerate(
            (("a pod", "a group of containers"), ("etcd", "a key-value store"), ("a node", "a worker machine")), 3
        )
    )
    stems = {item.stem for item in _quiz(cards, "true-false").items}
    assert stems
    assert all(stem.startswith(("A pod is a ", "etcd is a ", "A node is a ")) for stem in stems)


def test_only_cards_above_the_threshold_are_asked():
    poor = tuple(replace(one, score=0.5) for one in PARTS[:2])
    asked = {item.card.key for item in _quiz((*poor, *PARTS[2:])).items}
    assert asked
    assert not {one.key for one in poor} & asked
    assert [one.reason for one in _quiz(poor).unmade] == ["poor", "poor"]
    assert _quiz(tuple(replace(one, score=LEAST_SCORE) for one in PARTS)).items


def test_better_cards_are_asked_first_and_another_seed_asks_others():
    cards = tuple(
        card(
            n,
            "question",
            f"{n}번째로 무엇을 {'가나다라마바사아자차'[n % 10]}는가?",
            f"답 {n}",
            score=0.6 + 0.3 * (n % 2),
            fact_topic=(f"{n}",),
        )
        for n in range(40)
    )
    asked = [
        {item.card.fact.span.first for item in _quiz(cards, "short-answer", count=10, seed=seed).items}
        for seed in (1, 2)
    ]
    assert all(n % 2 for one in asked for n in one)
    assert asked[0] != asked[1]


def test_near_copies_are_asked_once():
    copies = (
        card(3, "question", "파드가 죽으면 누가 다시 만드는가?", "컨트롤러", "question"),
        card(9, "question", "파드가 죽으면 누가 다시 만드는지?", "복제 담당", "question"),
        card(12, "question", "파드는 누가 어느 노드에 두는가?", "스케줄러", "question"),
    )
    made = _quiz(copies, "short-answer")
    assert len(made.items) == 2
    assert [one.reason for one in made.unmade] == ["copy"]


def test_one_question_under_two_context_lines_is_two():
    two = tuple(
        card(n, "question", "목적은?", key, "property", front=front)
        for n, (front, key) in enumerate((("백업 › 매일", "되돌리기"), ("암호화 › 디스크", "지키기")), 3)
    )
    assert len(_quiz(two, "short-answer").items) == 2


def test_key_letters_are_balanced():
    made = tuple(
        one
        for group in range(6)
        for line, (term, text) in enumerate(quiz_cards.PARTS, 10 * group + 3)
        for one in both_ways(
            line,
            f"{term}-{'가나다라마바'[group]}",
            f"{'봄여름갈겨울'[group]}의 {text}",
            fact_category=f"무리{group}",
            fact_path=(f"무리{group}",),
        )
    )
    items = _quiz(made, "multiple-choice").items
    assert len(items) >= 12
    for version in quiz_items.versions(items, 3, 5):
        letters = Counter(item.choices.index(item.key) for item in version.items)
        assert max(letters.values()) - min(letters[place] for place in range(4)) <= 1
        assert (
            len(
                {
                    tuple(item.choices.index(item.key) for item in version.items[n : n + 4])
                    for n in range(0, len(items), 4)
                }
            )
            > 1
        )


def test_a_prompt_that_says_its_answer_is_no_pair():
    told = both_ways(20, "cloud-runner", "클라우드 장비를 돌보는 부품", **_family())
    cards = (*PARTS, *told)
    for seed in range(8):
        for wanted in (*PARTS[1::2], told[1]):
            item = _make(wanted, "matching", cards, seed)
            assert isinstance(item, str) or "cloud-runner" not in item.answers
    assert _make(told[1], "matching", cards) == "few-pairs"


def test_matching_has_letters_to_spare_that_fit_no_line():
    item = _make(PARTS[1], "matching", PARTS)
    assert not isinstance(item, str)
    assert len(item.prompts) == 5
    assert set(item.choices) - set(item.answers)
    assert len({one.front for one in item.cards}) == 1
    for prompt, answer in zip(item.prompts, item.answers, strict=True):
        assert prompt == f"{MEANING[answer]}는?"


def test_a_particle_behind_the_blank_gives_nothing_away():
    assert words.fits_blank("여러 ____를 공유한다.", "서버", "노드")
    assert not words.fits_blank("여러 ____를 공유한다.", "서버", "컨테이너 집합")
    assert words.fits_blank("여러 ____에서 돈다.", "서버", "집합")
    assert not words.fits_blank("It is an ____ of work.", "item", "step")


def test_an_item_that_cannot_be_made_well_is_not_made():
    own = card(3, "meaning->term", "혼자인 것은?", "섬")
    made = quiz_items.quiz(replace(DECK, cards=(own,)), ("multiple-choice",), 5)
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
    own = card(3, "meaning->term", "무엇은?", "답")
    own = replace(own, fact=replace(own.fact, topic=("첫 장", "둘째 절")))
    source = Source("note.md", "# 2. 첫 장\n\n2.1.3. 둘째 절\n")
    assert len(quiz_items.under(Deck("d", (own,), sources=(source,)), topic)) == found


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


def test_a_part_of_a_list_is_its_name_alone():
    listed = card(3, "list-all", "입출력 장치는?", "마우스, 프린터, 터치 스크린 등", "list")
    (item,) = _quiz((listed,)).items
    assert item.answers == ("마우스", "프린터", "터치 스크린")


def test_what_could_stand_in_place_of_an_item_is_of_no_fact_that_is_asked():
    deck = Deck("d", parts())
    drawn = quiz_items.items(deck, count=2, seed=1)
    spare = quiz_items.spares(deck, drawn, seed=1)
    assert spare
    facts = [one.fact for item in (*drawn, *spare) for one in item.cards or (item.card,)]
    assert len({fact.span for fact in facts}) == len(facts)
    again = quiz_items.numbered((*drawn[1:], spare[0]))
    assert [item.number for item in again] == [1, 2]


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
        assert set(item.answers) <= set(item.choices)
        for prompt, answer, one in zip(item.prompts, item.answers, item.cards, strict=True):
            assert (prompt, answer) == (one.stem, words.bare(one.key) if one.direction == "meaning->term" else one.key)
    if item.type == "order":
        assert sorted(item.answers) == sorted(item.choices)
        assert item.answers != item.choices


def test_steps_are_put_in_order():
    own = card(3, "list-all", "배포 순서는?", "빌드\n태그\n푸시", kind="procedure")
    item = quiz_items.make(own, "order", Book.of([own]))
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
    made = [item for one in DECK.cards if not isinstance(item := quiz_items.make(one, "matching", BOOK), str)]
    assert made
    for item in made:
        assert len(set(item.answers)) == len(item.prompts)
        assert set(item.answers) <= set(item.choices)
        assert len(set(item.choices)) == len(item.choices)
