"""Compare commands by what they do: `docker ps -aq` is `docker container ls --quiet --all`.

A domain's own code may read a command (kubectl's does), else the data of its program, else its words are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from generator import programs
from generator.domains.calls import Call, Given, read
from generator.domains.coded import hooks
from generator.domains.shape import Shape, same, same_set, same_tail, same_words, unpaired
from generator.domains.words import HOLE, Simple, Word, split
from generator.domains.wrappers import strip

_PIPES: Final = {"\n": ";", "": ""}
# Programs whose arguments have an order that looks like options.
_ORDERED: Final = frozenset({"echo", "printf", "test", "[", "expr", "find", "ffmpeg"})
_EXPORT: Final = re.compile(
    r"^\s*(?:[-*$#>]\s+)?(?:export|set)?\s*([A-Za-z_]\w*)=(['\"])([^'\"\n]+)\2\s*(?:#.*)?$", re.MULTILINE
)
_OF_THE_SHELL: Final = frozenset("HOME PATH USER PWD OLDPWD SHELL HOSTNAME LANG UID EDITOR TERM PS1".split())
_KEPT: Final = "\ue000"  # before a word whose quotes count
_VARIABLE: Final = re.compile(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))")


def same_command(one: str, other: str) -> bool | None:
    """Tell whether two command lines do the same; None if the first is no command that is known."""
    shapes = shapes_of(one)
    if not shapes or not is_known(shapes[0].program):
        return None
    return _same(shapes, shapes_of(other))


def is_known(program: str) -> bool:
    """Tell whether a program is known by name, its path aside."""
    return program.split(" ")[0].rpartition("/")[2] in programs.known()


def _same(shapes: Sequence[Shape], others: Sequence[Shape]) -> bool:
    return len(shapes) == len(others) and all(map(same, shapes, others))


def canonical(line: str) -> str:
    """Return a command line in one spelling, placeholders as `<>`."""
    return " ".join(map(_text, shapes_of(line))).replace(HOLE, "<>").replace(_KEPT, "").strip()


def differences(expected: str, given: str) -> tuple[str, ...]:
    """Say which parts of the expected command are missing, wrong or too much in the given one; nothing if both do the same."""
    if expected.startswith("-"):
        return () if _fragment(expected) == _fragment(given) else (f"`{expected}` is asked for, not `{given}`",)
    shapes, others = shapes_of(expected), shapes_of(given)
    if _same(shapes, others):
        return ()
    found = [text for one, other in zip(shapes, others, strict=False) for text in _differences(one, other)]
    found += [f"`{_text(one)}` is missing" for one in shapes[len(others) :]]
    found += [f"`{_text(one)}` is too much" for one in others[len(shapes) :]]
    names = {**_names(given), **_names(expected)}
    spelt = {**_spelt(given), **_spelt(expected)}
    told = (re.sub(r"(?<=`)[^`]+(?=`)", lambda name: spelt.get(name[0], name[0]), text) for text in found)
    return tuple(dict.fromkeys(_named(text, names) for text in told)) or ("the order differs, and it may matter",)


def variables(texts: Iterable[str]) -> dict[str, str]:
    """Return the variables that notes set, each with the words that it stands for: `export do="--dry-run=client"`."""
    return {name: value for text in texts for name, _quote, value in _EXPORT.findall(text)}


def expanded(line: str, known: Mapping[str, str]) -> str:
    """Return a line with the variables that are known as what they stand for."""
    return _VARIABLE.sub(lambda found: known.get(found[1] or found[2], found[0]), line) if known else line


def _fragment(options: str) -> list[str]:
    """Write options that stand alone in one way: `-it` as `-i -t`, and `--type=x`, `--type x` and `-oyaml` joined."""
    clusters = re.sub(
        r"(?<!\S)-([a-zA-Z]{2,3})(?!\S)", lambda match: " ".join(f"-{letter}" for letter in match[1]), options
    )
    return sorted(re.sub(r"(?<=\w)[\s=]+(?!-)", "", part) for part in re.split(r"\s+(?=-)", clusters.strip()))


@lru_cache(maxsize=1024)
def shapes_of(line: str) -> tuple[Shape, ...]:
    """Return the shapes of the simple commands of a line."""
    return tuple(map(_shape, split(line)))


def _shape(simple: Simple) -> Shape:
    words, wrappers, assignments = strip(simple.words)
    joint = _PIPES.get(simple.joint, simple.joint)
    around = tuple(filter(None, (joint, *wrappers, *assignments)))
    own = next(filter(None, (shape(simple, around) for shape in hooks("shape"))), None)
    if own is not None:
        return own
    call = read(words)
    if call is not None and call.known:
        return _of_call(call, simple.redirects, around)
    patterns = [name_of(word) for word in words]
    return Shape(
        patterns[0] if words else "", (), {}, (), tuple(_settled(patterns)[1:]), None, simple.redirects, around
    )


def name_of(word: Word) -> str:
    """Return the pattern of a word; a variable that is the whole of it is a name, `$do`, unless its name asks to be filled in.

    What quotes keep from the shell is not the same as what the shell reads: `'*.py'`.
    """
    found = _VARIABLE.fullmatch(word.text) if word.holed else None
    name = (found[1] or found[2]) if found else ""
    if name and (name == name.lower() or name in _OF_THE_SHELL):
        return f"${name}"
    return _KEPT + word.pattern if word.quoted else word.pattern


def _of_call(call: Call, redirects: tuple[str, ...], around: tuple[str, ...]) -> Shape:
    rest = tuple(map(name_of, call.rest))
    path = call.command.path
    things, words = (tuple(sorted(rest)), ()) if path in call.tool.any_order else ((), rest)
    tail = None if call.literal is None else tuple(map(name_of, call.literal))
    return Shape(call.tool.name, path[1:], _flags(call), things, words, tail, redirects, around)


def _flags(call: Call) -> dict[str, tuple[str, ...]]:
    """Return the options by their first names with their values; what is given again counts in its order."""
    found: dict[str, tuple[str, ...]] = {}
    for given in call.given:
        name = _key(call, given)
        value = () if given.value is None else (given.value,)
        if name in found and not call.tool.manner.adding:
            name = f"{name} {sum(key.split(' ')[0] == name for key in found) + 1}"
        found[name] = found.get(name, ()) + value
    return found


def _key(call: Call, given: Given) -> str:
    """Return the name to compare an option by; one that stands before the subcommand may mean another there."""
    assert given.option is not None
    name = given.option.name
    own = call.command.options.get(name)
    return name if given.level == len(call.command.path) - 1 or own is None or own is given.option else f"^{name}"


def _settled(words: list[str]) -> list[str]:
    """Put `--name=value` options that stand side by side in one order, where nothing more is known of a program."""
    if words and words[0] in _ORDERED:
        return words
    found: list[str] = []
    run: list[str] = []
    for word in words:
        if word.startswith("--") and "=" in word and "--" not in found:  # after `--` another command begins
            run.append(word)
        else:
            found += [*sorted(run), word]
            run = []
    return found + sorted(run)


def _text(one: Shape) -> str:
    """Return a shape as a command line."""
    flags = [
        _option(one, name) + ("=" + ",".join(sorted(values)) if values else "")
        for name, values in sorted(one.flags.items())
    ]
    things = [thing.removeprefix("+") for thing in one.things]
    tail = [] if one.tail is None else ["--", *one.tail]
    return " ".join([*one.around, one.program, *one.path, *things, *one.words, *flags, *tail, *one.redirects])


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
    found = [f"`{_option(one, name)}` is missing" for name in one.flags if name not in other.flags]
    found += [f"`{_option(one, name)}` is too much" for name in other.flags if name not in one.flags]
    for name, values in one.flags.items():
        if name in other.flags and not same_set(values, other.flags[name]):
            wanted, had = ",".join(values), ",".join(other.flags[name])
            found.append(f"`{_option(one, name)}` must be `{wanted}`, not `{had}`")
    return found


def _option(one: Shape, name: str) -> str:
    """Return an option as one would type it; kubectl's have their names without dashes."""
    plain = name.removeprefix("^").split(" ")[0]
    return plain if plain.startswith("-") else f"--{plain}"


def _thing_differences(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    missing, extra = unpaired(one, other)
    if len(missing) == 1 and len(extra) == 1:
        return [f"`{_plain(missing[0])}` is asked for, not `{_plain(extra[0])}`"]
    return [*(f"`{_plain(word)}` is missing" for word in missing), *(f"`{_plain(word)}` is too much" for word in extra)]


def _plain(word: str) -> str:
    return word.removeprefix("+")


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
        return [f"the order must be `{' '.join(one.words)}`"]
    return _thing_differences(one.words, other.words)


def _tail_differences(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> list[str]:
    if same_tail(one, other):
        return []
    if not one or not other:
        missing = f"`-- {' '.join(one)}` is missing" if one else ""
        return [missing or f"`-- {' '.join(other or ())}` is too much"]
    return [f"behind `--` must stand `{' '.join(one)}`, not `{' '.join(other)}`"]


def _set_differences(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    missing, extra = unpaired(one, other)
    return [*(f"`{_plain(word)}` is missing" for word in missing), *(f"`{_plain(word)}` is too much" for word in extra)]


def _names(line: str) -> dict[str, str]:
    """Return the patterns of words that hold a placeholder, with what was written for them."""
    return {word.pattern: word.text for simple in split(line) for word in simple.words if word.holed}


def _spelt(line: str) -> dict[str, str]:
    """Return commands and options of programs that are data, by the names they are compared by, as they were written."""
    calls = [call for simple in split(line) if (call := read(strip(simple.words)[0])) is not None]
    paths = {" ".join(call.command.path): " ".join(word.text for word in call.path) for call in calls}
    return paths | {one.option.name: one.name for call in calls for one in call.given if one.option is not None}


def _named(text: str, names: Mapping[str, str]) -> str:
    """Put what was written in the place of placeholders in a message, the longest patterns first."""
    for pattern in sorted(names, key=len, reverse=True):
        if pattern != HOLE or text.count(HOLE) == 1:
            text = text.replace(pattern, names[pattern])
    return text.replace(HOLE, "<>").replace(_KEPT, "")
