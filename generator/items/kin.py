"""Which answers are of one kind: siblings of one category, items of one list, values of one facet.

`2.1 컨트롤 플레인 컴포넌트` over `etcd`, `kube-scheduler`: siblings under one parent, a kind
`구현 방법: 백업 서버, 부하 분산`: items of one list, a kind
`기본 포트: 2379` under etcd, `기본 포트: 6443` under kube-apiserver: values of one facet, a kind
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.items import words
from generator.model import Card, Origin

# A group of answers; its first word says what holds it together, and the nearest kin come first.
Group = tuple[str, ...]
NEAREST = ("category", "list", "facet", "siblings", "command")


def entity(card: Card) -> str:
    """Return what a card is about: the term that it names or asks for."""
    return card.fact.entity or (card.key if card.direction == "meaning->term" else card.fact.label)


def meaning(card: Card) -> str:
    """Return what the notes say that a card's entity is; "" where the card is of no definition."""
    if card.direction == "term->meaning":
        return card.key
    said = str(getattr(getattr(card.fact, "value", None), "text", "")) if card.kind == "definition" else ""
    return said.removeprefix(f"{entity(card)}: ")


def parent(card: Card) -> tuple[str, ...]:
    """Return the path above a card's entity, outermost first; what the entity and its siblings are is its last step."""
    path = [words.heading(step) for step in card.fact.path or card.fact.topic]
    if path and words.fold(path[-1]) in words.spellings(entity(card)):
        path.pop()
    name = card.fact.category
    if name and not (path and words.fold(path[-1]) == words.fold(name)):
        path.append(name)
    return tuple(path)


def of_entity(card: Card) -> Iterator[Group]:
    """Yield the group of the entity of a definition: its siblings."""
    above, file, category = parent(card), card.fact.span.path, card.fact.category
    if category or card.fact.siblings:
        yield ("category" if category else "siblings", file, *map(words.fold, above))


def of_list(card: Card) -> Group:
    """Return the group that the items of a list are."""
    return ("list", card.fact.span.path, str(card.fact.span.first), words.fold(card.stem))


def of_facet(card: Card) -> Group:
    """Return the group of the values of one facet of things that stand side by side."""
    return ("facet", card.fact.span.path, *map(words.fold, parent(card)), words.fold(card.fact.facet))


def of_command(card: Card, command: str) -> Group:
    """Return the group of the commands of one program under one heading."""
    return ("command", card.fact.span.path, *card.fact.topic, command.split()[0] if command.split() else "")


def items(card: Card) -> tuple[str, ...]:
    """Return the items of a list card, as its fact holds them where it does."""
    held = getattr(getattr(card.fact, "value", None), "items", ())
    found = tuple(held) if isinstance(held, tuple) else ()
    holds = card.origin != Origin.OWN and found and all(item in card.key for item in found)
    return found if holds else words.parts(card.key)
