"""The HTML quiz in a real browser: by keyboard, read aloud, dark, on a phone, on paper, and deaf to what a note smuggles in."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from generator.exporters import quiz as quiz_formats
from generator.exporters.quiz import html
from generator.exporters.quiz.paper import Marking, Paper
from generator.items import Item, versions
from generator.items.numbering import numbered
from generator.study import words
from tests.quiz_cards import card

EVIL = '</script><script>window.hit=1</script><img src=x onerror="window.hit=2">&<b>'
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
STYLE = (Path(quiz_formats.__file__).parent / "page.css").read_text("utf-8")


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


def _items() -> tuple[Item, ...]:
    one = card(3, "question", "x", "x", front=f"길 › {EVIL}", fact_text=f"노트의 말 {EVIL}")

    def item(item_type: str, stem: str, answers: tuple[str, ...], points: int = 1, **more: object) -> Item:
        return Item(0, item_type, stem, answers, points, one, front=one.front, **more)  # type: ignore[arg-type]

    return numbered(
        [
            item(
                "multiple-choice",
                f"고르는 {EVIL}?",
                ("둘",),
                choices=("하나", "둘", EVIL, "넷"),
                why=(("하나", f"하나는 {EVIL}"),),
            ),
            item("true-false", "하늘은 푸르다.", ("○",), choices=("○", "×")),
            item(
                "matching",
                "짝은?",
                ("가지", "나비"),
                2,
                prompts=("채소", EVIL),
                choices=("나비", "가지", "다람쥐"),
                cards=(one, one),
            ),
            item("blank", f"앞 ____을(를) 뒤 {EVIL}", ("서버",)),
            item("order", "순서는?", ("빌드", "푸시"), 2, choices=("푸시", "빌드")),
            item("short-answer", "저장소는?", ("etcd",), 2),
            item("list", "목록은?", ("하나", "둘", EVIL), 3),
            *(item("short-answer", f"{n}번째 수는?", (f"답 {n}",)) for n in range(8)),
        ]
    )


def _paper(**more: object) -> Paper:
    marking = Marking(tables=words.tables())
    return Paper(f"시험 {EVIL}", "ko", versions(_items(), 1, 1), marking=marking, **more)  # type: ignore[arg-type]


def _file(folder: Path, paper: Paper) -> str:
    path = folder / "quiz.html"
    path.write_bytes(html.FORMAT.render(paper))
    return path.as_uri()


@pytest.fixture
def page(browser, tmp_path):
    opened = browser.new_page(viewport={"width": 900, "height": 900})
    opened.set_default_timeout(10_000)
    opened.told = []
    opened.asked = []
    opened.on("console", lambda message: opened.told.append(message.text))
    opened.on("pageerror", lambda error: opened.told.append(str(error)))
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(_file(tmp_path, _paper()))
    yield opened
    opened.close()


def test_nothing_of_a_note_runs_and_nothing_is_fetched(page):
    page.click("button[type=submit]")
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.querySelectorAll('img, b:not(.verdict b)').length") == 0
    assert page.told == []
    assert [url for url in page.asked if not url.endswith("/quiz.html")] == []
    assert EVIL in page.text_content("legend, .front")


def test_a_script_that_is_not_the_pages_own_is_refused(page):
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.hit = 3'; document.body.append(s); }"
    )
    assert page.evaluate("window.hit") is None
    assert "Content Security Policy" in " ".join(page.told)


def test_a_sheet_is_answered_and_handed_in_by_keyboard_alone(page):
    for _field in range(4):
        page.keyboard.press("Tab")  # class, number, name, date
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")  # the second choice
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for steps in (2, 1):  # 채소 is 가지, the second letter; the other the first
        page.keyboard.press("Tab")
        for _step in range(steps):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("서버는")
    page.keyboard.press("Enter")  # goes on, hands nothing in
    assert page.is_hidden(".result")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("ETCD")
    page.focus("button[type=submit]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "result"
    right = [mark for mark in _marks(page) if "right" in mark[1]]
    assert [name for name, _mark in right] == ["A-1", "A-2", "A-3", "A-4", "A-5", "A-6"]
    assert page.text_content(".result h2") == "20점 만점에 9점 (45 %)"


def _marks(page) -> list[tuple[str, str]]:
    found = page.evaluate(
        "[...document.querySelectorAll('.verdict')].map(v => [v.id.replace('-verdict', ''), v.className])"
    )
    return [tuple(one) for one in found]


def test_mistakes_are_told_with_their_source_and_why(page):
    page.check("[name='A-1'][value='0']")
    page.fill("[name='A-6']", "엣시디")
    page.click("button[type=submit]")
    first = page.text_content("[id='A-1-verdict']")
    assert "정답: ② 둘" in first
    assert f"하나는 {EVIL}" in first
    mistake = page.text_content(".result li:has(a[href='#A-6'])")
    assert "내 답: 엣시디" in mistake
    assert "정답: etcd" in mistake
    assert "note.md:3" in mistake


def test_the_learner_has_the_last_word(page):
    page.fill("[name='A-6']", "엣시디")
    page.click("button[type=submit]")
    before = page.text_content(".result h2")
    page.click(".result li:has(a[href='#A-6']) button")
    assert before == "20점 만점에 0점 (0 %)"
    assert page.text_content(".result h2") == "20점 만점에 2점 (10 %)"
    page.click("[data-again]")
    assert page.is_hidden(".result")
    assert page.input_value("[name='A-6']") == ""


def test_a_list_earns_its_parts(page):
    for field, text in zip(page.query_selector_all("[name='A-15']"), ("둘", "하나"), strict=False):
        field.fill(text)
    page.click("button[type=submit]")
    assert page.text_content(".result h2") == "20점 만점에 2점 (10 %)"


def test_every_control_has_a_name_that_is_read_aloud(page):
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll('input, select, textarea, button')].filter(one => {
            const by = (one.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean);
            const told = by.map(id => document.getElementById(id)?.textContent || '').join('');
            const label = [...(one.labels || [])].map(l => l.textContent).join('');
            return !(one.getAttribute('aria-label') || told || label || one.textContent).trim();
        }).map(one => one.outerHTML)"""
    )
    assert unnamed == []
    groups = page.evaluate(
        "[...document.querySelectorAll('fieldset')].map(f => f.getAttribute('aria-labelledby').split(' ').every(id => document.getElementById(id)))"
    )
    assert groups == [True] * 15


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 900])
def test_it_fits_and_numbers_do_not_break(browser, tmp_path, scheme, width):
    opened = browser.new_page(viewport={"width": width, "height": 700}, color_scheme=scheme)
    opened.goto(_file(tmp_path, _paper(instructions="첫 줄\n둘째 줄")))
    opened.click("button[type=submit]")
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    lines = """n => { const r = document.createRange(); r.selectNodeContents(n); return r.getClientRects().length }"""
    assert set(opened.evaluate(f"[...document.querySelectorAll('.n, .mark')].map({lines})")) == {1}
    assert opened.evaluate("[...document.querySelectorAll('.stem > .n')].map(n => n.textContent)")[9:11] == [
        "10.",
        "11.",
    ]
    opened.close()


def _variables(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block))


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme):
    roots = re.findall(r":root \{([^}]*)\}", STYLE)
    assert len(roots) == 2
    colours = _variables(roots[0]) | (_variables(roots[1]) if scheme == "dark" else {})
    for ground in ("page", "tint"):
        for ink in ("ink", "soft", "link", "right", "wrong", "near"):
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert _contrast(colours["line"], colours["page"]) >= 3  # the edge of a field


def test_it_prints_as_paper_with_the_key_on_its_own_page(page, tmp_path):
    page.fill("[name='A-6']", "내가 쓴 답")
    page.click("button[type=submit]")
    pages = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))]
    keys = [number for number, text in enumerate(pages) if "정답" in text]
    assert keys == [len(pages) - 1]
    assert "객관식" in pages[keys[0]]
    assert "채점하기" not in "".join(pages)
    assert "점수 ________ / 20" in pages[0].replace("\r\n", " ")


def test_the_page_of_questions_alone_holds_no_key():
    text = html.FORMAT.render(_paper(part="questions")).decode()
    assert "<script" not in text
    assert "script-src 'none'" in text
    assert "etcd" not in text


def test_each_version_is_marked_by_its_own_key(browser, tmp_path):
    made = Paper("시험", "ko", versions(_items(), 2, 1), marking=Marking(tables=words.tables()))
    opened = browser.new_page()
    opened.goto(_file(tmp_path, made))
    data = json.loads(opened.text_content("#quiz-data"))
    first = next(one for one in data["versions"]["B"] if one["kind"] == "choice")
    opened.check(f"[name='{first['id']}'][value='{first['right'][0]}']")
    opened.click("form[data-version=B] button[type=submit]")
    assert "right" in opened.get_attribute(f"[id='{first['id']}-verdict']", "class")
    assert opened.is_hidden("form[data-version=A] .result")
    opened.close()
