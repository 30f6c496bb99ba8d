"""Programs as data: their subcommands and options, read from the `programs.tsv` of the domains' folders.

One row a command: its path, other paths that mean the same, marks, and its options: `-p/--publish=` takes a value,
`--color[=]` may take one. `build_programs.py` makes the rows of what the programs say of themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final

from generator import programs

Path = tuple[str, ...]
STOPS: Final = "stops"  # options end at the first argument: what follows is another program's
INHERITS: Final = "inherits"  # has the options of the command above


@dataclass(frozen=True, slots=True)
class Option:
    """An option by all its names with their dashes, the long one first; `value` is "", "=" or "[=]"."""

    names: tuple[str, ...]
    value: str = ""

    @property
    def name(self) -> str:
        """The name to compare by."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Command:
    """A command by its path: `options` by each name, `children` from a word to the path that it leads to."""

    path: Path
    options: dict[str, Option] = field(default_factory=dict)
    children: dict[str, Path] = field(default_factory=dict)
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Manner:
    """How a program reads its words, where the rows cannot tell: what its folder's `domain.toml` says under `manners`.

    `exact`: long options may not be shortened; `negatable`: `--no-x` goes with every `--x`; `dashless`: a first word
    of letters is options (`tar xf`); `adding`: an option given twice adds up, in any order; `loose`: unknown
    options are no mistake; `partial`: nor are any, of which help does not name all; `open`: nor are unknown
    commands that are near to none, nor `others` that plug-ins bring; `lengthy`: long options have one dash (`-header`).
    """

    exact: bool = False
    negatable: bool = False
    dashless: bool = False
    loose: bool = False
    partial: bool = False
    open: bool = False
    adding: bool = False
    lengthy: bool = False
    others: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program with all its commands."""

    name: str
    commands: dict[Path, Command]
    manner: Manner
    any_order: frozenset[Path]  # commands whose arguments may come in any order

    @property
    def root(self) -> Command:
        """The program itself."""
        return self.commands[(self.name,)]


@lru_cache(maxsize=1)
def tools() -> dict[str, Tool]:
    """Return every program of which there is data, by its name."""
    return {tool.name: tool for folder, table in programs.tables().items() for tool in _of_folder(folder, table)}


@lru_cache(maxsize=1)
def rewrites() -> dict[str, tuple[str, ...]]:
    """Return the commands that stand for others: `egrep` for `grep -E`, `docker compose` for `docker-compose`."""
    pairs = [pair for table in programs.tables().values() for pair in table.get("rewrites", {}).items()]
    return {short: tuple(long.split()) for short, long in pairs}


def _of_folder(folder: str, table: dict[str, Any]) -> Iterator[Tool]:
    path = programs.FOLDER / folder / "programs.tsv"
    if not path.exists():
        return
    rows: dict[str, list[list[str]]] = {}
    versions: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("#"):
            versions |= {cells[1]: cells[2]} if len(cells) > 2 else {}
        elif line:
            rows.setdefault(cells[0].split(" ", 1)[0], []).append([*cells, "", "", ""])
    orders = frozenset(tuple(name.split()) for name in table.get("any_order", ()))
    for name, own in rows.items():
        manner = Manner(**table.get("manners", {}).get(name, {}), version=versions.get(name, ""))
        yield Tool(name, _commands(own), manner, orders)


def _commands(rows: Iterable[list[str]]) -> dict[Path, Command]:
    """Turn rows into commands, each row behind the row of the command above it."""
    found: dict[Path, Command] = {}
    for cells in rows:
        path, marks = tuple(cells[0].split(" ")), cells[2].split(" ")
        options = tuple(map(_option, cells[3].split()))
        above = found.get(path[:-1])
        named = {name: option for option in options for name in option.names}
        named |= above.options if above and INHERITS in marks else {}
        found[path] = replace(found.get(path, Command(path)), options=named, stops=STOPS in marks)
        for other in (path, *(tuple(alias.split(" ")) for alias in cells[1].split(",") if alias)):
            if len(other) > 1:
                found.setdefault(other[:-1], Command(other[:-1])).children[other[-1]] = path
    return found


def _option(text: str) -> Option:
    """Read `-p/--publish=`."""
    value = "[=]" if text.endswith("[=]") else "=" if text.endswith("=") else ""
    names = text.removesuffix(value).split("/")
    return Option(tuple(sorted(names, key=lambda name: (not name.startswith("--"), names.index(name)))), value)
