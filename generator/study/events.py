"""What the log holds: one event a line, as a value and as JSON Lines."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from generator.visible import json_escaped

REVIEW = "review"
UNDO = "undo"  # `target` is the review that did not happen
KINDS = (REVIEW, UNDO, "suspend", "unsuspend", "bury", "mark", "unmark")
FORMAT = "notedeck-reviews"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the learner did to a card; `id` makes it one and the same wherever the log is copied to."""

    id: str
    card: str
    time: int  # milliseconds since 1970
    kind: str = REVIEW
    rating: int = 0  # 1 to 4 for a review
    response: str = ""  # what the learner typed; why a card was marked
    seconds: float = 0.0
    target: str = ""
    mode: str = "study"  # or "test"


def line(event: Event) -> str:
    """Return an event as one line of JSON, without what is empty."""
    said = {key: value for key, value in asdict(event).items() if key == "time" or value not in ("", 0)}
    return json_escaped(json.dumps(said, ensure_ascii=False))


def header() -> str:
    """Return the first line of an export."""
    return json.dumps({"format": FORMAT, "version": VERSION})


def parse(text: str) -> Event | None:
    """Read one line: None for a header; raise ValueError with what is wrong."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("is no JSON") from None
    if not isinstance(value, dict):
        raise ValueError("is no JSON object")
    if "format" not in value:
        return _event(value)
    _check_header(value)
    return None


def _check_header(value: dict[str, Any]) -> None:
    if value["format"] != FORMAT:
        raise ValueError(f'is of format "{str(value["format"])[:40]}", not "{FORMAT}"')
    if not isinstance(value.get("version"), int) or value["version"] > VERSION:
        raise ValueError(f"is of version {str(value.get('version'))[:20]}; this notedeck reads up to {VERSION}")


TYPES: dict[str, type | tuple[type, ...]] = {
    "id": str, "card": str, "time": int, "kind": str, "rating": int, "response": str,
    "seconds": (int, float), "target": str, "mode": str,
}  # fmt: skip
LAST_TIME = 32_503_680_000_000  # the end of 2999: the longest interval after it is still a date
LONGEST = {"id": 200, "card": 200, "response": 100_000, "target": 200, "mode": 20}  # characters
MOST_SECONDS = 10_000_000.0  # on one answer: months


def is_storable(text: str, longest: int) -> bool:
    """Tell whether a text is short enough, and all of it characters: JSON can hold half of a pair."""
    return len(text) <= longest and not any("\ud800" <= char <= "\udfff" for char in text)


def _event(value: dict[str, Any]) -> Event:
    for key, wanted in TYPES.items():
        if key in value and (not isinstance(value[key], wanted) or isinstance(value[key], bool)):
            raise ValueError(f'has a wrong "{key}": {json.dumps(value[key], ensure_ascii=False)[:80]}')
    for key, longest in LONGEST.items():
        if not is_storable(value.get(key, ""), longest):
            raise ValueError(f'has a "{key}" that cannot be stored: at most {longest:,} characters, and no half of one')
    event = Event(**{"id": "", "card": "", "time": -1, **{key: value[key] for key in TYPES if key in value}})
    if not event.id or not event.card or not 0 <= event.time < LAST_TIME:
        raise ValueError('needs "id", "card" and "time" in milliseconds since 1970')
    if not 0 <= event.seconds <= MOST_SECONDS:
        raise ValueError(f'needs "seconds" from 0 to {MOST_SECONDS:,.0f}')
    if event.kind not in KINDS:
        raise ValueError(f'has an unknown kind "{event.kind[:40]}"')
    if (event.kind == REVIEW) != (event.rating in (1, 2, 3, 4)):
        raise ValueError(f"has a wrong rating: {str(event.rating)[:40]}")
    if (event.kind == UNDO) != bool(event.target):
        raise ValueError('needs "target" if, and only if, it is an undo')
    return event
