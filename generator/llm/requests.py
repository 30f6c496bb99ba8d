"""What is asked of a model, as values: one request a section to write, one a note to look, one a section to mend."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from generator.llm.sections import digest, shown
from generator.llm.values import DIRECTIONS, Request, Section, WrittenCard

ID_LETTERS = 16
# A sheet that a reader keeps in mind; one note's cards are rarely more.
CARDS_A_LOOK = 60
_HEADER = re.compile(r"<!-- version (\d+) -->\n")


@cache
def _prompt(name: str) -> tuple[str, str]:
    """Return the version and the text of a prompt file."""
    text = files("generator.llm").joinpath(f"{name}.md").read_text(encoding="utf-8")
    found = _HEADER.match(text)
    assert found, f"{name}.md does not open with its version"
    return found.group(1), text[found.end() :].strip()


def version() -> str:
    """Return the version of the prompt that cards are written by; it is kept with them."""
    return _prompt("prompt")[0]


def write(section: Section) -> Request:
    """Ask for the cards of a section."""
    return _request("write", _prompt("prompt")[1], _shown(section), _CARDS, section)


def mend(section: Section, refused: Sequence[WrittenCard]) -> Request:
    """Ask once more for cards that were turned down, with the reasons and the section in view."""
    system = f"{_prompt('prompt')[1]}\n\n{_prompt('mend')[1]}"
    rows = "\n".join(json.dumps(_row(card), ensure_ascii=False) for card in refused)
    return _request("mend", system, f"{_shown(section)}\n\nCards turned down:\n{rows}", _MENDED, section)


@dataclass(frozen=True, slots=True)
class Face:
    """All of a card that the strict reader sees."""

    context: str
    question: str
    answer: str

    @property
    def id(self) -> str:
        """The card's name on the sheet: the same card was read once and for all."""
        return "c" + digest(_prompt("look")[0], self.context, self.question, self.answer)[:ID_LETTERS]


def face(card: WrittenCard) -> Face:
    """Return what the strict reader sees of a written card."""
    return Face(card.context, card.question, card.answer)


def looks(faces: Iterable[Face], place: Section) -> tuple[Request, ...]:
    """Ask for the strict reader's verdicts: the cards of one note, out of order, without the note."""
    # sorted by their digests: shuffled, and the same for the same cards
    sheet = sorted({one.id: one for one in faces}.values(), key=lambda one: one.id)
    parts = [sheet[at : at + CARDS_A_LOOK] for at in range(0, len(sheet), CARDS_A_LOOK)]
    return tuple(_look(part, place) for part in parts)


def _look(sheet: Sequence[Face], place: Section) -> Request:
    rows = "\n\n".join(f"[{one.id}]\nC: {one.context}\nQ: {one.question}\nA: {one.answer}" for one in sheet)
    return _request("look", _prompt("look")[1], rows, _VERDICTS, place, tuple(one.id for one in sheet))


def _request(
    kind: str, system: str, user: str, schema: dict[str, Any], place: Section, cards: tuple[str, ...] = ()
) -> Request:
    name = f"{kind}-{digest(system, user, json.dumps(schema))[:ID_LETTERS]}"
    return Request(name, kind, system, user, schema, place, cards)


def _shown(section: Section) -> str:
    """Return headings and numbered lines; the tag holds a digest that no line of a note can foresee."""
    above = f"Headings above: {' › '.join(section.headings)}\n" if section.headings else ""
    lines = "\n".join(f"{number}| {shown(line)}" for number, line in enumerate(section.lines, 1))
    return f"{above}<note {section.key}>\n{lines}\n</note {section.key}>"


def _row(card: WrittenCard) -> dict[str, Any]:
    return {
        "id": face(card).id,
        "lines": list(card.lines),
        "context": card.context,
        "question": card.question,
        "answer": card.answer,
        "direction": card.direction,
        "evidence": list(card.evidence),
        "turned down": list(card.refused),
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_TEXT = {"type": "string"}
_CARD: dict[str, Any] = {
    "lines": _list({"type": "integer"}),
    "context": _TEXT,
    "question": _TEXT,
    "answer": _TEXT,
    "direction": {"type": "string", "enum": list(DIRECTIONS)},
    "evidence": _list(_TEXT),
    "fixes": _list(_object(wrong=_TEXT, right=_TEXT)),
}
_CARDS = _object(cards=_list(_object(**_CARD)))
_MENDED = _object(cards=_list(_object(id=_TEXT, **_CARD)))
_VERDICTS = _object(
    verdicts=_list(_object(id=_TEXT, verdict={"type": "string", "enum": ["accept", "reject"]}, rule=_TEXT, why=_TEXT))
)


def as_line(request: Request) -> str:
    """Return a request as one line of a questions file: all that a model needs to answer it."""
    messages = [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}]
    record = {"id": request.id, "kind": request.kind, "messages": messages, "schema": request.schema}
    return json.dumps(record, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


# Tokens a character, roughly, over the tokenizers in use: Hangul and Han are nearly one each.
_WIDE, _NARROW = 0.8, 0.3
TOKENS_A_CARD, TOKENS_A_VERDICT = 130, 40
CARDS_A_LINE = 0.7  # of lines with words, over the notes that were tried


def tokens(text: str) -> int:
    """Estimate the tokens of a text."""
    wide = sum(char > "\u2e80" for char in text)
    return round(wide * _WIDE + (len(text) - wide) * _NARROW)


@dataclass(frozen=True, slots=True)
class Price:
    """About what some requests cost: how many, and the tokens sent and got back."""

    requests: int = 0
    sent: int = 0
    back: int = 0

    def __add__(self, other: Price) -> Price:
        return Price(self.requests + other.requests, self.sent + other.sent, self.back + other.back)


def price(requests: Iterable[Request]) -> Price:
    """Estimate what requests cost that are known to the letter."""
    total = Price()
    for request in requests:
        back = len(request.cards) * TOKENS_A_VERDICT if request.kind == "look" else _cards_of(request) * TOKENS_A_CARD
        total += Price(1, tokens(request.system) + tokens(request.user), back)
    return total


def price_of(sections: Sequence[Section], look: bool = True) -> Price:
    """Estimate what writing sections costs, the second look and one mending for each with it."""
    writing = [write(section) for section in sections]
    total = price(writing)
    if not look or not writing:
        return total
    cards = sum(map(_cards_of, writing))
    sheets = max(len({section.path for section in sections}), -(-cards // CARDS_A_LOOK))
    shown_cards = Price(
        sheets, sheets * tokens(_prompt("look")[1]) + cards * TOKENS_A_CARD // 2, cards * TOKENS_A_VERDICT
    )
    mends = Price(total.requests, total.sent, total.back // 8)
    return total + shown_cards + mends


def _cards_of(request: Request) -> int:
    return round(sum(bool(line.strip()) for line in request.place.lines) * CARDS_A_LINE)
