"""A card keeps its identity through edits; the ledger is never lost in silence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.exporters import anki, anki_schema
from generator.ledger import (
    Change,
    Identified,
    Ledger,
    describe_changes,
    empty,
    identify,
    is_old,
    load,
    pairing,
    read,
    retired_cards,
    summary,
    write,
)
from generator.ledger.assign import assign
from generator.ledger.slots import TEMPLATES
from generator.model import Card, Deck, Span
from generator.problems import NotedeckError
from tests.benchmarks.ledger_growth import changed_lines
from tests.edits import EDITS, IN_LINE
from tests.notes_by_line import cards_of
from tests.pipeline_cards import pipeline_cards
from tests.truth import Verdict, absent, rebuilt
from tests.values import a_fact, a_question

identifying = sys.modules["generator.ledger.identify"]  # the name is the function's too
FIXTURES = Path(__file__).parent / "fixtures" / "ledger.md"
NOTES = Path(__file__).parent.parent / "source_notes"
TIMES_EACH = 3


# ---- cases to be read ----


@dataclass(slots=True)
class Case:
    """One heading of the fixtures: path -> text before and after, and the lines expected."""

    title: str
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)
    expected: str = ""


def cases() -> Iterator[Case]:
    for section in re.split(r"^## ", FIXTURES.read_text(encoding="utf-8"), flags=re.M)[1:]:
        case = Case(section.split("\n", 1)[0])
        for word, path, text in re.findall(r"^````(\w+) ?(\S*)\n(.*?)^````$", section, re.M | re.S):
            if word == "expected":
                case.expected = text
            else:
                getattr(case, word)[path or "note.md"] = text
        yield case


CASES = list(cases())
assert CASES


def said(change: Change) -> str:
    old, new = change.old, change.new
    texts = dict.fromkeys(entry.text for entry in (old, new) if entry)
    return f"{change.status}: {' => '.join(texts)}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case(case: Case) -> None:
    before = identify(cards_of(case.before), empty("deck"), 1)
    after = identify(cards_of(case.after), before.ledger, 2)
    assert [said(change) for change in after.changes if change.status != "kept"] == case.expected.splitlines()


# ---- edits whose truth is known ----


def texts() -> dict[str, str]:
    return {f"notes/{path.name}": path.read_text(encoding="utf-8") for path in sorted(NOTES.glob("*.md"))}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_keeps_the_ids(name: str) -> None:
    verdict = Verdict()
    for seed in range(TIMES_EACH):
        verdict.add(rebuilt(texts(), [name], seed, cards_of))
    assert verdict.wrong == []
    assert verdict.share >= 0.995, verdict.lost


def test_twenty_edits_at_once_keep_the_ids() -> None:
    verdict = Verdict()
    for seed in range(TIMES_EACH):
        verdict.add(rebuilt(texts(), sorted(EDITS)[seed % 3 :][:20], seed, cards_of))
    assert verdict.share >= 0.97, verdict.lost


SMALL = """# 노드
- kubelet: 파드를 실행하는 에이전트
- kube-proxy: 노드의 네트워크 규칙을 관리
- 파드에서 컨테이너가 동작하도록 관리함
## 명령
```sh
kubectl get nodes -o wide # 노드 목록 출력
kubectl drain node-1 --ignore-daemonsets
```
# 저장소
- etcd: 일관성과 고가용성이 높은 키-값 저장소
- 데이터 백업 계획 필수
"""


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(set(EDITS) - {"one letter", "one jamo"})), st.integers(0, 10_000))
@example("another term", 234)  # `--dry-run` in the place of kube-proxy, with half of its words
@example("another term", 558)  # Terraform
def test_no_edit_gives_an_id_to_another_fact(name: str, seed: int) -> None:
    assert rebuilt({"notes/small.md": SMALL}, [name], seed, cards_of).wrong == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=6), st.integers(0, 10_000))
def test_an_undo_brings_every_card_back(names: list[str], seed: int) -> None:
    """Whatever was done, with the old text every fact has its id again, or one that it took over."""
    import random

    from tests.edits import notes

    before = identify(cards_of({"notes/small.md": SMALL}), empty("deck"), 1)
    edited = notes({"notes/small.md": SMALL})
    rng = random.Random(seed)
    for name in names:
        EDITS[name](edited, rng)
    between = identify(cards_of(edited.texts()), before.ledger, 2)
    after = identify(cards_of({"notes/small.md": SMALL}), between.ledger, 3)
    known = {entry.id for entry in between.ledger.entries}
    assert {entry.id for entry in after.ledger.entries} >= known
    assert read(write(after.ledger), "ledger") == after.ledger
    assert len({card.id for card in after.cards}) == len(after.cards)


@settings(deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 50), max_size=14))
def test_the_assignment_is_the_best(weights: dict[tuple[int, int], int]) -> None:
    def best(pairs: list[tuple[int, int]]) -> int:
        if not pairs:
            return 0
        (left, right), rest = pairs[0], pairs[1:]
        free = [pair for pair in rest if pair[0] != left and pair[1] != right]
        return max(best(rest), weights[left, right] + best(free))

    found = assign({pair: float(weight) for pair, weight in weights.items()})
    assert len(set(found.values())) == len(found)
    assert sum(weights[left, right] for right, left in found.items()) == best(sorted(weights))


# ---- ids ----


def built(text: str, ledger: Ledger | None = None, now: int = 1) -> Identified:
    return identify(cards_of({"note.md": text}), ledger or empty("deck"), now)


def ids(built: Identified) -> list[str]:
    return [card.id for card in built.cards]


def test_two_machines_without_a_ledger_agree_and_two_decks_do_not() -> None:
    assert ids(built(SMALL)) == ids(built(SMALL, now=99))
    assert not set(ids(built(SMALL))) & set(ids(built(SMALL, empty("other"))))


def test_equal_facts_have_different_ids() -> None:
    found = ids(built("# 가\n- 데이터 백업 필수\n# 나\n- 데이터 백업 필수\n"))
    assert len(set(found)) == 2


def test_a_guid_is_of_the_fact_and_an_id_of_the_card() -> None:
    one, other = built("- etcd: 키-값 저장소\n").cards
    assert one.guid == other.guid
    assert [one.id, other.id] == [
        f"{one.guid.removeprefix('nd-')}/{slot}" for slot in ("term->meaning", "meaning->term")
    ]


def test_a_ledger_means_the_same_from_every_folder(tmp_path: Path) -> None:
    here = identify(cards_of({"source_notes/a.md": SMALL}), empty("deck"), 1, "decks")
    there = identify(cards_of({str(tmp_path / "source_notes/a.md"): SMALL}), empty("deck"), 1, str(tmp_path / "decks"))
    assert here.ledger == there.ledger
    assert here.ledger.entries[0].path == "../source_notes/a.md"


# ---- times ----


def test_only_changed_content_gets_a_new_time() -> None:
    first = built("- 하나의 사실\n- 둘째 사실은 이것\n", now=10)
    second = built("\n\n- 하나의 사실\n- 둘째 사실은 저것\n", first.ledger, now=20)
    assert [card.changed for card in second.cards] == [10, 20]


def test_a_time_is_later_than_before_even_if_the_clock_is_not() -> None:
    first = built("- 둘째 사실은 이것\n", now=10)
    second = built("- 둘째 사실은 저것\n", first.ledger, now=10)
    assert second.cards[0].changed == 11


def test_a_notice_or_tag_is_content() -> None:
    first = identify(cards_of({"n.md": "- 하나의 사실\n"}), empty("deck"), 10)
    tagged = [replace(card, tags=("k8s",)) for card in cards_of({"n.md": "- 하나의 사실\n"})]
    assert identify(tagged, first.ledger, 20).cards[0].changed == 20


def test_what_the_recipe_rewords_or_hides_is_content() -> None:
    cards = cards_of({"n.md": "- etcd: 키-값 저장소\n"})
    first = identify(cards, empty("deck"), 10)
    hidden = first.cards[0].id

    def finish(card: Card) -> Card | None:
        return None if card.id == hidden else replace(card, stem="다른 말?")

    second = identify(cards, first.ledger, 20, finish=finish)
    assert [(card.stem, card.slot, card.changed) for card in second.cards] == [("다른 말?", "meaning->term", 20)]
    assert identify(cards, second.ledger, 30, finish=finish).cards == second.cards
    assert identify(cards, second.ledger, 30).cards[0].id == hidden


# ---- retired ----


def test_a_note_that_cannot_be_read_retires_nothing() -> None:
    first = identify(cards_of({"a.md": "- 하나의 사실\n", "b.md": "- 둘째 사실은 이것\n"}), empty("deck"), 10)
    second = identify(cards_of({"a.md": "- 하나의 사실\n"}), first.ledger, 20, unread=["b.md"])
    assert second.ledger == first.ledger
    assert summary(second.changes) == "kept 1, changed 0, moved 0, new 0, retired 0"


def test_what_disappears_comes_back_with_its_id() -> None:
    first = built("- etcd: 키-값 저장소\n- kubelet: 노드의 에이전트\n", now=10)
    second = built("- kubelet: 노드의 에이전트\n", first.ledger, now=20)
    third = built("- etcd: 키-값 저장소\n- kubelet: 노드의 에이전트\n", second.ledger, now=30)
    assert [summary(step.changes) for step in (first, second, third)] == [
        "kept 0, changed 0, moved 0, new 2, retired 0",
        "kept 1, changed 0, moved 0, new 0, retired 1",
        "kept 1, changed 0, moved 0, new 0, retired 0, returned 1",
    ]
    assert ids(third) == ids(first)
    assert [card.changed for card in third.cards] == [30, 30, 10, 10]


@pytest.mark.parametrize(
    ("line", "again"),
    [
        ("- 정책을 어긴 파드는 스케줄러가 노드에 놓지 않음", "- 정책을 어긴 파드는 스케줄러가 노드에 두지 않음"),
        ("- 홀수 노드 선택", "- 홀수 노드를 선택"),
        ("- kubectl exec -it web -- sh", "- kubectl exec -it web -c app -- sh"),
        ("- etcd: 모든 데이터를 담는 저장쇼", "- etcd: 모든 데이터를 담는 저장소"),
    ],
)
def test_what_was_absent_and_comes_back_edited_has_its_id_again(line: str, again: str) -> None:
    notes = "# 노드\n- kubelet: 노드의 에이전트\n{}\n- 파드는 노드 위에서 돎\n"
    first = built(notes.format(line))
    third = built(notes.format(again), built(notes.format(""), first.ledger, 2).ledger, 3)
    assert {card.guid for card in third.cards} == {card.guid for card in first.cards}
    assert summary(third.changes).endswith("returned 1")


def test_another_line_where_one_was_absent_is_new() -> None:
    notes = "# 노드\n- kubelet: 노드의 에이전트\n{}\n- 파드는 노드 위에서 돎\n"
    first = built(notes.format("- 홀수 노드 선택"))
    third = built(notes.format("- 짝수 파드 삭제"), built(notes.format(""), first.ledger, 2).ledger, 3)
    assert summary(third.changes) == "kept 2, changed 0, moved 0, new 1, retired 0"


@pytest.mark.parametrize("name", IN_LINE)
def test_lines_that_were_absent_keep_their_ids_through_an_edit(name: str) -> None:
    verdict = Verdict()
    for seed in range(TIMES_EACH):
        verdict.add(absent(texts(), name, seed, cards_of))
    assert verdict.wrong == []
    assert verdict.share >= 0.995, verdict.lost


def test_a_name_in_between_gives_no_id_away() -> None:
    """An IPAddressPool stands where the Ingress stood; when the Ingress is back, its cards are."""
    ingress, pool = "- Ingress apiVersion: networking.k8s.io/v1", "- IPAddressPool apiVersion: metallb.io/v1beta1"
    notes = "# 매니페스트\n{}\n- 들여쓰기는 두 칸\n"
    first = built(notes.format(ingress))
    second = built(notes.format(pool), first.ledger, 2)
    third = built(notes.format(f"{ingress}\n{pool}"), second.ledger, 3)
    assert ids(first)[0] in ids(third)
    assert set(ids(second)) <= set(ids(third))


def test_a_name_tells_across_kinds() -> None:
    """A sentence about containerd where Docker was defined is another fact; one about Docker is the same."""
    docker = a_fact(
        Span("n.md", 2, 2), "Docker", "Docker: 이미지를 받아 컨테이너를 실행", meaning="이미지를 받아 컨테이너를 실행"
    )
    first = identify(
        [Card(docker, "definition", "term->meaning", "Docker란?", "이미지를 받아 컨테이너를 실행")], empty("deck"), 1
    )
    for name, kept in (("Docker", True), ("containerd", False)):
        said = a_fact(Span("n.md", 2, 2), name, "이미지를 받아 컨테이너를 실행하는 데몬을 둠")
        done = identify([Card(said, "property", "question", "?", "데몬")], first.ledger, 2)
        assert (done.cards[0].guid == first.cards[0].guid) == kept


def test_who_wrote_a_card_is_no_matter_of_identity() -> None:
    """A model's question about a line takes the place of the rules' definition."""
    first = built("# 저장소\n- etcd: 모든 데이터를 담는 키-값 저장소\n- 백업은 매일 한 번\n")
    asked = [
        Card(a_question(card.fact, "클러스터의 상태는 어디에 있는가?", "etcd"), "question", "question", "클러스터의 상태는 어디에 있는가?", "etcd")
        if card.fact.label == "etcd" else card
        for card in cards_of({"note.md": "# 저장소\n- etcd: 모든 데이터를 담는 키-값 저장소\n- 백업은 매일 한 번\n"})
    ]  # fmt: skip
    second = identify(asked, first.ledger, 2)
    assert {card.guid for card in second.cards} == {card.guid for card in first.cards}


# ---- speed, counted and not timed ----


def counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[int]:
    """Count the calls of a function from now on."""
    calls, real = [0], getattr(module, name)

    def count(*arguments: object) -> object:
        calls[0] += 1
        return real(*arguments)

    monkeypatch.setattr(module, name, count)
    return calls


def test_each_fact_is_compared_with_few_others(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = changed_lines(2000)
    first = identify(cards_of(before), empty("deck"), 1)
    calls = counted(monkeypatch, pairing, "same_fact")
    later = identify(cards_of(after), first.ledger, 2)
    assert summary(later.changes).endswith("new 0, retired 0")
    assert calls[0] < 2000 * 25


def test_equal_lines_do_not_try_each_number_again(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, identifying, "_digest")
    built("- 파드를 늘 실행하는 노드\n" * 300)
    assert calls[0] <= 300 * 3


def test_retired_cards_are_exported_as_last_built_with_a_tag_and_a_later_time() -> None:
    first = built("- etcd: 키-값 저장소\n", now=10)
    cards = retired_cards(built("", first.ledger, now=10).ledger)
    assert [(card.id, card.stem, card.key, card.tags, card.changed) for card in cards] == [
        (card.id, card.stem, card.key, ("notedeck::retired",), 11) for card in first.cards
    ]
    assert [card.direction for card in cards] == ["term->meaning", "meaning->term"]


# ---- slots ----


def listing(*items: str, more: tuple[Card, ...] = ()) -> tuple[Card, ...]:
    fact = a_fact(Span("n.md", 1, 1), "고려 요소", f"고려 요소: {', '.join(items)}")
    blanks = [
        Card(
            fact,
            "list",
            "fill-blank",
            f"고려 요소: {', '.join('____' if other == item else other for other in items)}",
            item,
        )
        for item in items
    ]
    return (Card(fact, "list", "list-all", "고려 요소는?", ", ".join(items)), *blanks)


def slots(*revisions: tuple[Card, ...]) -> dict[str, str]:
    ledger = empty("deck")
    for now, cards in enumerate(revisions, 1):
        done = identify(cards, ledger, now)
        ledger = done.ledger
    return {card.key: card.slot for card in done.cards if card.direction == "fill-blank"}


def test_an_inserted_item_takes_a_new_blank_and_shifts_no_sibling() -> None:
    assert slots(listing("정책", "지역성", "데드라인"), listing("정책", "간섭", "지역성", "데드라인")) == {
        "정책": "fill-blank-1",
        "간섭": "fill-blank-4",
        "지역성": "fill-blank-2",
        "데드라인": "fill-blank-3",
    }


def test_a_blank_follows_its_item_through_a_typo_and_a_new_order() -> None:
    assert slots(listing("정책", "지역셩 조건", "데드라인"), listing("데드라인", "지역성 조건", "정책")) == {
        "데드라인": "fill-blank-3",
        "지역성 조건": "fill-blank-2",
        "정책": "fill-blank-1",
    }


def test_an_item_that_returns_has_its_blank_again() -> None:
    found = slots(
        listing("정책", "지역성"), listing("지역성"), listing("간섭", "지역성"), listing("정책", "간섭", "지역성")
    )
    assert found == {"정책": "fill-blank-1", "간섭": "fill-blank-3", "지역성": "fill-blank-2"}


def test_past_the_last_template_a_free_blank_is_used_again() -> None:
    letters = "가나다라마바사아자차카타"
    assert slots(listing(*letters), listing(*letters[1:], "파이썬"))["파이썬"] == "fill-blank-1"


def both(*pairs: tuple[str, str, str]) -> tuple[Card, ...]:
    """Return cards of one fact given as (direction, question, answer)."""
    fact = a_fact(Span("n.md", 1, 1), "가", "가: 나")
    return tuple(Card(fact, "definition", *pair) for pair in pairs)


def history(*revisions: tuple[Card, ...]) -> list[dict[str, str]]:
    """Return question -> slot of each build, every one with the ledger of the one before, read from its text."""
    ledger, found = empty("deck"), []
    for now, cards in enumerate(revisions, 1):
        done = identify(cards, ledger, now)
        ledger = read(write(done.ledger), "ledger")
        found.append({card.stem: card.slot for card in done.cards})
    return found


PURPOSE, AMOUNT = ("contrast", "목적은?", "하나"), ("contrast", "양은?", "둘")


def test_a_direction_asked_twice_takes_a_spare_template_and_keeps_it() -> None:
    assert history(both(PURPOSE, AMOUNT), both(AMOUNT), both(AMOUNT, PURPOSE)) == [
        {"목적은?": "contrast", "양은?": "spare-1"},
        {"양은?": "spare-1"},
        {"양은?": "spare-1", "목적은?": "contrast"},
    ]


def test_a_spare_template_remembers_its_direction_when_it_is_retired() -> None:
    first = identify(both(PURPOSE, AMOUNT), empty("deck"), 1)
    gone = read(write(identify((), first.ledger, 2).ledger), "ledger")
    assert [(card.direction, card.slot) for card in retired_cards(gone)] == [
        ("contrast", "contrast"),
        ("contrast", "spare-1"),
    ]


def test_a_definition_that_was_another_kind_in_between_has_its_template_again() -> None:
    """Two lines are one another's definition in turn; the card between them was a blank."""
    found = history(
        both(("term->meaning", "가란?", "모든 데이터를 담는 저장소")),
        both(("fill-blank", "가는 ____을 담는다.", "모든 데이터")),
        both(("term->meaning", "가란?", "노드마다 하나씩 도는 프로그램")),
    )
    assert found[-1] == {"가란?": "term->meaning"}


def test_spares_that_are_used_up_lend_blanks_from_the_last_on() -> None:
    asked = tuple(("question", f"물음 {number}?", letter) for number, letter in enumerate("가나다라마"))
    assert list(history(both(*asked))[0].values()) == [
        "question", "spare-1", "spare-2", "fill-blank-12", "fill-blank-11",
    ]  # fmt: skip


@pytest.mark.parametrize("direction", ["term->meaning", "fill-blank", "list-all", "a direction of later"])
def test_no_card_goes_without_a_template(direction: str) -> None:
    many = both(*((direction, f"물음 {number}?", f"답 {number}") for number in range(50)))
    done = identify(many, empty("deck"), 1)
    places = {(card.guid, card.slot.partition("~")[0]) for card in done.cards}
    assert len(places) == 50
    assert {template for _guid, template in places} <= set(anki_schema.SLOTS)
    assert len({card.guid for card in done.cards}) == 3
    assert anki.check(Deck("deck", done.cards)) == ()


OLD_SLOTS = (
    '{"ledger": 1, "deck": "deck"}\n{"id": "abc", "kind": "definition", "path": "n.md", "label": "가", "text": "가: 나", '
    '"cards": {"contrast": ["목적은?", "하나"], "contrast-2": ["양은?", "둘"]}, "changed": 1, "content": "x"}\n'
)


def test_a_slot_without_a_template_is_put_right() -> None:
    done = identify(both(PURPOSE, AMOUNT), read(OLD_SLOTS, "ledger"), 2)
    assert [card.id for card in done.cards] == ["abc/contrast", "abc/spare-1"]


@settings(deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["term->meaning", "fill-blank", "contrast"]), st.integers(0, 9)), max_size=9
        ),
        min_size=2,
        max_size=5,
    )
)
def test_cards_come_and_go_and_none_is_ever_without_a_place(revisions: list[list[tuple[str, int]]]) -> None:
    asked = [
        both(*((way, f"{way} {number}?", f"답 {number}") for way, number in dict.fromkeys(cards)))
        for cards in revisions
    ]
    for cards, found in zip(asked, history(*asked), strict=True):
        assert len(set(found.values())) == len(cards)
        assert set(found.values()) <= set(anki_schema.SLOTS)


def test_the_ledger_knows_the_templates_of_anki() -> None:
    assert set(TEMPLATES) == set(anki_schema.SLOTS)


# ---- the file ----


def test_the_ledger_is_one_fact_a_line() -> None:
    text = write(built("# 저장소\n- etcd: 키-값 저장소\n- 백업 필수 항목\n", now=7).ledger)
    header, first, second, end = text.splitlines()
    assert header == '{"ledger": 2, "deck": "deck", "ends": true}'
    assert end == '{"end": true}'
    assert first.startswith('{"id": "')
    assert '"path": "note.md", "topic": ["저장소"], "label": "etcd"' in first
    assert list(json.loads(second)) == ["id", "kind", "path", "topic", "label", "text", "cards", "changed", "content"]


def test_a_line_inserted_is_a_line_inserted() -> None:
    first = built(SMALL)
    second = built(SMALL.replace("## 명령", "- 새로 배운 사실 하나\n## 명령"), first.ledger, 2)
    before, after = write(first.ledger).splitlines(), write(second.ledger).splitlines()
    assert len(after) == len(before) + 1
    assert [line for line in after if line in before] == before


def test_git_merges_two_branches(tmp_path: Path) -> None:
    base = built(SMALL)
    ours = built(SMALL.replace("## 명령", "- 우리가 더한 사실 하나\n## 명령"), base.ledger, 2)
    theirs = built(SMALL.replace("백업 계획 필수", "백업은 꼭 필요"), base.ledger, 3)
    for name, done in (("ours", ours), ("base", base), ("theirs", theirs)):
        (tmp_path / name).write_text(write(done.ledger), encoding="utf-8")
    merged = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=tmp_path, capture_output=True, check=True
    )
    entries = read(merged.stdout.decode(), "ledger").entries
    assert {entry.text for entry in entries} >= {"우리가 더한 사실 하나", "데이터 백업은 꼭 필요"}
    assert len(entries) == len(base.ledger.entries) + 1


GOOD = write(built("- etcd: 키-값 저장소\n- 백업 필수 항목\n").ledger)
HEADER, LINE, LAST, END = GOOD.splitlines()


def swapped(old: str, new: str) -> str:
    return f"{HEADER}\n{LINE.replace(old, new)}\n"


DAMAGES = {
    "": "1:1: error[ledger] the ledger is empty",
    f"{HEADER}\n<<<<<<< HEAD\n{LINE}\n": '2:1: error[ledger] a conflict mark of git, "<<<<<<<"',
    f"{HEADER}\n{LINE}\n{LINE}\n": '3:1: error[ledger] the id "ID" stands twice; the first is on line 2',
    '{"ledger": 3}\n': "1:1: error[ledger] the ledger has version 3, and this notedeck knows version 2",
    f"{LINE}\n": '1:1: error[ledger] this is no ledger: the first line must be like {"ledger": 2, "deck": "NAME"}',
    f'{HEADER}\n{{"id": }}\n': "2:8: error[ledger] this line is no JSON: Expecting value",
    f"{HEADER}\n[1]\n": "2:1: error[ledger] this line must be an object, as {…}",
    swapped('"label"', '"labels"'): '2:1: error[ledger] unknown key "labels"; did you mean "label"?',
    swapped('"changed": 1', '"changed": "1"'): '2:1: error[ledger] "changed" must be seconds since 1970',
    swapped(
        '{"term', '{"x": 1, "term'
    ): '2:1: error[ledger] "cards" must be like {"term->meaning": ["question", "answer"]}',
}


@pytest.mark.parametrize(("text", "message"), DAMAGES.items(), ids=DAMAGES.values())
def test_a_damaged_ledger_is_told_at_its_line(text: str, message: str) -> None:
    with pytest.raises(NotedeckError) as raised:
        read(text, "l")
    assert str(raised.value).splitlines()[0].replace(json.loads(LINE)["id"], "ID") == f"l:{message}"


def test_every_damage_is_told_at_once() -> None:
    with pytest.raises(NotedeckError) as raised:
        read(f"{HEADER}\n{{\n{LINE}\n{LINE}\n{END}\n", "l")
    assert [problem.span.first for problem in raised.value.problems] == [2, 4]


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_ledger_cut_at_a_lines_end_is_told(lines: int) -> None:
    cut = "\n".join(GOOD.splitlines()[:lines]) + "\n"
    with pytest.raises(NotedeckError, match="the ledger is cut off: its last line must be"):
        read(cut, "l")


def test_a_ledger_of_the_first_version_has_no_end_and_is_whole() -> None:
    old = GOOD.replace(', "ends": true', "").replace(f"{END}\n", "")
    assert write(read(old, "l")) == GOOD


def test_a_time_that_no_deck_can_hold_is_told() -> None:
    with pytest.raises(NotedeckError, match='"changed" must be seconds since 1970'):
        read(GOOD.replace('"changed": 1', f'"changed": {2**63}', 1), "l")


def test_a_ledger_that_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "l")
    with pytest.raises(NotedeckError, match="the ledger cannot be read: it is a pipe, not a file"):
        load(tmp_path / "l", "deck")
    os.mkfifo(tmp_path / "pipe.ledger.jsonl")
    assert not is_old(tmp_path / "pipe.ledger.jsonl")


def test_line_ends_and_a_mark_of_byte_order_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "l").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert write(load(tmp_path / "l", "deck")) == GOOD
    assert load(tmp_path / "none", "deck") == empty("deck")


@settings(deadline=None)
@given(st.text(), st.text(), st.integers(0, 9))
def test_any_text_survives_the_file(label: str, text: str, now: int) -> None:
    fact = a_fact(Span("n.md", 1, 1), label, text, (label,))
    ledger = identify([Card(fact, "question", "question", text, label)], empty(label), now).ledger
    assert read(write(ledger), "l") == ledger
    assert len(write(ledger).splitlines()) == 3


# ---- words ----


def test_changes_are_described_card_by_card() -> None:
    first = built("# 저장소\n- etcd: 키-값 저장쇼\n- 백업 필수 항목\n")
    second = built("# 저장소\n- etcd: 키-값 저장소\n- 새로 배운 사실 하나\n", first.ledger, 2)
    etcd, new, gone = (change.entry.id for change in second.changes)
    assert (
        describe_changes(second.changes)
        == f"""~ changed {etcd} definition  note.md:2
    - etcd: 키-값 저장쇼
    + etcd: 키-값 저장소
    term->meaning
      - etcd은(는)? → 키-값 저장쇼
      + etcd은(는)? → 키-값 저장소
    meaning->term
      - 키-값 저장쇼? → etcd
      + 키-값 저장소? → etcd

+ new {new} property  note.md:3
    + 새로 배운 사실 하나
    question
      + 저장소: 새로 배운 사실 …? → 새로 배운 사실 하나

- retired {gone} property  note.md
    - 백업 필수 항목
    question
      - 저장소: 백업 필수 항목 …? → 백업 필수 항목"""
    )


# ---- the commands ----


def test_diff_shows_what_a_build_would_change_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    note, kept = tmp_path / "n.md", tmp_path / "n.ledger.jsonl"
    note.write_text("# etcd\n- 모든 클러스터 데이터를 담는 저장소\n", encoding="utf-8")
    assert main(["build", "n.md", "--ledger", "n.ledger.jsonl"]) == 0
    before = kept.read_bytes()
    note.write_text("# etcd\n- 모든 클러스터 데이터를 담는 키-값 저장소\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["diff", "n.md", "--ledger", "n.ledger.jsonl"]) == 0
    shown = capsys.readouterr().out
    assert (
        "    - etcd: 모든 클러스터 데이터를 담는 저장소\n    + etcd: 모든 클러스터 데이터를 담는 키-값 저장소\n"
        in shown
    )
    assert shown.endswith("n: kept 0, changed 1, moved 0, new 0, retired 0\n")
    assert kept.read_bytes() == before


def test_the_real_pipeline_keeps_its_ids_through_edits() -> None:
    verdict = Verdict()
    for name in EDITS:
        verdict.add(rebuilt(texts(), [name], 1, pipeline_cards))
    assert verdict.wrong == []
    assert verdict.share >= 0.995, verdict.lost
