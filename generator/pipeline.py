"""Read, check, extract, write, identify: the only module that knows all stages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import cast

from generator import kinds, patterns, reading
from generator import recipe as recipes_
from generator.knowledge import Domain, Language
from generator.languages import en, ko
from generator.model import (
    Block,
    BlockKind,
    Card,
    Deck,
    Fact,
    LineUse,
    Problem,
    Severity,
    Skip,
    Source,
    Span,
)
from generator.patterns.place import Context
from generator.problems import NotedeckError
from generator.recipe import Recipe

_LANGUAGES: dict[str, ModuleType] = {"ko": ko, "en": en}
# File names that say nothing of what their notes are about.
_NAMELESS = re.compile(r"(?:readme|index|note|notes|memo|untitled|todo|til|summary|study|\d+)[\d_-]*", re.IGNORECASE)


def speech(code: str) -> Language:
    """Return a language by its code."""
    return cast(Language, _LANGUAGES[code])


def recipes(targets: Sequence[Path]) -> tuple[Recipe, ...]:
    """Return what the command line names: recipes, or one recipe of the notes; without names, all of decks/."""
    if not targets:
        found = sorted(Path("decks").glob("*.yaml"))
        if not found:
            place = Span("decks", 1, 1)
            raise NotedeckError(
                place.problem(Severity.ERROR, "no-recipe", "no recipe in decks/; name a recipe or a note")
            )
        return tuple(recipes_.read(path) for path in found)
    missing = [path for path in targets if not path.exists()]
    if missing:
        raise NotedeckError(
            *(Span(str(p), 1, 1).problem(Severity.ERROR, "no-file", f'"{p}" does not exist') for p in missing)
        )
    written = [path for path in targets if path.suffix in (".yaml", ".yml")]
    notes = tuple(path for path in targets if path not in written)
    made = (recipes_.of_notes(notes),) if notes else ()
    return (*(recipes_.read(path) for path in written), *made)


def load(recipe: Recipe, encoding: str = "") -> tuple[list[Source], list[Problem]]:
    """Read the notes of a recipe; what cannot be read is a problem and the others are still read."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(note for named in recipe.notes for note in reading.find(named)):
        source, wrong = reading.load(path, encoding)
        problems += wrong
        sources += [source] if source else []
    if not sources and not problems:
        named = ", ".join(str(path) for path in recipe.notes)
        problems.append(Span(named, 1, 1).problem(Severity.ERROR, "no-notes", f'"{named}" holds no study notes'))
    return sources, problems


def language_of(source: Source, recipe: Recipe) -> str:
    """Return the language of a note: the recipe's, or Korean where enough of its letters are Hangul."""
    if recipe.language:
        return recipe.language
    hangul = len(re.findall(r"[가-힣]", source.text))
    latin = len(re.findall(r"[A-Za-z]", re.sub(r"```.*?```|<[^>]+>|https?://\S+", "", source.text, flags=re.DOTALL)))
    return "ko" if hangul * 8 >= latin else "en"


def domain(recipe: Recipe) -> Domain:
    """Return what is known of the subject, with the recipe's own aliases first."""
    from generator.domains import kubernetes

    known = kubernetes.DOMAIN
    return replace(known, aliases=(*recipe.aliases, *known.aliases))


def subject_of(source: Source, document: Block, code: str, recipe: Recipe, known: Domain) -> str:
    """Return what a whole note is about: the recipe's word, the domain's name, the title or the file's name."""
    if recipe.subject:
        return recipe.subject
    words = re.findall(r"[A-Za-z][\w-]+|[가-힣]+", source.text)
    about = sum(word in known.names for word in words)
    if about >= 5 and about * 40 >= len(words):
        group = next((g for g in known.aliases if known.name.casefold() in (n.casefold() for n in g)), (known.name,))
        return next((n for n in group if ("가" <= n[0] <= "힣") == (code == "ko")), group[0])
    title = document.text or next(
        (b.text for b in document.children if b.kind == BlockKind.HEADING and b.level == 1), ""
    )
    if title and len(title) <= 24 and speech(code).is_term(title):
        return title
    stem = Path(source.path).stem
    return (
        stem
        if not _NAMELESS.fullmatch(stem) and re.fullmatch(r"[A-Za-z가-힣][\w가-힣 .+-]{1,20}", stem) and code != "ko"
        else ""
    )


def deck(recipe: Recipe, *, encoding: str = "") -> Deck:
    """Return the deck of a recipe, its cards not yet identified by a ledger."""
    sources, problems = load(recipe, encoding)
    known = domain(recipe)
    facts: list[Fact] = []
    skips: list[Skip] = []
    documents: dict[str, Block] = {}
    subjects: dict[str, str] = {}
    languages: dict[str, str] = {}
    for source in sources:
        document = reading.read(source)
        code = languages[source.path] = language_of(source, recipe)
        subjects[source.path] = subject_of(source, document, code, recipe, known)
        documents[source.path] = document
        context = Context(source.path, code, speech(code), known, subjects[source.path], _on_disk(source))
        found = patterns.extract(document, context)
        facts += found.facts
        skips += found.skips
    cards = kinds.write(facts, speech, known, subjects)
    cards = [card for card in cards if card.kind not in recipe.kinds_off]
    usage = tuple(use for source in sources for use in _usage(source, documents[source.path], cards, skips))
    return Deck(
        name=recipe.name,
        cards=tuple(cards),
        facts=tuple(facts),
        sources=tuple(sources),
        problems=tuple(problems),
        usage=usage,
        language=recipe.language or next(iter(languages.values()), "ko"),
        tags=recipe.tags,
    )


def _on_disk(source: Source) -> Callable[[str], bool]:
    folder = Path(source.path).parent

    def exists(name: str) -> bool:
        from urllib.parse import unquote

        try:
            return (folder / unquote(name)).is_file()
        except (OSError, ValueError):
            return False

    return exists


def _usage(source: Source, document: Block, cards: Iterable[Card], skips: Iterable[Skip]) -> Iterator[LineUse]:
    """Yield what became of each line: used by cards, structure, skipped with a reason, or missed."""
    users: dict[int, list[str]] = {}
    for card in cards:
        if card.fact.span.path == source.path:
            lines = [*range(card.fact.span.first, card.fact.span.last + 1), *card.fact.heads]
            for line in lines:
                users.setdefault(line, []).append(card.id or card.stem)
    reasons: dict[int, str] = {}
    for skip in skips:
        if skip.span.path == source.path:
            for line in range(skip.span.first, skip.span.last + 1):
                reasons.setdefault(line, skip.reason)
    structure = _structure(document)
    for number, text in enumerate(source.lines, 1):
        if number in users:
            yield LineUse(source.path, number, "used", "", tuple(users[number]))
        elif number in structure or not re.search(r"\w", text):
            yield LineUse(source.path, number, "structure", structure.get(number, "blank"))
        elif number in reasons:
            yield LineUse(source.path, number, "skipped", reasons[number])
        else:
            yield LineUse(source.path, number, "missed")


def _structure(document: Block) -> dict[int, str]:
    """Return the lines that only hold a note together: headings, fences' ends, rules, tables' heads, pasted tags."""
    found: dict[int, str] = {}
    stack = list(document.children)
    while stack:
        block = stack.pop()
        stack += block.children
        if block.kind == BlockKind.HEADING:
            found[block.span.first] = "heading"
        elif block.kind == BlockKind.FENCE:
            found[block.span.first] = found[block.span.last] = "fence"
        elif block.kind in (BlockKind.RULE, BlockKind.HTML):
            found.update(dict.fromkeys(range(block.span.first, block.span.last + 1), "markup"))
        elif block.kind == BlockKind.ROW and block.info == "header":
            found.update(dict.fromkeys(range(block.span.first, block.span.last + 2), "table head"))
    return found
