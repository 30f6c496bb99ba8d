"""What the editor learns of a learner's verdicts, and what it leaves alone."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from generator import verdicts
from generator.cli import main
from generator.editor import Verdict, learn, sentences
from generator.editor.learn import FEWEST
from generator.editor.score import shipped
from generator.verdicts import Decision, Texts
from tests.benchmarks.learning import Row, accepted, replay


def _said(frame: str, kept: int, hidden: int, score: float = 0.7) -> list[Verdict]:
    return [Verdict(frame, score, at < kept) for at in range(kept + hidden)]


def test_too_few_verdicts_teach_nothing() -> None:
    assert learn(_said("blank", 0, FEWEST - 1), shipped()).weights == shipped()
    assert learn(_said("blank", 0, FEWEST), shipped()).weights != shipped()


def test_what_is_hidden_counts_less() -> None:
    taste = learn([*_said("definition", 23, 2), *_said("blank", 4, 9)], shipped())
    before, after = shipped().weights, taste.weights.weights
    assert after["frame blank"] < before["frame blank"]
    assert before.items() - after.items() <= {
        (f"frame {name}", before[f"frame {name}"]) for name in ("blank", "definition")
    }
    assert sentences(taste) == ("you keep 92 % of definitions, 31 % of blanks: fewer blanks",)
    assert sentences(taste, "ko") == ("유지한 비율 정의 92 %, 빈칸 31 %: 덜 냄 빈칸",)


def test_nothing_that_was_not_shown_becomes_a_card_by_learning() -> None:
    """A learner who has looked at all cards does not find new ones because of it."""
    for said in (
        [*_said("definition", 40, 0), *_said("blank", 4, 9)],
        [*_said("definition", 20, 2), *_said("blank", 0, 40)],
    ):
        taste = learn(said, shipped())
        for frame in ("definition", "blank", "list"):
            assert taste.score(frame, shipped().threshold - 0.001) < taste.weights.threshold


def test_few_verdicts_of_a_frame_move_it_little() -> None:
    few = learn([*_said("definition", 40, 10), *_said("blank", 0, 2)], shipped())
    many = learn([*_said("definition", 40, 10), *_said("blank", 0, 20)], shipped())
    assert 0 > few.shifts["blank"] > many.shifts["blank"] / 2


def test_a_learner_who_is_harder_to_please_has_a_higher_bar_and_none_has_a_lower_one() -> None:
    assert learn(_said("definition", 15, 25), shipped()).weights.threshold > shipped().threshold
    assert learn(_said("definition", 60, 0), shipped()).weights.threshold == shipped().threshold


def test_what_was_learned_is_not_learned_again() -> None:
    taste = learn([*_said("definition", 25, 2), *_said("blank", 4, 9)], shipped())
    assert taste.shipped_score("blank", taste.score("blank", 0.7)) == pytest.approx(0.7, abs=0.002)
    assert taste.shipped_score("list", 0.7) == 0.7


def test_the_order_of_the_verdicts_does_not_matter() -> None:
    said = [*_said("definition", 25, 2, 0.8), *_said("blank", 4, 9, 0.6), *_said("list", 3, 3, 0.55)]
    mixed = said[:]
    random.Random(3).shuffle(mixed)
    assert learn(said, shipped()) == learn(mixed, shipped())


def test_more_of_what_is_shown_is_accepted() -> None:
    """A learner of one mind: definitions are kept, blanks are not, whatever the note."""
    rng = random.Random(5)
    rows = [
        Row(f"note {note}", Verdict(frame, rng.uniform(0.5, 0.75), rng.random() < keeps))
        for note in range(12)
        for frame, keeps in (("definition", 0.9), ("blank", 0.2))
        for _card in range(8)
    ]
    for _run in range(10):
        before, after = replay(rows, rng)
        assert accepted(after) > accepted(before) + 0.05


NOTE = """# 도구
- etcd: 모든 클러스터 데이터를 담는 키-값 저장소
- kubelet: 파드에서 컨테이너가 동작하도록 관리하는 노드의 에이전트

## 명령
```
# 파드 목록 출력
kubectl get pods
# 노드 목록 출력
kubectl get nodes
```
"""


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "decks").mkdir()
    (tmp_path / "note.md").write_text(NOTE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ".data"))
    return tmp_path


def _cards(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    capsys.readouterr()
    assert main(["cards", "note.md", "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def _teach(*more: Decision) -> None:
    """A learner who hid the commands of other notes, and kept their definitions."""
    path = Path("decks/others.verdicts.jsonl")
    lines = [verdicts.text_of(Decision(at, "hide", f"other{at}/a", frame="command", score=0.6)) for at in range(40)]
    for frame in ("definition", "named"):
        kept = (Decision(at, "keep", f"other{at}/{frame}", frame=frame, score=0.7) for at in range(80))
        lines += map(verdicts.text_of, kept)
    head = '{"verdicts": 1, "deck": "others"}'
    path.write_text("\n".join([head, *lines, *map(verdicts.text_of, more)]) + "\n", "utf-8")


def test_a_deck_has_fewer_of_what_its_learner_hides_and_keeps_what_was_kept(vault: Path, capsys) -> None:
    before = _cards(capsys)
    commands = [card for card in before if card["kind"] == "command"]
    assert len(commands) == 2
    _teach()
    assert [card for card in _cards(capsys) if card["kind"] == "command"] == []
    was = Texts("", commands[0]["question"], commands[0]["answer"])
    _teach(Decision(99, "keep", commands[0]["id"], was=was, frame="command", score=commands[0]["score"]))  # type: ignore[arg-type]
    after = _cards(capsys)
    assert [card["id"] for card in after if card["kind"] == "command"] == [commands[0]["id"]]
    assert len(after) == len(before) - 1
    _teach(Decision(99, "forget"))
    assert _cards(capsys) == before
