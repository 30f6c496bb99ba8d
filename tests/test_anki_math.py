"""Formulas reach Anki as its MathJax reads them; what only looks like one stays text."""

from __future__ import annotations

import pytest

from generator.exporters.anki_text import prose


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (r"분산의 제곱근 $\sigma = \sqrt{V(X)}$", r"분산의 제곱근 \(\sigma = \sqrt{V(X)}\)"),
        ("$$\na < b\n$$", r"\[a &lt; b\]"),
        ("$5에서 $10, $HOME:$PATH", "$5에서 $10, $HOME:$PATH"),
        ("____의 넓이는 $r^2$", '<span class="gap">____</span>의 넓이는 \\(r^2\\)'),
        (r"글자 그대로 \(x\)", r"글자 그대로 \<span></span>(x\)"),
        ("`$x$`는 코드", "`$x$`는 코드"),
    ],
)
def test_formulas(text: str, html: str) -> None:
    assert prose(text) == html
