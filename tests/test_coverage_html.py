"""The coverage report: its pages as text, and in a real browser without a network."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.exporters import coverage_html
from generator.model import Card, Deck, Fact, LineUse, Severity, Source, Span

PATH = "notes/컴포넌트.md"
TEXT = "# 컴포넌트\nkublet: <script>alert(1)</script> & 에이전트\n어피니티 조사하기\n놓친 줄"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars --enable-logging=stderr --window-size=1400,900"
).split()


@pytest.fixture
def deck() -> Deck:
    fact = Fact(span=Span(PATH, 2, 2), topic=("컴포넌트",), label="kubelet", text="에이전트", entity="kubelet", heads=(1,))  # fmt: skip
    card = Card(
        fact, "definition", "meaning->term", "<b>에이전트</b>는?", "kubelet", notices=("노트: `kublet`",), id="k-1"
    )
    uses = (
        LineUse(PATH, 1, "used", "", ("k-1",)), LineUse(PATH, 2, "used", "", ("k-1",)),
        LineUse(PATH, 3, "skipped", "to-do"), LineUse(PATH, 4, "missed"),
    )  # fmt: skip
    problem = Span(PATH, 2, 2).problem(Severity.ERROR, "known-name", '"kublet" is no known name', "kubelet")
    return Deck("컴포넌트", (card,), (fact,), (Source(PATH, TEXT),), (problem,), usage=uses)


def test_pages(deck: Deck) -> None:
    pages = coverage_html.render((deck,))
    assert list(pages) == ["notes_컴포넌트.md.html", "index.html"]
    page = pages["notes_컴포넌트.md.html"].decode()
    assert [re.findall(r'<tr class="(\w+)" id="L(\d)"', page)] == [
        [("used", "1"), ("used", "2"), ("skipped", "3"), ("missed", "4")]
    ]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 에이전트" in page
    assert '<u class="error">kublet</u>' in page
    assert page.count("&lt;b&gt;에이전트&lt;/b&gt;는?") == 2
    assert "<dd class=notice>노트: `kublet`</dd>" in page
    assert "75.0 % of the content lines are accounted for" in page


def test_the_index_counts_what_was_refused(deck: Deck) -> None:
    refused = LineUse(PATH, 5, "refused", "a bare name")
    page = coverage_html.render((replace(deck, usage=(*deck.usage, refused)),))["index.html"].decode()
    assert re.findall(r"<th>(\w+)</th>", page)[2:7] == ["content", "used", "skipped", "refused", "missed"]
    assert re.findall(r"<td class=n>(\d+)</td>", page)[:5] == ["5", "2", "1", "1", "1"]


def test_pages_need_nothing_from_outside(deck: Deck) -> None:
    for page in coverage_html.render((deck,)).values():
        text = page.decode()
        assert not re.search(r"https?://|@import|url\(|<script|<link|\son\w+=", text)


def test_names_do_not_fall_together() -> None:
    decks = [Deck("d", sources=tuple(Source(path, "x") for path in ("a/b.md", "a_b.md", "index", "../a/b.md", "...")))]
    assert len(coverage_html.render(decks)) == 6


def test_same_input_same_bytes(deck: Deck) -> None:
    assert coverage_html.render((deck,)) == coverage_html.render((deck,))


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
def test_in_a_browser(deck: Deck, tmp_path: Path) -> None:
    for name, content in coverage_html.render((deck,)).items():
        (tmp_path / name).write_bytes(content)
    for name in ("index.html", "notes_컴포넌트.md.html"):
        command = [
            str(CHROMIUM),
            *QUIET,
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            (tmp_path / name).as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        assert "CONSOLE" not in done.stderr
        assert "</html>" in done.stdout
    assert '<tr class="missed" id="L4">' in done.stdout
    assert "alert(1)</script>" not in done.stdout.replace("&lt;", "<").split("<code>")[0]


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
def test_unchecked_box_hides_its_lines(deck: Deck, tmp_path: Path) -> None:
    page = coverage_html.render((deck,))["notes_컴포넌트.md.html"].decode()
    shown = "<script>document.title = getComputedStyle(document.getElementById('L4')).display</script>"
    for box, display in (("checked ", "table-row"), ("", "none")):
        probe = page.replace('checked id="show-missed"', f'{box}id="show-missed"').replace("</body>", shown + "</body>")
        (tmp_path / "probe.html").write_text(probe, "utf-8")
        command = [
            str(CHROMIUM),
            *QUIET,
            f"--user-data-dir={tmp_path / 'profile'}",
            "--dump-dom",
            (tmp_path / "probe.html").as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        assert f"<title>{display}</title>" in done.stdout
