"""What a learner decided about cards: the file, what holds, and that every command respects it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator import verdicts
from generator.cli import main
from generator.items import kin
from generator.model import Authored, Card, Fact, Names, Origin, Span
from generator.problems import NotedeckError
from generator.study import grading
from generator.verdicts import Decision, Texts

NOTE = """# 쿠버네티스
- etcd: 모든 클러스터 데이터를 담는 키-값 저장소
- kubelet: 파드에서 컨테이너가 동작하도록 관리하는 노드의 에이전트
"""
ETCD = "모든 클러스터 데이터를 담는 키-값 저장소"


def _card(name: str = "abc/term->meaning", text: str = "etcd: 저장소") -> Card:
    fact = Fact(span=Span("note.md", 2, 2), label="etcd", text=text, value=Authored("etcd란?", "저장소"))
    return Card(
        fact, "definition", "term->meaning", "etcd란?", "저장소", front="쿠버네티스", id=name, slot="term->meaning"
    )


def _said(what: str, at: int = 1, **more: object) -> Decision:
    return Decision(at, what, "abc/term->meaning", "etcd: 저장소", **more)  # type: ignore[arg-type]


def _now(*said: Decision, card: Card | None = None, directions: tuple[str, ...] = ()) -> Card | None:
    return verdicts.apply(card or _card(), verdicts.fold(said), directions)


EDIT = _said("edit", now=Texts("K8s", "etcd는 무엇?", "키-값 저장소"))
FLIP = _said("flip", 2, now=Texts("", "저장소는?", "etcd"), direction="meaning->term", accept=("엣시디",))


def test_the_last_word_counts_and_undo_takes_it_back() -> None:
    assert _now(_said("hide")) is None
    assert _now(_said("hide"), _said("keep", 2)) == _card()
    assert _now(_said("keep"), _said("hide", 2), _said("undo", 3)) == _card()
    assert _now(_said("undo"), _said("hide", 2)) is None
    assert _now(_said("hide", 5), _said("keep", 2)) is None  # two branches, in any order
    assert not verdicts.fold([_said("keep"), _said("undo", 2)]).cards


def test_a_card_is_reworded_and_its_own() -> None:
    card = _now(EDIT, _said("keep", 2))
    assert card
    assert (card.front, card.stem, card.key, card.origin) == ("K8s", "etcd는 무엇?", "키-값 저장소", Origin.OWN)
    assert card.id == _card().id


def test_other_answers_were_right_for_the_answer_that_it_was() -> None:
    card = replace(_card(), accept=("보관소",))
    assert verdicts.apply(card, verdicts.fold([EDIT])).accept == ()  # type: ignore[union-attr]
    same = _said("edit", now=Texts("", "etcd란 무엇?", "저장소"))
    assert verdicts.apply(card, verdicts.fold([same])).accept == ("보관소",)  # type: ignore[union-attr]


def test_a_blank_without_its_gap_is_a_question() -> None:
    card = replace(_card(), direction="fill-blank", stem="____는 저장소")
    assert _now(EDIT, card=card).direction == "question"  # type: ignore[union-attr]


def test_a_list_that_was_reworded_is_asked_and_graded_by_its_new_items() -> None:
    fact = Fact(span=Span("note.md", 2, 2), label="장점", text="장점: 빠름, 쌈", value=Names(("빠름", "쌈")))
    card = Card(fact, "list", "list-all", "장점 2가지는?", "빠름, 쌈", id="abc/list-all", slot="list-all")
    edit = Decision(1, "edit", "abc/list-all", fact.text, now=Texts("", "장점 3가지는?", "빠름, 쌈, 작음"))
    reworded = _now(edit, card=card)
    assert reworded
    assert kin.items(reworded) == ("빠름", "쌈", "작음")
    key = grading.key_of(reworded)
    assert grading.grade(key, "작음, 쌈, 빠름").mark == grading.Mark.RIGHT
    assert grading.grade(key, "쌈, 빠름").mark != grading.Mark.RIGHT


def test_once_the_note_says_something_else_the_card_has_both_texts() -> None:
    card = _now(EDIT, card=_card(text="etcd: 분산 저장소"))
    assert card
    assert card.stem == "etcd란?"
    assert card.notices == ("고쳐 쓴 뒤로 노트가 바뀜. 고쳐 쓴 글: etcd는 무엇? → 키-값 저장소",)
    assert _now(_said("hide"), card=_card(text="etcd: 분산 저장소")) is None


def test_a_flipped_card_is_the_other_one_of_its_fact() -> None:
    card = _now(EDIT, FLIP)
    assert card
    assert (card.id, card.slot, card.direction) == ("abc/meaning->term", "meaning->term", "meaning->term")
    assert (card.stem, card.key, card.accept) == ("저장소는?", "etcd", ("엣시디",))
    assert _now(FLIP, directions=("term->meaning", "meaning->term")) is None  # it is asked already
    again = _now(FLIP, _said("edit", 3, now=Texts("", "어느 저장소?", "etcd")))
    assert again
    assert (again.direction, again.stem) == ("meaning->term", "어느 저장소?")


def test_the_file_is_appended_to_and_gives_back_what_was_said(tmp_path: Path) -> None:
    path = tmp_path / "decks" / "deck.verdicts.jsonl"
    said = [EDIT, FLIP, _said("hide", 3, frame="blank", score=0.61), Decision(4, "forget")]
    before = b""
    for one in said:
        verdicts.append(path, "deck", one)
        assert path.read_bytes().startswith(before)
        before = path.read_bytes()
    assert list(verdicts.load(path)) == said
    assert before.splitlines()[0] == b'{"verdicts": 1, "deck": "deck"}'
    assert len(before.splitlines()) == 5


def test_a_clock_that_is_set_back_changes_no_order(tmp_path: Path) -> None:
    path = tmp_path / "deck.verdicts.jsonl"
    verdicts.append(path, "deck", _said("hide", 1000))
    verdicts.append(path, "deck", _said("keep", 5))
    assert _now(*verdicts.load(path)) == _card()


@pytest.mark.parametrize("end", ["", '{"at": 7, "what": "hi', "\n"])
def test_a_line_that_was_never_finished_is_none(tmp_path: Path, end: str) -> None:
    path = tmp_path / "deck.verdicts.jsonl"
    verdicts.append(path, "deck", _said("keep"))
    path.write_text(path.read_text("utf-8") + end, "utf-8")
    verdicts.append(path, "deck", _said("hide", 2))
    assert [one.what for one in verdicts.load(path)] == ["keep", "hide"]


def test_a_last_line_without_its_end_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "deck.verdicts.jsonl"
    verdicts.append(path, "deck", _said("keep"))
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    verdicts.append(path, "deck", _said("hide", 2))
    assert [one.what for one in verdicts.load(path)] == ["keep", "hide"]


def test_what_a_browser_sends_is_written_as_text(tmp_path: Path) -> None:
    path = tmp_path / "deck.verdicts.jsonl"
    odd = "\ud800 \u2028 </script> \x85 \x00"
    verdicts.append(path, "deck", _said("edit", now=Texts("", odd, "a")))
    assert len(path.read_text("utf-8").splitlines()) == 2
    assert verdicts.load(path)[0].now.question == odd


HEAD = '{"verdicts": 1, "deck": "deck"}\n'


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('{"a": 1}\n', 1, 'these are no verdicts: the first line must be like {"verdicts": 1, "deck": "NAME"}'),
        ('{"verdicts": 9, "deck": ""}\n', 1, "the file has version 9, and this notedeck knows version 1"),
        (f"{HEAD}nonsense\n", 2, "this line is no JSON: Expecting value"),
        (f"{HEAD}<<<<<<< HEAD\n", 2, 'a conflict mark of git, "<<<<<<<"'),
        (f"{HEAD}[1]\n", 2, "this line must be an object, as {…}"),
        (f'{HEAD}{{"at": 1, "what": "hyde", "card": "a"}}\n', 2, '"what" must be one of keep, hide, edit, flip, undo, learn, forget'),
        (f'{HEAD}{{"at": "now", "what": "hide", "card": "a"}}\n', 2, '"at" must be a time in milliseconds since 1970'),
        (f'{HEAD}{{"at": 1, "what": "hide"}}\n', 2, '"card" is missing'),
        (f'{HEAD}{{"at": 1, "what": "edit", "card": "a", "now": {{"question": "q"}}}}\n', 2, '"now" needs the "question" and the "answer" of what was reworded'),
        (f'{HEAD}{{"at": 1, "what": "keep", "card": "a", "score": 7}}\n', 2, '"score" must be a number from 0 to 1'),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_file_is_told_at_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "deck.verdicts.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(NotedeckError) as caught:
        verdicts.load(path)
    assert [(one.span.first, one.message) for one in caught.value.problems] == [(line, message)]
    with pytest.raises(NotedeckError):
        verdicts.append(path, "deck", EDIT)
    assert path.read_text("utf-8") == text


Cards = Callable[..., list[dict[str, str]]]


@pytest.fixture
def cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cards:
    (tmp_path / "decks").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    Path("note.md").write_text(NOTE, "utf-8")

    def run(*call: str) -> list[dict[str, str]]:
        capsys.readouterr()
        assert main(["cards", *(call or ("note.md",)), "--format", "jsonl"]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def _decide(card: dict[str, str], what: str, **more: object) -> None:
    fact = "etcd: 모든 클러스터 데이터를 담는 키-값 저장소" if "etcd" in card["question"] + card["answer"] else ""
    verdicts.append(Path("decks/note.verdicts.jsonl"), "note", Decision(1, what, card["id"], fact, **more))  # type: ignore[arg-type]


def test_commands_respect_what_was_decided_through_edits_of_the_note(cards: Cards) -> None:
    assert main(["build", "note.md"]) == 0
    hidden, other = (next(card for card in cards() if card["question"] == q) for q in ("etcd란?", "kubelet이란?"))
    _decide(hidden, "hide")
    assert hidden["id"] not in {card["id"] for card in cards()}
    Path("note.md").write_text(NOTE.replace("키-값 저장소", "키와 값의 저장소"), "utf-8")
    assert hidden["id"] not in {card["id"] for card in cards()}
    assert other["id"] in {card["id"] for card in cards()}
    assert main(["build", "note.md"]) == 0
    assert hidden["id"] not in {card["id"] for card in cards(".")}


def test_a_line_whose_cards_are_hidden_says_so(cards: Cards, capsys: pytest.CaptureFixture[str]) -> None:
    for card in cards():
        if "etcd" in card["question"] + card["answer"]:
            _decide(card, "hide")
    capsys.readouterr()
    main(["coverage", "note.md", "--format", "json"])
    assert "hidden by the learner" in capsys.readouterr().out


def test_damaged_verdicts_stop_a_build_and_change_nothing(cards: Cards, capsys: pytest.CaptureFixture[str]) -> None:
    Path("decks/note.verdicts.jsonl").write_text(f"{HEAD}<<<<<<< HEAD\n", "utf-8")
    assert main(["build", "note.md"]) == 1
    assert "note.verdicts.jsonl:2:1: error[verdicts] a conflict mark of git" in capsys.readouterr().err
    assert not Path("out").exists()
