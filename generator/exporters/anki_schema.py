"""The note type: frozen, for Anki marks every note "conflicting" when a field or template is added later.

One note type for all kinds: a reworded line may change its kind, and Anki never moves a note between note types.
Every template is conditional on its question, so a note has the cards that its fact has. What may be needed later
is there already: templates "spare-1" and "spare-2", a field that the back shows, and four that nothing shows.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from generator.formats import BLANKS, SPARES
from generator.formats import TEMPLATES as SLOTS

NOTE_TYPE_ID = 1_747_000_000_001
NAME = "notedeck"
# Anki takes a note type again only if this is later: raise it with every change to the look, in seconds since 1970.
CHANGED = 1_764_000_000

TYPED = frozenset({"meaning->term", "purpose->command", *BLANKS, *SPARES})
NOTE_FIELDS = ("Title", "Source", "Context", "Notices", "Language")
SPARE_FIELDS = ("Extra", "Spare 1", "Spare 2", "Spare 3", "Spare 4")


def field_name(part: str, slot: str) -> str:
    """Return the field of a slot: `part` is "Q", "A" or "Type". Anki allows no `:` in it, HTML no `>`."""
    return f"{part} {slot.replace('->', ' to ')}"


def _slot_fields(slot: str) -> tuple[str, ...]:
    parts = ("Q", "A", "Type") if slot in TYPED else ("Q", "A")
    return tuple(field_name(part, slot) for part in parts)


FIELDS = (*NOTE_FIELDS, *(name for slot in SLOTS for name in _slot_fields(slot)), *SPARE_FIELDS)
# The editor shows these folded: most notes leave them empty.
FOLDED = frozenset({"Language", *SPARE_FIELDS} | {name for slot in (*BLANKS, *SPARES) for name in _slot_fields(slot)})

_QUESTION = """{{#Q}}<div class="nd front" lang="{{Language}}">
<div class="question">{{Q}}</div>
TYPE</div>{{/Q}}"""
_ANSWER = """<div class="nd back" lang="{{Language}}">
<div class="question">{{Q}}</div>
<hr id="answer">
TYPE<div class="answer">{{A}}</div>
{{#Notices}}<div class="notices">{{Notices}}</div>{{/Notices}}
{{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}
<div class="source">{{Source}}{{#Context}} · {{Context}}{{/Context}}</div>
</div>"""
_TYPE = '{{#Type}}<div class="typed">{{type:Type}}</div>\n{{/Type}}'


def _fill(template: str, slot: str) -> str:
    """Put the slot's own fields into a template."""
    template = template.replace("TYPE", _TYPE if slot in TYPED else "")
    for part in ("Q", "A", "Type"):
        name = field_name(part, slot)
        for mark in ("#", "/", "type:", ""):
            template = template.replace("{{" + mark + part + "}}", "{{" + mark + name + "}}")
    return template


def fields() -> list[dict[str, Any]]:
    """Return the fields as Anki's JSON has them; `id` lets Anki know a field again after it was renamed."""
    return [
        {
            "name": name,
            "id": NOTE_TYPE_ID * 1000 + place,
            "collapsed": name in FOLDED or name.startswith("Type "),
            "excludeFromSearch": name.startswith("Type "),
            "font": "Arial",
        }
        for place, name in enumerate(FIELDS)
    ]


def templates() -> list[dict[str, Any]]:
    """Return the templates as Anki's JSON has them, one a slot."""
    return [
        {
            "name": slot,
            "id": NOTE_TYPE_ID * 1000 + 500 + place,
            "qfmt": _fill(_QUESTION, slot),
            "afmt": _fill(_ANSWER, slot),
        }
        for place, slot in enumerate(SLOTS)
    ]


def requirements() -> list[list[Any]]:
    """Return what genanki would find out by rendering every template some hundred times: a card needs its question."""
    return [[place, "all", [FIELDS.index(field_name("Q", slot))]] for place, slot in enumerate(SLOTS)]


def css() -> str:
    """Return the look of the cards."""
    return (files("generator.exporters") / "anki.css").read_text("utf-8")
