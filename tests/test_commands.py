"""One checker and one comparison for all programs, over data that the programs' own help gave."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from generator import checks, domains, reading
from generator.domains import build_programs
from generator.domains.tools import rewrites, tools
from generator.domains.words import split
from generator.knowledge import Note
from generator.model import Severity, Source

FOLDER = Path(__file__).parent / "fixtures" / "commands"


def rows(name: str) -> list[tuple[str, ...]]:
    found = [tuple(line.split("\t")) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    assert found, "the fixture is empty"
    return found


@pytest.mark.parametrize(("one", "other"), rows("same.tsv"))
def test_the_same(one: str, other: str) -> None:
    assert domains.differences(one, other) == ()
    assert domains.same_command(one, other) is True
    assert domains.same_command(other, one) is True


@pytest.mark.parametrize(("one", "other"), rows("different.tsv"))
def test_not_the_same(one: str, other: str) -> None:
    assert domains.same_command(one, other) is False
    assert domains.same_command(other, one) is False
    assert domains.differences(one, other) != ()


@pytest.mark.parametrize(("line", "wrong", "right", "code"), rows("wrong.tsv"))
def test_what_is_wrong_is_found_with_what_is_meant(line: str, wrong: str, right: str, code: str) -> None:
    (remark,) = domains.check_command(line)
    assert (line[remark.start : remark.end], remark.right, remark.code) == (wrong, right, code)
    assert remark.severity is Severity.ERROR
    assert remark.certain is bool(right)
    assert not right or domains.check_command(line[: remark.start] + right + line[remark.end :]) == ()


@pytest.mark.parametrize("row", rows("right.txt"))
def test_of_what_is_right_nothing_is_said(row: tuple[str]) -> None:
    assert domains.check_command(row[0]) == ()


def test_letters_that_spell_an_option_are_doubtful() -> None:
    (remark,) = domains.check_command("docker ps -all")
    assert (remark.severity, remark.right) == (Severity.WARNING, "--all")


def test_what_another_version_may_know_is_a_warning() -> None:
    (remark,) = domains.check_command("tar --zap a.tar")
    assert (remark.severity, remark.right) == (Severity.WARNING, "")


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("docker run -d nginx", "docker run nginx", ("`-d` is missing",)),
        ("docker run nginx", "docker run --rm nginx", ("`--rm` is too much",)),
        ("docker run --name web x", "docker run --name wep x", ("`--name` must be `web`, not `wep`",)),
        ("docker ps", "docker images", ("`docker ps` is asked for, not `docker images`",)),
        ("git push origin main", "git push main origin", ("the order must be `origin main`",)),
        ("docker logs <name>", "docker logs", ("`<name>` is missing",)),
        ("ls -l | wc -l", "ls -l", ("`| wc --lines` is missing",)),
    ],
)
def test_what_differs_is_told_in_the_words_of_the_note(one: str, other: str, said: tuple[str, ...]) -> None:
    assert domains.differences(one, other) == said


def test_a_variable_that_the_note_sets_is_what_it_stands_for() -> None:
    known = domains.variables(('```\nexport do="--dry-run=client -o yaml"\n```', "- now='--force'"))
    assert known == {"do": "--dry-run=client -o yaml", "now": "--force"}
    assert domains.expanded("k run x --image=y $do ${now} $ns", known) == (
        "k run x --image=y --dry-run=client -o yaml --force $ns"
    )


NOTE = """# 도커

- `dokcer ps` : 목록
- Docker run 은 이미지를 실행
- docker contianer ls -a

```bash
docker run -d --nmae web nginx
Docker ps
```
"""


def test_a_note_is_checked_in_fences_spans_and_lines() -> None:
    source = Source("note.md", NOTE)
    note = Note(source, reading.read(source), domains.of(NOTE), lambda name: True)
    found = {(f.problem.span.first, f.problem.code, f.problem.fix) for f in checks.all_checks()["commands"].find(note)}
    assert found == {
        (3, "command-unknown-program", "docker"),
        (5, "command-unknown-command", "container"),
        (8, "command-unknown-option", "--name"),
        (9, "command-capital", "docker"),
    }


PIECES = st.sampled_from(
    ["docker", "git", "tar", "run", "-it", "--name", "--name=", "--", "|", "&&", "$(", ")", "xzf", "<a>", "{이름}", "'", '"', "-", "—",
     "\\", "commit", "-m", "compose", "up", "$do", "egrep", "systemctl", "start", "-5", "=", "\n", "sudo", "A=1", "-p"]
)  # fmt: skip


@how(deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_line_is_read(line: str) -> None:
    for remark in domains.check_command(line):
        assert 0 <= remark.start < remark.end <= len(line)
    assert domains.same_command(line, line) in (True, None)
    assert domains.differences(line, line) == ()


def test_every_row_is_sound() -> None:
    assert len(tools()) > 70
    for name, tool in tools().items():
        assert tool.root.path == (name,)
        for command in tool.commands.values():
            for spelt, option in command.options.items():
                assert spelt in option.names
                assert spelt.startswith("--") or len(spelt) == 2 or tool.manner.lengthy, f"{command.path}: {spelt}"
            assert all(path in tool.commands for path in command.children.values())
    assert all(long[0] in tools() for long in rewrites().values())


def test_every_program_with_data_is_known_by_name() -> None:
    assert set(tools()) <= domains.programs()


HELP = """Usage:  box run [OPTIONS] IMAGE [COMMAND]

Options:
  -a, --all                 Show all
      --name string         A name
  -e, --env list            Set
                            --not an option
  -f, --file=FILE           Read
      --color[=WHEN]        When
  -q, --quiet, --silent     Less
  -H --host=[USER@]HOST     Where
      --data <data> What to send
  -NUM                      same as --lines=NUM
  -o DIR                    Out

Management Commands:
  image*      Images
"""


def test_help_is_read() -> None:
    assert build_programs.options_of(HELP) == (
        "--color[=]",
        "--data=",
        "--name=",
        "-H/--host=",
        "-a/--all",
        "-e/--env=",
        "-f/--file=",
        "-o=",
        "-q/--quiet/--silent",
    )


def test_places_are_those_of_the_line() -> None:
    line = 'sudo docker compose -f "a b.yml" up'
    (simple,) = split(line)
    assert [line[word.start : word.end] for word in simple.words] == [
        "sudo",
        "docker",
        "compose",
        "-f",
        '"a b.yml"',
        "up",
    ]
