"""Each check against its Markdown fixture: a heading a case, the note beside the reports that are expected of it.

`NOTEDECK_UPDATE=1 pytest tests/test_checks.py` writes the reports anew, to be read in the diff.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import checks, reading
from generator.domains.kubernetes import DOMAIN
from generator.knowledge import Finding, Note
from generator.languages import typos
from generator.model import Correction, Severity, Source, Span

FIXTURES = Path(__file__).parent / "fixtures" / "checks"
CASE = re.compile(r"^## ([^\n]+)\n+````markdown\n(.*?)\n?````\n+````text\n(.*?)````$", re.MULTILINE | re.DOTALL)
NOTES = Path(__file__).parent.parent / "source_notes"


def note_of(text: str, present: tuple[str, ...] = ("there.png", "there.md")) -> Note:
    source = Source("note.md", reading.decoded(text.encode())[0])
    return Note(source, reading.read(source), DOMAIN, present.__contains__, typos.suspects)


def cases() -> Iterator[tuple[str, str, str, str]]:
    for path in sorted(FIXTURES.glob("*.md")):
        for title, text, wanted in CASE.findall(path.read_text("utf-8")):
            yield path.stem, title, text, wanted


def shown(finding: Finding) -> str:
    problem = finding.problem
    fix = f" -> {problem.fix}" if problem.fix else ""
    cards = " (put on the cards)" if finding.correction else ""
    return f"{problem.span.first}:{problem.column} {problem.severity}[{problem.code}] {problem.message}{fix}{cards}\n"


def reports(name: str, text: str) -> str:
    found = checks.all_checks()[name].find(note_of(text))
    return "".join(shown(finding) for finding in sorted(found, key=lambda f: (f.problem.span.first, f.problem.column)))


@pytest.mark.skipif(not os.environ.get("NOTEDECK_UPDATE"), reason="only to write the fixtures anew")
def test_update() -> None:
    for path in sorted(FIXTURES.glob("*.md")):

        def renewed(match: re.Match[str], name: str = path.stem) -> str:
            wanted = reports(name, match[2])
            return f"## {match[1]}\n````markdown\n{match[2]}\n````\n````text\n{wanted}````"

        path.write_text(CASE.sub(renewed, path.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize(("name", "title", "text", "wanted"), list(cases()), ids=lambda value: str(value)[:40])
def test_fixture(name: str, title: str, text: str, wanted: str) -> None:
    assert reports(name, text) == wanted


def test_every_check_has_a_fixture_and_a_docstring() -> None:
    import importlib

    names = set(checks.all_checks())
    covered = {name for name, *_rest in cases()}
    assert names - {"commands"} <= covered
    for name in names:
        documentation = importlib.import_module(f"generator.checks.{name}").__doc__ or ""
        assert len(documentation.splitlines()) >= 3, name


def test_every_fixture_reports_only_codes_of_its_check() -> None:
    for name, _title, _text, wanted in cases():
        codes = set(re.findall(r"^\d+:\d+ \w+\[([\w-]+)\]", wanted, re.MULTILINE))
        assert codes <= set(checks.all_checks()[name].codes), name


# The lines of the first study note with a mistake that must be found; the two kubectl commands are another check's.
MISTAKES = {
    1: "no-heading", 39: "near-term", 52: "loanword", 71: "loanword", 80: "to-do", 106: "known-name",
    115: "near-own-word", 125: "missing-image", 136: "stray-jamo", 148: "manifest-kind", 200: "comment-command",
    203: "comment-command", 223: "missing-image",
}  # fmt: skip
# Lines that look like mistakes and are none.
RIGHT = (24, 48, 72, 74, 89, 95, 128, 156, 160, 166, 187, 198, 201, 215, 228, 237)


def test_first_study_note() -> None:
    source = Source("source_notes/kubernetes.md", (NOTES / "kubernetes.md").read_text("utf-8"))
    found = checks.run(Note(source, reading.read(source), DOMAIN, lambda path: False, typos.suspects))
    by_line = {finding.problem.span.first: finding.problem.code for finding in found}
    assert {line: by_line.get(line) for line in MISTAKES} == MISTAKES
    assert not set(RIGHT) & set(by_line)


def test_corrected_study_note_is_free_of_errors() -> None:
    source = Source("note.md", (NOTES / "kubernetes.md").read_text("utf-8"))
    found = checks.run(note_of(source.text))
    mended = checks.corrected(source, [f.correction for f in found if f.correction])
    assert len(mended.lines) == len(source.lines)
    for line, text in (
        (39, "핫 스탠바이: 시스템"), (52, "스케줄링과"), (106, "2.2.1. kubelet"), (115, "네트워크 규칙이"),
        (136, "오브젝트의 종류"), (148, "kind: Pod"), (174, "처리할지 결정"), (200, "#frontend Deployment의"),
    ):  # fmt: skip
        assert text in mended.lines[line - 1]
    left = checks.run(note_of(mended.text))
    assert [f.problem.message for f in left if f.correction] == []


def test_codes_can_be_turned_off() -> None:
    text = "# kublet\n스케쥴링을 한다"
    assert {f.problem.code for f in checks.run(note_of(text))} == {"known-name", "loanword"}
    assert {f.problem.code for f in checks.run(note_of(text), frozenset({"known-name"}))} == {"loanword"}


def test_one_place_is_reported_once() -> None:
    found = checks.run(note_of("# 네트워크\n네트워크는 망이다\n네트웤은 망이다"))
    assert [(f.problem.span.first, f.problem.severity) for f in found] == [(3, Severity.ERROR)]


def correction(line: int, column: int, wrong: str, right: str) -> Correction:
    return Correction(Span("note.md", line, line), column, wrong, right, "code", "note")


@pytest.mark.parametrize(
    ("corrections", "wanted"),
    [
        ([correction(1, 1, "kublet", "kubelet"), correction(1, 8, "kublet", "kubelet")], "kubelet kubelet\nx"),
        ([correction(1, 1, "kublet k", "K"), correction(1, 8, "kublet", "kubelet")], "kublet kubelet\nx"),
        ([correction(1, 2, "kublet", "kubelet")], "kublet kublet\nx"),
        ([correction(9, 1, "kublet", "kubelet")], "kublet kublet\nx"),
        ([correction(1, 1, "kublet", "kube\nlet")], "kublet kublet\nx"),
    ],
    ids=["two in a line", "overlapping", "not there", "no such line", "a line more"],
)
def test_corrected(corrections: list[Correction], wanted: str) -> None:
    assert checks.corrected(Source("note.md", "kublet kublet\nx"), corrections).text == wanted


PIECES = st.sampled_from(
    ["kublet", "으 ㅣ종", "```yaml\n", "kind: pod\n", "apiVersion: v1\n", "spec:\n  containers:\n", "- ", "\n", "# ", "1. ", "3. ",
     "떄", "네트웤", "네트워크 ", "![](x.png)", "[a](b/c.md)", "<img src=", "{{ x }}", "&a [*a]", "\t", "|", "```", "~~~", "ㅋ", "각",
     "핫스태프: 대기 서버를 즉시", "# a-b\nkubectl get ab\n", "수 십억 개", "TODO", "---\n", "'", '"', "<!--", "\x01", "\x85"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join)))
def test_any_text_is_checked(text: str) -> None:
    note = note_of(text)
    for finding in checks.run(note):
        problem = finding.problem
        assert 1 <= problem.span.first <= len(note.source.lines)
        if finding.correction:
            line, column = finding.correction.span.first, finding.correction.column
            assert note.source.lines[line - 1].startswith(finding.correction.wrong, column - 1)


@pytest.mark.parametrize(
    "text",
    ["```yaml\n" + "a: [" * 5000 + "\n```", "```yaml\nkind: Pod\n" + "".join(f"a{n}: &a{n} [{'*a' + str(n - 1) + ',' if n else ''}x]\n" for n in range(60)) + "```",
     "`" * 20000, "<" * 20000, "[" * 20000, "가 " * 20000, "a-" * 20000, "ㅏ" * 5000, "*" * 20000, "- " * 10000, ">" * 20000],
    ids=["nested yaml", "aliases", "backticks", "angles", "brackets", "words", "hyphens", "jamo", "stars", "bullets", "quotes"],
)  # fmt: skip
@pytest.mark.timeout(60)
def test_hostile_text_ends(text: str) -> None:
    source = Source("note.md", text)
    note = Note(source, reading.read(Source("note.md", "")), DOMAIN, lambda path: False)
    checks.run(note)
