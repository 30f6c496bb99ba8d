"""Tell commands from comments and output in the text of a code fence, as people write it in notes.

# list the pods            comment
$ kubectl get pods         command, with a prompt
NAME   READY   STATUS      output
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from generator import programs as programs_

Kind = Literal["command", "comment", "output", "blank"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHELLS: Final = _words(
    "bash sh shell zsh console terminal shell-session shellsession cmd powershell ps1 linux unix text txt"
)

# Programs that notes call by name: the first word of a command, never of a sentence in lower case without arguments.
PROGRAMS: Final = programs_.known()

# Programs whose names are English words too: in a sentence they need an option, a path or a prompt to be commands.
WORDLIKE: Final = _words(
    """
    kind go make set exec eval test read trap at w last info host type file service time watch wait join split route
    node source history less more head tail sort cut tree date free screen clear exit who groups man which nice jobs
    su init ip find command env flux vault consul column
    """
)

# Words that run the command behind them, options of their own included.
WRAPPERS: Final = _words("sudo time nohup watch env exec command xargs nice timeout then do else !")
LOOPS: Final = {"for": "done", "while": "done", "until": "done", "if": "fi", "case": "esac"}

# English words that follow a program's name in a sentence and in no command.
PROSE: Final = _words("is are was were can will has have uses and or means the a an does should must")

_HOST: Final = r"(?:\([\w.-]+\)\s*)?(?:\[[\w.-]+@[^\]\n]+\]|[\w.-]+@[\w.-]+(?:[: ][~/\w.-]*)?)\s?[$#%>]"
_STRICT: Final = re.compile(
    rf"\s*(?:{_HOST}\s*|\$(?:\s+|$)|(?:ba|z|k|da)?sh-[\d.]+[$#]\s*|PS(?: [A-Za-z]:[^>]*)?>\s*|[A-Z]:\\[^>]*>\s*|[~/][\w./-]*\s[#$%]\s+)"
)
_SLOPPY: Final = re.compile(r"\s*\$(?=[a-z][\w.+-]*(?:\s|$))")  # `$cd ..`, but neither `$HOME/bin` nor `$변수`
_WEAK: Final = re.compile(r"\s*[#%>❯➜]\s+")  # a prompt only where what follows is a command
_COMMENT: Final = re.compile(r"\s*(?:#+|//+)(?!!)\s*")
_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=\S*$")
_HEREDOC: Final = re.compile(r"<<-?\s*(['\"]?)([A-Za-z_]\w*)\1")
_PLACEHOLDER: Final = re.compile(r"<[^<>|\n]{1,40}>|\{[^{}\n]{1,40}\}|\[[^\[\]\n]{1,40}\]")
_TABLE_HEADER: Final = re.compile(r"\s*[A-Z][A-Z0-9()/_-]+(?:\s[A-Z]+)?(?:\s{2,}[A-Z][A-Z0-9()/%_ -]*)+(?:\s.*)?$")
_COLUMNS: Final = re.compile(r"\S\s{2,}\S.*\S\s{2,}\S")
_WORD: Final = re.compile(r"[~.]?[\w./+-]*[\w./+]$", re.ASCII)
_OPTION: Final = re.compile(r"\s--?[A-Za-z][\w-]*")
_ARGUMENT: Final = re.compile(r"\s(?:-|\S*[/.=$<{])")
_SENTENCE: Final = re.compile(r"[a-z가-힣][.!?]$")
_HANGUL: Final = re.compile(r"[가-힣]")
_JOIN_LIMIT: Final = 60  # lines that an open quote may run on: longer ones are a stray apostrophe


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a fence, or several where a command runs on; `first` and `last` count from 0 within the fence.

    A command's `text` is joined, without prompt, here-document and trailing comment, which is in `comment`.
    """

    kind: Kind
    text: str
    first: int
    last: int
    comment: str = ""
    prompt: bool = False


def read(text: str, language: str = "") -> tuple[Line, ...]:
    """Return the lines of a fence, each physical line covered exactly once, in order."""
    lines = text.split("\n")
    strict = any(_STRICT.match(line) for line in lines)
    root = not strict and _root_prompts(lines)
    out: list[Line] = []
    at = 0
    while at < len(lines):
        line = _read_one(lines, at, out, strict, root, language.lower())
        out.append(line)
        at = line.last + 1
    return tuple(out)


def is_command(text: str) -> bool:
    """Tell whether the text of a code span or a table cell is a whole command: a known program with arguments."""
    body = _strip_prompt(text.strip(), False)[0]
    words = body.split()
    if len(words) < 2 or not _runs_known(words) or _reads_as_prose(body):
        return False
    return words[0] not in WORDLIKE or body != text.strip() or bool(_ARGUMENT.search(body))


def programs(text: str) -> tuple[str, ...]:
    """Return the programs that a command line runs, in order: through pipes, lists, `$(…)`, `sudo` and variables."""
    bare = _blank_quotes(text)
    return tuple(
        name for part in re.split(r"\|\|?|&&|;|\$\(|`|\bdo\b|\bthen\b", bare) if (name := _program(part.split()))
    )


def split_comment(text: str) -> tuple[str, str]:
    """Split a command line from its trailing comment: `cmd # what`, `cmd // what`, `cmd ## what`."""
    at = _comment_start(text)
    return (text, "") if at < 0 else (text[:at].rstrip(), re.sub(r"^(?:#+|//+)\s*", "", text[at:]).strip())


def _read_one(lines: list[str], at: int, before: list[Line], strict: bool, root: bool, language: str) -> Line:
    """Read the line at `at` with what it runs on to."""
    raw = lines[at]
    if not raw.strip():
        return Line("blank", "", at, at)
    body, prompt = _strip_prompt(raw, root)
    if prompt and (body.strip() or strict):
        return _command(lines, at, body, True) if body.strip() else Line("output", raw.strip(), at, at)
    if comment := _COMMENT.match(raw):
        if not strict or _is_note(lines, at, before):
            return Line("comment", raw[comment.end() :].strip(), at, at)
        return Line("output", raw.strip(), at, at)
    if not strict and _looks_like_command(lines, at, before, language):
        return _command(lines, at, raw, False)
    return Line("output", raw.strip(), at, at)


def _strip_prompt(line: str, root: bool) -> tuple[str, bool]:
    """Return the line without its prompt, and whether it had one."""
    if found := _STRICT.match(line):
        return line[found.end() :], True
    if found := _SLOPPY.match(line):
        return line[found.end() :], True
    found = _WEAK.match(line)
    if found and (root or "#" not in found[0]) and _plain_command(line[found.end() :]):
        return line[found.end() :], True
    return line, False


def _root_prompts(lines: list[str]) -> bool:
    """Tell whether `# ` is root's prompt here: commands stand behind it, none without it."""
    prompted = [line for line in lines if (found := _WEAK.match(line)) and _plain_command(line[found.end() :])]
    return bool(prompted) and not any(_plain_command(line) or _SLOPPY.match(line) for line in lines)


def _is_note(lines: list[str], at: int, before: list[Line]) -> bool:
    """Tell whether a `#` line among prompts is a comment: output, too, may begin with `#`."""
    if not before or before[-1].kind in ("blank", "comment"):
        return True
    after = (line for line in lines[at + 1 :] if line.strip() and not _COMMENT.match(line))
    return bool(_STRICT.match(next(after, "")))


def _looks_like_command(lines: list[str], at: int, before: list[Line], language: str) -> bool:
    """Judge a line without a prompt by its first word, and by what stands above."""
    line = lines[at]
    above = next((one for one in reversed(before) if one.kind != "blank"), None)
    fresh = at == 0 or above is None or above.kind == "comment" or before[-1].kind == "blank"
    words = line.split()
    if _in_table(lines, at, before) or _TABLE_HEADER.match(line) or _reads_as_prose(line):
        return False
    if above is not None and above.kind != "comment" and _indent(line) > _indent(lines[_last_command(before)]):
        return False
    if _runs_known(words):
        return not (_COLUMNS.search(_blank_quotes(split_comment(line)[0])) and not fresh and len(words) > 3)
    if not _WORD.match(words[0]) or not re.match(r"[a-z./~]", words[0]) or words[0].endswith((".", ":")):
        return False
    if words[0].startswith(("./", "~/", "/")) or _OPTION.search(split_comment(line)[0]):
        return fresh or above is None or above.kind == "command"
    return fresh and language in SHELLS and len(words) <= 4 and not _HANGUL.search(line) and len(words) > 1


def _last_command(before: list[Line]) -> int:
    """Return the first line of the last command, or of the fence's first text."""
    found = next((one.first for one in reversed(before) if one.kind == "command"), None)
    return found if found is not None else next((one.first for one in before if one.kind != "blank"), 0)


def _in_table(lines: list[str], at: int, before: list[Line]) -> bool:
    """Tell whether the line is a row below a header such as `NAME   READY   STATUS`."""
    for one in reversed(before):
        if one.kind != "output":
            return False
        if _TABLE_HEADER.match(lines[one.first]):
            return not _runs_known(lines[at].split()) or bool(_COLUMNS.search(lines[at]))
    return False


def _plain_command(text: str) -> bool:
    """Tell whether a known program stands first, as a command and not in a sentence."""
    return _runs_known(text.split()) and not _reads_as_prose(text)


def _runs_known(words: list[str]) -> bool:
    return bool(words) and (words[0] in LOOPS or _program(words).rpartition("/")[2] in PROGRAMS)


def _program(words: list[str]) -> str:
    """Return the program that the words run, behind assignments and wrappers, or the last wrapper."""
    last = ""
    for at, word in enumerate(words):
        if _ASSIGNMENT.match(word):
            continue
        if word in WRAPPERS:
            last = word
        elif not (last and (word.startswith("-") or word.isdigit() or words[at - 1] in ("-n", "-I", "-u"))):
            return word.strip("()")
    return last


def _reads_as_prose(line: str) -> bool:
    """Tell a sentence about a program from a command: Hangul outside placeholders, `is`, a full stop."""
    bare = _PLACEHOLDER.sub("x", _blank_quotes(split_comment(line)[0]))
    words = bare.split()
    if len(words) > 1 and words[0] not in LOOPS and words[1].lower() in PROSE:
        return True
    korean = sum(bool(_HANGUL.search(word)) for word in words)
    return korean * 2 > len(words) or (korean > 0 and len(words) > 3 and bool(_SENTENCE.search(bare.rstrip())))


def _command(lines: list[str], at: int, body: str, prompt: bool) -> Line:
    """Join the command that begins at `at` with all lines that it runs on to."""
    text, comment = split_comment(body)
    last = at
    while last + 1 < len(lines) and (text.endswith("\\") or re.search(r"(?:&&|\|\|?)$", text)):
        last += 1
        more, said = split_comment(re.sub(r"^\s*>\s+", "", lines[last]).strip())
        text = f"{text.removesuffix(chr(92)).rstrip()} {more}".strip()
        comment = " ".join(filter(None, (comment, said)))
    text, last = _close_quote(lines, text, last)
    text, last = _close_loop(lines, text, last)
    return Line("command", text.removesuffix("\\").strip(), at, _skip_heredoc(lines, text, last), comment, prompt)


def _close_quote(lines: list[str], text: str, last: int) -> tuple[str, int]:
    """Take in the lines of a quoted word that runs on, where it ends within the fence."""
    if not _open_quote(text):
        return text, last
    joined = text
    for more in range(last + 1, min(len(lines), last + _JOIN_LIMIT)):
        if not lines[more].strip():
            break
        joined += "\n" + lines[more]
        if not _open_quote(joined):
            return joined, more
    return text, last


def _close_loop(lines: list[str], text: str, last: int) -> tuple[str, int]:
    """Take in the lines of a `for`, `while`, `if` or `case` down to the word that ends it."""
    words = text.split()
    end = LOOPS.get(words[0]) if words else None
    if end is None or re.search(rf"\b{end}\b", text):
        return text, last
    for more in range(last + 1, min(len(lines), last + _JOIN_LIMIT)):
        if re.match(rf"\s*{end}\b", lines[more]):
            return "\n".join([text, *lines[last + 1 : more + 1]]), more
    return text, last


def _skip_heredoc(lines: list[str], text: str, last: int) -> int:
    """Return the line that ends the here-document which the command opens, else `last`."""
    found = _HEREDOC.search(text)
    if found is None:
        return last
    ends = (at for at in range(last + 1, len(lines)) if lines[at].strip() == found[2])
    return next(ends, last)


def _comment_start(text: str) -> int:
    """Return where the trailing comment begins, or -1; quotes, `${x#y}` and `http://` hold none."""
    if "#" not in text and "//" not in text:
        return -1
    for at, char in _unquoted(text):
        if at and not text[at - 1].isspace():
            continue
        if char == "#" or (text.startswith("//", at) and re.match(r"//+(?:\s|$|[^\x00-\x7f])", text[at:])):
            return at
    return -1


def _unquoted(text: str) -> Iterator[tuple[int, str]]:
    """Yield the characters outside quotes with their places; a quote that never closes is a plain character."""
    at = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 2
            continue
        if char in "'\"" and (end := _quote_end(text, at)) > 0:
            at = end + 1
            continue
        yield at, char
        at += 1


def _quote_end(text: str, start: int) -> int:
    """Return where the quote opened at `start` closes, or -1; a backslash escapes in double quotes only."""
    if text[start] == "'":
        return text.find("'", start + 1)
    at = start + 1
    while at < len(text):
        if text[at] == '"':
            return at
        at += 2 if text[at] == "\\" else 1
    return -1


def _open_quote(text: str) -> bool:
    return any(char in "'\"" for _, char in _unquoted(text))


def _blank_quotes(text: str) -> str:
    """Return the text with quoted words as `_`, so that what is in them is not read."""
    chars = ["_"] * len(text)
    for at, char in _unquoted(text):
        chars[at] = char
    return "".join(chars)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
