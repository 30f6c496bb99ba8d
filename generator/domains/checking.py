"""Say what is wrong with a command, by what is known of its program, each finding with its place in the line.

    dokcer run —name web nginx

The program is misspelt, and the dash before "name" is one that a word processor made. What a program itself refuses is
an error; what another version of it may take is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from generator import programs
from generator.domains.calls import Call, Given, read
from generator.domains.coded import hooks
from generator.domains.nearness import near_names
from generator.domains.tools import Option, tools
from generator.domains.words import DASHES, Word, split
from generator.domains.wrappers import strip
from generator.knowledge import Remark
from generator.model import Severity
from generator.near import distance

_NAME: Final = re.compile(r"[a-z][a-z-]*")
_PROGRAM: Final = re.compile(r"[A-Za-z][A-Za-z-]{2,}|K")
_ARGUMENT: Final = re.compile(r"-|.*[\d/.~@=]")  # what follows a program and no word of a sentence
_LEAST: Final = 4  # letters of a program's name that may be off by one that is no swap
_OPTION: Final = re.compile(r"--?[A-Za-z][\w-]*(?:=.*)?", re.DOTALL)


def check_command(line: str) -> tuple[Remark, ...]:
    """Return what is wrong with the commands of a line, in the order of their places."""
    found = chain(chain.from_iterable(check(line) for check in hooks("check")), _generic(line))
    return tuple(sorted(set(found), key=lambda remark: (remark.start, remark.end, remark.code, remark.message)))


def _generic(line: str) -> Iterator[Remark]:
    for simple in split(line):
        words, _wrappers, _assignments = strip(simple.words)
        if len(words) < 2:
            continue
        yield from _program(words)
        call = read(words)
        if call is not None and not any(given.name == "--help" for given in call.given):
            yield from _call(call)


def _call(call: Call) -> Iterator[Remark]:
    """Judge a call: of a subcommand that there is not nothing more can be said."""
    if call.rest and call.command.children and len(call.command.path) == 1:
        yield from _unknown_command(call)
        return
    if found := tuple(_unknown_command(call)):
        yield from found
        return
    for rule in _RULES:
        yield from rule(call)


@lru_cache(maxsize=1)
def _subcommands() -> dict[str, frozenset[str]]:
    """Return the programs that have subcommands, with these."""
    known = {name: frozenset(tool.root.children) for name, tool in tools().items() if tool.root.children}
    for subcommands in hooks("subcommands"):
        known |= subcommands()
    return known


def _program(words: Sequence[Word]) -> Iterator[Remark]:
    """Find a program that is misspelt or begun with a capital: its subcommand proves what is meant."""
    word = words[0]
    if word.text in programs.known() or not _PROGRAM.fullmatch(word.text):
        return
    small = word.text.lower()
    capital = small in _subcommands()
    right = small if capital else near(small, (name for name in _subcommands() if len(name) > 2))
    after = next((other.text for other in words[1:] if not other.text.startswith("-")), "")
    proven = (
        bool(right) and after in _subcommands()[right] and (capital or len(small) >= _LEAST or _swapped(small, right))
    )
    if not proven:
        capital, right = False, next((name for name in sorted(tools()) if _swapped(word.text, name)), "")
    if not right or not (proven or _ARGUMENT.match(words[1].text)):
        return
    if capital:
        message = f'"{word.text}" is no program: commands are written in small letters, "{right}"'
        yield _error(word, "command-capital", message, right)
    else:
        message = f'"{word.text}" is no program: write "{right}"'
        yield _error(word, "command-unknown-program", message, right)


def _swapped(word: str, name: str) -> bool:
    """Whether two letters that stand side by side changed places, the first one left where it was: chomd, gti."""
    off = [at for at, (one, other) in enumerate(zip(word, name, strict=False)) if one != other]
    swap = len(word) == len(name) and len(off) == 2 and off[1] == off[0] + 1 and off[0] > 0
    return swap and word[off[0]] == name[off[1]] and word[off[1]] == name[off[0]]


def near(word: str, names: Iterable[str]) -> str:
    """Return the one name that a word is a slip of; two letters off only where both begin alike."""
    found = near_names(word, names)
    if len(found) != 1 or len(word) < 3:
        return ""
    start = len(word) - len(word.lstrip("-"))
    alike = found[0][start : start + 1] == word[start : start + 1]
    return found[0] if alike or distance(word, found[0], 1) == 1 else ""


def _unknown_command(call: Call) -> Iterator[Remark]:
    word = call.rest[0] if call.rest else None
    if word is None or not call.command.children or word.holed or not _NAME.fullmatch(word.text):
        return
    if word.text in call.tool.manner.others.split():
        return
    right = near(word.text, tuple(call.command.children))
    if not right and (call.tool.manner.open or len(call.command.path) > 1):
        return
    hint = f': write "{right}"' if right else ""
    message = f'"{word.text}" is no command of "{" ".join(call.command.path)}"{_version(call)}{hint}'
    yield _error(word, "command-unknown-command", message, right)


def _version(call: Call) -> str:
    release = ".".join(call.tool.manner.version.split(".")[:2])
    return f" in {release}" if release else ""


def _unknown_options(call: Call) -> Iterator[Remark]:
    for given in call.given:
        if given.option is None and not given.word.holed and _OPTION.fullmatch(given.word.text):
            long = given.name.startswith("--") or call.tool.manner.lengthy
            yield from _unknown_long(call, given) if long else _unknown_short(call, given)


def _unknown_long(call: Call, given: Given) -> Iterator[Remark]:
    right = near(given.name, [name for name in call.command.options if len(name) > 2])
    if not right and (call.tool.manner.loose or call.tool.manner.partial):
        return
    fixed = right + given.word.text[len(given.name) :] if right else ""
    hint = f': write "{right}"' if right else ""
    message = f'"{given.name}" is no option of "{_shown(call)}"{_version(call)}{hint}'
    severity = Severity.ERROR if right or call.tool.manner.exact else Severity.WARNING
    yield Remark(given.word.start, given.word.end, severity, "command-unknown-option", message, fixed, bool(fixed))


def _unknown_short(call: Call, given: Given) -> Iterator[Remark]:
    name = given.word.text.partition("=")[0]
    right = _two_dashes(call, name)
    if right:
        message = f'"{name}" needs two dashes: write "{right}"'
        yield _error(given.word, "command-missing-dashes", message, right + given.word.text[len(name) :])
    elif not call.tool.manner.loose and not call.tool.manner.partial:
        message = f'"{given.name}" is no option of "{_shown(call)}"{_version(call)}'
        severity = Severity.ERROR if call.tool.manner.exact else Severity.WARNING
        yield Remark(given.word.start, given.word.end, severity, "command-unknown-option", message)


def _two_dashes(call: Call, name: str) -> str:
    """Return the long option that `-name`, or `-naem`, is meant to be, or an empty string."""
    if len(name) < 3 or f"-{name}" in call.command.options:
        return f"-{name}" if len(name) > 2 else ""
    exact = call.tool.manner.exact and len(name) > 4
    return near(f"-{name}", [long for long in call.command.options if long.startswith("--")]) if exact else ""


def _shown(call: Call) -> str:
    """Return the command as it was written."""
    return " ".join(word.text for word in call.path)


def _single_dash(call: Call) -> Iterator[Remark]:
    """Find `docker ps -all`, which is read as `-a -l -l`."""
    for word in dict.fromkeys(given.word for given in call.given if given.option is not None):
        name = word.text.partition("=")[0]
        if call.tool.manner.exact and len(name) > 3 and name[1] != "-" and f"-{name}" in call.command.options:
            message = f'"{name}" needs two dashes, else each letter is an option: write "-{name}"'
            yield Remark(
                word.start, word.end, Severity.WARNING, "command-missing-dashes", message, f"-{word.text}", True
            )


def _missing_values(call: Call) -> Iterator[Remark]:
    for given in call.given:
        if given.bare and len(call.words) > len(call.path) + 1 and given.word is call.words[-1]:
            message = f'the option "{given.name}" needs a value'
            yield _error(given.word, "command-missing-value", message)


def _long_dashes(call: Call) -> Iterator[Remark]:
    """Find `docker run —name web` and `docker run — name web`, where a word processor made the dash."""
    follower = dict(zip(call.rest, call.rest[1:], strict=False))
    for word in call.rest:
        plain = word.text.lstrip(DASHES + "-")
        if not word.text or word.text[0] not in DASHES:
            continue
        if not plain and (behind := follower.get(word)) and (right := _meant(call, behind.text)):
            message = f'a space stands behind "{word.text}": write "{right}"'
            yield Remark(word.start, behind.end, Severity.ERROR, "command-missing-dashes", message, right, True)
        elif plain and (right := _meant(call, plain)):
            message = f'"{word.text[0]}" is a typographic dash: write "{right}"'
            yield _error(word, "command-missing-dashes", message, right)


def _meant(call: Call, text: str) -> str:
    """Return the option that a text without its dashes names, or an empty string."""
    name = text.partition("=")[0]
    options: dict[str, Option] = call.command.options
    if len(name) > 1 and f"--{name}" in options:
        return f"--{text}"
    return f"-{text}" if name and all(f"-{letter}" in options for letter in name) and len(name) < 4 else ""


def _error(word: Word, code: str, message: str, right: str = "") -> Remark:
    return Remark(word.start, word.end, Severity.ERROR, code, message, right, bool(right))


_RULES: Final[tuple[Callable[[Call], Iterator[Remark]], ...]] = (
    _unknown_options,
    _single_dash,
    _missing_values,
    _long_dashes,
)
