"""Plain text and code as the HTML of an Anki field: what the reader sees is what the text says."""

from __future__ import annotations

import re

from generator import pieces
from generator.exporters import highlight

# Anki drops these itself, and \x1f parts the fields of a note.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
# Text that Anki would take for a sound, a typed answer or LaTeX.
_ANKI_MARK = re.compile(r"\[(?=\[|sound:|anki:|latex\]|\$\$?\])", re.IGNORECASE)
# Anki runs MathJax over the whole card, but not inside <pre> and <code>.
_MATH_MARK = re.compile(r"\\(?=[(\[]|begin\{)")
_BACKTICKS = re.compile(r"`([^`]+)`")
_GAP = re.compile(r"_{4,}")


def clean(text: str) -> str:
    """Return the text without what no field may hold: control characters and lone surrogates."""
    if text.isprintable():
        return text
    return _CONTROL.sub("", text.replace("\r\n", "\n"))


def escape(text: str) -> str:
    """Return clean text as HTML, on one line as on many."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
    return _ANKI_MARK.sub("&#91;", text) if "[" in text else text


def prose(text: str) -> str:
    """Return clean text as HTML, with its blanks as gaps and its formulas (`$…$`, `$$…$$`) for Anki's MathJax."""
    if "$" not in text:
        return _words(text)
    found: list[str] = []
    at = 0
    for start, end, kind in pieces.pieces(text):
        if kind == "math":
            found += (_words(text[at:start]), _formula(text[start:end]))
            at = end
    return "".join((*found, _words(text[at:])))


def _words(text: str) -> str:
    text = _with_gaps(escape(text))
    return _MATH_MARK.sub(r"\\<span></span>", text) if "\\" in text else text


def _formula(text: str) -> str:
    marks = ("\\[", "\\]", 2) if text.startswith("$$") else ("\\(", "\\)", 1)
    inside = " ".join(text[marks[2] : -marks[2]].split())
    return f"{marks[0]}{escape(inside)}{marks[1]}"


def remark(text: str) -> str:
    """Return clean text as HTML, with `code` between backticks set as code."""
    return _BACKTICKS.sub(r'<code class="code">\1</code>', prose(text))


def _with_gaps(text: str) -> str:
    return _GAP.sub(r'<span class="gap">\g<0></span>', text) if "____" in text else text


def code_block(code: str, language: str) -> str:
    """Return clean code as a highlighted block that keeps its lines."""
    return f'<pre class="code">{_coloured(code, language)}</pre>'


def code_words(code: str, language: str) -> str:
    """Return clean code as a highlighted piece of a sentence."""
    return f'<code class="code">{_coloured(code, language)}</code>'


def _coloured(code: str, language: str) -> str:
    return "".join(
        f'<span class="{css_class}">{_with_gaps(escape(text))}</span>' if css_class else _with_gaps(escape(text))
        for css_class, text in highlight.pieces(code, language)
    )
