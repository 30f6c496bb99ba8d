"""Notes that are deeper than any outline go through all stages."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from generator.recipe import of_notes

SHAPES = {
    "lines that open lines": "컴포넌트\n파드: 가장 작은 단위\n" * 400,
    "bullets": "\n".join("  " * at + f"- 항목 {at}" for at in range(200)),
    "lines set in": "\n".join(" " * at + f"줄 {at}" for at in range(200)),
    "quotes": "\n".join(">" * at + " 줄" for at in range(1, 200)),
    "numbers": "\n".join(f"{'.'.join(['1'] * at)} 제목" for at in range(2, 300)),
    "details": "<details><summary>제목</summary>\n\n" * 200 + "글",
    "marks on one line": "> - 1. " * 300 + "글",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_a_deep_note_is_read_to_its_cards(tmp_path: Path, text: str) -> None:
    note = tmp_path / "n.md"
    note.write_text(f"{text}\n\n# 쿠버네티스\n\n- etcd: 모든 클러스터 데이터를 담는 키-값 저장소\n", encoding="utf-8")
    deck = pipeline.deck(of_notes((note,)))
    assert len(deck.usage) == len(deck.sources[0].lines)
    assert any(card.key == "etcd" or "etcd" in card.stem for card in deck.cards)
