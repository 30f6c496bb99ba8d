"""Whether two command lines do the same, for commands of no known domain: options in any order where that is safe."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field

CONTROL = frozenset({"|", "||", "&&", ";", "&", "|&", "(", ")"})
PLACEHOLDER = re.compile(r"<([^<>\s|&;$]+)>|(?<!\$)\{([\w-]+)\}")
# Private-use characters, which no shell knows: a placeholder's brackets, and what quotes take the meaning from.
_MASKED = re.compile("\ue000(.*?)\ue001")
_QUOTED = 0xE100
_IN_SINGLE, _IN_DOUBLE = frozenset("|&;()<>$`*?~[]{}#"), frozenset("|&;()<>*?~[]{}#")
_KEEP_ORDER = frozenset({"echo", "printf", "test", "[", "expr", "find", "ffmpeg"})


@dataclass(frozen=True, slots=True)
class Tool:
    """What is known of a program: short flags without and with a value, long names, and where its options end."""

    flags: str = ""
    values: str = ""
    long: dict[str, str] = field(default_factory=dict)  # long name -> short letter, both without dashes
    taking: frozenset[str] = frozenset()  # long options that take a value, in the next word or after `=`
    literal_after: int = 99  # positional arguments after which all is another command's


def _tool(flags: str, values: str = "", long: str = "", taking: str = "", literal_after: int = 99) -> Tool:
    pairs = dict(pair.split("=") for pair in long.split())
    takes = frozenset(taking.split()) | {name for name, letter in pairs.items() if letter in values}
    return Tool(flags, values, pairs, takes, literal_after)


# From the programs' manual pages (GNU coreutils 9, grep 3, tar 1.35, curl 8, docker 27, git 2.4x, systemd 255, helm 3).
# Only what cannot be mistaken: a flag that is not here keeps its place.
TOOLS: dict[str, Tool] = {
    "ls": _tool("aAlhrtRS1dFisngoUX", "", "all=a almost-all=A human-readable=h reverse=r recursive=R directory=d"),
    "cp": _tool("arRfinpuvL", "t", "archive=a recursive=r force=f interactive=i no-clobber=n update=u verbose=v"),
    "mv": _tool("finuv", "t", "force=f interactive=i no-clobber=n update=u verbose=v"),
    "rm": _tool("rRfidv", "", "recursive=r force=f dir=d verbose=v"),
    "mkdir": _tool("pv", "m", "parents=p verbose=v mode=m"),
    "grep": _tool(
        "EFGPivwxcnlLhHoqrRsz",
        "efmABC",
        "extended-regexp=E fixed-strings=F ignore-case=i invert-match=v word-regexp=w line-regexp=x count=c "
        "line-number=n files-with-matches=l only-matching=o quiet=q recursive=r regexp=e file=f max-count=m "
        "after-context=A before-context=B context=C",
    ),
    "tar": _tool(
        "cxtzjJvpkruA",
        "fC",
        "create=c extract=x list=t gzip=z bzip2=j xz=J verbose=v preserve-permissions=p file=f directory=C",
    ),
    "chmod": _tool("Rvcf", "", "recursive=R verbose=v changes=c silent=f"),
    "chown": _tool("Rvcfh", "", "recursive=R verbose=v changes=c silent=f"),
    "df": _tool("hHTikalP", "t", "human-readable=h print-type=T inodes=i all=a local=l type=t"),
    "du": _tool("shackxbm", "d", "summarize=s human-readable=h all=a total=c max-depth=d"),
    "head": _tool("qv", "nc", "lines=n bytes=c quiet=q"),
    "tail": _tool("fFqv", "nc", "follow=f lines=n bytes=c quiet=q"),
    "sort": _tool("nrufbdgihVM", "kto", "numeric-sort=n reverse=r unique=u ignore-case=f key=k output=o"),
    "wc": _tool("lwcmL", "", "lines=l words=w bytes=c chars=m"),
    "cat": _tool("nbsAETv", "", "number=n number-nonblank=b squeeze-blank=s show-all=A"),
    "curl": _tool(
        "sSfLkiIvOgN",
        "XHdouAmTFe",
        "silent=s show-error=S fail=f location=L insecure=k include=i head=I verbose=v remote-name=O "
        "request=X header=H data=d output=o user=u user-agent=A max-time=m",
    ),
    "systemctl": _tool("aqlf", "tn", "all=a quiet=q full=l force=f type=t", "state"),
    "journalctl": _tool(
        "fxekrqb", "unp", "follow=f catalog=x pager-end=e dmesg=k reverse=r unit=u lines=n priority=p", "since until"
    ),
    "docker run": _tool(
        "itdP",
        "pveuwhlm",
        "interactive=i tty=t detach=d publish-all=P publish=p volume=v env=e user=u workdir=w hostname=h label=l memory=m",
        "name network restart entrypoint mount cpus env-file platform pull add-host",
        1,
    ),
    "docker exec": _tool("itd", "euw", "interactive=i tty=t detach=d env=e user=u workdir=w", "env-file", 1),
    "docker ps": _tool("aqsl", "fn", "all=a quiet=q size=s latest=l filter=f last=n", "format"),
    "docker images": _tool("aq", "f", "all=a quiet=q filter=f", "format"),
    "docker build": _tool("q", "tf", "quiet=q tag=t file=f", "build-arg target platform"),
    "docker logs": _tool("ft", "n", "follow=f timestamps=t tail=n", "since until"),
    "docker rm": _tool("fvl", "", "force=f volumes=v link=l"),
    "docker rmi": _tool("f", "", "force=f"),
    "docker stop": _tool("", "t", "time=t"),
    "git commit": _tool(
        "aqvsn", "mFC", "all=a quiet=q verbose=v signoff=s no-verify=n message=m file=F", "author date"
    ),
    "git add": _tool("Aupvnf", "", "all=A update=u patch=p verbose=v dry-run=n force=f"),
    "git push": _tool("fudqv", "", "force=f set-upstream=u delete=d quiet=q verbose=v"),
    "git pull": _tool("qvr", "", "quiet=q verbose=v rebase=r"),
    "git log": _tool("p", "n", "patch=p max-count=n", "author since until grep"),
    "git branch": _tool("advrfl", "", "all=a delete=d verbose=v remotes=r force=f list=l"),
    "git checkout": _tool("qf", "bB", "quiet=q force=f"),
    "git switch": _tool("qfd", "cC", "quiet=q force=f detach=d create=c force-create=C"),
    "git clone": _tool("qv", "bo", "quiet=q verbose=v branch=b origin=o", "depth"),
    "git reset": _tool("q", "", "quiet=q"),
    "helm install": _tool("gh", "nf", "generate-name=g namespace=n values=f", "set version repo timeout kube-context"),
    "helm upgrade": _tool("ih", "nf", "install=i namespace=n values=f", "set version repo timeout kube-context"),
    "helm list": _tool("Aaq", "nlf", "all-namespaces=A all=a short=q namespace=n"),
    "helm uninstall": _tool("", "n", "namespace=n", "timeout"),
}
UNKNOWN = Tool()


Flag = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One simple command: flags as `(name, value, as written)`, positional arguments, and what passes through literally."""

    program: str
    flags: tuple[Flag, ...]
    arguments: tuple[str, ...]
    literal: tuple[str, ...]
    known: bool


def differences(expected: str, given: str) -> tuple[str, ...]:
    """Say what is missing, added or different in `given`; nothing if both do the same."""
    wanted, offered = _segments(expected), _segments(given)
    if expected.startswith("-") and _fragment(expected) == _fragment(given):
        return ()
    if wanted is None or offered is None:
        return () if expected.split() == given.split() else ("the quotes are not closed",)
    if [joint for joint, _words in wanted] != [joint for joint, _words in offered]:
        return ("the commands are joined differently",)
    found = [reason for (_, one), (_, other) in zip(wanted, offered, strict=True) for reason in _compare(one, other)]
    return tuple(dict.fromkeys(found))


def _fragment(options: str) -> list[str]:
    """Write options that stand alone in one way: `-it` as `-i -t`, and `--type=x`, `--type x` and `-oyaml` joined."""
    clusters = re.sub(
        r"(?<!\S)-([a-zA-Z]{2,3})(?!\S)", lambda match: " ".join(f"-{letter}" for letter in match[1]), options
    )
    return sorted(re.sub(r"(?<=\w)[\s=]+(?!-)", "", part) for part in re.split(r"\s+(?=-)", clusters.strip()))


def _segments(command: str) -> list[tuple[str, list[str]]] | None:
    """Split at pipes and the like, placeholders masked: `[(what joins it to the next, words)]`."""
    joined = re.sub(r"\\\n", " ", command.strip())
    lexer = shlex.shlex(_mask(re.sub(r"^\s*[$#>]\s+", "", joined)), posix=True, punctuation_chars="|&;()<>")
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        words = list(lexer)
    except ValueError:
        return None
    segments: list[tuple[str, list[str]]] = [("", [])]
    for word in words:
        if word in CONTROL:
            segments[-1] = (word, segments[-1][1])
            segments.append(("", []))
        else:
            segments[-1][1].append(word)
    return segments[:-1] if len(segments) > 1 and not segments[-1][1] and segments[-2][0] == ";" else segments


def _mask(command: str) -> str:
    """Hide from shlex what quotes hide from a shell, and the brackets of placeholders outside of quotes."""
    pieces = re.split(r"('[^']*'|\"(?:\\.|[^\"\\])*\")", command)
    for at, piece in enumerate(pieces):
        if at % 2:
            hidden = _IN_SINGLE if piece[0] == "'" else _IN_DOUBLE
            pieces[at] = "".join(chr(_QUOTED + ord(char)) if char in hidden else char for char in piece)
        else:
            pieces[at] = PLACEHOLDER.sub(lambda match: f"\ue000{match[1] or match[2]}\ue001", piece)
    return "".join(pieces)


def _compare(wanted: list[str], offered: list[str]) -> Iterable[str]:
    if _all_match(wanted, offered):
        return
    one, other = _line(wanted), _line(offered)
    if not _match(one.program, other.program):
        yield f"the command is `{_plain(one.program)}`, not `{_plain(other.program)}`"
        return
    reasons = [*_flag_differences(one, other), *_argument_differences(one, other)]
    yield from reasons
    if not reasons and not (one.known and other.known) and not _loosely_same(wanted, offered):
        yield "the order differs, and it may matter"


def _flag_differences(one: Line, other: Line) -> Iterable[str]:
    left = list(other.flags)
    missing = []
    for flag in one.flags:
        match = next((given for given in left if given[0] == flag[0] and _match(flag[1], given[1])), None)
        if match:
            left.remove(match)
        else:
            missing.append(flag)
    for name, value, shown in missing:
        other_flag = next((flag for flag in left if flag[0] == name), None)
        if other_flag is None:
            yield f"`{_written(shown, value)}` is missing"
        else:
            left.remove(other_flag)
            yield f"`{_plain(shown)}` is `{_plain(value)}`, not `{_plain(other_flag[1])}`"
    yield from (f"`{_written(shown, value)}` is too much" for _name, value, shown in left)
    if not missing and not left and _repeated(one.flags) != _repeated(other.flags):
        yield "the order of a repeated option differs"


def _repeated(flags: tuple[Flag, ...]) -> dict[str, list[str]]:
    """Return the values of options given more than once: there the last one wins, or all add up in order."""
    found: dict[str, list[str]] = {}
    for name, value, _shown in flags:
        found.setdefault(name, []).append(value)
    return {name: values for name, values in found.items() if len(values) > 1 and not _MASKED.search("".join(values))}


def _argument_differences(one: Line, other: Line) -> Iterable[str]:
    for wanted, offered in ((one.arguments, other.arguments), (one.literal, other.literal)):
        if _all_match(wanted, offered):
            continue
        missing = [word for word in wanted if word not in offered and not _MASKED.search(word)]
        extra = [word for word in offered if word not in wanted]
        if len(wanted) == len(offered) and len(missing) == len(extra):
            yield from (f"`{_plain(a)}` is expected, not `{_plain(b)}`" for a, b in zip(missing, extra, strict=True))
        else:
            yield from (f"`{_plain(word)}` is missing" for word in missing)
            yield from (f"`{_plain(word)}` is too much" for word in extra)
        if not missing and not extra:
            yield "the arguments differ in number or order"


def _line(words: list[str]) -> Line:
    name, tool, rest = _program(words)
    flags: list[Flag] = []
    arguments: list[str] = []
    while rest:
        word, *rest = rest
        if word == "--":
            return Line(name, tuple(flags), tuple(arguments), ("--", *rest), _all_known(tool, flags))
        if word.startswith("--"):
            rest = _long(tool, word, rest, flags)
        elif word.startswith("-") and len(word) > 1:
            rest = _short(tool, word, rest, flags)
        else:
            arguments.append(word)
            if len(arguments) >= tool.literal_after:
                return Line(name, tuple(flags), tuple(arguments), tuple(rest), _all_known(tool, flags))
    return Line(name, tuple(flags), tuple(arguments), (), _all_known(tool, flags))


def _all_known(tool: Tool, flags: list[Flag]) -> bool:
    if tool is UNKNOWN:
        return False
    letters = {f"-{letter}" for letter in tool.flags + tool.values} | {f"--{name}" for name in tool.taking}
    return all(name in letters or (name.startswith("--") and bool(value)) for name, value, _shown in flags)


def _program(words: list[str]) -> tuple[str, Tool, list[str]]:
    if not words:
        return "", UNKNOWN, []
    if len(words) > 1 and f"{words[0]} {words[1]}" in TOOLS:
        name = f"{words[0]} {words[1]}"
        return name, TOOLS[name], words[2:]
    tool = TOOLS.get(words[0], UNKNOWN)
    rest = words[1:]
    if words[0] == "tar" and rest and rest[0].isalpha():
        rest = [f"-{rest[0]}", *rest[1:]]  # tar xzf: the old form of -xzf
    return words[0], tool, rest


def _long(tool: Tool, word: str, rest: list[str], flags: list[Flag]) -> list[str]:
    name, equals, value = word[2:].partition("=")
    if not equals and name in tool.taking and rest:
        value, rest = rest[0], rest[1:]
    flags.append((f"-{tool.long[name]}" if name in tool.long else f"--{name}", value, f"--{name}"))
    return rest


def _short(tool: Tool, word: str, rest: list[str], flags: list[Flag]) -> list[str]:
    if tool is UNKNOWN:
        flags.append((word, "", word))
        return rest
    for at, letter in enumerate(word[1:], 1):
        if letter in tool.values:
            value = word[at + 1 :].removeprefix("=")
            if not value and rest:
                value, rest = rest[0], rest[1:]
            flags.append((f"-{letter}", value, f"-{letter}"))
            return rest
        if letter not in tool.flags:
            flags.append((f"-{word[at:]}", "", f"-{word[at:]}"))  # a flag that we do not know, perhaps with its value
            return rest
        name = "r" if letter == "R" and tool in (TOOLS["rm"], TOOLS["cp"]) else letter
        flags.append((f"-{name}", "", f"-{letter}"))
    return rest


def _loosely_same(wanted: list[str], offered: list[str]) -> bool:
    """For unknown flags: only `--name=value` options that stand side by side may change places."""
    return _all_match(_settled(wanted), _settled(offered))


def _settled(words: list[str]) -> list[str]:
    if words and words[0] in _KEEP_ORDER:
        return words
    found: list[str] = []
    run: list[str] = []
    for word in words:
        if word.startswith("--") and "=" in word and "--" not in found:  # after `--` another command begins
            run.append(word)
        else:
            found += [*sorted(run), word]
            run = []
    return found + sorted(run)


def _all_match(wanted: Iterable[str], offered: Iterable[str]) -> bool:
    one, other = list(wanted), list(offered)
    return len(one) == len(other) and all(map(_match, one, other))


def _match(wanted: str, offered: str) -> bool:
    """Compare two words; a placeholder in the key stands for any."""
    if wanted == offered:
        return True
    if not _MASKED.search(wanted):
        return False
    parts = [re.escape(part) for part in re.split(_MASKED.pattern, wanted)[::2]]
    return re.fullmatch(r".+".join(parts), offered, re.DOTALL) is not None


def _plain(word: str) -> str:
    shown = _MASKED.sub(r"<\1>", word)
    return "".join(chr(ord(char) - _QUOTED) if _QUOTED < ord(char) < _QUOTED + 128 else char for char in shown)


def _written(name: str, value: str) -> str:
    joint = "=" if name.startswith("--") else " "
    return _plain(f"{name}{joint}{value}" if value else name)
