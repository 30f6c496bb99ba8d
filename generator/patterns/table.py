"""`| kubelet | 각 노드에서 실행되는 에이전트 |`: a row's first cell is a term, the others say what its columns are called."""

from __future__ import annotations

import re

from generator import shell
from generator.model import Attribute, BlockKind, Command, Definition, Fact, Skip
from generator.patterns import statement
from generator.patterns import text as texts
from generator.patterns.place import Found, Pattern, Place, Subject, qualified, subject, topic, whole

_MEANING = re.compile(
    r"설명|의미|정의|내용|역할|뜻|기능|용도|하는\s*일|description|meaning|definition|purpose|what|explanation|usage|summary|detail",
    re.IGNORECASE,
)
_COMMANDS = re.compile(r"명령|command|구문|사용법|문법|syntax", re.IGNORECASE)
_NUMBERS = re.compile(r"번호|no\.?|#|순번|순서|id", re.IGNORECASE)
_NOTHING = re.compile(r"^(?:[-–—xX.?]*|없음|none|n/?a|null|위와 동일|상동|same)$", re.IGNORECASE)
LONGEST_TERM = 50


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind != BlockKind.ROW:
        return None
    if block.info == "header":
        return Found()
    columns = [(h, c) for h, c in zip(block.header, block.cells, strict=False) if not _NUMBERS.fullmatch(h.strip())]
    if len(columns) < 2 or not columns[0][1] or len(columns[0][1]) > LONGEST_TERM:
        return None
    facts: list[Fact] = []
    for header, cell in columns[1:]:
        if cell and not _NOTHING.match(cell) and not _points(cell):
            facts += _cell(place, columns[0], header, cell)
    return Found(tuple(facts)) if facts else Found(skips=(Skip(block.span, "empty row"),))


def _points(cell: str) -> bool:
    return bool(re.search(r"(?:위|아래|앞)의?\s*(?:표|설명|내용)|see above|as above", cell))


def _cell(place: Place, first: tuple[str, str], header: str, cell: str) -> list[Fact]:
    owner = subject(place)
    term = _term(place, first, owner)
    if _COMMANDS.search(header) and re.match(r"[a-z./$]", cell):
        return [_command(place, first[1], cell, owner)]
    if (
        _COMMANDS.search(first[0])
        and _MEANING.search(header)
        and shell.is_command(term)
        and len(cell) <= 80
        and "." not in cell[:-1]
    ):
        return [_command(place, cell.rstrip("."), term, owner)]
    if _MEANING.search(header) or not header.strip():
        return _meaning(place, term, first[0], cell, owner)
    return [
        Attribute(
            span=place.block.span,
            topic=topic(place),
            label=f"{term} {header}",
            text=f"{term}: {header}: {cell}",
            language=place.context.language,
            heads=owner.lines,
            subject=_whose(term, owner, place),
            name=header.strip(),
            value=cell,
        )
    ]


def _term(place: Place, first: tuple[str, str], owner: Subject) -> str:
    """Return the row's term; a bare subcommand gets the program that the headings name: "get" -> "kubectl get"."""
    header, cell = first
    if _COMMANDS.search(header) and re.fullmatch(r"[a-z][\w-]*(?:\s+\S+)*", cell):
        program = _program(place)
        return f"{program} {cell}" if program and not cell.startswith(program) else cell
    return cell


def _whose(term: str, owner: Subject, place: Place) -> str:
    """Return a flag with what it belongs to: "kube-apiserver의 --bind-address"."""
    return qualified(owner.name, term, place.context.language) if term.startswith("-") and owner.name else term


def _program(place: Place) -> str:
    """Return the program that the headings above name, if the domain knows it."""
    names = " ".join(block.text for block in place.above).split()
    return next((name for name in names if name in place.context.domain.programs and len(name) > 1), "")


def _meaning(place: Place, term: str, header: str, cell: str, owner: Subject) -> list[Fact]:
    sentences = place.speech.sentences(re.sub(r"\s*<br\s*/?>\s*", ". ", cell))
    category = (
        header.strip()
        if not _COMMANDS.search(header)
        and len(header) <= 12
        and header.strip() not in ("용어", "이름", "항목", "구분", "Name", "Term", "name")
        else ""
    )
    opening, example = texts.without_example(sentences[0])
    own, said = place.speech.own_subject(opening)
    opening = said if own and own == term else opening
    found: list[Fact] = [
        Definition(
            span=place.block.span,
            topic=topic(place),
            label=term,
            text=f"{term}: {cell}",
            language=place.context.language,
            heads=owner.lines,
            term=term,
            meaning=opening.rstrip("."),
            category=category,
            within=_program(place) or whole(place, term),
        )
    ]
    inner = Subject(term, owner.lines, category)
    for sentence in [*([example] if example else []), *sentences[1:]]:
        found += statement.facts(place, sentence, inner)
    return found


def _command(place: Place, purpose: str, command: str, owner: Subject) -> Fact:
    return Command(
        span=place.block.span,
        topic=topic(place),
        label=command,
        text=f"{purpose} {command}",
        language=place.context.language,
        heads=owner.lines,
        purpose=purpose,
        command=command,
        program=command.split()[0],
    )


PATTERN = Pattern(35, _find)
