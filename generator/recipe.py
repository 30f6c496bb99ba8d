"""The YAML recipe of a deck; every mistake is a problem at line and column."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator import files, marks
from generator.model import Problem, Severity, Span
from generator.problems import NotedeckError
from generator.visible import visible_line
from generator.yaml_text import LARGEST, Place, compose

__all__ = ["KEYS", "KINDS", "AddedCard", "Place", "Recipe", "compose", "of_notes", "read"]


@dataclass(frozen=True, slots=True)
class AddedCard:
    """A card that the learner wrote into the recipe."""

    question: str
    answer: str
    span: Span


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to build: `notes` are files and folders, globs already resolved; `path` is "" for notes without a recipe."""

    name: str
    notes: tuple[Path, ...]
    path: str = ""
    language: str = ""  # "" decides by each note's own text
    subject: str = ""
    kinds_off: frozenset[str] = frozenset()
    aliases: tuple[tuple[str, ...], ...] = ()
    tags: tuple[str, ...] = ()
    hide: frozenset[str] = frozenset()
    reword: tuple[tuple[str, str, str], ...] = ()  # (card id, question or "", answer or "")
    add: tuple[AddedCard, ...] = ()
    corrections: bool = True
    checks_off: frozenset[str] = frozenset()
    lines_off: tuple[tuple[str, int, str], ...] = ()  # (note path, line, code or "" for every code)
    settings: dict[str, dict[str, Any]] = field(default_factory=dict)  # the sections of `quiz:` and `study:`


KEYS = {
    "name": "the deck's name in Anki; `::` makes subdecks",
    "notes": "files, folders and globs, from the recipe's folder",
    "language": "`ko` or `en`; without it each note's own text decides",
    "subject": "what the notes are about, for lines that name no subject",
    "kinds": "card kinds on or off, as `kinds: {figure: off}`",
    "aliases": "names of one thing, as `파드: Pod` or `파드: [Pod, po]`",
    "tags": "tags for every card",
    "hide": "ids of cards to leave out",
    "reword": "hand-written text by card id: `{id: {question: …, answer: …}}`",
    "add": "cards of your own: `[{question: …, answer: …}]`",
    "corrections": "`off` leaves the notes' mistakes on the cards",
    "check": "`off: [code]` for every note, `lines: [{note: …, line: …, off: …}]` for one line",
    "quiz": "defaults of `notedeck quiz`",
    "study": "defaults of `notedeck study`",
}
KINDS = (
    "definition", "property", "list", "command", "contrast", "manifest", "membership", "procedure", "figure", "question",
)  # fmt: skip


def read(path: Path) -> Recipe:
    """Read a recipe; raise `NotedeckError` with all that is wrong in it."""
    if visible_line(str(path)) != str(path):
        raise NotedeckError(_whole(path, "has a name that cannot be written; rename it"))
    try:
        text = files.read_regular(path, LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise NotedeckError(_whole(path, f"cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError:
        raise NotedeckError(_whole(path, "is not UTF-8 text")) from None
    root, problems = compose(str(path), text)
    if root is None:
        raise NotedeckError(*(problems or [_whole(path, "is empty; write at least `notes: [FILE]`")]))
    recipe = _recipe(path, root, problems)
    if problems:
        raise NotedeckError(*problems)
    return recipe


def _whole(path: Path, message: str) -> Problem:
    return Span(str(path), 1, 1).problem(Severity.ERROR, "recipe", f'recipe "{path}" {message}')


def _recipe(path: Path, root: Place, problems: list[Problem]) -> Recipe:
    reader = _Reader(problems)
    entries = reader.mapping(root, "the recipe")
    reader.known(entries, KEYS, "key")
    get = entries.get
    check = reader.mapping(get("check"), '"check"')
    reader.known(check, ("off", "lines"), 'key of "check"')
    return Recipe(
        name=reader.text(get("name"), "name") or path.stem,
        notes=tuple(_notes(path, root, get("notes"), reader)),
        path=str(path),
        language=reader.choice(get("language"), "language", ("ko", "en")),
        subject=reader.text(get("subject"), "subject"),
        kinds_off=frozenset(_kinds_off(get("kinds"), reader)),
        aliases=tuple(_aliases(get("aliases"), reader)),
        tags=reader.texts(get("tags"), "tags"),
        hide=frozenset(reader.texts(get("hide"), "hide")),
        reword=tuple(_reworded(get("reword"), reader)),
        add=tuple(_added(get("add"), reader)),
        corrections=reader.flag(get("corrections"), "corrections", True),
        checks_off=frozenset(reader.texts(check.get("off"), "check: off")),
        lines_off=tuple(_lines_off(path, check.get("lines"), reader)),
        settings={name: reader.plain(entries[name][1]) for name in ("quiz", "study") if name in entries},
    )


Entry = tuple[Place, Place] | None
Entries = dict[str, tuple[Place, Place]]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Takes typed values out of places; what does not fit becomes a problem and a harmless default."""

    problems: list[Problem]

    def wrong(self, place: Place, name: str, wanted: str) -> None:
        self.problems.append(place.problem("recipe-type", f'"{name}" must be {wanted}'))

    def mapping(self, entry: Entry | Place, name: str) -> Entries:
        place = entry[1] if isinstance(entry, tuple) else entry
        if place is None or place.value is None:
            return {}
        if isinstance(place.value, dict):
            return place.value
        self.problems.append(place.problem("recipe-type", f"{name} must be a map of `key: value`"))
        return {}

    def known(self, entries: Entries, names: Any, what: str) -> None:
        for name, (key, _value) in entries.items():
            if name not in names:
                near = difflib.get_close_matches(name, list(names), 1, 0.6)
                hint = f'; did you mean "{near[0]}"?' if near else f"; known are {', '.join(names)}"
                self.problems.append(
                    key.problem("recipe-key", f'unknown {what} "{name}"{hint}', near[0] if near else "")
                )

    def text(self, entry: Entry, name: str) -> str:
        if entry is None or entry[1].value is None:
            return ""
        if isinstance(entry[1].value, (dict, list, bool)):
            self.wrong(entry[1], name, "text")
            return ""
        return str(entry[1].value)

    def texts(self, entry: Entry, name: str) -> tuple[str, ...]:
        if entry is None or entry[1].value is None:
            return ()
        values = entry[1].value if isinstance(entry[1].value, list) else [entry[1]]
        for place in values:
            if isinstance(place.value, (dict, list, bool)) or place.value is None:
                self.wrong(place, name, "text or a list of texts")
        return tuple(str(place.value) for place in values if not isinstance(place.value, (dict, list, bool)))

    def flag(self, entry: Entry, name: str, default: bool) -> bool:
        if entry is None:
            return default
        if isinstance(entry[1].value, bool):
            return entry[1].value
        self.wrong(entry[1], name, "on or off")
        return default

    def choice(self, entry: Entry, name: str, among: tuple[str, ...]) -> str:
        text = self.text(entry, name)
        if entry and text and text not in among:
            self.wrong(entry[1], name, " or ".join(f'"{word}"' for word in among))
            return ""
        return text

    def plain(self, place: Place) -> dict[str, Any]:
        return {name: _plain(value) for name, (_key, value) in self.mapping(place, "this section").items()}

    def items(self, entry: Entry, name: str) -> list[Place]:
        if entry is None or entry[1].value is None:
            return []
        if isinstance(entry[1].value, list):
            return entry[1].value
        self.wrong(entry[1], name, "a list")
        return []


def _plain(place: Place) -> Any:
    if isinstance(place.value, dict):
        return {name: _plain(value) for name, (_key, value) in place.value.items()}
    if isinstance(place.value, list):
        return [_plain(item) for item in place.value]
    return place.value


def _notes(path: Path, root: Place, entry: Entry, reader: _Reader) -> Iterator[Path]:
    patterns = (
        reader.items(entry, "notes") if entry and isinstance(entry[1].value, list) else [entry[1]] if entry else []
    )
    if not patterns:
        reader.problems.append(root.problem("recipe-notes", "the recipe names no notes; write `notes: [FILE]`"))
    for place in patterns:
        if not isinstance(place.value, str):
            reader.wrong(place, "notes", "a list of files, folders or globs")
            continue
        found = list(_glob(path.parent, place.value))
        if not found:
            reader.problems.append(place.problem("recipe-notes", f'no study note matches "{place.value}"'))
        yield from found


def _glob(folder: Path, pattern: str) -> Iterator[Path]:
    if any(char in pattern for char in "*?["):
        anchor = Path(pattern).anchor
        base = Path(anchor) if anchor else folder
        try:
            yield from (
                path
                for path in sorted(base.glob(pattern[len(anchor) :]))
                if not (path.is_file() and marks.is_marked(path))
            )
        except (ValueError, NotImplementedError):
            return
    elif (folder / pattern).exists():
        yield Path(_short(folder / pattern))


def _short(path: Path) -> str:
    """Fold `a/../b` to `b`, so that problems name a file as the learner would."""
    import os

    return os.path.normpath(path)


def _kinds_off(entry: Entry, reader: _Reader) -> Iterator[str]:
    kinds = reader.mapping(entry, '"kinds"')
    reader.known(kinds, KINDS, "card kind")
    for name, pair in kinds.items():
        if not reader.flag(pair, f"kinds: {name}", True):
            yield name


def _aliases(entry: Entry, reader: _Reader) -> Iterator[tuple[str, ...]]:
    for name, pair in reader.mapping(entry, '"aliases"').items():
        yield (name, *reader.texts(pair, f"aliases: {name}"))


def _reworded(entry: Entry, reader: _Reader) -> Iterator[tuple[str, str, str]]:
    for card, pair in reader.mapping(entry, '"reword"').items():
        parts = reader.mapping(pair, f'"reword: {card}"')
        reader.known(parts, ("question", "answer"), 'key of "reword"')
        yield card, reader.text(parts.get("question"), "question"), reader.text(parts.get("answer"), "answer")


def _added(entry: Entry, reader: _Reader) -> Iterator[AddedCard]:
    for place in reader.items(entry, "add"):
        parts = reader.mapping(place, '"add"')
        reader.known(parts, ("question", "answer"), 'key of "add"')
        question, answer = reader.text(parts.get("question"), "question"), reader.text(parts.get("answer"), "answer")
        if question.strip() and answer.strip():
            yield AddedCard(question, answer, place.span)
        else:
            reader.wrong(place, "add", "a list of `{question: …, answer: …}`")


def _lines_off(path: Path, entry: Entry, reader: _Reader) -> Iterator[tuple[str, int, str]]:
    for place in reader.items(entry, "check: lines"):
        parts = reader.mapping(place, '"check: lines"')
        reader.known(parts, ("note", "line", "off"), 'key of "check: lines"')
        line = parts.get("line")
        if not line or not isinstance(line[1].value, int):
            reader.wrong(place, "check: lines", "a list of `{note: FILE, line: N, off: CODE}`")
            continue
        note = _short(path.parent / reader.text(parts.get("note"), "note"))
        for code in reader.texts(parts.get("off"), "off") or ("",):
            yield note, line[1].value, code


def of_notes(paths: tuple[Path, ...]) -> Recipe:
    """Return the recipe of notes that were named on the command line: the deck is named after the first."""
    first = paths[0]
    name = "notes" if str(first) == "-" else first.resolve().name if first.is_dir() else first.stem
    return Recipe(name=visible_line(name) or "notes", notes=paths)
