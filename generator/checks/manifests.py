"""`kind: pod`: a manifest, whole or an excerpt, that the API server would refuse.

Kind and API version with exact case, API versions that were removed and their successors, unknown fields with "did you
mean", values of the wrong type, against the schemas of the subject. Read are YAML and JSON blocks and here-documents in
shell blocks; several documents, templates, placeholders and ellipses are taken as they are, custom resources are let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks import lines
from generator.knowledge import Check, Finding, Note, Remark

CODES = (
    "manifest-kind", "manifest-api-version", "manifest-removed-api", "manifest-field", "manifest-type",
    "manifest-value", "manifest-yaml",
)  # fmt: skip
_LABELS = frozenset(("yaml", "yml", "json", "jsonc", "k8s", "kubernetes"))
_MANIFEST = re.compile(r"^[\s{,]*[\"']?(?:apiVersion|kind)[\"']?\s*:", re.IGNORECASE)
_HEREDOC = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?")


@dataclass(frozen=True, slots=True)
class Part:
    """A manifest in a note: the number of its first line, and how far each line is indented there."""

    first: int
    texts: tuple[str, ...]
    indent: int
    labelled: bool


def find(note: Note) -> Iterator[Finding]:
    """Report what is wrong in the manifests of the note."""
    for fence in lines.fences(note.source):
        for part in _parts(fence):
            text = "\n".join(line[part.indent :] if line[: part.indent].isspace() or not part.indent else line.lstrip()
                             for line in part.texts)  # fmt: skip
            for remark in note.domain.check_manifest(text):
                if part.labelled or remark.code != "manifest-yaml":
                    yield _finding(note, part, text, remark)


def _parts(fence: lines.Fence) -> Iterator[Part]:
    body = fence.body
    if fence.info in _LABELS:
        yield _part(fence.first + 1, body, True)
        return
    end = ""
    start = 0
    for number, line in enumerate(body):
        heredoc = _HEREDOC.search(line) if not end else None
        if heredoc:
            end, start = heredoc[1], number + 1
        elif end and line.strip() == end:
            yield _part(fence.first + 1 + start, body[start:number], False)
            end = ""
    first = next((n for n, line in enumerate(body) if _MANIFEST.match(line)), -1)
    if first >= 0 and not any(_HEREDOC.search(line) for line in body) and fence.info in ("", "text", *lines.SHELLS):
        first -= 1 if first and body[first - 1].strip() == "{" else 0
        yield _part(fence.first + 1 + first, body[first:], False)


def _part(first: int, texts: tuple[str, ...], labelled: bool) -> Part:
    indents = [len(line) - len(line.lstrip()) for line in texts if line.strip()]
    return Part(first, texts, min(indents, default=0), labelled)


def _finding(note: Note, part: Part, text: str, remark: Remark) -> Finding:
    before = text[: remark.start]
    row = before.count("\n")
    cut = len(part.texts[row]) - len(text.split("\n")[row])
    start = cut + len(before) - (before.rfind("\n") + 1)
    wrong = text[remark.start : remark.end]
    return lines.finding(note, part.first + row, start, wrong, remark.severity, remark.code, remark.message, remark.right,
                         remark.certain)  # fmt: skip


CHECK = Check(CODES, find)
