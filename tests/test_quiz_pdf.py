"""The printed quiz, read back from the PDF: text, order, fonts, pages, keys; and that nasty text prints as it is."""

from __future__ import annotations

import ctypes
import re
import time
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as raw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import items as quiz_items
from generator.exporters.quiz import glyphs, pdf
from generator.exporters.quiz.paper import Paper, answer, label, sections
from generator.items import words
from generator.items.labels import marks
from generator.model import Deck
from tests import gold_cards, papers

MM = 72 / 25.4


def _pages(paper: Paper) -> list[str]:
    document = pypdfium2.PdfDocument(pdf.FORMAT.render(paper))
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def _stem(item: quiz_items.Item) -> str:
    return _squeezed(item.stem.replace("____", ""))


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_every_item_is_printed_in_order(size, columns):
    paper = papers.paper(part="questions", size=size, columns=columns)
    text = _squeezed("".join(_pages(paper)))
    places = []
    for item in paper.items:
        assert _stem(item) in text
        places.append(text.index(f"{item.number}.{_stem(item)}"))
        for choice in item.choices if item.type != "true-false" else ():
            assert _squeezed(choice) in text
    assert places == sorted(places)


def test_the_pages_are_of_the_paper_asked_for():
    for size, wanted in (("a4", (210, 297)), ("letter", (215.9, 279.4))):
        document = pypdfium2.PdfDocument(pdf.FORMAT.render(papers.paper(count=3, size=size)))
        assert tuple(round(side / MM, 1) for side in document[0].get_size()) == wanted


def test_each_page_tells_version_seed_and_its_number():
    paper = papers.paper(count=40, versions=2, part="questions")
    pages = _pages(paper)
    codes = [re.search(r"([AB])-7", page).group(1) for page in pages]  # type: ignore[union-attr]
    assert codes == sorted(codes)
    for code in "AB":
        own = [page for page, found in zip(pages, codes, strict=True) if found == code]
        for number, page in enumerate(own, 1):
            assert f"{number} / {len(own)}" in page
    assert "A형" in pages[0]


def test_the_key_of_every_version_is_true_of_its_items():
    paper = papers.paper(count=30, versions=3)
    questions = [_squeezed("".join(_pages(replace(paper, versions=(v,), part="questions")))) for v in paper.versions]
    keys = [_squeezed("".join(_pages(replace(paper, versions=(v,), part="key")))) for v in paper.versions]
    assert len(set(questions)) == 3
    for version, asked, key in zip(paper.versions, questions, keys, strict=True):
        for item in version.items:
            shown = _squeezed(answer(item, "ko"))
            assert f"{item.number}.{shown}" in key
            span = item.card.fact.span
            assert f"{span.path}:" in key
            if item.type == "multiple-choice":
                sign = marks("ko", item.type, 4)[item.choices.index(item.key)]
                after = asked[asked.index(f"{item.number}.{_stem(item)}") :]
                assert f"{sign}{_squeezed(item.key)}" in after
                assert shown.startswith(sign)


def test_the_key_stands_at_the_end_apart_or_nowhere():
    paper = papers.paper(count=8)
    word = label("ko", "key")
    assert [word in page for page in _pages(replace(paper, part="questions"))] == [False, False]
    assert [word in page for page in _pages(replace(paper, part="key"))] == [True]
    assert [word in page for page in _pages(paper)] == [False, False, True]


def _starts(pages: list[str]) -> list[int]:
    """Return the pages, from 1, on which a version begins."""
    return [number for number, page in enumerate(pages, 1) if re.search("[A-C]형", page) and "정답" not in page]


def test_versions_start_on_odd_pages_and_so_does_the_key():
    pages = _pages(papers.paper(count=5, versions=3))
    assert _starts(pages) == [1, 3, 5]
    assert "정답" in pages[6]
    assert [page.strip() for page in (pages[1], pages[3], pages[5])] == [""] * 3
    assert _starts(_pages(papers.paper(count=25, versions=3))) == [1, 5, 9]


def test_short_keys_share_a_page_and_long_ones_break():
    key = _pages(papers.paper(count=5, versions=3, part="key"))
    assert len(key) == 1
    assert all(f"{letter}형" in key[0] for letter in "ABC")
    assert len(_pages(papers.paper(count=80, versions=3, part="key"))) > 3


def test_the_top_holds_what_was_asked_for():
    top = _pages(papers.paper(count=3, instructions="45분 #동안\n둘째 줄", fields=("class", "score")))[0]
    assert "45분 #동안" in top
    assert top.index("둘째 줄") < top.index("반")
    assert "점수" in top
    assert "이름" not in top


def test_the_cards_say_how_to_flip_them():
    assert all("긴 쪽으로 넘김" in page for page in _pages(papers.paper(count=12, layout="cards")))


def test_only_the_shipped_fonts_are_used_and_they_are_embedded():
    names = set()
    for page in pypdfium2.PdfDocument(pdf.FORMAT.render(papers.paper(count=40))):
        for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(text)
            assert raw.FPDFFont_GetIsEmbedded(font) == 1
            buffer = ctypes.create_string_buffer(100)
            raw.FPDFFont_GetBaseFontName(font, buffer, 100)
            names.add(re.sub(r"^[A-Z]{6}\+", "", buffer.value.decode()))
    assert names == {"Pretendard-Regular", "Pretendard-Bold", "D2Coding"}


@pytest.mark.parametrize("columns", [1, 2])
def test_no_word_breaks_inside(columns):
    paper = papers.paper(count=40, part="questions", columns=columns)
    lines = [line for page in _pages(paper) for line in page.split("\n")]
    for item in paper.items:
        for word in re.findall(r"[가-힣]{2,}", item.stem):
            assert any(word in line for line in lines), word


@pytest.mark.parametrize("layout", ["sheet", "cards", "folded"])
@pytest.mark.parametrize("deck", [gold_cards.deck(), papers.nasty_deck()], ids=["gold", "nasty"])
def test_nothing_runs_out_of_the_page(deck, layout):
    for columns in (1, 2) if layout == "sheet" else (1,):
        document = pypdfium2.PdfDocument(pdf.FORMAT.render(papers.paper(deck, 60, layout=layout, columns=columns)))
        for page in document:
            width, height = page.get_size()
            for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                left, bottom, right, top = text.get_bounds()
                assert left >= 8 * MM, page.get_textpage().get_text_range()
                assert right <= width - 8 * MM
                assert bottom >= 2 * MM
                assert top <= height - 8 * MM


def test_no_two_texts_lie_over_each_other():
    for columns in (1, 2):
        for page in pypdfium2.PdfDocument(pdf.FORMAT.render(papers.paper(papers.nasty_deck(), 40, columns=columns))):
            boxes = [text.get_bounds() for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
            for number, one in enumerate(boxes):
                for other in boxes[number + 1 :]:
                    assert _shared(one, other) <= 0.25 * min(_area(one), _area(other)), (one, other)


def _area(box):
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _shared(one, other):
    return _area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))


def test_backs_lie_behind_their_fronts():
    paper = papers.paper(count=23, layout="cards")
    document = pypdfium2.PdfDocument(pdf.FORMAT.render(paper))
    assert len(document) == 6
    width, _height = document[0].get_size()
    for sheet in range(0, 6, 2):
        fronts, backs = _numbers(document[sheet]), _numbers(document[sheet + 1])
        assert fronts.keys() == backs.keys()
        for number, (x, y) in fronts.items():
            assert (x < width / 2) != (backs[number][0] < width / 2)
            assert abs(y - backs[number][1]) < 1


def _numbers(page):
    """Return where each card's number stands: at the bottom right of its card."""
    found = {}
    for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        left, bottom, _right, top = text.get_bounds()
        words = page.get_textpage().get_text_bounded(*text.get_bounds()).strip()
        if words.isdigit() and top - bottom < 6 and bottom > 8 * MM:
            found[int(words)] = (left, bottom)
    return found


def test_a_card_does_not_show_its_answer_on_its_front():
    paper = papers.paper(count=0, layout="cards")
    for item in paper.items:
        shown = pdf._telltale_free(item)
        assert not words.mentions(shown, item.key)


@pytest.mark.parametrize("layout", ["sheet", "cards", "folded"])
def test_the_context_line_stands_over_the_question(layout):
    card = papers.card(1, "question", "permissive는?", "기록만 하는 모드", front="SELinux › 동작 #모드")
    page = _pages(papers.paper(Deck("d", (card,)), 0, layout=layout))[0]
    assert "SELinux › 동작 #모드" in page
    assert page.index("SELinux") < page.index("permissive는?")


def test_a_card_that_is_too_long_is_left_out_and_told():
    long = papers.card(1, "question", "길은가? " * 200, "예")
    paper = papers.paper(Deck("d", (long, papers.card(5, "question", "짧은가?", "예"))), layout="cards")
    assert [problem.code for problem in pdf.FORMAT.check(paper)] == ["quiz-long"]
    assert "짧은가?" in _pages(paper)[0]
    assert "길은가?" not in _pages(paper)[0]


def test_the_same_quiz_is_the_same_bytes():
    for layout in ("sheet", "cards", "folded"):
        assert pdf.FORMAT.render(papers.paper(layout=layout)) == pdf.FORMAT.render(papers.paper(layout=layout))
    assert pdf.FORMAT.render(papers.paper(seed=1)) != pdf.FORMAT.render(papers.paper(seed=2))


def test_marks_of_typst_print_as_they_are():
    text = _squeezed("".join(_pages(papers.paper(papers.nasty_deck(), 0))))
    for card in papers.nasty_deck().cards[:5]:
        assert _squeezed(card.stem.replace("____", "")) in text
    assert _squeezed(papers.nasty_deck().name) in text


def test_code_keeps_its_blanks_and_lines():
    key = "".join(_pages(papers.paper(papers.nasty_deck(), 0, part="key")))
    assert re.search(r'cat <<EOF\napiVersion: v1 # "주석"\n +a: \*b\nEOF', key)


def test_a_character_of_no_font_is_told_and_never_a_box():
    deck = Deck("d", (papers.card(4, "question", "이모지 😀는?", "漢字\x07"),))
    paper = papers.paper(deck)
    assert [(problem.span.first, problem.message) for problem in pdf.FORMAT.check(paper)] == [
        (4, '"😀" (U+1F600) is in no font of the quiz; it is printed as [U+1F600]'),
        (4, "U+0007 is in no font of the quiz; it is printed as [U+0007]"),
    ]
    text = "".join(_pages(paper))
    assert "[U+1F600]" in text
    assert "漢字" in text


def test_the_readers_of_fonts_agree():
    ttlib = pytest.importorskip("fontTools.ttLib")
    for name in glyphs.FONTS:
        path = glyphs.folder() / name
        assert glyphs._characters(path.read_bytes()) == frozenset(ttlib.TTFont(path).getBestCmap())


def test_every_sign_of_ours_is_in_a_font():
    for language in ("ko", "en"):
        for name in ("choice", "matching"):
            assert not glyphs.missing("".join(marks(language, name, 10)))
        assert not glyphs.missing(
            "".join(label(language, name) for name in ("multiple-choice", "fold", "true-false-hint"))
        )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet="#*$\\<>@_`\"'{}[]()~-+=/|&;%^!? 가나각힣aZ09", min_size=1, max_size=60))
def test_any_mark_in_any_place_prints_as_it_is(text):
    if not text.strip() or "___" in text:
        return
    deck = Deck(text, (papers.card(1, "question", f"앞 {text} 뒤", f"답 {text} 끝"),))
    pages = _squeezed("".join(_pages(papers.paper(deck))))
    assert _squeezed(f"앞 {text} 뒤") in pages
    assert _squeezed(f"답 {text} 끝") in pages


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1, max_size=40), st.sampled_from(["sheet", "cards", "folded"]))
def test_no_text_stops_the_printer(text, layout):
    deck = Deck(
        text, (papers.card(1, "question", text, text), papers.card(3, "purpose->command", text, text, "command"))
    )
    assert _pages(papers.paper(deck, 0, layout=layout))


def test_a_thousand_questions_are_printed_in_two_seconds():
    deck = gold_cards.deck()
    made = quiz_items.items(deck, count=0, seed=1, aliases=papers.ALIASES)
    many = tuple(replace(item, number=0) for _ in range(1 + 1000 // len(made)) for item in made)[:1000]
    paper = Paper("큰 시험", "ko", quiz_items.versions(quiz_items.numbered(many), 1, 1))
    pdf.FORMAT.render(papers.paper(count=2))
    start = time.process_time()
    assert len(pypdfium2.PdfDocument(pdf.FORMAT.render(paper))) > 50
    assert time.process_time() - start < 6  # 1.3 s where nothing else runs; a busy machine is given more


def test_english_decks_have_english_labels():
    deck = replace(papers.nasty_deck(), language="en", name="Deck")
    text = "".join(_pages(papers.paper(deck, 0)))
    assert "Name" in text
    assert "Answer key" in text
    assert not re.search("이름|정답", text)


def test_sections_are_told_apart_with_their_points():
    paper = papers.paper()
    text = _squeezed("".join(_pages(paper)))
    for name, found in sections(paper.versions[0]):
        assert _squeezed(label("ko", name)) in text
        assert f"{len(found)}문항·{sum(item.points for item in found)}점" in text
