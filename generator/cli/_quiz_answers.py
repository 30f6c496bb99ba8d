"""What counts as right on a page or a platform that cannot ask the grader: computed when the quiz is made.

`파드` is also Pod and 포드; `kubectl get pods -n web` is also `k get po --namespace=web`, each tried against the grader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, product
from typing import Any

from generator.exporters.quiz.paper import Command, Marking
from generator.items import Item
from generator.near import distance
from generator.study import words
from generator.study.grading import Key as Answer
from generator.study.grading import Kind, Knowledge, grade, key_of

Groups = Iterable[tuple[str, ...]]
# So many equal spellings of a command are listed for platforms that compare letter by letter.
MOST_SPELLINGS = 24
# A known name this near to an answer, in letters, is never taken for a slip of it.
NEAR = 3
# What one-letter options commonly stand for; used only where the grader finds both spellings equal.
_LONG = (
    "namespace output filename selector all-namespaces container follow stdin tty recursive force verbose all file "
    "detach publish volume env interactive name quiet message branch lines bytes user human-readable parents archive "
    "reverse size sort number count ignore-case directory create extract list gzip remove tail watch labels replicas"
).split()
# A command with any of these is more than words and options, and is compared as it stands.
_SHELL = re.compile(r"[\n'\"\\|;&<>$`(){}]")


def marking(items: Iterable[Item], groups: Groups, knowledge: Knowledge) -> Marking:
    """Return the spellings of every answer of a quiz, its commands taken apart, and the names that are no slips."""
    items, groups = tuple(items), tuple(groups)
    found: dict[str, tuple[str, ...]] = {}
    commands: dict[str, Command] = {}
    kinds: dict[str, str] = {}
    frames: dict[str, str] = {}
    for item in items:
        kinds[item.card.id or item.card.stem] = str(kind(item))
        for text in (*item.answers, *item.accept):
            if kind(item) == Kind.COMMAND:
                frame = key_of(item.card).frame if item.type == "blank" else ""
                frames[text] = frame
                commands[text] = taken_apart(text, groups, knowledge, frame)
                found[text] = tuple(islice(_spelt(text, commands[text]), MOST_SPELLINGS))
            else:
                found[text] = spellings(text, groups)
    return Marking(found, commands, kinds, frames, _known(found, knowledge), words.tables())


def kind(item: Item) -> Kind:
    """Return how the answer of an item is compared."""
    if item.type == "command" or (item.type == "blank" and item.card.kind == "command"):
        return Kind.COMMAND
    if item.type == "list":
        return Kind.LIST
    return key_of(item.card).kind if item.type in ("short-answer", "blank") else Kind.TERM


def spellings(text: str, groups: Groups) -> tuple[str, ...]:
    """Return the other names of an answer: aliases, both names of a gloss, and spaces left out."""
    glossed = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", text)
    names = [text, *(_glosses(glossed[1], glossed[2]) if glossed else ())]
    folded = {words.fold(name) for name in names}
    for group in groups:
        if not folded.isdisjoint(map(words.fold, group)):
            names += group
    names += [name.replace(" ", "") for name in names if words.HANGUL.search(name)]
    return tuple(dict.fromkeys(name for name in names if name != text))


def _glosses(name: str, gloss: str) -> tuple[str, ...]:
    """Return both names of `어피니티(affinity)`: the bracket holds the same word in the other script."""
    return (name, gloss) if bool(words.HANGUL.search(name)) != bool(words.HANGUL.search(gloss)) else ()


def taken_apart(text: str, groups: Groups, knowledge: Knowledge, frame: str = "") -> Command:
    """Return what may change in a command without changing what it does; `frame` is the command around a blank."""
    tokens = text.split()
    if _SHELL.search(text) or not tokens:
        return Command()

    def equal(*changed: str) -> bool:
        return grade(Answer(Kind.COMMAND, (text,), frame=frame), " ".join(changed), knowledge).mark == "right"

    same: dict[str, str] = {}
    taking = []
    for at, token in enumerate(tokens):
        name, equals, _value = token.partition("=")
        for other in _others(name, groups):
            if other != name and equal(*tokens[:at], other + token[len(name) :], *tokens[at + 1 :]):
                same[other] = name
        value = tokens[at + 1] if at + 1 < len(tokens) else "-"
        if name.startswith("-") and (
            equals or (not value.startswith("-") and equal(*tokens[:at], f"{token}={value}", *tokens[at + 2 :]))
        ):
            taking.append(name)
    return Command(same, tuple(taking), _is_free(tokens, taking, equal))


def _others(name: str, groups: Groups) -> Iterator[str]:
    """Yield what may be another spelling of a word of a command."""
    if name.startswith("--"):
        yield from (f"-{letter}" for letter in {name[2:3], name[2:3].upper()} if letter)
    elif re.fullmatch(r"-[A-Za-z]", name):
        yield from (f"--{long}" for long in _LONG)
    elif name.startswith("-"):
        return
    elif name == "kubectl":
        yield "k"
    else:
        yield from (f"{name}s", name.removesuffix("s"))
        for group in groups:
            spelt = {one.casefold() for one in group if one.isascii() and " " not in one}
            if spelt & {name.casefold(), name.casefold().removesuffix("s")}:
                yield from sorted(spelt | {f"{one}s" for one in spelt} - {name})


def _is_free(tokens: list[str], taking: list[str], equal: Any) -> bool:
    """Whether the options may stand anywhere: the same at the end, and right behind the program."""
    options: list[str] = []
    rest: list[str] = []
    left = list(tokens)
    while left:
        token = left.pop(0)
        if token == "--":
            return False  # what follows is another command's
        if not token.startswith("-"):
            rest.append(token)
            continue
        options += [token, left.pop(0)] if token in taking and left else [token]
    return bool(options) and equal(*rest, *options) and equal(rest[0], *options, *rest[1:]) if rest else False


def _spelt(text: str, command: Command) -> Iterator[str]:
    """Yield other spellings of a command, each word by itself in any of its own."""
    ways: list[list[str]] = []
    for token in text.split():
        name = token.partition("=")[0]
        others = [other for other, meant in command.same.items() if meant == name]
        ways.append([token, *(other + token[len(name) :] for other in others)])
    found = (" ".join(way) for way in product(*ways))
    yield from (one for one in found if one != text)


def _known(found: dict[str, tuple[str, ...]], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the known names so near to an answer that they could be taken for a slip of it."""
    answers = {words.tight(text) for text in found}
    names = knowledge.lexicon.known - answers
    return tuple(sorted(name for name in names if any(distance(name, one, NEAR) <= NEAR for one in answers)))
