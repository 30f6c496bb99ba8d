"""What was copied from an AI tool: each line belongs to one of its answers, and a card of it says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline, reading
from generator.checks import provenance
from generator.model import Source
from generator.recipe import of_notes


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# a\nChatGPT\n글\n\n더\n\n\n밖\n## b\n출처: Gemini\n가", [(2, 5, "ChatGPT"), (10, 11, "출처: Gemini")]),
        ("ChatGPT\n가\nClaude 답변:\n나\n# c\n밖", [(1, 2, "ChatGPT"), (3, 4, "Claude 답변:")]),
        ("ChatGPT\n" * 3, [(1, 1, "ChatGPT"), (2, 2, "ChatGPT"), (3, 3, "ChatGPT")]),
        ("ChatGPT\n\n\n글", [(1, 1, "ChatGPT")]),
        ("Copilot은 코드를 제안한다", []),
    ],
)
def test_an_answer_ends_with_its_section_at_a_gap_or_at_the_next(text: str, wanted: list[tuple[int, int, str]]) -> None:
    source = Source("n.md", text)
    found = provenance.copied(source, reading.read(source))
    assert [(span.first, span.last, tool) for span, tool in found] == wanted


def test_a_card_of_copied_text_says_where_it_is_from(tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_text(
        "# 쿠버네티스\n- kubelet: 노드에서 파드를 돌리는 에이전트\n## 저장소\nChatGPT\n- etcd: 모든 클러스터 데이터를 담는 키-값 저장소\n"
    )
    notices = {card.fact.span.first: card.notices for card in pipeline.deck(of_notes((note,))).cards}
    assert notices[5] == ("확인 필요: ChatGPT에서 옮긴 글",)
    assert notices[2] == ()
