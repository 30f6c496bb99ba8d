"""The review page in a real browser: by keyboard, in two pages at once, and with whatever a note or another site tries."""

from __future__ import annotations

import json
import os
import re
import shutil
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from generator import accounting, pipeline, review
from generator.cli import main
from generator.editor.choose import BESIDE, BETTER, DOUBLE, WEAK
from generator.editor.faults import faults
from generator.recipe import of_notes
from generator.review.page import reasons
from generator.review.session import Session, Work
from tests.review_page import CHROMIUM, FLAGS, serving

TERMS = {
    "etcd": "모든 클러스터 데이터를 담는 키-값 저장소",
    "kubelet": "파드에서 컨테이너가 동작하도록 관리하는 노드의 에이전트",
    "kube-proxy": "노드의 네트워크 규칙을 유지하는 네트워크 프록시",
    "kube-scheduler": "노드가 배정되지 않은 파드에 알맞은 노드를 고르는 컴포넌트",
}
NOTE = "# 쿠버네티스\n" + "".join(f"- {term}: {meaning}\n" for term, meaning in TERMS.items())
EVIL = "<script>window.hit=1</script><img src=x onerror=window.hit=2>"
STYLE = (Path(review.__file__).parent / "page.css").read_text("utf-8")
SETTLED = 10_000  # milliseconds that a loaded machine may take


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "decks").mkdir()
    (tmp_path / "note.md").write_text(NOTE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ".data"))
    return tmp_path


@pytest.fixture
def address(vault: Path):
    with serving(vault, "review", "note.md") as found:
        yield found


def _open(browser, address: str, **more: object):
    page = browser.new_page(viewport={"width": 1000, "height": 700}, **more)
    page.set_default_timeout(SETTLED)
    page.told = []
    page.asked = []
    page.on("console", lambda message: page.told.append(message.text))
    page.on("pageerror", lambda error: page.told.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(address)
    page.wait_for_selector(".one.current")
    return page


@pytest.fixture
def page(browser, address: str):
    opened = _open(browser, address)
    yield opened
    opened.close()


def _question(page) -> str:
    return page.evaluate("cardOf(current).question")


def _left(page) -> int:
    return int(re.search(r"(\d+) / \d+", page.text_content("#left"))[1])


def _until(page, what: str) -> None:
    """Wait for something to be so; the page's own policy lets no text be run that waits within it."""
    for _look in range(SETTLED // 50):
        if page.evaluate(what):
            return
        page.wait_for_timeout(50)
    raise AssertionError(what)


def _saved(page, vault: Path, count: int) -> list[dict[str, object]]:
    """Return the decisions once there are so many."""
    path = vault / "decks" / "note.verdicts.jsonl"
    for _look in range(200):
        lines = path.read_text("utf-8").splitlines()[1:] if path.exists() else []
        if len(lines) >= count:
            break
        page.wait_for_timeout(50)
    return [json.loads(line) for line in lines]


def _cards(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    capsys.readouterr()
    assert main(["cards", "note.md", "--format", "jsonl"]) == 0
    read = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return {card["question"]: card["answer"] for card in read}


def test_the_note_is_lit_and_the_cards_of_its_line_stand_beside_it(page) -> None:
    assert page.text_content(".ln.here .tx") == f"- etcd: {TERMS['etcd']}"
    assert page.get_attribute(".ln >> nth=0", "class") == "ln structure"
    assert page.locator(".ln.used").count() == 4
    assert "etcd" in page.text_content(".one.current .anki")
    assert page.locator("#refused li").count() > 0
    assert page.told == []


def test_a_korean_page_says_in_korean_why_nothing_came_of_a_line(page) -> None:
    told = page.locator("#refused .r").all_text_contents()
    assert told
    assert not [one for one in told if re.search("[a-z]{3}", one)]
    assert not [one for one in page.locator(".ln .why").all_text_contents() if re.search("[a-z]{3}", one)]
    assert page.get_attribute(".ln.here", "title") == "카드"


def test_every_reason_is_said_in_korean() -> None:
    passed = [reason for _status, reason in accounting.BARE.values()]
    known = {*(fault.reason for fault in faults().values()), *accounting.PASSED.values(), *passed}
    assert known <= set(reasons())
    assert {BETTER, BESIDE, DOUBLE, WEAK, accounting.HIDDEN} <= set(reasons())


def test_cards_are_kept_hidden_edited_flipped_and_undone_by_keyboard(page, vault: Path, capsys) -> None:
    before = _cards(capsys)
    total = _left(page)
    kept = _question(page)
    page.keyboard.press("y")
    hidden = _question(page)
    page.keyboard.press("x")
    edited = _question(page)
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("고쳐 쓴 질문?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".edit", state="detached")
    assert _left(page) == total - 3
    mistaken = _question(page)
    page.keyboard.press("x")
    page.keyboard.press("u")
    _until(page, f"document.querySelector('#left').textContent.includes('{total - 3} /')")
    assert _question(page) == mistaken
    assert [one["what"] for one in _saved(page, vault, 5)] == ["keep", "hide", "edit", "hide", "undo"]
    after = _cards(capsys)
    assert len({kept, hidden, edited, mistaken}) == 4
    assert {kept, mistaken} <= after.keys()
    assert not {hidden, edited} & after.keys()
    assert after["고쳐 쓴 질문?"] == before[edited]


def test_a_card_is_flipped_and_flipped_back(page, vault: Path, capsys) -> None:
    page.keyboard.press("f")  # it is asked both ways already
    assert page.text_content("#message") == "이 카드는 반대 방향이 없습니다."
    (vault / "note.md").write_text("# 도구\n```\n# 파드 목록 출력\nkubectl get pods\n```\n", "utf-8")
    page.wait_for_selector(".ln:has-text('kubectl')")
    name = page.evaluate("current")
    before = _question(page), page.text_content(".one.current .answer")
    page.keyboard.press("f")
    _until(page, f"cardOf('{name}').is_flipped")
    assert page.text_content(".one.current .chip.flipped") == "뒤집음"
    assert page.text_content(".one.current .answer") == "파드 목록 출력"
    assert _cards(capsys) == {_question(page): "파드 목록 출력"}
    page.keyboard.press("f")
    _until(page, f"!cardOf('{name}').is_flipped && cardOf('{name}').status === 'left'")
    assert (_question(page), page.text_content(".one.current .answer")) == before


def test_keys_under_a_korean_layout_and_composed_text(page, vault: Path) -> None:
    """ㅛ stands where Y does; while a syllable is composed Enter belongs to it."""
    total = _left(page)
    send = "(type, more) => (document.activeElement || document.body).dispatchEvent(new KeyboardEvent(type, {bubbles: true, cancelable: true, ...more}))"
    page.evaluate(f"({send})('keydown', {{key: 'ㅛ', code: 'KeyY'}})")
    assert _left(page) == total - 1
    page.evaluate(f"({send})('keydown', {{key: 'ㄷ', code: 'KeyE'}})")
    page.wait_for_selector(".edit")
    page.evaluate(f"({send})('keydown', {{key: 'Enter', isComposing: true}})")
    page.evaluate(f"({send})('keydown', {{key: 'Process', keyCode: 229, code: 'KeyX'}})")
    assert page.locator(".edit").count() == 1
    session = page.context.new_cdp_session(page)
    page.keyboard.press("Control+a")
    session.send("Input.imeSetComposition", {"text": "파ㄷ", "selectionStart": 2, "selectionEnd": 2})
    session.send("Input.insertText", {"text": "파드란"})
    page.keyboard.press("Enter")
    page.wait_for_selector(".edit", state="detached")
    assert _saved(page, vault, 2)[1]["now"]["question"].endswith("파드란")


def test_search_filters_and_the_doubtful_first(page) -> None:
    page.keyboard.press("d")
    scores = page.evaluate("order.map(at => deck.cards[at].score)")
    assert scores == sorted(scores)
    page.keyboard.press("/")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "프록ㅅ", "selectionStart": 3, "selectionEnd": 3})
    session.send("Input.insertText", {"text": "프록시"})
    page.keyboard.press("Enter")
    assert page.evaluate("order.every(at => JSON.stringify(deck.cards[at]).includes('프록시')) && order.length")
    assert "kube-proxy" in page.text_content(".ln.here")
    page.keyboard.press("y")  # the field has let go
    page.select_option("#state", "kept")
    assert page.evaluate("order.length") == 1
    page.select_option("#kind", "definition")
    page.select_option("#origin", "rules")
    page.fill("#search", "없는 말")
    page.wait_for_selector(".nothing")


def test_a_saved_note_shows_its_new_cards_and_keeps_what_is_being_typed(page, vault: Path) -> None:
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("반쯤 쓴 질문")
    (vault / "note.md").write_text(NOTE + "- Secret: 비밀번호 같은 민감한 데이터를 담는 오브젝트\n", "utf-8")
    page.wait_for_selector(".ln:has-text('Secret')")
    assert page.input_value(".edit [name=question]") == "반쯤 쓴 질문"
    page.keyboard.press("Enter")
    page.wait_for_selector(".edit", state="detached")
    assert [one["now"]["question"] for one in _saved(page, vault, 1)] == ["반쯤 쓴 질문"]


def test_a_reworded_card_is_shown_again_with_both_texts_once_the_line_says_something_else(page, vault: Path) -> None:
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("내 질문?")
    page.keyboard.press("Enter")
    _saved(page, vault, 1)
    (vault / "note.md").write_text(NOTE.replace("키-값 저장소", "키와 값의 저장소"), "utf-8")
    page.wait_for_selector(".ln:has-text('키와 값의')")
    page.select_option("#state", "changed")
    assert "내 질문?" in page.text_content(".one.current .mine")
    assert "키와 값" in page.text_content(".one.current .anki")
    page.keyboard.press("y")
    _until(page, "!deck.cards.some(card => card.status === 'changed')")


def test_a_note_that_is_gone_takes_nothing_with_it(page, vault: Path) -> None:
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("아직 쓰는 질문")
    away = vault / "away.txt"
    (vault / "note.md").rename(away)
    page.wait_for_selector("#trouble:not([hidden])")
    assert "note.md" in page.text_content("#trouble")
    assert page.input_value(".edit [name=question]") == "아직 쓰는 질문"
    away.rename(vault / "note.md")
    page.wait_for_selector("#trouble", state="hidden")
    page.keyboard.press("Enter")
    page.wait_for_selector(".edit", state="detached")
    assert _saved(page, vault, 1)[0]["what"] == "edit"


def test_a_card_that_left_the_note_while_it_was_edited_keeps_its_text_on_the_page(page, vault: Path) -> None:
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("갈 곳 없는 질문")
    (vault / "note.md").write_text("\n".join(NOTE.split("\n")[:1] + NOTE.split("\n")[2:]), "utf-8")
    page.wait_for_selector(".edit[data-gone='1']")
    page.keyboard.press("Enter")
    assert page.input_value(".edit [name=question]") == "갈 곳 없는 질문"
    assert not (vault / "decks" / "note.verdicts.jsonl").exists()


def test_a_note_without_cards_shows_its_lines(browser, vault: Path) -> None:
    (vault / "note.md").write_text("그냥 한 줄\n", "utf-8")
    with serving(vault, "review", "note.md") as address:
        page = browser.new_page()
        page.set_default_timeout(SETTLED)
        page.goto(address)
        page.wait_for_selector(".ln")
        for key in "jkyxefud":
            page.keyboard.press(key)
        assert page.is_visible(".nothing")
        (vault / "note.md").write_text(NOTE, "utf-8")
        page.wait_for_selector(".one.current")
        page.close()


def test_a_note_saved_right_before_a_decision_is_read_all_the_same(vault: Path) -> None:
    recipe = of_notes((Path("note.md"),))
    inputs = (Path("note.md"), vault / "decks" / "note.verdicts.jsonl")
    session = Session(
        Work(recipe, inputs[1], lambda: pipeline.build(recipe), lambda built: None, lambda: inputs, lambda: 1)
    )
    session.open()
    assert not session.refresh()
    Path("note.md").write_text(NOTE + "- Secret: 비밀번호 같은 민감한 데이터를 담는 오브젝트\n", "utf-8")
    session.decide({"what": "keep", "card": session.offer.cards[0].id})
    assert session.refresh()
    assert any("Secret" in card.stem for card in session.offer.cards)
    session.decide({"what": "hide", "card": session.offer.cards[0].id})
    assert not session.refresh()  # its own line is no news


def test_two_pages_at_once_show_the_same(browser, page, address: str, vault: Path) -> None:
    other = _open(browser, address)
    total, name = _left(page), page.evaluate("current")
    page.keyboard.press("x")
    _until(other, f"cardOf('{name}').status === 'hidden'")
    assert _left(other) == total - 1
    other.evaluate(f"current = '{name}'; show()")
    other.keyboard.press("y")
    _until(page, f"cardOf('{name}').status === 'kept'")
    assert [one["what"] for one in _saved(page, vault, 2)] == ["hide", "keep"]
    other.close()


def test_nothing_of_a_note_runs_and_nothing_comes_from_the_net(browser, vault: Path) -> None:
    (vault / "note.md").write_text(f"{NOTE}- Evil {EVIL}: 노드에서 실행되는 {EVIL} 에이전트\n\n{EVIL}\n", "utf-8")
    with serving(vault, "review", "note.md") as address:
        page = _open(browser, address)
        for _card in range(12):
            page.keyboard.press("j")
        page.evaluate("document.querySelectorAll('.ln').forEach(one => one.click())")
        page.evaluate(
            """() => { const s = document.createElement('script'); s.textContent = 'window.hit = 3'; document.body.append(s); }"""
        )
        assert page.evaluate("window.hit") is None
        assert page.locator("main img, main script").count() == 0
        assert EVIL in page.text_content("#lines")
        assert [url for url in page.asked if not url.startswith((address, "data:"))] == []
        page.close()


def _status(url: str, body: bytes | None = None, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, body, named)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_requests_of_others_are_refused(address: str, vault: Path) -> None:
    own, host = {"Content_Type": "application/json"}, address.split("/")[2]
    with urllib.request.urlopen(f"{address}cards", timeout=10) as answer:
        card = json.load(answer)["cards"][0]["id"]
    hide = json.dumps({"what": "hide", "card": card}).encode()
    assert _status(f"{address}decide", hide, **own, Origin="http://evil.example") == 403
    assert _status(f"{address}decide", hide, **own, Origin="null") == 403
    assert _status(f"{address}decide", hide, **own, Host=f"evil.example:{host.split(':')[1]}") == 403
    assert _status(f"{address}cards", Sec_Fetch_Site="cross-site") == 403
    assert _status(f"{address}decide", hide, Content_Type="text/plain") == 415
    assert _status(f"http://{host}/") == 404
    assert _status(f"http://{host}/{'A' * 32}/decide", hide, **own) == 404
    assert _status(f"{address}decide", b"[" * 100_000, **own) == 400
    assert _status(f"{address}decide", b"{" + b" " * 400_000, **own) == 413
    assert _status(f"{address}decide", json.dumps({"what": "delete", "card": card}).encode(), **own) == 400
    assert (
        _status(
            f"{address}decide", json.dumps({"what": "edit", "card": card, "text": {"question": " "}}).encode(), **own
        )
        == 400
    )
    assert (
        _status(f"{address}decide", json.dumps({"what": "hide", "card": "nobody/term->meaning"}).encode(), **own) == 409
    )
    assert _status(f"{address}note/7") == 404
    assert _status(f"{address}picture/0") == 404
    assert not (vault / "decks" / "note.verdicts.jsonl").exists()
    assert _status(f"{address}decide", hide, **own, Origin=f"http://{host}") == 200


def test_a_page_of_another_site_cannot_send_a_decision(browser, address: str, vault: Path) -> None:
    page = browser.new_page()
    page.route("http://evil.example/", lambda route: route.fulfill(body="<p>evil", content_type="text/html"))
    page.goto("http://evil.example/")
    failed = page.evaluate(
        "url => fetch(url + 'decide', {method: 'POST', mode: 'no-cors', body: '{\"what\": \"hide\"}'}).then(r => r.type, e => 'failed')",
        address,
    )
    assert failed in ("opaque", "failed")
    assert page.evaluate("url => fetch(url + 'cards').then(() => 'read', () => 'failed')", address) == "failed"
    assert not (vault / "decks" / "note.verdicts.jsonl").exists()
    page.close()


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_lost(browser, vault: Path) -> None:
    """As root no folder is read-only: a folder where the file is to be stands for one."""
    with serving(vault, "review", "note.md") as address:
        page = _open(browser, address)
        (vault / "decks" / "note.verdicts.jsonl").mkdir()
        page.wait_for_timeout(600)
        total = _left(page)
        page.keyboard.press("e")
        page.keyboard.press("Control+a")
        page.keyboard.type("남아 있을 질문?")
        page.keyboard.press("Enter")
        page.wait_for_selector("#trouble:not([hidden])")
        assert "note.verdicts.jsonl" in page.text_content("#trouble")
        assert page.input_value(".edit [name=question]") == "남아 있을 질문?"
        assert _left(page) == total
        (vault / "decks" / "note.verdicts.jsonl").rmdir()
        page.focus(".edit [name=question]")
        page.keyboard.press("Enter")
        page.wait_for_selector(".edit", state="detached")
        assert _saved(page, vault, 1)[0]["now"]["question"] == "남아 있을 질문?"
        assert _left(page) == total - 1
        page.close()


def test_the_page_says_when_notedeck_has_ended(browser, vault: Path) -> None:
    with serving(vault, "review", "note.md") as address:
        page = _open(browser, address)
    page.wait_for_selector("#trouble:not([hidden])")
    total = _left(page)
    page.keyboard.press("y")
    page.wait_for_selector("#trouble:has-text('저장되지 않')")
    assert _left(page) == total
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 900])
def test_it_fits(browser, address: str, scheme: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 640}, color_scheme=scheme)
    page.goto(address)
    page.wait_for_selector(".one.current")
    for key in ("", "e"):
        page.keyboard.press(key or "j")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.querySelector('#actions').getBoundingClientRect().bottom") <= 640
    page.close()


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1])
def test_every_text_stands_out_from_its_ground(scheme: int) -> None:
    blocks = re.findall(r":root \{([^}]*)\}", STYLE)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[scheme]))
    pairs = [(ink, ground) for ink in ("ink", "soft", "link") for ground in ("page", "tint", "here")]
    pairs += [(name, "page") for name in ("used", "refused", "missed")]
    pairs += [(name, f"{name}-tint") for name in ("used", "refused", "missed")]
    for ink, ground in pairs:
        light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground)


def test_every_control_has_a_name_that_is_read_aloud(page) -> None:
    page.keyboard.press("e")
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll('input, select, textarea, button')].filter(one =>
            !(one.getAttribute('aria-label') || [...(one.labels || [])].map(l => l.textContent).join('') || one.textContent).trim()
        ).map(one => one.outerHTML)"""
    )
    assert unnamed == []


@pytest.mark.parametrize(
    ("call", "status", "told"),
    [
        (["review", "-"], 2, "review watches files; name notes instead of -"),
        (["review", "nothing.md", "--no-browser"], 1, '"nothing.md" does not exist'),
        (["review", "note.md", "--port", "70000"], 2, "70000 is not in the range"),
    ],
)
def test_a_wrong_call_is_told(vault: Path, capsys, call: list[str], status: int, told: str) -> None:
    assert main(call) == status
    assert told in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(address: str, vault: Path, capsys) -> None:
    port = address.split("/")[2].split(":")[1]
    assert main(["review", "note.md", "--no-browser", "--port", port]) == 1
    assert f"port {port} cannot be used" in capsys.readouterr().err


def test_a_newcomer_keeps_hides_and_edits_the_first_notes_cards(browser, tmp_path: Path, capsys, monkeypatch) -> None:
    """As the issue has it: most kept, some hidden, three edited, by keyboard alone; then the deck shows it."""
    shutil.copy(Path(__file__).parent.parent / "source_notes" / "kubernetes.md", tmp_path / "note.md")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", os.fspath(tmp_path / ".data"))
    before = _cards(capsys)
    with serving(tmp_path, "review", "note.md") as address:
        page = _open(browser, address)
        seen: dict[str, list[str]] = {"y": [], "x": [], "e": []}
        for key, count in (("e", 3), ("x", 10), ("y", len(before) - 13)):
            for number in range(count):
                seen[key].append(page.evaluate("cardOf(current).question"))
                page.keyboard.press(key)
                if key == "e":
                    page.keyboard.press("Control+a")
                    page.keyboard.type(f"고친 질문 {number}?")
                    page.keyboard.press("Enter")
                    page.wait_for_selector(".edit", state="detached")
        _until(page, "document.querySelector('#left').textContent.includes(' 0 /') && waiting === 0")
        page.close()
    after = _cards(capsys)
    assert [len(seen[key]) for key in "xe"] == [10, 3]
    assert len(seen["y"]) == len(before) - 13 > 10
    assert set(after) == {*seen["y"], "고친 질문 0?", "고친 질문 1?", "고친 질문 2?"}
    assert (tmp_path / "note.md").read_bytes() == (
        Path(__file__).parent.parent / "source_notes" / "kubernetes.md"
    ).read_bytes()
