"""Each pattern by example: what stands in a note, and the facts that are read out of it."""

from __future__ import annotations

import dataclasses

import pytest

from generator import patterns, pipeline, reading
from generator.knowledge import Domain
from generator.model import Fact, Source
from generator.patterns.place import Context
from generator.recipe import Recipe
from tests.cases import FIXTURES, Case, each, hold

HIDDEN = ("span", "topic", "language", "heads", "label", "text")


def facts(text: str, subject: str = "쿠버네티스") -> tuple[Fact, ...]:
    source = Source("note.md", text)
    recipe = Recipe("deck", ())
    code = pipeline.language_of(source, recipe)
    known: Domain = pipeline.domain(recipe)
    context = Context("note.md", code, pipeline.speech(code), known, subject, lambda name: name.endswith(".png"))
    return patterns.extract(reading.read(source), context).facts


def shown(fact: Fact) -> str:
    """Return a fact as one line: its lines, its type, and its own fields."""
    parts = []
    for field in dataclasses.fields(fact):
        value = getattr(fact, field.name)
        if field.name not in HIDDEN and value not in ("", False, ()):
            parts.append(f"{field.name}={' | '.join(value) if isinstance(value, tuple) else value}")
    return f"{fact.span.first}-{fact.span.last} {type(fact).__name__}: {'; '.join(parts)}"


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in each("patterns")])
def test_case(case: Case) -> None:
    hold(case, "".join(f"{shown(fact)}\n" for fact in facts(case.given)).replace("\n\n", "\n"))


def test_every_pattern_has_a_fixture() -> None:
    names = {name for name, _pattern in patterns.every()}
    assert names == {path.stem for path in (FIXTURES / "patterns").glob("*.md")}


def test_every_pattern_opens_with_an_example() -> None:
    for name, _pattern in patterns.every():
        module = __import__(f"generator.patterns.{name}", fromlist=[name])
        assert (module.__doc__ or "").startswith("`"), f"{name} opens without an example from a note"
