"""`etcd: 키-값 저장소`, a heading with a defining line under it: what a term means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import BlockKind, Fact, Names, Node, Role, Statement
from generator.patterns.site import Pattern, Site, fact, is_quality, kin, text

DEFINING = (Role.STATEMENT, Role.ITEM)
FEWEST, MOST = 2, 8  # items of an enumeration that can be asked as one
_CODES_ALONE = re.compile(r"[:：=→>-]\s*(?:`[^`]+`\s*\+?\s*)+`[^`]+`$")
DEED = "deed"  # the pattern of a line that tells the name above it, and is not its meaning
SUREST_DEED = 0.75  # how sure it is that such a line is of the name


def _find(site: Site) -> Iterator[Fact]:
    node = site.node
    if is_quality(site):
        return
    if node.value:
        yield from _beside(site)
    elif node.role == Role.TERM:
        yield from _under(site)


def _beside(site: Site) -> Iterator[Fact]:
    """Read "term : meaning"; an enumeration is a list of the term's parts."""
    node = site.node
    names = site.note.names(node.value)
    if (
        FEWEST <= len(names) <= MOST
        and not re.search(r"↔|➡|→|->", node.value)
        and all(site.note.speech.is_term(name) for name in names)
    ):
        named = bool(re.search(r"\d", node.label)) and _closed(site, node.value)
        yield fact(site, Names(names, named), "definition", facet=node.label, sure=node.sure)
        return
    if _CODES_ALONE.search(node.block.raw.strip()):
        return  # "RDB → `테이블` `행` `열`": names, and nothing said of them
    for at, sentence in enumerate(site.note.speech.sentences(node.value) or [node.value]):
        meaning = _said_of(site, node.label, sentence)
        if at == 0 and re.search(r"\s(?:→|=>|->)\s", sentence):
            yield fact(
                site, Statement(sentence), "statement", label=node.label, said=sentence, path=(*node.path, node.label)
            )
            continue
        if at == 0 and (spelt := _spelt(site, node.label, sentence)):
            yield fact(site, Statement(spelt), "abbreviation", entity=node.label, facet="abbreviation", kind="")
        elif at == 0 and meaning and _is_value(site, meaning):
            yield fact(site, Statement(meaning), "value", entity=node.label, facet=site.parent.label, label=node.label)
        elif at == 0 and meaning:
            yield fact(
                site,
                Statement(site.note.speech.phrase(meaning)),
                "definition",
                entity=node.label,
                sure=node.sure,
                siblings=kin(site),
            )
        elif sentence.strip():
            yield fact(
                site,
                Statement(sentence),
                "statement",
                entity="",
                label=node.label,
                said=sentence,
                path=(*node.path, node.label),
            )


def _spelt(site: Site, term: str, sentence: str) -> str:
    """Return what a line spells an abbreviation out to: "Elastic Compute Cloud", "Transmission Control Protocol의 약자"; or ""."""
    bare = site.note.speech.LEXICON["stands-for"].sub("", sentence.rstrip("."))
    return bare if site.note.expands(term, bare) else ""


def _is_value(site: Site, meaning: str) -> bool:
    """Whether a label's value is a measure of what the label above names: "최대 지원 규모" over "노드: 최대 5,000대"."""
    over = site.parent
    short = len(re.sub(r"\s*\([^)]*\)", "", meaning).split()) <= 4 and bool(re.search(r"\d", meaning))
    return over.facet in ("value", "default") and short and kin(site) >= 1 and site.note.speech.is_term(over.label)


def _closed(site: Site, value: str) -> bool:
    return not site.note.speech.LEXICON["open-list"].search(value)


def _said_of(site: Site, term: str, sentence: str) -> str:
    """Return a meaning without the term that it may repeat: "컨테이너는 경량 패키지입니다" of Container."""
    defined = site.note.speech.defined(sentence)
    if defined and site.note.same(defined[0], term):
        return defined[1]
    own, said = site.note.speech.own_subject(sentence)
    if own and site.note.same(own, term):
        return said.rstrip(".")
    return sentence if not own else ""


def _under(site: Site) -> Iterator[Fact]:
    """Read the line below a name as its meaning."""
    node = site.node
    first = _meaning(node)
    if first is None:
        return
    opening = (site.note.speech.sentences(text(first)) or [text(first)])[0]
    if spelt := _spelt(site, node.label, opening):
        yield fact(
            site,
            Statement(spelt),
            "abbreviation",
            entity=node.label,
            facet="abbreviation",
            span=first.block.span,
            kind="",
            heads=(node.block.span.first,),
        )
        first = _after(node, first)
        if first is None:
            return
    sentences = site.note.speech.sentences(text(first)) or [text(first)]
    meaning = _said_of(site, node.label, sentences[0])
    if not meaning:
        return
    made = fact(
        site, Statement(site.note.speech.phrase(meaning)), "definition", entity=node.label, said=f"{node.label}: {sentences[0]}",
        span=first.block.span, siblings=kin(site), heads=(node.block.span.first,),
    )  # fmt: skip
    yield made
    yield from _deeds(site, first)


def _deeds(site: Site, first: Node) -> Iterator[Fact]:
    """Read each further line under a name as one more thing that it is or does: it tells the name, and not the name it.

    "특정 대상과 통신이 되는지 확인" is the second line under ICMP.
    """
    node, speech = site.node, site.note.speech
    for kid in node.children:
        said = text(kid).rstrip(".")
        plain = kid is not first and kid.role == Role.STATEMENT and not kid.children
        if not plain or len(speech.sentences(said)) > 1 or speech.own_subject(said)[0]:
            continue
        deed = speech.clause(said).kind == "verb" and not speech.is_state(said)
        if deed or speech.is_definition(said):
            yield fact(
                site, Statement(speech.phrase(said)), DEED, entity=node.label, said=f"{node.label}: {said}",
                span=kid.block.span, siblings=kin(site), heads=(node.block.span.first,), sure=min(node.sure, SUREST_DEED),
            )  # fmt: skip


def _after(node: Node, first: Node) -> Node | None:
    """Return the line behind an abbreviation spelt out, where it is the meaning."""
    spoken = [kid for kid in node.children if kid.role in DEFINING]
    later = (*first.children, *spoken[spoken.index(first) + 1 :])
    return later[0] if later else None


def _meaning(node: Node) -> Node | None:
    for child in node.children:
        if child.role in DEFINING and _is_syntax(child, node.label):
            continue
        if child.role in DEFINING:
            return child
        if child.role not in (Role.MARKUP, Role.PICTURE, Role.SAMPLE, Role.LINK):
            return _first_of_quote(child)
    return None


def _is_syntax(child: Node, label: str) -> bool:
    """Whether a line repeats how a thing is written: "ENV {key} = {value}" under ENV."""
    said = text(child)
    return bool(re.match(rf"{re.escape(label)}\b", said)) or bool(re.search(r"[{\[<][^}\]>]+[}\]>]\s*(?:=|$|\()", said))


def _first_of_quote(node: Node) -> Node | None:
    if node.block.kind == BlockKind.QUOTE and node.children:
        return node.children[0] if node.children[0].role in DEFINING else None
    return None


PATTERN = Pattern((Role.TERM,), _find)
