"""The quiz in other forms, each read by a reader that did not write it: same items, same keys, text as it is."""

from __future__ import annotations

import html.parser
import io
import json
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator import plugins
from generator.exporters import quiz
from generator.exporters.quiz.paper import Paper, answer, feedback, fronted, is_free_text, pieces
from generator.items import Item
from generator.items.labels import marks
from generator.model import Deck
from tests import gold_cards, papers, quiz_readers

FORMATS = plugins.find(quiz, "FORMAT")
READERS = {"gift": quiz_readers.gift, "moodle": quiz_readers.moodle, "qti": quiz_readers.qti}
DECKS = {"gold": gold_cards.deck(), "nasty": papers.nasty_deck()}
BLANK = "____"
OUR_TAGS = set(
    "html head meta title style script body main form section h1 h2 small p span div fieldset label input select option "
    "textarea button ol ul li table tr th td br pre code".split()
)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(BLANK, " ")).strip()


def test_every_format_is_found():
    assert sorted(FORMATS) == ["gift", "html", "json", "markdown", "moodle", "pdf", "qti"]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_same_quiz_is_the_same_bytes(name):
    assert FORMATS[name].render(papers.paper(count=30)) == FORMATS[name].render(papers.paper(count=30))


def test_json_holds_what_it_promises():
    paper = papers.paper(count=40, versions=2)
    for version in paper.versions:
        found = json.loads(FORMATS["json"].render(replace(paper, versions=(version,))))
        assert found["version"] == version.name
        assert [one["number"] for one in found["items"]] == list(range(1, 41))
        for one, item in zip(found["items"], version.items, strict=True):
            assert {"number", "type", "stem", "choices", "key", "points", "card", "path", "lines"} <= one.keys()
            assert one["card"] == item.card.id
            assert one["lines"] == [item.card.fact.span.first, item.card.fact.span.last]
            if one["type"] in ("multiple-choice", "true-false"):
                assert one["key"] in one["choices"]
            if one["type"] == "order":
                assert sorted(one["key"]) == sorted(one["choices"])
            if one["type"] == "matching":
                assert set(one["key"]) <= set(one["choices"])


@pytest.mark.parametrize("deck", sorted(DECKS))
@pytest.mark.parametrize("name", sorted(READERS))
def test_a_platform_reads_every_item_and_its_key(name, deck):
    paper = papers.paper(DECKS[deck], 0)
    found = READERS[name](FORMATS[name].render(paper))
    assert len(found) == len(paper.items)
    for question, item in zip(found, paper.items, strict=True):
        assert _one_line(question.text) == _one_line(fronted(item))
        assert question.why.endswith(_legal(feedback(paper, item)))
        assert question.points == (0 if name == "gift" else item.points)
        _assert_same_key(name, question, paper, item)


def _legal(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _assert_same_key(name: str, question: quiz_readers.Question, paper: Paper, item: Item) -> None:
    if item.type == "multiple-choice":
        assert question.right == [item.key]
        assert sorted(question.wrong) == sorted(set(item.choices) - {item.key})
    elif item.type == "true-false":
        right = item.key == item.choices[0]
        shown = {"gift": "T" if right else "F", "moodle": "true" if right else "false", "qti": item.key}
        assert question.right == [shown[name]]
    elif item.type == "matching":
        assert question.pairs == list(zip(item.prompts, item.answers, strict=True))
        assert sorted(question.spare) == sorted(set(item.choices) - set(item.answers))
    elif item.type == "order" and name == "qti":
        assert question.right == list(item.answers)
    elif item.type == "order":
        assert question.pairs == [(step, str(place)) for place, step in enumerate(item.answers, 1)]
    elif is_free_text(paper, item):
        assert question.kind == "essay"
        assert answer(item, "ko") in question.why
    elif name == "gift" and "->" in item.key:
        assert question.kind == "essay"
    else:
        assert question.right == list(dict.fromkeys((item.key, *item.accept)))


@pytest.mark.parametrize("name", ["moodle", "qti", "gift", "html", "markdown", "json"])
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(min_size=1, max_size=40), key=st.text(min_size=1, max_size=30))
def test_no_text_breaks_a_format(name, text, key):
    cards = (
        papers.card(1, "question", f"앞 {text} 뒤", f"답 {key}"),
        papers.card(3, "list-all", text, f"가, {key}, 나", "list"),
    )
    data = FORMATS[name].render(papers.paper(Deck(text, cards), 0))
    if name in READERS:
        assert READERS[name](data)
    if name == "html":
        assert _Page(data.decode()).tags <= OUR_TAGS


class _Page(html.parser.HTMLParser):
    """The text and the tags of a page; an unclosed tag is a mistake."""

    VOID = frozenset(("meta", "br", "input"))

    def __init__(self, source: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.tags: set[str] = set()
        self.text = ""
        self.feed(source)
        self.close()
        assert not self.stack, self.stack

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag not in self.VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stack[-1:] not in (["style"], ["script"]):
            self.text += data


def _shown(paper: Paper, text: str) -> str:
    return re.sub(r"\s+", "", "".join(part for kind, part in pieces(text) if kind != "blank"))


@pytest.mark.parametrize("deck", sorted(DECKS))
def test_html_shows_every_stem_choice_and_key(deck):
    paper = papers.paper(DECKS[deck], 0)
    page = _Page(FORMATS["html"].render(paper).decode())
    assert page.tags <= OUR_TAGS
    text = re.sub(r"\s+", "", page.text)
    for item in paper.items:
        for shown in (item.stem, *item.choices, *item.prompts, answer(item, "ko")):
            assert _shown(paper, shown) in text


@pytest.mark.parametrize("deck", sorted(DECKS))
def test_markdown_renders_to_the_text_as_it_is(deck):
    paper = papers.paper(DECKS[deck], 0)
    rendered = MarkdownIt("commonmark").render(FORMATS["markdown"].render(paper).decode())
    text = re.sub(r"\s+|_{8}", "", html.unescape(re.sub(r"<[^>]+>", "", rendered)))
    for item in paper.items:
        for shown in (item.stem, *item.choices, *item.prompts, answer(item, "ko")):
            assert _shown(paper, shown) in text


def test_markdown_has_the_top_that_was_asked_for():
    paper = papers.paper(count=3, instructions="45분 *동안*", fields=("class", "score"), worths=True)
    text = FORMATS["markdown"].render(paper).decode()
    assert re.search(r"^반: (\\_)+ · 점수: (\\_)+ / \d+\n\n45분 \\\*동안\\\*\n", text, re.MULTILINE)
    assert text.count(r"\[1점\]") == sum(item.points == 1 for item in paper.items)


def test_versions_stand_apart_on_one_page():
    paper = papers.paper(count=10, versions=3)
    for name in ("html", "markdown"):
        text = FORMATS[name].render(paper).decode()
        assert all(f"{letter}형" in text for letter in "ABC")
        assert all(f"{letter}-7" in text for letter in "ABC")


def test_every_form_shows_the_context_line_over_its_question():
    card = papers.card(1, "question", "permissive는?", "위반을 기록만 하는 모드", front="SELinux › <동작> *모드*")
    paper = papers.paper(Deck("d", (card,)), 0)
    shown = {
        "html": "SELinux › &lt;동작&gt; *모드*",
        "markdown": r"*SELinux › \<동작\> \*모드\**",
        "moodle": "SELinux › &amp;lt;동작&amp;gt; *모드*&lt;br&gt;permissive는?",
        "gift": r"SELinux › <동작> *모드*\npermissive는?",
        "json": '"front": "SELinux › <동작> *모드*"',
    }
    for name, text in shown.items():
        assert text in FORMATS[name].render(paper).decode(), name
    with zipfile.ZipFile(io.BytesIO(FORMATS["qti"].render(paper))) as package:
        assert '<p class="front">SELinux › &lt;동작&gt; *모드*</p>' in package.read("items/item-0001.xml").decode()


def test_the_key_names_the_choice_by_its_sign():
    paper = papers.paper(count=40)
    for item in paper.items:
        if item.type == "multiple-choice":
            assert answer(item, "en")[0] == marks("en", item.type, 4)[item.choices.index(item.key)]
