"""How alike two facts are, by their words alone."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from generator.ledger.values import Entry

WORD = re.compile(r"([가-힣]{1,2})[가-힣]*|(-{0,2}[^\W_가-힣](?:[^\W가-힣]|[./{}-](?=\w))*)")
NOISE = re.compile(r"[\s\W_]+", re.UNICODE)
EDIT_COST = 2.5  # how fast a letter changed tells against two short texts being one; 1 is the plain ratio
FEW_WORDS = 2
PART = 8  # jamo of a text that is telling enough to be found within another
WHOLE_IN_PART = 0.8  # how alike a line and its half are: it was split, or merged with the next
LABEL_SHARE = 0.3  # of a fact's likeness; the rest is its text
SHARED_LABEL_SHARE = 0.1  # where other facts have the same label
OTHER_ORDER = 0.2  # what it costs that the words stand in another order
OTHER_VERB = 0.25  # what another subcommand costs
SAME_VERB = 0.75  # how alike two subcommands are that differ by a typo
OTHER_KIND = 0.12  # what a change of kind costs: "용어 설명" became "용어: 설명"
OTHER_NAME = 0.15  # what it costs that one is about Docker and the other about containerd
SAME_NAME = 0.5  # how alike two names are that are one misspelt; less is another name


def squeeze(text: str) -> str:
    """Return the letters and digits alone, small, in jamo: a syllable with one jamo changed is two thirds the same."""
    return unicodedata.normalize("NFKD", NOISE.sub("", text.casefold()) or text.casefold().strip())


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, small: a flag with its dashes, a Korean word by its first two syllables, without ending."""
    return tuple(hangul or other for hangul, other in WORD.findall(text.casefold()))


@dataclass(slots=True)
class Traits:
    """What is compared of a fact, worked out once."""

    entry: Entry
    text: str = field(init=False)
    label: str = field(init=False)
    about: str = field(init=False)  # all that the label may be found in, where a change of kind turned it into text
    words: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self.text, self.label = squeeze(self.entry.text), squeeze(self.entry.label)
        self.about = " ".join((self.text, self.label, *map(squeeze, self.entry.topic)))
        self.words = Counter(words(self.entry.text))


@dataclass(slots=True)
class Known:
    """What all facts together tell: how rare a word is, and which labels are one fact's alone."""

    weight: dict[str, float]
    labels: Counter[tuple[str, str]]

    def label_share(self, one: Entry, other: Entry) -> float:
        """Return how much a label tells: the subject of many statements tells none of them from another."""
        most = max(self.labels[one.kind, one.label], self.labels[other.kind, other.label])
        return LABEL_SHARE if most <= 1 else SHARED_LABEL_SHARE


def known(old: Sequence[Entry], new: Sequence[Entry]) -> Known:
    """Count words and labels; a word of every fact tells little."""
    counts: Counter[str] = Counter()
    for entry in (*old, *new):
        counts.update(set(words(entry.text)))
    weight = {word: math.log(1 + (len(old) + len(new)) / count) for word, count in counts.items()}
    before, after = (Counter((entry.kind, entry.label) for entry in side) for side in (old, new))
    return Known(weight, before | after)


def likeness(one: str, other: str) -> float:
    """Return how alike two short texts are, 0 to 1."""
    return 1.0 if one == other else _letters(squeeze(one), squeeze(other))


def same_fact(one: Traits, other: Traits, known: Known) -> float:
    """Return how surely two facts are one by label and text, 0 to 1."""
    text = 1.0 if one.entry.text == other.entry.text else _text(one, other, known.weight)
    if one.entry.kind != other.entry.kind:
        return text - OTHER_KIND - (0.0 if _share_a_name(one, other) else OTHER_NAME)
    label = _names(one, other)
    text -= OTHER_NAME if label < SAME_NAME and _are_latin(one.entry.label, other.entry.label) else 0.0
    share = known.label_share(one.entry, other.entry)
    score = (1 - share) * text + share * label
    return score - OTHER_VERB if one.entry.kind == "command" and _other_verb(one.entry, other.entry) else score


def _are_latin(one: str, other: str) -> bool:
    """Tell whether two labels are names in Latin letters: "kube-proxy" put in the place of "Terraform" is another thing.

    Korean labels are reworded ("쓰임", "용도"), and a name may change its script.
    """
    return all(re.fullmatch(r"-{0,2}[A-Za-z][\w./-]*(?: [A-Za-z][\w./-]*)?", label) for label in (one, other))


def _share_a_name(one: Traits, other: Traits) -> bool:
    """Tell whether facts of two kinds are about one thing: what is a label here may be a word of the text there."""
    return one.label in other.about or other.label in one.about or _letters(one.label, other.label) >= SAME_NAME


def _names(one: Traits, other: Traits) -> float:
    """Return how alike two labels are; words that both have do not make "Ingress apiVersion" that of an IPAddressPool."""
    if one.label == other.label:
        return 1.0
    mine, theirs = one.entry.label.casefold().split(), other.entry.label.casefold().split()
    first, second = (
        " ".join(word for word in words if word not in others) for words, others in ((mine, theirs), (theirs, mine))
    )
    whole = _letters(one.label, other.label)
    # names in other letters may be one thing: 파드 is Pod
    return min(whole, likeness(first, second)) if first and second and (first + second).isascii() else whole


def _other_verb(one: Entry, other: Entry) -> bool:
    """Tell whether two command lines do different things: `kubectl delete` is not `kubectl edit`, and `logs` is `log`."""
    mine, theirs = _verb(one.label), _verb(other.label)
    return bool(mine and theirs) and likeness(mine, theirs) < SAME_VERB


def _verb(command: str) -> str:
    words = [word for word in command.removeprefix("$").split() if word != "sudo"]
    return words[1] if len(words) > 1 and words[1].isalpha() else ""


def _letters(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100


def _text(one: Traits, other: Traits, weight: dict[str, float]) -> float:
    letters = _letters(one.text, other.text)
    nearly = 1 - EDIT_COST * (1 - letters)
    if nearly > 0.9:
        return nearly
    shared = _shared(one.words, other.words, weight)
    known = [nearly, (letters + shared) / 2, shared - OTHER_ORDER]
    if max(one.words.total(), other.words.total()) <= FEW_WORDS:
        known.append(letters - 0.2)  # one word changed is half of the words
    shorter, longer = sorted((one.text, other.text), key=len)
    if len(shorter) >= max(PART, len(longer) / 4) and shorter in longer:
        known.append(WHOLE_IN_PART)
    return max(known)


def _shared(one: Counter[str], other: Counter[str], weight: dict[str, float]) -> float:
    """Return the part of the words that both have, rare words first (Dice, weighted)."""
    both = sum(weight.get(word, 1.0) * count for word, count in (one & other).items())
    each = sum(weight.get(word, 1.0) * count for word, count in (*one.items(), *other.items()))
    return 2 * both / each if each else 0.0
