"""`docker run --name web nginx` for "컨테이너 실행": the values of a command that its purpose does not name."""

from __future__ import annotations

import re

from generator import programs, sql
from generator.knowledge import Domain
from generator.model import CommandLine
from generator.names import mentions, names_of, squeezed

# A value that stands for any: <name>, {name}, [NAME], NAME, $NAME, 테이블명, file1, -, ., /, ~, *.
_ANY = re.compile(
    r"<.*>|\{.*\}|\[.*\]|\$?[A-Z][A-Z_]+|\$\{?\w+\}?|[가-힣_]+|[.~/*-]+|\.\./?|/?(?:bin/)?(?:ba)?sh|file\d?|\d|(?:key|value)(?:[-=].*)?"
)
_PLACEHOLDERS = re.compile(r"<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\]|[가-힣_]+")
# A name that its writer made up to stand for any of its kind: file.txt, newdir, dir1/, user_name, my-pod, groupname.
_KIND = "file|dir|directory|folder|path|user|group|host|server|container|image|network|volume|pod|deployment|service|node|namespace|branch|repo|commit|tag|package|process|command|option|pattern|string|text|word|keyword|database|db|table"
_MADE_UP = re.compile(
    rf"(?:(?:file|dir|directory|folder|path|user|group|host|command|cmd|filename|text|string|pattern|keyword)"
    rf"|(?:my|your|new|old|some|source|src|target|dest|destination|remote|local)[-_]?(?:{_KIND}|name)"
    rf"|(?:{_KIND})[-_]?(?:name|id|ip|path)|(?:file|dir|directory|user|group|text)[-_]?\d)(?:\.(?:txt|sh|log|md|c|py|tar|gz|zip))?/?"
)
_RESULT = re.compile(r"\$\([^()]*\)")  # `$(docker ps -q)`: what another command prints is no value of this one
_HOLE = "X_X"
_HOLES = re.compile(r"<[^<>]*>|\$?\{[^{}]*\}|\[[^\[\]]*\]")
_MODE = re.compile(r"[ugoa]*[-+=][rwxst]+|[0-7]{3,4}")  # u+x, 755: what `chmod` is to set is what is asked
# Words that say what a program is to do, wherever they stand: `service network restart`, `ip link set lo up`.
_DOES = re.compile(
    r"(?:re)?start|stop|status|(?:re)?load|enable|disable|up|down|on|off|add|del|delete|rm|(?:auto)?remove|purge|(?:auto)?clean|set|get|list|show|ls|install|uninstall|update|upgrade|search|create|init|run|build|push|pull|apply|info|help|version|edit|reset|flush|log|logs|attach|detach|quit|exit"
)
_KNOWN = re.compile(r"wide|yaml|json|name|all|default|root|localhost")
_SIMPLE = re.compile(r"[\w./:=@-]{1,24}", re.ASCII)
MOST_SHOWN = 2  # values that a question can name in brackets


def values(line: CommandLine, domain: Domain) -> tuple[str, ...]:
    """Return the values of a command that its purpose does not name, in order; nobody can guess them."""
    command = _HOLES.sub(_HOLE, _RESULT.sub("", line.command))
    words = domain.values_of(command)
    if words is None:
        words = _arguments(command)
    words = tuple(word for word in words if word != line.program and not _DOES.fullmatch(word) and not _is_hole(word))
    if line.program == "chmod":
        words = tuple(word for word in words if not _MODE.fullmatch(word))
    found = [word for word in words if not stands_for_any(word) and not _said(word, line.purpose, domain)]
    return tuple(dict.fromkeys(found))


def _is_hole(word: str) -> bool:
    """Whether a word is made of placeholders and marks: `<name>:/<path>`."""
    return _HOLE in word and not re.search(r"\w", word.replace(_HOLE, ""))


def telling(line: CommandLine) -> tuple[str, ...]:
    """Return the words of a command without its placeholders and names that were made up."""
    bare = _PLACEHOLDERS.sub(" ", line.command).split()
    return tuple(word for word in bare if not all(_MADE_UP.fullmatch(part) for part in re.split(r"[:@]", word)))


def is_alone(line: CommandLine) -> bool:
    """Tell whether a command is its program with placeholders alone: `mkdir [폴더]` is its own answer."""
    return [word for word in telling(line) if not _ANY.fullmatch(word)] == [line.program]


def stands_for_any(word: str) -> bool:
    """Tell whether a word of a command is a placeholder, or a name that was made up to be one: <pod>, file.txt, my-pod."""
    if _ANY.fullmatch(word):
        return True
    return all(_MADE_UP.fullmatch(part) or _ANY.fullmatch(part) for part in re.split(r"[:@]", word))


def shown(line: CommandLine, domain: Domain) -> tuple[str, ...]:
    """Return the values that a question names in brackets: at most two, plain ones, and no two bare numbers."""
    found = values(line, domain)
    plain = all(_SIMPLE.fullmatch(word) for word in found) and sum(word.isdigit() for word in found) <= 1
    return found if len(found) <= MOST_SHOWN and plain else ()


def is_program(word: str) -> bool:
    """Tell whether a command's first word may be a program's name: no verb such as `show`, no call."""
    known = word == sql.PROGRAM or word in programs.known()
    return known or (bool(re.fullmatch(r"[\w./+-]+", word)) and not _DOES.fullmatch(word))


def _arguments(command: str) -> tuple[str, ...]:
    """Return the arguments of a program of which there is no data: a plain second word is taken for a subcommand."""
    words = command.split()
    words = words[words[0] == "sudo" :]
    first = 2 if len(words) > 1 and re.fullmatch(r"[a-z-]+", words[1]) else 1
    plain = (
        re.sub(r"\(\)|[;,]$", "", word.rstrip(";")).strip("'\"") for word in words[first:] if not word.startswith("-")
    )
    return tuple(word for word in plain if word and not re.fullmatch(r"[&|<>]+", word))


def _said(word: str, purpose: str, domain: Domain) -> bool:
    """Whether a purpose names a value, its parts, or another name of it: 파드 for pod."""
    parts = [part for part in re.split(r"[=/:,@]", word) if part and not re.fullmatch(r"\d|v\d+|latest", part)]
    return all(_named(part, purpose, domain) for part in parts)


def _named(part: str, purpose: str, domain: Domain) -> bool:
    if _KNOWN.fullmatch(part) or squeezed(part.strip("'\"")) in squeezed(purpose):
        return True
    singular = part.removesuffix("s")
    return any(mentions(purpose, name) for one in (part, singular) for name in names_of(one, domain))
