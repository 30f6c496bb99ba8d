"""What every quiz format prints: the versions, their labels, and the pieces of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from generator.items import Item, Version, words
from generator.items.labels import marks
from generator.model import Card, Problem

_KO = {
    "name": "이름",
    "class": "반",
    "number": "번호",
    "date": "날짜",
    "score": "점수",
    "key": "정답",
    "version": "{name}형",
    "points": "{n}점",
    "items": "{n}문항",
    "answer": "답",
    "source": "출처",
    "page": "쪽",
    "fold": "가운데 선을 따라 접으면 왼쪽은 질문, 오른쪽은 답입니다.",
    "check": "채점하기",
    "again": "처음부터 다시",
    "answered": "{all}문항 중 {n}문항에 답함",
    "right": "맞음",
    "almost": "거의 맞음",
    "wrong": "틀림",
    "yours": "내 답",
    "nothing": "답하지 않음",
    "count": "맞은 것으로 하기",
    "result": "{all}점 만점에 {n}점 ({percent} %)",
    "perfect": "모두 맞았습니다.",
    "true-name": "옳음",
    "false-name": "틀림",
    "gap": "{n}번 빈칸",
    "part": "{n}번 답 {part}",
    "place": "{n}번째",
    "flip": "양면 인쇄: 긴 쪽으로 넘김",
    "multiple-choice": "객관식",
    "multiple-choice-hint": "알맞은 것을 하나 고르세요.",
    "true-false": "OX",
    "true-false-hint": "문장이 옳으면 ○, 틀리면 ×에 표시하세요.",
    "matching": "짝 맞추기",
    "matching-hint": "괄호 안에 알맞은 기호를 쓰세요. 남는 기호가 있을 수 있습니다.",
    "blank": "빈칸 채우기",
    "blank-hint": "빈칸에 알맞은 말을 쓰세요.",
    "order": "순서 정하기",
    "order-hint": "기호를 알맞은 순서로 쓰세요.",
    "short-answer": "단답형",
    "short-answer-hint": "질문에 짧게 답하세요.",
    "list": "목록 쓰기",
    "list-hint": "빠짐없이 쓰세요. 순서를 묻지 않으면 순서는 상관없습니다.",
    "command": "명령 쓰기",
    "command-hint": "터미널에 입력할 명령을 쓰세요.",
}
_EN = {
    "name": "Name",
    "class": "Class",
    "number": "No.",
    "date": "Date",
    "score": "Score",
    "key": "Answer key",
    "version": "Version {name}",
    "points": "{n} pt",
    "items": "{n} items",
    "answer": "Answer",
    "source": "Source",
    "page": "page",
    "fold": "Fold along the middle line: questions on the left, answers on the right.",
    "check": "Check the answers",
    "again": "Start again",
    "answered": "{n} of {all} answered",
    "right": "Right",
    "almost": "Almost",
    "wrong": "Wrong",
    "yours": "Your answer",
    "nothing": "none",
    "count": "Count it as right",
    "result": "{n} of {all} points ({percent} %)",
    "perfect": "All of them are right.",
    "true-name": "True",
    "false-name": "False",
    "gap": "Blank of question {n}",
    "part": "Question {n}, part {part}",
    "place": "Place {n}",
    "flip": "Print on both sides, flip on the long edge",
    "multiple-choice": "Multiple choice",
    "multiple-choice-hint": "Choose the one right answer.",
    "true-false": "True or false",
    "true-false-hint": "Is the statement right? Mark True or False.",
    "matching": "Matching",
    "matching-hint": "Write the letter of what belongs to each line. There may be letters to spare.",
    "blank": "Fill in the blank",
    "blank-hint": "Write what is missing.",
    "order": "Put in order",
    "order-hint": "Write the letters in the right order.",
    "short-answer": "Short answer",
    "short-answer-hint": "Answer in a few words.",
    "list": "Name the parts",
    "list-hint": "Name them all; in any order, unless the question asks for one.",
    "command": "Write the command",
    "command-hint": "Write what you would type in a terminal.",
}
# What the notes say of an answer is shown up to this length, in characters.
LONGEST_WHY = 400
_CODE_DIRECTIONS = ("purpose->command",)
_MONO_KINDS = ("command", "manifest")


@dataclass(frozen=True, slots=True)
class Command:
    """What may change in a command: other spellings of its words, options that take a value, and whether they may move."""

    same: Mapping[str, str] = field(default_factory=dict)  # another spelling -> the one in the key
    taking: tuple[str, ...] = ()
    free: bool = False


@dataclass(frozen=True, slots=True)
class Marking:
    """What counts as right where the grader cannot be asked; the caller computes it, since exporters know no grader.

    `spellings` are the other spellings of an answer, `kinds` how a card's answer is compared, by card id (or stem),
    `known` names that are no slip of an answer, and `tables` what the comparison needs to know of a language.
    """

    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    commands: Mapping[str, Command] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    frames: Mapping[str, str] = field(default_factory=dict)  # the command around a blank, by its answer
    known: tuple[str, ...] = ()
    tables: Mapping[str, object] = field(default_factory=dict)


FIELDS = ("class", "number", "name", "date", "score")


@dataclass(frozen=True, slots=True)
class Paper:
    """A quiz to print: `part` is all, questions or key; `layout` is sheet, cards or folded.

    `fields` are what the learner fills in at the top, `worths` says that the points of each item were asked for.
    """

    title: str
    language: str
    versions: tuple[Version, ...]
    size: str = "a4"
    columns: int = 1
    part: str = "all"
    layout: str = "sheet"
    commands: Mapping[str, str] = field(default_factory=dict)  # see `commands`
    instructions: str = ""
    fields: tuple[str, ...] = FIELDS
    worths: bool = False
    marking: Marking = field(default_factory=Marking)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of the first version."""
        return self.versions[0].items


def _no_problems(paper: Paper) -> tuple[Problem, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Format:
    """How a quiz is written: `render` returns the file's bytes, `check` what will not come out as it stands.

    With `one_version` a file holds the first version only, its key included; each version is a file of its own.
    """

    suffix: str
    render: Callable[[Paper], bytes]
    check: Callable[[Paper], tuple[Problem, ...]] = _no_problems
    one_version: bool = False


def label(language: str, name: str, /, **values: object) -> str:
    """Return a word of the sheet in the deck's language; other languages read English."""
    return (_KO if language == "ko" else _EN)[name].format(**values)


def sections(version: Version) -> list[tuple[str, list[Item]]]:
    """Return the version's items by type, in the order they stand in."""
    return [(name, list(group)) for name, group in groupby(version.items, key=lambda item: item.type)]


def total(version: Version) -> int:
    """Return the points of a version."""
    return sum(item.points for item in version.items)


def source(item: Item) -> str:
    """Return where the learner reads on: `path:first` or `path:first-last`; a matching item has several."""
    places: dict[str, None] = {}
    for card in item.cards or (item.card,):
        span = card.fact.span
        places[f"{span.path}:{span.first}" + (f"-{span.last}" if span.last > span.first else "")] = None
    return _shared_path(list(places))


def _shared_path(places: list[str]) -> str:
    path = places[0].rsplit(":", 1)[0]
    return ", ".join([places[0], *(p.rsplit(":", 1)[1] if p.rsplit(":", 1)[0] == path else p for p in places[1:])])


def answer(item: Item, language: str) -> str:
    """Return an item's key as the answer key prints it: `② etcd`, `1-나 2-가`, `나 → 가 → 다`."""
    signs = dict(zip(item.choices, marks(language, item.type, len(item.choices)), strict=True))
    if item.type == "multiple-choice":
        return f"{signs[item.key]} {item.key}"
    if item.type == "true-false":
        return f"{item.key}  (→ {item.right})" if item.right else item.key
    if item.type == "matching":
        return "   ".join(f"{n}-{signs[text]}" for n, text in enumerate(item.answers, 1))
    if item.type == "order":
        return " → ".join(signs[text] for text in item.answers)
    return item.key


def fronted(item: Item) -> str:
    """Return the stem under its context line, for formats that have one text for both."""
    return f"{item.front}\n{item.stem}" if item.front else item.stem


def accepted(paper: Paper, item: Item) -> tuple[str, ...]:
    """Return every text that is right for an item of one answer, the key first."""
    texts = (item.key, *item.accept)
    more = (other for text in texts for other in paper.marking.spellings.get(text, ()))
    return tuple(dict.fromkeys((*texts, *more)))


def is_free_text(paper: Paper, item: Item) -> bool:
    """Whether a person has to read the response: a sentence, a contrast, or a list."""
    kind = paper.marking.kinds.get(item.card.id or item.card.stem, "")
    return item.type == "list" or "\n" in item.key or (item.type == "short-answer" and kind in ("text", "contrast"))


def explained(item: Item) -> str:
    """Return what the notes say of an item; for several cards, or at great length, nothing."""
    text = item.card.fact.text.strip()
    return text if len(text) <= LONGEST_WHY and len(item.cards) < 2 else ""


def feedback(paper: Paper, item: Item) -> str:
    """Return why the key is right: what the notes say, what they had wrong, and where."""
    key = f"{label(paper.language, 'key')}: {answer(item, paper.language)}" if is_free_text(paper, item) else ""
    lines = (key, explained(item), *item.card.notices, f"{label(paper.language, 'source')}: {source(item)}")
    return "\n".join(dict.fromkeys(line for line in lines if line))


def worth(paper: Paper, item: Item) -> str:
    """Return the points of an item as they stand behind its question; one point goes without saying."""
    return f"[{label(paper.language, 'points', n=item.points)}]" if item.points > 1 or paper.worths else ""


def quoted(paper: Paper, card: Card) -> str:
    """Return the command that stands in a card's stem, or ""."""
    return paper.commands.get(card.id or card.stem, "")


def is_code(card: Card, text: str) -> bool:
    """Whether an answer or a choice is to be set as code."""
    if card.direction in _CODE_DIRECTIONS or "\n" in text:
        return card.kind in _MONO_KINDS
    return card.kind in _MONO_KINDS and bool(re.fullmatch(r"[!-~]+( [!-~]+)*", text)) and card.direction == "fill-blank"


def pieces(text: str, code: str = "") -> list[tuple[str, str]]:
    """Split a stem into ("text" | "code" | "blank", piece); `code` is a command that stands in it, blank or whole."""
    span = _code_span(text, code) if code else None
    if span is None:
        return _blanks(text, "text")
    return [
        *_blanks(text[: span[0]], "text"),
        *_blanks(text[span[0] : span[1]], "code"),
        *_blanks(text[span[1] :], "text"),
    ]


def _code_span(text: str, code: str) -> tuple[int, int] | None:
    """Find a command in a stem, also where a blank stands for one piece of it."""
    at = text.find(code)
    if at >= 0:
        return at, at + len(code)
    if words.BLANK not in text:
        return None
    gap = text.index(words.BLANK)
    for start in range(gap, max(-1, gap - len(code)) - 1, -1):
        head = text[start:gap]
        if not code.startswith(head) or (start and text[start - 1].isascii() and text[start - 1].isalnum()):
            continue
        for tail_from in range(len(head) + 1, len(code) + 1):
            tail = code[tail_from:]
            if head and text.startswith(tail, gap + len(words.BLANK)) and (tail or _ends(text, gap)):
                return start, gap + len(words.BLANK) + len(tail)
    return None


def _ends(text: str, gap: int) -> bool:
    return not text[gap + len(words.BLANK) :].strip()


def _blanks(text: str, kind: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for number, part in enumerate(re.split(r"_{3,}", text)):
        if number:
            found.append(("blank", ""))
        if part:
            found.append((kind, part))
    return found


def commands(cards: tuple[Card, ...]) -> dict[str, str]:
    """Return the command that a card's stem quotes, by card id; by stem before the cards have ids."""
    by_fact = {_fact(card): card.key for card in cards if card.direction == "purpose->command"}
    quoting = (card for card in cards if card.kind == "command" and _fact(card) in by_fact)
    return {card.id or card.stem: by_fact[_fact(card)] for card in quoting}


def _fact(card: Card) -> object:
    return card.guid or card.fact.span
