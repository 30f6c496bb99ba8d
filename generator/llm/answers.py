"""A model's answers, which nobody trusts, as values; what is no card or no verdict is told in words."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.llm.sections import digest
from generator.llm.values import DIRECTIONS, Fix, Request, Section, Verdict, WrittenCard

LARGEST = 1_000_000  # characters of an answer; a section of 3,000 gives some 20,000
LONGEST = 4000  # characters of one text on a card
SEAL_LETTERS = 8
_FENCED = re.compile(r"^\s*```(?:json\w*)?\s*\n(.*?)\n\s*```\s*$", re.DOTALL)
_THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)
_PAGE = re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)


class Unusable(ValueError):
    """An answer that cannot be taken at all; the text says why, for people."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The cards of one answer by the id that a mended one names ("" for a new one), and what in it was no card."""

    cards: tuple[tuple[str, WrittenCard], ...] = ()
    left_out: tuple[str, ...] = ()


def trouble(request: Request, text: str) -> str:
    """Say why a text is no answer to a request, "" where it is one."""
    try:
        if request.kind == "look":
            missing = set(request.cards) - {verdict.card for verdict in verdicts(text)}
            return f"{len(missing)} of {len(request.cards)} cards got no verdict" if missing else ""
        parsed = cards(text, request.place)
        return "" if parsed.cards or not parsed.left_out else f"none of it is a card: {parsed.left_out[0]}"
    except Unusable as error:
        return str(error)


def cards(text: str, section: Section) -> Parsed:
    """Read the cards out of an answer to a write or a mend; raise `Unusable`."""
    found: list[tuple[str, WrittenCard]] = []
    left_out: list[str] = []
    for number, value in enumerate(_rows(text, "cards"), 1):
        try:
            found.append(_card(value, section))
        except Unusable as error:
            left_out.append(f"card {number} {error}")
    return Parsed(tuple(found), tuple(left_out))


def verdicts(text: str) -> tuple[Verdict, ...]:
    """Read the verdicts out of an answer to a look; raise `Unusable`."""
    return tuple(_verdict(value) for value in _rows(text, "verdicts") if isinstance(value, dict) and value.get("id"))


def is_page(text: str) -> bool:
    """Tell whether a text is a web page: a proxy's, a login's, an error's."""
    return bool(_PAGE.match(text))


def _verdict(value: dict[str, Any]) -> Verdict:
    said = str(value.get("verdict", "")).strip().casefold()
    if said not in ("accept", "reject"):
        raise Unusable(f'the verdict "{_short(said)}" is neither accept nor reject')
    why = " ".join(_clean(str(value.get(name) or "")) for name in ("rule", "why")).strip()
    return Verdict(str(value["id"]), said == "accept", why[:200])


def _rows(text: str, name: str) -> list[Any]:
    """Take the list of an answer out of JSON, a code fence around it, or JSON Lines."""
    if len(text) > LARGEST:
        raise Unusable(f"the answer is longer than {LARGEST:,} characters")
    text = _THOUGHT.sub("", text)
    fenced = _FENCED.match(text)
    text = (fenced.group(1) if fenced else text).strip()
    if not text:
        raise Unusable("the answer is empty")
    if is_page(text):
        raise Unusable("the answer is a web page, not a model's")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _json_lines(text, error)
    if isinstance(value, dict) and isinstance(value.get(name), list):
        return list(value[name])
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and ("question" in value or "verdict" in value):
        return [value]
    raise Unusable(f'the answer holds no list "{name}"')


def _json_lines(text: str, error: Exception) -> list[Any]:
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        rows = [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        rows = []
    if rows and all(isinstance(row, dict) for row in rows):
        return rows
    if text[0] in "{[":
        raise Unusable(f"the answer is JSON that breaks off or is broken: {getattr(error, 'msg', 'nested too deep')}")
    raise Unusable(f'the answer is no JSON but text: "{_short(text)}"')


def _card(value: Any, section: Section) -> tuple[str, WrittenCard]:
    if not isinstance(value, dict):
        raise Unusable("is no object")
    texts = {name: _text(value, name) for name in ("question", "answer", "direction")}
    if texts["direction"] not in DIRECTIONS:
        raise Unusable(f'has an unknown direction "{_short(texts["direction"])}"')
    context = _clean(value["context"]) if isinstance(value.get("context"), str) else ""
    card = WrittenCard(
        section.key, _lines(value.get("lines"), section), " ".join(context.split()),
        texts["question"], texts["answer"], texts["direction"],
        evidence=tuple(_evidence(value.get("evidence"))), fixes=tuple(_fixes(value.get("fixes"))),
    )  # fmt: skip
    return str(value.get("id") or ""), sealed(card)


def _text(value: dict[str, Any], name: str) -> str:
    text = value.get(name)
    if isinstance(text, list) and text and all(isinstance(part, str) for part in text):
        text = ", ".join(text)
    if isinstance(text, int) and not isinstance(text, bool):
        text = str(text)
    if not isinstance(text, str) or not _clean(text):
        raise Unusable(f'has no "{name}"')
    if len(text) > LONGEST:
        raise Unusable(f'has a "{name}" of more than {LONGEST:,} characters')
    return _clean(text)


def _lines(value: Any, section: Section) -> tuple[int, int]:
    numbers = [value] if isinstance(value, int) else value
    if not isinstance(numbers, list) or not numbers or not all(type(number) is int for number in numbers):
        raise Unusable('has no "lines" as [first, last]')
    first, last = min(numbers), max(numbers)
    if first < 1 or last > len(section.lines):
        raise Unusable(f"names lines {first} to {last}; the section has 1 to {len(section.lines)}")
    return first, last


def _evidence(value: Any) -> Iterator[str]:
    """Yield the quotes, one a line of the note, marks of a shortened quote parted."""
    for quote in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
        if isinstance(quote, str) and len(quote) <= LONGEST:
            parts = (_clean(part) for line in quote.split("\n") for part in re.split(r"…|(?<=\s)\.\.\.(?=\s)", line))
            yield from (part for part in parts if part)


def _fixes(value: Any) -> Iterator[Fix]:
    for fix in value if isinstance(value, list) else []:
        if isinstance(fix, dict) and isinstance(fix.get("wrong"), str) and isinstance(fix.get("right"), str):
            wrong, right = _clean(fix["wrong"]), _clean(fix["right"])
            if wrong and right and wrong != right:
                yield Fix(wrong, right)


def _clean(text: str) -> str:
    """Return a text as a note could hold it: NFC, no control or invisible signs, no half characters."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = "".join(
        char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cn")
    )
    return "\n".join(line.rstrip() for line in kept.replace("\t", " ").strip().split("\n"))


def _short(text: str) -> str:
    text = " ".join(_clean(text).split())
    return text if len(text) <= 60 else text[:59] + "…"


def seal_of(card: WrittenCard) -> str:
    """Return the digest of what a learner sees of a card."""
    return digest(card.context, card.question, card.answer, card.direction)[:SEAL_LETTERS]


def sealed(card: WrittenCard) -> WrittenCard:
    """Mark a card as the model's own words."""
    from dataclasses import replace

    return replace(card, seal=seal_of(card))
