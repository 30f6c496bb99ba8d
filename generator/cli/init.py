"""`notedeck init`: the workspace of a folder of notes, and what it holds."""

from __future__ import annotations

from pathlib import Path

import click

from generator import workspace as workspaces
from generator.workspace import Workspace


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
def init(folder: Path | None) -> None:
    """Make a folder of notes a workspace, or show the one that it lies in.

    All commands on notes below keep what lasts there: which card is which, what you said of cards, cards that a
    model wrote. The first build makes a workspace by itself; this command says where.

    \b
    notedeck init
    notedeck init ~/notes
    """
    from generator.model import Severity, Span
    from generator.problems import NotedeckError

    here = folder or Path()
    space = workspaces.of([here])
    try:
        if not space.is_made:
            space = Workspace(Path(here).absolute() if folder else space.root)
            workspaces.make(space)
            click.echo(f"made a workspace of {space.root}")
        else:
            click.echo(f"the workspace is {space.root}")
    except OSError as error:
        place = Span(str(space.root), 1, 1)
        message = f'no workspace can be made in "{space.root}": {error.strerror or error}'
        raise NotedeckError(place.problem(Severity.ERROR, "workspace", message)) from None
    for line in _contents(space):
        click.echo(line)


def _contents(space: Workspace) -> list[str]:
    kept = space.relative(space.lasting)
    rows = [
        (space.relative(space.ledger), "which card is which; commit it with the notes", space.ledger.exists()),
        (f"{kept}/*.verdicts.jsonl", "what you said of cards", any(space.lasting.glob("*.verdicts.jsonl"))),
        (space.relative(space.written_cards), "cards that a model wrote", space.written_cards.exists()),
        (space.relative(space.cache_folder()) + "/", "what can be worked out again", space.cache_folder().is_dir()),
    ]
    width = max(len(name) for name, _what, _there in rows)
    return [f"  {name:{width}}  {what}{'' if there else ' (none yet)'}" for name, what, there in rows]


COMMAND = init
