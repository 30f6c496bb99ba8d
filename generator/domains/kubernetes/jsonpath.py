"""Tell why kubectl cannot parse a template: `{.items[*.metadata.name}` is an array that never closes.

The grammar is that of client-go's `util/jsonpath`, read by position as there, so that both refuse the same templates.
"""

from __future__ import annotations

import re
from typing import Final

_END: Final = frozenset(" \t\r\n.,[]$@{}")  # what ends a name
_IDENTIFIERS: Final = frozenset({"range", "end", "true", "false"})
_SLICE: Final = re.compile(r"-?\d*(?::-?\d*)?(?::-?\d*)?")
_KEY: Final = re.compile(r"'([^']*)'")
_COMPARISON: Final = re.compile(r"([^!<>=]+)([!<>=]+)(.+)")
_OPERATORS: Final = frozenset({"<", ">", "==", "!=", "<=", ">="})
_RELAXED: Final = re.compile(r"\{\.?([^{}]+)\}|\.?([^{}]+)")
_DEPTH: Final = 20  # filters in filters: no one writes deeper


class _Refused(Exception):
    """What is wrong, in words."""


def refusal(template: str) -> str:
    """Return what is wrong with a template of `-o jsonpath`, or an empty string."""
    try:
        names = _template(template, 0)
    except _Refused as why:
        return str(why)
    return _ranges(names)


def relaxed_refusal(path: str) -> str:
    """Return what is wrong with a path of `--sort-by` or of a custom column, where the braces may be left out."""
    if not path:
        return ""
    found = _RELAXED.fullmatch(path)
    return "its braces do not match" if found is None else refusal(f"{{.{found[1] or found[2]}}}")


def columns_refusal(spec: str) -> str:
    """Return what is wrong with the value of `-o custom-columns=`."""
    for part in spec.split(","):
        name, colon, path = part.partition(":")
        if not colon:
            return f'"{name}" is no NAME:PATH'
        if why := relaxed_refusal(path):
            return f'"{part}": {why}'
    return ""


def _ranges(names: list[str]) -> str:
    """Judge the words of a template: there are few, and `{end}` needs its `{range}`; the last one may stay open."""
    depth = 0
    for name in names:
        if name not in _IDENTIFIERS:
            return f'"{name}" is no word of a template; a field begins with a dot, ".{name}"'
        depth += {"range": 1, "end": -1}.get(name, 0)
        if depth < 0:
            return "{end} closes no {range}"
    return ""


def _template(text: str, depth: int) -> list[str]:
    """Read text and `{actions}` up to the end; return the bare words of the actions."""
    names: list[str] = []
    at = text.find("{")
    while at >= 0:
        at = _action(text, at + 1, names, depth)
        at = text.find("{", at)
    return names


def _action(text: str, at: int, names: list[str], depth: int) -> int:
    """Read an action from behind its brace; return the place behind the closing one."""
    recursive = False
    while True:
        if at >= len(text) or text[at] in "\r\n":
            raise _Refused('"{" is not closed')
        if text[at] == "}":
            return at + 1
        descends = text.startswith("..", at)
        if descends and recursive:
            raise _Refused('".." stands twice')
        recursive = descends
        at = _piece(text, at, names, depth)


def _piece(text: str, at: int, names: list[str], depth: int) -> int:
    """Read one piece of an action and return where it ends."""
    char = text[at]
    if text.startswith("[?(", at):
        return _filter(text, at, depth)
    if text.startswith("..", at):
        return _name(text, at + 2) if text[at + 2 : at + 3].isalnum() or text[at + 2 : at + 3] == "_" else at + 2
    if char in " @$":
        return at + 1
    if char == "[":
        return _array(text, at, depth)
    if char in "\"'":
        return _quote(text, at)
    if char == ".":
        return _name(text, at + 1)
    if char in "+-" or char.isdigit():
        return _number(text, at)
    if char.isalnum() or char == "_":
        end = _identifier(text, at)
        names.append(text[at:end])
        return end
    raise _Refused(f'"{char}" cannot stand in {{…}}')


def _name(text: str, at: int) -> int:
    """Return where a field's name ends; a backslash escapes a dot."""
    while at < len(text) and text[at] not in _END:
        at += 2 if text[at] == "\\" else 1
    return min(at, len(text))


def _identifier(text: str, at: int) -> int:
    while at < len(text) and text[at] not in _END:
        at += 1
    return at


def _number(text: str, at: int) -> int:
    found = re.compile(r"[+-]?[\d.]*").match(text, at)
    number = found[0] if found else ""
    try:
        float(number)
    except ValueError:
        raise _Refused(f'"{number}" is no number') from None
    return at + len(number)


def _quote(text: str, at: int) -> int:
    """Return the place behind a quoted piece."""
    end = at + 1
    while end < len(text) and text[end] != "\n":
        if text[end] == text[at] and text[end - 1] != "\\":
            return end + 1
        end += 1
    raise _Refused(f"{text[at]} is not closed")


def _array(text: str, at: int, depth: int) -> int:
    """Read `[0]`, `[*]`, `[1:3]`, `['key']` or a union of these."""
    end = text.find("]", at)
    if end < 0 or "\n" in text[at:end]:
        raise _Refused('"[" is not closed')
    inside = text[at + 1 : end]
    parts = inside.split(",")
    for part in (part.strip(" ") for part in parts) if len(parts) > 1 else (inside,):
        _index(part, depth)
    return end + 1


def _index(part: str, depth: int) -> None:
    if key := _KEY.fullmatch(part):
        _nested(f".{key[1]}", depth)
    elif part != "*" and not _SLICE.fullmatch(part):
        raise _Refused(f'"[{part}]" is no index')


def _filter(text: str, at: int, depth: int) -> int:
    """Read `[?(@.a=="b")]`."""
    end = _filter_end(text, at + 3)
    if text[end + 1 : end + 2] != "]":
        raise _Refused('"]" is missing behind the filter')
    inside = text[at + 3 : end]
    found = _COMPARISON.fullmatch(inside)
    if found and found[2] not in _OPERATORS:
        raise _Refused(f'"{found[2]}" compares nothing: write "=="')
    for part in (found[1], found[3]) if found else (inside,):
        _nested(part, depth)
    return end + 2


def _filter_end(text: str, at: int) -> int:
    """Return the place of the parenthesis that closes a filter; one within the quotes does not."""
    opened, closed, pair = False, False, ""
    for place in range(at, len(text)):
        char = text[place]
        if char == "\n":
            break
        if char in "\"'":
            closed = closed or (opened and char == pair and text[place - 1] != "\\")
            opened, pair = True, pair or char
        elif char == ")" and opened == closed:
            return place
    raise _Refused('"[?(" is not closed')


def _nested(text: str, depth: int) -> None:
    """Read a part of an action as an action of its own."""
    if depth < _DEPTH:
        _template(f"{{{text}}}", depth + 1)
