"""A model's cards in the deck: beside the rules', under the same ids, without a network, the same bytes."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.editor import Judged, Weights, choose, join
from generator.editor.score import Score
from generator.llm import sections, written
from generator.llm.plan import Done
from generator.llm.values import Noted, Turned, Written, WrittenCard
from generator.model import Authored, Candidate, Fact, Origin, Source, Span, Statement
from generator.reading import read

NOTE = """# 쿠버네티스
## 컨트롤 플레인
- etcd: 모든 클러스터 데이터를 담는 키-값 저장소
- kube-scheduler: 파드를 배치할 노드를 선택
"""
FILE = Path("decks/cards.jsonl")
MEANING = "모든 클러스터 데이터를 담는 키-값 저장소"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def no_network(*_given: object) -> None:
        raise AssertionError("a build talks to nobody")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    for folder in ("decks", "source_notes"):
        Path(folder).mkdir()
    Path("source_notes/k.md").write_text(NOTE, encoding="utf-8")
    Path("decks/k.yaml").write_text("name: k\nnotes: [../source_notes/k.md]\n", encoding="utf-8")


def model_writes(*made: tuple[str, str, str, str], turned: tuple[Turned, ...] = ()) -> None:
    """Put cards into the deck's file: question, answer, evidence, direction."""
    source = Source("source_notes/k.md", NOTE)
    note = Noted(source, read(source), "ko")
    [section] = sections.of_note(note)
    cards = []
    for question, answer, evidence, direction in made:
        line = next(n for n, text in enumerate(section.lines, 1) if evidence in text)
        cards.append(WrittenCard(section.key, (line, line), "쿠버네티스", question, answer, direction, (evidence,)))
    new = written.update(Written("k", turned=turned), [Done(section, tuple(cards))], [note], "m", "decks")
    FILE.write_text(written.write(new), encoding="utf-8")


def cards(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(["cards", "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def by(rows: list[dict[str, Any]], answer: str) -> dict[str, Any]:
    [found] = [row for row in rows if row["answer"] == answer]
    return found


OTHER = ("클러스터의 모든 데이터를 담는 저장소는?", "etcd", f"etcd: {MEANING}", "meaning->term")


def test_the_better_card_stays_and_the_fact_keeps_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    rules = cards(capsys)
    model_writes(OTHER)
    both = cards(capsys)
    mine = by(both, "etcd")
    assert (mine["question"], mine["origin"]) == (OTHER[0], "model")
    assert mine["id"].split("/")[0] in {
        row["id"].split("/")[0] for row in rules if "etcd" in row["question"] + row["answer"]
    }
    assert not [row for row in both if row["answer"] == MEANING]


def test_what_no_model_wrote_stays_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    rules = [row for row in cards(capsys) if row["lines"] == [4, 4]]
    model_writes(OTHER)
    assert [row for row in cards(capsys) if row["lines"] == [4, 4]] == rules
    assert rules


def test_a_studied_deck_goes_on_with_the_model_and_back(capsys: pytest.CaptureFixture[str]) -> None:
    main(["build"])
    first = {line["id"] for line in ledger() if "id" in line}
    model_writes(OTHER)
    main(["build"])
    assert {line["id"] for line in ledger() if "id" in line and "retired" not in line} == first
    FILE.unlink()
    main(["build"])
    assert {line["id"] for line in ledger() if "id" in line and "retired" not in line} == first


def ledger() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("decks/ledger.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_same_files_give_the_same_bytes() -> None:
    model_writes(OTHER)
    main(["build", "--no-ledger"])
    first = Path("out/k.apkg").read_bytes()
    Path("out/k.apkg").unlink()
    main(["build", "--no-ledger"])
    assert Path("out/k.apkg").read_bytes() == first


def test_a_card_edited_by_hand_is_asked_as_edited(capsys: pytest.CaptureFixture[str]) -> None:
    model_writes(OTHER)
    FILE.write_text(FILE.read_text(encoding="utf-8").replace(OTHER[0], "컨트롤 플레인의 저장소는?"), encoding="utf-8")
    assert by(cards(capsys), "etcd")["question"] == "컨트롤 플레인의 저장소는?"


def test_a_card_of_rules_that_the_reader_turned_down_is_not_asked(capsys: pytest.CaptureFixture[str]) -> None:
    before = by(cards(capsys), MEANING)
    model_writes(turned=(Turned("../source_notes/k.md", before["front"], before["question"], MEANING, "R3 two fit"),))
    assert not [row for row in cards(capsys) if row["question"] == before["question"]]


def test_a_broken_file_stops_the_build_at_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    FILE.write_text('{"cards": 1, "deck": "k"}\n{"question": 1}\n', encoding="utf-8")
    assert main(["build"]) == 1
    assert "decks/cards.jsonl:2:1: error[written-cards]" in capsys.readouterr().err
    assert not Path("out/k.apkg").exists()


# --- what states one fact


def candidate(
    text: str, key: str, direction: str = "question", line: int = 3, origin: Origin = Origin.MODEL
) -> Candidate:
    value = Authored("q", key) if origin == Origin.MODEL else Statement(text)
    fact = Fact(span=Span("k.md", line, line), value=value, label=f"{text}{key}", text=text)
    return Candidate(fact, "model", direction, "", f"{key}?", key, origin=origin)


def rule(text: str, key: str, direction: str = "question", line: int = 3) -> Candidate:
    return candidate(text, key, direction, line, Origin.RULES)


def test_two_facts_of_one_line_share_no_fact() -> None:
    text = "etcd는 2379 포트를 쓰는 저장소"
    models = (candidate(text, "2379"), candidate(text, "etcd", "meaning->term"))
    joined = join([rule(text, "etcd", "meaning->term")], models, {}).candidates
    assert len({one.fact for one in joined if one.origin == Origin.MODEL}) == 2


def test_both_directions_of_a_fact_share_it() -> None:
    text = "etcd: 저장소"
    models = (candidate(text, "저장소", "term->meaning"), candidate(text, "etcd", "meaning->term"))
    joined = join([rule(text, "etcd", "meaning->term")], models, {}).candidates
    assert len({one.fact for one in joined}) == 1


def test_another_lines_fact_is_another() -> None:
    joined = join([rule("etcd: 저장소", "etcd", line=9)], (candidate("etcd: 저장소", "etcd"),), {})
    assert len({one.fact for one in joined.candidates}) == 2
    assert joined.refusals == ()


def test_a_rules_card_that_a_quote_covers_is_told_why_it_is_gone() -> None:
    text = "etcd는 모든 데이터를 담는 저장소"
    spare = rule(text, "모든 데이터")
    joined = join([rule(text, "etcd", "meaning->term"), spare], (candidate(text, "etcd", "meaning->term"),), {})
    assert [(refusal.candidate, refusal.reasons) for refusal in joined.refusals] == [
        (spare, ("a better card of the same fact",))
    ]


def test_coverage_says_whose_cards_the_lines_became(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage"]) == 0
    said = capsys.readouterr().out
    assert "lines in cards by rules 2, by a model 0, by nobody 0" in said
    assert "sections that no model has written: 1; `notedeck write` would take about 3 requests" in said
    model_writes(OTHER)
    assert main(["coverage"]) == 0
    said = capsys.readouterr().out
    assert "by rules 1, by a model 1, by nobody 0" in said
    assert "no model has written" not in said
    assert main(["coverage", "--format", "json"]) == 0
    rows = {row["line"]: row["by"] for row in json.loads(capsys.readouterr().out)}
    assert (rows[3], rows[4]) == (["model"], ["rules"])


def test_what_was_refused_is_told_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    model_writes(OTHER, ("포트는?", "2379", "노드를 선택", "question"))
    text = FILE.read_text(encoding="utf-8").replace(
        '"answer": "2379",', '"answer": "2379", "refused": ["number: none"],'
    )
    FILE.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["cards", "--why", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    mine = [row for row in rows if row["origin"] == "model"]
    assert [(row["lines"], row["question"], row["reasons"]) for row in mine] == [([4, 4], "포트는?", ["number: none"])]
    assert "a better card of the same fact" in {reason for row in rows for reason in row["reasons"]}
    assert main(["cards", "--why"]) == 0
    assert "number: none" in capsys.readouterr().out


def chosen(*candidates: Candidate, score: float) -> list[str]:
    judged = [Judged(one, (), Score(score, ())) for one in candidates]
    return [card.key for card in choose(judged, Weights({}, 0.5)).cards]


def test_a_score_ranks_a_models_card_and_does_not_refuse_it() -> None:
    assert chosen(candidate("etcd: 저장소", "etcd"), score=0.1) == ["etcd"]
    assert chosen(rule("etcd: 저장소", "etcd"), score=0.1) == []


def test_a_long_line_may_have_as_many_cards_as_a_model_wrote() -> None:
    keys = [str(number) for number in range(6)]
    assert chosen(*(candidate(f"문장 {key}", key) for key in keys), score=0.9) == keys
    assert len(chosen(*(rule(f"문장 {key}", key) for key in keys), score=0.9)) == 3
