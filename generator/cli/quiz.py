"""`notedeck quiz`: worksheets, versions, answer keys and cards to cut out, from the same cards as the Anki deck."""

from __future__ import annotations

import difflib
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli import _identity, _shared
from generator.cli._identity import Identity

if TYPE_CHECKING:
    from generator.cli._quiz_wish import Wish
    from generator.exporters.quiz.paper import Format, Paper
    from generator.items import Item, Quiz
    from generator.model import Deck
    from generator.recipe import Recipe

_SUFFIXES = {
    ".pdf": "pdf", ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown",
    ".json": "json", ".xml": "moodle", ".txt": "gift", ".gift": "gift", ".zip": "qti",
}  # fmt: skip
MOST_QUESTIONS = 100_000
# From this difficulty on, of FSRS's 1 to 10, a card is weak even if it was never forgotten.
HARD = 7.0
_NO_TEXT = ("pdf", "qti")  # formats whose bytes a terminal cannot show
_FORMATS = ("pdf", "html", "markdown", "json", "moodle", "gift", "qti")


class _Questions(click.ParamType):
    """A number from 1, or `all`."""

    name = "N|all"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        if value == "all":
            return 0
        if re.fullmatch(r"[0-9]{1,6}", value) and 0 < int(value) <= MOST_QUESTIONS:
            return int(value)
        self.fail(f'"{value}" is neither a number from 1 to {MOST_QUESTIONS} nor "all"', param, ctx)


class _Names(click.ParamType):
    """Names with commas between them: item types, or the fields at the top of the sheet."""

    def __init__(self, name: str, what: str, key: str) -> None:
        self.name, self.what, self.key = name, what, key

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        from generator.cli._quiz_wish import NAMES, hint, names

        if isinstance(value, tuple):
            return value
        known, found = NAMES[self.key], names(value)
        for name in found:
            if name not in known:
                self.fail(f'there is no {self.what} "{name}"{hint(name, known)}', param, ctx)
        if not found:
            self.fail(f"name at least one of {', '.join(known)}", param, ctx)
        return found


class _Points(click.ParamType):
    """The points of the whole sheet, or of each item of a type."""

    name = "N|TYPE=N,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from generator.cli._quiz_wish import read_points

        try:
            read_points(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)
        return str(value)


@click.command()
@_shared.targets
@click.option("-o", "--output", help="The file to write, `-` for the terminal; by default out/NAME-quiz.pdf.")
@click.option("--format", type=click.Choice(_FORMATS), help="By default what the output's name ends in, or pdf.")
@click.option("--questions", type=_Questions(), help="How many; by default 20 on a worksheet, else all.")
@click.option(
    "--types",
    type=_Names("TYPE,…", "item type", "types"),
    help="Only these: multiple-choice, true-false, matching, blank, order, short-answer, list, command.",
)
@click.option("--topic", help="Only under headings that hold this text, or begin with this number.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Another number, another quiz; by default 1.")
@click.option("--difficulty", type=click.Choice(["easy", "medium", "hard"]), help="Recognise, complete or recall.")
@click.option("--versions", type=click.IntRange(1, 26), help="So many shufflings: A, B, C …, each with its key.")
@click.option("--layout", type=click.Choice(["sheet", "cards", "folded"]), help="A worksheet, cards to cut, or a fold.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="By default a4.")
@click.option("--columns", type=click.IntRange(1, 2), help="By default 1.")
@click.option(
    "--key",
    type=click.Choice(["end", "apart", "none"]),
    help="The answers: at the end, in a file, or not: an HTML page then marks nothing.",
)
@click.option("--title", help="By default the deck's name.")
@click.option("--instructions", help="A line or more under the title.")
@click.option("--fields", type=_Names("FIELD,…", "field", "fields"), help="Of class, number, name, date and score.")
@click.option("--points", type=_Points(), help="Of the whole sheet, as 100, or of types, as blank=2,list=4.")
@click.option("--weak", is_flag=True, help="What you get wrong in `notedeck study`, worst first.")
@click.option("--db", type=_shared.OneFile(), help="The log of reviews that --weak reads.")
@click.option("--pick", is_flag=True, help="Look at the items in the browser: leave out, replace, reorder, then print.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Of the page of --pick; by default a free one.")
@click.option("--no-browser", is_flag=True, help="With --pick: only print the address.")
@_shared.ledger
@_shared.no_ledger
@_shared.encoding
def quiz(
    targets: tuple[Path, ...],
    output: str | None,
    weak: bool,
    db: Path | None,
    ledger_file: Path | None,
    no_ledger: bool,
    encoding: str,
    pick: bool,
    port: int,
    no_browser: bool,
    **given: Any,
) -> None:
    """Make a quiz to print or to load into a learning platform.

    \b
    notedeck quiz notes.md
    notedeck quiz notes.md --questions 30 --versions 3 --key apart
    notedeck quiz notes.md --types multiple-choice,blank --topic 2.1 -o quiz.html
    notedeck quiz notes.md --layout cards
    notedeck quiz notes.md -o quiz.html          takes answers and marks them
    notedeck quiz notes.md --pick                look at the items first
    notedeck quiz notes.md --points 100 --title "중간고사" --instructions "45분"
    """
    from generator import pipeline
    from generator.cli._quiz_wish import wish
    from generator.cli._studying import studied

    recipes = pipeline.recipes(targets)
    if len(recipes) > 1 and pick:
        raise click.UsageError("--pick shows one quiz; name one recipe")
    if len(recipes) > 1 and output:
        raise click.UsageError("--output names one quiz; name one recipe")
    if output == "":
        raise click.UsageError("--output: the name of the file is empty")
    if output and not given["format"]:
        given["format"] = _SUFFIXES.get(_shared.suffix_of(output))
    wishes = [wish(recipe, given) for recipe in recipes]
    for wanted in wishes:
        _possible(wanted, output or "")
    _shared.apart(recipes, [_where(*one, output) for one in zip(recipes, wishes, strict=True)])
    for recipe, wanted in zip(recipes, wishes, strict=True):
        deck = _deck(recipe, encoding, _identity.known(recipe, ledger_file, no_ledger, studied(recipe, db)))
        drawn = draw(recipe, deck, wanted, weak_cards(recipe, deck, db) if weak else ())
        if not pick:
            print_items(recipe, deck, wanted, drawn, output)
            continue
        _pick(recipe, deck, wanted, drawn, output, port, no_browser)


def _pick(
    recipe: Recipe, deck: Deck, wanted: Wish, drawn: Quiz, output: str | None, port: int, no_browser: bool
) -> None:
    """Show the items on a page, and print those that are chosen there."""
    from generator.cli._picking import pick

    def printed(chosen: tuple[Item, ...]) -> list[str]:
        asked = replace(wanted, questions=len(chosen))
        return print_items(recipe, deck, asked, replace(drawn, items=chosen, unmade=()), output)

    spare = spares(recipe, deck, wanted, drawn) if wanted.layout == "sheet" else ()
    pick(wanted.title or deck.name, deck.language, drawn, spare, printed, port, no_browser)


def _possible(wanted: Wish, output: str) -> None:
    suffix = _shared.suffix_of(output)
    if suffix and _SUFFIXES.get(suffix) != wanted.format:
        known = (
            f'ends like {_SUFFIXES[suffix]}, and the format is "{wanted.format}"'
            if suffix in _SUFFIXES
            else (f"ends in {suffix}, which no format does; known are {', '.join(_SUFFIXES)}")
        )
        raise click.UsageError(f'--output "{output}" {known}')
    if wanted.layout != "sheet" and wanted.format != "pdf":
        raise click.UsageError(f"--layout {wanted.layout} is printed as pdf only")
    if not wanted.asked:
        raise click.UsageError(f'no item type of {", ".join(wanted.types)} is "{wanted.difficulty}"')


def _deck(recipe: Recipe, encoding: str, identity: Identity) -> Deck:
    """Return the deck with the ids that its Anki notes have."""
    from generator.cli._report import tell_unread

    deck = _identity.built(recipe, identity, encoding).deck
    tell_unread(deck)
    return deck


def weak_cards(recipe: Recipe, deck: Deck, db: Path | None) -> tuple[str, ...]:
    """Return the ids of the cards that the learner forgot or finds hard, worst first."""
    from generator.study import settings, storage

    path = db or storage.default_path()
    own = {card.id for card in deck.cards}
    weak: list[tuple[int, float, str]] = []
    if path.exists():
        store = storage.open_for_reading(path, settings.of_recipe(recipe))
        try:
            for card, memory in storage.memories(store):
                if card in own and (memory.lapses or memory.difficulty >= HARD):
                    weak.append((-memory.lapses, -memory.difficulty, card))
        finally:
            store.close()
    if not weak:
        raise _stop(recipe, "nothing is known to be weak yet; answer some cards with `notedeck study` first")
    return tuple(card for _lapses, _difficulty, card in sorted(weak))


def _stop(recipe: Recipe, message: str) -> Exception:
    from generator.model import Severity, Span
    from generator.problems import NotedeckError

    path = recipe.path or (str(recipe.notes[0]) if recipe.notes else recipe.name)
    return NotedeckError(Span(path, 1, 1).problem(Severity.ERROR, "quiz-empty", message))


def print_items(recipe: Recipe, deck: Deck, wanted: Wish, made: Quiz, output: str | None) -> list[str]:
    """Render items, as drawn or as somebody chose among them, and write the files; return what was told of them."""
    from generator import marks, plugins
    from generator.cli._report import tell
    from generator.exporters import quiz as formats
    from generator.files import write_outputs

    form: Format = plugins.find(formats, "FORMAT")[wanted.format]
    made = _worth(made, wanted)
    paper = _paper(recipe, deck, wanted, made.items)
    problems = [*form.check(paper)]
    if output == "-":
        if wanted.format in _NO_TEXT and sys.stdout.isatty():
            raise click.UsageError(
                f"a quiz as {wanted.format} is no text for a terminal; name a file with -o, or send it on with |"
            )
        click.echo(next(iter(_files(paper, form, wanted, Path("-")).values())), nl=False)
        tell(problems, deck)
        return []
    files = _files(paper, form, wanted, _where(recipe, wanted, output))
    write_outputs(
        {path: marks.signed(content, path.suffix, marks.QUIZ) for path, content in files.items()},
        _shared.inputs([recipe]),
    )
    tell(problems, deck)
    lines = _summary(made, paper, wanted, tuple(files))
    for line in lines:
        click.echo(line)
    return lines


def _where(recipe: Recipe, wanted: Wish, output: str | None) -> Path:
    """Return the file of a quiz, as given or by its format; `-` is the terminal."""
    from generator import plugins
    from generator.exporters import quiz as formats

    suffix = plugins.find(formats, "FORMAT")[wanted.format].suffix
    return Path(output) if output else _shared.output_path(recipe, f"-quiz{suffix}")


def spares(recipe: Recipe, deck: Deck, wanted: Wish, made: Quiz) -> tuple[Item, ...]:
    """Return the items that could stand in place of drawn ones: well made, of other facts, copies of none."""
    from generator import items, pipeline

    aliases = pipeline.domain_of(recipe, deck).aliases
    return items.spares(deck, made.items, wanted.asked, wanted.seed, wanted.topic, aliases=aliases)


def draw(recipe: Recipe, deck: Deck, wanted: Wish, only: tuple[str, ...] = ()) -> Quiz:
    """Draw the items of a quiz; `print_items` prints them, or those that are chosen of them and of their `spares`."""
    from generator import items, pipeline

    if wanted.topic and not items.under(deck, wanted.topic):
        raise _stop(recipe, f'no card stands under a heading with "{wanted.topic}"{_topics(deck, wanted.topic)}')
    if wanted.layout != "sheet":
        whole = items.whole_cards(deck, wanted.count, wanted.seed, wanted.topic, only=only)
        made = items.Quiz(whole)
    else:
        aliases = pipeline.domain_of(recipe, deck).aliases
        made = items.quiz(deck, wanted.asked, wanted.count, wanted.seed, wanted.topic, aliases=aliases, only=only)
    if not made.items:
        reasons = "; ".join(_left_out(made)) or "the notes gave no card for it"
        raise _stop(recipe, f"no question could be made: {reasons}")
    return made


def _worth(made: Quiz, wanted: Wish) -> Quiz:
    """Return the quiz with the points that were asked for."""
    from generator.cli._quiz_wish import read_points
    from generator.items import points

    if not wanted.points or wanted.layout != "sheet":
        return made
    asked = read_points(wanted.points)
    if isinstance(asked, dict):
        return replace(made, items=points.of_types(made.items, asked))
    if asked < len(made.items):
        raise click.UsageError(f"--points {asked} is less than one point for each of {len(made.items)} questions")
    return replace(made, items=points.in_all(made.items, asked))


def _topics(deck: Deck, topic: str) -> str:
    found = list(dict.fromkeys(heading for card in deck.cards for heading in card.fact.topic))
    near = difflib.get_close_matches(topic, found, 1, 0.5)
    if near:
        return f'; did you mean "{near[0]}"?'
    return f"; headings are {', '.join(found[:8])}{' …' if len(found) > 8 else ''}" if found else ""


def _paper(recipe: Recipe, deck: Deck, wanted: Wish, made: tuple[Item, ...]) -> Paper:
    from generator import pipeline
    from generator.cli import _quiz_answers, _studying
    from generator.exporters.quiz.paper import Paper, commands
    from generator.items import versions

    domain = pipeline.domain_of(recipe, deck)
    known = _studying.knowledge(domain, recipe, deck)
    groups = (*recipe.aliases, *domain.aliases)
    return Paper(
        title=wanted.title or deck.name.replace("::", " · "),
        language=deck.language,
        versions=versions(made, wanted.versions, wanted.seed),
        size=wanted.paper,
        columns=wanted.columns,
        part="all" if wanted.key == "end" else "questions",
        layout=wanted.layout,
        commands=commands(deck.cards),
        instructions=wanted.instructions,
        fields=wanted.fields,
        worths=bool(wanted.points),
        marking=_quiz_answers.marking(made, groups, known),
    )


def _files(paper: Paper, form: Format, wanted: Wish, where: Path) -> dict[Path, bytes]:
    """Return the files of a quiz: one, or one a version, or the questions and their key."""
    if form.one_version:
        many = len(paper.versions) > 1
        return {
            _beside(where, f"-{version.name}" if many else ""): form.render(replace(paper, versions=(version,)))
            for version in paper.versions
        }
    files = {where: form.render(paper)}
    if wanted.key == "apart" and str(where) != "-":
        files[_beside(where, "-key")] = form.render(replace(paper, part="key"))
    return files


def _beside(where: Path, mark: str) -> Path:
    name, dot, suffix = where.name.partition(".")
    return where.with_name(f"{name}{mark}{dot}{suffix}")


def _summary(made: Quiz, paper: Paper, wanted: Wish, files: tuple[Path, ...]) -> list[str]:
    from generator.exporters.quiz.paper import total

    count = len(made.items)
    what = f"{count} questions, {total(paper.versions[0])} points" if wanted.layout == "sheet" else f"{count} cards"
    versions = f", versions {' '.join(version.code for version in paper.versions)}" if wanted.versions > 1 else ""
    lines = [f"{', '.join(map(str, files))}: {what}{versions}"]
    if wanted.layout == "sheet":
        types = Counter(item.type for item in made.items)
        lines.append("  " + ", ".join(f"{name} {number}" for name, number in types.items()))
    if count < wanted.count:
        lines.append(f"  {wanted.count} were asked for; the others could not be made well")
    left_out = _left_out(made)
    return [*lines, f"  left out: {'; '.join(left_out)}"] if left_out else lines


def _left_out(made: Quiz) -> list[str]:
    """Return how many items of a type could not be made well, and why; what is asked elsewhere is no loss."""
    from generator.items.labels import REASONS

    told = (one for one in made.unmade if one.reason not in ("not-this-type", "asked-already"))
    counts = Counter((one.type, one.reason) for one in told)
    return [f"{number} {name}, {REASONS[reason]}" for (name, reason), number in sorted(counts.items())]


COMMAND = quiz
