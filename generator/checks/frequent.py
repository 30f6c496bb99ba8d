"""`네트웤 규칙`, two lines below `네트워크 규칙`: a rare word that is a slip of one the note, or the subject, knows.

A loanword has no coda ㅋ, ㅌ or ㅍ: such a word is compared with the note's other words. A loanword one letter off a known one
(클러스트 beside 클러스터), and a Latin word with a letter doubled, dropped or swapped beside one the note writes often
(doccker0 beside docker0), are reported with the line of the other as evidence. Native words and their endings are not
compared: there, one letter is a meaning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from generator import hangul, near
from generator.checks import lines
from generator.checks.loanwords import loanwords, table
from generator.checks.names import is_known, known
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE = "near-own-word"
_WORD = re.compile(r"[가-힣]+")
_LATIN = re.compile(r"(?<![A-Za-z0-9_./:@#$%{}\\=-])[A-Za-z][A-Za-z0-9]{5,}(?![A-Za-z0-9_/@\\=(]|[.:-][A-Za-z0-9]|-)")
_FLAG = re.compile(r"(?<![\w-])--[a-z][a-z0-9-]{1,80}(?![\w-])")
# Native words with these codas, as the stems of verbs and as nouns; a loanword has none.
_NATIVE = frozenset(
    "같끝밑밭겉곁팥맡붙뱉흩볕샅낱옅짙얕솥홑읕뭍숱훑핥앞옆높깊싶짚갚덮엎잎숲늪릎겊섶헝읊읖부엌녘읔킄퍂엌동샆탶팦"
)
_STANDARD = {"ㅋ": ("크", "ㄱ"), "ㅌ": ("트", "ㅅ"), "ㅍ": ("프", "ㅂ")}
# Vowels that are taken for each other at the end of a loanword: 클러스타. Others make another word: 드라이브, 드라이버.
_VOWELS = (("ㅏ", "ㅓ"), ("ㅓ", "ㅏ"), ("ㅐ", "ㅔ"), ("ㅔ", "ㅐ"))
_PARTICLES = (
    "은는이가을를의에로와과도만들형별용간화내상", "에서 으로 에게 까지 부터 처럼 보다 이나 이란 이라 라는 이며 하는 하고 하여 들이 들은 들의 들을 에는 에도 이다 입니다"
)  # fmt: skip


def find(note: Note) -> Iterator[Finding]:
    """Report slips of words that the note or the subject knows."""
    words: Counter[str] = Counter()
    first: dict[str, int] = {}
    for line, text in lines.spoken(note):
        for match in _WORD.finditer(text):
            words[match.group()] += 1
            first.setdefault(match.group(), line.number)
    right = _right_words(note)
    yield from _korean(note, words, first, right)
    yield from _latin(note)
    yield from _flags(note)


def _right_words(note: Note) -> frozenset[str]:
    domain = note.domain
    names = [name for group in domain.aliases for name in group]
    names += [name for term in domain.terms for name in (term.name, *term.aliases)]
    names += domain.spellings.values()
    found = {word for name in names for word in _WORD.findall(name)}
    return frozenset(found | loanwords())


def _korean(note: Note, words: Counter[str], first: dict[str, int], right: frozenset[str]) -> Iterator[Finding]:
    slips: dict[str, tuple[str, str]] = {}
    misspelt = (*table(), *note.domain.spellings)
    for word in words:
        listed = any(wrong in word for wrong in misspelt)  # the loanword check's to report, or turned off with it
        slip = None if listed else _coda_slip(word, words, right) or _near_slip(word, right)
        if slip:
            slips[word] = slip
    for line, text in lines.spoken(note) if slips else ():
        for match in _WORD.finditer(text):
            if match.group() in slips:
                wrong, standard = slips[match.group()]
                yield _finding(note, line.number, match.start(), wrong, standard, words, first)


def _finding(
    note: Note, number: int, start: int, wrong: str, standard: str, words: Counter[str], first: dict[str, int]
) -> Finding:
    own = [word for word in words if word.startswith(standard)]
    where = f"line {min(first[word] for word in own)} writes" if own else "the usual spelling is"
    message = f'"{wrong}" is a slip of "{standard}": {where} "{standard}"'
    severity = Severity.ERROR if own else Severity.WARNING
    return lines.finding(note, number, start, wrong, severity, CODE, message, standard, certain=bool(own))


def _coda_slip(word: str, words: Counter[str], right: frozenset[str]) -> tuple[str, str] | None:
    for place, char in enumerate(word):
        initial, vowel, coda = hangul.letters(char)
        if coda in _STANDARD and char not in _NATIVE and place:
            syllable, other = _STANDARD[coda]
            stem = word[:place] + hangul.syllable(initial, vowel)
            for candidate in (stem + syllable, word[:place] + hangul.syllable(initial, vowel, other)):
                if candidate in right or any(known.startswith(candidate) for known in words if known != word):
                    return word[: place + 1], candidate
    return None


def _near_slip(word: str, right: frozenset[str]) -> tuple[str, str] | None:
    """Find the known loanword of four syllables or more that a word, but for its particle, misses by one letter."""
    if len(word) < 3 or _bare(word, right):
        return None
    for length in range(len(word), 2, -1):
        head, tail = word[:length], word[length:]
        if tail and not _is_particle(tail):
            continue
        for standard in _by_start(right).get(hangul.letters(word[0])[0], ()):
            if abs(len(standard) - length) <= 1 and _is_slip(head, standard):
                return head, standard
    return None


def _bare(word: str, right: frozenset[str]) -> bool:
    return any(word[:length] in right for length in range(2, len(word) + 1))


def _is_particle(tail: str) -> bool:
    return tail in _PARTICLES[0] or tail in _PARTICLES[1].split()


def _is_slip(head: str, standard: str) -> bool:
    one, other = hangul.spelt(head), hangul.spelt(standard)
    if near.distance(one, other, 1) != 1 or near.shared_start(one, other) < 2:
        return False
    ends_alike = near.shared_end(one, other) >= 1
    return ends_alike or (len(one) == len(other) and (one[-1], other[-1]) in _VOWELS)


@lru_cache(maxsize=4)
def _by_start(right: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(right):
        if len(word) >= 4:
            found.setdefault(hangul.letters(word[0])[0], []).append(word)
    return {initial: tuple(group) for initial, group in found.items()}


def _latin(note: Note) -> Iterator[Finding]:
    names = known(note.domain)
    texts = [(line, lines.prose(line.text, code=True)) for line in lines.of(note.source) if line.place == "text"]
    words = Counter(match.group() for _line, text in texts for match in _LATIN.finditer(text))
    often = [word for word, count in words.items() if count >= 3]
    slips = {
        word: other for word, count in words.items() if count == 1 and not is_known(word, names)
        for other in often if _doubled_or_swapped(word, other)
    }  # fmt: skip
    for line, text in texts if slips else ():
        for match in _LATIN.finditer(text):
            if match.group() in slips:
                word, other = match.group(), slips[match.group()]
                message = f'"{word}" stands once, "{other}" {words[other]} times in this note; write "{other}"'
                yield lines.finding(note, line.number, match.start(), word, Severity.WARNING, CODE, message, other,
                                    certain=True)  # fmt: skip


def _doubled_or_swapped(word: str, other: str) -> bool:
    """Whether they differ by a doubled letter or two swapped ones: what fingers do, never a word of its own."""
    if len(word) == len(other):
        return sorted(word) == sorted(other) and word.isalpha() and near.distance(word, other, 1) == 1
    longer, shorter = (word, other) if len(word) > len(other) else (other, word)
    place = near.shared_start(longer, shorter)
    one_more = len(longer) == len(shorter) + 1 and longer[place + 1 :] == shorter[place:]
    return one_more and 0 < place < len(shorter) and longer[place] == longer[place - 1] and longer[place].isalpha()


def _flags(note: Note) -> Iterator[Finding]:
    """`--audit-webhook-barch-size` among flags that all begin with --audit-webhook-batch."""
    places = [(line.number, match) for line in lines.of(note.source) if line.place == "text"
              for match in _FLAG.finditer(line.text)]  # fmt: skip
    heads = Counter("-".join(flag.split("-")[:cut]) for flag in {match.group() for _number, match in places}
                    for cut in range(3, flag.count("-") + 1))  # fmt: skip
    for number, match in places:
        parts = match.group().split("-")
        for cut in range(4, len(parts)):
            head, part = "-".join(parts[:cut]), parts[cut]
            stem, wrong = "-".join(parts[: cut - 1]), parts[cut - 1]
            rival = next((other for other, count in sorted(heads.items()) if count >= 4 and heads[head] == 1
                          and other.rsplit("-", 1)[0] == stem and _one_off(wrong, other.rsplit("-", 1)[1])), "")  # fmt: skip
            if rival and part:
                right = match.group().replace(head, rival, 1)
                message = (
                    f'"{match.group()}" stands among {heads[rival]} flags that begin with "{rival}"; write "{right}"'
                )
                yield lines.finding(
                    note, number, match.start(), match.group(), Severity.WARNING, CODE, message, right, certain=True
                )
                break


def _one_off(word: str, other: str) -> bool:
    return len(other) >= 5 and near.distance(word, other, 1) == 1 and word[-1] == other[-1]


CHECK = Check((CODE,), find)
