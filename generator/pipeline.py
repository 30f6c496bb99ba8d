"""Read, check, extract, write, identify: the only module that knows all stages."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import cast

from generator import checks, kinds, patterns, reading
from generator import ledger as ledgers
from generator import recipe as recipes_
from generator.formats import pictures
from generator.kinds.desk import squeezed
from generator.knowledge import Domain, Language, Note
from generator.languages import en, ko, typos
from generator.ledger import Change, Ledger
from generator.model import (
    Block,
    BlockKind,
    Card,
    Correction,
    Deck,
    Fact,
    LineUse,
    Problem,
    Question,
    Severity,
    Skip,
    Source,
    Span,
)
from generator.patterns.place import Context, is_empty_heading
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
    return "ko" if hangul and hangul * 8 >= latin else "en"


def domain(recipe: Recipe) -> Domain:
    """Return what is known of the subject, with the recipe's own aliases first."""
    from generator.domains import kubernetes

    known = kubernetes.DOMAIN
    return replace(known, aliases=(*recipe.aliases, *known.aliases))


def subject_of(source: Source, document: Block, code: str, recipe: Recipe, known: Domain) -> str:
    """Return what a whole note is about: the recipe's word, the domain's name, the title or the file's name."""
    if recipe.subject:
        return recipe.subject
    heading = document.text or next(
        (b.text for b in document.children if b.kind == BlockKind.HEADING and b.level == 1), ""
    )
    tool = next((w for w in re.findall(r"[a-z][a-z0-9-]{2,}", heading) if w in known.programs), "")
    if tool:
        return tool
    words = re.findall(r"[A-Za-z][\w-]+|[가-힣]+", source.text)
    about = sum(word in known.names for word in words)
    if about >= 5 and about * 40 >= len(words):
        group = next((g for g in known.aliases if known.name.casefold() in (n.casefold() for n in g)), (known.name,))
        return next((n for n in group if ("가" <= n[0] <= "힣") == (code == "ko")), group[0])
    title = document.text or next(
        (b.text for b in document.children if b.kind == BlockKind.HEADING and b.level == 1), ""
    )
    if title and len(title) <= 24 and speech(code).is_term(title) and not is_empty_heading(title):
        return title
    stem = Path(source.path).stem
    return (
        stem
        if not _NAMELESS.fullmatch(stem) and re.fullmatch(r"[A-Za-z가-힣][\w가-힣 .+-]{1,20}", stem) and code != "ko"
        else ""
    )


@dataclass(frozen=True, slots=True)
class Read:
    """A study note on its way through the stages: `source` as written, `document` with its certain mistakes put right."""

    source: Source
    document: Block
    language: str
    subject: str
    problems: tuple[Problem, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A deck with the ledger to write beside it and what changed since the last build."""

    deck: Deck
    ledger: Ledger
    changes: tuple[Change, ...]


def deck(recipe: Recipe, *, encoding: str = "", ledger: Ledger | None = None) -> Deck:
    """Return the deck of a recipe with the ids that a build with this ledger would give; nothing is written."""
    return build(recipe, encoding=encoding, ledger=ledger).deck


def build(recipe: Recipe, *, encoding: str = "", ledger: Ledger | None = None, folder: str = "", now: int = 0) -> Built:
    """Take a recipe through all stages; `folder` is the ledger's, `now` in seconds since 1970 the time of what changed."""
    sources, problems = load(recipe, encoding)
    known = domain(recipe)
    notes = [_read(source, recipe, known) for source in sources]
    facts: list[Fact] = []
    skips: list[Skip] = []
    for note in notes:
        found = patterns.extract(note.document, _context(note, known))
        facts += found.facts
        skips += found.skips
    subjects = {note.source.path: note.subject for note in notes}
    cards = kinds.write(facts, speech, known, subjects)
    cards = [_noticed(card, notes) for card in cards if card.kind not in recipe.kinds_off]
    cards += _added(recipe)
    tagged = [replace(card, tags=(*card.tags, *recipe.tags)) for card in cards]
    known_ids: set[str] = set()
    identified = ledgers.identify(
        tagged,
        ledger or ledgers.empty(recipe.name),
        now,
        folder,
        finish=lambda card: _by_hand(card, recipe, known_ids),
        unread=[problem.span.path for problem in problems],
    )
    problems += _unknown_ids(recipe, known_ids)
    cards = list(identified.cards)
    skips += _unasked(facts, cards)
    return Built(_deck(recipe, notes, cards, facts, skips, problems), identified.ledger, identified.changes)


def _read(source: Source, recipe: Recipe, known: Domain) -> Read:
    """Read a note, check it, and read it again with what is certainly wrong put right."""
    document = reading.read(source)
    off = frozenset(recipe.checks_off)
    note = Note(source, document, known, _on_disk(source), typos.suspects)
    findings = [f for f in checks.run(note, off) if not _is_off(f.problem, recipe)]
    corrections = tuple(f.correction for f in findings if f.correction and recipe.corrections)
    right = checks.corrected(source, corrections) if corrections else source
    document = reading.read(right) if corrections else document
    code = language_of(source, recipe)
    subject = subject_of(right, document, code, recipe, known)
    return Read(source, document, code, subject, tuple(f.problem for f in findings), corrections)


def _is_off(problem: Problem, recipe: Recipe) -> bool:
    place = (problem.span.path, problem.span.first)
    return any((path, line) == place and code in ("", problem.code) for path, line, code in recipe.lines_off)


def _context(note: Read, known: Domain) -> Context:
    return Context(note.source.path, note.language, speech(note.language), known, note.subject, _on_disk(note.source))


def _noticed(card: Card, notes: Sequence[Read]) -> Card:
    """Put on a card what was corrected in its words, and what a person has still to verify."""
    note = next((n for n in notes if n.source.path == card.fact.span.path), None)
    if note is None:
        return card
    shown = squeezed(f"{card.stem.replace('____', card.key)} {card.key}")
    lines = {*range(card.fact.span.first, card.fact.span.last + 1), *card.fact.heads}
    found = [c.note for c in note.corrections if c.span.first in lines and squeezed(c.right) in shown]
    found += [text for first, last, text in _doubts(note) if first <= card.fact.span.first <= last]
    return replace(card, notices=tuple(dict.fromkeys(found))) if found else card


def _doubts(note: Read) -> Iterator[tuple[int, int, str]]:
    """Yield the lines that were copied from an AI tool, up to the next heading, with what to tell the learner."""
    heads = sorted(b.span.first for b in _every(note.document) if b.kind == BlockKind.HEADING)
    for problem in note.problems:
        if problem.code == "ai-sourced":
            first = problem.span.first
            gap = next(
                (n for n in range(first, len(note.source.lines)) if not any(_near(note.source, n, 2))),
                len(note.source.lines),
            )
            last = min([head - 1 for head in heads if head > first] + [gap])
            tool = note.source.lines[first - 1].strip(" >*_#-")
            said = f"확인 필요: {tool}에서 옮긴 글" if note.language == "ko" else f"to verify: copied from {tool}"
            yield first, last, said


def _near(source: Source, line: int, count: int) -> list[str]:
    return [text for text in source.lines[line : line + count] if text.strip()]


def _every(block: Block) -> Iterator[Block]:
    yield block
    for child in block.children:
        yield from _every(child)


def _added(recipe: Recipe) -> list[Card]:
    """Return the cards that the learner wrote into the recipe."""
    cards = []
    for one in recipe.add:
        fact = Question(
            span=one.span,
            label=one.question,
            text=f"{one.question} {one.answer}",
            question=one.question,
            answer=one.answer,
            language=recipe.language or "ko",
        )
        direction = "fill-blank" if "____" in one.question else "question"
        cards.append(Card(fact, "question", direction, one.question, one.answer))
    return cards


def _by_hand(card: Card, recipe: Recipe, known: set[str]) -> Card | None:
    """Return a card as the recipe's hand edits leave it, None where it is hidden; its id is added to `known`."""
    known.add(card.id)
    if card.id in recipe.hide:
        return None
    for name, question, answer in recipe.reword:
        if name == card.id:
            return replace(card, stem=question or card.stem, key=answer or card.key)
    return card


def _unknown_ids(recipe: Recipe, known: set[str]) -> list[Problem]:
    """Tell of hand edits for cards that are not there."""
    named = recipe.hide | {name for name, _question, _answer in recipe.reword}
    place = Span(recipe.path or recipe.name, 1, 1)
    return [
        place.problem(Severity.WARNING, "no-card", f'no card has the id "{name}", which the recipe names')
        for name in sorted(named - known)
    ]


def _unasked(facts: Iterable[Fact], cards: Iterable[Card]) -> list[Skip]:
    """Return the lines whose facts gave no card that is fit to ask."""
    asked = {card.fact for card in cards}
    return [Skip(fact.span, "no good question") for fact in facts if fact not in asked]


def _deck(
    recipe: Recipe,
    notes: Sequence[Read],
    cards: list[Card],
    facts: list[Fact],
    skips: list[Skip],
    problems: list[Problem],
) -> Deck:
    return Deck(
        name=recipe.name,
        cards=tuple(cards),
        facts=tuple(facts),
        sources=tuple(note.source for note in notes),
        problems=(*problems, *(problem for note in notes for problem in note.problems)),
        corrections=tuple(correction for note in notes for correction in note.corrections),
        usage=tuple(use for note in notes for use in _usage(note.source, note.document, cards, skips)),
        language=recipe.language or (notes[0].language if notes else "ko"),
        tags=recipe.tags,
    )


def media(deck: Deck) -> dict[str, bytes]:
    """Return the pictures that the cards show, by path; one that cannot be read is left to the exporter to report."""
    found = {}
    for name in pictures(deck):
        with contextlib.suppress(OSError):
            found[name] = Path(name).read_bytes()
    return found


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
                users.setdefault(line, []).append(card.id)
    reasons: dict[int, str] = {}
    for skip in skips:
        if skip.span.path == source.path:
            for line in range(skip.span.first, skip.span.last + 1):
                reasons.setdefault(line, skip.reason)
    structure = _structure(document)
    structure |= _front_matter(source)
    for number, text in enumerate(source.lines, 1):
        if not text.strip():
            yield LineUse(source.path, number, "structure", "blank")
        elif number in users:
            yield LineUse(source.path, number, "used", "", tuple(users[number]))
        elif number in structure or not re.search(r"\w", reading.plain(text)):
            yield LineUse(source.path, number, "structure", structure.get(number, "blank"))
        elif number in reasons:
            yield LineUse(source.path, number, "skipped", reasons[number])
        else:
            yield LineUse(source.path, number, "missed")


def _front_matter(source: Source) -> dict[int, str]:
    """Return the lines of the front matter."""
    if source.lines[0].strip() not in ("---", "+++"):
        return {}
    end = next((n for n, text in enumerate(source.lines[1:], 2) if text.strip() == source.lines[0].strip()), 0)
    return dict.fromkeys(range(1, end + 1), "front matter")


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
