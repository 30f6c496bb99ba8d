"""The one place that chooses: the best of a fact, a reverse where it too is good, nothing twice, and why not the others."""

from __future__ import annotations

from dataclasses import replace

from generator.editor.choose import MARGIN, Judged, choose, meant
from generator.editor.desk import Desk
from generator.editor.score import Score, Weights
from generator.knowledge import Domain
from generator.languages import ko
from generator.model import Candidate, Origin, Span, Statement
from tests.pipeline_cards import pipeline_cards
from tests.values import a_candidate

ASKS = "term->meaning"
WEIGHTS = Weights({}, 0.5)
DESK = Desk(ko, Domain("none", aliases=(("공유기", "라우터", "router"),)))


def judged(frame: str, stem: str, key: str, worth: float, *faults: str, **more: object) -> Judged:
    one = a_candidate(frame, stem, key, **more)  # type: ignore[arg-type]
    score = Score(worth, (("few words", -0.4), ("siblings", 0.2), ("quoted", -0.1)))
    return Judged(one, faults, score, meant(one, DESK))


def of_one_fact(*several: Judged) -> list[Judged]:
    fact = a_candidate("named", "", "", entity="라우터").fact
    return [replace(one, candidate=replace(one.candidate, fact=fact)) for one in several]


def asked(several: list[Judged]) -> list[str]:
    return [card.stem for card in choose(several, WEIGHTS).cards]


def why_not(several: list[Judged]) -> dict[str, tuple[str, ...]]:
    refusals = choose(several, WEIGHTS).refusals
    return {one.candidate.stem: one.reasons for one in refusals if one.candidate}


def test_the_best_of_a_fact_becomes_its_card() -> None:
    several = of_one_fact(
        judged("blank", "하나", "x", 0.6), judged("definition", "둘", "y", 0.8), judged("blank", "셋", "z", 0.7)
    )
    assert asked(several) == ["둘"]
    assert why_not(several) == dict.fromkeys(("하나", "셋"), ("a better card of the same fact",))


def test_a_commands_purpose_is_asked_beside_the_command_alone() -> None:
    does = judged("does", "하나", "x", 0.9)
    assert asked([does]) == []
    assert why_not([does]) == {"하나": ("asked beside the command alone, of which there is no card",)}
    assert asked(of_one_fact(judged("command", "둘", "y", 0.9), does)) == ["둘", "하나"]


def test_the_threshold_itself_is_enough_and_below_it_is_nothing() -> None:
    assert asked([judged("blank", "하나", "x", 0.5)]) == ["하나"]
    low = [judged("blank", "하나", "x", 0.49)]
    assert asked(low) == []
    assert why_not(low) == {"하나": ("nothing unique to ask (few words, quoted)",)}


def test_a_fault_vetoes_whatever_the_score() -> None:
    several = [judged("definition", "하나", "x", 0.99, "too long", "empty")]
    assert asked(several) == []
    assert why_not(several) == {"하나": ("too long", "empty")}


def test_a_reverse_stands_beside_the_best_where_it_is_clearly_good() -> None:
    best, low = judged("definition", "하나", "x", 0.9), judged("named", "둘", "y", 0.5 + MARGIN - 0.01)
    high = judged("named", "둘", "y", 0.5 + MARGIN)
    assert asked(of_one_fact(best, low)) == ["하나"]
    assert asked(of_one_fact(best, high)) == ["하나", "둘"]
    assert asked(of_one_fact(high, best)) == ["둘", "하나"], "in the order of the note"


def test_no_other_direction_is_a_reverse() -> None:
    several = of_one_fact(
        judged("definition", "하나", "x", 0.9), judged("blank", "둘", "y", 0.9), judged("list", "셋", "z", 0.9)
    )
    assert asked(several) == ["하나"]


def test_what_a_command_does_is_asked_only_beside_the_command() -> None:
    alone = of_one_fact(judged("does", "하나", "x", 0.9), judged("command", "둘", "y", 0.7))
    assert asked(alone) == ["둘"]
    assert asked(of_one_fact(judged("does", "하나", "x", 0.9))) == []
    beside = of_one_fact(judged("command", "하나", "x", 0.9), judged("does", "둘", "y", 0.8))
    assert asked(beside) == ["하나", "둘"]


def test_the_same_question_is_asked_once_by_its_best_card() -> None:
    two = [judged("blank", "같은 것은?", "x", 0.7), judged("definition", "같은  것은?", "y", 0.9, entity="b")]
    assert [card.key for card in choose(two, WEIGHTS).cards] == ["y"]
    assert why_not(two) == {"같은 것은?": ("asks what another card asks",)}


def test_of_two_meanings_of_one_term_the_better_is_asked() -> None:
    worse = judged("definition", "라우터의 역할은?", "길을 고름", 0.7, entity="라우터(router)")
    better = judged("definition", "라우터란?", "길을 고르는 장치", 0.8, entity="라우터")
    elsewhere = judged("definition", "라우터는 무엇인가?", "부품", 0.6, entity="라우터", path=("목공",))
    assert asked([worse, better, elsewhere]) == ["라우터란?", "라우터는 무엇인가?"]
    assert why_not([worse, better]) == {"라우터의 역할은?": ("asks what another card asks",)}


def test_another_name_of_the_thing_is_the_same_thing_and_a_sentence_may_define_it() -> None:
    best = judged("definition", "라우터란?", "길을 고르는 장치", 0.8, entity="라우터")
    alias = judged("definition", "공유기란?", "집에 있는 상자", 0.7, entity="공유기")
    told = judged(
        "defined",
        "공유기란?",
        "신호를 나누어 주는 물건",
        0.6,
        direction=ASKS,
        value=Statement("공유기란 신호를 나누어 주는 물건이다"),
    )
    other = judged(
        "defined",
        "모뎀이란?",
        "신호를 바꾸는 장치",
        0.6,
        direction=ASKS,
        value=Statement("모뎀이란 신호를 바꾸는 장치다"),
    )
    assert asked([alias, told, best, other]) == ["라우터란?", "모뎀이란?"]


def test_under_another_context_line_it_is_another_question_unless_the_answer_is_the_same() -> None:
    one, other = (
        judged("aspect", "목적은?", "x", 0.7, label="a"),
        judged("aspect", "목적은?", "y", 0.7, front="네트워크", label="b"),
    )
    assert asked([one, other]) == ["목적은?", "목적은?"]
    same = replace(
        other,
        candidate=replace(other.candidate, key="x", fact=replace(other.candidate.fact, span=Span("note.md", 9, 9))),
    )
    assert asked([one, same]) == ["목적은?"]


def test_a_line_has_at_most_three_cards_and_asks_for_nothing_twice() -> None:
    four = [judged("blank", f"{n}은?", f"x{n}", 0.9 - n / 100, label=str(n)) for n in range(4)]
    assert asked(four) == ["0은?", "1은?", "2은?"]
    twice = [judged("blank", "하나는?", "x", 0.9, label="a"), judged("blank", "둘은?", " X", 0.8, label="b")]
    assert asked(twice) == ["하나는?"]
    elsewhere = replace(
        twice[1],
        candidate=replace(twice[1].candidate, fact=replace(twice[1].candidate.fact, span=Span("note.md", 2, 2))),
    )
    assert asked([twice[0], elsewhere]) == ["하나는?", "둘은?"]


def test_a_models_card_was_read_and_is_only_ranked() -> None:
    low = judged("model", "하나", "x", 0.1)
    model = replace(low, candidate=replace(low.candidate, origin=Origin.MODEL))
    assert asked([model]) == ["하나"]
    crowd = [judged("blank", f"{n}은?", f"x{n}", 0.9, label=str(n)) for n in range(3)]
    assert asked([*crowd, model])[-1] == "하나"
    rules = judged("named", "둘", "y", 0.99, direction="meaning->term")
    best = replace(model, candidate=replace(model.candidate, direction="term->meaning"), score=Score(0.999, ()))
    assert asked(of_one_fact(best, rules)) == ["하나"]


def test_a_card_is_its_candidate_with_its_score_and_its_three_largest_parts() -> None:
    one = judged("definition", "라우터란?", "장치", 0.87654, entity="라우터", value=Statement("장치"))
    (card,) = choose([one], WEIGHTS).cards
    made: Candidate = one.candidate
    assert (card.front, card.stem, card.key, card.direction, card.fact) == (
        made.front,
        made.stem,
        made.key,
        made.direction,
        made.fact,
    )
    assert (card.score, card.why, card.kind) == (
        0.877,
        ("few words -0.40", "siblings +0.20", "quoted -0.10"),
        "definition",
    )


def test_a_sentence_with_its_own_topic_lists_nothing() -> None:
    text = "# 탈것\n\n### 자전거와 킥보드 차이점\n\n#### 주요 차이점\n\n- 크기: 캠핑카는 조립주택보다 가볍고, 빠르게 시작된다\n- 부품: 안장, 페달, 체인\n"
    assert [card for card in pipeline_cards({"a.md": text}) if "크기" in card.question] == []
