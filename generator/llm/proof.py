"""The proof of a model's card: what stands on it must stand in the note. Each fault has a name, before the colon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator import shell
from generator.llm import commands, tidy
from generator.llm.candidates import candidate
from generator.llm.lists import list_faults
from generator.llm.values import Bench, Fix, Section, WrittenCard
from generator.llm.words import (
    letters,
    names,
    numbers,
    options,
    other_words,
    script,
    squeezed,
    stands,
    stem,
)
from generator.near import distance

# Every fault by its name, and what it means; the editor's own faults come with names of their own.
FAULTS = {
    "evidence": "what is quoted does not stand in the lines that the card names",
    "number": "a number that the evidence does not have",
    "name": "a name that the evidence does not have",
    "option": "an option that the evidence does not have",
    "command": "a command that does not stand in the note",
    "words": "the answer says what the evidence does not",
    "wrong command": "a command that the checkers refuse",
    "fix": "a correction that no check agrees with",
    "list": "a list that drops or adds an item",
    "leak": "the answer stands in the question; a step of the context line that holds it is left out",
    "language": "another language than the note's",
    "no question": "a line of the note repeated, nothing asked",
    "too long": "an answer over 60 characters that is no list, contrast, steps or command",
    "twice": "a second card of one fact",
}
LONGEST_ANSWER = 60
LONG_ONES = frozenset(("list-all", "contrast", "purpose->command"))
SMALL_SLIP = 3  # jamo that a misspelt word may be off from the right one
SAME_QUESTION = 0.6  # of the words of two questions with one answer: they ask one fact
_STEPS = re.compile(r"\n|→|->|\d\)")
_MARK = re.compile(r"[?？]|____")


def prove(
    cards: Iterable[WrittenCard], section: Section, bench: Bench, beside: Sequence[WrittenCard] = ()
) -> tuple[WrittenCard, ...]:
    """Return the cards of a section, tidied, each with what refuses it; `beside` are cards that already stand."""
    kept = [card for card in beside if not card.refused]
    proven: list[WrittenCard] = []
    for card in cards:
        card = tidy.tidied(card, section, bench)
        reasons = tuple(dict.fromkeys((*_faults(card, section, bench), *_doubles(card, kept))))
        card = replace(card, refused=reasons)
        proven.append(card)
        kept += [card] if not reasons else []
    return tuple(proven)


@dataclass(frozen=True, slots=True)
class _Proof:
    """What one card may draw on. `near` are the lines that its quotes stand on and what stands above, `all` the section."""

    card: WrittenCard
    near: str
    all: str
    bench: Bench
    agreed: tuple[Fix, ...]

    def has(self, word: str, text: str) -> bool:
        """Tell whether a name, or another name of the same thing, stands in a text."""
        return stands(word, text) or any(stands(other, text) for other in self.others(word))

    def others(self, word: str) -> Iterator[str]:
        for group in self.bench.aliases:
            folded = {name.casefold() for name in group}
            if word.casefold() in folded:
                yield from group


def _faults(card: WrittenCard, section: Section, bench: Bench) -> Iterator[str]:
    lines = section.lines[card.lines[0] - 1 : card.lines[1]]
    missing = [quote for quote in card.evidence if squeezed(quote) not in squeezed("".join(lines))]
    if missing or not squeezed("".join(card.evidence)):
        yield f'evidence: lines {card.lines[0]} to {card.lines[1]} do not say "{_short(" ".join(missing))}"'
        return
    proof = _proof(card, section, bench)
    yield from _fix_faults(proof, lines)
    yield from _unproven(proof)
    yield from _command_faults(proof)
    yield from (f"list: {wrong}" for wrong in list_faults(card, section.lines))
    yield from _leaks(proof)
    yield from _form_faults(card, section)
    span = section.span(card.lines)
    yield from bench.faults(candidate(card, section, (span.first, span.last)))


def _proof(card: WrittenCard, section: Section, bench: Bench) -> _Proof:
    """Gather what the card may draw on: the lines of its quotes, the headings and bullets over them, fixes that hold."""
    own = [n for n in range(card.lines[0], card.lines[1] + 1) if _quoted(section.lines[n - 1], card.evidence)]
    above = {*section.above(card.lines[0]), *_bullets_over(section.lines, card.lines[0])}
    numbers_ = sorted({*own, *above})
    agreed = tuple(fix for fix in card.fixes if _agrees(fix, card, section, bench))
    rights = [fix.right for fix in agreed]
    near = "\n".join((*section.headings, *(section.lines[n - 1] for n in numbers_), *card.evidence, *rights))
    return _Proof(card, near, "\n".join((*section.headings, *section.lines, *rights)), bench, agreed)


def _quoted(line: str, quotes: Sequence[str]) -> bool:
    plain = squeezed(line)
    return bool(plain) and any(plain in squeezed(quote) or squeezed(quote) in plain for quote in quotes)


def _bullets_over(lines: Sequence[str], line: int) -> Iterator[int]:
    """Yield the lines that a line is indented under."""
    depth = _indent(lines[line - 1])
    for number in range(line - 1, 0, -1):
        text = lines[number - 1]
        if text.strip() and _indent(text) < depth:
            yield number
            depth = _indent(text)
        if depth == 0:
            return


def _indent(line: str) -> int:
    return len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())


def _agrees(fix: Fix, card: WrittenCard, section: Section, bench: Bench) -> bool:
    """Tell whether a fix holds: the checks make it, the typo finder agrees, or it is a word with a letter off."""
    span = section.span(card.lines)
    known = bench.mistakes(span)
    if any(one.right == fix.right and (fix.wrong in one.wrong or one.wrong in fix.wrong) for one in known):
        return True
    return bench.agreed(span, fix)


def _fix_faults(proof: _Proof, lines: Sequence[str]) -> Iterator[str]:
    """A fix of a mere word may stand on its own where it is a slip; one with a name, a number or an option may not."""
    for fix in proof.card.fixes:
        if fix in proof.agreed:
            continue
        if not any(squeezed(fix.wrong) in squeezed(line) for line in lines):
            yield f'fix: "{_short(fix.wrong)}" does not stand in its lines'
        elif not _is_slip(fix):
            yield f'fix: no check agrees that "{_short(fix.wrong)}" is "{_short(fix.right)}"'


def _is_slip(fix: Fix) -> bool:
    """Tell whether a fix only mends spaces, marks or a few letters of words that are no names."""
    if squeezed(fix.wrong) == squeezed(fix.right):
        return not (options(fix.wrong) or options(fix.right))
    if numbers(fix.wrong) != numbers(fix.right) or names(fix.wrong) != names(fix.right):
        return False
    from unicodedata import normalize

    one, other = (normalize("NFD", text) for text in (fix.wrong, fix.right))
    return distance(one, other, SMALL_SLIP) <= SMALL_SLIP


def _unproven(proof: _Proof) -> Iterator[str]:
    """Find what the answer adds, and numbers and options that the question adds."""
    card = proof.card
    given = "\n".join((proof.near, *(name for name in names(card.question) if proof.has(name, proof.all))))
    for number in sorted(numbers(card.answer) - numbers(given)):
        yield f'number: "{number}" of the answer stands neither in the evidence nor in a fix'
    for option in options(card.answer):
        if option not in options(proof.near):
            yield f'option: "{option}" of the answer stands neither in the evidence nor in a fix'
    for name in names(card.answer):
        if not proof.has(name, given) and squeezed(name) not in squeezed(proof.near):
            yield f'name: "{name}" of the answer stands neither in the evidence nor in a fix'
    yield from _added_words(proof)
    counts = {str(len(card.answer.split(mark))) for mark in (", ", " / ", "\n", " → ")}
    long_ones = {number for number in numbers(card.question) if len(number) > 1}  # 2진수 needs no proof
    for number in sorted(long_ones - numbers(proof.all) - counts):
        yield f'number: "{number}" of the question stands nowhere in the section'
    for option in options(card.question):
        if option not in options(proof.all):
            yield f'option: "{option}" of the question stands nowhere in the section'


def _added_words(proof: _Proof) -> Iterator[str]:
    """Two thirds of the answer's words, as stems, must be the evidence's; endings and joining words are the card's own."""
    words = [word for word in other_words(proof.card.answer) if len(word) > 1]
    others = len(names(proof.card.answer)) + len(numbers(proof.card.answer))
    rights = " ".join(fix.right for fix in proof.card.fixes)
    near = letters(f"{proof.near} {proof.card.question} {rights}")
    new = [word for word in words if letters(stem(word)) not in near and not proof.has(word, proof.near)]
    if new and len(new) * 3 > (len(words) + others) * 2:
        yield f'words: "{_short(" ".join(new))}" is not what the evidence says'


def _command_faults(proof: _Proof) -> Iterator[str]:
    for command in commands.commands_of(proof.card):
        if not commands.in_note(command, proof.all.split("\n"), proof.agreed):
            yield f'command: "{_short(command)}" does not stand in the note'
        for wrong in proof.bench.refused(command):
            yield f"wrong command: {_short(wrong)}"


def _leaks(proof: _Proof) -> Iterator[str]:
    card = proof.card
    if card.direction in ("list-all", "contrast"):
        return
    named = card.direction in ("meaning->term", "fill-blank")
    answers = [card.answer, *(proof.others(card.answer) if named else ())]
    if any(stands(answer, card.question) for answer in answers if len(squeezed(answer)) > 1):
        yield "leak: the question holds the answer"


def _form_faults(card: WrittenCard, section: Section) -> Iterator[str]:
    wanted = script("\n".join((*section.headings, *section.lines)))
    asked = script(f"{card.context} {card.question}")
    quoted = squeezed(card.question.replace("____", card.answer)) in squeezed(" ".join(section.lines))
    if asked and wanted and asked not in (wanted, section.script) and not quoted:
        yield "language: the question is not in the note's language"
    if quoted and not _MARK.search(card.question):
        yield "no question: it repeats a line of the note"
    long = len(card.answer) > LONGEST_ANSWER and card.direction not in LONG_ONES
    if long and not _STEPS.search(card.answer) and not shell.is_command(card.answer):
        yield f"too long: an answer of {len(card.answer)} characters"


def _doubles(card: WrittenCard, kept: Sequence[WrittenCard]) -> Iterator[str]:
    """Find a card that asks what another asks: the same words, or one answer to much the same question."""
    for other in kept:
        same = squeezed(card.answer) == squeezed(other.answer)
        if squeezed(card.context + card.question) == squeezed(other.context + other.question):
            yield f'twice: "{_short(other.question)}" asks it already'
        elif same and _of_one_place(card, other) and _alike(card.question, other.question) >= SAME_QUESTION:
            yield f'twice: "{_short(other.question)}" asks much the same'


def _of_one_place(one: WrittenCard, other: WrittenCard) -> bool:
    if (one.section, one.direction) != (other.section, other.direction):
        return False
    return one.lines[0] <= other.lines[1] and other.lines[0] <= one.lines[1]


def _alike(one: str, other: str) -> float:
    mine, theirs = ({stem(word) for word in re.findall(r"\w+", text.casefold())} for text in (one, other))
    return len(mine & theirs) / max(1, min(len(mine), len(theirs)))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 70 else text[:69] + "…"
