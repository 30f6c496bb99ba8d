"""What became of a line is told for every line, also where nothing could be asked of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import pipeline
from generator.recipe import of_notes

LONG = "라우터는 목적지 주소를 보고 " + "가장 짧은 경로를 고르고 " * 8 + "패킷을 넘긴다"


@pytest.mark.parametrize(
    ("note", "line", "status", "reason"),
    [
        (f"# 네트워크\n{LONG}\n", 2, "refused", "no question fits"),
        ("# 오븐\n스팀 오븐\n\n반죽은 이백 도에서 굽는다\n", 2, "refused", "a bare name"),
        ("# 오븐\n## 예열\n오븐을 미리 데우는 일\n", 3, "used", ""),
        ("# 오븐\n## 예열\n오븐을 미리 데우는 일\n", 2, "used", ""),
        ("# 오븐\n## 예열\n\n뜨겁다\n", 2, "structure", "heading"),
        ("# 오븐\nTODO: 온도 조사\n", 2, "skipped", "to-do"),
        ("# 오븐\n- 붓은 쓰고 나서 씻는다.\n", 2, "refused", "no question fits"),
        ('# 오븐\n\n<p><img src="https://example.org/oven.png"></p>\n<br/>&nbsp;\n', 4, "structure", "markup"),
        ("---\ntags: [a]\n---\n# 오븐\n", 2, "structure", "front matter"),
    ],
)
def test_each_line_has_its_reason(note: str, line: int, status: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(note, encoding="utf-8")
    use = pipeline.deck(of_notes((path,))).usage[line - 1]
    assert (use.status, use.reason) == (status, reason)
