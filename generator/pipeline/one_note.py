"""A note through its stages: read, checked, outlined, its facts found, its questions written and judged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from generator import (
    attachments,
    checks,
    domains,
    editor,
    outline,
    patterns,
    pictures,
    reading,
    shell,
    writers,
)
from generator.checks import provenance
from generator.editor import Edited
from generator.knowledge import Domain, Language, Note
from generator.languages import en, ko, typos
from generator.model import (
    Block,
    Candidate,
    Correction,
    Fact,
    Node,
    Problem,
    Refusal,
    Source,
    Span,
)
from generator.outline import facets, labels, roles, titles
from generator.recipe import Recipe

_LANGUAGES: dict[str, Language] = {"ko": ko, "en": en}


def speech(code: str) -> Language:
    """Return a language by its code."""
    return _LANGUAGES[code]


def language_of(source: Source, recipe: Recipe) -> str:
    """Return the language of a note: the recipe's, or Korean where enough of its letters are Hangul."""
    if recipe.language:
        return recipe.language
    hangul = len(re.findall(r"[가-힣]", source.text))
    latin = len(re.findall(r"[A-Za-z]", re.sub(r"```.*?```|<[^<>]+>|https?://\S+", "", source.text, flags=re.DOTALL)))
    return "ko" if hangul and hangul * 8 >= latin else "en"


def domain(recipe: Recipe, text: str = "") -> Domain:
    """Return what is known of what the text shows to be its subjects, with the recipe's own aliases first."""
    known = domains.of(text, recipe.subject)
    return replace(known, aliases=(*recipe.aliases, *known.aliases)) if recipe.aliases else known


@dataclass(frozen=True, slots=True)
class Read:
    """A study note on its way through the stages: `source` as written, `document` with its certain mistakes put right."""

    source: Source
    document: Block
    language: str
    domain: Domain
    problems: tuple[Problem, ...]
    corrections: tuple[Correction, ...]
    disk: Disk


Asked = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Disk:
    """Answers what a note asks of other files, and remembers it: with other answers the note yields something else."""

    source: Source
    named: tuple[Path, ...]
    finder: attachments.Finder = field(default_factory=attachments.Finder)
    answers: dict[tuple[str, str], str] = field(default_factory=dict)

    def exists(self, name: str) -> bool:
        """Tell whether a file that the note names is there."""
        return bool(self._answer("exists", name))

    def unfit(self, name: str) -> str:
        """Return why a picture beside the note cannot be shown on a card, "" where it can."""
        return self._answer("unfit", name)

    def can_be_shown(self, name: str) -> bool:
        """Tell whether a picture is there and fit for a card."""
        return self.exists(name) and not self.unfit(name)

    @property
    def asked(self) -> Asked:
        """All that was asked, with the answers."""
        return tuple((question, name, answer) for (question, name), answer in self.answers.items())

    def still_says(self, asked: Asked) -> bool:
        """Tell whether what was asked at another time has the same answers now."""
        return all(self._answer(question, name) == answer for question, name, answer in asked)

    def _answer(self, question: str, name: str) -> str:
        if (question, name) not in self.answers:
            self.answers[question, name] = self._found(name) if question == "exists" else self._reason(name)
        return self.answers[question, name]

    def _found(self, name: str) -> str:
        folder = Path(self.source.path).parent
        return "there" if any(self.finder.find(folder / one) for one in {name, unquote(name)}) else ""

    def _reason(self, name: str) -> str:
        note = Path(self.source.path)
        root = pictures.root_of(note, self.named)
        reasons = (pictures.unfit(note.parent / one, root) for one in dict.fromkeys((name, unquote(name))))
        return next((reason for reason in reasons if reason), "")


@dataclass(frozen=True, slots=True)
class Written:
    """What a note yields before the ledger knows it: its outline, what it states, the cards and the refusals."""

    root: Node
    facts: tuple[Fact, ...]
    edited: Edited


@dataclass(frozen=True, slots=True)
class Models:
    """What models wrote for a deck and said of the rules' cards: `turned` by context line, question and answer."""

    candidates: tuple[Candidate, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    turned: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def of(self, path: str) -> Models:
        """Return what holds for one note."""
        candidates = tuple(one for one in self.candidates if one.fact.span.path == path)
        return Models(candidates, tuple(one for one in self.refusals if one.fact.span.path == path), self.turned)


def write(note: Read, recipe: Recipe, models: Models = Models(), weights: editor.Weights | None = None) -> Written:
    """Take a note from its blocks to its cards, the rules' and the models'; `weights` are the learner's."""
    root, facts, rules = candidates_of(note, recipe)
    path = note.source.path
    models = models.of(path)
    joined = editor.join(rules, models.candidates, models.turned)
    edited = editor.edit(joined.candidates, editor_desk(note, facts), weights)
    asked = {one.fact for one in joined.candidates}
    unasked = (Refusal(fact, None, ("no question fits",)) for fact in facts if fact not in asked)
    more = (*joined.refusals, *models.refusals, *unasked)
    facts = tuple(dict.fromkeys((*facts, *(one.fact for one in joined.candidates))))
    return Written(root, facts, replace(edited, refusals=(*edited.refusals, *more)))


def judged_of(note: Read, recipe: Recipe) -> tuple[Node, tuple[Fact, ...], list[editor.Judged]]:
    """Return a note's outline, its facts, and every candidate with its faults and score, none left out."""
    root, facts, candidates = candidates_of(note, recipe)
    return root, facts, editor.judge(candidates, editor_desk(note, facts), editor.shipped())


def editor_desk(note: Read, facts: Iterable[Fact]) -> editor.Desk:
    """Return what the editor knows of a note while it judges."""
    return editor.desk(facts, speech(note.language), note.domain, _doubtful(note.problems))


def candidates_of(note: Read, recipe: Recipe) -> tuple[Node, tuple[Fact, ...], list[Candidate]]:
    """Return a note's outline, its facts, and all that the writers propose."""
    speech_ = speech(note.language)
    known = frozenset(shell.PROGRAMS) | note.domain.programs
    scene = outline.scene(note.document, speech_, note.domain, known)
    root = outline.read(note.document, scene, recipe.subject)
    seen = patterns.Note(
        speech_,
        note.domain,
        known,
        scene.below,
        note.disk.can_be_shown,
        labels.names,
        lambda text: roles.is_command(text, scene),
        roles.expands,
        lambda label: _aspect(label, note.language),
        titles.of_file(Path(note.source.path).stem, note.source.text, speech_),
    )
    facts = tuple(dict.fromkeys(patterns.extract(root, seen)))
    desk = writers.Desk(speech_, note.domain)
    return root, facts, [candidate for fact in facts for candidate in writers.write(fact, desk)]


def _aspect(label: str, code: str) -> str:
    found = facets.find(label, code)
    return found.key if found else ""


def _doubtful(problems: Iterable[Problem]) -> dict[int, tuple[str, ...]]:
    """Return the words that look mistyped, by line."""
    found: dict[int, tuple[str, ...]] = {}
    for problem in problems:
        quoted = re.findall(r'"([^"]+)"', problem.message)
        if problem.code == "looks-mistyped" and quoted:
            found[problem.span.first] = (*found.get(problem.span.first, ()), quoted[0])
    return found


def read(source: Source, recipe: Recipe) -> Read:
    """Read a note, check it, and read it again with what is certainly wrong put right."""
    document = reading.read(source)
    known = domain(recipe, source.text)
    disk = Disk(source, recipe.notes)
    off = frozenset(recipe.checks_off)
    note = Note(source, document, known, disk.exists, typos.suspects, disk.unfit)
    findings = [f for f in checks.run(note, off) if not _is_off(f.problem, recipe)]
    corrections = tuple(f.correction for f in findings if f.correction and recipe.corrections)
    right = checks.corrected(source, corrections) if corrections else source
    document = reading.read(right) if corrections else document
    code = language_of(source, recipe)
    return Read(source, document, code, known, tuple(f.problem for f in findings), corrections, disk)


def _is_off(problem: Problem, recipe: Recipe) -> bool:
    place = (problem.span.path, problem.span.first)
    return any((path, line) == place and code in ("", problem.code) for path, line, code in recipe.lines_off)


def doubts(note: Read) -> tuple[tuple[Span, str], ...]:
    """Return the lines that were copied from an AI tool, with what to tell the learner of a card made of them."""
    if not any(problem.code == provenance.CODE for problem in note.problems):
        return ()
    said = "확인 필요: {}에서 옮긴 글" if note.language == "ko" else "to verify: copied from {}"
    return tuple((span, said.format(tool)) for span, tool in provenance.copied(note.source, note.document))
