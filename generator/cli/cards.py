"""`notedeck cards`: the cards, to read before they are imported."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli import _identity, _shared
from generator.model import Card, Refusal
from generator.recipe import KINDS


@click.command()
@_shared.targets
@click.option("--format", "form", type=click.Choice(["table", "jsonl", "markdown"]), default="table", show_default=True)
@click.option(
    "--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only cards of this kind; may be repeated."
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many cards.")
@click.option("--marked", is_flag=True, help="Only cards that were marked as bad while studying.")
@click.option("--why", is_flag=True, help="What became no card, and why, instead of the cards.")
@click.option("--db", type=_shared.OneFile(), help="The log that the marks are in.")
@_shared.ledger
@_shared.no_ledger
@_shared.jobs
@_shared.encoding
def cards(
    targets: tuple[Path, ...],
    form: str,
    kinds: tuple[str, ...],
    limit: int | None,
    marked: bool,
    why: bool,
    db: Path | None,
    ledger_file: Path | None,
    no_ledger: bool,
    jobs: int,
    encoding: str,
) -> None:
    """Show the cards that a build would make; nothing is written.

    \b
    notedeck cards notes.md --kind command --limit 10
    notedeck cards decks/kubernetes.yaml --format jsonl
    notedeck cards notes.md --why
    """
    from generator import marks, pipeline
    from generator.cli._report import tell_unread

    found: list[Card] = []
    refused: list[Refusal] = []
    is_partly_unread = False
    for recipe in pipeline.recipes(targets):
        deck = _identity.built(recipe, _identity.known(recipe, ledger_file, no_ledger), encoding, jobs).deck
        is_partly_unread |= tell_unread(deck)
        found += deck.cards
        refused += deck.refusals
    if marked:
        from generator.study import storage

        bad = storage.marked(db)
        found = [card for card in found if card.id in bad]
    found = [card for card in found if not kinds or card.kind in kinds][:limit]
    if why:
        _show_refused([one for one in refused if not kinds or one.fact.kind in kinds][:limit], form)
    elif form == "jsonl":
        for card in found:
            click.echo(_shared.as_json(card))
    elif form == "markdown":
        text = "\n".join(_markdown(found)).encode()
        click.echo(marks.signed(text, ".md", marks.CARDS), nl=False)  # it may be kept among the notes
    else:
        _table(found)
    if is_partly_unread:
        raise click.exceptions.Exit(1)


def _markdown(cards: list[Card]) -> list[str]:
    """Return the cards under the headings of their notes."""
    lines: list[str] = []
    topic: tuple[str, ...] | None = None
    for card in cards:
        if card.fact.topic != topic:
            topic = card.fact.topic
            lines += ["", f"## {' > '.join(topic) or card.fact.span.path}", ""]
        lines.append(f"- **{_escaped(card.stem)}**  ")
        lines.append(f"  {_escaped(card.key)} `{card.id}`")
        lines += [f"  *{_escaped(notice)}*" for notice in card.notices]
    return lines[1:] or ["(no cards)"]


def _escaped(text: str) -> str:
    for sign in ("\\", "`", "*", "_", "<", "[", "]"):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "<br>")


def _table(cards: list[Card]) -> None:
    from generator.cli import _terminal

    rows = (
        (f"{card.fact.span.first}-{card.fact.span.last}", card.kind, card.stem, card.key, card.id) for card in cards
    )
    _terminal.show_table(("lines", "kind", "question", "answer", "id"), rows, piped_width=200)


def _show_refused(refused: list[Refusal], form: str) -> None:
    """Show the candidates that became no card, each with its reasons."""
    if form == "jsonl":
        for one in refused:
            click.echo(_refused_json(one))
        return
    from generator.cli import _terminal

    rows = (
        (_lines(one), _asked(one), one.candidate.key if one.candidate else "", "; ".join(one.reasons))
        for one in refused
    )
    _terminal.show_table(("lines", "question", "answer", "why not"), rows, piped_width=200)


def _lines(refusal: Refusal) -> str:
    span = refusal.fact.span
    return f"{span.first}-{span.last}" if span.first else "gone"


def _asked(refusal: Refusal) -> str:
    return refusal.candidate.stem if refusal.candidate else refusal.fact.text


def _refused_json(refusal: Refusal) -> str:
    span, candidate = refusal.fact.span, refusal.candidate
    record = {
        "path": span.path, "lines": [span.first, span.last], "front": candidate.front if candidate else "",
        "question": _asked(refusal), "answer": candidate.key if candidate else "",
        "direction": candidate.direction if candidate else "", "origin": str(candidate.origin) if candidate else "",
        "reasons": list(refusal.reasons),
    }  # fmt: skip
    return _shared.json_text(record)


COMMAND = cards
