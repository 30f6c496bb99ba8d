"""Fixtures are Markdown to be read: a heading a case, the input in one fence, the output in the next.

`NOTEDECK_UPDATE=1 pytest` rewrites the outputs, to be read in the diff.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"
_CASE = re.compile(
    r"^## (?P<title>.+?)\n+~~~note\n(?P<given>.*?)^~~~\n+~~~(?P<kind>facts|cards|blocks)\n(?P<wanted>.*?)^~~~$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Case:
    """One case of a fixture: what stands in the note, and what is to come of it."""

    path: Path
    title: str
    given: str
    wanted: str


def cases(path: Path) -> list[Case]:
    """Return the cases of a fixture; an empty one is a mistake."""
    found = [Case(path, m["title"], m["given"], m["wanted"]) for m in _CASE.finditer(path.read_text(encoding="utf-8"))]
    assert found, f"{path} holds no case"
    return found


def hold(case: Case, made: str) -> None:
    """Compare what was made with what the fixture shows; rewrite the fixture where that is asked for."""
    if os.environ.get("NOTEDECK_UPDATE") and made != case.wanted:
        text = case.path.read_text(encoding="utf-8")
        found = next(m for m in _CASE.finditer(text) if m["title"] == case.title)
        case.path.write_text(text[: found.start("wanted")] + made + text[found.end("wanted") :], encoding="utf-8")
        return
    assert made == case.wanted


def each(folder: str) -> list[tuple[str, Case]]:
    """Return every case of a folder with its name for the test's report."""
    paths = sorted((FIXTURES / folder).glob("*.md"))
    assert paths, f"no fixtures in {folder}"
    return [(f"{path.stem}: {case.title}", case) for path in paths for case in cases(path)]
