"""What is wrong in a study note, one check a file; `run` runs them all."""

from __future__ import annotations

from collections.abc import Iterable

from generator import plugins
from generator.knowledge import Check, Finding, Note
from generator.model import Correction, Severity, Source

_SURENESS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def all_checks() -> dict[str, Check]:
    """Return the checks by name."""
    import generator.checks as package

    return plugins.find(package, "CHECK")


def run(note: Note, off: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """Run every check whose codes are not all `off`; of two findings at one place keep the surer."""
    found: list[Finding] = []
    for check in all_checks().values():
        if not off.issuperset(check.codes):
            found += (finding for finding in check.find(note) if finding.problem.code not in off)
    return tuple(_surest(found))


def _surest(found: list[Finding]) -> list[Finding]:
    """Drop a finding whose text a surer one covers, and sort by place."""
    kept: dict[int, list[Finding]] = {}
    for finding in sorted(found, key=_rank):
        on_line = kept.setdefault(finding.problem.span.first, [])
        if not any(_same_place(finding, other) for other in on_line):
            on_line.append(finding)
    return sorted((finding for on_line in kept.values() for finding in on_line), key=_place)


def _rank(finding: Finding) -> tuple[int, int, tuple[str, int, int, str, str]]:
    return (finding.correction is None, _SURENESS[finding.problem.severity], _place(finding))


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    problem = finding.problem
    return (problem.span.path, problem.span.first, problem.column, problem.code, problem.message)


def _same_place(one: Finding, other: Finding) -> bool:
    a, b = one.problem, other.problem
    if a.span.first != b.span.first:
        return False
    if other.correction is None:
        return a.column == b.column and (a.code == b.code or bool(a.fix and b.fix))
    end = other.correction.column + len(other.correction.wrong)
    return other.correction.column <= a.column < end and bool(a.fix or a.code == b.code)


def corrected(source: Source, corrections: Iterable[Correction]) -> Source:
    """Return the source with the corrections put in, from right to left; the lines keep their numbers."""
    lines = list(source.lines)
    places = sorted(corrections, key=lambda c: (c.span.first, c.column), reverse=True)
    edge = (0, 0)  # where the correction to the right begins: overlapping ones are left out
    for item in places:
        line, start, end = item.span.first, item.column - 1, item.column - 1 + len(item.wrong)
        free = line != edge[0] or end <= edge[1]
        if item.span.path == source.path and 0 < line <= len(lines) and free and "\n" not in item.right:
            text = lines[line - 1]
            if text[start:end] == item.wrong:
                lines[line - 1] = text[:start] + item.right + text[end:]
                edge = (line, start)
    return Source(source.path, "\n".join(lines))
