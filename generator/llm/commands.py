"""Commands on a model's card against those of the note: word by word, to their end, placeholders in place of values."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from generator import shell
from generator.llm.lists import items_of
from generator.llm.values import Fix, WrittenCard

# What a card may write for a value that only the note's example has: <name>, [name], {name}, DB명.
_PLACEHOLDER = re.compile(r"<[^<>]+>|\[[^\[\]]+\]|\{[^{}]+\}|\w*[^\W\x00-\x7f]\w*")
# What a command may be followed by on its line.
_END = r"(?=\s*(?:$|[#|;&)\\,\"'<>]|[^\x00-\x7f]|:(?:\s|$)|[-=]+>?\s))"
# Tags of pasted HTML; <name> in a command is a placeholder.
_TAGS = (
    "a|b|blockquote|br|code|div|em|font|h[1-6]|hr|i|kbd|li|mark|ol|p|pre|s|span|strong|sub|sup|t[dhr]|table|tbody|u|ul"
)
_CUT = re.compile(rf"`+|</?(?:{_TAGS})\b[^<>]*/?>", re.IGNORECASE)
WORDS_OF_A_NAME = 2  # "kubectl apply" names a command, and wants no arguments
_QUOTES = str.maketrans("“”‘’", "\"\"''")


def commands_of(card: WrittenCard) -> Iterator[str]:
    """Yield the commands on a card: answers that are some, and what a question about a command names."""
    answers = items_of(card.answer) if card.direction == "list-all" else (card.answer,)
    for answer in (text.strip("` ").removeprefix("$ ") for text in answers):
        if card.direction == "purpose->command" or shell.is_command(answer):
            yield answer
    if card.direction == "command->purpose":
        quoted = re.findall(r"`([^`]+)`", card.question)
        found = quoted or re.findall(r"[!-~][ -~]*[!-~]", card.question)
        if found:
            yield max(found, key=len).strip("$ ?'\"")


def in_note(command: str, lines: Sequence[str], fixes: Iterable[Fix]) -> bool:
    """Tell whether a note holds a command, whole to its end, as it is or with fixes that hold."""
    known = tuple(fixes)
    pieces = [piece for line in lines for piece in _pieces(line)]
    if len(command.split()) <= WORDS_OF_A_NAME or not shell.is_command(command):
        named = " ".join(command.translate(_QUOTES).split())
        if any(named in form for piece in pieces for form in _forms(piece, known)):
            return True
    joined = " ".join(" ".join(line.rstrip("\\ ").split()) for line in pieces)
    wanted = _pattern(command)
    if not wanted:
        return False
    if any(_holds(wanted, form) for piece in pieces for form in _forms(piece, known)):
        return True
    spread = "\n" in command or any(line.rstrip().endswith("\\") for line in lines)
    return spread and any(re.search(wanted, form) for form in _forms(joined, known))


def _pieces(line: str) -> list[str]:
    """Part a line at its code marks and tags, so that a command in running text has its end."""
    plain = html.unescape(_CUT.sub("\n", line)).translate(_QUOTES)
    return [text for part in plain.split("\n") if (text := " ".join(part.split()))]


def _forms(text: str, fixes: Sequence[Fix]) -> tuple[str, ...]:
    fixed = text
    for fix in fixes:
        fixed = fixed.replace(fix.wrong, fix.right)
    return (text,) if fixed == text else (text, fixed)


def _pattern(command: str) -> str:
    """Return the pattern of a command in a text, "" for one that is nothing but placeholders."""
    text = " ".join(html.unescape(command).translate(_QUOTES).replace("\\\n", " ").replace("`", "").split())
    fixed = _PLACEHOLDER.split(text)
    if not re.search(r"[!-~]{2}", "".join(fixed)):
        return ""
    found = re.escape(fixed[0]) + "".join(rf"\S+?(?: \S+?)??{re.escape(part)}" for part in fixed[1:])
    return rf"(?<![A-Za-z0-9_-]){found}(?![A-Za-z0-9_])"


def _holds(wanted: str, text: str) -> bool:
    """Tell whether a text holds a command to its end; in running text the end is not to be seen."""
    return bool(re.search(wanted + (_END if shell.is_command(text) else ""), text))
