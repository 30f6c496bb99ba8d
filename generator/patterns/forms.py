"""`term :: meaning`, `==blank==`, `{{c1::blank}}`: forms that a learner may choose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Authored, Fact, Role, Statement
from generator.patterns.site import Pattern, Site, fact

_CODE = re.compile(r"`[^`]*`|\$[^$]*\$")
_SIDES = re.compile(r"(?P<term>[^:\n]{1,60}?)\s+::+\s+(?P<meaning>\S.*)")
_BLANK = re.compile(r"==(?=\S)([^=\n]{1,60}?)(?<=\S)==|\{\{c\d+::([^}:]{1,60})(?:::[^}]*)?\}\}")


def _find(site: Site) -> Iterator[Fact]:
    raw = site.node.block.raw
    inside = [found.span() for found in _CODE.finditer(raw)]
    sides = _SIDES.fullmatch(site.node.block.text.strip())
    if sides and not inside:
        yield fact(site, Statement(sides["meaning"]), "forms", entity=sides["term"], sure=1.0)
        return
    marks = [mark for mark in _BLANK.finditer(raw) if not any(a <= mark.start() < b for a, b in inside)]
    if not marks or len(_BLANK.sub("", raw).strip()) < 4:
        return
    for at in range(len(marks)):
        yield _blank(site, marks, at)


def _blank(site: Site, marks: list[re.Match[str]], at: int) -> Fact:
    raw, said, last = site.node.block.raw, "", 0
    for number, mark in enumerate(marks):
        said += raw[last : mark.start()] + ("____" if number == at else mark[1] or mark[2])
        last = mark.end()
    question = re.sub(r"[*`]", "", said + raw[last:]).strip()
    answer = re.sub(r"[*`]", "", marks[at][1] or marks[at][2]).strip()
    return fact(site, Authored(question, answer), "forms", label=answer, said=question, kind="")


PATTERN = Pattern((Role.STATEMENT, Role.ITEM, Role.TERM, Role.FACET, Role.TOPIC), _find)
