"""What the page's script knows of a quiz: for each item what is right, in which spellings, and why."""

from __future__ import annotations

from typing import Any

from generator.exporters.quiz.paper import Paper, accepted, answer, explained, is_code, label, source
from generator.items import Item
from generator.items.labels import marks
from generator.items.words import BLANK

_LABELS = ("answered", "right", "almost", "wrong", "key", "yours", "nothing", "count", "result", "perfect")
# So many equal spellings of a command are shown with its key.
SHOWN_SPELLINGS = 3


def page_data(paper: Paper) -> dict[str, Any]:
    """Return the data of the page, as JSON will hold it."""
    return {
        "labels": {name: label(paper.language, name, n="{n}", all="{all}", percent="{percent}") for name in _LABELS},
        "tables": dict(paper.marking.tables) or _NO_TABLES,
        "known": list(paper.marking.known),
        "versions": {
            version.name: [_item(paper, item, f"{version.name}-{item.number}") for item in version.items]
            for version in paper.versions
        },
    }


_NO_TABLES = {
    "afterVowel": [], "afterConsonant": [], "afterBoth": [], "slips": [], "mostSlips": 0, "longestSlip": 0,
    "functionWords": [],
}  # fmt: skip


def _item(paper: Paper, item: Item, own: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": own,
        "n": item.number,
        "points": item.points,
        "front": item.front,
        "stem": " ".join(item.stem.split()),
        "shown": _shown(paper, item),
        "why": _why(paper, item),
        "source": source(item),
        "equal": [],
        "code": not item.choices and is_code(item.card, item.key),
        "typed": False,
    }
    return found | _MARKED[item.type](paper, item)


def _shown(paper: Paper, item: Item) -> str:
    """Return the key as the page shows it: a pair or a step with its text, since letters alone say little."""
    if item.type not in ("matching", "order"):
        return answer(item, paper.language)
    signs = dict(zip(item.choices, marks(paper.language, item.type, len(item.choices)), strict=True))
    lead = "{n}-{sign} {text}" if item.type == "matching" else "{sign} {text}"
    rows = (lead.format(n=n, sign=signs[text], text=text) for n, text in enumerate(item.answers, 1))
    return ("\n" if item.type == "matching" else " → ").join(rows)


def _why(paper: Paper, item: Item) -> str:
    """Return what the notes say, unless that is the key over again."""
    said = "\n".join((explained(item), *item.card.notices)).strip()
    return "" if said and said in (item.key, item.right) else said


def _choice(paper: Paper, item: Item) -> dict[str, Any]:
    signs = marks(paper.language, item.type, len(item.choices))
    plain = item.type == "true-false"
    reasons = dict(item.why)
    return {
        "kind": "choice",
        "right": [str(item.choices.index(item.key))],
        "labels": [text if plain else f"{sign} {text}" for sign, text in zip(signs, item.choices, strict=True)],
        "reasons": [reasons.get(text, "") for text in item.choices],
    }


def _places(paper: Paper, item: Item) -> dict[str, Any]:
    order = item.type == "order"
    return {
        "kind": "places",
        "right": [str(item.choices.index(text)) for text in item.answers],
        "labels": list(marks(paper.language, item.type, len(item.choices))),
        "lead": ["" if order else f"{number}-" for number in range(1, len(item.answers) + 1)],
        "join": " → " if order else "  ",
        "partial": not order,
    }


def _list(paper: Paper, item: Item) -> dict[str, Any]:
    spelt = paper.marking.spellings
    return {"kind": "list", "typed": True, "parts": [[text, *spelt.get(text, ())] for text in item.answers]}


def _typed(paper: Paper, item: Item) -> dict[str, Any]:
    kind = paper.marking.kinds.get(item.card.id or item.card.stem, "term")
    found: dict[str, Any] = {"typed": True, "key": item.key, "answers": list(accepted(paper, item)), "frame": ""}
    if kind != "command":
        return found | {"kind": "text" if kind in ("text", "contrast", "steps") or "\n" in item.key else "term"}
    command = paper.marking.commands.get(item.key)
    if command:
        found["command"] = {"same": dict(command.same), "taking": list(command.taking), "free": command.free}
        found["equal"] = list(paper.marking.spellings.get(item.key, ()))[:SHOWN_SPELLINGS]
    framed = item.type == "blank" and item.stem.count(BLANK) == 1
    return found | {"kind": "command", "frame": paper.marking.frames.get(item.key, "") if framed else ""}


_MARKED = {
    "multiple-choice": _choice,
    "true-false": _choice,
    "matching": _places,
    "order": _places,
    "list": _list,
    "blank": _typed,
    "short-answer": _typed,
    "command": _typed,
}
