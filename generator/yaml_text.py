"""YAML as values with their places. The only door to PyYAML, for recipes and for what stands in notes' fences.

What is read may come from anybody: it is bounded in size, depth, and in what its aliases unfold to, before it is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.resolver import Resolver

from generator.model import Problem, Severity, Span

LARGEST = 1_000_000  # characters; the largest manifests that people publish have a tenth
DEEPEST = 60  # levels of lists and maps; a manifest has a dozen
MOST_VALUES = 100_000  # with every alias written out
LONGEST_NUMBER = 18  # digits: what fits into 64 bits; a longer one is text
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = Resolver()
CODE = "recipe-yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """A YAML value with where it stands; maps hold `(key's place, value)` by key, lists hold places."""

    value: Any
    span: Span
    column: int

    def problem(self, code: str, message: str, fix: str = "") -> Problem:
        return self.span.problem(Severity.ERROR, code, message, fix, self.column)


def compose(path: str, text: str) -> tuple[Place | None, list[Problem]]:
    """Read YAML as places; scalars become str, bool or int only where they are written so."""
    if len(text) > LARGEST:
        message = f"this is longer than {LARGEST // 1_000_000} million characters"
        return None, [Span(path, 1, 1).problem(Severity.ERROR, CODE, message)]
    builder = _Builder(path)
    try:
        return _document(builder, yaml.parse(text, Loader=_Loader)), builder.problems
    except _Stop as stop:
        return None, [stop.problem]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return None, [_at(path, mark, f"this is no YAML: {error.problem or error}")]
    except (yaml.YAMLError, UnicodeError) as error:
        return None, [_at(path, None, f"this is no YAML: {str(error).splitlines()[0]}")]


class _Stop(Exception):
    """Reading ends here."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _at(path: str, mark: Any, message: str) -> Problem:
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Span(path, line, line).problem(Severity.ERROR, CODE, message, column=column)


@dataclass(slots=True)
class _Open:
    """A list or map whose end is still to come."""

    event: Any
    values: list[Place] = field(default_factory=list)
    weight: int = 1


@dataclass(slots=True)
class _Builder:
    """What is known while a document is read: its anchors, each with how much its alias unfolds to."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    anchors: dict[str, tuple[Place, int] | None] = field(default_factory=dict)  # None: not yet ended

    def stop(self, event: Any, message: str) -> _Stop:
        return _Stop(_at(self.path, event.start_mark, message))

    def place(self, event: Any, value: Any) -> Place:
        mark = event.start_mark
        return Place(value, Span(self.path, mark.line + 1, mark.line + 1), mark.column + 1)

    def alias(self, event: Any, is_key: bool) -> tuple[Place, int]:
        """Return the value that an alias stands for; a value and a key may be each other's."""
        if event.anchor not in self.anchors:
            raise self.stop(event, f'this is no YAML: there is no anchor "&{event.anchor}"')
        found = self.anchors[event.anchor]
        if found is None:
            raise self.stop(event, f'the anchor "&{event.anchor}" holds itself')
        place, weight = found
        if isinstance(place.value, _Key) and not is_key:
            return Place(place.value.written, place.span, place.column), weight
        return place, weight

    def ended(self, done: _Open) -> Place:
        if isinstance(done.event, yaml.SequenceStartEvent):
            return self.place(done.event, done.values)
        return self.place(done.event, self.mapping(done.values))

    def mapping(self, values: list[Place]) -> dict[str, tuple[Place, Place]]:
        found: dict[str, tuple[Place, Place]] = {}
        for key, value in zip(values[::2], values[1::2], strict=True):
            name = _name(key.value)
            key = Place(name, key.span, key.column)
            if name in found:
                first = found[name][0].span.first
                self.problems.append(
                    key.problem("recipe-twice", f'"{name}" stands twice; the first is on line {first}')
                )
            found[name] = (key, value)
        return found


@dataclass(frozen=True, slots=True)
class _Key:
    """A scalar where a key stands: the key is what is written, for YAML would read `off:` as the key False."""

    written: str


def _name(key: Any) -> str:
    if isinstance(key, (list, dict)):
        return "(a list or a map)"
    return key.written if isinstance(key, _Key) else str(key)


def _document(builder: _Builder, events: Iterator[Any]) -> Place | None:
    """Build the one document of a stream without recursion."""
    root: Place | None = None
    seen = False
    stack: list[_Open] = []
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if seen:
                raise builder.stop(event, "this is no YAML: a second document begins here")
            seen = True
        elif isinstance(event, yaml.CollectionStartEvent):
            _begin(builder, stack, event)
        elif isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent, yaml.CollectionEndEvent)):
            root = _take(builder, stack, event)
    return root


def _begin(builder: _Builder, stack: list[_Open], event: Any) -> None:
    if len(stack) == DEEPEST:
        raise builder.stop(event, f"this is nested more than {DEEPEST} deep")
    if event.anchor:
        builder.anchors[event.anchor] = None
    stack.append(_Open(event))


def _take(builder: _Builder, stack: list[_Open], event: Any) -> Place:
    """Make a value and put it into the list or map that is open; return it."""
    anchor = event.anchor if isinstance(event, yaml.ScalarEvent) else ""
    if isinstance(event, yaml.AliasEvent):
        place, weight = builder.alias(event, _is_key(stack))
    elif isinstance(event, yaml.ScalarEvent):
        place, weight = builder.place(event, _scalar(event, _is_key(stack))), 1
    else:
        done = stack.pop()
        anchor, place, weight = done.event.anchor, builder.ended(done), done.weight
    if anchor:
        builder.anchors[anchor] = (place, weight)
    if stack:
        stack[-1].values.append(place)
        stack[-1].weight += weight
        if stack[-1].weight > MOST_VALUES:
            raise builder.stop(event, f"this unfolds to more than {MOST_VALUES:,} values")
    return place


def _is_key(stack: list[_Open]) -> bool:
    return bool(stack) and isinstance(stack[-1].event, yaml.MappingStartEvent) and len(stack[-1].values) % 2 == 0


def _scalar(event: Any, is_key: bool) -> Any:
    text = event.value
    if is_key:
        return _Key(text)
    if event.style in ("'", '"', "|", ">"):
        return text
    tag = event.tag if event.tag not in (None, "!") else _RESOLVER.resolve(yaml.ScalarNode, text, event.implicit)
    if tag == "tag:yaml.org,2002:bool":
        return text.lower() in ("yes", "true", "on")
    digits = text.removeprefix("-")
    if tag == "tag:yaml.org,2002:int" and digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER:
        return int(text)
    return None if tag == "tag:yaml.org,2002:null" else text
