"""Programs other than kubectl: which options are safe to reorder, and their long and short forms.

An option that is not in the table makes the comparison one of words in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.domains.kubernetes.shape import Shape


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a program: letters without and with a value; `long` gives a letter's long form.

    With `stops` the options end at the first argument: what follows is another program's.
    """

    plain: str = ""
    valued: str = ""
    long: dict[str, str] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()  # long options without a letter and without a value
    more: frozenset[str] = frozenset()  # long options without a letter and with a value
    stops: bool = False
    dashless: bool = False  # `tar xvf` is `tar -xvf`


def _long(text: str) -> dict[str, str]:
    return dict(pair.split(":", 1) for pair in text.split())


def _bare(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DOCKER_RUN: Final = Options(
    "ditPq",
    "pvehuwlm",
    _long(
        "d:detach i:interactive t:tty p:publish v:volume e:env h:hostname u:user w:workdir l:label m:memory P:publish-all"
    ),
    _bare("rm privileged init read-only"),
    _bare("name network net restart env-file entrypoint cpus mount add-host dns gpus pull platform log-driver"),
    stops=True,
)
TABLE: Final[dict[str, Options]] = {
    "ls": Options("alhrtR1SdiFAGns", "", _long("a:all A:almost-all h:human-readable R:recursive r:reverse d:directory i:inode s:size F:classify")),
    "rm": Options("rfivd", "", _long("r:recursive f:force v:verbose d:dir")),
    "cp": Options("rfaivpunLP", "t", _long("r:recursive f:force a:archive i:interactive v:verbose u:update n:no-clobber")),
    "mv": Options("fivnu", "t", _long("f:force i:interactive v:verbose n:no-clobber u:update")),
    "mkdir": Options("pv", "m", _long("p:parents v:verbose m:mode")),
    "ln": Options("sfnvi", "", _long("s:symbolic f:force v:verbose")),
    "cat": Options("nAbEsTv", "", _long("n:number A:show-all b:number-nonblank E:show-ends")),
    "grep": Options(
        "ivnrRlcEowFHhqsxPa",
        "eABCfm",
        _long(
            "i:ignore-case v:invert-match n:line-number r:recursive l:files-with-matches c:count E:extended-regexp "
            "o:only-matching w:word-regexp F:fixed-strings q:quiet x:line-regexp P:perl-regexp "
            "e:regexp A:after-context B:before-context C:context m:max-count"
        ),
    ),
    "sort": Options("nrufhVb", "kto", _long("n:numeric-sort r:reverse u:unique h:human-numeric-sort k:key t:field-separator o:output")),
    "uniq": Options("cdui", "", _long("c:count d:repeated u:unique i:ignore-case")),
    "wc": Options("lwcm", "", _long("l:lines w:words c:bytes m:chars")),
    "head": Options("qv", "nc", _long("n:lines c:bytes")),
    "tail": Options("fFqv", "nc", _long("f:follow n:lines c:bytes")),
    "df": Options("haiTl", "t", _long("h:human-readable a:all i:inodes T:print-type l:local t:type")),
    "du": Options("hsacx", "d", _long("h:human-readable s:summarize a:all c:total d:max-depth")),
    "chmod": Options("Rvf", "", _long("R:recursive v:verbose")),
    "chown": Options("Rvf", "", _long("R:recursive v:verbose")),
    "tar": Options("xcvtzjJprwu", "fC", _long("x:extract c:create v:verbose t:list z:gzip j:bzip2 J:xz f:file C:directory"), dashless=True),
    "gzip": Options("dkrlv", "", _long("d:decompress k:keep r:recursive l:list v:verbose")),
    "systemctl": Options("laqf", "ntp", _long("l:full a:all q:quiet f:force n:lines t:type p:property"), _bare("now no-pager user system failed")),
    "journalctl": Options("fxekrb", "unop", _long("f:follow x:catalog e:pager-end k:dmesg r:reverse u:unit n:lines o:output p:priority"), _bare("no-pager")),
    "docker run": _DOCKER_RUN,
    "docker exec": Options("dit", "euw", _long("d:detach i:interactive t:tty e:env u:user w:workdir"), _bare("privileged"), stops=True),
    "docker ps": Options("aqlns", "f", _long("a:all q:quiet l:latest s:size f:filter"), _bare("no-trunc")),
    "docker images": Options("aq", "f", _long("a:all q:quiet f:filter"), _bare("no-trunc digests")),
    "docker rm": Options("fvl", "", _long("f:force v:volumes l:link")),
    "docker rmi": Options("f", "", _long("f:force"), _bare("no-prune")),
    "docker logs": Options("ft", "n", _long("f:follow t:timestamps n:tail"), _bare("details")),
    "docker build": Options("q", "tf", _long("t:tag f:file q:quiet"), _bare("no-cache pull")),
    "helm": Options("aqA", "nfo", _long("n:namespace f:values o:output A:all-namespaces"), _bare("create-namespace wait dry-run debug install atomic")),
    "git commit": Options("aqvs", "m", _long("a:all m:message q:quiet v:verbose s:signoff"), _bare("amend no-edit")),
    "git push": Options("fuq", "", _long("f:force u:set-upstream q:quiet"), _bare("tags all")),
    "git log": Options("p", "n", _long("p:patch n:max-count"), _bare("oneline graph all stat decorate")),
    "curl": Options("sSkLIifvOf", "XdHuom", _long("s:silent S:show-error k:insecure L:location I:head i:include v:verbose O:remote-name f:fail X:request d:data H:header u:user o:output m:max-time")),
}  # fmt: skip

# Letters that mean the same as another of the same program.
_TWINS: Final = {("rm", "R"): "r", ("cp", "R"): "r", ("grep", "R"): "r"}


def shape(words: Sequence[str], redirects: tuple[str, ...], around: tuple[str, ...]) -> Shape:
    """Return the shape of a simple command: options apart where the table knows all of them, else its words."""
    words = _modern(words)
    for size in (2, 1):
        name = " ".join(words[:size])
        if len(words) >= size and name in TABLE:
            parts = _options(name, words[size:], TABLE[name])
            if parts is not None:
                return Shape(name, (), parts[0], (), tuple(parts[1]), None, redirects, around)
    return Shape(words[0] if words else "", (), {}, (), tuple(words[1:]), None, redirects, around)


def _modern(words: Sequence[str]) -> list[str]:
    """Return `docker container ls` as `docker ps`, `egrep` as `grep -E`."""
    if list(words[:2]) == ["docker", "container"] and len(words) > 2:
        return ["docker", {"ls": "ps", "list": "ps"}.get(words[2], words[2]), *words[3:]]
    if list(words[:3]) in (["docker", "image", "ls"], ["docker", "image", "list"]):
        return ["docker", "images", *words[3:]]
    if words and words[0] in ("egrep", "fgrep"):
        return ["grep", "-E" if words[0] == "egrep" else "-F", *words[1:]]
    return list(words)


def _options(name: str, words: Sequence[str], options: Options) -> tuple[dict[str, tuple[str, ...]], list[str]] | None:
    """Split words into options and arguments; None where an option is unknown."""
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    names = {long: letter for letter, long in options.long.items()}
    at = 0
    while at < len(words):
        word = words[at]
        if options.dashless and at == 0 and not word.startswith("-"):
            word = f"-{word}"
        if word == "--" or (rest and options.stops):
            return {key: tuple(value) for key, value in found.items()}, rest + list(words[at:])
        if word.startswith("--"):
            used = _take_long(word, words[at + 1 : at + 2], options, names, found)
        elif word.startswith("-") and len(word) > 1:
            used = _take_letters(name, word, words[at + 1 : at + 2], options, found)
        else:
            rest.append(word)
            used = 0
        if used is None:
            return None
        at += 1 + used
    return {key: tuple(value) for key, value in found.items()}, rest


def _take_long(
    word: str, following: Sequence[str], options: Options, names: dict[str, str], found: dict[str, list[str]]
) -> int | None:
    """Note a long option; return how many words behind were used, None if it is unknown."""
    long, equals, value = word[2:].partition("=")
    letter = names.get(long, "")
    if equals:
        found.setdefault(letter or long, []).append(value)
        return 0
    if long in options.bare or (letter and letter in options.plain):
        found.setdefault(letter or long, [])
        return 0
    if following and (long in options.more or (letter and letter in options.valued)):
        found.setdefault(letter or long, []).append(following[0])
        return 1
    return None


def _take_letters(
    name: str, word: str, following: Sequence[str], options: Options, found: dict[str, list[str]]
) -> int | None:
    """Note a cluster of letters; return how many words behind were used, None if one is unknown."""
    for at, char in enumerate(word[1:], 1):
        letter = _TWINS.get((name, char), char)
        if letter in options.valued:
            if value := word[at + 1 :]:
                found.setdefault(letter, []).append(value.removeprefix("="))
                return 0
            if not following:
                return None
            found.setdefault(letter, []).append(following[0])
            return 1
        if letter not in options.plain:
            return None
        found.setdefault(letter, [])
    return 0
