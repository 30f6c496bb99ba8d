"""Characters that a terminal obeys, as marks that a reader sees.

A note, or a file's name, may hold escapes that clear the screen, set the clipboard or turn the text around.
"""

from __future__ import annotations

import re

# Controls but tab and line end, C1, line separators, what turns or hides text, invisible tags, and lone surrogates.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
_PICTURES = 0x2400  # the block with a picture of each control character
_ESCAPED_BYTES = range(0xDC80, 0xDD00)  # how Python keeps a byte of a file's name that is no UTF-8


def visible(text: str) -> str:
    """Return the text with each character that a terminal would obey as a mark; line ends and tabs stay."""
    return _UNSEEN.sub(_mark, text)


def visible_line(text: str) -> str:
    """Return the text as one line, as the name of a file must be."""
    return visible(text).replace("\n", "␊").replace("\t", "␉")


def _mark(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == 0x7F:
        return "␡"
    if code in _ESCAPED_BYTES:
        return f"<{code - 0xDC00:02X}>"
    return f"<U+{code:04X}>"


def json_escaped(text: str) -> str:
    """Return a JSON text with the same characters escaped as JSON does it, so that it still says the same."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}" if ord(match[0]) < 0x10000 else match[0], text)
