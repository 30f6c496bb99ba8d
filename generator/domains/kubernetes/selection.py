"""Rules on what a kubectl command acts on: names, selectors, namespaces, and flags that refuse each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final

from generator.domains.kubernetes import usage
from generator.domains.kubernetes.invocation import Given, Invocation, resource_name
from generator.domains.kubernetes.report import error, missing
from generator.domains.words import DASHES, Word
from generator.knowledge import Remark
from generator.model import Severity

_EXTRA: Final = "kubectl-extra-argument"
# Commands that run what stands behind `--`.
_TAILED: Final = frozenset({"exec", "run", "debug", "create job", "create cronjob", "create deployment"})
_TEMPLATES: Final = frozenset(
    {"custom-columns", "custom-columns-file", "jsonpath", "jsonpath-file", "jsonpath-as-json"}
)


def sure(one: Invocation) -> bool:
    """Tell whether all arguments are known: nothing may be added, no flag is unknown."""
    return not one.open and all(given.flag is not None for given in one.flags)


def is_change(one: Invocation, word: Word) -> bool:
    """Tell whether an argument is a change such as `a=b` or `a-`, not a name."""
    marked = "=" in word.text or word.text.endswith("-") or (one.command.name == "taint" and ":" in word.text)
    return one.command.name in usage.CHANGES and marked


def _names(one: Invocation) -> list[Word]:
    """Return the arguments that name things: all but the type and the changes."""
    words = [word for word in one.rest if not is_change(one, word)]
    if one.command.name == "set serviceaccount" and words:
        words.pop()
    return words if words and "/" in words[0].text else words[1:]


def torn_words(one: Invocation, line: str) -> Iterator[Remark]:
    """Find words that a space tore apart, so that nothing else can be judged."""
    yield from _unquoted_set(one, line)
    yield from _torn_selector(one)
    yield from _torn_flag(one)


def _torn_flag(one: Invocation) -> Iterator[Remark]:
    """Find `kubectl create - f pod.yaml`, and `kubectl get pods — namespace web` where a word processor made the dash."""
    words = one.words
    for at, (dash, name) in enumerate(pairwise(words)):
        if (right := _joined(one, dash, name.text)) and _ends_there(one, right, words[at + 2 :]):
            message = f'a space stands behind "{dash.text}": write "{right}"'
            yield error(dash.start, name.end, "kubectl-unknown-flag", message, right)


def _joined(one: Invocation, dash: Word, text: str) -> str:
    """Return the flag that a lone dash and the word behind it make, or an empty string."""
    if not dash.text or set(dash.text) - set(DASHES + "-") or (dash.text == "--" and one.command.name in _TAILED):
        return ""
    name = text.lstrip(DASHES + "-").partition("=")[0]
    whole = dash.text + text[: len(text) - len(text.lstrip(DASHES + "-"))]
    if len(name) > 1 and name in one.command.flags and whole != "-":
        return "--" + text.lstrip(DASHES + "-")
    return "-" + text if name == text[:1] and name in one.command.shorts and dash.text != "--" else ""


def _ends_there(one: Invocation, flag: str, behind: tuple[Word, ...]) -> bool:
    """Tell whether what follows may be the flag's value and more flags; else a dash stands within a sentence."""
    name = flag.lstrip("-").partition("=")[0]
    known = one.command.flags.get(name) or one.command.shorts[name]
    plain = next((at for at, word in enumerate(behind) if word.text.startswith("-")), len(behind))
    short = flag[1] != "-"  # `kubectl logs – f web`
    return plain <= (1 if (known.takes_next and "=" not in flag) or short else 0)


def _torn_selector(one: Invocation) -> Iterator[Remark]:
    """Find `-l app=web, tier=fe`, whose second half is read as a name."""
    given = one.given("selector")
    if given is None or not (given.value or "").endswith(","):
        return
    follower = next((word for word in one.rest if word.start > given.end and "=" in word.text), None)
    if follower is not None and not any(given.end <= word.start < follower.start for word in one.words):
        before = (
            f"{given.word.text} " if given.end > given.word.end else given.word.text.removesuffix(given.value or "")
        )
        right = f"{before}{given.value}{follower.text}"
        message = f'a space tears the selector apart: write "{right}"'
        yield error(given.start, follower.end, "kubectl-unquoted-selector", message, right)


def _unquoted_set(one: Invocation, line: str) -> Iterator[Remark]:
    """Find `-l env in (prod, dev)`, which the shell refuses and kubectl would read as names."""
    given = one.given("selector")
    last = one.rest[-1] if one.rest else None
    if given is None or last is None or last.text not in ("in", "notin") or last.start < given.end:
        return
    if found := re.compile(r"\s*\(([^()\n]*)\)").match(line, last.end):
        right = f"{line[given.start : given.end - len(given.value or '')]}'{given.value} {last.text} ({found[1]})'"
        message = f'a selector with a set needs quotes: write "{right}"'
        yield error(given.start, found.end(), "kubectl-unquoted-selector", message, right)


def _selector_and_names(one: Invocation) -> Iterator[Remark]:
    if one.command.name not in usage.NAME_OR_SELECTOR or not sure(one):
        return
    names = _names(one)
    both = ("selector", "all") if one.command.name == "delete" else ("selector",)
    given = next((given for given in map(one.given, both) if given is not None), None)
    if names and given is not None and given.value != "false":
        message = f'"kubectl {one.command.name}" takes names or "--{given.name if given.flag is None else given.flag.name}", not both'
        yield error(names[0].start, names[0].end, _EXTRA, message)


def _names_everywhere(one: Invocation) -> Iterator[Remark]:
    given = one.given("all-namespaces")
    if one.command.name not in usage.NAME_OR_NAMESPACES or given is None or given.value is not None or not sure(one):
        return
    if names := _names(one):
        message = f'nothing can be found by its name in all namespaces: "{names[0].text}" needs "-n NAMESPACE"'
        yield error(names[0].start, names[0].end, _EXTRA, message)


def _needed_name(one: Invocation) -> Iterator[Remark]:
    instead = usage.NEEDS_NAME.get(one.command.name)
    if instead is None or not one.rest or not sure(one) or one.given("filename") or one.given("kustomize"):
        return
    known = all(resource_name(part.partition(".")[0]) for part in one.rest[0].text.split(","))
    if known and not _names(one) and not is_change(one, one.rest[0]) and not any(one.given(name) for name in instead):
        flags = " or ".join(f'"--{name}"' for name in instead if name in ("all", "selector"))
        yield missing(one, "a name" + (f", {flags}" if flags else ""))


def _first_is_change(one: Invocation) -> Iterator[Remark]:
    if one.command.name not in ("set image", "set env") or not one.rest or one.given("filename") or not sure(one):
        return
    if is_change(one, one.rest[0]) and not one.rest[0].holed:
        yield missing(one, "TYPE/NAME")


def _taint_without_node(one: Invocation) -> Iterator[Remark]:
    if one.command.name != "taint" or len(one.rest) < 2 or not sure(one) or one.given("all") or one.given("selector"):
        return
    if resource_name(one.rest[0].text) and is_change(one, one.rest[1]) and not one.rest[1].holed:
        yield missing(one, "the name of a node")


def _all_by_name(one: Invocation) -> Iterator[Remark]:
    if one.command.name in usage.NAME_OR_NAMESPACES and one.rest and one.rest[0].text == "all" and sure(one):
        for word in _names(one)[:1]:
            yield error(word.start, word.end, _EXTRA, f'"all" takes no name: "{word.text}"')


def _after_changes(one: Invocation) -> Iterator[Remark]:
    """Find a name behind the changes: `set image deploy web nginx=nginx:1 extra`."""
    if one.command.name not in usage.CHANGES or one.command.name == "taint" or not sure(one):
        return
    changes = [word.start for word in one.rest if is_change(one, word)]
    late = next((word for word in one.rest if changes and word.start > changes[0] and not is_change(one, word)), None)
    if late is not None and not late.holed:
        yield error(late.start, late.end, _EXTRA, f'"{late.text}" stands behind the changes: names come before them')


def _conflicts(one: Invocation) -> Iterator[Remark]:
    for first, second in usage.CONFLICTS.get(one.command.name, ()):
        given = one.given(second)
        if given is not None and one.given(first) is not None:
            message = f'"--{first}" and "--{second}" cannot be used together'
            yield error(given.start, given.end, "kubectl-flag-value", message)


def _logs(one: Invocation) -> Iterator[Remark]:
    if one.command.name == "logs" and one.given("selector") and one.rest and sure(one):
        yield error(one.rest[0].start, one.rest[0].end, _EXTRA, '"kubectl logs" takes a pod or "--selector", not both')


def _can_i(one: Invocation) -> Iterator[Remark]:
    if one.command.name != "auth can-i" or not sure(one) or one.given("list"):
        return
    if len(one.rest) < 2:
        yield missing(one, "VERB TYPE")
    elif len(one.rest) > 2:
        message = f'"kubectl auth can-i" takes VERB TYPE or VERB TYPE/NAME, not "{one.rest[2].text}" too'
        yield error(one.rest[2].start, one.rest[-1].end, _EXTRA, message)


def _run(one: Invocation) -> Iterator[Remark]:
    """Judge `run --rm` and `run --dry-run`, which depend on being attached."""
    if one.command.name != "run" or not sure(one):
        return
    attached = any(one.given(name) for name in ("stdin", "tty", "attach"))
    rm, dry = one.given("rm"), one.given("dry-run")
    if rm is not None and rm.value is None and not attached:
        yield error(rm.start, rm.end, "kubectl-missing-argument", '"--rm" needs "-it", or another way to be attached')
    if dry is not None and dry.value in ("client", "server") and attached:
        message = f'"--dry-run={dry.value}" cannot be used with "-i", "-t" or "--attach"'
        yield error(dry.start, dry.end, "kubectl-flag-value", message)


def _pairs(one: Invocation) -> Iterator[Remark]:
    for given in one.flags:
        if given.flag is not None and (one.command.name, given.flag.name) in usage.PAIRED and _unpaired(given):
            message = f'"--{given.flag.name}" takes KEY=VALUE, not "{given.value}"'
            yield error(given.start, given.end, "kubectl-flag-value", message)


def _unpaired(given: Given) -> bool:
    return given.value is not None and given.value == given.pattern and "=" not in given.value


def _bare_template(one: Invocation) -> Iterator[Remark]:
    given = one.given("output")
    if given is not None and given.value in _TEMPLATES and not one.given("template"):
        message = f'"{given.value}" needs a template: write "{given.value}=..."'
        yield error(given.start, given.end, "kubectl-flag-value", message)


def _patch_type(one: Invocation) -> Iterator[Remark]:
    given = one.given("type")
    if one.command.name != "patch" or given is None or given.value != given.pattern:
        return
    if given.value not in ("json", "merge", "strategic"):
        message = f'"--type" takes one of json, merge, strategic, not "{given.value}"'
        yield error(given.start, given.end, "kubectl-flag-value", message)


def _raw(one: Invocation) -> Iterator[Remark]:
    if one.command.name == "get" and one.given("raw") and one.rest and sure(one):
        word = one.rest[0]
        yield Remark(word.start, word.end, Severity.ERROR, _EXTRA, '"--raw" takes no other arguments')


RULES: Final[tuple[Callable[[Invocation], Iterator[Remark]], ...]] = (
    _selector_and_names,
    _names_everywhere,
    _needed_name,
    _first_is_change,
    _taint_without_node,
    _all_by_name,
    _after_changes,
    _conflicts,
    _logs,
    _can_i,
    _run,
    _pairs,
    _bare_template,
    _patch_type,
    _raw,
)
