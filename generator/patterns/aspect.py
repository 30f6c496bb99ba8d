"""`장점` over its bullets, `기본 포트: 6443`: an aspect of what stands above, with one value or a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.model import BlockKind, Fact, Names, Node, Role, Statement, Steps
from generator.patterns.site import Pattern, Site, apart, fact, is_quality, text, whole

FEWEST, MOST = 2, 8  # items of a list that can be asked as one
DIVIDED = ("kinds", "parts")  # aspects whose items may be the sections under them
SPOKEN = (Role.STATEMENT, Role.ITEM, Role.TERM)
SILENT = (Role.MARKUP, Role.PICTURE, Role.LINK, Role.POINTER, Role.META)


def _find(site: Site) -> Iterator[Fact]:
    node = site.node
    if " " in node.label and is_quality(site):
        return  # "진단 도구: …" under 핵심 특징, and no 해결책
    if node.facet in ("options", "example", "how") and not node.value and len(node.children) > 1:
        return
    if (
        node.children
        and node.facet in ("value", "default")
        and all(kid.role == Role.TERM and kid.value for kid in node.children)
    ):
        return  # each is a measure of its own, if there are any
    if node.facet in ("example", "caution"):
        if node.facet == "caution" and node.value:
            yield fact(site, Statement(node.value.strip()), "statement", said=node.value)
        return
    if node.facet == "meaning":
        yield from _meaning(site)
        return
    if node.value:
        yield from _beside(site)
    elif node.children:
        yield from _under(site)


def _meaning(site: Site) -> Iterator[Fact]:
    """Read 개요 or 정의 under a name as that name's meaning."""
    holder = site.parent
    lines = [kid for kid in site.node.children if kid.role in (Role.STATEMENT, Role.ITEM)]
    line = site.node if site.node.value else lines[0] if lines else None
    if holder.role not in (Role.TERM, Role.TOPIC, Role.CATEGORY) or line is None:
        return
    said = site.node.value or text(line)
    sentence = (site.note.speech.sentences(said) or [said])[0]
    own = site.note.speech.own_subject(sentence)[0]
    name = _named(site) or holder.label
    if (own and not site.note.same(own, name)) or site.note.speech.LEXICON["no-thing"].search(name):
        return
    defined = site.note.speech.defined(sentence)
    meaning = defined[1] if defined else sentence
    yield fact(
        site, Statement(meaning), "definition", entity=name, span=line.block.span, sure=0.85 if site.node.value else 0.6, siblings=0,
        path=holder.path, said=f"{name}: {sentence}", heads=(holder.block.span.first,), kind="",
    )  # fmt: skip


def _named(site: Site) -> str:
    """Return what a label defines by itself: "etcd 개요" is of etcd, "개요 및 정의" of what stands above."""
    return site.note.speech.LEXICON["defined-by"].sub("", site.node.label).strip()


def _beside(site: Site) -> Iterator[Fact]:
    node = site.node
    names = site.note.names(node.value)
    said = site.note.speech.own_subject(node.value)[0]  # "컨테이너는 더 가볍고, 빠르게 시작된다" lists nothing
    if FEWEST <= len(names) <= MOST and not said and all(_short(site, name) for name in names):
        closed = not site.note.speech.LEXICON["open-list"].search(node.value) and not _is_wide(site, node.label)
        items = tuple(site.note.speech.LEXICON["and-so-on"].sub("", name).strip() for name in names)
        yield fact(site, Names(items, closed), "aspect", facet=node.label)
        return
    yield fact(site, Statement(node.value.strip()), "aspect", facet=node.label, said=f"{node.label}: {node.value}")


def _is_wide(site: Site, label: str) -> bool:
    """Whether a label names what a note can only name some of: ways, remedies; with a count it names all: "방법 3가지"."""
    lexicon = site.note.speech.LEXICON
    return bool(lexicon["wide-label"].search(label)) and not lexicon["counted"].search(label)


def _short(site: Site, name: str) -> bool:
    return site.note.speech.is_term(name) or len(name.split()) <= 3


def _under(site: Site) -> Iterator[Fact]:
    node = site.node
    kids = [kid for kid in _unquoted(node.children) if kid.role not in SILENT]
    spoken = _told(site, kids)
    if not spoken:
        return
    span = whole(node)
    if len(spoken) == 1:
        yield from _single(site, spoken[0])
        return
    items = tuple(_item(kid) for kid in spoken)
    numbered = all(kid.block.number for kid in spoken)
    if not FEWEST <= len(items) <= MOST:
        return
    if node.facet == "steps" or (numbered and node.facet in ("how", "")):
        yield fact(site, Steps(items), "aspect", facet=node.label, span=span, said=" ".join((node.label, *items)))
        return
    names = [site.note.names(item) for item in items]
    if any(len(found) > 1 for found in names) and all(site.note.speech.is_term(n) for found in names for n in found):
        items = tuple(name for item, found in zip(items, names, strict=True) for name in (found or (item,)))
    told = any(site.note.speech.LEXICON["open-list"].search(text(kid)) for kid in spoken)
    closed = not told and not _is_wide(site, node.label)
    yield fact(site, Names(items, closed), "aspect", facet=node.label, span=span, said=" ".join((node.label, *items)))


def _unquoted(kids: Sequence[Node]) -> tuple[Node, ...]:
    """Return the lines under a label; a quotation without words of its own is its lines."""
    return tuple(
        inner
        for kid in kids
        for inner in (kid.children if kid.block.kind == BlockKind.QUOTE and kid.children else (kid,))
    )


def _told(site: Site, kids: Sequence[Node]) -> list[Node]:
    """Return the lines under a label that are its items: all of them, the headings of "종류", or what it lists above those."""
    headings = [kid for kid in kids if kid.block.kind == BlockKind.HEADING]
    lines = [kid for kid in kids if kid.block.kind != BlockKind.HEADING]
    if headings and site.node.facet in DIVIDED:
        told = lines if len(lines) >= FEWEST else headings if not lines else []
        told = apart(site, told)
        return told if all(kid.role in (*SPOKEN, Role.TOPIC) for kid in told) else []
    items = [kid for kid in kids if kid.block.kind == BlockKind.ITEM]
    kids = items if len(items) >= FEWEST else kids  # prose below bullets is no item
    return list(kids) if all(kid.role in SPOKEN for kid in kids) else []


def _item(kid: Node) -> str:
    if kid.role in (Role.TERM, Role.TOPIC):
        return kid.label
    return re.sub(r"[.]$", "", text(kid))


def _single(site: Site, kid: Node) -> Iterator[Fact]:
    sentence = text(kid) if kid.role not in (Role.TERM, Role.TOPIC) else ""
    names = site.note.names(sentence) if sentence else ()
    if len(names) >= FEWEST and all(site.note.speech.is_term(name) for name in names):
        closed = not site.note.speech.LEXICON["open-list"].search(sentence)
        yield fact(site, Names(names, closed), "aspect", facet=site.node.label, span=whole(site.node))
    elif sentence:
        yield fact(
            site, Statement(sentence.rstrip(".")), "aspect", facet=site.node.label, span=whole(site.node),
            said=f"{site.node.label}: {sentence}",
        )  # fmt: skip


PATTERN = Pattern((Role.FACET,), _find)
