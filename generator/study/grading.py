"""Grading by meaning: is the response the key, in other words? The learner always has the last word.

kubectl get po -n web = kubectl -n web get pods      right
etcd는 = etcd, 파드 = Pod                              right
쿠버내티스 ~ 쿠버네티스                                  almost
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from generator.model import Card, Origin
from generator.study import words
from generator.study.words import Lexicon


class Mark(StrEnum):
    """How a response compares with the key; `ALMOST` is for the learner to decide."""

    RIGHT = "right"
    ALMOST = "almost"
    WRONG = "wrong"


class Kind(StrEnum):
    """What an answer is, and so how it is compared."""

    COMMAND = "command"
    TERM = "term"
    LIST = "list"
    STEPS = "steps"  # a list whose order counts
    CONTRAST = "contrast"  # A: … / B: …
    TEXT = "text"  # a sentence


@dataclass(frozen=True, slots=True)
class Key:
    """The right answers: the first is the one to show; `items` are the parts of a list where they are known.

    `frame` is the command around a blank: `kubectl get ____ -n web`.
    """

    kind: Kind
    answers: tuple[str, ...]
    items: tuple[str, ...] = ()
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The mark and why; a right answer needs no reasons."""

    mark: Mark
    reasons: tuple[str, ...] = ()


def _unknown(expected: str, given: str) -> bool | None:
    return None


def _word_for_word(expected: str, given: str) -> tuple[str, ...]:
    return () if expected.split() == given.split() else ("another command",)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a subject adds: handed over by the caller, because siblings do not import each other."""

    lexicon: Lexicon = field(default_factory=Lexicon)
    same_command: Callable[[str, str], bool | None] = _unknown  # None: no command that is known
    differences: Callable[[str, str], tuple[str, ...]] = _word_for_word  # nothing if both do the same
    programs: frozenset[str] = frozenset()  # the first words of commands


PLAIN = Knowledge()
RIGHT = Verdict(Mark.RIGHT)
# A sentence is almost right if this share of the key's words is in it.
ENOUGH_WORDS = 0.6
_MARKS = {Mark.RIGHT: 2, Mark.ALMOST: 1, Mark.WRONG: 0}


def grade(key: Key, response: str, knowledge: Knowledge = PLAIN) -> Verdict:
    """Compare a response with every answer and return the best verdict."""
    if any(_plain(answer) == _plain(response) for answer in key.answers):
        return RIGHT
    if not response.strip():
        return Verdict(Mark.WRONG, ("nothing was answered",))
    if key.kind != Kind.COMMAND:  # a run of spaces says nothing, and would cost the patterns below their speed
        key = replace(key, answers=tuple(map(_squeezed, key.answers)))
        response = _squeezed(response)
    verdicts = [_GRADERS[key.kind](answer, response, key, knowledge) for answer in key.answers]
    return max(verdicts, key=lambda verdict: _MARKS[verdict.mark]) if verdicts else Verdict(Mark.WRONG)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _squeezed(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def key_of(card: Card) -> Key:
    """Say how the answer of a card is compared."""
    answers = (card.key, *card.accept)
    if card.direction == "purpose->command":
        return Key(Kind.COMMAND, answers)
    if card.direction == "contrast":
        return Key(Kind.CONTRAST, answers)
    if card.direction == "list-all":
        parts = next((tuple(getattr(card.fact.value, name)) for name in _PARTS if hasattr(card.fact.value, name)), ())
        kind = Kind.STEPS if card.kind == "procedure" else Kind.LIST
        holds = card.origin != Origin.OWN and all(part in card.key for part in parts)
        return Key(kind, answers, parts if holds else ())
    if card.direction == "fill-blank":
        frame = _frame(card)
        return Key(Kind.COMMAND if frame or card.key.startswith("-") else Kind.TERM, answers, frame=frame)
    if card.direction in ("meaning->term", "category"):
        return Key(Kind.TERM, answers)
    return Key(Kind.TERM if _is_short(card.key) else Kind.TEXT, answers)


def _frame(card: Card) -> str:
    """Return the command that a blank was made in, so that the whole of it can be compared; "" for a sentence."""
    command = str(getattr(card.fact.value, "command", ""))
    blanked = re.subn(rf"(?<!\S){re.escape(card.key)}(?!\S)", lambda match: BLANK, command)
    return blanked[0] if blanked[1] == 1 else ""


BLANK = "____"
_PARTS = ("items", "steps")
LONGEST_TERM = 24  # characters; what is longer is graded as a sentence


def _is_short(text: str) -> bool:
    return len(text) <= LONGEST_TERM and len(text.split()) <= 3


def guess(expected: str, knowledge: Knowledge = PLAIN) -> Kind:
    """Say what kind of answer a text is, when nobody said it."""
    if knowledge.same_command(expected, expected) or _looks_like_command(expected, knowledge):
        return Kind.COMMAND
    if len(_contrast(expected)) > 1:
        return Kind.CONTRAST
    if len(split(expected)) > 1:
        return Kind.LIST
    return Kind.TERM if len(expected) <= 2 * LONGEST_TERM and len(expected.split()) <= 5 else Kind.TEXT


def _looks_like_command(text: str, knowledge: Knowledge) -> bool:
    first = text.split()[:2]
    if text.startswith("-") and len(first) <= 2:
        return True
    if not first or words.HANGUL.search(text.split(" -")[0]):
        return False
    return first[0] in knowledge.programs or bool(re.search(r"^[a-z][\w.-]* .*(?<= )--?\w", text))


def _command(answer: str, response: str, key: Key, knowledge: Knowledge) -> Verdict:
    given = re.sub(r"^[`\s]*(?:[$#>]\s+)?|[`\s]+$", "", response)
    if key.frame:
        answer, given = key.frame.replace(BLANK, answer), key.frame.replace(BLANK, given)
    if knowledge.same_command(answer, given):
        return RIGHT
    reasons = knowledge.differences(answer, given)
    return Verdict(Mark.WRONG, reasons) if reasons else RIGHT


def _term(answer: str, response: str, key: Key, knowledge: Knowledge) -> Verdict:
    lexicon = knowledge.lexicon
    if words.same(answer, response, lexicon):
        return RIGHT
    if words.near(answer, response, lexicon):
        return Verdict(Mark.ALMOST, (f'a slip? The answer is "{answer}"',))
    if _covers(answer, response):
        return Verdict(Mark.ALMOST, (f'"{answer}" is in it, with more around it',))
    return Verdict(Mark.WRONG)


def _covers(answer: str, response: str) -> bool:
    """Tell whether the response holds the words of the answer among others, and does not deny it."""
    wanted, given = words.content(answer), words.content(response)
    return bool(wanted) and set(wanted) < set(given) and len(given) <= 2 * len(wanted) + 1


_LINE_MARK = re.compile(r"^\s*(?:[-*•+]\s+|\(?\d+[.)]\s*)")
# Strongest first: where a list is written with one of these, the weaker ones belong to its items.
_SEPARATORS = (
    r"\n",
    r"\s*(?:→|⇒|->)\s*",
    r"\s*;\s*",
    r"\s*[,、，](?!\d)\s*",
    r"\s+/\s+",
    r"\s*·\s*|\s*ㆍ\s*",
    r"\s*/\s*",
)
_JOINTS = re.compile(r"\s+(?:및|그리고|and)\s+", re.IGNORECASE)


def split(text: str) -> tuple[str, ...]:
    """Split a list at its strongest separator that stands outside of brackets."""
    for separator in _SEPARATORS:
        parts = _split(text, separator)
        if len(parts) > 1:
            return parts
    return _split(text, r"\n")


def _split(text: str, separator: str) -> tuple[str, ...]:
    hidden = re.sub(r"\([^()]*\)", lambda match: "\ue000" * len(match[0]), text)
    ends = [(match.start(), match.end()) for match in re.finditer(separator, hidden)]
    starts = [0, *(end for _start, end in ends)]
    parts = [text[start:stop] for start, stop in zip(starts, [*(start for start, _ in ends), len(text)], strict=True)]
    cleaned = (_LINE_MARK.sub("", part).strip() for part in parts)
    return tuple(re.sub(r"^(?:및|그리고|and)\s+", "", part) for part in cleaned if part)


def _splits(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways in which a learner may have meant a list, the plainest first."""
    yield split(text)
    yield _split(text, "|".join(_SEPARATORS[:4]))
    yield _split(text, "|".join(_SEPARATORS))
    yield tuple(part for piece in _split(text, "|".join(_SEPARATORS[:4])) for part in _JOINTS.split(piece))
    yield tuple(text.split())


def _list(answer: str, response: str, key: Key, knowledge: Knowledge) -> Verdict:
    wanted = key.items if key.items and answer == key.answers[0] else split(answer)
    offers = list(dict.fromkeys(parts for parts in _splits(response) if parts))
    verdicts = [_compare_lists(wanted, parts, key, knowledge) for parts in offers]
    return min(verdicts, key=lambda verdict: (-_MARKS[verdict.mark], len(verdict.reasons)))


def _compare_lists(wanted: tuple[str, ...], offered: tuple[str, ...], key: Key, knowledge: Knowledge) -> Verdict:
    pairs, missing, extra = _match(wanted, offered, knowledge)
    reasons = [f'"{item}" is missing' for item in missing] + [f'"{item}" does not belong' for item in extra]
    if missing:
        return Verdict(Mark.WRONG, tuple(reasons))
    order = [offered.index(given) for _item, given, _mark in pairs]
    if key.kind == Kind.STEPS and order != sorted(order):
        return Verdict(Mark.WRONG, (f"the order is {' → '.join(wanted)}", *reasons))
    slips = [f'a slip? "{item}", not "{given}"' for item, given, mark in pairs if mark == Mark.ALMOST]
    return Verdict(Mark.ALMOST, (*slips, *reasons)) if slips or reasons else RIGHT


Pairs = list[tuple[str, str, Mark]]


def _match(wanted: Iterable[str], offered: Iterable[str], knowledge: Knowledge) -> tuple[Pairs, list[str], list[str]]:
    """Pair the items: those that are right first, then those that are almost; return pairs in order, missing, extra."""
    left = list(dict.fromkeys(offered))
    found: dict[str, tuple[str, Mark]] = {}
    items = list(dict.fromkeys(wanted))
    for mark in (Mark.RIGHT, Mark.ALMOST):
        for item in items:
            hit = next((given for given in left if item not in found and _item(item, given, knowledge) == mark), None)
            if hit is not None:
                found[item] = (hit, mark)
                left.remove(hit)
    extra = [given for given in left if not any(_item(item, given, knowledge) == Mark.RIGHT for item in items)]
    return [(item, *found[item]) for item in items if item in found], [i for i in items if i not in found], extra


def _item(item: str, given: str, knowledge: Knowledge) -> Mark:
    if _plain(item) == _plain(given):
        return Mark.RIGHT
    return _term(item, given, Key(Kind.TERM, (item,)), knowledge).mark


_SIDE = re.compile(r"^\s*([^:：]{1,40}?)\s*[:：]\s*(.+)$", re.DOTALL)


def _contrast(text: str, least: int = 2) -> tuple[tuple[str, str], ...]:
    """Read `A: … / B: …`; nothing if a part has no name, or if there are fewer than `least`."""
    for separator in (
        r"\n",
        r"\s+/\s+",
        r"\s*;\s*",
        r"\s*/\s*(?=[^/:：]{1,40}[:：])",
        r"\s*[,，]\s*(?=[^,:：]{1,40}[:：])",
    ):
        sides = [_SIDE.match(part) for part in _split(text, separator)]
        if len(sides) >= least and all(sides):
            return tuple((side[1], side[2].strip()) for side in sides if side)
    return ()


def _contrasted(answer: str, response: str, key: Key, knowledge: Knowledge) -> Verdict:
    wanted, offered = _contrast(answer), _contrast(response) or _contrast(response, 1)
    if not wanted:
        return _text(answer, response, key, knowledge)
    if not offered:
        offered = tuple(zip((name for name, _ in wanted), split(response), strict=False))
    marks, reasons = [], []
    for name, side in wanted:
        given = next((text for other, text in offered if words.same(name, other, knowledge.lexicon)), "")
        verdict = _text(side, given, key, knowledge)
        marks.append(verdict.mark)
        reasons += [
            f"{name}: {reason}"
            for reason in verdict.reasons or (("not the same",) if verdict.mark == Mark.WRONG else ())
        ]
    return Verdict(min(marks, key=lambda mark: _MARKS[mark]), tuple(reasons))


def _text(answer: str, response: str, key: Key, knowledge: Knowledge) -> Verdict:
    verdict = _term(answer, response, key, knowledge)
    if verdict.mark == Mark.RIGHT or not response.strip():
        return verdict if response.strip() else Verdict(Mark.WRONG, ("nothing was answered",))
    wanted, given = list(dict.fromkeys(words.content(answer))), set(words.content(response))
    missing = [word for word in wanted if word not in given and not any(words.near(word, one) for one in given)]
    if wanted and len(missing) <= (1 - ENOUGH_WORDS) * len(wanted):
        return Verdict(
            Mark.ALMOST, (f"not in it: {', '.join(missing)}" if missing else "the same words, put differently",)
        )
    return Verdict(verdict.mark, verdict.reasons or (f"not in it: {', '.join(missing)}",))


_GRADERS: dict[Kind, Callable[[str, str, Key, Knowledge], Verdict]] = {
    Kind.COMMAND: _command,
    Kind.TERM: _term,
    Kind.LIST: _list,
    Kind.STEPS: _list,
    Kind.CONTRAST: _contrasted,
    Kind.TEXT: _text,
}
