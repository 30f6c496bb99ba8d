"""`구현 방법: 백업 서버, 부하 분산`, `다음을 포함` with bullets under it: the parts of something."""

from __future__ import annotations

import re

from generator.model import Block, BlockKind, Fact, Listing, Membership, Span
from generator.patterns import text as texts
from generator.patterns.place import (
    CLASS_NOUNS,
    Found,
    Pattern,
    Place,
    clean_heading,
    is_empty_heading,
    is_label,
    is_lead_in,
    labelled,
    qualified,
    span_of,
    subject,
    topic,
)

LONGEST_ITEM = 60
FEWEST_UNDER_HEADING = 3
_OPEN = re.compile(r"포함|등|예를|예시|대표|주요|include|such as|e\.g\.|example|some", re.IGNORECASE)
_CLOSED = re.compile(
    r"(?:^|\s)(?:(?:두|세|네|다섯|여섯|일곱)\s*(?:가지|개|종류)|\d+\s*(?:가지|개|종류|단계)|two|three|four|five|six)(?:\s|$|로|의|이|가|:)",
    re.IGNORECASE,
)


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind not in (BlockKind.LINE, BlockKind.ITEM, BlockKind.HEADING, BlockKind.QUOTE):
        return None
    if _goes_on(place):
        return Found()
    facts = [fact for fact in (_inline(place), _under(place), _examples(place)) if fact]
    if not facts:
        return None
    says = place.block.kind in (BlockKind.ITEM, BlockKind.LINE) and bool(place.speech.own_subject(place.block.text)[0])
    return Found(tuple(facts[:1]), alone=not says or is_lead_in(place.block.text))


def _listing(place: Place, span: Span, name: str, items: tuple[str, ...], announced: str) -> Fact | None:
    owner = subject(place)
    if len(items) < 2 or len(set(items)) != len(items) or not (owner.name or name):
        return None
    return Listing(
        span=span,
        topic=topic(place),
        label=qualified(owner.name, name, place.context.language) if name else owner.name,
        text=", ".join(items),
        language=place.context.language,
        heads=owner.lines,
        subject=owner.name,
        name=name,
        items=items,
        closed=bool(_CLOSED.search(announced)) and not _OPEN.search(announced),
    )


def _inline(place: Place) -> Fact | None:
    """Read "라벨: a, b, c": a label before names side by side."""
    split = labelled(place.block)
    if not split or place.block.children:
        return None
    items, is_open = texts.items(split[1], 30)
    if len(items) < 2 or not all(_is_item(item, place) for item in items):
        return None
    if len(items) == 2 and not is_label(split[0]):
        return None
    return _listing(place, place.block.span, split[0], items, split[0] + (" 등" if is_open else ""))


def _is_item(text: str, place: Place) -> bool:
    if place.context.language == "en":
        return place.speech.is_term(text) and not texts.leans(text)
    named = place.speech.is_name(text) or place.speech.clause(text).kind == "noun"
    return len(text) <= LONGEST_ITEM and named and not texts.leans(text)


def _under(place: Place) -> Fact | None:
    """Read the names under a lead-in, a label or a term."""
    block = place.block
    items = [child for child in block.children if child.kind in (BlockKind.ITEM, BlockKind.LINE)]
    if len(items) < 2 or (any(child.number for child in items) and not _names(items, place)):
        return None
    names = _names(items, place)
    announced = block.text
    mixed = len({child.kind for child in items}) > 1 or len(names) < FEWEST_UNDER_HEADING
    if not names or (
        block.kind == BlockKind.HEADING and (mixed or is_empty_heading(announced) or not _announces(announced))
    ):
        return None
    span = Span(block.span.path, block.span.first, span_of(items[-1]).last)
    name = _announced(announced, place)
    if name is None:
        return None
    more = any(not item.text.strip(".… ") or re.fullmatch(r"등+", item.text) for item in items)
    return _listing(place, span, name, names, announced + (" 등" if more else ""))


def _announces(text: str) -> bool:
    return is_label(clean_heading(text)) or bool(_CLOSED.search(text))


def _names(items: list[Block], place: Place) -> tuple[str, ...]:
    """Return what the items name: "노드 컨트롤러: …" names 노드 컨트롤러; none where one of them is a statement."""
    found = []
    for item in items:
        split = labelled(item)
        name = split[0] if split else item.text.rstrip(":： ")
        if not name.strip(".… "):
            continue
        if not split and not (_is_item(name, place) and texts.balanced(name)):
            return ()
        if name.strip(".… "):
            found.append(clean_heading(name))
    return () if any(is_label(name) for name in found) else tuple(found)


def _announced(text: str, place: Place) -> str | None:
    """Return what the items are called: "구현 방법:" -> "구현 방법", "이들 컨트롤러는 다음을 포함" -> "컨트롤러"; None if nothing."""
    bare = clean_heading(re.sub(r"\([^)]*\)\s*$", "", text))
    before = place.before
    if re.match(r"(?:대체|다른|그 외|기타)\s", bare) and before is not None and labelled(before):
        return f"{(labelled(before) or ('', ''))[0]}의 {bare}"
    if place.speech.is_term(bare) and not re.search(r"다음|아래|following", bare):
        owner = subject(place).name
        says = (
            is_label(bare)
            or is_lead_in(text)
            or bool(_CLOSED.search(bare))
            or bare.split()[-1].casefold() in CLASS_NOUNS
        )
        if not says and not any(child.children for child in place.block.children):
            return None
        return bare if bare != owner else ""
    if is_lead_in(text) and place.context.language == "en" and place.speech.own_subject(bare)[0]:
        return None
    own, _said = place.speech.own_subject(text) if is_lead_in(text) or place.context.language == "en" else ("", "")
    own = re.sub(r"^(?:이들|이러한|이|각|모든)\s+", "", own)
    owner = subject(place).name
    if own and len(own) <= 30:
        return "" if own == owner or owner.startswith(own) else own
    if is_lead_in(text) and place.context.language == "en" and place.speech.own_subject(bare)[0]:
        return None
    if is_lead_in(text) and place.context.language == "en":
        return re.sub(
            r"\s*(?:are|is|include[s]?|can|:|as follows|the following).*$", "", text, flags=re.IGNORECASE
        ).strip()
    return "" if is_lead_in(text) else None


def _goes_on(place: Place) -> bool:
    """Whether a bare line of names goes on with the names of the line before, and was read with it."""
    block, before = place.block, place.before
    if (
        before is None
        or before.kind != block.kind
        or labelled(block)
        or labelled(before)
        or block.kind == BlockKind.HEADING
    ):
        return False
    return _is_names(before.text, place) and _is_names(block.text, place)


def _examples(place: Place) -> Fact | None:
    """Read a bare line of names under a heading: "Pod, Service, ConfigMap" are examples of it."""
    block = place.block
    if block.kind not in (BlockKind.LINE, BlockKind.ITEM) or labelled(block) or block.children:
        return None
    lines = [block.text]
    last = block.span.last
    for after in place.after:
        if after.kind != block.kind or not _is_names(after.text, place):
            break
        lines, last = [*lines, after.text], after.span.last
    if not _is_names(block.text, place):
        return None
    owner = subject(place)
    members = tuple(item for line in lines for item in texts.items(line)[0])
    if not owner.name or len(members) < 3 or owner.name in members:
        return None
    return Membership(
        span=Span(block.span.path, block.span.first, last),
        topic=topic(place),
        label=owner.name,
        text=", ".join(members),
        language=place.context.language,
        heads=owner.lines,
        members=members,
        category=owner.name,
    )


def _is_names(text: str, place: Place) -> bool:
    items, _open = texts.items(text, 30)
    return (
        len(items) >= 2
        and all(re.fullmatch(r"[\w.\-/ ()가-힣]+", item) and len(item.split()) <= 3 for item in items)
        and all(place.speech.is_term(item) for item in items)
    )


PATTERN = Pattern(50, _find)
