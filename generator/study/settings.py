"""The `study:` section of a recipe as a value; every mistake is a problem at its line and column."""

from __future__ import annotations

import difflib
import re
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from generator import files
from generator.model import Problem, Severity, Span
from generator.problems import NotedeckError
from generator.recipe import Place, Recipe, compose
from generator.yaml_text import LARGEST

MINUTE = 60_000  # milliseconds, the unit of every time here
DAY = 24 * 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Settings:
    """How to study; the defaults are Anki's, and fuzz is off so that one log gives the same due dates everywhere."""

    new: int = 20  # new cards a day
    reviews: int = 200  # reviews a day
    retention: float = 0.9  # the chance of recall at which a card is asked again
    steps: tuple[int, ...] = (MINUTE, 10 * MINUTE)
    relearning: tuple[int, ...] = (10 * MINUTE,)
    longest: int = 36_500  # days
    fuzz: bool = False
    leech: int = 8  # lapses
    bury: bool = True  # of one fact's cards, one a day
    ahead: int = 20 * MINUTE  # learning cards are asked this much early when nothing else is left
    day_start: int = 4  # hour
    time_zone: str = ""  # "" is the computer's


Reader = Callable[[Any], Any]  # raises ValueError with what is wanted
UNITS = {"s": 1000, "m": MINUTE, "h": 60 * MINUTE, "d": DAY}


def _number(low: int, high: int) -> Reader:
    def read(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return value

    return read


def _share(value: Any) -> float:
    try:
        share = float(str(value).removesuffix("%")) / (100 if str(value).endswith("%") else 1)
    except ValueError:
        share = 0.0
    if not 0.7 <= share <= 0.99:
        raise ValueError("a share from 0.70 to 0.99")
    return share


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("on or off")
    return value


def _length(value: Any) -> int:
    match = re.fullmatch(r"([1-9]\d{0,3})([smhd])", str(value))
    if not match:
        raise ValueError("a time such as 30s, 10m, 1h or 1d")
    return int(match[1]) * UNITS[match[2]]


def _lengths(value: Any) -> tuple[int, ...]:
    values = value if isinstance(value, list) else [] if value is None else str(value).split()
    return tuple(_length(one) for one in values)


def _zone(value: Any) -> str:
    try:
        zoneinfo.ZoneInfo(str(value))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("the name of a time zone, such as Asia/Seoul") from None
    return str(value)


KEYS: dict[str, tuple[Reader, str]] = {
    "new": (_number(0, 9999), "new cards a day"),
    "reviews": (_number(0, 9999), "reviews a day"),
    "retention": (_share, "the share of cards that you want to recall"),
    "steps": (_lengths, "learning steps, as `[1m, 10m]`"),
    "relearning": (_lengths, "steps after a lapse, as `[10m]`"),
    "longest": (_number(1, 36_500), "the longest interval in days"),
    "fuzz": (_flag, "spread due dates a little"),
    "leech": (_number(1, 99), "lapses that make a card a leech"),
    "bury": (_flag, "of the cards of one fact, ask one a day"),
    "ahead": (_length, "how much early a learning card may be asked"),
    "day-start": (_number(0, 23), "the hour at which a day begins"),
    "time-zone": (_zone, "the time zone of the days, as `Asia/Seoul`"),
}
DEFAULTS = Settings()


def of_recipe(recipe: Recipe) -> Settings:
    """Read the `study:` section; raise `NotedeckError` with all that is wrong in it."""
    section = recipe.settings.get("study", {})
    problems = [problem for key, value in section.items() for problem in _check(recipe, key, value)]
    if problems:
        raise NotedeckError(*problems)
    return merge(DEFAULTS, section)


def merge(settings: Settings, section: dict[str, Any]) -> Settings:
    """Return `settings` with the values of a section that holds only what `KEYS` allows."""
    known = {field.name for field in fields(Settings)}
    values = {key.replace("-", "_"): KEYS[key][0](value) for key, value in section.items()}
    return replace(settings, **{name: value for name, value in values.items() if name in known})


def _check(recipe: Recipe, key: str, value: Any) -> list[Problem]:
    if key not in KEYS:
        near = difflib.get_close_matches(key, list(KEYS), 1, 0.6)
        hint = f'; did you mean "{near[0]}"?' if near else f"; known are {', '.join(KEYS)}"
        message = f'unknown key of "study" "{key}"{hint}'
        return [_problem(recipe, key, 0, "recipe-key", message, near[0] if near else "")]
    try:
        KEYS[key][0](value)
    except ValueError as wanted:
        return [_problem(recipe, key, 1, "recipe-type", f'"study: {key}" must be {wanted}')]
    return []


def _problem(recipe: Recipe, key: str, part: int, code: str, message: str, fix: str = "") -> Problem:
    place = _place(recipe.path, key, part)
    if place:
        return place.problem(code, message, fix)
    return Span(recipe.path, 1, 1).problem(Severity.ERROR, code, message, fix)


def _place(path: str, key: str, part: int) -> Place | None:
    """Find the key (part 0) or its value (part 1) in the file: a Recipe holds plain values, without places."""
    try:
        root, _problems = compose(path, files.read_regular(Path(path), LARGEST).decode("utf-8-sig"))
        return None if root is None else root.value["study"][1].value[key][part]
    except (OSError, UnicodeDecodeError, KeyError, TypeError):
        return None
