"""Each kind of card by example: what stands in a note, and the cards that are made of it."""

from __future__ import annotations

import pytest

from generator import kinds, pipeline
from generator.model import Source
from tests.cases import FIXTURES, Case, each, hold
from tests.test_patterns import facts


def made(text: str) -> str:
    """Return the cards of a note, one a line."""
    found = facts(text)
    code = pipeline.language_of(Source("note.md", text), pipeline.Recipe("deck", ()))
    subject = "쿠버네티스" if code == "ko" else "Kubernetes"
    cards = kinds.write(found, pipeline.speech, pipeline.domain(pipeline.Recipe("deck", ())), {"note.md": subject})
    return "".join(f"{card.direction}: {card.stem} => {card.key}\n" for card in cards)


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in each("kinds")])
def test_case(case: Case) -> None:
    hold(case, made(case.given))


def test_every_kind_has_a_fixture() -> None:
    names = {kind.write.__module__.rsplit(".", 1)[-1] for kind in kinds.every().values()}
    assert names == {path.stem for path in (FIXTURES / "kinds").glob("*.md")}
