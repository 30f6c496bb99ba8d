"""The page of `notedeck quiz --pick`, opened and served until the items are printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from generator.problems import NotedeckError, headline

if TYPE_CHECKING:
    from generator.items import Item, Quiz


def pick(
    title: str,
    language: str,
    drawn: Quiz,
    spare: Sequence[Item],
    printed: Callable[[tuple[Item, ...]], Sequence[str]],
    port: int,
    no_browser: bool,
) -> None:
    """Let somebody choose among the items, and print them; stop where the page is left without printing."""
    from generator.review import guard, server
    from generator.review.picking import Picking
    from generator.review.unfit import Unfit

    def print_(items: tuple[Item, ...]) -> Sequence[str]:
        try:
            return printed(items)
        except NotedeckError as error:
            raise Unfit("\n".join(headline(problem) for problem in error.problems)) from None
        except click.ClickException as error:
            raise Unfit(error.message) from None

    def ready() -> None:
        click.echo(
            f"{address}\n  {len(drawn.items)} items, and {len(spare)} that could stand in; Ctrl-C prints nothing"
        )
        if not no_browser:
            click.launch(address)

    picking = Picking(title, language, drawn.items, spare, print_)
    sock, token = server.listen(port), guard.new_token()
    address = server.address(sock, token)
    try:
        server.run_picking(picking, sock, token, ready)
    finally:
        sock.close()
    if not picking.is_done:
        raise click.Abort
