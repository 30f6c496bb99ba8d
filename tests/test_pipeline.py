"""Laws that hold for any notes: nothing raises, blank lines only move spans, the same notes give the same cards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import pipeline, reading
from generator.model import Block, Card, Deck, Source, Span
from generator.recipe import of_notes

PIECES = st.sampled_from(
    [
        "# 파드", "## A와 B", "2.1. 컴포넌트", "- 용어: 설명", "  - 하위 항목", "| a | b |\n|---|---|\n| c | d |", "```sh\n# 목록\nkubectl get po\n```",
        "kind: pod", "Q: 왜?\nA: 그래서", "> 인용", "1. 첫째", "2. 둘째", "==빈칸==이 있다", "{{c1::x}}", "<h2>제목</h2>", "<br>", "**굵게** - 뜻",
        "구현 방법은 다음과 같다", "- [ ] 할 일", "![그림](x.png)", "→ 이어짐", "", "A는 B에, C는 D에 초점을 맞춘다", "등 등 등", "...", "`", "```",
    ]
)  # fmt: skip
LINES = st.sampled_from(Path("source_notes/kubernetes.md").read_text(encoding="utf-8").split("\n"))


@st.composite
def torn(draw: st.DrawFn) -> str:
    """Return lines of the first note in any order, one of them cut."""
    lines = draw(st.lists(LINES, min_size=1, max_size=25))
    at = draw(st.integers(0, len(lines) - 1))
    lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
    return "\n".join(lines)


NOTES = st.one_of(torn(), st.text(max_size=200), st.lists(PIECES, max_size=14).map("\n".join))


def deck_of(text: str, folder: Path) -> Deck:
    note = folder / "note.md"
    note.write_bytes(text.encode("utf-8", "surrogatepass"))
    return pipeline.deck(of_notes((note,)))


@settings(max_examples=60, deadline=None)
@given(NOTES)
def test_any_text_is_read_without_an_exception(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    deck = deck_of(text, tmp_path_factory.mktemp("any"))
    for source in deck.sources:
        assert [use.line for use in deck.usage] == list(range(1, len(source.lines) + 1))
    for card in deck.cards:
        assert card.stem
        assert card.key
        assert card.key not in card.choices


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=12).map("\n".join), st.integers(1, 5))
def test_blank_lines_ahead_only_move_spans(text: str, count: int) -> None:
    one, other = (reading.read(Source("n.md", lead + text)) for lead in ("", "\n" * count))
    assert [moved(block, count) for block in one.children] == list(other.children)


def moved(block: Block, count: int) -> Block:
    span = Span(block.span.path, block.span.first + count, block.span.last + count)
    children = tuple(moved(child, count) for child in block.children)
    return replace(block, span=span, begins=block.begins and block.begins + count, children=children)


def test_the_same_notes_give_the_same_cards(tmp_path: Path) -> None:
    text = Path("source_notes/kubernetes.md").read_text(encoding="utf-8")
    first, second = deck_of(text, tmp_path).cards, deck_of(text, tmp_path).cards
    assert [shown(card) for card in first] == [shown(card) for card in second]


def test_line_ends_and_a_mark_change_nothing(tmp_path: Path) -> None:
    text = Path("source_notes/kubernetes.md").read_text(encoding="utf-8")
    plain = [shown(card) for card in deck_of(text, tmp_path).cards]
    assert [shown(card) for card in deck_of("\ufeff" + text.replace("\n", "\r\n"), tmp_path).cards] == plain


def shown(card: Card) -> tuple[str, str, str, int, int]:
    return card.id, card.stem, card.key, card.fact.span.first, card.fact.span.last


def test_every_content_line_of_the_first_note_is_accounted_for() -> None:
    usage = pipeline.deck(of_notes((Path("source_notes/kubernetes.md"),))).usage
    content = [use for use in usage if use.status != "structure"]
    assert sum(use.status != "missed" for use in content) >= 0.97 * len(content)
