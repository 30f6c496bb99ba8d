"""`notedeck review`: look at the cards beside the note, and keep, hide, mend or flip them, before they are learned."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import workspace
from generator.cli import _identity, _shared

if TYPE_CHECKING:
    from generator.pipeline import Built
    from generator.recipe import Recipe
    from generator.review.session import Work


@click.command()
@_shared.targets
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="By default one that is free.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--learning/--no-learning",
    default=None,
    help="Whether your verdicts shift what becomes a card; kept with the verdicts.  [default: as it was, first on]",
)
@_shared.encoding
def review(targets: tuple[Path, ...], port: int, no_browser: bool, learning: bool | None, encoding: str) -> None:
    """Look at the cards in the browser before you learn them: keep, hide, edit, flip, undo.

    \b
    notedeck review notes.md
    notedeck review decks/kubernetes.yaml --no-browser --port 8000

    The page is served to this computer alone and reads the notes, which it never changes. Every decision is at once in
    NAME.verdicts.jsonl beside the ledger, to be committed, and build, quiz, study and test respect it. A note that is
    saved shows its new cards within a second. Ctrl-C ends it.

    \b
    j k  next, previous      e  edit            d  the doubtful first
    y    keep                f  flip            /  search
    x    hide                u  undo            ?  all keys
    """
    from generator.review import guard, server
    from generator.review.session import Session

    recipe = _recipe(targets)
    work = _work(recipe, targets, encoding)
    if learning is not None:
        _settle(work, learning)
    session = Session(work)
    session.open()
    sock, token = server.listen(port), guard.new_token()
    address = server.address(sock, token)

    def ready() -> None:
        left = sum(card["status"] in ("left", "changed") for card in session.cards()["cards"])
        click.echo(f"{address}\n  {left} cards are left to look at; decisions go to {work.file}; Ctrl-C ends it")
        for line in session.learned():
            click.echo(f"  {line}")
        if not no_browser:
            click.launch(address)

    try:
        server.run(session, sock, token, _watched(recipe, work), ready)
    except KeyboardInterrupt:
        click.echo("the page is closed; `notedeck build` makes the deck", err=True)
    finally:
        sock.close()


def _recipe(targets: tuple[Path, ...]) -> Recipe:
    from generator import pipeline

    recipes = pipeline.recipes(targets)
    if len(recipes) > 1:
        raise click.UsageError(f"review shows one deck; name one of {', '.join(recipe.path for recipe in recipes)}")
    if any(str(path) == "-" for path in recipes[0].notes):
        raise click.UsageError("review watches files; name notes instead of -")
    return recipes[0]


def _work(recipe: Recipe, targets: tuple[Path, ...], encoding: str) -> Work:
    from generator.review.session import Work

    name = Path(recipe.path).stem if recipe.path else recipe.name
    return Work(
        recipe,
        workspace.of_recipe(recipe).verdicts(name.replace("/", "-").replace(":", "-")),
        partial(_built, targets, encoding),
        partial(_keep, recipe),
        partial(_inputs, recipe),
        lambda: time.time_ns() // 1_000_000,
    )


def _built(targets: tuple[Path, ...], encoding: str) -> Built:
    """Read the recipe and the notes anew: a file may have come to them."""
    recipe = _recipe(targets)
    return _identity.built(recipe, _identity.known(recipe), encoding)


def _keep(recipe: Recipe, built: Built) -> None:
    from generator import ledger
    from generator.cli._studying import keep_ledger

    file = _identity.file_of(recipe)
    if file:
        with _shared.alone(file):
            keep_ledger(file, ledger.write(built.ledger).encode())


def _inputs(recipe: Recipe) -> tuple[Path, ...]:
    space = workspace.of_recipe(recipe)
    return (*_shared.inputs([recipe]), space.written_cards, *space.all_verdicts())


def _watched(recipe: Recipe, work: Work) -> tuple[Path, ...]:
    return (*recipe.notes, *([Path(recipe.path)] if recipe.path else []), work.file)


def _settle(work: Work, learning: bool) -> None:
    """Keep with the verdicts whether they are learned from, where that is new."""
    from generator import pipeline, verdicts

    if pipeline.decided(work.recipe).learns != learning:
        decision = verdicts.Decision(work.now(), "learn" if learning else "forget")
        verdicts.append(work.file, work.recipe.name, decision)


COMMAND = review
