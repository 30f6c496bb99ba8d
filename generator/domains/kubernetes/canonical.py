"""What a kubectl command does, as a value to compare: `kubectl get po -n web` is `k -n web get pods`."""

from __future__ import annotations

from generator.domains.comparing import name_of
from generator.domains.kubernetes import usage
from generator.domains.kubernetes.invocation import Invocation, read
from generator.domains.kubernetes.values import file_name, flag_values, is_default, reference_name, type_name
from generator.domains.shape import Shape
from generator.domains.words import HOLE, Simple, Word


def shape(simple: Simple, around: tuple[str, ...]) -> Shape | None:
    """Return the shape of a kubectl command, None of any other."""
    one = read(simple)
    if one is None:
        return None
    things, rest, tail = _arguments(one)
    return Shape("kubectl", _path(one), _flags(one), things, rest, tail, simple.redirects, around)


def _path(one: Invocation) -> tuple[str, ...]:
    """Return the command's path; a word that is no subcommand is one of it."""
    stray = (one.stray.pattern,) if one.stray is not None and not one.command.path else ()
    return one.command.path + stray


def _flags(one: Invocation) -> dict[str, tuple[str, ...]]:
    """Return the flags by long name with their values, those left out that say nothing new."""
    path = one.command.name
    found: dict[str, tuple[str, ...]] = {}
    for given in one.flags:
        if given.flag is None:
            found[f"-{given.name}" if not given.word.text.startswith("--") else given.name] = (given.pattern,)
            continue
        values = flag_values(path, given.flag, None if given.value is None else given.pattern)
        found[given.flag.name] = found.get(given.flag.name, ()) + values if given.flag.type == "list" else values
    flags = one.command.flags
    found = {
        name: values for name, values in found.items() if name not in flags or not is_default(path, flags[name], values)
    }
    return _implied(one, found)


def _implied(one: Invocation, found: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Put what some flags mean in the words of others."""
    path = one.command.name
    if path == "delete":
        if found.pop("now", ()) == ("true",):
            found.setdefault("grace-period", ("1",))
        if found.get("force") == ("true",):
            found.setdefault("grace-period", ("0",))
    if path == "autoscale" and "cpu-percent" in found:
        found["cpu"] = tuple(f"{value}%" for value in found.pop("cpu-percent"))
    if path == "expose" and found.get("target-port") == found.get("port"):
        found.pop("target-port", None)
    if path == "logs" and len(one.rest) == 2:
        found["container"] = (one.rest[1].pattern,)
    if path == "run":
        found.pop("attach", None) if "stdin" in found else None
    return found


def _arguments(one: Invocation) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...] | None]:
    """Return the arguments: those in any order, those in theirs, and what stands behind `--`."""
    path = one.command.name
    rest = tuple(map(name_of, one.rest))
    tail = None if one.tail is None else tuple(map(name_of, one.tail))
    if path in usage.TYPED:
        return *_typed(one), tail
    if path in usage.POD_FIRST:
        return *_pod_first(path, rest), tail
    if path in usage.NODES:
        return tuple(sorted({name if "/" in name else f"nodes/{name}" for name in map(reference_name, rest)})), (), tail
    if path.startswith("certificate"):
        return tuple(sorted({name.partition("/")[2] or name for name in rest})), (), tail
    if path == "explain":
        return (), tuple(_field(word) for word in rest), tail
    if path == "auth can-i":
        return (), (*(word.lower() for word in rest[:1]), *map(reference_name, rest[1:])), tail
    if path == "cp":
        return (), tuple(map(file_name, rest)), tail
    if path == "run":  # what follows the name is the container's, with and without `--`
        shell = tuple(f"+{word}" for word in rest if word.startswith("$"))  # `$do`: more options
        rest = tuple(word for word in rest if not word.startswith("$"))
        return shell, rest[:1], ((*rest[1:], *(tail or ())) or None)
    return (), rest if one.command.path else rest[1:], tail


def _typed(one: Invocation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the resources and the changes of a command such as get, label or set image."""
    path = one.command.name
    words = list(one.rest)
    changes = [name_of(word) for word in words[1:] if _is_change(path, word)]
    words = words[:1] + [word for word in words[1:] if not _is_change(path, word)]
    last: tuple[str, ...] = ()
    if path == "set serviceaccount" and len(words) > 1:
        last = (name_of(words.pop()),)
    return (*_resources([name_of(word) for word in words]), *sorted(f"+{change}" for change in changes)), last


def _is_change(path: str, word: Word) -> bool:
    return path in usage.CHANGES and (
        "=" in word.text or word.text.endswith("-") or (path == "taint" and ":" in word.text)
    )


def _resources(words: list[str]) -> tuple[str, ...]:
    """Return `TYPE/NAME` for every resource that the words name, or the types alone, sorted."""
    if not words:
        return ()
    if "/" in words[0]:
        return tuple(sorted({name for word in words for name in [reference_name(word)]}))
    types = [type_name(word) for word in words[0].split(",")]
    if len(words) == 1:
        return tuple(sorted(types)) if any(HOLE in word for word in types) else tuple(sorted(set(types)))
    return tuple(sorted(f"{kind}/{name}" for kind in types for name in dict.fromkeys(words[1:])))


def _pod_first(path: str, rest: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the pod or other thing, and what follows it: ports in any order, else words."""
    if not rest:
        return (), ()
    thing = reference_name(rest[0]) if "/" in rest[0] else f"pods/{rest[0]}"
    if path == "port-forward":
        return (thing, *sorted(port if ":" in port or HOLE in port else f"{port}:{port}" for port in rest[1:])), ()
    return (thing,), () if path == "logs" and len(rest) == 2 else rest[1:]


def _field(word: str) -> str:
    """Return `TYPE.field` with the type in one spelling."""
    kind, dot, field = word.partition(".")
    return type_name(kind) + dot + field
