"""What a quiz is asked to be: the command line, then the recipe's `quiz:`, then the defaults."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from generator.items import DIFFICULTIES, TYPES
from generator.model import Problem
from generator.problems import NotedeckError
from generator.recipe import Place, Recipe, compose

FORMATS = ("pdf", "html", "markdown", "json", "moodle", "gift", "qti")
LAYOUTS, PAPERS, KEYS = ("sheet", "cards", "folded"), ("a4", "letter"), ("end", "apart", "none")
MOST_VERSIONS, MOST_QUESTIONS = 26, 100_000


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
    elif name == "types":
        return _types(place, problems)
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


def _types(place: Place, problems: list[Problem]) -> tuple[str, ...]:
    parts = place.value if isinstance(place.value, list) else [place]
    found: list[str] = []
    for part in parts:
        for name in str(part.value).replace(",", " ").split():
            found.append(name)
            if name not in TYPES:
                message = f'"quiz: types" knows no "{name}"{hint(name, TYPES)}'
                problems.append(part.problem("recipe-type", message))
    return tuple(found) or TYPES


def hint(name: str, known: Iterable[str]) -> str:
    """Return what may have been meant, or all that is known."""
    return _meant(name, known) or f"; known are {', '.join(known)}"


def _meant(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1, 0.6)
    return f'; did you mean "{near[0]}"?' if near else ""


def _or(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names[:-1]) + f' or "{names[-1]}"'
