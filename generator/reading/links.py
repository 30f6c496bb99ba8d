"""Links and pictures of a line: `[파드](url)`, `[파드][pod]`, `![구조](<a b.png>)`, `[[노트|이름]]`, `![[그림.png|300]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

# Longer targets are no links; the bound keeps a line of ten thousand brackets linear.
LONGEST_TARGET = 2000

Targets = Mapping[str, str]
"""The definitions of a note: a label as `label` gives it -> its target."""

PICTURE = re.compile(r"\.(?:png|jpe?g|jfif|gif|svg|webp|bmp|avif|tiff?|heic)(?:[?#].*)?$", re.IGNORECASE)
_DEFINITION = re.compile(
    r"\s*\[(?P<label>(?!\^)[^\[\]]{1,300})\]:\s*(?P<target><[^<>\n]{0,2000}>|\S{1,2000})"
    r"(?P<title>\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?\s*"
)
_PLACE = re.compile(r"[/.#:]")
_BRACKET = re.compile(r"!?\[|\]")
_WIKI = re.compile(r"(!?)\[\[([^\[\]|\n]{1,500})(?:\|([^\[\]\n]{0,500}))?\]\]")
_REFERENCE = re.compile(r"\[([^\[\]]{0,300})\]")
_TITLE = re.compile(r"\s+(?:\"([^\"]*)\"|'([^']*)'|\(([^()]*)\))\s*$")
_SIZE = re.compile(r"\s*(?:^|\|)\s*\d{1,5}(?:\s*[xX]\s*\d{1,5})?\s*$")
_IMG = re.compile(r"<img\b([^<>]{0,3000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(src|alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a line: where it stands, what it is called there, and its target as a path or an address."""

    at: int
    alt: str
    target: str


@dataclass(slots=True)
class _Opener:
    """An open bracket: where it stands, where its words begin among the pieces, and whether it is a picture's."""

    at: int
    piece: int
    image: bool


def label(text: str) -> str:
    """Return what two spellings of one label share: case and blanks."""
    return " ".join(text.split()).casefold()


def definition(line: str) -> tuple[str, str] | None:
    """Return label and target of a line such as `[pod]: https://example.org/pod "파드"`.

    A word alone is no target: "[etcd]: 저장소" says what etcd is.
    """
    found = _DEFINITION.fullmatch(line)
    if not found or not (_PLACE.search(found["target"]) or found["title"] or found["target"].startswith("<")):
        return None
    return label(found["label"]), found["target"].strip("<>")


# "(👉 [자세히 보기](https://…))" leads elsewhere and says nothing; a word alone may be a gloss: 파드([Pod](https://…)).
_LEADS = re.compile(
    r"\s*\((?:\s*[^\w\s()\[\]]+\s*\[[^\[\]]{1,40}\]|\[[^\[\]\s]+\s[^\[\]]{1,40}\])\([^()\s]{1,300}\)\s*\)"
)


def resolved(text: str, targets: Targets) -> tuple[str, tuple[Picture, ...]]:
    """Return the text with links by their words and without its pictures, and these pictures."""
    pictures: list[Picture] = []
    text = _LEADS.sub("", text) if "](" in text else text
    text = _IMG.sub(lambda found: _tag(found, pictures), text)
    text = _WIKI.sub(lambda found: _wiki(found, pictures), text)
    if "[" not in text:
        return text, tuple(sorted(pictures, key=lambda picture: picture.at))
    ends = _round_ends(text)
    pieces: list[str] = []
    opened: list[_Opener] = []
    at = 0
    for found in _BRACKET.finditer(text):
        if found.start() < at:
            continue
        pieces.append(text[at : found.start()])
        at = found.end()
        if found.group() != "]":
            opened.append(_Opener(found.start(), len(pieces), found.group() == "!["))
            pieces.append(found.group())
        elif not opened:
            pieces.append("]")
        else:
            at = _close(text, at, opened.pop(), pieces, ends, targets, pictures)
    pieces.append(text[at:])
    return "".join(pieces), tuple(sorted(pictures, key=lambda picture: picture.at))


def _close(
    text: str, at: int, opener: _Opener, pieces: list[str], ends: dict[int, int], targets: Targets,
    pictures: list[Picture],
) -> int:  # fmt: skip
    """Take in the link that the bracket before `at` closes; return where the text goes on."""
    inner = text[opener.at + 1 + opener.image : at - 1] if at - opener.at <= LONGEST_TARGET else ""
    target, title, end = _target(text, at, opener.image, inner, ends, targets)
    if end < 0:
        pieces.append("]")
        return at
    if opener.image:
        alt = _SIZE.sub("", "".join(pieces[opener.piece + 1 :])).strip()
        del pieces[opener.piece :]
        pictures.append(Picture(opener.at, alt or title, target))
    else:
        pieces[opener.piece] = ""
    return end


def _target(
    text: str, at: int, image: bool, inner: str, ends: dict[int, int], targets: Targets
) -> tuple[str, str, int]:
    """Return target, title and end of what follows a closed bracket; the end is -1 where it is no link."""
    if at in ends and ends[at] - at <= LONGEST_TARGET:
        found = _inline_target(text[at + 1 : ends[at]], image)
        if found:
            return *found, ends[at] + 1
    reference = _REFERENCE.match(text, at)
    if reference and label(reference.group(1) or inner) in targets:
        return targets[label(reference.group(1) or inner)], "", reference.end()
    if label(inner) in targets:
        return targets[label(inner)], "", at
    return "", "", -1


def _inline_target(inside: str, image: bool) -> tuple[str, str] | None:
    """Return target and title of what stands in the parentheses of a link, None where it can be no target."""
    titled = _TITLE.search(inside)
    title = next((group for group in titled.groups() if group is not None), "") if titled else ""
    target = (inside[: titled.start()] if titled else inside).strip()
    if target.startswith("<") and target.endswith(">"):
        return target[1:-1], title
    if not re.search(r"\s", target):
        return target, title
    # Blanks in a bare path are no Markdown, but many programs show the picture.
    return (target, title) if image and PICTURE.search(target) else None


def _round_ends(text: str) -> dict[int, int]:
    """Return for each "(" where it closes; inside `<…>` parentheses are letters."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for found in re.finditer(r"\(<[^<>\n]{0,2000}>|[()]", text):
        if found.group() == ")":
            if opened:
                ends[opened.pop()] = found.start()
        else:
            opened.append(found.start())
    return ends


def _wiki(found: re.Match[str], pictures: list[Picture]) -> str:
    target, name = found.group(2).strip(), (found.group(3) or "").strip()
    if not found.group(1):
        return name or target
    if PICTURE.search(target):
        pictures.append(Picture(found.start(), _SIZE.sub("", name).strip(), target))
    return ""  # a note that is shown inside this one says nothing here


def _tag(found: re.Match[str], pictures: list[Picture]) -> str:
    said = {m.group(1).lower(): next(g for g in m.groups()[1:] if g is not None) for m in _ATTRIBUTE.finditer(found[1])}
    if said.get("src", "").strip():
        pictures.append(Picture(found.start(), said.get("alt") or said.get("title", ""), said["src"].strip()))
    return ""


def names(target: str) -> Iterator[str]:
    """Yield the paths that a target may mean, the likeliest first: as written, without what follows "#" or "?", decoded."""
    bare = re.split(r"[?#]", target)[0]
    yield from dict.fromkeys(name for name in (target, bare, unquote(target), unquote(bare)) if name)
