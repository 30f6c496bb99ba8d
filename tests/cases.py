"""Fixtures are Markdown to be read: a heading a case, the input in one fence, what is to come of it in the next ones.

`NOTEDECK_UPDATE=1 pytest` rewrites the outputs, to be read in the diff.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"
_CASE = re.compile(
    r"^## (?P<title>.+?)\n+~~~note\n(?P<given>.*?)^~~~\n(?P<rest>(?:\n+~~~[a-z]+\n.*?^~~~\n)+)",
    re.DOTALL | re.MULTILINE,
)
_WANTED = re.compile(r"^~~~(?P<kind>[a-z]+)\n(?P<wanted>.*?)^~~~$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One case of a fixture: what stands in the note, and what of one kind (blocks, roles, cards …) is to come of it."""

    path: Path
    title: str
    given: str
    kind: str
    wanted: str
    at: tuple[int, int] = (0, 0)  # where `wanted` stands in the fixture


def cases(path: Path) -> list[Case]:
    """Return the cases of a fixture; an empty one is a mistake, and so is a heading without a case."""
    text = path.read_text(encoding="utf-8")
    notes = list(_CASE.finditer(text))
    assert notes, f"{path} holds no case"
    assert len(notes) == len(re.findall(r"^## .*\n+~~~note$", text, re.MULTILINE)), f"{path}: a case without its end"
    return [
        Case(
            path,
            note["title"],
            note["given"],
            one["kind"],
            one["wanted"],
            (start + one.start("wanted"), start + one.end("wanted")),
        )
        for note in notes
        for start in [note.start("rest")]
        for one in _WANTED.finditer(note["rest"])
    ]


def hold(case: Case, made: str) -> None:
    """Compare what was made with what the fixture shows; rewrite the fixture where that is asked for."""
    if os.environ.get("NOTEDECK_UPDATE") and made != case.wanted:
        text = case.path.read_text(encoding="utf-8")
        found = next(one for one in cases(case.path) if (one.title, one.kind) == (case.title, case.kind))
        case.path.write_text(text[: found.at[0]] + made + text[found.at[1] :], encoding="utf-8")
        return
    assert made == case.wanted


def each(folder: str) -> list[tuple[str, Case]]:
    """Return every case of a folder with its name for the test's report."""
    paths = sorted((FIXTURES / folder).glob("*.md"))
    assert paths, f"no fixtures in {folder}"
    return [(f"{path.stem}: {case.title} ({case.kind})", case) for path in paths for case in cases(path)]
