"""`데이터 백업 계획 필수` under etcd, a sentence of prose: a statement about what stands above it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Fact, Role, Statement
from generator.patterns.site import Pattern, Site, fact, marked, text

SHORTEST = 8  # characters of a statement worth asking


def _find(site: Site) -> Iterator[Fact]:
    if site.parent.role == Role.QUESTION:
        return
    said = site.node.label or text(site.node)
    sentences = site.note.speech.sentences(said) or [said]
    for sentence in sentences[1:] if defines(site) else sentences:
        bare = sentence.strip()
        if len(bare) >= SHORTEST and not site.note.speech.LEXICON["sample-line"].match(bare):
            yield fact(
                site, Statement(bare, tuple(m for m in marked(site.node) if m in bare)), "statement", label=site.parent.label or site.parent.block.text, said=bare,
                sure=site.node.sure * (1.0 if not site.node.children else 0.8),
            )  # fmt: skip


def defines(site: Site) -> bool:
    """Tell whether a line is the meaning of the name above it, which the definition asks."""
    if site.parent.role != Role.TERM or site.parent.value:
        return False
    spoken = (kid for kid in site.peers if kid.role in (Role.STATEMENT, Role.ITEM))
    return next(spoken, None) is site.node


PATTERN = Pattern((Role.STATEMENT,), _find)
