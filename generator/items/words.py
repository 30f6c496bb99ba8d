"""What a text looks like: its folded form, its words, its shape, and the parts of a list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

BLANK = "____"
_MARKS = re.compile(r"[\s`*\"'“”‘’·.,?!()\[\]_-]+")
_WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+#/:-]*|[가-힣]+")
_OPTION = re.compile(r"-.*|[A-Za-z]")
_GLOSS = re.compile(r"(?<=\S)\s*\([^()]*\)$")
_NUMBERED = re.compile(r"\s*(?:[①-⑳]|(?:^|(?<=\s))\d{1,2}[.)]\s)\s*")
_BULLET = re.compile(r"^[-*•]\s+")
_COMMA = re.compile(r",\s+(?![^(]*\))")
_HEADING_NUMBER = re.compile(r"^[\d.]+\s+")
_CLAUSE = re.compile(r"(?:[함임음됨줌킴짐움춤]|것)$")
_REASON = re.compile(r"(?:때문|위해|위함)$")
_OBJECT = re.compile(r"[을를에로게서]$")
_ADNOMINAL = re.compile(r"[는은한할인된될던의운]$")
_PAIRS = {
    "을(를)": ("을", "를"),
    "은(는)": ("은", "는"),
    "이(가)": ("이", "가"),
    "와(과)": ("과", "와"),
    "과(와)": ("과", "와"),
    "(으)로": ("으로", "로"),
    "(이)": ("이", ""),
}
_NAME = re.compile(r"[a-z0-9][a-z0-9.:_-]*[a-z0-9]|[0-9]")
_ASKED = re.compile(r"(\S+?)(이란|란|은|는)?\s*\?$")
# English notes leave the subject out: "Runs on each node"; a noun phrase may begin with a plural, so a few slip through.
_ENGLISH_VERB = re.compile(
    r"(?:is|are|was|were|has|have|does|do|can|will|should|must|may|[a-z]+s)\s(?!are\b)", re.IGNORECASE
)
_ASKED_EN = re.compile(r"\b(which \w+|what (?:is|are|does|do)\b|what)", re.IGNORECASE)
_PLURAL_FRAMES = {"what are": "what is", "what do": "what does"}
# Particles come in pairs by the last sound; the pair's first follows a consonant.
_PARTICLE = re.compile(r"^(?:은|는|이|가|을|를|과|와|으로|로|이다|다|이며|며|이고|고)(?=[\s.,?!)]|$)")


# The same texts are compared again and again while a quiz is made.
_cached = lru_cache(maxsize=1 << 16)


@_cached
def fold(text: str) -> str:
    """Return what two spellings of one answer share: no case, width, spaces or marks; an option's case counts."""
    if _OPTION.fullmatch(text.strip()):
        return text.strip()
    return _MARKS.sub("", unicodedata.normalize("NFKC", text).casefold()) or text.strip()


@_cached
def spellings(name: str) -> frozenset[str]:
    """Return the folded forms that name one thing: with its gloss and without, and an English plural's singular."""
    forms = {fold(name), fold(bare(name))}
    if name.isascii() and (thing := re.fullmatch(r"(?:an?|the)?\s*([a-z][a-z ]{2,}?)s?", name.casefold())):
        forms.add(fold(thing[1]))
    return frozenset(forms)


def bare(term: str) -> str:
    """Return a term without its gloss: `명령형(Imperative)` is 명령형."""
    return _GLOSS.sub("", term).strip() or term


def unglossed(text: str) -> str:
    """Return a statement without its glosses; a bracket that begins it only loses its marks.

    `(연결고리를 제공하기 위해) 엔드포인트슬라이스(EndpointSlice) 오브젝트를 채움` keeps all but `(EndpointSlice)`.
    """
    text = re.sub(r"^\(([^()]+)\)\s*", r"\1 ", text)
    return re.sub(r"(?<=\S)\((?:[A-Za-z ]+|[^()]+(?=\)$))\)", "", text) or text


def mentions(text: str, name: str) -> bool:
    """Whether a text holds a name: a Latin name as a word of its own (`set` is not in `setting`), Hangul anywhere."""
    if name.isascii():
        return name.casefold() in text.casefold() and bool(
            re.search(rf"(?<![0-9a-z]){re.escape(name.casefold())}(?![0-9a-z])", text.casefold())
        )
    return fold(name) in fold(text)


def heading(text: str) -> str:
    """Return a heading without its number."""
    return _HEADING_NUMBER.sub("", text)


@_cached
def words(text: str) -> frozenset[str]:
    """Return the beginnings of a text's words, short enough to survive another particle or ending."""
    found = _WORD.findall(text.casefold())
    return frozenset(word[:2] if "가" <= word[0] <= "힣" else word.rstrip(".:") for word in found)


def parts(key: str) -> tuple[str, ...]:
    """Split the key of a list card into its parts."""
    for split in (_lines, _numbered, _COMMA.split, _split(" / "), _split(" → ")):
        found = tuple(part for one in split(key) if (part := _BULLET.sub("", one.strip())))
        if len(found) > 1:
            return found
    return (key.strip(),)


def _lines(text: str) -> list[str]:
    return [_NUMBERED.sub("", line, count=1) for line in text.split("\n")]


def _numbered(text: str) -> list[str]:
    return _NUMBERED.split(text) if _NUMBERED.match(text) else [text]


def _split(mark: str) -> Callable[[str], list[str]]:
    return lambda text: text.split(mark)


def has_final(text: str) -> bool | None:
    """Whether a word ends in a consonant's sound, or None where its last letter does not tell."""
    last = bare(text)[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 > 0
    return None


def is_unsure(text: str) -> bool:
    """Whether a text holds both forms of a particle, because nobody knows which: kubectl이(가)."""
    return any(pair in text for pair in _PAIRS if pair != "(이)")


def frame(stem: str, name: str) -> str:
    """Return how a stem asks for a thing, without the thing: "란?", "의 역할은?"."""
    rest = stem.replace(name, "", 1).strip() if name and name in stem else asked(stem)
    return re.sub(r"^(?:이(?=란)|은|는|이(?= )|가(?= ))", "", rest)


def article(text: str) -> bool:
    """Whether an English word takes `an`."""
    return text[:1].casefold() in "aeiou"


def fits_blank(stem: str, key: str, other: str) -> bool:
    """Whether another word could stand in the blank without its particle or article giving it away."""
    if BLANK not in stem:
        return True
    before, after = stem.split(BLANK, 1)
    if _PARTICLE.match(after):
        return has_final(key) == has_final(other)
    if re.search(r"\ban? $", before, re.IGNORECASE):
        return article(key) == article(other)
    return True


@_cached
def asked(stem: str) -> str:
    """Return the noun that a stem asks for: "…하는 컨트롤러는?" asks for a 컨트롤러, "Which addon …?" for an addon."""
    if not re.search(r"[가-힣]", stem):
        frame = match[1].casefold() if (match := _ASKED_EN.search(stem)) else ""
        return _PLURAL_FRAMES.get(frame, frame)
    match = _ASKED.search(stem)
    return "" if not match else "란" if (match[2] or "").endswith("란") else match[1]


def filled(stem: str, answer: str) -> str:
    """Return a stem with its blank filled and the particle behind it chosen: ____을(를) -> 노드를."""
    final = has_final(answer)

    def chosen(match: re.Match[str]) -> str:
        if final is None:
            return answer + match[1]
        soft = not final or (match[1] == "(으)로" and _ends_in_rieul(answer))
        return answer + _PAIRS[match[1]][soft]

    return re.sub(rf"{BLANK}({'|'.join(map(re.escape, _PAIRS))})", chosen, stem).replace(BLANK, answer)


def _ends_in_rieul(text: str) -> bool:
    return (ord(bare(text)[-1]) - ord("가")) % 28 == 8


def giveaways(stem: str, key: str) -> frozenset[str]:
    """Return the names and values that a task shares with its command: file names, objects, numbers."""
    return frozenset(_NAME.findall(stem.casefold())) & frozenset(_NAME.findall(key.casefold()))


@dataclass(frozen=True, slots=True)
class Form:
    """The shape of a choice; choices of one item share it, or the odd one out is given away."""

    script: str
    ending: str
    paren: bool
    length: int


@_cached
def form(text: str) -> Form:
    """Return the shape of a text."""
    return Form(_script(text), _ending(text), "(" in text, len(text))


def _script(text: str) -> str:
    if text.startswith("-"):
        return "flag" if text.startswith("--") else "short flag"
    if text.isdigit():
        return "number"
    return "hangul" if re.search(r"[가-힣]", text) else "latin"


def _ending(text: str) -> str:
    """Tell clauses ("노출하는 것"), actions ("노드를 선택"), noun phrases ("데이터를 담는 저장소") and reasons apart."""
    if " " not in text.strip():
        return ""
    if not re.search(r"[가-힣]", text):
        return "verb" if _ENGLISH_VERB.match(text) else "noun"
    if _REASON.search(text):
        return "reason"
    if text.endswith("다"):
        return "sentence"
    if _CLAUSE.search(text):
        return "clause"
    for word in text.split()[-2:-5:-1]:
        if _ADNOMINAL.search(word):
            return "noun"
        if _OBJECT.search(word):
            return "action"
    return "noun"
