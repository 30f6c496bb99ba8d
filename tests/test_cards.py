"""What becomes of a note: a fixture a role, a pattern, a writer, a fault and a kind of note, to be read like a book.

`~~~roles` shows what each line is: `line  role  label | value  <path>`, and how sure it is that a term is one; `~~~cards` what is asked: `front | question =>
answer`; `~~~facts` what the pattern that the file is named for reads, `~~~written` what the writer proposes, and
`~~~refused` what the fault keeps from being a card. The weights are pinned: fixtures hold the rules, and readers hold the
weights that ship.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

import pytest

from generator import editor, patterns, pipeline, plugins, writers
from generator.editor import faults
from generator.model import Block, BlockKind, Fact, Node, Role
from generator.recipe import Recipe
from tests import cases
from tests.pipeline_cards import pipeline_cards

# What a pattern calls its facts, where it reads more than one kind.
NAMED = {name: {name} for name in patterns.patterns()} | {
    "aspect": {"aspect", "definition"},
    "definition": {"definition", "abbreviation", "value", "statement"},
    "table": {"table", "value"},
}
FOLDERS = ("roles", "patterns", "writers", "faults", "kinds")
_READ = json.loads((cases.FIXTURES / "cards" / "weights.json").read_text(encoding="utf-8"))
PINNED = editor.Weights(_READ["weights"], _READ["threshold"])
PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d494844520000000100000001")  # where a note shows one


@pytest.fixture(scope="module", autouse=True)
def _away(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Read the notes in a folder of their own, where `pod.png` is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("notes"))
        Path("pod.png").write_bytes(PICTURE)
        yield


@dataclass(frozen=True)
class Made:
    """What the middle makes of a note."""

    read: pipeline.Read
    root: Node
    facts: tuple[Fact, ...]
    edited: editor.Edited


@lru_cache(maxsize=8)
def made(note: str) -> Made:
    """Take a note through the middle once for all that is asked of it."""
    read, recipe = read_note(note)
    root, facts, candidates = pipeline.candidates_of(read, recipe)
    return Made(read, root, facts, editor.edit(candidates, pipeline.editor_desk(read, facts), PINNED))


def read_note(note: str) -> tuple[pipeline.Read, Recipe]:
    Path("note.md").write_text(note, encoding="utf-8")
    recipe = Recipe("deck", (Path("note.md"),))
    (read,), problems = pipeline.reads(recipe)
    assert not problems
    return read, recipe


def roles(node: Node) -> Iterator[str]:
    """Yield a line for each line of a note: what it is."""
    for child in node.children:
        halves = " | ".join(half for half in (child.label or first(child.block), child.value) if half)
        facet = f" {child.facet}" if child.facet else ""
        sure = f"  {child.sure:.2f}" if child.role == Role.TERM else ""
        yield f"{child.block.span.first}  {child.role}{facet}  {halves}  <{' › '.join(child.path)}>{sure}\n"
        yield from roles(child)


def first(block: Block) -> str:
    return block.text.split("\n")[0] if block.kind != BlockKind.ROW else " / ".join(block.cells)


def asked(front: str, question: str, answer: str) -> str:
    return f"{front} | {question} => {answer}" if front else f"{question} => {answer}"


def fact_line(fact: Fact) -> str:
    """Return a fact as a reader sees it: where, what of, what, and among how many."""
    of_what = " · ".join(part for part in (fact.entity, fact.facet) if part)
    beside = f"  [{fact.category}]" if fact.category else ""
    values = [getattr(fact.value, field.name) for field in fields(fact.value)]
    value = " | ".join(", ".join(one) if isinstance(one, tuple) else str(one) for one in values if one not in ((), ""))
    heads = "".join(f" +{line}" for line in fact.heads)
    return f"{fact.span.first}-{fact.span.last}{heads}  {fact.kind}  {of_what}: {value}{beside}  <{' › '.join(fact.path)}>\n"


def shown(case: cases.Case) -> str:
    """Return what a fixture is to show."""
    found = made(case.given)
    if case.kind == "roles":
        return "".join(roles(found.root))
    if case.kind == "cards":
        return "".join(asked(one.front, one.stem, one.key) + "\n" for one in found.edited.cards)
    if case.kind == "facts":
        return "".join(fact_line(fact) for fact in found.facts if fact.pattern in NAMED[case.path.stem])
    if case.kind == "written":
        writer, desk = (
            writers.writers()[case.path.stem],
            writers.Desk(pipeline.speech(found.read.language), found.read.domain),
        )
        made_of = (fact for fact in found.facts if isinstance(fact.value, writer.values))
        return "".join(
            f"{asked(one.front, one.stem, one.key)}{f'  ({one.direction})'}\n"
            for fact in made_of
            for one in writer.write(fact, desk)
        )
    assert case.kind == "refused"
    reason = faults.faults()[case.path.stem].reason
    return "".join(
        f"{asked(one.candidate.front, one.candidate.stem, one.candidate.key)}: {reason}\n"
        for one in found.edited.refusals
        if one.candidate and reason in one.reasons
    )


def _all() -> list[tuple[str, str, cases.Case]]:
    return [(folder, name, case) for folder in FOLDERS for name, case in cases.each(f"cards/{folder}")]


def every() -> list[object]:
    return [pytest.param(case, id=f"{folder}/{name}") for folder, name, case in _all()]


@pytest.mark.parametrize("case", every())
def test_what_a_note_yields(case: cases.Case) -> None:
    cases.hold(case, shown(case))


@pytest.mark.parametrize(
    ("folder", "names"),
    [
        ("roles", [role.name.lower() for role in Role]),
        ("patterns", [*plugins.find(patterns, "PATTERN")]),
        ("writers", [*plugins.find(writers, "WRITER")]),
        ("faults", [*plugins.find(faults, "FAULT")]),
    ],
)
def test_each_has_its_fixture(folder: str, names: list[str]) -> None:
    assert {path.stem for path in (cases.FIXTURES / "cards" / folder).glob("*.md")} == set(names)


@pytest.mark.parametrize("path", sorted((cases.FIXTURES / "cards" / "roles").glob("*.md")), ids=lambda path: path.stem)
def test_a_role_stands_in_its_fixture(path: Path) -> None:
    role = Role[path.stem.upper()]
    if role == Role.TITLE:  # what a note is called is no line of it
        return
    assert any(re.search(rf"^\d+  {role}\b", case.wanted, re.MULTILINE) for case in cases.cases(path))


@pytest.mark.parametrize("path", sorted((cases.FIXTURES / "cards" / "faults").glob("*.md")), ids=lambda path: path.stem)
def test_a_fault_stands_in_its_fixture(path: Path) -> None:
    found = cases.cases(path)
    assert any(case.kind == "refused" and case.wanted for case in found), "nothing is refused"


@pytest.mark.parametrize("name", ["output", "index", "to-dos"])
def test_a_note_of_nothing_yields_next_to_nothing(name: str) -> None:
    """With the weights that ship, too."""
    for case in cases.cases(cases.FIXTURES / "cards" / "kinds" / f"{name}.md"):
        assert case.kind != "cards" or case.wanted.count("\n") <= 2, case.title
        assert len(pipeline.write(*read_note(case.given)).edited.cards) <= 2, case.title


def test_the_weights_that_ship_keep_what_is_beyond_doubt() -> None:
    note = "# 쿠버네티스\n\n- etcd: 모든 클러스터 데이터를 담는 키-값 저장소\n\n```sh\n# 파드 목록을 출력\nkubectl get pods\n```\n"
    kept = {card.fact.label for card in pipeline.write(*read_note(note)).edited.cards}
    assert kept == {"etcd", "kubectl get pods"}


def test_no_subject_is_added_that_a_note_does_not_show() -> None:
    for case in cases.cases(cases.FIXTURES / "cards" / "kinds" / "no-subject.md"):
        assert case.wanted
        assert not re.search("쿠버네티스|Kubernetes|Docker", case.wanted)


def test_no_fixture_holds_a_card_that_the_rules_of_cards_forbid() -> None:
    """An update of the fixtures freezes what comes; this holds whatever comes."""
    every_card = [line for _f, _n, case in _all() if case.kind == "cards" for line in case.wanted.splitlines()]
    assert len(every_card) > 100
    for line in every_card:
        shown_, answer = line.split(" => ", 1)
        front = shown_.split(" | ")[0] if " | " in shown_ else ""
        assert len(front) <= 44, line
        assert front.count("›") <= 2, line
        assert not re.search(r"\d{4}[-./]\d|README|\.md\b|\d주차", front), line
        assert answer, line
        assert len(re.findall("____", shown_)) <= 1, line


def test_every_language_has_its_cases() -> None:
    notes = {case.given for _f, _n, case in _all()}
    english = [note for note in notes if not re.search("[가-힣]", note)]
    assert len(english) >= 15
    assert len(notes) - len(english) >= 60


def test_a_files_name_stands_over_what_no_heading_places() -> None:
    text = "# 원두\n\n- 커피 나무 열매의 씨를 볶은 것\n\n# 크레마\n\n- 커피 위에 뜨는 황금색 거품 층\n"
    fronts = {name: {card.front for card in pipeline_cards({name: text})} for name in ("커피.md", "10-01.md")}
    assert fronts == {"커피.md": {"커피"}, "10-01.md": {""}}
