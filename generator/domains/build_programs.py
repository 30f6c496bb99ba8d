"""Gather the commands and options of a domain's programs from what they say of themselves.

    python -m generator.domains.build_programs docker

Each program that the folder's `domain.toml` lists under `gather` must be installed. Facts only: names of commands and
options, and whether an option takes a value. `programs.tsv` is written anew, in an order that stays.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import programs

WAIT = 20  # seconds for one call
DEEPEST = 12  # columns that an option may be set in: what stands further right goes on from the line above
_NAME = r"--?[A-Za-z0-9?#@%][\w.-]*"
# What may stand behind a name: `=X`, `[=X]`, ` <x>`, ` [<x>]`, ` FILE`, and Go's ` list` before the next column.
_VALUE = r"(?P<value>\[=?[^\]]*\][^\s,]*|=[^\s,]+| \[<[^>]*>\]| <[^>]*>\S*| \[?\(\S+| [A-Z][A-Z0-9_\[\]:.,|=-]*(?=[, ]|$)| [a-z][\w-]*(?= ?,|  |$))?"
_ITEM = re.compile(rf"(?P<name>{_NAME}){_VALUE}")
_ALIASES = re.compile(r"^Aliases:\n\s+(.+)$", re.MULTILINE)
_HEAD = re.compile(r"^(?:[A-Za-z ]*[Cc]ommands|[A-Z][\w/ ]* Commands):?$")
_COMMAND = re.compile(r"^ {1,6}([a-z][a-z0-9-]*)\*?(?: |$)")
_CLUSTER = re.compile(r"\[-([A-Za-z0-9]{2,})\]")
_LETTER = re.compile(r"\[-([A-Za-z0-9])((?: (?:(?!\](?:\s|$))\S)+)*)\](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of `programs.tsv`."""

    path: str
    aliases: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        cells = (self.path, ",".join(self.aliases), " ".join(self.marks), " ".join(self.options))
        return "\t".join(cells).rstrip("\t")


def main(arguments: list[str] | None = None) -> int:
    """Write the `programs.tsv` of the folders that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="+", choices=sorted(programs.tables()))
    for folder in parser.parse_args(arguments).folder:
        path = programs.FOLDER / folder / "programs.tsv"
        lines = list(_lines(programs.tables()[folder].get("gather", {}), folder))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{path}: {sum(not line.startswith('#') for line in lines)} commands", file=sys.stderr)
    return 0


def _lines(gather: dict[str, dict[str, str]], folder: str) -> Iterator[str]:
    yield f"# made by: python -m generator.domains.build_programs {folder}"
    rows: list[Row] = []
    for name, how in sorted(gather.items()):
        version = _version(name, how.get("version", "--version"))
        yield f"# program\t{name}\t{version}"
        rows += sorted(_MANNERS[how.get("style", "plain")](name, how), key=lambda row: row.path.split(" "))
    yield from map(str, rows)


def say(*words: str) -> str:
    """Return all that a call prints."""
    quiet = os.environ | {"LC_ALL": "C", "COLUMNS": "200", "PAGER": "cat", "MANPAGER": "cat", "MANWIDTH": "200"}
    try:
        done = subprocess.run(
            words, capture_output=True, timeout=WAIT, check=False, stdin=subprocess.DEVNULL, env=quiet
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise SystemExit(f"{' '.join(words)}: {problem}") from None
    return re.sub(r".\x08", "", (done.stdout + done.stderr).decode("utf-8", "replace")).replace("\r", "")


def _version(name: str, ask: str) -> str:
    found = re.search(r"\d+(?:\.\d+)+\w*", say(name, *ask.split()))
    return found[0] if found else ""


def options_of(text: str, *, apart: bool = False, lengthy: bool = False) -> tuple[str, ...]:
    """Return the options of a help text, each with all its names: `-p/--publish=`.

    With `apart` long names on one line are options of their own, as in Git's manual: `--author=…, --committer=…`.
    With `lengthy` a long name has one dash: `-header`.
    """
    found: list[tuple[list[str], str]] = []
    for line in text.split("\n"):
        plain = re.sub(r",\s+", ", ", line.strip())
        indent = len(line) - len(line.lstrip())
        if plain.startswith("-") and indent <= DEEPEST:
            names, value = _names(plain)
            first = next((at for at, name in enumerate(names) if name.startswith("--")), len(names))
            for group in (names[: first + 1], *([name] for name in names[first + 1 :])) if apart else (names,):
                _merge(found, [name for name in group if lengthy or len(name) == 2 or name.startswith("--")], value)
    return tuple(sorted(map(_written, found)))


def _written(option: tuple[list[str], str]) -> str:
    """Return an option as it stands in the table: short names first."""
    names, value = option
    return "/".join(sorted(set(names), key=lambda name: (len(name) > 2, name))) + value


def _names(plain: str) -> tuple[list[str], str]:
    """Read the names at the start of a line of help, and whether they take a value."""
    names, value, at = [], "", 0
    plain = re.sub(r"^-<\w+>, ", "", plain)
    while item := _ITEM.match(plain, at):
        names.append(item["name"].rstrip("."))
        given = item["value"] or ""
        value = value or ("[=]" if given.startswith("[") else "=" if given else "")
        short = len(item["name"]) == 2
        joint = re.compile(r", (?=-)|, \w, (?=-)" + (r"| {1,4}(?=--)" if short else "")).match(plain, item.end())
        if joint is None:
            break
        at = joint.end()
    return names, value


def _merge(found: list[tuple[list[str], str]], names: list[str], value: str) -> None:
    """Add an option, or its names to the one that has a name of it already."""
    if not names:
        return
    for at, (known, had) in enumerate(found):
        if set(known) & set(names):
            found[at] = (known + [name for name in names if name not in known], had or value)
            return
    found.append((names, value))


def _plain(name: str, how: dict[str, str]) -> Iterator[Row]:
    """A program without subcommands: `ls --help`."""
    text = say(name, *how.get("ask", "--help").split())
    options = [
        *(_dropped(option, how) for option in options_of(text, lengthy="lengthy" in how)),
        *how.get("more", "").split(),
    ]
    if how.get("usage"):
        options += _usage_options(text)
    marks = ("stops",) if how.get("stops") else ()
    yield Row(name, (), marks, tuple(_united(options)))


def _dropped(option: str, how: dict[str, str]) -> str:
    """Return an option without the names that its help gives to another meaning."""
    value = "[=]" if option.endswith("[=]") else "=" if option.endswith("=") else ""
    names = [name for name in option.removesuffix(value).split("/") if name not in how.get("drop", "").split()]
    return "/".join(names) + value if names else ""


def _usage_options(text: str) -> list[str]:
    """Return the options of a usage line such as `ssh [-46Aa] [-p port]`."""
    letters = [f"-{letter}" for cluster in _CLUSTER.findall(text) for letter in cluster]
    return letters + [f"-{letter}{'=' if value else ''}" for letter, value in _LETTER.findall(text)]


def _united(options: Iterable[str]) -> list[str]:
    """Put together what names the same option, what is given last adding its names."""
    found: list[tuple[list[str], str]] = []
    for text in options:
        value = "[=]" if text.endswith("[=]") else "=" if text.endswith("=") else ""
        _merge(found, text.removesuffix(value).split("/") if text else [], value)
    return sorted(map(_written, found))


def _words_above(name: str, how: dict[str, str]) -> Iterator[Row]:
    """A program whose commands take its own options: `systemctl`."""
    text = say(name, *how.get("ask", "--help").split())
    yield Row(name, (), (), tuple(_united([*options_of(text), *how.get("more", "").split()])))
    for word in sorted({*_commands(text), *how.get("commands", "").split()}):
        yield Row(f"{name} {word}", (), ("inherits",))


def _tree(name: str, how: dict[str, str]) -> Iterator[Row]:
    """A program whose commands have help of their own, down to the last: `docker container ls --help`."""
    seen: set[str] = set()
    hidden = {path: more.split() for path, more in how.items() if path.startswith(name)}
    pending = [name]
    while pending:
        path = pending.pop(0)
        text = say(*path.split(), "--help")
        aliases = [one.strip() for one in (_ALIASES.search(text) or ["", ""])[1].split(",") if one.strip()]
        main = aliases[0] if aliases else path
        pending += [f"{path} {word}" for word in _commands(text)]
        if main in seen:
            continue
        seen.add(main)
        usage = re.search(r"^\s*Usage:\s+(.*)$", text, re.MULTILINE)
        stops = usage is not None and not _commands(text) and bool(re.search(r"[A-Z]\w* \[?COMMAND|ARGS", usage[1]))
        options = _united([*options_of(text), *hidden.get(main, ())])
        yield Row(
            main, tuple(dict.fromkeys(a for a in (*aliases, path) if a != main)), ("stops",) * stops, tuple(options)
        )


def _commands(text: str) -> list[str]:
    """Return the subcommands that a help text lists under its headings of commands."""
    found, inside = [], False
    for line in text.split("\n"):
        if line and not line.startswith(" "):
            inside = bool(_HEAD.match(line.strip()))
        elif inside and (item := _COMMAND.match(line)):
            found.append(item[1])
    return list(dict.fromkeys(found))


def _git(name: str, how: dict[str, str]) -> Iterator[Row]:
    """Git: what it completes, what `-h` pairs, and where these are few the manual page."""
    above = say("git", "-h")
    yield Row("git", (), (), tuple(_united([*_usage_pairs(above), *how.get("more", "").split()])))
    for word in sorted(set(say("git", "--list-cmds=main,others,nohelpers").split())):
        yield from _git_command(("git", word), how.get(f"git {word}", ""))


def _git_command(path: tuple[str, ...], more: str = "") -> Iterator[Row]:
    """Yield a command of Git and those below it, which its usage names: `git stash pop`."""
    brief = say(*path, "-h")
    helper = say(*path, "--git-completion-helper-all") if len(path) == 2 else ""
    completed = (
        [one for one in helper.split() if re.fullmatch(r"--[a-z][\w-]*=?", one)] if helper.startswith("--") else []
    )
    manual = "\n".join(re.findall(r"^ {7}-\S.*$", say("man", "-".join(path)), re.MULTILINE)) if len(path) == 2 else ""
    used = [name + ("=" if value else "") for name, value in re.findall(r"(--[a-z][a-z-]+)(=?)", _usage(brief))]
    known = _united([*options_of(brief, apart=True), *options_of(manual, apart=True), *completed, *used, *more.split()])
    names = {name for option in known for name in re.sub(r"\[?=\]?$", "", option).split("/")}
    kept = [one for one in known if not (one.startswith("--no-") and f"--{one[5:].rstrip('=[]')}" in names)]
    yield Row(" ".join(path), (), (), tuple(kept))
    below = (
        re.findall(rf"^(?:usage:|   or:) {' '.join(path)} ([a-z][a-z-]+)", brief, re.MULTILINE)
        if len(path) == 2
        else []
    )
    for word in sorted(set(below)):
        yield from _git_command((*path, word))


def _usage(text: str) -> str:
    """Return the usage lines at the head of a help text."""
    return text.partition("\n\n")[0]


def _usage_pairs(text: str) -> list[str]:
    """Return `-p/--paginate` and `--git-dir=` of a usage line."""
    found = []
    for item in re.findall(r"\[(-[^\[\]]*(?:\[[^\]]*\])?[^\[\]]*)\]", text):
        names = re.findall(_NAME, item)
        if item.count("|") > 1:  # several pairs in one bracket
            continue
        value = "[=]" if "[=" in item else "=" if re.search(r"[= ]<", item) else ""
        found.append("/".join(names) + value)
    return found


_MANNERS = {"plain": _plain, "words": _words_above, "tree": _tree, "git": _git}


if __name__ == "__main__":
    raise SystemExit(main())
