"""Say what is wrong with a kubectl command, each finding with its place in the line.

An error is what kubectl itself refuses; a warning is likely; info is for what works but is old.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from generator.domains.kubernetes import usage
from generator.domains.kubernetes.invocation import Given, Invocation, find
from generator.domains.kubernetes.reference import Flag, Removed, reference
from generator.domains.kubernetes.report import before_value, error, missing
from generator.domains.kubernetes.selection import RULES as SELECTION
from generator.domains.kubernetes.selection import is_change, sure, torn_words
from generator.domains.kubernetes.templates import RULES as TEMPLATES
from generator.domains.kubernetes.types import RULES as TYPES
from generator.domains.kubernetes.types import torn_type
from generator.domains.nearness import nearest
from generator.domains.words import DASHES, Word
from generator.knowledge import Remark
from generator.model import Severity

_INT: Final = re.compile(r"[+-]?(?:\d+|0x[\da-fA-F]+)")
_DURATION: Final = re.compile(r"[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+)")
_BOOLEANS: Final = frozenset({"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"})
_FILE: Final = re.compile(r"(?:https?://\S+|[\w./-]+\.(?:ya?ml|json)|-)")


def check_command(line: str) -> tuple[Remark, ...]:
    """Return what is wrong with the kubectl commands of a line, in the order of their places."""
    remarks = (remark for one in find(line) if not _skipped(one) for remark in _remarks(one, line))
    return tuple(sorted(set(remarks), key=lambda remark: (remark.start, remark.end, remark.code, remark.message)))


def _remarks(one: Invocation, line: str) -> Iterator[Remark]:
    if found := (*torn_words(one, line), *torn_type(one)):
        yield from found
        return
    if one.stray is not None and (found := tuple(_stray(one, one.stray))):
        yield from found
        return
    for rule in _RULES:
        yield from rule(one)


def _skipped(one: Invocation) -> bool:
    """Tell whether there is nothing to judge: a bare mention, a call for help, a sentence or a usage line."""
    if not one.flags and not one.rest and one.tail is None:
        return True
    helped = any(given.flag is not None and given.flag.name == "help" for given in one.flags)
    if one.stray is None or (helped and one.command.path):
        return helped
    return one.stray.holed or not one.stray.text.isascii() or _several_commands(one, one.stray.text)


def _several_commands(one: Invocation, text: str) -> bool:
    """Tell whether a word names several commands at once: `apply/delete/scale`."""
    return "/" in text and all(part in one.command.children for part in text.split("/"))


def _stray(one: Invocation, word: Word) -> Iterator[Remark]:
    """Judge a first argument that is no subcommand."""
    command, path = one.command, one.command.path
    if word.holed or command.name in usage.LENIENT:
        return
    if gone := _removed((*path, word.text), ""):
        yield _gone(word, f"kubectl {' '.join((*path, word.text))}", gone)
        return
    if not path and word.text in usage.PLUGINS:
        return
    where = f"kubectl {command.name}".strip()
    if command.name in ("apply", "create") and one.given("filename"):
        if sure(one):
            message = f'"{where}" takes each file by a flag -f of its own, not "{word.text}"'
            right = f"-f {word.text}" if _FILE.fullmatch(word.text) else ""
            yield error(word.start, word.end, "kubectl-extra-argument", message, right)
        return
    if command.name in ("apply", "create") and _FILE.fullmatch(word.text):
        message = f'"{where}" takes a file by the flag -f: write "{where} -f {word.text}"'
        yield error(word.start, word.end, "kubectl-missing-argument", message, f"-f {word.text}")
        return
    right = nearest(word.text.lower(), command.children)
    hint = f': write "{where} {right}"' if right else ("" if path else ", unless a plug-in provides it")
    message = f'"{word.text}" is no command of "{where}" in {reference().release}{hint}'
    yield error(word.start, word.end, "kubectl-unknown-command", message, right)


def _unknown_flags(one: Invocation) -> Iterator[Remark]:
    command = one.rest[1].start if one.command.name == "exec" and one.tail is None and len(one.rest) > 1 else None
    for given in one.flags:
        if command is not None and given.start > command:  # `_exec_dashes` speaks of it
            continue
        if given.flag is None and not given.word.holed:
            yield _unknown_flag(one, given)


def _unknown_flag(one: Invocation, given: Given) -> Remark:
    word, flags = given.word, one.command.flags
    where = f"kubectl {one.command.name}".strip()
    if not word.text.startswith("--"):
        return _unknown_short(one, given)
    if joined := _joined(given, flags):
        message = f'"{word.text}" has "=" in the place of "-": write "{joined}"'
        return error(word.start, word.end, "kubectl-unknown-flag", message, joined)
    if gone := _removed(one.command.path, given.name):
        return _gone(word, f"--{given.name}", gone, word.text)
    right = nearest(given.name.lower(), flags)
    fixed = f"--{right}{word.text[2 + len(given.name) :]}" if right else ""
    hint = f': write "--{right}"' if right else ""
    message = f'"--{given.name}" is no flag of "{where}" in {reference().release}{hint}'
    return error(word.start, word.end, "kubectl-unknown-flag", message, fixed)


def _joined(given: Given, flags: dict[str, Flag]) -> str:
    """Return `--to-revision=2` for `--to=revision=2`, if there is such a flag."""
    key, _, value = (given.value or "").partition("=")
    name = f"{given.name}-{key}"
    return f"--{name}={value}" if value and name in flags else ""


def _unknown_short(one: Invocation, given: Given) -> Remark:
    word, where = given.word, f"kubectl {one.command.name}".strip()
    long = word.text[1:].partition("=")[0]
    if long in one.command.flags and len(long) > 1:
        message = f'"-{long}" needs two dashes: write "--{long}"'
        return error(word.start, word.end, "kubectl-missing-dashes", message, f"-{word.text}")
    other = given.name.swapcase()
    right = word.text.replace(given.name, other) if other in one.command.shorts else ""
    hint = f'; did you mean "-{other}"?' if right else ""
    message = f'"-{given.name}" is no flag of "{where}" in {reference().release}{hint}'
    return error(word.start, word.end, "kubectl-unknown-flag", message, right, certain=False)


def _single_dash(one: Invocation) -> Iterator[Remark]:
    """Find `-namespace web`, which kubectl reads as `-n amespace`."""
    for given in one.flags:
        text = given.word.text
        name = text[1:].partition("=")[0]
        if given.flag is not None and not text.startswith("--") and len(name) > 3 and name in one.command.flags:
            message = f'"-{name}" needs two dashes, else it is read as "-{name[0]} {name[1:]}": write "--{name}"'
            yield Remark(
                given.word.start, given.word.end, Severity.WARNING, "kubectl-missing-dashes", message, f"-{text}", True
            )


def _long_dashes(one: Invocation) -> Iterator[Remark]:
    """Find flags written with a typographic dash, which kubectl takes for arguments."""
    for word in one.rest:
        name = word.text.lstrip(DASHES + "-").partition("=")[0]
        if word.text[:1] in DASHES and name and (name in one.command.flags or name[0] in one.command.shorts):
            right = word.text.lstrip(DASHES + "-")
            dashes = "--" if name in one.command.flags and len(name) > 1 else "-"
            message = (
                f'"{word.text[0]}" is a typographic dash, which kubectl takes for an argument: write "{dashes}{right}"'
            )
            yield error(word.start, word.end, "kubectl-missing-dashes", message, dashes + right)


def _flag_values(one: Invocation) -> Iterator[Remark]:
    for given in one.flags:
        if given.flag is None:
            continue
        if given.bare:
            message = f'the flag "{given.word.text}" needs a value'
            yield error(given.start, given.end, "kubectl-missing-argument", message, certain=False)
        elif given.value is not None and given.value == given.pattern:
            yield from _value(one, given, given.flag, given.value)
        if given.flag.deprecated:
            message = f'"--{given.flag.name}" is deprecated: {given.flag.deprecated.rstrip(".")}'
            yield Remark(given.start, given.end, Severity.INFO, "kubectl-deprecated", message)


def _value(one: Invocation, given: Given, flag: Flag, value: str) -> Iterator[Remark]:
    """Judge the value of a flag by its type and the values that kubectl takes."""
    right = ""
    if (flag.type == "int" or (flag.name == "port" and one.command.name == "run")) and not _INT.fullmatch(value):
        wanted = "a whole number"
    elif flag.type == "bool" and value not in _BOOLEANS:
        wanted = '"true" or "false"'
    elif flag.type == "duration" and not _DURATION.fullmatch(value):
        wanted = 'a time such as "30s", "5m" or "1h"'
    elif flag.values and not _listed(flag, value):
        wanted = f"one of {', '.join(flag.values)}"
        right = _near_value(flag, value)
    else:
        return
    message = f'"--{flag.name}" takes {wanted}, not "{value}"'
    if right:
        message = f'"{value}" is no value of "--{flag.name}": write "{right}"'
    fixed = f"{before_value(given)}{right}" if right else ""
    yield error(given.start, given.end, "kubectl-flag-value", message, fixed)


def _listed(flag: Flag, value: str) -> bool:
    if (flag.name, value) in usage.OLD_VALUES or value == "":
        return True
    if flag.name != "output":
        return value in flag.values
    plain, equals, _ = value.partition("=")
    return plain in flag.values or (plain.lower() in ("json", "yaml", "kyaml") and not equals)


def _near_value(flag: Flag, value: str) -> str:
    same = [one for one in flag.values if one.lower() == value.lower()]
    if same:
        return same[0]
    return {"yml": "yaml"}.get(value) or ("" if "=" in value else nearest(value, flag.values))


def _optional_values(one: Invocation) -> Iterator[Remark]:
    """Find `--dry-run client`, where the value stands apart and is taken for an argument, and the old bare form."""
    for given in one.flags:
        flag = given.flag
        if flag is None or not flag.optional:
            continue
        follower = next((word for word in one.rest if word.start > given.end and word.text in flag.values), None)
        if given.value is None and follower is not None and not _between(one, given.end, follower.start):
            right = f"--{flag.name}={follower.text}"
            severity = (
                Severity.ERROR if one.command.name in usage.COUNTS and one.command.name != "run" else Severity.WARNING
            )
            message = f'"--{flag.name}" takes its value after "=": write "{right}"'
            yield Remark(given.start, follower.end, severity, "kubectl-flag-value", message, right, True)
        elif new := usage.OLD_VALUES.get((flag.name, given.value or "")):
            message = f'"{given.word.text}" is deprecated: write "--{flag.name}={new}"'
            yield Remark(given.start, given.end, Severity.INFO, "kubectl-deprecated", message, f"--{flag.name}={new}")


def _between(one: Invocation, first: int, last: int) -> bool:
    return any(first <= word.start < last for word in one.words)


def _template_apart(one: Invocation) -> Iterator[Remark]:
    """Find `-o jsonpath= '{…}'`, whose template stands apart."""
    given = one.given("output")
    if given is None or not (given.value or "").endswith("="):
        return
    follower = next((word for word in one.rest if word.start > given.end and word.text.startswith("{")), None)
    if follower is not None and not _between(one, given.end, follower.start):
        message = f'a space behind "{given.value}" makes its template an argument of its own: write them together'
        right = f"{before_value(given)}{given.value}'{follower.text}'"
        yield error(given.start, follower.end, "kubectl-flag-value", message, right)


def _required_flags(one: Invocation) -> Iterator[Remark]:
    if one.open or any(given.flag is None for given in one.flags):
        return
    for flag in one.command.flags.values():
        if flag.required and one.given(flag.name) is None:
            yield missing(one, f'the flag "--{flag.name}"')
    for wanted in usage.NEEDS_ONE_OF.get(one.command.name, ()):
        if not any(one.given(name) for name in wanted) and not (one.rest and one.command.children):
            yield missing(one, " or ".join(f'"--{name}"' for name in wanted if name in one.command.flags))


def _needed_resource(one: Invocation) -> Iterator[Remark]:
    instead = usage.NEEDS_RESOURCE.get(one.command.name)
    if instead is None or one.open or one.rest or any(given.flag is None for given in one.flags):
        return
    if not any(one.given(name) for name in instead):
        what = "a pod" if one.command.name in usage.POD_FIRST else "a resource"
        yield missing(one, f"the name of {what}" if what == "a pod" else what)


def _counts(one: Invocation) -> Iterator[Remark]:
    low, high, name = usage.COUNTS.get(one.command.name, (0, 1_000, ""))
    if any(given.flag is None for given in one.flags):
        return
    rest = [word for word in one.rest if not word.elastic and not _value_apart(one, word)]
    if len(rest) < low and not one.open:
        yield missing(one, name)
    elif len(rest) > high and not any(_odd(word) for word in rest):
        many = f'"kubectl {one.command.name}" takes {"no arguments" if high == 0 else f"only {name}"}'
        yield error(
            rest[high].start,
            rest[-1].end,
            "kubectl-extra-argument",
            f'{many}, not "{rest[high].text}" too',
            certain=False,
        )


def _odd(word: Word) -> bool:
    return word.text[:1] in DASHES or not word.text.isascii()


def _value_apart(one: Invocation, word: Word) -> bool:
    """Tell whether the word is a value that `_optional_values` or `_template_apart` speaks of."""
    return any(remark.end == word.end for remark in (*_optional_values(one), *_template_apart(one)))


def _exec_dashes(one: Invocation) -> Iterator[Remark]:
    """Find `kubectl exec POD COMMAND`: refused without `--` since 1.31."""
    if one.command.name != "exec" or one.open:
        return
    if one.tail is not None:
        if not one.tail:
            yield missing(one, "a command behind `--`")
        return
    words = one.rest[1:] if one.given("filename") is None else one.rest
    if words:
        yield _without_dashes(one, words)
    elif one.rest and not any(given.flag is None for given in one.flags):
        yield missing(one, "a command for the container behind `--`")


def _without_dashes(one: Invocation, words: tuple[Word, ...]) -> Remark:
    behind = [given for given in one.flags if given.start > words[0].start]
    first, last = one.words[one.words.index(words[0]) - 1], one.words[-1]
    command = " ".join(_raw(word) for word in one.words if word.start >= words[0].start)
    message = 'since 1.31 "kubectl exec" needs "--" before the command'
    certain = all(given.flag is None for given in behind)
    right = f"{_raw(first)} -- {command}"
    return error(first.start, last.end, "kubectl-exec-dashes", f'{message}: write "{right}"', right, certain=certain)


def _raw(word: Word) -> str:
    """Return a word so that a shell reads it as one again."""
    if word.holed or re.fullmatch(r"[\w@%+=:,./{}\[\]*~^-]+", word.text):
        return word.text
    return "'" + word.text + "'" if "'" not in word.text else '"' + word.text + '"'


def _run_dashes(one: Invocation) -> Iterator[Remark]:
    """Find `kubectl run NAME --image=X COMMAND`: it works, but `--` keeps the command's options its own."""
    if one.command.name != "run" or one.tail is not None or len(one.rest) < 2 or one.given("image") is None:
        return
    words = [word for word in one.rest[1:] if not word.elastic and not _odd(word) and not _value_apart(one, word)]
    if words:
        right = f"-- {_raw(words[0])}"
        message = f'"--" before the command keeps its options apart from those of kubectl: write "{right}"'
        yield Remark(words[0].start, words[0].end, Severity.INFO, "kubectl-missing-dashes", message, right)


def _mixed_forms(one: Invocation) -> Iterator[Remark]:
    """Find `get pod/web nginx` and `get pods svc/web`: TYPE/NAME and TYPE NAME do not mix."""
    if (
        one.command.name not in usage.TYPED
        or one.given("filename")
        or any(_value_apart(one, word) for word in one.rest)
    ):
        return
    words = [word for word in one.rest if not is_change(one, word) and not word.holed]
    if one.command.name in ("set serviceaccount", "taint"):
        words = words[:1]
    slashed = [("/" in word.text) for word in words]
    if len(words) > 1 and words[0] is one.rest[0] and any(slashed) and not all(slashed):
        odd = next(word for word, with_slash in zip(words, slashed, strict=True) if with_slash != slashed[0])
        message = f'"{words[0].text}" and "{odd.text}": TYPE/NAME and TYPE NAME do not mix in one command'
        yield error(odd.start, odd.end, "kubectl-extra-argument", message, certain=False)


def _needed_changes(one: Invocation) -> Iterator[Remark]:
    instead = usage.NEEDS_CHANGE.get(one.command.name)
    if instead is None or one.open or not one.rest or any(one.given(name) for name in instead):
        return
    if not any(is_change(one, word) or word.holed for word in one.rest) and not _unknown(one):
        yield missing(one, usage.CHANGES[one.command.name])


def _unknown(one: Invocation) -> bool:
    return any(given.flag is None for given in one.flags)


def _taint_effects(one: Invocation) -> Iterator[Remark]:
    if one.command.name != "taint":
        return
    for word in one.rest[1:]:
        effect = word.text.rpartition(":")[2].removesuffix("-")
        if ":" not in word.text or word.holed or effect in usage.TAINT_EFFECTS or not effect:
            continue
        lower = {name.lower(): name for name in usage.TAINT_EFFECTS}
        near = nearest(effect.lower(), lower)
        right = word.text.replace(f":{effect}", f":{lower[near]}") if near else ""
        message = f'"{effect}" is no effect of a taint: write {", ".join(usage.TAINT_EFFECTS[:-1])} or NoExecute'
        yield error(word.start, word.end, "kubectl-flag-value", message, right)


def _ports(one: Invocation) -> Iterator[Remark]:
    if one.command.name == "port-forward" and len(one.rest) == 1 and not one.open and not _unknown(one):
        yield missing(one, "[LOCAL_PORT:]REMOTE_PORT")


def _removed(path: tuple[str, ...], flag: str) -> Removed | None:
    return next((one for one in reference().removed if one.path == path and one.flag == flag), None) or (
        _removed((), flag) if flag and path else None
    )


def _gone(word: Word, name: str, gone: Removed, text: str = "") -> Remark:
    """Say that a command or flag was removed, and by which release."""
    right = gone.instead
    if right and text:
        right += text.partition("=")[1] + text.partition("=")[2] if "=" not in right else ""
    hint = f': write "{gone.instead}"' if gone.instead else ""
    return error(
        word.start,
        word.end,
        "kubectl-removed",
        f'"{name}" was removed by {gone.by}{hint}',
        right,
        certain=gone.instead not in ("", "rollout"),
    )


_RULES: Final[tuple[Callable[[Invocation], Iterator[Remark]], ...]] = (
    _unknown_flags,
    _single_dash,
    _long_dashes,
    _flag_values,
    _optional_values,
    _template_apart,
    _required_flags,
    _needed_resource,
    _counts,
    _exec_dashes,
    _run_dashes,
    *TYPES,
    _mixed_forms,
    _needed_changes,
    _taint_effects,
    _ports,
    *SELECTION,
    *TEMPLATES,
)
