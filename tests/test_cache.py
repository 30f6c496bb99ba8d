"""What was kept is what was worked out, and whatever lies on the disk harms nobody."""

from __future__ import annotations

import contextlib
import os
import pickle
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import cache, model
from generator.cache import Cache, Unfit, decode, encode, key_of
from generator.model import Block, BlockKind, Card, Span, Steps
from tests.values import a_fact


class Colour(Enum):
    RED = 1


class Word(StrEnum):
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Leaf:
    value: object


@dataclass(frozen=True, slots=True)
class Secret:
    value: object


CLASSES = (Leaf, Colour, Word)
MODEL = tuple(one for one in vars(model).values() if isinstance(one, type) and one.__module__ == model.__name__)

plain = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text()
values = st.recursive(
    plain | st.sampled_from([Colour.RED, Word.YES]) | st.frozensets(st.text(max_size=3), max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4).map(tuple) | st.dictionaries(st.text(), inner, max_size=3) | inner.map(Leaf)
    ),
    max_leaves=20,
)


@settings(deadline=None)
@given(values)
def test_any_value_comes_back_as_it_was(value: object) -> None:
    found = decode(encode(value, CLASSES), CLASSES)
    assert found == value
    assert type(found) is type(value)


def test_a_surrogate_and_an_enum_keep_their_types() -> None:
    found = decode(encode(("\udcff", Word.YES, True, 1), CLASSES), CLASSES)
    assert [type(one) for one in found] == [str, Word, bool, int]
    assert found == ("\udcff", Word.YES, True, 1)


def test_cards_of_a_note_come_back() -> None:
    fact = replace(a_fact(Span("n.md", 1, 2), "etcd", "etcd: 저장소", ("노드",)), value=Steps(("하나", "둘")))
    cards = (Card(fact, "procedure", "list-all", "?", "하나, 둘"), Card(fact, "procedure", "question", "!", "둘"))
    found = decode(encode(cards, MODEL), MODEL)
    assert found == cards
    assert found[0].fact is found[1].fact


def test_what_stands_at_many_places_is_written_once() -> None:
    block = Block(BlockKind.LINE, Span("n.md", 1, 1), "한 번만 적힐 글")
    for _ in range(30):
        block = Block(BlockKind.ITEM, Span("n.md", 1, 1), children=(block, block))
    content = encode(block, MODEL)
    assert content.decode().count("한 번만 적힐 글") == 1
    found = decode(content, MODEL)
    assert found.children[0] is found.children[1]


def test_only_what_was_named_is_written_or_made() -> None:
    with pytest.raises(Unfit):
        encode(Secret(1), CLASSES)
    with pytest.raises(Unfit):
        encode([1], CLASSES)
    with pytest.raises((ValueError, LookupError)):
        decode(encode(Secret(1), (*CLASSES, Secret)), CLASSES)


DAMAGED = [
    b"", b"[]", b"[[],1,2]", b"{}", b"[[[0]],1]", b'[[[0,1,2]],["r",0]]', b'[[[0,["r",0]]],["r",0]]', b'[[],["r",0]]',
    b'[[],["r",-1]]', b'[[],["x"]]', b'[[],[]]', b'[[[-1,1]],["r",0]]', b'[[],["e",0,1]]', b'[[],["e",1,9]]', b"[" * 5000,
    b'[[[true,1]],["r",0]]', b'[[],["m","a"]]', pickle.dumps(("x",)), b"\xff\xfe", b'[[[1,1]],["r",0]]',
]  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_entry_is_worked_out_anew(content: bytes, tmp_path: Path) -> None:
    kept = Cache(tmp_path, CLASSES)
    kept.put("ab12", Leaf(1))
    (path,) = tmp_path.rglob("ab12.json")
    path.write_bytes(content)
    assert kept.get("ab12") is None
    assert kept.made("ab12", lambda: Leaf(2)) == Leaf(2)
    assert kept.get("ab12") == Leaf(2)


@settings(deadline=None, max_examples=200)
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_byte_changed_is_no_fault(place: int, byte: int) -> None:
    content = bytearray(encode((Leaf(("a", 1)), Colour.RED, {"k": Leaf(None)}), CLASSES))
    content[place % len(content)] = byte
    with contextlib.suppress(ValueError, TypeError, LookupError, RecursionError):
        decode(bytes(content), CLASSES)


def test_the_work_is_done_once(tmp_path: Path) -> None:
    calls: list[int] = []

    def work() -> Leaf:
        calls.append(1)
        return Leaf("etcd")

    for _ in range(3):
        assert Cache(tmp_path, CLASSES).made(key_of("text", "ko"), work) == Leaf("etcd")
    assert len(calls) == 1
    Cache(tmp_path, CLASSES).made(key_of("text", "en"), work)
    assert len(calls) == 2


def test_without_a_folder_nothing_is_kept() -> None:
    assert Cache().made("k", lambda: Leaf(1)) == Leaf(1)
    assert Cache().get("k") is None


def test_what_is_unfit_is_still_returned(tmp_path: Path) -> None:
    assert Cache(tmp_path, CLASSES).made("k", lambda: Secret(1)) == Secret(1)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Cache(tmp_path / "file", CLASSES).made("k", lambda: Leaf(1)) == Leaf(1)


def test_keys_tell_their_parts_apart_and_the_program_from_another(monkeypatch: pytest.MonkeyPatch) -> None:
    assert key_of("ab", "c") != key_of("a", "bc")
    before = key_of("a")
    monkeypatch.setattr(cache, "program", lambda: "a later notedeck")
    assert key_of("a") != before


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    first = Cache(tmp_path, CLASSES)
    for number in range(6):
        first.put(f"k{number}", Leaf("x" * 1000))
        os.utime(next(tmp_path.rglob(f"k{number}.json")), (number, number))
    second = Cache(tmp_path, CLASSES, most=3200)
    second.get("k0")
    second.trim()
    assert {path.stem for path in tmp_path.rglob("*.json")} == {"k0", "k4", "k5"}
    Cache(tmp_path, CLASSES, most=0).trim()
    assert list(tmp_path.rglob("*.json")) == []
