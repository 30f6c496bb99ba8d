"""Code as coloured pieces. The only door to Pygments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.lexer import RegexLexer
    from pygments.token import _TokenType

Piece = tuple[str, str]
"""A CSS class, or nothing, and the text that has it."""

# The first that a token's name starts with decides. Few classes: a card is read at a glance.
CLASSES = (
    ("Token.Comment", "hc"),
    ("Token.Keyword", "hk"),
    ("Token.Name.Builtin", "hk"),
    ("Token.Name.Tag", "hn"),
    ("Token.Name.Attribute", "hn"),
    ("Token.Name.Variable", "hv"),
    ("Token.Literal.String", "hs"),
    ("Token.Literal.Number", "hm"),
    ("Token.Literal.Scalar", "hs"),
)
COMMAND_START = frozenset({"", "|", "||", "&&", ";", "$", "sudo"})


@lru_cache(maxsize=4096)
def pieces(code: str, language: str) -> tuple[Piece, ...]:
    """Return `code` cut into coloured pieces; joined, they are `code` again. `language` is "bash" or "yaml"."""
    colour = _shell if language == "bash" else _plain_tokens
    coloured = colour(_lexer(language), code)
    return tuple(
        (css_class, "".join(text for _, text in group))
        for css_class, group in groupby(coloured, key=lambda piece: piece[0])
    )


@lru_cache(maxsize=4)
def _lexer(language: str) -> RegexLexer:
    from pygments.lexers.data import YamlLexer
    from pygments.lexers.shell import BashLexer

    return BashLexer() if language == "bash" else YamlLexer()


@lru_cache(maxsize=256)
def _css_class(token: _TokenType) -> str:
    name = str(token)
    return next((css_class for prefix, css_class in CLASSES if name.startswith(prefix)), "")


def _plain_tokens(lexer: RegexLexer, code: str) -> Iterator[Piece]:
    for _, token, text in lexer.get_tokens_unprocessed(code):
        yield _css_class(token), text


def _shell(lexer: RegexLexer, code: str) -> Iterator[Piece]:
    """Add to Pygments' own colours the program at the start of each command, and the flags."""
    before = ""
    for _, token, text in lexer.get_tokens_unprocessed(code):
        css_class = _css_class(token)
        if not css_class and before in COMMAND_START and text[:1].isalpha():
            css_class = "hk"
        elif not css_class and len(text) > 1 and text.startswith("-"):
            css_class = "hf"
        yield css_class, text
        before = "" if "\n" in text else text.strip() or before
