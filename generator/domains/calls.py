"""Read a simple command by what is known of its program: subcommands, options and arguments.

`docker run -it --name=web nginx sh` is `docker container run` with `--interactive`, `--tty`, `--name web`, and
`nginx sh` as arguments, of which the last is no longer Docker's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.domains.tools import Command, Option, Tool, rewrites, tools
from generator.domains.words import Word

_NUMBER: Final = re.compile(r"-\d+")
_PARTS: Final = 2  # words of the longest rewritten command


@dataclass(frozen=True, slots=True)
class Given:
    """An option as given; `option` is None where the command has none of that name, `value` None where there is none."""

    option: Option | None
    name: str  # with its dashes
    value: str | None
    word: Word
    end: int
    level: int = 0  # how many subcommands stand before it

    @property
    def bare(self) -> bool:
        """Whether the value that it needs is missing."""
        return self.option is not None and self.option.value == "=" and self.value is None


@dataclass(slots=True)
class Call:
    """One call of a program: `rest` are the arguments, `literal` what stands behind `--`, None without one."""

    tool: Tool
    command: Command
    words: tuple[Word, ...]
    path: list[Word]  # the words that lead to the command, as they were written
    given: list[Given] = field(default_factory=list)
    rest: list[Word] = field(default_factory=list)
    literal: tuple[Word, ...] | None = None

    @property
    def known(self) -> bool:
        """Whether every option is known, so that their order says nothing."""
        return all(one.option is not None and not one.bare for one in self.given)


def read(words: Sequence[Word]) -> Call | None:
    """Read words as a call of a program of which there is data; None of any other."""
    words = _rewritten(words)
    tool = tools().get(words[0].text.rpartition("/")[2]) if words else None
    if tool is None:
        return None
    call = Call(tool, tool.root, tuple(words), list(words[:1]))
    at = 1
    while at < len(words):
        at += _take(call, words, at)
    return call


def _rewritten(words: Sequence[Word]) -> list[Word]:
    """Return `egrep` as `grep -E`, `docker compose` as `docker-compose`; the places stay those of the words."""
    for size in range(min(_PARTS, len(words)), 0, -1):
        long = rewrites().get(" ".join(word.text for word in words[:size]))
        if long:
            start, end = words[0].start, words[size - 1].end
            return [*(Word(text, text, start, end) for text in long), *words[size:]]
    return list(words)


def _take(call: Call, words: Sequence[Word], at: int) -> int:
    """Take in the word at `at`; return how many words were used."""
    word, following = words[at], words[at + 1] if at + 1 < len(words) else None
    text = word.text
    if call.command.stops and call.rest:
        call.rest += words[at:]
        return len(words)
    if text == "--":
        call.literal = tuple(words[at + 1 :])
        return len(words)
    if text.startswith("--") or (call.tool.manner.lengthy and len(text) > 1 and text[0] == "-"):
        return _long(call, word, following)
    if text.startswith("-") and len(text) > 1:
        return _short(call, word, following)
    if call.tool.manner.dashless and at == 1 and text.isalpha() and not word.holed:
        return _old_style(call, word, words[at + 1 :])
    below = call.command.children.get(text)
    if below is not None and not call.rest:
        call.command = call.tool.commands[below]
        call.path.append(word)
    else:
        call.rest.append(word)
    return 1


def _long(call: Call, word: Word, following: Word | None) -> int:
    name, equals, _value = word.text.partition("=")
    option = find(call, name)
    if equals:
        return _add(call, option, name, word.pattern.partition("=")[2], word, word.end)
    if option is not None and option.value == "=" and following is not None:
        return _add(call, option, name, following.pattern, word, following.end) + 1
    return _add(call, option, name, None, word, word.end)


def _short(call: Call, word: Word, following: Word | None) -> int:
    if _NUMBER.fullmatch(word.text):
        return _add(call, Option(("-NUMBER",), "="), "-NUMBER", word.text[1:], word, word.end)
    return _letters(call, word, following)


def _letters(call: Call, word: Word, following: Word | None) -> int:
    """Read a cluster: `-it`, `-p8080:80`, `-n5`, `-o=x`; an unknown letter ends it."""
    options = call.command.options
    for at, letter in enumerate(word.text[1:], 1):
        option, value = options.get(f"-{letter}"), word.text[at + 1 :]
        if option is None:
            return _add(call, None, f"-{letter}", None, word, word.end)
        joined = option.value == "[=]" and not all(f"-{other}" in options for other in value)
        if value and (option.value == "=" or joined):
            return _add(call, option, f"-{letter}", word.pattern[at + 1 :].removeprefix("="), word, word.end)
        if option.value == "=" and following is not None:
            return _add(call, option, f"-{letter}", following.pattern, word, following.end) + 1
        _add(call, option, f"-{letter}", None, word, word.end)
    return 1


def _old_style(call: Call, word: Word, behind: Sequence[Word]) -> int:
    """Read `xzf a.tgz` of tar: letters without a dash, their values behind them in order."""
    used = 0
    for letter in word.text:
        option = call.command.options.get(f"-{letter}")
        value = None
        if option is not None and option.value == "=" and used < len(behind):
            value = behind[used].pattern
            used += 1
        _add(call, option, f"-{letter}", value, word, word.end)
    return 1 + used


def _add(call: Call, option: Option | None, name: str, value: str | None, word: Word, end: int) -> int:
    level = len(call.command.path) - 1
    call.given.append(Given(option, name, value, word, end, level))
    return 1


def find(call: Call, name: str) -> Option | None:
    """Return the option of a long name, shortened or negated where the program allows it."""
    options, manner = call.command.options, call.tool.manner
    if name in options:
        return options[name]
    if manner.lengthy:  # one dash or two
        return options.get(name[1:])
    if manner.negatable and name.startswith("--no-") and (positive := options.get(f"--{name[5:]}")):
        return Option((f"--no-{positive.name[2:]}",))
    if manner.negatable and f"--no-{name[2:]}" in options:
        return Option((name,))
    if manner.exact or len(name) < 4:
        return None
    several = {id(option): option for long, option in options.items() if long.startswith(name)}
    return next(iter(several.values())) if len(several) == 1 else None
