"""`컨트롤 플레인 컴포넌트` over etcd, kube-scheduler …: what belongs to a label, and steps in their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.model import Fact, Names, Node, Role, Steps
from generator.patterns.site import Pattern, Site, apart, fact, text, whole

FEWEST, MOST = 2, 8  # items of a list that can be asked as one
NAMED = (Role.TERM, Role.ITEM, Role.TOPIC, Role.CATEGORY)
SILENT = (
    Role.MARKUP,
    Role.PICTURE,
    Role.LINK,
    Role.POINTER,
    Role.META,
    Role.SAMPLE,
    Role.CODE,
    Role.OUTPUT,
    Role.CHATTER,
)


def _find(site: Site) -> Iterator[Fact]:
    node = site.node
    kids = [kid for kid in node.children if kid.role not in SILENT]
    numbered = [kid for kid in kids if kid.block.number]
    if (
        node.role == Role.TOPIC
        and len(numbered) >= 3
        and len(numbered) == len(kids)
        and all(kid.role in (Role.STATEMENT, Role.ITEM) for kid in kids)
    ):
        steps = tuple(text(kid).rstrip(".") for kid in kids)
        if len(steps) <= MOST:
            yield fact(
                site,
                Steps(steps),
                "listing",
                facet=node.label,
                span=whole(node),
                said=" ".join((node.label, *steps)),
                sure=0.5,
            )
        return
    named = [kid for kid in kids if kid.role in NAMED and _is_name(site, kid)]
    if any(kid.role == Role.FACET for kid in kids):
        return
    form = Counter(kid.block.kind for kid in named).most_common(1)[0][0] if named else None
    alike = apart(site, [kid for kid in kids if kid.block.kind == form])  # prose above headings is no item
    own = {id(kid) for kid in alike}  # compared by value, ten thousand lines take seconds
    named = [kid for kid in named if id(kid) in own]
    if node.role == Role.CATEGORY and FEWEST <= len(named) <= MOST and len(named) * 3 >= len(alike) * 2:
        items = tuple(_name(kid) for kid in named)
        label, lexicon = _label(node, site), site.note.speech.LEXICON
        if lexicon["no-class"].search(label):
            return  # "기본 용어 4가지는?"
        some = lexicon["command-label"].search(label) or lexicon["wide-label"].search(label)
        yield fact(
            site,
            Names(items, len(named) == len(alike) and not some),
            "listing",
            facet=label,
            span=whole(node),
            said=" ".join((node.label, *items)),
        )


def _label(node: Node, site: Site) -> str:
    """Return a label without the word for a note behind it: "리눅스 명령어 정리"."""
    noise = site.note.speech.LEXICON["topic-noise"].pattern
    return re.sub(rf"\s+(?:{noise})$", "", node.label, flags=re.IGNORECASE)


def _is_name(site: Site, kid: Node) -> bool:
    name = _name(kid)
    return bool(name) and len(name) <= 40 and "?" not in name


def _name(kid: Node) -> str:
    return re.sub(r"^\d+(?:[.-]\d+)*[.)]?\s+", "", (kid.label or text(kid)).strip("`: "))


PATTERN = Pattern((Role.CATEGORY, Role.TOPIC), _find)
