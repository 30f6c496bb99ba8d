"""Commands that kubectl refuses, or that are old or misspelt.

    kubectl rollout undo deployment/frontend --to=revision=2

`--to` is no flag of `kubectl rollout undo`: write `--to-revision=2`. The commands in code fences, in code spans and in
the cells of tables are judged by the subject's own knowledge; a mention such as `kubectl apply` in a sentence is no command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator import shell
from generator.knowledge import Check, Finding, Note, Remark
from generator.model import Block, BlockKind, Correction, Severity, Span

CODES: Final = (
    "kubectl-deprecated",
    "kubectl-exec-dashes",
    "kubectl-extra-argument",
    "kubectl-flag-value",
    "kubectl-missing-argument",
    "kubectl-missing-dashes",
    "kubectl-removed",
    "kubectl-unknown-command",
    "kubectl-unknown-flag",
    "kubectl-unknown-resource",
    "kubectl-unquoted-selector",
)

# What a code span in a sentence may leave out: it names a command and need not be whole.
_INCOMPLETE: Final = frozenset({"kubectl-missing-argument"})
_NO_SHELL: Final = frozenset(
    [
        "yaml",
        "yml",
        "json",
        "toml",
        "xml",
        "html",
        "css",
        "go",
        "java",
        "python",
        "py",
        "js",
        "javascript",
        "ts",
        "mermaid",
        "dockerfile",
        "ini",
        "diff",
    ]
)
_CODE_SPAN: Final = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_HANGUL: Final = re.compile(r"[가-힣]")
_FENCE_MARK: Final = re.compile(r"\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)*(`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Place:
    """A command and the source lines that it came from; `whole` if it must be complete."""

    text: str
    first: int
    last: int
    column: int  # where to begin to look on the first line, from 0
    whole: bool


def find(note: Note) -> Iterator[Finding]:
    """Report what is wrong with the commands of a note."""
    if not note.domain.programs:
        return
    lines = note.source.lines
    seen: set[tuple[int, int, str]] = set()
    for block in _walk(note.document):
        for place in _commands(block, lines, note.domain.programs):
            for finding in _findings(note, place, lines):
                at = (finding.problem.span.first, finding.problem.column, finding.problem.code)
                if at not in seen:
                    seen.add(at)
                    yield finding


def _walk(block: Block) -> Iterator[Block]:
    yield block
    for child in block.children:
        yield from _walk(child)


def _commands(block: Block, lines: tuple[str, ...], programs: frozenset[str]) -> Iterator[Place]:
    """Yield the commands of a block that a known program runs."""
    if block.kind is BlockKind.FENCE:
        found = _fence(block, lines)
    elif block.kind in (BlockKind.DOCUMENT, BlockKind.HTML, BlockKind.RULE):
        return
    else:
        found = _spans(block, lines)
    for place in found:
        if any(_program(name) in programs for name in shell.programs(place.text)):
            yield place


def _program(name: str) -> str:
    return name.rpartition("/")[2]


def _fence(block: Block, lines: tuple[str, ...]) -> Iterator[Place]:
    """Yield the commands of a code fence."""
    language = block.info.split()[0].lower() if block.info.split() else ""
    if language in _NO_SHELL:
        return
    first, last = block.span.first, min(block.span.last, len(lines))
    body = lines[first - 1 : last]
    if body and _FENCE_MARK.match(body[0]):
        first, body = first + 1, body[1:]
        if body and _FENCE_MARK.match(body[-1]):
            body = body[:-1]
    for line in shell.read("\n".join(body), language):
        if line.kind == "command":
            yield Place(line.text, first + line.first, first + line.last, 0, whole=True)


def _spans(block: Block, lines: tuple[str, ...]) -> Iterator[Place]:
    """Yield the commands in the code spans and bare lines of a block."""
    for number in range(block.span.first, min(block.span.last, len(lines)) + 1):
        line = lines[number - 1]
        spans = list(_CODE_SPAN.finditer(line))
        for found in spans:
            text = found[2].strip()
            if shell.is_command(text):
                yield Place(text, number, number, found.start(2), whole=False)
        if not spans:
            yield from _bare(block, line, number)


def _bare(block: Block, line: str, number: int) -> Iterator[Place]:
    """Yield commands that stand without code marks: in a cell of a table, or as a whole line."""
    texts = block.cells if block.kind is BlockKind.ROW else (re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line).strip(),)
    for text in texts:
        column = line.find(text)
        if column >= 0 and shell.is_command(text) and not _HANGUL.search(_without_placeholders(text)):
            yield Place(text, number, number, column, whole=False)


def _without_placeholders(text: str) -> str:
    return re.sub(r"<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\]|\"[^\"]*\"|'[^']*'|#.*|//.*", "", text)


def _findings(note: Note, place: Place, lines: tuple[str, ...]) -> Iterator[Finding]:
    for remark in note.domain.check_command(place.text):
        if remark.code in _INCOMPLETE and not place.whole and not remark.right:
            continue
        yield _finding(note, place, lines, remark)


def _finding(note: Note, place: Place, lines: tuple[str, ...], remark: Remark) -> Finding:
    """Turn a remark on a joined command into a problem at its place in the file."""
    wrong = place.text[remark.start : remark.end]
    number, column = _place(place, lines, remark, wrong)
    span = Span(note.source.path, number, number)
    problem = span.problem(remark.severity, remark.code, remark.message, remark.right, column)
    on_line = lines[number - 1][column - 1 :].startswith(wrong) and bool(wrong)
    if not remark.certain or remark.severity is Severity.INFO or not on_line:
        return Finding(problem)
    word = "노트" if _korean(lines, number) else "Note"
    return Finding(problem, Correction(span, column, wrong, remark.right, remark.code, f"{word}: `{wrong}`"))


def _place(place: Place, lines: tuple[str, ...], remark: Remark, wrong: str) -> tuple[int, int]:
    """Return the line and the 1-based column of a remark; a command that runs on is searched line by line."""
    before = place.text[: remark.start].count(wrong) if wrong else 0
    for number in range(place.first, place.last + 1):
        line = lines[number - 1]
        at = place.column if number == place.first else 0
        while (at := line.find(wrong, at)) >= 0 and wrong:
            if before == 0:
                return number, at + 1
            before -= 1
            at += 1
    start = lines[place.first - 1]
    head = place.text.split(" ", 1)[0]
    return place.first, max(start.find(head, place.column), 0) + 1


def _korean(lines: tuple[str, ...], number: int) -> bool:
    """Tell whether the note is in Korean at this line, or, where the line is a command alone, around it."""
    near = "".join(lines[max(0, number - 6) : number + 5])
    return bool(_HANGUL.search(lines[number - 1]) or _HANGUL.search(near) or _HANGUL.search("".join(lines)))


CHECK = Check(CODES, find)
