"""Find each kubectl in a command line and read its path, flags and arguments as kubectl does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.domains.kubernetes.reference import Command, Flag, reference
from generator.domains.words import Simple, Word, split
from generator.domains.wrappers import strip

PROGRAMS: Final = frozenset({"kubectl", "k", "kubectl.exe"})


@dataclass(frozen=True, slots=True)
class Given:
    """A flag as given: `flag` is None if the command has no such flag; `value` None if it was left out."""

    flag: Flag | None
    name: str
    value: str | None
    pattern: str
    start: int
    end: int
    word: Word
    bare: bool = False  # written without a value where it needs one


@dataclass(frozen=True, slots=True)
class Invocation:
    """One kubectl: `rest` are the arguments behind the path, `tail` those behind `--`, None without one."""

    command: Command
    path: tuple[Word, ...]
    flags: tuple[Given, ...]
    rest: tuple[Word, ...]
    tail: tuple[Word, ...] | None
    words: tuple[Word, ...]
    simple: Simple
    assignments: tuple[str, ...] = ()
    wrappers: tuple[str, ...] = ()
    stray: Word | None = None  # a first argument that should be a subcommand and is none

    @property
    def open(self) -> bool:
        """Whether more arguments may come: from xargs, `...`, `$options` or `[flags]`."""
        return "xargs" in self.wrappers or any(word.elastic for word in self.words)

    def given(self, name: str) -> Given | None:
        """Return the last use of a flag by its long name."""
        return next((one for one in reversed(self.flags) if one.flag is not None and one.flag.name == name), None)


def find(line: str) -> tuple[Invocation, ...]:
    """Return every kubectl of a command line."""
    return tuple(one for simple in split(line) if (one := read(simple)) is not None)


def read(simple: Simple) -> Invocation | None:
    """Read a simple command as kubectl's, or return None."""
    words, wrappers, assignments = strip(simple.words)
    if not words or not is_kubectl(words[0].text):
        return None
    command, path, others, stray = _path(words[1:])
    flags, rest, tail = _arguments(command, others)
    return Invocation(command, path, flags, rest, tail, words, simple, assignments, wrappers, stray)


def is_kubectl(word: str) -> bool:
    """Tell whether a word is kubectl, by an alias or a path too."""
    return word in PROGRAMS or word.endswith(("/kubectl", "\\kubectl.exe"))


def _path(words: tuple[Word, ...]) -> tuple[Command, tuple[Word, ...], tuple[Word, ...], Word | None]:
    """Find the subcommand: return it, its words, all other words, and a word that is no subcommand where one is due."""
    commands = reference().commands
    command, path, others = commands[()], [], []
    at = 0
    while at < len(words):
        word = words[at]
        if word.text == "--":
            break
        if word.text.startswith("-") and len(word.text) > 1:
            others.append(word)
            if _swallows(command, word.text) and at + 1 < len(words):
                others.append(words[at + 1])
                at += 1
        elif name := command.children.get(word.text):
            command = commands[(*command.path, name)]
            path.append(word)
        else:
            stray = word if command.children else None
            return command, tuple(path), (*others, *words[at:]), stray
        at += 1
    return command, tuple(path), (*others, *words[at:]), None


def _swallows(command: Command, text: str) -> bool:
    """Tell whether a flag before the subcommand takes the next word, as kubectl's search for the path has it."""
    if "=" in text:
        return False
    flag = command.flags.get(text[2:]) if text.startswith("--") else command.shorts.get(text[1:])
    if flag is None:
        return text.startswith("--") or len(text) == 2
    return flag.takes_next


def _arguments(
    command: Command, words: tuple[Word, ...]
) -> tuple[tuple[Given, ...], tuple[Word, ...], tuple[Word, ...] | None]:
    """Split the words into flags, arguments and what is behind `--`."""
    flags: list[Given] = []
    rest: list[Word] = []
    at = 0
    while at < len(words):
        word = words[at]
        following = words[at + 1] if at + 1 < len(words) else None
        if word.text == "--":
            return tuple(flags), tuple(rest), words[at + 1 :]
        if word.text.startswith("--") and word.text != "--":
            given, used = _long(command, word, following)
            flags.append(given)
            at += used
        elif word.text.startswith("-") and len(word.text) > 1:
            more, used = _cluster(command, word, following)
            flags.extend(more)
            at += used
        else:
            rest.append(word)
        at += 1
    return tuple(flags), tuple(rest), None


def _long(command: Command, word: Word, following: Word | None) -> tuple[Given, int]:
    """Read `--name`, `--name=value` or `--name value`; also return how many words behind were used."""
    name, equals, value = word.text[2:].partition("=")
    flag = command.flags.get(name.replace("_", "-"))  # kubectl reads the one as the other
    if equals:
        return Given(flag, name, value, word.pattern.partition("=")[2], word.start, word.end, word), 0
    if flag is None or not flag.takes_next:
        return Given(flag, name, None, "", word.start, word.end, word), 0
    if following is None:
        return Given(flag, name, None, "", word.start, word.end, word, bare=True), 0
    return Given(flag, name, following.text, following.pattern, word.start, following.end, word), 1


def _cluster(command: Command, word: Word, following: Word | None) -> tuple[list[Given], int]:
    """Read `-it`, `-oyaml`, `-n=web` or `-n web`; an unknown letter ends the cluster."""
    out: list[Given] = []
    for at in range(1, len(word.text)):
        letter, value = word.text[at], word.text[at + 1 :]
        flag = command.shorts.get(letter)
        place = (word.start, word.end, word)
        if flag is None:
            return [*out, Given(None, letter, None, "", *place)], 0
        if value.startswith("=") or (value and flag.takes_next):
            pattern = word.pattern[at + 1 :].removeprefix("=")
            return [*out, Given(flag, flag.name, value.removeprefix("="), pattern, *place)], 0
        if flag.takes_next:
            if following is None:
                return [*out, Given(flag, flag.name, None, "", *place, bare=True)], 0
            return [*out, Given(flag, flag.name, following.text, following.pattern, word.start, following.end, word)], 1
        out.append(Given(flag, flag.name, None, "", *place))
    return out, 0


def arguments(one: Invocation) -> Iterator[Word]:
    """Yield the arguments that are not elastic: those that count."""
    return (word for word in one.rest if not word.elastic)


@lru_cache(maxsize=1)
def resource_words() -> dict[str, str]:
    """Return every word that kubectl takes for a resource, in lower case, with the plural that it means."""
    words: dict[str, str] = {}
    for one in reference().resources:
        for name in one.names:
            words.setdefault(name, one.name)
    for one in reference().resources:
        for name in one.shorts:
            words.setdefault(name, one.name)
    return words | {"all": "all"}


def resource_name(word: str) -> str:
    """Return the plural of a resource word, `all` too; empty if it is unknown. Only full names may be in capitals."""
    name = resource_words().get(word.lower(), "")
    return name if word == word.lower() or word.lower() in _full_names() else ""


@lru_cache(maxsize=1)
def _full_names() -> frozenset[str]:
    return frozenset(name for one in reference().resources for name in one.names)
