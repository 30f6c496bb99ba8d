"""One card as the fields of its template: the question, the answer, and what is to be typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.exporters.anki_schema import TYPED
from generator.exporters.anki_text import clean, code_block, code_words, escape, prose
from generator.model import Card, CommandLine, Names, Picture, Steps

# The longest answers that one gladly types, in characters.
TYPED_TERM = 30
TYPED_COMMAND = 60
BLANK = "____"
ALSO = {"ko": "또는", "en": "or"}
TYPED_DIRECTIONS = frozenset({"meaning->term", "purpose->command", "fill-blank"})
CODE_DIRECTIONS = frozenset({"purpose->command", "fill-blank"})
_SIDE = re.compile(r"\n| / (?=[^/:]+: )")
_STEP = re.compile(r"\n| (?=[①-⑳])")
_YAML_LINE = re.compile(r"\s*(?:- )*(?:[\w./\"'-]+:(?:\s.*)?|- .*|#.*|---)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Faces:
    """The HTML of a card's question and answer, and the plain answer to type, or nothing."""

    question: str
    answer: str
    typed: str


def faces(card: Card, commands: tuple[str, ...], picture: str = "") -> Faces:
    """Write a card; `commands` are those that its fact states, `picture` is the HTML to show with the question."""
    stem, key = _stem(card), clean(card.key).strip()
    return Faces(
        _front(card) + _question(card, stem, key, commands) + picture,
        _answer(card, key) + _also(card, key),
        _typed(card, key),
    )


def commands_of(cards: list[Card]) -> tuple[str, ...]:
    """Return the commands that the cards of one fact ask for, or that it states: its questions may name them."""
    asked = [card.key for card in cards if card.direction == "purpose->command"]
    fact = cards[0].fact
    stated = [fact.value.command] if isinstance(fact.value, CommandLine) else []
    return tuple(dict.fromkeys(text for text in (clean(text).strip() for text in (*asked, *stated)) if text))


def _front(card: Card) -> str:
    """Return the context line; it stands in the question's field, since each card of a note may have its own."""
    return f'<div class="path">{prose(clean(card.front))}</div>' if card.front else ""


def _stem(card: Card) -> str:
    """Return the question; a figure's names its file, which the card shows instead."""
    stem = card.stem
    if isinstance(card.fact.value, Picture):
        stem = stem.replace(f"[{card.fact.value.image}]", "")
    return clean(stem).strip()


def _typed(card: Card, key: str) -> str:
    limit = TYPED_COMMAND if card.direction == "purpose->command" else TYPED_TERM
    fits = card.direction in TYPED_DIRECTIONS and card.slot.partition("~")[0] in TYPED
    return escape(key) if fits and len(key) <= limit and "\n" not in key else ""


def _answer(card: Card, key: str) -> str:
    if card.direction == "purpose->command":
        return code_block(key, "bash")
    if card.kind == "manifest" and _is_yaml(key):
        return code_block(key, "yaml")
    if card.kind in ("command", "manifest") and card.direction in CODE_DIRECTIONS and key.isascii():
        return code_words(key, "bash" if card.kind == "command" else "yaml")
    parts = _parts(card, key)
    if len(parts) < 2:
        return prose(key)
    return '<ul class="items">' + "".join(f"<li>{prose(part)}</li>" for part in parts) + "</ul>"


def _parts(card: Card, key: str) -> list[str]:
    """Return the items of a list, the steps of a procedure, the sides of a contrast ("A: … / B: …")."""
    if card.direction == "contrast":
        return _SIDE.split(key)
    if card.direction != "list-all":
        return []
    value = card.fact.value
    items = value.items if isinstance(value, Names) else value.steps if isinstance(value, Steps) else ()
    cleaned = [clean(item).strip() for item in items]
    if key in (mark.join(cleaned) for mark in (", ", " / ", " → ")):
        return cleaned
    return [part for part in _STEP.split(key) if part.strip()]


def _also(card: Card, key: str) -> str:
    """Show the other right answers, without those that only differ in spaces and case."""
    if not card.accept:
        return ""
    different = {_folded(text): text for text in map(clean, card.accept) if text.strip()}
    others = [text for folded, text in different.items() if folded != _folded(key)]
    if not others:
        return ""
    return f'<div class="also">{ALSO.get(card.fact.language, "or")} {prose(" · ".join(others))}</div>'


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _question(card: Card, stem: str, key: str, commands: tuple[str, ...]) -> str:
    if card.kind == "manifest" and "\n" in stem:
        return _with_yaml(stem)
    for command in commands:
        code = next((form for form in _forms(command, stem, key) if form in stem), "")
        if code:
            return _with_command(stem, code)
    return prose(stem)


def _forms(command: str, stem: str, key: str) -> list[str]:
    """Return the command as the question may have it: whole, or with the key as a blank."""
    if BLANK not in stem or not key or key == command:
        return [command]
    places = [match.start() for match in re.finditer(re.escape(key), command)]
    return [command[:place] + BLANK + command[place + len(key) :] for place in places]


def _with_command(stem: str, code: str) -> str:
    """Set a command as a block, or within its sentence where a particle or a quote stands close to it."""
    before, after = stem.split(code, 1)
    if before[-1:].strip() or after[:1].strip():
        return prose(before) + code_words(code, "bash") + prose(after)
    return prose(before.rstrip()) + code_block(code, "bash") + prose(after.lstrip())


def _with_yaml(stem: str) -> str:
    """Set the longest run of YAML lines as a block."""
    lines = stem.split("\n")
    first, last = max(_yaml_runs(lines), key=lambda run: run[1] - run[0])
    if last - first < 2:
        return prose(stem)
    before, code, after = ("\n".join(part) for part in (lines[:first], lines[first:last], lines[last:]))
    return prose(before.rstrip()) + code_block(code, "yaml") + prose(after.lstrip("\n"))


def _yaml_runs(lines: list[str]) -> list[tuple[int, int]]:
    ends = [place for place, line in enumerate(lines) if not _YAML_LINE.fullmatch(line)]
    return [(one + 1, other) for one, other in zip([-1, *ends], [*ends, len(lines)], strict=True)]


def _is_yaml(text: str) -> bool:
    return "\n" in text and all(_YAML_LINE.fullmatch(line) for line in text.split("\n"))
