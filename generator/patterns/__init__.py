"""Blocks to facts: one pattern a file, tried in the order of their ranks; the first that finds something wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator import patterns, plugins
from generator.model import Block, BlockKind, Fact, Skip
from generator.patterns.place import Context, Pattern, Place
from generator.patterns.shape import shaped

# Patterns that read a container beside the statements in it, so that they end nobody's turn.
ALONGSIDE = frozenset({"membership", "contrast", "procedure"})


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a note states, and which lines rightly state nothing."""

    facts: tuple[Fact, ...]
    skips: tuple[Skip, ...]


def every() -> list[tuple[str, Pattern]]:
    """Return the patterns with their names, by rank."""
    found = plugins.find(patterns, "PATTERN")
    return sorted(found.items(), key=lambda pair: pair[1].rank)


def extract(document: Block, context: Context) -> Extraction:
    """Return the facts of a note in the order of its lines."""
    facts: list[Fact] = []
    skips: list[Skip] = []
    tree = shaped(document, context.speech)
    context = replace(context, roots=tree.children)
    for found in _walk(tree, context, every(), skips):
        facts += found
    return Extraction(tuple(sorted(facts, key=lambda fact: fact.span)), tuple(skips))


def _walk(
    document: Block, context: Context, known: list[tuple[str, Pattern]], skips: list[Skip]
) -> Iterator[list[Fact]]:
    stack = [Place(document, (), (document,), 0, context)]
    while stack:
        place = stack.pop()
        facts, inside = _read(place, known, skips)
        yield facts
        if inside:
            above = place.above if place.block.kind == BlockKind.DOCUMENT else (*place.above, place.block)
            children = place.block.children
            stack += [Place(child, above, children, at, context) for at, child in reversed(list(enumerate(children)))]


def _read(place: Place, known: list[tuple[str, Pattern]], skips: list[Skip]) -> tuple[list[Fact], bool]:
    facts: list[Fact] = []
    done = False
    for name, pattern in known:
        found = None if done and name not in ALONGSIDE else pattern.find(place)
        if found is None:
            continue
        facts += found.facts
        skips += found.skips
        if not found.children:
            return facts, False
        done = done or (name not in ALONGSIDE and found.alone)
    return facts, True
