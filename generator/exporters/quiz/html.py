"""The quiz as one HTML page with print styles: on a screen as on paper, without a script."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

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
)
from generator.items import Item, Version
from generator.items.labels import marks

_SHEETS = {"a4": "A4", "letter": "letter"}


def _render(paper: Paper) -> bytes:
    style = files(__package__).joinpath("print.css").read_text("utf-8")
    page = f"@page {{ size: {_SHEETS[paper.size]}; margin: 15mm 17mm; }} .quiz {{ columns: {paper.columns}; }}"
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(paper.language)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(paper.title)}</title><style>{style}{page}</style></head><body>",
        *_body(paper),
        "</body></html>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _body(paper: Paper) -> Iterator[str]:
    if paper.part in ("all", "questions"):
        for version in paper.versions:
            yield from _questions(paper, version)
    if paper.part in ("all", "key"):
        for version in paper.versions:
            yield from _key(paper, version)


def _heading(paper: Paper, version: Version, title: str) -> str:
    many = len(paper.versions) > 1
    name = f" <span class=version>{label(paper.language, 'version', name=version.name)}</span>" if many else ""
    return f"<h1>{escape(title)}{name} <small>{escape(version.code)}</small></h1>"


def _questions(paper: Paper, version: Version) -> Iterator[str]:
    yield f"<section class=sheet>{_heading(paper, version, paper.title)}"
    fields = [f"<span>{label(paper.language, name)} <i class=line></i></span>" for name in ("name", "date")]
    score = f"<span>{label(paper.language, 'score')} <i class=line></i> / {total(version)}</span>"
    yield f"<p class=fields>{''.join(fields)}{score}</p><div class=quiz>"
    for name, items in sections(version):
        yield f"<h2>{label(paper.language, name)}</h2><p class=hint>{label(paper.language, f'{name}-hint')}</p>"
        for item in items:
            yield _question(paper, item)
    yield "</div></section>"


def _question(paper: Paper, item: Item) -> str:
    worth = f" <small>[{label(paper.language, 'points', n=item.points)}]</small>" if item.points > 1 else ""
    front = f"<p class=front>{_text(item.front)}</p>" if item.front else ""
    inner = f"{front}<p><b>{item.number}.</b> {_stem(paper, item)}{worth}</p>{''.join(_space(paper, item))}"
    return f'<article class="{item.type}" id="{escape(item.card.id)}">{inner}</article>'


def _space(paper: Paper, item: Item) -> Iterator[str]:
    if item.prompts:
        rows = "".join(f"<li>{_text(prompt)} <span class=bracket></span></li>" for prompt in item.prompts)
        yield f"<ol>{rows}</ol>"
    if item.type == "true-false":
        yield f"<p class=choices>( {' / '.join(map(escape, item.choices))} )</p>"
    elif item.choices:
        signs = marks(paper.language, item.type, len(item.choices))
        shown = (
            f"<li><span>{sign}</span> {_shown(item, text)}</li>" for sign, text in zip(signs, item.choices, strict=True)
        )
        yield f"<ul class=choices>{''.join(shown)}</ul>"
    if item.type == "order":
        yield f"<p>{' → '.join('<span class=bracket></span>' for _choice in item.choices)}</p>"
    elif item.type == "list":
        yield f"<ol class=lines>{'<li><i class=line></i></li>' * len(item.answers)}</ol>"
    elif item.type in ("short-answer", "command"):
        yield "<p class=answer></p>"


def _key(paper: Paper, version: Version) -> Iterator[str]:
    title = f"{paper.title} · {label(paper.language, 'key')}"
    yield f"<section class=key>{_heading(paper, version, title)}<table>"
    for name, items in sections(version):
        yield f"<tr><th colspan=3>{label(paper.language, name)}</th></tr>"
        for item in items:
            key = answer(item, paper.language)
            shown = _code(key) if not item.choices and is_code(item.card, item.key) else _text(key)
            yield f"<tr><td>{item.number}.</td><td>{shown}</td><td class=source>{escape(source(item))}</td></tr>"
    yield "</table></section>"


def _stem(paper: Paper, item: Item) -> str:
    shown = {"text": _text, "code": _code, "blank": lambda _piece: "<i class=gap></i>"}
    return "".join(shown[kind](text) for kind, text in pieces(item.stem, quoted(paper, item.card)))


def _shown(item: Item, text: str) -> str:
    return _code(text) if is_code(item.card, text) else _text(text)


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _code(text: str) -> str:
    return f"<pre><code>{escape(text)}</code></pre>" if "\n" in text else f"<code>{escape(text)}</code>"


FORMAT = Format(".html", _render)
