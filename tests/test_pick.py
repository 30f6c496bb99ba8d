"""`notedeck quiz --pick` in a real browser: items are left out, replaced and reordered by keyboard, then printed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main
from generator.items import Item
from generator.review.picking import Picking
from generator.review.unfit import Unfit
from tests.quiz_cards import card
from tests.review_page import CHROMIUM, FLAGS, serving

EVIL = "<img src=x onerror=window.hit=1>"
TERMS = {
    "etcd": "모든 클러스터 데이터를 담는 키-값 저장소",
    "kubelet": "파드에서 컨테이너가 동작하도록 관리하는 노드의 에이전트",
    "kube-proxy": "노드의 네트워크 규칙을 유지하는 네트워크 프록시",
    "kube-scheduler": "노드가 배정되지 않은 파드에 알맞은 노드를 고르는 컴포넌트",
    "CoreDNS": "서비스 이름을 주소로 바꿔 주는 클러스터의 DNS 서버",
    "Ingress": "클러스터 밖의 HTTP 요청을 서비스로 보내는 규칙",
    "Secret": "비밀번호처럼 민감한 값을 담는 오브젝트",
    "ConfigMap": f"설정 값을 담아 파드에 {EVIL} 넘기는 오브젝트",
}
NOTE = "# 쿠버네티스\n" + "".join(f"- {term}: {meaning}\n" for term, meaning in TERMS.items())


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "note.md").write_text(NOTE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ".data"))
    return tmp_path


def _items(path: Path) -> list[dict[str, object]]:
    return list(json.loads(path.read_text("utf-8"))["items"])


def _wait_for(page, path: Path) -> None:
    for _look in range(200):
        if path.exists():
            return
        page.wait_for_timeout(50)


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


CALL = ("quiz", "note.md", "--types", "short-answer", "--questions", "4", "-o", "quiz.json", "--pick")


def test_items_are_left_out_replaced_and_reordered_then_printed(browser, vault: Path) -> None:
    with serving(vault, *CALL) as address:
        page = browser.new_page()
        page.set_default_timeout(10_000)
        page.goto(address)
        page.wait_for_selector("#items .current")
        stems = page.evaluate("rows.map(row => itemOf(row).stem)")
        assert len(stems) == 4
        page.keyboard.press("x")  # the first is left out
        page.keyboard.press("r")  # the second is replaced
        fresh = page.evaluate("itemOf(rows[1]).stem")
        page.keyboard.press("j")
        page.keyboard.press("Shift+j")  # the third behind the fourth
        page.keyboard.press("x")
        page.keyboard.press("u")  # a slip
        assert page.text_content("#left") == "3문항"
        assert page.evaluate("window.hit") is None
        page.keyboard.press("p")
        page.wait_for_selector("#message:not([hidden])")
        assert "quiz.json: 3 questions" in page.text_content("#message")
        page.close()
    assert fresh not in stems
    assert [item["stem"] for item in _items(vault / "quiz.json")] == [fresh, stems[3], stems[2]]
    assert [item["number"] for item in _items(vault / "quiz.json")] == [1, 2, 3]


def test_what_cannot_be_printed_is_told_and_tried_again(browser, vault: Path) -> None:
    output = vault / "quiz.json"
    output.write_text("notes of mine", "utf-8")
    with serving(vault, *CALL) as address:
        page = browser.new_page()
        page.set_default_timeout(10_000)
        page.goto(address)
        page.wait_for_selector("#items .current")
        for _item in range(4):
            page.keyboard.press("x")
        page.keyboard.press("p")
        page.wait_for_selector("#trouble:has-text('at least one')")
        page.keyboard.press("u")
        page.keyboard.press("p")
        page.wait_for_selector("#trouble:has-text('is not written over')")
        assert output.read_text("utf-8") == "notes of mine"
        output.unlink()
        page.keyboard.press("p")
        _wait_for(page, output)
        page.close()
    assert len(_items(output)) == 1


def test_a_page_that_is_left_prints_nothing(vault: Path) -> None:
    with serving(vault, *CALL):
        pass
    assert not (vault / "quiz.json").exists()


def test_several_recipes_are_no_one_quiz(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("decks").mkdir()
    for name in ("a", "b"):
        Path(f"decks/{name}.yaml").write_text("notes: [../note.md]\n", "utf-8")
    assert main(["quiz", "--pick", "--no-browser"]) == 2
    assert "--pick shows one quiz; name one recipe" in capsys.readouterr().err


@pytest.mark.parametrize("order", [[], [0, 0], [7], ["0"], [True], None, [-1]])
def test_a_choice_that_is_none_is_refused(order: object) -> None:
    items = [Item(0, "short-answer", f"{n}?", ("답",), 1, card(n, "question", "x", "x")) for n in range(3)]
    picking = Picking("시험", "ko", items[:2], items[2:], lambda chosen: ("printed",))
    with pytest.raises(Unfit):
        picking.print({"order": order})
    assert not picking.is_done
    assert picking.print({"order": [2, 0]}) == {"told": ["printed"]}


def test_the_commands_start_without_the_server() -> None:
    """uvicorn and starlette are imported where a page is served, and nowhere else."""
    code = "import sys, generator.cli.quiz, generator.cli.review; sys.exit('uvicorn' in sys.modules or 'starlette' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0
