"""Kubernetes: names, terms, Korean words for them, manifests and kubectl commands, as one record."""

from __future__ import annotations

from generator.domains.kubernetes import names
from generator.knowledge import Domain, Remark


def _check_manifest(text: str) -> tuple[Remark, ...]:
    from generator.domains.kubernetes import manifests

    return manifests.check(text)


def _check_command(line: str) -> tuple[Remark, ...]:
    from generator.domains.kubernetes import commands

    return commands.check_command(line)


def _same_command(one: str, other: str) -> bool | None:
    from generator.domains.kubernetes import commands

    return commands.same_command(one, other)


DOMAIN = Domain(
    name="kubernetes",
    names=frozenset((*names.COMPONENTS, *names.TOOLS, *names.KINDS, *names.VALUES)),
    terms=names.TERMS,
    aliases=names.ALIASES,
    sets=names.SETS,
    unique=names.UNIQUE,
    classes=names.CLASSES,
    verbs=names.VERBS,
    trade={"ko": "컨테이너 오케스트레이션", "en": "container orchestration"},
    spellings=names.SPELLINGS,
    programs=frozenset(("kubectl", "k")),
    check_command=_check_command,
    check_manifest=_check_manifest,
    same_command=_same_command,
)
