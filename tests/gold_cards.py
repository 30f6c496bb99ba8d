"""The gold's example cards as Cards, for tests that need a deck before, or without, the pipeline."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from generator.model import Card, Deck, Fact, Span

ROOT = Path(__file__).parent.parent
NOTE = "source_notes/kubernetes.md"
GOLD = ROOT / "tests" / "gold" / "kubernetes.yaml"
_HEADING = re.compile(r"^(?:(#+)\s+(.*)|(\d+(?:\.\d+)*)\.\s+(?!.*[:다])(.*))$")
_MARKUP = re.compile(r"\*\*|^\s*[-*]\s+|^#+\s*")
_RIGHT = (
    ("kublet", "kubelet"),
    ("네트웤", "네트워크"),
    ("오브젝트으 ㅣ종류", "오브젝트의 종류"),
    ("스케쥴링", "스케줄링"),
)


def gold() -> dict[str, Any]:
    """Return the gold file."""
    return yaml.load(GOLD.read_text("utf-8"), Loader=yaml.CSafeLoader)


def deck() -> Deck:
    """Return the gold's example cards as a deck in document order."""
    lines = (ROOT / NOTE).read_text("utf-8").split("\n")
    topics = _topics(lines)
    cards = []
    for entry in gold()["facts"]:
        for example in (entry["example"], *entry.get("also", ())):
            cards.append(_card(entry, example, lines, topics))
    return Deck("쿠버네티스", tuple(cards))


def _card(entry: dict[str, Any], example: dict[str, str], lines: list[str], topics: list[tuple[str, ...]]) -> Card:
    first, last = entry["lines"]
    fact = Fact(
        span=Span(NOTE, first, last),
        topic=topics[entry.get("head", first) - 1],
        label=entry.get("subject_right", entry["subject"]),
        text=_plain(lines[last - 1]),
        language="ko",
    )
    serial = f"{entry['id']}-{example['dir']}-{example['q'].count('____')}{len(example['a'])}"
    return Card(fact, entry["kind"], example["dir"], example["q"], example["a"], id=serial, guid=entry["id"])


def _plain(line: str) -> str:
    text = _MARKUP.sub("", line).strip()
    for wrong, right in _RIGHT:
        text = text.replace(wrong, right)
    return text


def _topics(lines: list[str]) -> list[tuple[str, ...]]:
    """Return the headings above each line, itself included where it is one."""
    stack: list[tuple[int, str]] = []
    found, fenced = [], False
    for line in lines:
        fenced ^= line.startswith("```")
        match = None if fenced else _HEADING.match(line)
        if match:
            level = len(match[1]) if match[1] else match[3].count(".") + 1
            stack = [entry for entry in stack if entry[0] < level]
            stack.append((level, _plain(match[2] or match[4])))
        found.append(tuple(text for _level, text in stack))
    return found
