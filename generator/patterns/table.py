"""`| kubelet | 각 노드에서 실행되는 에이전트 |`: the first cell is a term, or a dimension of the things in the head."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import CommandLine, Fact, Names, Role, Sides, Statement
from generator.patterns.site import Pattern, Site, fact

FEWEST, MOST = 3, 8  # items of a cell that can be asked as one
LONGEST_TERM = 40
_NO_HEAD = re.compile(r"\.\w{2,4}$|^\d|/")  # "01-class.yml": a row that stands where the heads do


def _find(site: Site) -> Iterator[Fact]:
    block = site.node.block
    header, cells = block.header, tuple(cell.strip() for cell in block.cells)
    if len(cells) < 2 or not cells[0] or len(header) != len(cells):
        return
    if site.note.speech.LEXICON["table-number"].fullmatch(header[0].strip()) and len(cells) > 2:
        header, cells = header[1:], cells[1:]
    if any(site.note.speech.LEXICON["table-plan"].fullmatch(head.strip()) or "☐" in head for head in (*header, *cells)):
        return  # what is to be done until when
    if all(re.match(r"\**\d+[.)]", cell) for cell in cells):
        return  # steps side by side
    if len(header) == 2 and _is_schema(site, header):
        return  # the fields of somebody's own table
    if len(header) == 2 and _are_sides(site):
        return  # what stands in a row is no more of the one than of the other
    if _is_dimension(site, header):
        yield from _sides(site, header, cells) if len(cells) == 3 else _across(site, header, cells)
        return
    yield from _row(site, header, cells)


def _is_schema(site: Site, header: tuple[str, ...]) -> bool:
    """Whether a table lists fields with their types and nothing else."""
    lexicon = site.note.speech.LEXICON
    fields, types = lexicon["table-fields"], lexicon["schema-head"]
    return bool(fields.fullmatch(header[0].strip()) and types.fullmatch(header[1].strip()))


def _are_sides(site: Site) -> bool:
    """Whether a table of two columns sets two things side by side: under "Docker vs Virtualization"."""
    titles = [node.label or node.block.text for node in site.above[-2:]]
    return any(site.note.speech.LEXICON["versus"].search(title) for title in titles)


def _is_dimension(site: Site, header: tuple[str, ...]) -> bool:
    names = [name for name in header[1:] if name.strip()]
    return _is_dimension_name(site, header[0]) and len(names) >= 2 and all(len(n) <= LONGEST_TERM for n in names)


def _is_dimension_name(site: Site, head: str) -> bool:
    return bool(site.note.speech.LEXICON["table-dimension"].fullmatch(head.strip()))


def _means(site: Site, head: str) -> bool:
    """Whether a column's head says that it holds meanings."""
    return site.note.aspect(head) == "meaning"


def _is_measure(site: Site, facet: str, value: str) -> bool:
    """Whether a cell measures its row's thing: no example, no quotation, no yes or no, no names under 특징, under a head that is one."""
    key, lexicon = site.note.aspect(facet), site.note.speech.LEXICON
    quoted = re.fullmatch(r"[\"“'‘].*[\"”'’]", value)
    told = key != "feature" or (site.note.speech.clause(value).kind == "verb" and not quoted)
    yes = lexicon["yes-or-no"].fullmatch(value) and value.casefold() not in ("true", "false")
    return key != "example" and told and not yes and not _NO_HEAD.search(facet)


def _across(site: Site, header: tuple[str, ...], cells: tuple[str, ...]) -> Iterator[Fact]:
    """Read a row of a table whose columns are things: each has its own value of the row's dimension."""
    for name, cell in zip(header[1:], cells[1:], strict=True):
        if name.strip() and cell and not site.note.speech.LEXICON["nothing"].match(cell):
            yield fact(
                site, Statement(cell), "value", entity=name.strip(), facet=cells[0].strip("`* "), sure=0.8, kind="",
                said=f"{name} {cells[0]}: {cell}", label=f"{name.strip()} {cells[0]}",
            )  # fmt: skip


def _sides(site: Site, header: tuple[str, ...], cells: tuple[str, ...]) -> Iterator[Fact]:
    told = site.note.speech.LEXICON["yes-or-no"]
    if not cells[1] or not cells[2] or cells[1] == cells[2] or all(told.fullmatch(cell) for cell in cells[1:]):
        return  # "No" and "Yes" tell nothing by themselves
    names = (header[1].strip(), header[2].strip())
    yield fact(
        site, Sides(names, (cells[1], cells[2])), "table", facet=cells[0], entity=" / ".join(names),
        said=" | ".join(cells), kind="",
    )  # fmt: skip


def _row(site: Site, header: tuple[str, ...], cells: tuple[str, ...]) -> Iterator[Fact]:
    """Read a row as the term of its first cell; each further cell is what its column says of it."""
    term = cells[0].strip("`* ")
    if len(term) > LONGEST_TERM or not re.search(r"[\w가-힣]", term):
        return
    if len(header) == 2 and site.note.is_command(cells[1]) and len(cells[1].split()) > 1:
        yield from _command(site, cells[1].strip("` "), term)
        return
    if site.note.is_command(term) and len(term.split()) > 1 and (len(header) == 2 or _means(site, header[1])):
        yield from _command(site, term, cells[1])
        return
    if len(header) == 2 and _is_dimension_name(site, header[0]) and site.note.aspect(term):
        return  # "역할 | 이름을 주소로 변환" under "항목 | 내용" is of what the table is about
    kind = site.note.speech.OPTION if term.startswith("-") else _class(site, header[0])
    rows = site.forms[Role.ROW, site.node.block.kind]
    for name, cell in zip(header[1:], cells[1:], strict=True):
        value = cell.strip()
        if not value or site.note.speech.LEXICON["nothing"].match(value):
            continue
        facet = "" if _means(site, name) else name.strip()
        if facet and not _is_measure(site, facet, value):
            continue
        names = site.note.names(value)
        said = (
            Names(names, not site.note.speech.LEXICON["open-list"].search(value))
            if facet and FEWEST <= len(names) <= MOST
            else Statement(_first(site, value) if facet else site.note.speech.phrase(_first(site, value)))
        )
        path = site.node.path
        yield fact(
            site, said, "table", entity=term, facet=facet, said=f"{term}: {value}", kind=kind, siblings=rows - 1,
            sure=0.8, path=path, label=f"{term} {facet}".strip(),
        )  # fmt: skip


def _command(site: Site, command: str, purpose: str) -> Iterator[Fact]:
    """Read a row of a command and what it is for."""
    said = _first(site, purpose)
    if said:
        value = CommandLine(command, said, command.split()[0])
        yield fact(site, value, "table", label=command, said=f"{said} {command}", kind="")


def _class(site: Site, head: str) -> str:
    """Return what a column's head calls its things; 용어 and "name" are no class."""
    found = site.note.speech.class_noun(head)
    return "" if site.note.speech.LEXICON["no-class"].search(found) else found


def _first(site: Site, value: str) -> str:
    """Return the first sentence of a cell."""
    sentences = site.note.speech.sentences(value)
    return sentences[0].rstrip(".") if sentences else value


PATTERN = Pattern((Role.ROW,), _find)
