"""The quiz as one HTML page that works offline: it takes answers and marks them, and prints as paper with its key.

All of the notes' text is escaped or data, and only the page's own script and style may run: others are refused by hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Any

from generator.exporters.quiz.page_data import page_data
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

_SHEETS = {"a4": "A4", "letter": "letter"}
# Characters that a field is wide: what handwriting or typing of the key takes, within reason.
NARROWEST, WIDEST = 6, 48
# A key longer than this gets lines instead of a field, in characters.
LONGEST_FIELD = 40


def _render(paper: Paper) -> bytes:
    columns = f"@media print {{ .quiz {{ columns: {paper.columns}; }} }}"
    style = f"{_text_of('page.css')}@page {{ size: {_SHEETS[paper.size]}; margin: 15mm 17mm; }} {columns}"
    script = _text_of("quiz.js") if paper.part == "all" else ""
    parts = [
        "<!doctype html>",
        f'<html lang="{escape(paper.language)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(paper.title)}</title><style>{style}</style></head><body><main>",
        *_body(paper),
        "</main>",
        *(_scripts(paper, script) if script else ()),
        "</body></html>",
    ]
    return ("\n".join(parts) + "\n").encode()


def _text_of(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    """Return what the page may do: its own style and script, by their hashes, and nothing from anywhere."""
    run = f"'{_hash(script)}'" if script else "'none'"
    allowed = f"style-src '{_hash(style)}'; script-src {run}"
    return f"default-src 'none'; {allowed}; form-action 'none'; base-uri 'none'"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _scripts(paper: Paper, script: str) -> Iterator[str]:
    data = json.dumps(page_data(paper), ensure_ascii=False)
    for mark in "<>&":
        data = data.replace(mark, f"\\u{ord(mark):04x}")
    yield f'<script type="application/json" id="quiz-data">{data}</script>'
    yield f"<script>{script}</script>"


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
    yield f'<form class=sheet data-version="{version.name}" autocomplete=off novalidate>'
    yield _heading(paper, version, paper.title)
    if paper.instructions:
        yield f"<p class=instructions>{_text(paper.instructions)}</p>"
    yield f"<div class=fields>{''.join(_field(paper, name, version) for name in paper.fields)}</div><div class=quiz>"
    for name, items in sections(version):
        points = label(paper.language, "points", n=sum(item.points for item in items))
        yield f"<h2>{label(paper.language, name)} <small>{label(paper.language, 'items', n=len(items))} · {points}</small></h2>"
        yield f"<p class=hint>{label(paper.language, f'{name}-hint')}</p>"
        for item in items:
            yield _question(paper, item, f"{version.name}-{item.number}")
    yield "</div>"
    if paper.part == "all":
        yield f"<p class=actions><button type=submit>{label(paper.language, 'check')}</button>"
        yield f"<button type=button class=plain data-again>{label(paper.language, 'again')}</button>"
        yield "<span class=progress role=status></span></p><section class=result tabindex=-1 hidden></section>"
    yield "</form>"


def _field(paper: Paper, name: str, version: Version) -> str:
    shown = label(paper.language, name)
    if name == "score":
        return f"<span class=paper>{shown} ________ / {total(version)}</span>"
    size = "long" if name in ("name", "date") else "short"
    return f'<label>{shown} <input type=text class={size} name="{version.name}-{name}"></label>'


def _question(paper: Paper, item: Item, own: str) -> str:
    front = f'<p class=front id="{own}-front">{_text(item.front)}</p>' if item.front else ""
    named = f"{own}-front {own}-stem" if front else f"{own}-stem"
    points = f" <span class=worth>{worth(paper, item)}</span>" if worth(paper, item) else ""
    stem = f"<span class=n>{item.number}.</span><span>{_stem(paper, item, own)}{points}</span>"
    inner = "".join(_SPACES[item.type](paper, item, own))
    return (
        f'<fieldset class="item {item.type}" id="{own}" aria-labelledby="{named}">'
        f'{front}<div class=stem id="{own}-stem">{stem}</div><div class=body>{inner}</div>'
        f'<div class=verdict id="{own}-verdict" hidden></div></fieldset>'
    )


def _choices(paper: Paper, item: Item, own: str) -> Iterator[str]:
    signs = marks(paper.language, item.type, len(item.choices))
    for at, (sign, text) in enumerate(zip(signs, item.choices, strict=True)):
        shown = f"<span class=mark>{sign}</span><span>{_shown(item, text)}</span>"
        yield f'<label class=choice><input type=radio name="{own}" value={at}>{shown}</label>'


def _truth(paper: Paper, item: Item, own: str) -> Iterator[str]:
    yield "<div class=two>"
    for at, (text, name) in enumerate(zip(item.choices, ("true-name", "false-name"), strict=True)):
        said = label(paper.language, name)
        yield f'<label class=choice><input type=radio name="{own}" value={at} aria-label="{said}"><span>{escape(text)}</span></label>'
    yield "</div>"


def _matching(paper: Paper, item: Item, own: str) -> Iterator[str]:
    yield "<ol>"
    for number, prompt in enumerate(item.prompts, 1):
        chosen = _select(paper, item, own, f"{number}. {prompt}")
        yield f"<li class=pair><span><span class=n>{number})</span> {_text(prompt)}</span>{chosen}</li>"
    yield f"</ol>{_letters(paper, item)}"


def _order(paper: Paper, item: Item, own: str) -> Iterator[str]:
    yield f"{_letters(paper, item)}<div class=places>"
    places = (
        _select(paper, item, own, label(paper.language, "place", n=number))
        for number in range(1, len(item.answers) + 1)
    )
    yield " → ".join(places)
    yield "</div>"


def _letters(paper: Paper, item: Item) -> str:
    signs = marks(paper.language, item.type, len(item.choices))
    rows = (f"<li><span class=mark>{sign}</span><span>{_shown(item, text)}</span></li>" for sign, text in zip(signs, item.choices, strict=True))  # fmt: skip
    return f"<ul class=letters>{''.join(rows)}</ul>"


def _select(paper: Paper, item: Item, own: str, name: str) -> str:
    signs = marks(paper.language, item.type, len(item.choices))
    options = "".join(f"<option value={at}>{sign}</option>" for at, sign in enumerate(signs))
    field = f'<select name="{own}" aria-label="{escape(name)}"><option value="">?</option>{options}</select>'
    return f"<span>{field}<span class=paper>(&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;)</span></span>"


def _list(paper: Paper, item: Item, own: str) -> Iterator[str]:
    yield "<ol class=parts>"
    for number in range(1, len(item.answers) + 1):
        name = label(paper.language, "part", n=item.number, part=number)
        yield f'<li><span class=n>{number})</span><input type=text name="{own}" aria-label="{name}"></li>'
    yield "</ol>"


def _answer(paper: Paper, item: Item, own: str) -> Iterator[str]:
    code = " class=code" if item.type == "command" else ""
    held = f'name="{own}" aria-labelledby="{own}-stem"{code} spellcheck=false autocapitalize=off'
    lines = sum(1 + len(line) // LONGEST_FIELD for line in item.key.split("\n"))
    if lines > 1:
        yield f"<textarea rows={min(lines, 12)} {held}></textarea>"
    else:
        yield f"<input type=text size={_room(item.key)} {held}>"


def _room(key: str) -> int:
    return max(NARROWEST, min(WIDEST, round(1.6 * len(key)) + 6))


def _nothing(paper: Paper, item: Item, own: str) -> Iterator[str]:
    yield ""


_SPACES: dict[str, Any] = {
    "multiple-choice": _choices,
    "true-false": _truth,
    "matching": _matching,
    "order": _order,
    "list": _list,
    "short-answer": _answer,
    "command": _answer,
    "blank": _nothing,
}


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


def _stem(paper: Paper, item: Item, own: str) -> str:
    found, gaps = [], 0
    for kind, text in pieces(item.stem, quoted(paper, item.card)):
        if kind == "blank":
            gaps += 1
            found.append(_gap(paper, item, own) if gaps == 1 and item.type == "blank" else "________")
        else:
            found.append(_code(text) if kind == "code" else _text(text))
    return "".join(found)


def _gap(paper: Paper, item: Item, own: str) -> str:
    name = label(paper.language, "gap", n=item.number)
    code = " code" if item.card.kind == "command" else ""
    held = f'name="{own}" aria-label="{name}" size={_room(item.key)} spellcheck=false autocapitalize=off'
    return f'<input type=text class="gap{code}" {held}>'


def _shown(item: Item, text: str) -> str:
    return _code(text) if is_code(item.card, text) else _text(text)


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _code(text: str) -> str:
    return f"<pre><code>{escape(text)}</code></pre>" if "\n" in text else f"<code>{escape(text)}</code>"


FORMAT = Format(".html", _render)
