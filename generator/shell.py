"""Tell commands from comments and output in the text of a code fence, as people write it in notes.

# list the pods            comment
$ kubectl get pods         command, with a prompt
NAME   READY   STATUS      output
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
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

# Programs that print a file: what follows them is its text, commands included.
PRINTERS: Final = _words("cat head tail less more history type alias env crontab vi vim nano grep curl")

_HOST: Final = r"(?:\([\w.-]+\)\s*)?(?:\[[\w.-]+@[^\]\n]+\]|[\w.-]+@[\w.-]+(?:[: ][~/\w.-]*)?)\s?[$#%>]"
_STRICT: Final = re.compile(
    rf"\s*(?:{_HOST}\s*|(?:\([\w.-]+\)\s*)?\$(?:\s+|$)|(?:ba|z|k|da)?sh-[\d.]+[$#]\s*|PS(?: (?:[A-Za-z]:|[~/])[^>]*)?>\s*"
    r"|[A-Z]:\\[^>]*>\s*|[~/][\w./-]*\s[#$%]\s+)"
)
_SLOPPY: Final = re.compile(r"\s*\$(?=[a-z][\w.+-]*(?:\s|$))")  # `$cd ..`, but neither `$HOME/bin` nor `$변수`
# A prompt only where what follows is a command: "# ", "➜  ~ git:(main) ✗ ", "controlplane $ ".
_WEAK: Final = re.compile(
    r"\s*(?:[#%>❯]|➜(?:\s+[~/\w.-]+(?:\s+git:\([^()\n]*\))?(?:\s+✗)?)??|[a-z][\w-]{1,20}\s(?:[~/][\w./-]*\s+)?[$➜])\s+"
)
_COMMENT: Final = re.compile(r"\s*(?:#+|//+)(?!!)\s*")
_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=\S*$")
_HEREDOC: Final = re.compile(r"(?<!<)<<-?\s*(['\"]?)([A-Za-z_][\w-]*)\1")
_JOINT: Final = re.compile(r"\s*(?:\\|(?<=\s)`)$")
_CONTINUED: Final = re.compile(r"\s*(?:\||&&)\s*\S(?!.*\|\s*$)")  # a line that can only run on from the one above
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

    A command's `text` is joined, without prompt and trailing comment, which is in `comment`; the lines of its
    here-documents are in `body`, through the words that end them.
    """

    kind: Kind
    text: str
    first: int
    last: int
    comment: str = ""
    prompt: bool = False
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShellCommand:
    """A command of a fence with what is said of it and what it printed; lines count from 0 within the fence.

    `text` is the whole of it: joined where it runs on, and with its here-documents, each line of them after a `\\n`.
    `comment_above` and `comment_below` keep their lines apart by `\\n`; a comment is below a command only in a fence that
    explains each command after it. `comment_lines` are where all of them stand. Commands that share a `group` stand
    together, so that a comment above the first is about all of them. A manifest pasted under a command is its `output`.
    """

    text: str
    first: int
    last: int
    comment_above: str = ""
    comment_beside: str = ""
    prompt: bool = False
    output: tuple[str, ...] = ()
    comment_below: str = ""
    comment_lines: tuple[int, ...] = ()
    group: int = 0


def commands(text: str, language: str = "") -> tuple[ShellCommand, ...]:
    """Return the commands of a fence in order, each with its comments and its output."""
    written = text.split("\n")
    lines = read(text, language)
    below = _explains_below(lines)
    found: list[tuple[ShellCommand, list[str]]] = []
    above: list[Line] = []
    group, before = 0, "blank"
    for line in lines:
        if line.kind == "command":
            group += not found or before != "command"
            found.append((_with_comments(line, above, group), []))
        elif found and line.kind == "comment" and below and before in ("command", "comment"):
            found[-1] = (_explained(found[-1][0], line), found[-1][1])
        elif found and line.kind in ("output", "blank") and not above:
            found[-1][1].append(written[line.first])
        above = [*above, line] if line.kind == "comment" and not below else []
        before = line.kind
    return tuple(replace(one, output=_without_blank_ends(output)) for one, output in found)


def read(text: str, language: str = "") -> tuple[Line, ...]:
    """Return the lines of a fence, each physical line covered exactly once, in order."""
    lines = text.split("\n")
    strict = any(_STRICT.match(line) for line in lines)
    fence = _Fence(lines, strict, not strict and _root_prompts(lines), language.lower(), _prompts_next(lines))
    out: list[Line] = []
    at = 0
    while at < len(lines):
        line = _read_one(fence, at)
        fence.pass_by(line)
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


@dataclass(slots=True)
class _Fence:
    """The lines of a fence and what was read of them so far, so that no line has to look back over all above it."""

    lines: list[str]
    strict: bool  # a prompt marks commands here
    root: bool  # "# " is root's prompt here
    language: str
    prompts_next: list[bool]  # by line: the next line that is no comment has a prompt
    last: Kind = "blank"  # what the line just above is
    above: Line | None = None  # the last line that is not blank
    margin: int = -1  # how far the last command is set in, or the first text
    table: bool = False  # inside output, below a header such as `NAME   READY   STATUS`
    listed: bool = False  # commands without prompts may follow: the last one neither printed nor prints files

    def pass_by(self, line: Line) -> None:
        self.last = line.kind
        self.table = line.kind == "output" and (self.table or bool(_TABLE_HEADER.match(self.lines[line.first])))
        if line.kind != "blank":
            self.above = line
        if line.kind == "command" or (line.kind != "blank" and self.margin < 0):
            self.margin = _indent(self.lines[line.first])
        if line.kind == "command":
            self.listed = bool(line.body) or not PRINTERS.intersection(programs(line.text))
        elif line.kind == "output":
            self.listed = False


def _read_one(fence: _Fence, at: int) -> Line:
    """Read the line at `at` with what it runs on to."""
    raw = fence.lines[at]
    if not raw.strip():
        return Line("blank", "", at, at)
    body, prompt = _strip_prompt(raw, fence.root)
    if prompt and (body.strip() or fence.strict):
        return _command(fence.lines, at, body, True) if body.strip() else Line("output", raw.strip(), at, at)
    if comment := _COMMENT.match(raw):
        if not fence.strict or _is_note(fence, at):
            return Line("comment", raw[comment.end() :].strip(), at, at)
        return Line("output", raw.strip(), at, at)
    if _is_listed(fence, at) if fence.strict else _looks_like_command(fence, at):
        return _command(fence.lines, at, raw, False)
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


def _prompts_next(lines: list[str]) -> list[bool]:
    """Return for each line whether the next one that is neither blank nor a comment has a prompt."""
    found: list[bool] = []
    prompts = False
    for line in reversed(lines):
        found.append(prompts)
        if line.strip() and not _COMMENT.match(line):
            prompts = bool(_STRICT.match(line))
    return found[::-1]


def _is_note(fence: _Fence, at: int) -> bool:
    """Tell whether a `#` line among prompts is a comment: output, too, may begin with `#`."""
    return fence.above is None or fence.last in ("blank", "comment") or fence.prompts_next[at] or fence.listed


def _is_listed(fence: _Fence, at: int) -> bool:
    """Tell whether a line without a prompt is a command in a fence where others have one, before any output."""
    line = fence.lines[at]
    first = line.split()[0]
    alone = fence.above is None or fence.listed
    return alone and not line[:1].isspace() and first not in WORDLIKE and is_command(line)


def _looks_like_command(fence: _Fence, at: int) -> bool:
    """Judge a line without a prompt by its first word, and by what stands above."""
    line, above = fence.lines[at], fence.above
    fresh = at == 0 or above is None or above.kind == "comment" or fence.last == "blank"
    words = line.split()
    if _in_table(fence, at) or _TABLE_HEADER.match(line) or _reads_as_prose(line):
        return False
    if above is not None and above.kind != "comment" and _indent(line) > fence.margin:
        return False
    if _runs_known(words):
        return not (_COLUMNS.search(_blank_quotes(split_comment(line)[0])) and not fresh and len(words) > 3)
    if not _WORD.match(words[0]) or not re.match(r"[a-z./~]", words[0]) or words[0].endswith((".", ":")):
        return False
    if words[0].startswith(("./", "~/", "/")) or _OPTION.search(split_comment(line)[0]):
        return fresh or above is None or above.kind == "command"
    return fresh and fence.language in SHELLS and len(words) <= 4 and not _HANGUL.search(line) and len(words) > 1


def _in_table(fence: _Fence, at: int) -> bool:
    """Tell whether the line is a row below a header such as `NAME   READY   STATUS`."""
    line = fence.lines[at]
    return fence.table and (not _runs_known(line.split()) or bool(_COLUMNS.search(line)))


def _explains_below(lines: tuple[Line, ...]) -> bool:
    """Tell whether a fence explains each command after it: commands come first, and no comment stands over one."""
    kinds = [line.kind for line in lines]
    if "comment" not in kinds or "command" not in kinds or kinds.index("comment") < kinds.index("command"):
        return False
    ends = kinds[::-1]
    closed = ends.index("comment") < ends.index("command")
    over = any(one == "blank" and other == "comment" for one, other in pairwise(kinds))
    return closed and not over


def _with_comments(line: Line, above: list[Line], group: int) -> ShellCommand:
    return ShellCommand(
        "\n".join((line.text, *line.body)),
        line.first,
        line.last,
        "\n".join(comment.text for comment in above),
        line.comment,
        line.prompt,
        comment_lines=(*(comment.first for comment in above), *([line.first] if line.comment else [])),
        group=group,
    )


def _explained(command: ShellCommand, comment: Line) -> ShellCommand:
    said = "\n".join(filter(None, (command.comment_below, comment.text)))
    return replace(command, comment_below=said, comment_lines=(*command.comment_lines, comment.first))


def _without_blank_ends(output: list[str]) -> tuple[str, ...]:
    text = [at for at, line in enumerate(output) if line.strip()]
    return tuple(output[text[0] : text[-1] + 1]) if text else ()


def _plain_command(text: str) -> bool:
    """Tell whether a known program stands first, as a command and not in a sentence."""
    return _runs_known(text.split()) and not _reads_as_prose(text)


def _runs_known(words: list[str]) -> bool:
    return bool(words) and (words[0] in LOOPS or _program(words).rpartition("/")[2] in PROGRAMS)


def _program(words: list[str]) -> str:
    """Return the program that the words run, behind assignments and wrappers, or the last wrapper."""
    last = ""
    for at, word in enumerate(words):
        if _ASSIGNMENT.match(word) or word == "&":
            continue
        if word in WRAPPERS:
            last = last if last and word == "command" else word
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
    while last + 1 < len(lines) and (_runs_on(text) or (_CONTINUED.match(lines[last + 1]) and not comment)):
        last += 1
        more, said = split_comment(re.sub(r"^\s*>\s+", "", lines[last]).strip())
        text = f"{re.sub(_JOINT, '', text)} {more}".strip()
        comment = " ".join(filter(None, (comment, said)))
    text, last = _close_quote(lines, text, last)
    text, last = _close_loop(lines, text, last)
    end = _heredoc_end(lines, text, last)
    return Line(
        "command", text.removesuffix("\\").strip(), at, end, comment, prompt, _heredoc(lines[last + 1 : end + 1])
    )


def _runs_on(text: str) -> bool:
    """Tell whether a command goes on in the next line: a backslash, PowerShell's backtick, a pipe, `&&`."""
    return (
        text.endswith("\\")
        or bool(re.search(r"(?:&&|\|\|?)$", text))
        or (text.endswith(" `") and text.count("`") % 2 == 1)
    )


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


def _heredoc_end(lines: list[str], text: str, last: int) -> int:
    """Return the line that ends the last here-document which the command opens, else `last`.

    One that never ends takes the rest of the fence, as a shell would, if its word is written as such words are.
    """
    outside = {at for at, _ in _unquoted(text)} if "<<" in text else set()
    for found in _HEREDOC.finditer(text):
        if found.start() in outside:
            ends = (at for at in range(last + 1, len(lines)) if _second_prompt(lines[at]).strip() == found[2])
            last = next(ends, len(lines) - 1 if found[2].isupper() else last)
    return last


def _heredoc(lines: list[str]) -> tuple[str, ...]:
    """Return the lines of a here-document without the prompts of a terminal that it was copied from."""
    prompts = all(line.startswith(">") for line in lines)
    return tuple(_second_prompt(line) if prompts else line for line in lines)


def _second_prompt(line: str) -> str:
    return re.sub(r"^> ?", "", line)


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
