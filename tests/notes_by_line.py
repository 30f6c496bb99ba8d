"""A stand-in for reading and patterns: one fact a line of notes, so that identity is measured by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from generator.model import Card, Fact, Span
from tests.values import a_fact

HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*)|^(\d+(?:\.\d+)+\.?)\s+(\S.*)")
BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
FENCE = re.compile(r"^\s*(?:```|~~~)")


def cards_of(notes: Mapping[str, str]) -> tuple[Card, ...]:
    """Return the cards of notes given as path -> text, in the order of the paths."""
    return tuple(card for path, text in notes.items() for fact in _facts(path, text) for card in _cards(fact))


def _facts(path: str, text: str) -> Iterator[Fact]:
    topic: list[tuple[int, str]] = []
    fenced = False
    for number, line in enumerate(unicodedata.normalize("NFC", text).replace("\r", "").split("\n"), 1):
        heading = None if fenced else HEADING.match(line)
        fenced ^= bool(FENCE.match(line))
        if heading:
            level = len(heading[1]) if heading[1] else heading[3].rstrip(".").count(".") + 1
            topic = [above for above in topic if above[0] < level] + [(level, (heading[2] or heading[4]).strip())]
        elif re.search(r"\w", line) and not FENCE.match(line) and not line.lstrip().startswith("<"):
            yield _fact(Span(path, number, number), tuple(name for _level, name in topic), line)


def _fact(span: Span, topic: tuple[str, ...], line: str) -> Fact:
    text = BULLET.sub("", line).strip()
    term, colon, meaning = text.partition(":")
    if colon and meaning.strip():
        return a_fact(span, term.strip(), text, topic, meaning=meaning.strip())
    return a_fact(span, " ".join(text.split()[:3]), text, topic)


def _cards(fact: Fact) -> Iterator[Card]:
    term, colon, meaning = fact.text.partition(":")
    if colon and meaning.strip():
        yield Card(fact, "definition", "term->meaning", f"{term.strip()}은(는)?", meaning.strip())
        yield Card(fact, "definition", "meaning->term", f"{meaning.strip()}?", term.strip())
    else:
        yield Card(fact, "property", "question", f"{' > '.join(fact.topic)}: {fact.label} …?", fact.text)
