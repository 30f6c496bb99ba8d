"""Kubernetes: names, terms, Korean words for them, manifests and kubectl commands, as one record."""

from __future__ import annotations

from generator.domains.comparing import same_command
from generator.domains.kubernetes import names
from generator.domains.shape import Shape
from generator.domains.words import Simple
from generator.knowledge import Domain, Remark


def _check_manifest(text: str) -> tuple[Remark, ...]:
    from generator.domains.kubernetes import manifests

    return manifests.check(text)


def check(line: str) -> tuple[Remark, ...]:
    """Return what is wrong with the kubectl commands of a line."""
    from generator.domains.kubernetes import remarks

    return remarks.check_command(line)


def shape(simple: Simple, around: tuple[str, ...]) -> Shape | None:
    """Return what a kubectl command does, None of any other."""
    from generator.domains.kubernetes import canonical

    return canonical.shape(simple, around)


def values_of(simple: Simple) -> tuple[str, ...] | None:
    """Return the arguments and the options' values of a kubectl command, None of any other."""
    from generator.domains.kubernetes import invocation

    one = invocation.read(simple)
    if one is None:
        return None
    words = [word.text for word in (*one.rest, *(one.tail or ()))]
    return (*words, *(given.value for given in one.flags if given.value))


def subcommands() -> dict[str, frozenset[str]]:
    """Return the programs that are checked here, with the words that may follow them."""
    from generator.domains.kubernetes.reference import reference

    return dict.fromkeys(("kubectl", "k"), frozenset(reference().commands[()].children))


DOMAIN = Domain(
    name="kubernetes",
    names=frozenset((*names.COMPONENTS, *names.TOOLS, *names.KINDS, *names.VALUES)),
    terms=names.TERMS,
    aliases=names.ALIASES,
    spellings=names.SPELLINGS,
    programs=frozenset(("kubectl", "k")),
    check_command=check,
    check_manifest=_check_manifest,
    same_command=same_command,
)
