"""Split a command line as people write it in notes into simple commands, with the place of every word.

The shell's quoting is kept; placeholders (`<pod>`, `{파드 이름}`, `[flags]`, `...`) are words, not redirects or braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.shell import split_comment

_OPERATOR: Final = re.compile(r"&&|\|\||\|&|[|;\n()]|&(?![>&])")
_REDIRECT: Final = re.compile(r"(?:\d|&)?(?:>>|>\||>&|<<<|<<-?|<>|<&|>|<)")
_ANGLED: Final = re.compile(r"<(?![\s<(=\d&-])[^<>&;\n]{0,60}>")
_BRACED: Final = re.compile(r"\{(?![.\s\"'])[^{}\"'\n]{0,60}\}")
_BRACKETED: Final = re.compile(r"\[[^\[\]\n]{1,80}\](?:\.\.\.|…)?")
_SUBSTITUTION: Final = re.compile(r"\$\(|`|<\(")
_CAPS: Final = re.compile(
    r"(?<![\w$.=-])(?:[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+|POD|NAME|TYPE|KIND|RESOURCE|NODE|NAMESPACE|NS|IMAGE|FILE|FILENAME|DIRECTORY|CONTAINER|COMMAND|KEY|VALUE|LABEL|N)(?![\w.-])"
)
_CHOICE: Final = re.compile(r"\((?:[^()\n]*\|[^()\n]*|[A-Z/ ]+)\)")
_VARIABLE: Final = re.compile(r"\$(?:\w+|\{[^{}]*\}|[@*?#!$])")
_DOTS: Final = re.compile(r"\.{3,}|…|\*{3,}|[xX]{3,}(?![\w])")

_PLAIN: Final = re.compile(r"[\w.,:=/@%+~*?^#!}\]-]+")
_MAY_HOLD: Final = re.compile(r"[A-Z\0]|\.\.\.|…|\*\*\*|xxx")

_KEPT: Final = re.compile(r"'[^']*[*?$~\[][^']*'|\"[^\"]*[*?~\[][^\"]*\"")
_DEPTH: Final = 8  # `$(…)` within each other: no one reads deeper

# Dashes that word processors and phones make of hyphens; the last two are a bar and a full-width hyphen.
DASHES: Final = "–—−‐‑―－"
HOLE: Final = "\0"  # stands for a placeholder in `pattern`


@dataclass(frozen=True, slots=True)
class Word:
    """A word: `text` without quotes, `pattern` the same with `HOLE` for each placeholder, and its place in the line.

    `quoted` if quotes keep the shell from reading a `*` or a `$` in it.
    """

    text: str
    pattern: str
    start: int
    end: int
    quoted: bool = False

    @property
    def holed(self) -> bool:
        """Whether the word is, or holds, a placeholder."""
        return HOLE in self.pattern

    @property
    def elastic(self) -> bool:
        """Whether the word may stand for none or several: `...`, `$options`, `[flags]`."""
        return (
            self.text.startswith(("[", "(")) or self.text.endswith(("...", "…")) or bool(_VARIABLE.fullmatch(self.text))
        )


@dataclass(frozen=True, slots=True)
class Simple:
    """One simple command: `joint` is the operator before it, `redirects` are kept apart from the words."""

    words: tuple[Word, ...]
    redirects: tuple[str, ...] = ()
    joint: str = ""
    inner: bool = False  # inside `$(…)`


def split(line: str) -> tuple[Simple, ...]:
    """Return the simple commands of a line, those inside `$(…)` included, in order."""
    body = _drop_heredocs(split_comment(_drop_prompt(line))[0])
    return tuple(_split(body, 0, len(body), 0))


def _drop_prompt(line: str) -> str:
    """Blank a `$ ` prompt; offsets stay."""
    return re.sub(r"^(\s*)[$❯➜%](?=\s)", r"\1 ", line.replace("\\\n", "  "))


def _drop_heredocs(line: str) -> str:
    """Cut the line where the body of a here-document begins."""
    found = re.search(r"<<-?\s*['\"]?(\w+)['\"]?[^\n]*\n", line)
    return line[: found.end()] if found else line


def _split(line: str, at: int, end: int, depth: int) -> Iterator[Simple]:
    """Yield the simple commands of line[at:end]."""
    words: list[Word] = []
    redirects: list[str] = []
    nested: list[tuple[int, int]] = []
    joint = ""
    while at < end:
        if line[at].isspace() and line[at] != "\n":
            at += 1
        elif found := _redirect(line, at):
            word, at = _word(line, _skip_space(line, found.end()), end, nested)
            redirects.append(_redirect_text(found[0], word))
        elif (found := _OPERATOR.match(line, at)) and not (line[at] == "(" and _template(line, at)):
            if words or redirects:
                yield Simple(tuple(words), tuple(redirects), joint, depth > 0)
                words, redirects = [], []
            joint, at = found[0], found.end()
        else:
            word, at = _word(line, at, end, nested)
            if word is not None:
                words.append(word)
    if words or redirects:
        yield Simple(tuple(words), tuple(redirects), joint, depth > 0)
    for first, last in nested if depth < _DEPTH else ():
        yield from _split(line, first, last, depth + 1)


def _template(line: str, at: int) -> re.Match[str] | None:
    """Match `(TYPE | NAME)` of a usage line."""
    return _CHOICE.match(line, at)


def _redirect(line: str, at: int) -> re.Match[str] | None:
    return None if _ANGLED.match(line, at) else _REDIRECT.match(line, at)


def _redirect_text(operator: str, word: Word | None) -> str:
    """Return a redirect in one spelling: `1> x` and `>x` are one."""
    plain = operator.removeprefix("1") if operator.startswith("1>") else operator
    return plain + ("" if word is None else word.pattern)


def _skip_space(line: str, at: int) -> int:
    while at < len(line) and line[at] in " \t":
        at += 1
    return at


def _word(line: str, at: int, end: int, nested: list[tuple[int, int]]) -> tuple[Word | None, int]:
    """Read the word at `at`; substitutions inside are noted in `nested`."""
    start, text, pattern = at, "", ""
    while at < end:
        if plain := _PLAIN.match(line, at, end):
            text, pattern, at = text + plain[0], pattern + plain[0], plain.end()
            continue
        piece = _piece(line, at, end, start, nested)
        if piece is None:
            break
        more, shape, at = piece
        text, pattern = text + more, pattern + shape
    if at == start:  # an operator where a word was due: `> ;`
        return None, at + (1 if at < end and not _OPERATOR.match(line, at) and not line[at].isspace() else 0)
    kept = bool(_KEPT.search(line, start, at))
    return Word(text, _holes(pattern), start, at, kept), at


def _piece(line: str, at: int, end: int, start: int, nested: list[tuple[int, int]]) -> tuple[str, str, int] | None:
    """Read one quoted, placeholder or plain piece of a word: its text, its pattern and where it ends."""
    char = line[at]
    if char in "'\"":
        return _quoted(line, at, end, nested)
    if _SUBSTITUTION.match(line, at):
        return _substitution(line, at, end, nested)
    for hole in (_ANGLED, _BRACED):
        if found := hole.match(line, at):
            return found[0], HOLE, found.end()
    if char == "$" and (found := _VARIABLE.match(line, at)):
        return found[0], HOLE, found.end()
    if at == start and (found := _BRACKETED.match(line, at) or _template(line, at)):
        return found[0], HOLE, found.end()
    if char.isspace() or _OPERATOR.match(line, at) or (char in "<>" and _REDIRECT.match(line, at)):
        return None
    if char == "\\" and at + 1 < end:
        return line[at + 1], line[at + 1], at + 2
    return char, char, at + 1


def _quoted(line: str, at: int, end: int, nested: list[tuple[int, int]]) -> tuple[str, str, int]:
    """Read a quoted piece; a quote that never closes is a plain character."""
    quote = line[at]
    close = at + 1
    while close < end and line[close] != quote:
        close += 2 if quote == '"' and line[close] == "\\" else 1
    if close >= end:
        return quote, quote, at + 1
    inside = line[at + 1 : close]
    if quote == "'":
        return inside, _mask_angled(inside), close + 1
    nested.extend(_inside(line, at + 1, close))
    plain = re.sub(r'\\(["\\$`])', r"\1", inside)
    return plain, _VARIABLE.sub(HOLE, _mask_angled(plain)), close + 1


def _mask_angled(text: str) -> str:
    return _ANGLED.sub(HOLE, text)


def _inside(line: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of `$(…)` within a double-quoted piece."""
    while (found := re.compile(r"\$\(").search(line, at, end)) is not None:
        close = _close(line, found.end(), end)
        yield found.end(), close
        at = close


def _substitution(line: str, at: int, end: int, nested: list[tuple[int, int]]) -> tuple[str, str, int]:
    """Read `$(…)`, `<(…)` or backticks as a placeholder, and note what is inside."""
    if line[at] == "`":
        first = at + 1
        found = line.find("`", first, end)
        close = found if found >= 0 else end
    else:
        first = at + 2
        close = _close(line, first, end)
    nested.append((first, close))
    return line[at : close + 1], HOLE, min(close + 1, end)


def _close(line: str, at: int, end: int) -> int:
    """Return where the parenthesis opened before `at` closes, or `end`."""
    depth = 1
    while at < end:
        depth += {"(": 1, ")": -1}.get(line[at], 0)
        if depth == 0:
            return at
        at += 1
    return end


def _holes(pattern: str) -> str:
    """Put holes for placeholders in capitals and for dots."""
    if not _MAY_HOLD.search(pattern):  # nearly every word
        return pattern
    return re.sub(f"{HOLE}+", HOLE, _DOTS.sub(HOLE, _CAPS.sub(HOLE, pattern)))
