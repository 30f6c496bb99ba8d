"""Compare commands by what they do: `kubectl get po -n web` is `k -n web get pods`."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from generator.domains.kubernetes import programs, usage
from generator.domains.kubernetes.invocation import Invocation, is_kubectl, read, strip
from generator.domains.kubernetes.reference import reference
from generator.domains.kubernetes.shape import Shape, same, same_set, same_tail, same_words, unpaired
from generator.domains.kubernetes.values import file_name, flag_values, is_default, reference_name, type_name
from generator.domains.kubernetes.words import HOLE, Simple, Word, split
from generator.shell import PROGRAMS

_PIPES: Final = {"\n": ";", "": ""}


def same_command(one: str, other: str) -> bool | None:
    """Tell whether two command lines do the same; None if the first is not a command that is known."""
    shapes, others = shapes_of(one), shapes_of(other)
    if not shapes or not _known(shapes[0].program):
        return None
    return len(shapes) == len(others) and all(map(same, shapes, others))


def canonical(line: str) -> str:
    """Return a command line in one spelling, placeholders as `<>`."""
    return " ".join(map(_text, shapes_of(line))).replace(HOLE, "<>").strip()


def differences(expected: str, given: str) -> tuple[str, ...]:
    """Say which parts of the expected command are missing, wrong or too much in the given one."""
    shapes, others = shapes_of(expected), shapes_of(given)
    found = [text for one, other in zip(shapes, others, strict=False) for text in _differences(one, other)]
    found += [f"`{_shown(one)}` is missing" for one in shapes[len(others) :]]
    found += [f"`{_shown(one)}` is too much" for one in others[len(shapes) :]]
    return tuple(found)


@lru_cache(maxsize=1024)
def shapes_of(line: str) -> tuple[Shape, ...]:
    """Return the shapes of the simple commands of a line."""
    return tuple(map(_shape, split(line)))


def _known(program: str) -> bool:
    return is_kubectl(program) or program.split(" ")[0].rpartition("/")[2] in PROGRAMS


def _shape(simple: Simple) -> Shape:
    words, wrappers, assignments = strip(simple.words)
    joint = _PIPES.get(simple.joint, simple.joint)
    around = tuple(filter(None, (joint, *wrappers, *assignments)))
    one = read(simple)
    if one is None:
        return programs.shape([word.pattern for word in words], simple.redirects, around)
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
    rest = tuple(word.pattern for word in one.rest)
    tail = None if one.tail is None else tuple(word.pattern for word in one.tail)
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
        return (), rest[:1], ((*rest[1:], *(tail or ())) or None)
    return (), rest if one.command.path else rest[1:], tail


def _typed(one: Invocation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the resources and the changes of a command such as get, label or set image."""
    path = one.command.name
    words = list(one.rest)
    changes = [word.pattern for word in words[1:] if _is_change(path, word)]
    words = words[:1] + [word for word in words[1:] if not _is_change(path, word)]
    last: tuple[str, ...] = ()
    if path == "set serviceaccount" and len(words) > 1:
        last = (words.pop().pattern,)
    return (*_resources([word.pattern for word in words]), *sorted(f"+{change}" for change in changes)), last


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


def _text(one: Shape) -> str:
    """Return a shape as a command line."""
    flags = [f"--{name}={','.join(sorted(values))}" for name, values in sorted(one.flags.items())]
    things = [thing.removeprefix("+") for thing in one.things]
    tail = [] if one.tail is None else ["--", *one.tail]
    return " ".join([*one.around, one.program, *one.path, *things, *one.words, *flags, *tail, *one.redirects])


def _shown(one: Shape) -> str:
    return _text(one).replace(HOLE, "<>")


def _differences(one: Shape, other: Shape) -> list[str]:
    """Say in which parts two simple commands differ."""
    if one.program != other.program or one.path != other.path:
        return [f"`{_head(one)}` is asked for, not `{_head(other)}`"]
    return [
        *_flag_differences(one, other),
        *_argument_differences(one, other),
        *_set_differences(one.redirects, other.redirects),
        *_set_differences(one.around, other.around),
    ]


def _head(one: Shape) -> str:
    return " ".join((one.program, *one.path))


def _flag_differences(one: Shape, other: Shape) -> list[str]:
    found = [f"`{_flag(one, name)}` is missing" for name in one.flags if name not in other.flags]
    found += [f"`{_flag(one, name)}` is too much" for name in other.flags if name not in one.flags]
    for name, values in one.flags.items():
        if name in other.flags and not same_set(values, other.flags[name]):
            wanted, had = ",".join(values), ",".join(other.flags[name])
            found.append(f"`{_flag(one, name)}` must be `{wanted}`, not `{had}`".replace(HOLE, "<>"))
    return found


def _flag(one: Shape, name: str) -> str:
    """Return a flag as one would type it."""
    if name.startswith("-"):
        return name
    return f"-{name}" if len(name) == 1 and one.program != "kubectl" else f"--{name}"


def _thing_differences(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    missing, extra = unpaired(one, other)
    if len(missing) == 1 and len(extra) == 1:
        return [f"`{_plain(missing[0])}` is asked for, not `{_plain(extra[0])}`"]
    return [*(f"`{_plain(word)}` is missing" for word in missing), *(f"`{_plain(word)}` is too much" for word in extra)]


def _plain(word: str) -> str:
    return word.removeprefix("+").replace(HOLE, "<>")


def _argument_differences(one: Shape, other: Shape) -> list[str]:
    if one.tail and other.tail is None and same_words((*one.words, *one.tail), other.words):
        return [f"`--` is missing before `{_plain(one.tail[0])}`"]
    return [
        *_thing_differences(one.things, other.things),
        *_word_differences(one, other),
        *_tail_differences(one.tail, other.tail),
    ]


def _word_differences(one: Shape, other: Shape) -> list[str]:
    if same_words(one.words, other.words):
        return []
    if sorted(one.words) == sorted(other.words):
        return [f"the order must be `{' '.join(one.words)}`".replace(HOLE, "<>")]
    return _thing_differences(one.words, other.words)


def _tail_differences(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> list[str]:
    if same_tail(one, other):
        return []
    if other is None:
        return [f"`-- {' '.join(one or ())}` is missing".replace(HOLE, "<>")]
    if one is None:
        return [f"`-- {' '.join(other)}` is too much"]
    return [f"behind `--` must stand `{' '.join(one)}`, not `{' '.join(other)}`".replace(HOLE, "<>")]


def _set_differences(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    missing, extra = unpaired(one, other)
    return [*(f"`{_plain(word)}` is missing" for word in missing), *(f"`{_plain(word)}` is too much" for word in extra)]


def version() -> str:
    """Return the release of kubectl that all this is true of."""
    return reference().version
