"""What the README names exists, and what exists is named in the README."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from generator import checks, patterns, pipeline, plugins, recipe, writers
from generator.cli import group
from generator.editor import faults

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    return group.list_commands(click.Context(group))


def examples() -> list[str]:
    """Return the examples in the table of commands."""
    table = README.split("## Commands")[1].split("\n### ")[0]
    found = re.findall(r"\| `(notedeck [^`]+)` \|$", table, re.MULTILINE)
    assert len(found) > 10
    return found


def test_every_command_is_named_and_every_named_command_exists() -> None:
    named = {example.split()[1] for example in examples()}
    assert named == set(commands())


@pytest.mark.parametrize("example", examples())
def test_every_example_is_a_call_that_is_understood(example: str) -> None:
    words = shlex.split(example)[1:]
    command = group.get_command(click.Context(group), words[0])
    assert command is not None
    command.make_context(words[0], words[1:], resilient_parsing=False)


def test_every_command_shows_an_example_in_its_help() -> None:
    for name in commands():
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert f"notedeck {name}" in (command.help or ""), f"the help of {name} shows no example"


def test_every_recipe_key_is_named_and_every_named_key_exists() -> None:
    section = README.split("## Recipes")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `([a-z]+)` \|", section, re.MULTILINE)
    assert sorted(rows) == sorted(recipe.KEYS)


@pytest.mark.parametrize(
    ("package", "constant"), [(patterns, "PATTERN"), (writers, "WRITER"), (faults, "FAULT"), (checks, "CHECK")]
)
def test_every_plug_in_has_its_row(package: object, constant: str) -> None:
    for name in plugins.find(package, constant):  # type: ignore[arg-type]
        assert f"| `{name}` |" in README, f"{name} has no row in the README"


def test_the_recipe_of_the_readme_is_one(tmp_path: Path) -> None:
    text = README.split("```yaml\n")[1].split("```")[0]
    folder = tmp_path / "decks"
    folder.mkdir()
    (tmp_path / "source_notes").mkdir()
    (tmp_path / "source_notes" / "kubernetes.md").write_text("# 파드\n", encoding="utf-8")
    (folder / "deck.yaml").write_text(text, encoding="utf-8")
    assert recipe.read(folder / "deck.yaml").name == "쿠버네티스"


def test_the_cards_of_the_readme_are_the_first_notes() -> None:
    """Where a rule has changed a card, show another: `notedeck cards source_notes/kubernetes.md --no-ledger`."""
    deck = pipeline.deck(recipe.of_notes((ROOT / "source_notes" / "kubernetes.md",)))
    made = {(card.front, card.stem, card.key) for card in deck.cards}
    table = README.split("| in the note | context line | question | answer |")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in row.strip("|").split(" | ")][1:] for row in table.strip().splitlines()[1:]]
    assert len(rows) >= 6
    for front, question, answer in rows:
        assert (front, question, re.sub(r" \((?:노트|확인 필요): .*\)$", "", answer).strip("`")) in made


def test_linked_files_are_there() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", re.sub(r"`[^`\n]*`", "", README)):
        if "://" not in target:
            assert (ROOT / target).is_file(), target
