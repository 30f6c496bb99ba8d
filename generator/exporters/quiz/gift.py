"""The quiz as GIFT, Moodle's plain-text form, which many learning platforms read.

The answers stand behind the whole question: one that begins with its blank is no question to some readers.
"""

from __future__ import annotations

import re
from html import escape

from generator.exporters.quiz.paper import Format, Paper, accepted, feedback, fronted, is_free_text, label, source
from generator.items import Item

# A reader takes an answer with this in it for a pair.
ARROW = "->"


def _render(paper: Paper) -> bytes:
    return ("\n\n".join(_item(paper, item) for item in paper.items) + "\n").encode()


def _item(paper: Paper, item: Item) -> str:
    title = f"{item.number} {item.card.id}".strip()
    comment = " ".join(f"{item.type} {source(item)}".split())
    html = any(ARROW in text for text in (*item.choices, *item.prompts))
    write = _html if html else _text
    answers = "".join(_answers(paper, item, html))
    stem = write(fronted(item))
    why = f"####{write(_why(paper, item))}"
    return f"// {comment}\n::{_text(title)}::[{'html' if html else 'plain'}]{stem} {{{answers}{why}}}"


def _is_essay(paper: Paper, item: Item) -> bool:
    """Whether a person marks it: what is no text of one reading, and an answer that readers would take for a pair."""
    typed = item.type in ("blank", "short-answer", "command")
    return is_free_text(paper, item) or (typed and any(ARROW in text for text in accepted(paper, item)))


def _why(paper: Paper, item: Item) -> str:
    """Return the feedback, which holds the key where the platform does not."""
    told = feedback(paper, item)
    alone = _is_essay(paper, item) and not is_free_text(paper, item)
    return f"{label(paper.language, 'key')}: {item.key}\n{told}" if alone else told


def _answers(paper: Paper, item: Item, html: bool) -> list[str]:
    write = _html if html else _text
    if item.type == "true-false":
        return ["T" if item.key == item.choices[0] else "F"]
    if item.type == "multiple-choice":
        why = dict(item.why)
        return [_choice(item, text, why.get(text, ""), html) for text in item.choices]
    if item.type == "matching":
        pairs = zip(item.prompts, item.answers, strict=True)
        spare = (f"= -> {write(text)} " for text in item.choices if text not in item.answers)
        return [*(f"={write(prompt)} -> {write(answer)} " for prompt, answer in pairs), *spare]
    if item.type == "order":  # GIFT has no order: each step is matched with its place
        return [f"={write(step)} -> {place} " for place, step in enumerate(item.answers, 1)]
    if _is_essay(paper, item):
        return []  # the key is in its feedback, for whoever marks it
    return [f"={_text(text, wild=True)} " for text in accepted(paper, item)]


def _choice(item: Item, text: str, why: str, html: bool) -> str:
    write = _html if html else _text
    return f"{'=' if text == item.key else '~'}{write(text)}{f'#{write(why)}' if why else ''} "


def _text(text: str, wild: bool = False) -> str:
    """Return a text with GIFT's marks escaped; in a short answer `*` stands for anything unless it is escaped itself."""
    if wild:
        text = text.replace("*", "\\*")
    escaped = re.sub(r"([\\~=#{}:])", r"\\\1", text.strip())
    return re.sub(r"\s*\n", r"\\n", escaped)


def _html(text: str) -> str:
    """Return a text as HTML, in which an arrow does not look like GIFT's own."""
    return _text(escape(text, quote=False)).replace("\\n", "<br>")


FORMAT = Format(".gift.txt", _render, one_version=True)
