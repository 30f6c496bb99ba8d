"""The quiz as GIFT, Moodle's plain-text form, which many learning platforms read."""

from __future__ import annotations

import re

from generator.exporters.quiz.paper import Format, Paper, fronted, source
from generator.items import Item
from generator.items.words import BLANK


def _render(paper: Paper) -> bytes:
    return ("\n\n".join(_item(item) for item in paper.items) + "\n").encode()


def _item(item: Item) -> str:
    title = f"{item.number} {item.card.id}".strip()
    stem, answers = _text(fronted(item)), _answers(item)
    gap = item.type == "blank" and item.stem.count(BLANK) == 1
    shown = stem.replace(BLANK, f"{{{answers}}}") if gap else f"{stem} {{{answers}}}"
    comment = " ".join(f"{item.type} {source(item)}".split())
    return f"// {comment}\n::{_text(title)}::[plain]{shown}"


def _answers(item: Item) -> str:
    if item.type == "true-false":
        return "T" if item.key == item.choices[0] else "F"
    if item.type == "multiple-choice":
        return " ".join(("=" if text == item.key else "~") + _text(text) for text in item.choices)
    if item.type == "matching":
        pairs = zip(item.prompts, item.answers, strict=True)
        return " ".join(f"={_text(prompt)} -> {_text(answer)}" for prompt, answer in pairs)
    if item.type == "order":  # GIFT has no order: each step is matched with its place
        return " ".join(f"={_text(step)} -> {place}" for place, step in enumerate(item.answers, 1))
    if item.type == "list":  # an essay, with the key for whoever marks it
        return f"####{_text(item.key)}"
    return " ".join(f"={_text(text)}" for text in dict.fromkeys((item.key, *item.accept)))


def _text(text: str) -> str:
    """Return a text with GIFT's marks escaped; an arrow would part a pair."""
    escaped = re.sub(r"([\\~=#{}:])", r"\\\1", text.strip().replace("->", "→"))
    return re.sub(r"\s*\n", r"\\n", escaped)


FORMAT = Format(".gift.txt", _render, one_version=True)
