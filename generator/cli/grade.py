"""`notedeck grade`: is a response the expected answer, in other words?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from generator.cli import _shared
from generator.problems import NotedeckError

if TYPE_CHECKING:
    from generator.study.grading import Knowledge


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("expected")
@click.argument("given")
@click.option(
    "--kind",
    type=click.Choice(["command", "term", "list", "steps", "contrast", "text"]),
    help="What the answer is; without it, guessed from EXPECTED.",
)
@click.option("--accept", multiple=True, help="Another right answer; may be given several times.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def grade(expected: str, given: str, kind: str | None, accept: tuple[str, ...], form: str) -> None:
    """Compare GIVEN with EXPECTED by meaning: right, almost or wrong, and why. The exit status is 0 only for right.

    \b
    notedeck grade "kubectl get pods -n web" "k -n web get po"
    notedeck grade 파드 "Pod는" --kind term
    notedeck grade "a, b, c" "c and a" --format json
    """
    from generator.study import grading

    known = _knowledge()
    sort = grading.Kind(kind) if kind else grading.guess(expected, known)
    verdict = grading.grade(grading.Key(sort, (expected, *accept)), given, known)
    if form == "json":
        record = {"verdict": str(verdict.mark), "kind": str(sort), "reasons": list(verdict.reasons)}
        click.echo(_shared.json_text(record))
    else:
        click.echo(str(verdict.mark))
        for reason in verdict.reasons:
            click.echo(f"  {reason}")
    if verdict.mark != grading.Mark.RIGHT:
        raise NotedeckError(status=1)


def _knowledge() -> Knowledge:
    from generator import domains
    from generator.cli import _studying
    from generator.model import Deck
    from generator.recipe import Recipe

    recipe = Recipe(name="", notes=())
    return _studying.knowledge(domains.every(), recipe, Deck(name=""))


COMMAND = grade
