"""The exports read by readers of other people, as a registry has them: pygiftparser, gift-pegjs, moodle2amc."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from generator import marks, plugins
from generator.exporters import quiz
from generator.exporters.quiz.paper import Marking, Paper
from generator.items import Item, versions
from generator.items.numbering import numbered
from generator.model import Deck
from tests import papers
from tests.quiz_cards import card

FORMATS = plugins.find(quiz, "FORMAT")
TOOLS = Path(tempfile.gettempdir()) / "notedeck-test-tools"
PEGJS = "gift-pegjs@1"


def _item(item_type: str, stem: str, answers: tuple[str, ...], **more: object) -> Item:
    return Item(0, item_type, stem, answers, 2, card(3, "question", stem, answers[0]), **more)  # type: ignore[arg-type]


def _paper() -> Paper:
    """Return a quiz of all that trips readers of GIFT."""
    made = [
        _item("blank", "____이(가) 문장의 처음이다.", ("빈칸",)),
        _item("blank", "가운데 ____이(가) 있다.", ("구멍 {1}",), accept=("틈=새",)),
        _item("command", "로그를 모두 지운다", (r"rm *.log",)),
        _item("command", "화살표가 있는 명령", ("map a -> b",)),
        _item("multiple-choice", "화살표는?", ("a -> b",), choices=("a -> b", "a ~> b", "a = b", "a # b"), why=(("a = b", "이는 # 같음"),)),
        _item("true-false", "참: 1 = 1", ("○",), choices=("○", "×")),
        _item("matching", "짝은?", ("x", "y"), prompts=("a -> 1", "b: 2"), choices=("x", "y", "z"), cards=(card(1, "question", "a", "x"),) * 2),
        _item("order", "순서는?", ("build", "push", "run"), choices=("run", "build", "push")),
        _item("list", "목록은?", ("가", "나 ~ 다")),
    ]  # fmt: skip
    return Paper("시험", "ko", versions(numbered(made), 1, 1), marking=Marking(spellings={"빈칸": ("빈 칸",)}))


def _gift(paper: Paper) -> bytes:
    """Return a quiz as it is written to a file, with the mark at its end."""
    return marks.signed(FORMATS["gift"].render(paper), ".txt", marks.QUIZ)


KINDS = ["choice", "truth", "match", "short", "short", "match", "essay", "short", "essay"]


@pytest.mark.parametrize(
    "paper", [_paper(), papers.paper(count=0), papers.paper(papers.nasty_deck(), 0)], ids=["own", "gold", "nasty"]
)
def test_pygiftparser_takes_every_question(paper):
    parser = pytest.importorskip("pygiftparser.parser")
    found = parser.parseFile(io.StringIO(_gift(paper).decode()))
    assert len(found) == len(paper.items)
    assert [one.full for one in found if not one.valid] == []


def test_pygiftparser_reads_the_same_kinds():
    parser = pytest.importorskip("pygiftparser.parser")
    named = {
        "SelectSet": "choice",
        "TrueFalseSet": "truth",
        "MatchingSet": "match",
        "ShortSet": "short",
        "Essay": "essay",
    }
    found = parser.parseFile(io.StringIO(_gift(_paper()).decode()))
    assert [named[type(one.answers).__name__] for one in found] == KINDS


def test_gift_pegjs_reads_the_same_questions():
    require = _installed()
    named = {"MC": "choice", "TF": "truth", "Matching": "match", "Short": "short", "Essay": "essay"}
    for number, paper in enumerate((_paper(), papers.paper(count=0), papers.paper(papers.nasty_deck(), 0))):
        program = f"const g = require({json.dumps(require)}); console.log(JSON.stringify(g.parse(require('fs').readFileSync(0, 'utf8'))))"
        told = subprocess.run(["node", "-e", program], input=_gift(paper), capture_output=True, check=False)
        assert told.returncode == 0, told.stderr.decode()[-600:]
        found = json.loads(told.stdout)
        assert len(found) == len(paper.items)
        if number == 0:
            assert [named[one["type"]] for one in found] == KINDS
            assert found[3]["stem"]["text"] == "____이(가) 문장의 처음이다."
            assert [one["text"]["text"] for one in found[3]["choices"]] == ["빈칸", "빈 칸"]
            assert "정답: map a -> b" in found[8]["globalFeedback"]["text"]
            assert all(one["globalFeedback"]["text"] for one in found)


def _installed() -> str:
    """Return where gift-pegjs is, after npm has fetched it once; skip where there is no npm or no network."""
    folder = TOOLS / "node_modules" / "gift-pegjs"
    if not folder.exists():
        if not (shutil.which("npm") and shutil.which("node")):
            pytest.skip("npm is not installed")
        TOOLS.mkdir(exist_ok=True)
        done = subprocess.run(
            ["npm", "install", "--silent", "--prefix", str(TOOLS), PEGJS], capture_output=True, check=False, timeout=100
        )
        if done.returncode:
            pytest.skip("npm cannot fetch gift-pegjs")
    return str(folder)


def test_moodle2amc_reads_the_choices(tmp_path):
    pytest.importorskip("amc2moodle.moodle2amc", reason="amc2moodle or its MagickWand is missing", exc_type=ImportError)
    choices = [
        _item(
            "multiple-choice", f"몇 번째 {n} & <b>?", (f"하나_{n}",), choices=(f"하나_{n}", "둘 $2", "셋 % 3", "넷 # 4")
        )
        for n in range(3)
    ]
    (tmp_path / "q.xml").write_bytes(FORMATS["moodle"].render(Paper("시험", "ko", versions(numbered(choices), 1, 1))))
    tool = Path(sys.executable).parent / "moodle2amc"
    subprocess.run([str(tool), "q.xml"], cwd=tmp_path, check=True, capture_output=True, timeout=100)
    tex = (tmp_path / "q.tex").read_text("utf-8")
    assert tex.count(r"\begin{question}") == 3
    right = re.findall(r"\\correctchoice\{(.*?)\}", tex, re.DOTALL)
    assert [re.sub(r"[\s\\]", "", text) for text in right] == ["하나_0", "하나_1", "하나_2"]
    assert tex.count(r"\wrongchoice") == 9


def test_a_star_is_a_star_in_both_forms_of_moodle():
    deck = Deck("d", (card(3, "purpose->command", "로그 파일을 모두 삭제하는 명령은?", "rm *.log", "command"),))
    paper = papers.paper(deck, 0)
    assert r"{=rm \\*.log " in _gift(paper).decode()
    assert r"<text>rm \*.log</text>" in FORMATS["moodle"].render(paper).decode()
