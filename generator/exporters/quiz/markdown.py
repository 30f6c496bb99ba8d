"""The quiz as Markdown, to be read as text, put on a wiki or turned into something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.exporters.quiz.paper import (
    Format,
    Paper,
    answer,
    is_code,
    label,
    pieces,
    quoted,
    sections,
    source,
    total,
    worth,
)
from generator.items import Item, Version
from generator.items.labels import marks

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~&])")
_LINE_START = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)
_GAP = r"\_\_\_\_\_\_\_\_"


def _render(paper: Paper) -> bytes:
    lines: list[str] = []
    if paper.part in ("all", "questions"):
        for version in paper.versions:
            lines += [f"# {_heading(paper, version)}", "", *_questions(paper, version)]
    if paper.part in ("all", "key"):
        for version in paper.versions:
            lines += [f"# {_heading(paper, version)} · {label(paper.language, 'key')}", "", *_key(paper, version)]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _heading(paper: Paper, version: Version) -> str:
    name = f" · {label(paper.language, 'version', name=version.name)}" if len(paper.versions) > 1 else ""
    return f"{_text(paper.title)}{name} ({version.code})"


def _questions(paper: Paper, version: Version) -> Iterator[str]:
    points = {"score": f" / {total(version)}"}
    fields = (f"{label(paper.language, name)}: {_GAP}{points.get(name, '')}" for name in paper.fields)
    yield from (" · ".join(fields), "")
    if paper.instructions:
        yield from (_text(paper.instructions), "")
    for name, items in sections(version):
        yield from (f"## {label(paper.language, name)}", "", label(paper.language, f"{name}-hint"), "")
        for item in items:
            yield from _question(paper, item)


def _question(paper: Paper, item: Item) -> Iterator[str]:
    points = f" {_text(worth(paper, item))}" if worth(paper, item) else ""
    front = f"*{_text(item.front)}*  \n" if item.front else ""
    yield f"**{item.number}.** {front}{_stem(paper, item)}{points}"
    yield ""
    for number, prompt in enumerate(item.prompts, 1):
        yield f"- {number}) {_text(prompt)} ( &nbsp;&nbsp; )"
    if item.prompts:
        yield ""
    signs = marks(paper.language, item.type, len(item.choices))
    if item.type == "true-false":
        yield from ("( " + " / ".join(map(_text, item.choices)) + " )", "")
    elif item.choices:
        yield from (f"- {sign} {_shown(item, text)}" for sign, text in zip(signs, item.choices, strict=True))
        yield ""
    if item.type == "order":
        yield from (" → ".join("( &nbsp;&nbsp; )" for _choice in item.choices), "")
    elif item.type == "list":
        yield from (*(f"- {number}) {_GAP}" for number in range(1, len(item.answers) + 1)), "")
    elif item.type in ("short-answer", "command"):
        yield from (f"{label(paper.language, 'answer')}: {_GAP}", "")


def _key(paper: Paper, version: Version) -> Iterator[str]:
    for name, items in sections(version):
        yield from (f"## {label(paper.language, name)}", "")
        for item in items:
            key = answer(item, paper.language)
            shown = _code(key) if not item.choices and is_code(item.card, item.key) else _text(key)
            yield f"- **{item.number}.** {shown} — {_text(source(item))}"
        yield ""


def _stem(paper: Paper, item: Item) -> str:
    found = pieces(item.stem, quoted(paper, item.card))
    shown = {"text": _text, "code": _code, "blank": lambda _text: _GAP}
    return "".join(shown[kind](text) for kind, text in found)


def _shown(item: Item, text: str) -> str:
    return _code(text) if is_code(item.card, text) else _text(text)


def _text(text: str) -> str:
    """Return a text with every mark that Markdown or HTML would read escaped; lines stay lines."""
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text)).replace("\n", "  \n")


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    if "\n" in text:
        fence = max(fence, "```", key=len)
        return f"\n\n{fence}\n{text}\n{fence}\n"
    lead, core, tail = re.fullmatch(r"(\s*)(.*?)(\s*)", text).groups()  # type: ignore[union-attr]
    pad = " " if core[:1] == "`" or core[-1:] == "`" else ""
    return f"{lead}{fence}{pad}{core}{pad}{fence}{tail}" if core else text


FORMAT = Format(".md", _render)
