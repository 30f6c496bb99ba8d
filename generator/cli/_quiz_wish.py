"""What a quiz is asked to be: the command line, then the recipe's `quiz:`, then the defaults."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from generator.exporters.quiz.paper import FIELDS
from generator.items import DIFFICULTIES, TYPES
from generator.model import Problem
from generator.problems import NotedeckError
from generator.recipe import Place, Recipe, compose

FORMATS = ("pdf", "html", "markdown", "json", "moodle", "gift", "qti")
LAYOUTS, PAPERS, KEYS = ("sheet", "cards", "folded"), ("a4", "letter"), ("end", "apart", "none")
MOST_VERSIONS, MOST_QUESTIONS, MOST_POINTS = 26, 100_000, 10_000
NAMES = {"types": TYPES, "fields": FIELDS}
_NEITHER = '"{}" is neither the points of the sheet, as 100, nor those of types, as blank=2,list=4'


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of `notedeck quiz`; `questions` 0 is as many as there are."""

    format: str = "pdf"
    questions: int = -1
    types: tuple[str, ...] = TYPES
    topic: str = ""
    seed: int = 1
    difficulty: str = ""
    versions: int = 1
    layout: str = "sheet"
    paper: str = "a4"
    columns: int = 1
    key: str = "end"
    title: str = ""
    instructions: str = ""
    fields: tuple[str, ...] = FIELDS
    points: str = ""

    @property
    def count(self) -> int:
        """How many questions: 20 on a worksheet if nobody says, else every card."""
        return self.questions if self.questions >= 0 else 20 if self.layout == "sheet" else 0

    @property
    def asked(self) -> tuple[str, ...]:
        """The item types that are both wanted and of the difficulty."""
        fit = DIFFICULTIES.get(self.difficulty, TYPES)
        return tuple(name for name in TYPES if name in self.types and name in fit)


_CHOICES: dict[str, tuple[str, ...]] = {
    "format": FORMATS,
    "layout": LAYOUTS,
    "paper": PAPERS,
    "key": KEYS,
    "difficulty": tuple(DIFFICULTIES),
}
_NUMBERS = {"questions": (1, MOST_QUESTIONS), "versions": (1, MOST_VERSIONS), "columns": (1, 2), "seed": (0, 2**63 - 1)}


def wish(recipe: Recipe, given: Mapping[str, Any]) -> Wish:
    """Return what is wanted; raise `NotedeckError` with all that is wrong in the recipe's `quiz:`."""
    named = {name: value for name, value in given.items() if value is not None}
    return replace(Wish(), **{**_of_recipe(recipe), **named})


def _of_recipe(recipe: Recipe) -> dict[str, Any]:
    if not recipe.settings.get("quiz"):
        return {}
    root, problems = compose(recipe.path, Path(recipe.path).read_bytes().decode("utf-8-sig"))
    section = root.value["quiz"][1] if root and isinstance(root.value, dict) and "quiz" in root.value else None
    entries = section.value if section and isinstance(section.value, dict) else {}
    found = {name: _value(name, key, value, problems) for name, (key, value) in entries.items()}
    if problems:
        raise NotedeckError(*problems)
    return found


def _value(name: str, key: Place, place: Place, problems: list[Problem]) -> Any:
    """Return one setting's value, or add what is wrong with it."""
    known = [one.name for one in fields(Wish)]
    if name not in known:
        problems.append(key.problem("recipe-key", f'unknown key "{name}" of "quiz"{hint(name, known)}'))
    elif name in NAMES:
        return _some(name, place, problems)
    elif name == "points":
        return _points(place, problems)
    elif name in _CHOICES:
        if place.value not in _CHOICES[name]:
            message = f'"quiz: {name}" must be {_or(_CHOICES[name])}{_meant(str(place.value), _CHOICES[name])}'
            problems.append(place.problem("recipe-type", message))
    elif name in _NUMBERS:
        return _number(name, place, problems)
    elif isinstance(place.value, (dict, list)) or place.value is None:
        problems.append(place.problem("recipe-type", f'"quiz: {name}" must be text'))
    else:
        return str(place.value)
    return place.value


def _number(name: str, place: Place, problems: list[Problem]) -> int:
    low, high = _NUMBERS[name]
    if name == "questions" and place.value == "all":
        return 0
    if isinstance(place.value, bool) or not isinstance(place.value, int) or not low <= place.value <= high:
        every = ", or all" if name == "questions" else ""
        message = f'"quiz: {name}" must be a whole number from {low} to {high}{every}'
        problems.append(place.problem("recipe-type", message))
        return low
    return place.value


def _some(key: str, place: Place, problems: list[Problem]) -> tuple[str, ...]:
    known = NAMES[key]
    found: list[str] = []
    for part in place.value if isinstance(place.value, list) else [place]:
        for name in names(str(part.value)):
            found.append(name)
            if name not in known:
                message = f'"quiz: {key}" knows no "{name}"{hint(name, known)}'
                problems.append(part.problem("recipe-type", message))
    return tuple(found) or known


def _points(place: Place, problems: list[Problem]) -> str:
    wanted = str(place.value)
    if isinstance(place.value, dict):
        wanted = ",".join(f"{name}={value.value}" for name, (_key, value) in place.value.items())
    try:
        read_points(wanted)
    except ValueError as error:
        problems.append(place.problem("recipe-type", f'"quiz: points": {error}'))
    return wanted


def names(text: str) -> tuple[str, ...]:
    """Return the names in a list with commas between them."""
    return tuple(text.replace(",", " ").split())


def read_points(wanted: str) -> int | dict[str, int]:
    """Read `100`, the points of the whole sheet, or `blank=2,list=4`, those of each item of a type."""
    if wanted.isdecimal() and 0 < int(wanted[:8]) <= MOST_POINTS:
        return int(wanted)
    found = {}
    for part in names(wanted):
        name, _equals, number = part.partition("=")
        if name not in TYPES:
            raise ValueError(
                f'there is no item type "{name}"{hint(name, TYPES)}' if _equals else _NEITHER.format(wanted)
            )
        if not number.isdecimal() or not 0 < int(number[:8]) <= MOST_POINTS:
            raise ValueError(f'"{part}" must end in a whole number from 1 to {MOST_POINTS}')
        found[name] = int(number)
    if not found:
        raise ValueError(_NEITHER.format(wanted))
    return found


def hint(name: str, known: Iterable[str]) -> str:
    """Return what may have been meant, or all that is known."""
    return _meant(name, known) or f"; known are {', '.join(known)}"


def _meant(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1, 0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def _or(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names[:-1]) + f' or "{names[-1]}"'
