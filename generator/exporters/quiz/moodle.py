"""The quiz as Moodle XML: multiple choice, true/false, matching, short answers and essays with a key for the marker."""

from __future__ import annotations

from html import escape
from xml.etree import ElementTree as ET

from generator.exporters.quiz.paper import Format, Paper, accepted, feedback, fronted, is_free_text
from generator.exporters.quiz.xml import bytes_of, child, legal
from generator.items import Item

_KINDS = {
    "multiple-choice": "multichoice",
    "true-false": "truefalse",
    "matching": "matching",
    "order": "matching",
    "list": "essay",
}


def _render(paper: Paper) -> bytes:
    root = ET.Element("quiz")
    category = child(root, "question", type="category")
    child(child(category, "category"), "text", f"$course$/top/{paper.title.replace('/', '//')}")
    for item in paper.items:
        _question(root, paper, item)
    return bytes_of(root)


def _question(root: ET.Element, paper: Paper, item: Item) -> None:
    kind = "essay" if is_free_text(paper, item) else _KINDS.get(item.type, "shortanswer")
    question = child(root, "question", type=kind)
    child(child(question, "name"), "text", f"{item.number}. {item.stem[:80]}")
    _html(question, "questiontext", fronted(item))
    _html(question, "generalfeedback", feedback(paper, item))
    child(question, "defaultgrade", str(item.points))
    child(question, "penalty", "0.3333333")
    child(question, "hidden", "0")
    child(question, "idnumber", f"{item.card.id}-{item.type}" if item.card.id else "")
    _ANSWERS[kind](question, paper, item)


def _html(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = child(parent, tag, format="html")
    child(element, "text", f"<p>{escape(legal(text)).replace(chr(10), '<br>')}</p>")
    return element


def _answer(question: ET.Element, fraction: int, text: str, why: str = "") -> None:
    answer = child(question, "answer", fraction=str(fraction), format="plain_text")
    child(answer, "text", text)
    child(child(answer, "feedback", format="html"), "text", f"<p>{escape(legal(why))}</p>" if why else "")


def _multichoice(question: ET.Element, paper: Paper, item: Item) -> None:
    child(question, "single", "true")
    child(question, "shuffleanswers", "true")
    child(question, "answernumbering", "none")
    why = dict(item.why)
    for text in item.choices:
        _answer(question, 100 if text == item.key else 0, text, why.get(text, ""))


def _truefalse(question: ET.Element, paper: Paper, item: Item) -> None:
    right = item.key == item.choices[0]
    _answer(question, 100 if right else 0, "true")
    _answer(question, 0 if right else 100, "false")


def _matching(question: ET.Element, paper: Paper, item: Item) -> None:
    """An order is matched too, each step with its place; a choice to spare belongs to no prompt."""
    child(question, "shuffleanswers", "true")
    pairs: list[tuple[str, str]] = list(zip(item.prompts, item.answers, strict=False))
    pairs += [("", text) for text in item.choices if text not in item.answers]
    if item.type == "order":
        pairs = [(step, str(place)) for place, step in enumerate(item.answers, 1)]
    for prompt, answer in pairs:
        sub = _html(question, "subquestion", prompt) if prompt else _empty(question)
        child(child(sub, "answer"), "text", answer)


def _empty(question: ET.Element) -> ET.Element:
    sub = child(question, "subquestion", format="html")
    child(sub, "text", "")
    return sub


def _shortanswer(question: ET.Element, paper: Paper, item: Item) -> None:
    child(question, "usecase", "1" if item.type == "command" else "0")
    for text in accepted(paper, item):
        # In a short answer `*` stands for anything, so a star of the key's own is escaped.
        _answer(question, 100, text.replace("*", "\\*"))


def _essay(question: ET.Element, paper: Paper, item: Item) -> None:
    child(question, "responseformat", "plain")
    child(question, "responserequired", "1")
    child(question, "responsefieldlines", str(max(5, len(item.answers))))
    child(question, "attachments", "0")
    _html(question, "graderinfo", "\n".join(item.answers))


_ANSWERS = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "matching": _matching,
    "shortanswer": _shortanswer,
    "essay": _essay,
}

FORMAT = Format(".moodle.xml", _render, one_version=True)
