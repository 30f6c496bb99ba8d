"""Keys and the line they edit, in Korean and English."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from generator.problems import display_width
from generator.study import keyboard
from generator.study.keyboard import Decoder, Line

UNHURRIED = how(deadline=None)


def _type(*keys: str) -> Line:
    line = Line()
    for key in keys:
        line = keyboard.press(line, key)
    return line


def test_a_character_may_arrive_in_pieces() -> None:
    decoder, data = Decoder(), "파드\x1b[D\r".encode()
    assert [key for byte in data for key in decoder.feed(bytes([byte]))] == ["파", "드", "left", "enter"]


def test_a_lone_escape_waits_for_what_may_follow() -> None:
    decoder = Decoder()
    assert list(decoder.feed(b"\x1b")) == []
    assert list(decoder.feed(b"", final=True)) == ["escape"]


def test_unknown_sequences_and_broken_bytes_do_no_harm() -> None:
    assert list(Decoder().feed(b"\x1b[99;5Xa\x00b")) == ["a", "b"]
    assert "".join(Decoder().feed(b"a\xffb")) == "a\ufffdb"


@UNHURRIED
@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])))
def test_what_is_typed_stands_in_the_line_composed(text: str) -> None:
    assert _type(*text).text == unicodedata.normalize("NFC", text)


def test_letters_sent_one_by_one_become_syllables() -> None:
    assert _type(*unicodedata.normalize("NFD", "파드")) == Line("파드", 2)


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("파", "드", "backspace"), Line("파", 1)),
        (("a", "c", "left", "b"), Line("abc", 2)),
        (("a", "b", "home", "delete"), Line("b", 0)),
        (("a", " ", "b", "c", "word-back"), Line("a ", 2)),
        (("a", "b", "left", "clear"), Line("b", 0)),
        (("a", "b", "left", "cut"), Line("a", 1)),
        (("backspace", "delete", "left", "right", "up", "x"), Line("x", 1)),
    ],
)
def test_a_line_is_edited(keys: tuple[str, ...], line: Line) -> None:
    assert _type(*keys) == line


@UNHURRIED
@given(st.text(st.sampled_from("가나다abc ㅎ")), st.integers(2, 20), st.data())
def test_the_cursor_stays_in_the_window(text: str, width: int, data: st.DataObject) -> None:
    shown, column = keyboard.window(Line(text, data.draw(st.integers(0, len(text)))), width)
    assert display_width(shown) <= width
    assert 0 <= column < max(width, 1)


def test_commands_work_with_the_korean_input_method_on() -> None:
    assert [keyboard.letter(key) for key in "ㅎㅁqQｑ"] == ["g", "a", "q", "q", "q"]
