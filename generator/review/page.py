"""The pages: one HTML file each with its own style and script, which alone may run."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files

from generator.exporters import anki_schema


@cache
def page(name: str, language: str) -> tuple[bytes, str]:
    """Return a page and its policy; `name` is "review" or "pick"."""
    style = f"{_read('page.css')}\n.anki {{\n{anki_schema.css()}\n}}"
    script = f"{_read('common.js')}\n{_read(f'{name}.js')}"
    body = _read(f"{name}.html")
    text = (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<title>notedeck {name}</title><style>{style}</style></head>\n<body>\n{body}\n<script>{script}</script></body></html>\n"
    )
    return text.encode(), _policy(style, script)


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
