"""What a note yielded is kept by its content, so that the same work is not done twice.

A value is written as JSON: nothing that is read from the disk is ever run, and only the dataclasses and enums that the
caller names are made of it. A value that stands at many places is written once, as a tree holds its blocks again and
again. The cache may be lost or damaged at any time: what cannot be read is worked out anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar, cast

T = TypeVar("T")
FORMAT = "2"  # of the files; another one is another key
MOST = 200_000_000  # bytes of all entries together
LARGEST_ENTRY = 50_000_000
SUFFIX = ".json"
# What reads, analyses and compares the words of a note: another release may say something else.
LIBRARIES = ("kiwipiepy", "kiwipiepy-model", "markdown-it-py", "mdit-py-plugins", "PyYAML", "rapidfuzz", "symspellpy")


class Unfit(TypeError):
    """A value holds what the cache was not told of."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries; `classes` are the dataclasses and enums that they may hold. Without a folder nothing is kept."""

    folder: Path | None = None
    classes: tuple[type, ...] = ()
    most: int = MOST
    used: set[str] = field(default_factory=set)

    def get(self, key: str) -> Any:
        """Return the value that was kept for a key, None where there is none."""
        path = self._path(key)
        if path is None:
            return None
        try:
            if path.stat().st_size > LARGEST_ENTRY:
                return None
            value = decode(_opened(key, path.read_bytes()), self.classes)
        except (OSError, ValueError, TypeError, LookupError, RecursionError, ArithmeticError):
            return None
        with contextlib.suppress(OSError):  # a folder that may only be read
            os.utime(path)  # used today: the last to go
        self.used.add(key)
        return value

    def put(self, key: str, value: Any) -> None:
        """Keep a value; one that is unfit or a disk that is full is no trouble."""
        path = self._path(key)
        if path is None:
            return
        with contextlib.suppress(OSError, Unfit, RecursionError, ValueError):
            content = encode(value, self.classes)
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f".{path.name}.{os.getpid()}")
            try:
                fresh.write_bytes(_sealed(key, content))
                os.replace(fresh, path)
            except OSError:
                fresh.unlink(missing_ok=True)
                raise
            self.used.add(key)

    def made(self, key: str, make: Callable[[], T]) -> T:
        """Return what was kept for a key, or make and keep it."""
        found = self.get(key)
        if found is not None:
            return cast(T, found)
        value = make()
        self.put(key, value)
        return value

    def trim(self) -> None:
        """Delete what was not used for longest, until the entries fit; those of this run stay."""
        if self.folder is None:
            return
        entries = sorted(_entries(self.folder))
        size = sum(length for _time, _path, length in entries)
        for _time, path, length in entries:
            if size <= self.most:
                return
            if path.stem not in self.used:
                with contextlib.suppress(OSError):
                    path.unlink()
                    size -= length

    def _path(self, key: str) -> Path | None:
        return self.folder / key[:2] / f"{key}{SUFFIX}" if self.folder else None


def _sealed(key: str, content: bytes) -> bytes:
    """Return an entry's bytes, begun with their digest: a value of which a letter is lost would be another value."""
    return hashlib.blake2b(key.encode() + content, digest_size=16).hexdigest().encode() + b"\n" + content


def _opened(key: str, data: bytes) -> bytes:
    content = data.partition(b"\n")[2]
    if data != _sealed(key, content):
        raise ValueError("the entry is damaged")
    return content


def _entries(folder: Path) -> Iterable[tuple[float, Path, int]]:
    for path in folder.glob(f"*/*{SUFFIX}*"):  # and what a killed build left half-written
        with contextlib.suppress(OSError):
            status = path.stat()
            yield status.st_mtime, path, status.st_size


def key_of(*parts: str) -> str:
    """Return the key of what these parts yield: a note's text, its language, a recipe's options; the program is one."""
    packed = "".join(f"{len(part)}:{part}" for part in (FORMAT, program(), *parts))
    return hashlib.blake2b(packed.encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """Return what tells this state of the program from any other: versions, and its files' sizes and times."""
    from generator import __version__

    root = Path(__file__).parent
    versions = (__version__, sys.version, *map(_version, LIBRARIES))
    found = hashlib.blake2b("\n".join(versions).encode(), digest_size=16)
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            status = os.stat(os.path.join(folder, name))
            found.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


# ---- values as JSON ----
# A plain value stands for itself; what is not is a list that begins with a letter: ["r", n] a row, ["t", …] a tuple,
# ["s", …] a set, ["m", key, value, …] a map, ["e", class, value] an enum. A row is [class, field, …], and only points
# to rows before it.


def encode(value: Any, classes: Iterable[type]) -> bytes:
    """Return a value as bytes; raise `Unfit` where it holds what is in no class of `classes`."""
    writer = _Writer({one: place for place, one in enumerate(classes)})
    root = writer.write(value)
    return json.dumps([writer.rows, root], ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


@dataclass(slots=True)
class _Writer:
    number_of: Mapping[type, int]
    rows: list[list[Any]] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    alive: list[Any] = field(default_factory=list)  # an object that is gone would lend its id to another

    def write(self, value: Any) -> Any:
        kind = type(value)
        if value is None or kind in (str, int, float, bool):
            return value
        if kind is tuple:
            return ["t", *map(self.write, value)]
        if kind is frozenset:
            return ["s", *map(self.write, sorted(value))]
        if kind is dict:
            return ["m", *(self.write(part) for pair in value.items() for part in pair)]
        if kind not in self.number_of:
            raise Unfit(f"{kind.__qualname__} is in no class of the cache")
        if isinstance(value, Enum):
            return ["e", self.number_of[kind], value.value]
        return ["r", self._row(value, kind)]

    def _row(self, value: Any, kind: type) -> int:
        if id(value) not in self.places:
            row = [self.number_of[kind], *(self.write(getattr(value, name)) for name in _names(kind))]
            self.places[id(value)] = len(self.rows)
            self.alive.append(value)
            self.rows.append(row)
        return self.places[id(value)]


@lru_cache(maxsize=256)
def _names(kind: type) -> tuple[str, ...]:
    if not is_dataclass(kind):
        raise Unfit(f"{kind.__qualname__} is no dataclass")
    return tuple(one.name for one in fields(kind))


def decode(content: bytes, classes: Iterable[type]) -> Any:
    """Return the value of bytes; raise ValueError, TypeError or LookupError where they are damaged."""
    known = tuple(classes)
    rows, root = json.loads(content.decode("utf-8", "surrogatepass"))
    made: list[Any] = []

    def value(part: Any) -> Any:
        if not isinstance(part, list):
            return part
        sign = part[0]
        if sign == "r":
            return made[_place(part[1])]
        if sign == "t":
            return tuple(map(value, part[1:]))
        if sign == "e":
            return _enum(known[_place(part[1])], part[2])
        if sign == "s":
            return frozenset(map(value, part[1:]))
        if sign == "m":
            return dict(zip(map(value, part[1::2]), map(value, part[2::2]), strict=True))
        raise ValueError(f"no sign: {sign!r}")

    for number, *parts in rows:
        kind = known[_place(number)]
        names = _names(kind)
        if len(parts) != len(names):
            raise ValueError(f"{kind.__qualname__} has {len(names)} fields")
        made.append(
            kind(**{name: value(part) if type(part) is list else part for name, part in zip(names, parts, strict=True)})
        )
    return value(root)


def _place(number: Any) -> int:
    if type(number) is not int or number < 0:
        raise ValueError("a place is counted from 0")
    return number


def _enum(kind: type, value: Any) -> Any:
    if not issubclass(kind, Enum):
        raise ValueError(f"{kind.__qualname__} is no enum")
    return kind(value)
