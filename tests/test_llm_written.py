"""The file of written cards: read, edited by hand, carried over edits of the notes, and turned into candidates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.llm import candidates, requests, sections, written
from generator.llm.answers import sealed
from generator.llm.plan import Done
from generator.llm.values import Fix, Noted, Piece, Section, Turned, Written, WrittenCard
from generator.model import Authored, Origin, Source, Span
from generator.problems import NotedeckError
from generator.reading import read

ETCD = "## etcd\n- 모든 클러스터 데이터를 담는 키-값 저장소\n- 기본 포트: 2379\n"
KUBELET = "## kubelet\n- 노드에서 컨테이너가 동작하도록 관리\n"
FILLER = "## 나머지\n" + "- 아무 카드도 되지 않을 긴 줄이 여기에 되풀이된다\n" * 140
NOTE = f"# 쿠버네티스\n{ETCD}{FILLER}{KUBELET}"


def noted(text: str, path: str = "notes/k.md") -> Noted:
    source = Source(path, text)
    return Noted(source, read(source), "ko")


def at(text: str, line: str) -> Section:
    """Return the section of a note that holds a line."""
    return next(one for one in sections.of_note(noted(text)) if line in one.lines)


def card(section: Section, question: str, answer: str, evidence: str, **more: object) -> WrittenCard:
    number = next(n for n, line in enumerate(section.lines, 1) if evidence in line)
    made = WrittenCard(section.key, (number, number), "쿠버네티스", question, answer, "question", (evidence,))
    return sealed(replace(made, **more))  # type: ignore[arg-type]


PORT_AT = at(NOTE, "- 기본 포트: 2379")
KUBELET_AT = at(NOTE, "## kubelet")
PORT = card(PORT_AT, "etcd의 기본 포트는?", "2379", "기본 포트: 2379")
STORE = card(
    PORT_AT, "키-값 저장소인 컴포넌트는?", "etcd", "모든 클러스터 데이터를 담는 키-값 저장소", direction="meaning->term",
    fixes=(Fix("저장서", "저장소"),),
)  # fmt: skip
AGENT = card(KUBELET_AT, "컨테이너를 관리하는 것은?", "kubelet", "노드에서 컨테이너가 동작하도록 관리")
BAD = replace(card(PORT_AT, "피어 포트는?", "2380", "기본 포트: 2379"), refused=('number: "2380" stands nowhere',))


def file_of(*cards: WrittenCard, note: str = NOTE) -> Written:
    done = [
        Done(section, tuple(one for one in cards if one.section == section.key))
        for section in sections.of_note(noted(note))
    ]
    return written.update(Written("k"), done, [noted(note)], "m", "decks")


BOTH = file_of(PORT, STORE, AGENT, BAD)


def test_the_sections_lie_apart() -> None:
    assert PORT_AT.key != KUBELET_AT.key


def test_what_is_written_is_read_back() -> None:
    full = replace(BOTH, turned=(Turned("../notes/k.md", "", "왜?", "그래서", "R2 unclear"),))
    assert written.read(written.write(full), "f") == full


def test_one_card_a_line_under_its_section_sorted() -> None:
    lines = written.write(BOTH).splitlines()
    assert lines[0] == '{"cards": 1, "deck": "k"}'
    shown = [line.split('"question": "')[1].split('"')[0] if '"question"' in line else "#" for line in lines[1:]]
    assert shown[:4] == ["#", "키-값 저장소인 컴포넌트는?", "etcd의 기본 포트는?", "피어 포트는?"]
    assert shown[-2:] == ["#", "컨테이너를 관리하는 것은?"]
    assert '"note": "../notes/k.md"' in lines[1]


def test_the_order_of_answers_changes_no_byte() -> None:
    assert written.write(file_of(BAD, AGENT, STORE, PORT)) == written.write(BOTH)


BROKEN = [
    ("", "these are no written cards"),
    ("{}", "these are no written cards"),
    ('{"cards": 9, "deck": "k"}', "version 9"),
    ("[1]", "must be an object"),
    ('{"cards": 1, "deck": "k"}\n{', "f:2:2: error[written-cards] this line is no JSON"),
    ("<<<<<<< HEAD", "a conflict mark of git"),
    ('{"cards": 1, "deck": "k"}\n{"question": "q", "anser": "a"}', 'unknown key "anser"; did you mean "answer"?'),
    ('{"cards": 1, "deck": "k"}\n{"question": "q", "answer": "a"}', "cards of your own belong into the recipe"),
    ('{"cards": 1, "deck": "k"}\n{"section": 3}', '"section" must be text'),
    (written.write(BOTH).replace('"lines": [5, 5]', '"lines": [5]'), '"lines" must be like [3, 5]'),
    (written.write(BOTH).replace('"direction": "question"', '"direction": "asking"'), '"asking" is no direction'),
    (written.write(BOTH).replace('"evidence": ["', '"evidence": [1, "'), '"evidence" must be a list of texts'),
]


@pytest.mark.parametrize(("text", "why"), BROKEN)
def test_what_a_hand_broke_is_told_at_its_line(text: str, why: str) -> None:
    with pytest.raises(NotedeckError) as caught:
        written.read(text.replace('"lines": [4, 4]', '"lines": [4]') if "[3, 5]" in why else text, "f")
    assert why in str(caught.value) + "".join(problem.fix for problem in caught.value.problems)


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert written.load(tmp_path / "none.cards.jsonl", "k") == Written("k")


# --- the notes change


def test_an_edit_elsewhere_kills_no_card() -> None:
    edited = NOTE.replace("# 쿠버네티스\n", "# 쿠버네티스\n\n\n").replace("## kubelet", "새 글\n\n## kubelet")
    found, refusals = candidates(BOTH, [noted(edited)], "decks")
    assert [one.key for one in found] == ["etcd", "2379", "kubelet"]
    lines = edited.split("\n")
    for one in found:
        assert one.fact.text in lines[one.fact.span.first - 1]
    assert [one.reasons for one in refusals] == [BAD.refused]


def test_a_line_lost_is_a_card_lost_and_said_so() -> None:
    found, refusals = candidates(BOTH, [noted(NOTE.replace("- 기본 포트: 2379\n", ""))], "decks")
    assert [one.key for one in found] == ["etcd", "kubelet"]
    assert ("no longer in the note",) in [one.reasons for one in refusals]


def test_a_note_renamed_keeps_its_cards() -> None:
    found, _refusals = candidates(BOTH, [noted(NOTE, "notes/renamed.md")], "decks")
    assert [one.fact.span.path for one in found] == ["notes/renamed.md"] * 3


def test_a_line_moved_to_another_note_takes_its_card_along() -> None:
    rest = noted(NOTE.replace("- 기본 포트: 2379\n", ""))
    found, _refusals = candidates(BOTH, [rest, noted("# 포트\n- 기본 포트: 2379\n", "notes/p.md")], "decks")
    assert found[-1].fact.span == Span("notes/p.md", 2, 2)


def test_the_cards_of_a_note_that_is_elsewhere_are_not_looked_for_here() -> None:
    other = noted("# 다른 노트\n- 기본 포트: 2379\n", "notes/other.md")
    found, _refusals = candidates(BOTH, [other], "decks", lambda note: note == "../notes/k.md")
    assert found == ()


def test_a_candidate_is_the_card_with_the_notes_own_words() -> None:
    found, _refusals = candidates(BOTH, [noted(NOTE)], "decks")
    first = found[0]
    assert (first.front, first.stem, first.key, first.direction) == (
        "쿠버네티스", "키-값 저장소인 컴포넌트는?", "etcd", "meaning->term",
    )  # fmt: skip
    assert first.origin == Origin.MODEL
    assert first.notices == ("노트: `저장서`",)
    fact = first.fact
    assert fact.span == Span("notes/k.md", 3, 3)
    assert fact.topic == ("쿠버네티스", "etcd")
    assert fact.value == Authored(first.stem, first.key)
    assert (fact.label, fact.text) == ("etcd", "모든 클러스터 데이터를 담는 키-값 저장소")


def test_a_section_written_anew_replaces_its_cards() -> None:
    changed = NOTE.replace("2379", "2399")
    new = card(at(changed, "- 기본 포트: 2399"), "etcd의 기본 포트는?", "2399", "기본 포트: 2399")
    section = at(changed, "- 기본 포트: 2399")
    again = written.update(BOTH, [Done(section, (new,))], [noted(changed)], "m", "decks")
    assert {one.answer for one in again.cards} == {"kubelet", "2399"}
    assert PORT_AT.key not in {piece.key for piece in again.pieces}


def test_a_section_that_changed_and_was_not_answered_stays_as_it_was() -> None:
    changed = NOTE.replace("- 기본 포트: 2379", "- 기본 포트: 2379\n- 새 줄")
    again = written.update(BOTH, [], [noted(changed)], "m", "decks")
    assert {one.answer for one in again.cards} == {"etcd", "2379", "2380", "kubelet"}
    found, _refusals = candidates(again, [noted(changed)], "decks")
    assert [one.key for one in found] == ["etcd", "2379", "kubelet"]
    assert at(changed, "- 새 줄") in written.missing(sections.of_note(noted(changed)), again)


def test_what_a_hand_edited_stays_when_its_section_is_written_anew() -> None:
    by_hand = replace(PORT, question="etcd가 기본으로 쓰는 포트는?")
    edited = written.read(written.write(BOTH).replace(PORT.question, by_hand.question), "f")
    changed = NOTE.replace("- 기본 포트: 2379", "- 새 줄\n- 기본 포트: 2379")
    section = at(changed, "- 새 줄")
    new = card(section, "기본 포트 번호는?", "2379", "기본 포트: 2379")
    again = written.update(edited, [Done(section, (new,))], [noted(changed)], "m", "decks")
    kept = [one for one in again.cards if one.question == by_hand.question]
    assert [(one.section, one.lines) for one in kept] == [(section.key, (5, 5))]
    found, _refusals = candidates(again, [noted(changed)], "decks")
    assert by_hand.question in [one.stem for one in found]


def test_a_deleted_line_is_not_asked_for_again() -> None:
    text = "".join(line + "\n" for line in written.write(BOTH).splitlines() if PORT.question not in line)
    edited = written.read(text, "f")
    assert written.missing(sections.of_note(noted(NOTE)), edited) == ()
    assert PORT.question not in {one.question for one in edited.cards}


def test_notes_that_this_run_did_not_read_stay() -> None:
    other = noted("# 다른 노트\n- 줄\n", "notes/other.md")
    assert written.update(BOTH, [], [other], "m", "decks") == BOTH


def test_a_price_is_told_for_what_is_left() -> None:
    left = written.missing(sections.of_note(noted(NOTE)), Written("k"))
    cost = requests.price_of(left)
    assert len(left) == 5
    assert cost.requests == 5 + 5 + 2  # a write and a mend a section, and the looks at some hundred cards
    assert requests.price_of(left, look=False).requests == 5
    assert cost.sent > requests.price_of(left, look=False).sent > sum(map(requests.tokens, NOTE.split("\n")))
    assert Piece("k", "n", "t", "m", requests.version()).prompt.isdigit()
