"""The pages: one HTML file each with its own style and script, which alone may run."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape
from importlib.resources import files

from generator.exporters import anki_schema


@cache
def page(name: str, language: str) -> tuple[bytes, str]:
    """Return a page and its policy; `name` is "review" or "pick"."""
    style = f"{_read('page.css')}\n.anki {{\n{anki_schema.css()}\n}}"
    script = f"{_read('common.js')}\nconst REASONS = {_told_in(language)};\n{_read(f'{name}.js')}"
    body = _read(f"{name}.html")
    text = (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>notedeck {name}</title><style>{style}</style></head>\n<body>\n{body}\n<script>{script}</script></body></html>\n"
    )
    return text.encode(), _policy(style, script)


def reasons() -> dict[str, str]:
    """Return in Korean why a line or a candidate became no card, by the reason as the editor gives it."""
    rows = (row for row in _read("reasons.tsv").splitlines() if row and not row.startswith("#"))
    return dict(row.split("\t") for row in rows)


def _told_in(language: str) -> str:
    """Return the reasons in the page's language as an object of its script; {} where they stay as they are."""
    return json.dumps(reasons() if language == "ko" else {}, ensure_ascii=False).replace("<", "\\u003c")


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
