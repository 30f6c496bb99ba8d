"""`notedeck check`: what is wrong in the notes, each problem with its line and the right form."""

from __future__ import annotations

from pathlib import Path

import click

from generator import workspace
from generator.cli import _shared
from generator.model import Deck, Problem, Severity
from generator.problems import NotedeckError

_LEVELS = [severity.value for severity in Severity]
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


@click.command()
@_shared.targets
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True,
    help="For people, for programs, or as annotations of a GitHub workflow.",
)  # fmt: skip
@click.option("--severity", type=click.Choice(_LEVELS), default="info", show_default=True, help="The least to report.")
@_shared.jobs
@_shared.encoding
def check(targets: tuple[Path, ...], form: str, severity: str, jobs: int, encoding: str) -> None:
    """Report what is wrong in the notes; exit with 1 if something is provably wrong.

    \b
    notedeck check                          all recipes in decks/
    notedeck check notes.md --severity warning
    notedeck check decks/kubernetes.yaml --format json

    A recipe turns a code off with `check: {off: [code]}`, on one line with
    `check: {lines: [{note: notes.md, line: 80, off: to-do}]}`.
    """
    from generator import pipeline

    decks = [
        pipeline.deck(recipe, encoding=encoding, jobs=jobs, kept_in=workspace.cache_of(workspace.of_recipe(recipe)))
        for recipe in pipeline.recipes(targets)
    ]
    wanted = _LEVELS[: _LEVELS.index(severity) + 1]
    found = sorted(
        {problem: deck for deck in decks for problem in deck.problems if problem.severity in wanted}.items(), key=_order
    )
    click.echo(_FORMS[form](found), nl=False)
    if any(problem.severity == Severity.ERROR for problem, _deck in found):
        raise NotedeckError(status=1)


Found = list[tuple[Problem, Deck]]


def _order(entry: tuple[Problem, Deck]) -> tuple[str, int, int, str]:
    problem = entry[0]
    return (problem.span.path, problem.span.first, problem.column, problem.code)


def _text(found: Found) -> str:
    from generator.problems import describe

    lines = []
    for problem, deck in found:
        source = next((source for source in deck.sources if source.path == problem.span.path), None)
        lines.append(describe(problem, source) + "\n")
    counts = [(level, sum(problem.severity == level for problem, _deck in found)) for level in Severity]
    told = ", ".join(
        f"{count} {level.value}{'s' if count > 1 and level != Severity.INFO else ''}"
        for level, count in counts
        if count
    )
    return "".join(lines) + (told or "no problems") + "\n"


def _json(found: Found) -> str:
    records = [
        {
            "path": problem.span.path, "line": problem.span.first, "column": problem.column,
            "severity": problem.severity.value, "code": problem.code, "message": problem.message, "fix": problem.fix,
        }
        for problem, _deck in found
    ]  # fmt: skip
    return _shared.json_text(records, indent=1) + "\n"


def _github(found: Found) -> str:
    """Write workflow commands, in which a value's %, line ends, and a property's : and , are escaped."""
    lines = []
    for problem, _deck in found:
        place = f"file={_property(problem.span.path)},line={problem.span.first},col={problem.column}"
        title = f"title={_property(problem.code)}"
        lines.append(f"::{_GITHUB[problem.severity]} {place},{title}::{_escaped(problem.message)}\n")
    return "".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


_FORMS = {"text": _text, "json": _json, "github": _github}
COMMAND = check
