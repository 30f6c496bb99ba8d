"""Rules on the word that names a resource type: misspelt, glued to its neighbour, or a name where it belongs.

    kubectl get pods-n web
    kubectl scale nginx --replicas=3

A word that is near to nothing may be a custom resource, of which nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from generator.domains.kubernetes import usage
from generator.domains.kubernetes.invocation import Invocation, resource_name, resource_words
from generator.domains.kubernetes.reference import reference
from generator.domains.kubernetes.report import error
from generator.domains.nearness import near_names
from generator.domains.words import Word
from generator.knowledge import Remark
from generator.model import Severity
from generator.near import shared_end

_CODE: Final = "kubectl-unknown-resource"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_FILE: Final = re.compile(r"(?:https?://\S+|[\w./-]+\.(?:ya?ml|json)|-)")
_FLAGGED: Final = re.compile(r"([a-z]{2,})(-[a-zA-Z]|--[a-z-]+)(=\S*)?")
# Words of a usage line: `kubectl describe resource-name`.
_PLACE: Final = re.compile(r"(?:.*-)?(?:type|types|resource|resources|kind|object|objects|name)s?(?:-.*)?")
# A placeholder for a name: `<pod-name>`, `{파드 이름}`; and the commands that take a type alone or before a name.
_NAMED: Final = re.compile(
    r"[<{](?:pods?|deploy(?:ment)?|service|svc|node|container|파드|포드|디플로이먼트|서비스|노드)[ _-]?(?:name|이름|명)[>}]",
    re.IGNORECASE,
)
_ALONE: Final = frozenset({"delete", "describe", "edit", "get", "expose", "scale"})
_FULL: Final = 4  # letters from which a word is no abbreviation that may begin anything


def _types(one: Invocation) -> Iterator[Remark]:
    word = type_word(one)
    if word is not None and _NAMED.fullmatch(word.text) and len(one.rest) == 1 and one.command.name in _ALONE:
        message = (
            f'"{word.text}" names a thing where "kubectl {one.command.name}" takes a type: write "TYPE {word.text}"'
        )
        yield Remark(word.start, word.end, Severity.WARNING, _CODE, message)
        return
    if word is None or word.holed or not word.text.isascii() or one.given("filename"):
        return
    if one.command.name == "delete" and _FILE.fullmatch(word.text):
        message = f'"kubectl delete" takes a file by the flag -f: write "-f {word.text}"'
        yield Remark(
            word.start, word.end, Severity.WARNING, "kubectl-missing-argument", message, f"-f {word.text}", True
        )
        return
    at = word.start
    for part in word.text.split(","):
        yield from _type(one, part.partition("/")[0], at, "/" in part)
        at += len(part) + 1


def type_word(one: Invocation) -> Word | None:
    """Return the argument that names resource types."""
    if one.command.name in usage.TYPED or one.command.name == "explain":
        return one.rest[0] if one.rest else None
    if one.command.name == "auth can-i":
        return one.rest[1] if len(one.rest) > 1 else None
    if one.command.name in usage.POD_FIRST | usage.NODES:
        return one.rest[0] if one.rest and "/" in one.rest[0].text else None
    return None


def _type(one: Invocation, text: str, start: int, slashed: bool) -> Iterator[Remark]:
    """Judge one word for a type, at `start`; `slashed` if a name follows behind a slash."""
    name, dot, _group = text.partition(".")
    low = name.lower()
    if resource_name(name) or low in usage.CUSTOM or not _NAME.fullmatch(low):
        return
    near = low if resource_name(low) else _nearest(low) if len(name) > 3 else ""
    if dot and one.command.name != "explain":  # `foo.example.com` names its group: a custom resource
        return
    if near == low:
        message = f'"{name}" is no resource of Kubernetes {reference().release}: write "{near}"'
        yield Remark(start, start + len(name), Severity.WARNING, _CODE, message, near, True)
        return
    for rule in (_glued_flag, _near, _glued, _name_for_type):
        if (found := rule(one, name, near, slashed)) is not None:
            message, right = found
            yield error(start, start + len(name), _CODE, message, right)
            return


def _nearest(word: str) -> str:
    """Return the resource that a word is near to; of its singular and plural the one that ends alike."""
    found = near_names(word, resource_words())
    same = len({resource_words()[name] for name in found}) == 1
    return min(found, key=lambda name: (-shared_end(name, word), len(name))) if same else ""


_Found = tuple[str, str] | None


def _glued_flag(one: Invocation, name: str, near: str, slashed: bool) -> _Found:
    """Find `pods-n web` and `nodes-owide`."""
    found = _FLAGGED.fullmatch(name)
    if found is None or not resource_name(found[1]):
        return None
    flag = found[2]
    known = one.command.flags.get(flag[2:]) if flag.startswith("--") else one.command.shorts.get(flag[1:])
    right = f"{found[1]} {flag}{found[3] or ''}"
    return None if known is None else (f'a space is missing before "{flag}": write "{right}"', right)


def _near(one: Invocation, name: str, near: str, slashed: bool) -> _Found:
    if not near or any(char.isdigit() for char in name):
        return None
    return f'"{name}" is no resource of Kubernetes {reference().release}: write "{near}"', near


def _glued(one: Invocation, name: str, near: str, slashed: bool) -> _Found:
    """Find `podsservices` and `podsnginx`: a type that begins with another's plural is none."""
    for size in range(len(name) - 1, _FULL - 2, -1):
        head, tail = name[:size], name[size:].lstrip("-")
        if not resource_name(head) or len(head) < 3 or not tail or tail in usage.TAILS:
            continue
        if len(tail) >= 3 and resource_name(tail):
            right = f"{head},{tail}"
        elif (head == resource_name(head) and len(head) >= _FULL) or tail in usage.SAMPLES or tail.startswith("my"):
            right = f"{head} {tail}"
        else:
            continue
        if name[size] == "-" or slashed:
            return None
        return f'"{name}" is no resource: two words are glued, write "{right}"', right
    return None


def _name_for_type(one: Invocation, name: str, near: str, slashed: bool) -> _Found:
    """Find `kubectl scale web-1 --replicas=3`: a type has neither hyphens nor digits, but for few that are known."""
    if _PLACE.fullmatch(name):
        return None
    marked = "-" in name or name[-1].isdigit()
    if not (marked or name in usage.SAMPLES or name.startswith("my") or one.command.name in usage.BUILT_IN):
        return None
    instead = usage.TYPE_OF.get(one.command.name, "TYPE")
    shown = f"{instead}/NAME" if slashed else f"{instead} {name}"
    return f'"{name}" stands where "kubectl {one.command.name}" takes a type: write "{shown}"', ""


def torn_type(one: Invocation) -> Iterator[Remark]:
    """Find `get config maps`: one type torn in two or three."""
    word = type_word(one)
    if word is None or not word.text.isalpha():
        return
    words = [word, *(other for other in one.rest if other.start > word.start)]
    for size in (3, 2):
        whole = "".join(other.text for other in words[:size]).lower()
        between = words[0].start, words[min(size, len(words)) - 1].end
        apart = any(between[0] < given.start < between[1] for given in one.flags)
        if len(words) < size or apart or not resource_name(whole) or len(whole) < 2 * _FULL:
            continue
        known = bool(resource_name(word.text))
        severity = Severity.WARNING if known else Severity.ERROR
        message = f'"{" ".join(other.text for other in words[:size])}" is one word: write "{whole}"'
        yield Remark(*between, severity, _CODE, message, whole, not known)
        return


RULES: Final[tuple[Callable[[Invocation], Iterator[Remark]], ...]] = (_types,)
