"""What the learner types, without a terminal: bytes to keys, and a line that is edited by them."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.problems import display_width

_SEQUENCES = {
    "[D": "left", "[C": "right", "[A": "up", "[B": "down", "[H": "home", "[F": "end", "OH": "home", "OF": "end", "OD": "left",
    "OC": "right", "[1~": "home", "[7~": "home", "[4~": "end", "[8~": "end", "[3~": "delete", "[200~": "paste", "[201~": "pasted",
}  # fmt: skip
_CONTROLS = {
    "\r": "enter", "\n": "enter", "\x7f": "backspace", "\x08": "backspace", "\x01": "home", "\x05": "end", "\x04": "end-of-input",
    "\x15": "clear", "\x17": "word-back", "\x0b": "cut", "\x02": "left", "\x06": "right", "\x0c": "redraw", "\x1b": "escape",
}  # fmt: skip
# A key pressed while the Korean input method is on: the letter on the same key of the two-set layout.
_TWO_SET = dict(zip("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm", strict=True))


@dataclass(slots=True)
class Decoder:
    """Turns bytes into keys as they arrive: a character may come in pieces, and so may an escape sequence."""

    pending: str = ""
    utf8: codecs.IncrementalDecoder = field(default_factory=lambda: codecs.getincrementaldecoder("utf-8")("replace"))

    def feed(self, data: bytes, *, final: bool = False) -> Iterator[str]:
        """Yield a key for each complete one; `final` says that no more bytes are coming, so a lone Escape is itself."""
        self.pending += self.utf8.decode(data)
        while self.pending:
            key, size = _first(self.pending, final)
            if not size:
                return
            self.pending = self.pending[size:]
            if key:
                yield key


def _first(text: str, final: bool) -> tuple[str, int]:
    """Return the first key and its length; no length if more must come first."""
    if text[0] != "\x1b":
        return _CONTROLS.get(text[0], text[0] if text[0].isprintable() or text[0] == "\t" else ""), 1
    if len(text) == 1:
        return ("escape", 1) if final else ("", 0)
    if text[1] not in "[O":
        return "escape", 1
    end = next((at for at, char in enumerate(text[2:], 2) if "@" <= char <= "~"), 0)
    if not end:
        return ("", len(text)) if final else ("", 0)
    return _SEQUENCES.get(text[1 : end + 1], ""), end + 1


def letter(key: str) -> str:
    """Return the command that a key stands for, whatever the input method and shift."""
    return _TWO_SET.get(key, unicodedata.normalize("NFKC", key).lower())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with a cursor in it."""

    text: str = ""
    at: int = 0


def press(line: Line, key: str) -> Line:
    """Return the line after one key; keys that mean nothing to a line leave it."""
    before, after = line.text[: line.at], line.text[line.at :]
    match key:
        case "left":
            return Line(line.text, len(before) - _cluster(before))
        case "right":
            return Line(line.text, line.at + _cluster_ahead(after))
        case "home":
            return Line(line.text, 0)
        case "end":
            return Line(line.text, len(line.text))
        case "backspace":
            return _joined(before[: len(before) - _cluster(before)], after)
        case "delete":
            return _joined(before, after[_cluster_ahead(after) :])
        case "clear":
            return _joined("", after)
        case "cut":
            return _joined(before, "")
        case "word-back":
            return _joined(before.rstrip()[: _word_start(before.rstrip())], after)
    return _joined(before + key, after) if len(key) == 1 else line


def _joined(before: str, after: str) -> Line:
    """Compose what was typed in pieces: an input method, or a paste from macOS, may send letters one by one."""
    composed = unicodedata.normalize("NFC", before)
    return Line(composed + after, len(composed))


def _word_start(text: str) -> int:
    return text.rfind(" ") + 1


def _cluster(text: str) -> int:
    """Return how many characters the last visible one takes: combining marks belong to the one before."""
    size = min(1, len(text))
    while 0 < size < len(text) and not display_width(text[-size]):
        size += 1
    return size


def _cluster_ahead(text: str) -> int:
    size = min(1, len(text))
    while 0 < size < len(text) and not display_width(text[size]):
        size += 1
    return size


def window(line: Line, width: int) -> tuple[str, int]:
    """Return the part of the line that fits into `width` columns and the cursor's column in it."""
    start = 0
    while display_width(line.text[start : line.at]) >= width:
        start += 1
    shown = ""
    for char in line.text[start:]:
        if display_width(shown + char) > width:
            break
        shown += char
    return shown, display_width(line.text[start : line.at])
