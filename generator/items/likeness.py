"""What makes two answers alike: their form, their ending, their words, their place in the outline."""

from __future__ import annotations

from dataclasses import dataclass

from generator.items import words
from generator.model import Card

# How much longer a wrong choice may be than the key, and how much shorter.
LENGTH_RATIO = {"term": 4.0, "meaning": 2.2, "purpose": 2.2, "command": 3.0, "statement": 3.4}
# Two stems that share this part of their words ask for the same thing.
SAME_STEM = 0.8
# Classes of the pieces of a command.
FLAG_CLASS, WORD_CLASS = "flag", "subcommand"


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer that may stand beside others as a choice, with the card that it comes from."""

    text: str
    fold: str
    kind: str
    card: Card
    form: words.Form
    names: frozenset[str]  # folded: the answer and all that is accepted for it
    order: int


def subject(card: Card) -> str:
    """Return what a card is about: the fact's own subject if it has one, else the term that it asks for or names."""
    if card.direction == "meaning->term":
        return card.key
    return card.fact.entity or card.fact.label


def stated(card: Card) -> str:
    """Return a fact's statement without its subject in front; "" where the sentence names a subject of its own."""
    text = card.fact.text.strip().rstrip(".").replace("해당 ", "")
    head, colon, rest = text.partition(": ")
    if colon and words.fold(head) in (words.fold(subject(card)), words.fold(words.bare(subject(card)))):
        text = rest
    return "" if "\n" in text or ": " in text or getattr(card.fact, "own", False) else text


def shown(kind: str, text: str) -> str:
    """Return an answer as it stands among choices: terms and sentences without glosses and stops."""
    if kind == "term":
        return words.bare(text)
    return words.unglossed(text.rstrip(".")) if kind in ("meaning", "statement") else text


def steps(one: Card, other: Card) -> int:
    """Return the steps between two places in the outline; siblings with a heading each are one apart."""
    if one.fact.span.path != other.fact.span.path:
        return 8
    common = 0
    for a, b in zip(one.fact.topic, other.fact.topic, strict=False):
        if a != b:
            break
        common += 1
    return min(max(len(one.fact.topic), len(other.fact.topic)) - common, 7)


def fits_form(target: Entry, entry: Entry, mates: bool) -> bool:
    """Whether an entry has the form of the key, so that neither stands out; `mates` of one list may differ in length."""
    one, other = target.form, entry.form
    if one.script != other.script or one.paren != other.paren:
        return False
    if not _endings_agree(target.kind, one.ending, other.ending):
        return False
    if not words.fits_blank(target.card.stem, target.text, entry.text):
        return False
    if target.kind == "command" and target.text.split()[:1] != entry.text.split()[:1]:
        return False
    if target.kind == "term" and not _tail_fits(target.card.stem, target.text, entry.text):
        return False
    ratio = LENGTH_RATIO.get(target.kind, 8.0) * (2 if mates else 1)
    return one.length <= other.length * ratio and other.length <= one.length * ratio


def _endings_agree(kind: str, one: str, other: str) -> bool:
    """Whether two endings look alike: short notes leave out what tells an action from a noun."""
    if kind == "term":
        return True
    loose = ("action", "noun") if kind in ("purpose", "statement") else ("action", "clause")
    return one == other or {one, other} == set(loose)


def _last_word(text: str) -> str:
    return text.split()[-1] if " " in text.strip() else ""


def same_tail(one: str, other: str) -> bool:
    """Whether two terms end in one class word: 노드 컨트롤러, 잡 컨트롤러."""
    return bool(_last_word(one)) and _last_word(one) == _last_word(other)


def _tail_fits(stem: str, key: str, other: str) -> bool:
    """Whether the choice is what the stem asks for: "…하는 컨트롤러는?" wants every choice to end in 컨트롤러."""
    last = _last_word(key)
    return not last or last not in stem or other.endswith(last)


def head_in_stem(stem: str, key: str, other: str) -> bool:
    """Whether the stem speaks of what the choice is, and not of what the key is: 백업서버 for "… 대기 서버는?"."""
    head = _last_word(other) or (other[-2:] if words.form(other).script == "hangul" and len(other) > 3 else "")
    return len(head) > 1 and head in stem and not key.endswith(head)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the part of the shorter text's words that both have."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter > 1 else 0.0


def same_words(one: Entry, other: Entry) -> bool:
    """Whether two choices say the same in other words."""
    return (
        one.kind != "term"
        and overlap(words.words(one.text), words.words(other.text)) >= SAME_STEM
        and (one.kind not in ("command", FLAG_CLASS, WORD_CLASS))
    )
