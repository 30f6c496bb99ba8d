"""Commands that their program refuses, or that are old or misspelt.

    docker run -d --nmae web nginx

`--nmae` is no option of `docker run`: write `--name`. The commands in code fences, in code spans and in the cells of
tables are judged by what the domains know of programs; a mention such as `docker run` in a sentence is no command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator import shell
from generator.checks import lines
from generator.knowledge import Check, Finding, Note, Remark
from generator.model import Correction, Severity, Span

CODES: Final = (
    "command-capital",
    "command-missing-dashes",
    "command-missing-value",
    "command-unknown-command",
    "command-unknown-option",
    "command-unknown-program",
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
_INCOMPLETE: Final = frozenset({"kubectl-missing-argument", "command-missing-value"})
# What is said of a line that no known program begins; of one outside code it may be a sentence with a capital.
_PROGRAM: Final = frozenset({"command-unknown-program", "command-capital"})
_SENTENCE: Final = frozenset({"command-capital"})
_MAYBE: Final = re.compile(r"[A-Za-z][\w-]*\s+\S")
_NO_SHELL: Final = frozenset(("yaml", "yml", "json", "jsonc", "toml", "xml", "html", "go", "python", "py", "javascript",
                              "js", "typescript", "ts", "mermaid", "dockerfile", "ini", "diff", "k8s"))  # fmt: skip
_CODE_SPAN: Final = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_HANGUL: Final = re.compile(r"[가-힣]")
_LIST_MARK: Final = re.compile(r"^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)?")
_OPTION: Final = re.compile(r"\s--?[A-Za-z]")
_CELL_WORDS: Final = 8  # a longer cell without an option is a sentence


@dataclass(frozen=True, slots=True)
class Place:
    """A command and the source lines that it came from; `whole` if it must be complete."""

    text: str
    first: int
    last: int
    column: int  # where to begin to look on the first line, from 0
    whole: bool
    code: bool = True  # in a fence or a code span

    def takes(self, remark: Remark) -> bool:
        """Tell whether a remark may be made here: a command that only is named need not be whole."""
        return (self.whole or remark.code not in _INCOMPLETE or bool(remark.right)) and (
            self.code or remark.code not in _SENTENCE
        )


def find(note: Note) -> Iterator[Finding]:
    """Report what is wrong with the commands of a note."""
    if not note.domain.programs:
        return
    texts = note.source.lines
    seen: set[tuple[int, int, str]] = set()
    for place in _commands(note):
        for remark in note.domain.check_command(place.text):
            if not place.takes(remark):
                continue
            finding = _finding(note, place, texts, remark)
            at = (finding.problem.span.first, finding.problem.column, finding.problem.code)
            if at not in seen:
                seen.add(at)
                yield finding


def _commands(note: Note) -> Iterator[Place]:
    """Yield the commands of a note that a known program runs, or one that is misspelt."""
    found = [place for fence in lines.fences(note.source) for place in _fence(fence)]
    found += [place for line in lines.of(note.source) if line.place == "text" for place in _line(line)]
    for place in sorted(found, key=lambda place: (place.first, place.column)):
        known = any(name.rpartition("/")[2] in note.domain.programs for name in shell.programs(place.text))
        if known or any(remark.code in _PROGRAM for remark in note.domain.check_command(place.text)):
            yield place


def _fence(fence: lines.Fence) -> Iterator[Place]:
    """Yield the commands of a code fence."""
    if fence.info in _NO_SHELL:
        return
    for line in shell.read("\n".join(fence.body), fence.info):
        if line.kind == "command" or (line.kind == "output" and _MAYBE.match(line.text)):
            yield Place(line.text, fence.first + 1 + line.first, fence.first + 1 + line.last, 0, whole=True)


def _line(line: lines.Line) -> Iterator[Place]:
    """Yield the commands in the code spans of a line, or in its cells, or the line itself."""
    text = line.text.replace("\\|", " |") if line.text.lstrip().startswith("|") else line.text
    spans = list(_CODE_SPAN.finditer(text))
    for found in spans:
        if shell.is_command(found[2].strip()) or _MAYBE.match(found[2].strip()):
            yield Place(found[2].strip(), line.number, line.number, found.start(2), whole=False)
    if spans:
        return
    if text.lstrip().startswith("|"):
        yield from _cells(text, line.number)
    elif _OPTION.search(text):
        start = (_LIST_MARK.match(text) or [""])[0]
        yield from _bare(text[len(start) :], line.number, len(start))


def _cells(text: str, number: int) -> Iterator[Place]:
    """Yield the commands that fill a cell of a table."""
    for cell in re.finditer(r"[^|]+", text):
        if _OPTION.search(cell[0]) or len(cell[0].split()) <= _CELL_WORDS:
            yield from _bare(cell[0], number, cell.start())


def _bare(text: str, number: int, column: int) -> Iterator[Place]:
    """Yield a command that stands without code marks, if no sentence does."""
    plain = text.strip()
    if (
        (shell.is_command(plain) or _MAYBE.match(plain))
        and not _HANGUL.search(_without_words(plain))
        and not plain.endswith((".", ":"))
    ):
        yield Place(plain, number, number, column + len(text) - len(text.lstrip()), whole=False, code=False)


def _without_words(text: str) -> str:
    """Cut placeholders, quoted words and comments, which may be in any language."""
    return re.sub(r"<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\]|\"[^\"]*\"|'[^']*'|#.*|//.*", "", text)


def _finding(note: Note, place: Place, texts: tuple[str, ...], remark: Remark) -> Finding:
    """Turn a remark on a joined command into a problem at its place in the file."""
    wrong = place.text[remark.start : remark.end]
    number, column = _place(place, texts, remark, wrong)
    span = Span(note.source.path, number, number)
    problem = span.problem(remark.severity, remark.code, remark.message, remark.right, column)
    on_line = bool(wrong) and texts[number - 1].startswith(wrong, column - 1)
    if not remark.certain or remark.severity is Severity.INFO or not on_line:
        return Finding(problem)
    word = "노트" if _korean(texts, number) else "Note"
    return Finding(problem, Correction(span, column, wrong, remark.right, remark.code, f"{word}: `{wrong}`"))


def _place(place: Place, texts: tuple[str, ...], remark: Remark, wrong: str) -> tuple[int, int]:
    """Return the line and the 1-based column of a remark; a command that runs on is searched line by line."""
    before = _count(place.text, wrong, remark.start)
    for number in range(place.first, place.last + 1):
        at = place.column if number == place.first else 0
        while wrong and (at := texts[number - 1].find(wrong, at)) >= 0:
            if before == 0:
                return number, at + 1
            before -= 1
            at += 1
    head = place.text.split(" ", 1)[0]
    return place.first, max(texts[place.first - 1].find(head, place.column), 0) + 1


def _count(text: str, wrong: str, end: int) -> int:
    """Count where `wrong` begins before `end`, overlapping ones too."""
    return sum(text.startswith(wrong, at) for at in range(end)) if wrong else 0


def _korean(texts: tuple[str, ...], number: int) -> bool:
    """Tell whether the note is in Korean: by the line, or where that is code alone, by the whole."""
    return bool(_HANGUL.search(texts[number - 1])) or any(map(_HANGUL.search, texts))


CHECK = Check(CODES, find)
