"""Korean against the rules of its endings: 됬다, 만듬, 갖음, 않 보임, 저장하지 안음, 할려고, 서버은, config을.

Each rule states what is written, where, and the right form; none is a list of words. What looks alike and is right (얼음,
부품, 가을, 이미지 안은) is told apart by the analyser's dictionary and its reading of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from generator import hangul
from generator.knowledge import Suspect
from generator.languages import analyzer
from generator.languages.ko import particles
from generator.languages.typos.reading import Word, read

# What needs no guess, in the units of the analyser.
_SURE = 30.0
_LONGEST = 30


def _with(initials: str, vowels: str, codas: Sequence[str]) -> str:
    """Return the class of a pattern: all syllables of these letters."""
    return "".join(hangul.syllable(a, b, c) for a in initials for b in vowels for c in codas)


def _coda(coda: str) -> str:
    return _with(hangul.INITIALS, hangul.VOWELS, [coda])


_CLOSED = _with(hangul.INITIALS, hangul.VOWELS, hangul.CODAS[1:])
_PAST = _coda("ㅆ") + _coda("ㅄ")
# 되 + 어: 돼. Before a consonant it stays 되.
_BECOME = {"됌": "됨", "됀": "된", "됄": "될", "됍": "됩", "됬": "됐"}
# A doubled consonant with Shift still held turns ㅐ and ㅔ into ㅒ and ㅖ, which then no word has.
_HELD = _with("ㄲㄸㅃㅆㅉ", "ㅒㅖ", hangul.CODAS)

_PLAIN = {"ㅑ": "ㅏ", "ㅕ": "ㅓ", "ㅛ": "ㅗ", "ㅠ": "ㅜ"}

_Right = Callable[[re.Match[str]], str]
_RULES: tuple[tuple[str, _Right], ...] = (
    (r"[됌됀됄됍됬]", lambda m: _BECOME[m[0]]),
    (r"되(?=(?:서|야|요)(?![가-힣])|서는|서도|야만|야지)", lambda m: "돼"),
    (r"(?<=안)돼(?=[는고면며기게던지])|(?<![가-힣])돼(?=는|고|면서|므로|던)", lambda m: "되"),
    (rf"(?<=[{_PAST}])슴(?!니)", lambda m: "음"),
    (rf"(?<=[{_CLOSED}])읍니(?=다|까)", lambda m: "습니"),
    (rf"(?<=[{_PAST}않])읍(?![니시가-힣])", lambda m: "음"),
    (r"(?<![가-힣])않(?=\s+[가-힣])", lambda m: "안"),
    (r"(?<![가-힣])않(?=되|된|될|돼|됨|됩|됐|하|한|할|함|해|했|합)", lambda m: "안 "),
    (r"갖음", lambda m: "가짐"),
    (r"갖(?:으(?=[며면니려므]))", lambda m: "가지"),
    (r"갖어", lambda m: "가져"),
    (r"갖[았었]", lambda m: "가졌"),
    (r"붙([히힌힐힘힙혀혔])", lambda m: "붙" + _softer(m[1])),
    (rf"(?<=[{_coda('ㅅ')}])히(?![가-힣])", lambda m: "이"),
    (rf"[{_HELD}]", lambda m: _unshifted(m[0])),
    (r"(?<![가-힣])(?:금새)(?=\s)", lambda m: "금세"),
    (r"어떻(?:해(?![가-힣])|게해)", lambda m: "어떻게" if m[0] == "어떻해" else "어떻게 해"),
    (r"몇일", lambda m: "며칠"),
    (r"문안(?=하[게고다지]|한|합니|해[서야])", lambda m: "무난"),
)
_PATTERN = re.compile("|".join(f"(?P<r{number}>{pattern})" for number, (pattern, _right) in enumerate(_RULES)))
_RULE = tuple((re.compile(pattern), right) for pattern, right in _RULES)
_PARTICLE = r"(?P<particle>을|를|은|는|이|가|과|와|으로|로)(?![가-힣])"
_FOREIGN = re.compile(rf"(?<![A-Za-z0-9_./-])(?P<name>[A-Za-z]{{2,}}|\d{{2,}}){_PARTICLE}")
_ASIDE = re.compile(rf"(?P<outer>[가-힣])\((?P<name>[A-Za-z]{{2,30}})\){_PARTICLE}")
_TWICE = re.compile(r"(?P<name>[가-힣A-Za-z0-9]{2,30}?)(?P<particle>으를|을를|를을|를를)(?![가-힣])")
_PAIRS = {
    "을": "을를", "를": "을를", "은": "은는", "는": "은는", "이": "이가", "가": "이가", "과": "과와", "와": "과와",
}  # fmt: skip
_SURE_CONSONANT = re.compile(r"(?:[lmn]|ng)$", re.IGNORECASE)
_SURE_VOWEL = re.compile(r"(?:[aiouyxszfvdw]|[aeiou]r|[^n]g|th|sh)$", re.IGNORECASE)


def suspects(lines: Sequence[str], known: Collection[str] = ()) -> tuple[Suspect, ...]:
    """Return what breaks a rule, with the right form; nearly all is certain."""
    found: list[Suspect] = []
    for number, text in enumerate(lines):
        found += _by_pattern(number, text)
        found += _foreign(number, text)
    for word in read(tuple(lines)):
        found += _by_morphemes(word) if len(word.text) <= _LONGEST else ()
    kept: list[Suspect] = []
    for one in sorted(found):
        if not kept or not one.overlaps(kept[-1]):
            kept.append(one)
    return tuple(kept)


def _by_pattern(number: int, text: str) -> Iterator[Suspect]:
    for match in _PATTERN.finditer(text):
        rule = next(at for at in range(len(_RULES)) if match[f"r{at}"] is not None)
        pattern, right = _RULE[rule]
        own = pattern.search(text, match.start())
        if own and own.start() == match.start():
            yield Suspect(number, match.start(), match.end(), match[0], right(own), _SURE, True)


def _softer(syllable: str) -> str:
    _initial, vowel, coda = hangul.letters(syllable)
    return hangul.syllable("ㅇ", vowel, coda)


def _unshifted(syllable: str) -> str:
    initial, vowel, coda = hangul.letters(syllable)
    return hangul.syllable(initial, {"ㅒ": "ㅐ", "ㅖ": "ㅔ"}[vowel], coda)


def _by_morphemes(word: Word) -> Iterator[Suspect]:
    for rule in (_noun_ending, _intent, _negation, _loanword, _particle):
        found = rule(word)
        if found:
            start, end, right = found
            at = word.start
            yield Suspect(word.line, at + start, at + end, word.text[start:end], right, _SURE, True)
            return


@cache
def _verbs() -> frozenset[str]:
    return analyzer.forms("VV", "VA")


@cache
def _nouns() -> frozenset[str]:
    return analyzer.forms("NNG", "NNP", "MAG")


@cache
def _misjoined() -> dict[str, str]:
    """Return how verbs in ㄹ end as nouns, rightly, by how they are often misspelt: 만듬, 만들음 -> 만듦."""
    found: dict[str, str] = {}
    for verb in sorted(_verbs()):
        if hangul.is_syllable(verb[-1]) and hangul.letters(verb[-1])[2] == "ㄹ":
            right = _closed(verb, "ㄻ")
            if len(verb) > 1 and _closed(verb, "ㅁ") not in _nouns() and _closed(verb, "") not in _verbs():
                found[_closed(verb, "ㅁ")] = right
            if verb + "음" not in _nouns() and _closed(verb, "ㄷ") not in _verbs():  # 들음 is of 듣다
                found[verb + "음"] = right
    return found


def _closed(stem: str, coda: str) -> str:
    initial, vowel, _ = hangul.letters(stem[-1])
    return stem[:-1] + hangul.syllable(initial, vowel, coda)


def _noun_ending(word: Word) -> tuple[int, int, str] | None:
    """만듬 -> 만듦: the noun ending -ㅁ keeps the ㄹ of its verb."""
    last = word.text[-1]
    if not hangul.is_syllable(last) or hangul.letters(last)[2] != "ㅁ":
        return None
    return next(
        ((len(word.text) - length, len(word.text), _misjoined()[word.text[-length:]])
         for length in range(len(word.text), 1, -1) if word.text[-length:] in _misjoined()
         and _is_verb(word, len(word.text) - length)),
        None,
    )  # fmt: skip


def _is_verb(word: Word, start: int) -> bool:
    """Whether the word begins there, or another verb ends there: 줄어듬, 만들어듬."""
    return (
        start == 0
        or word.text[start - 1] in "아어여해져려가내"
        or any(t.start == word.start + start for t in word.tokens)
    )


def _intent(word: Word) -> tuple[int, int, str] | None:
    """할려고 -> 하려고, 할께요 -> 할게요: -려고 follows a vowel as it is, and -ㄹ게 is not doubled."""
    for token in word.tokens:
        at = token.start - word.start
        here = word.text[at : at + 1]
        if token.tag.startswith("E") and hangul.is_syllable(here) and hangul.letters(here)[2] == "ㄹ":
            if token.form.startswith("ᆯ려"):
                return at, at + 1, _closed(here, "")
            if token.form.startswith("ᆯ께") and word.text[at + 1 : at + 2] == "께":
                return at + 1, at + 2, "게"
    return None


def _negation(word: Word) -> tuple[int, int, str] | None:
    """저장하지 안음 -> 않음: after -지 stands 않다."""
    first = word.tokens[0] if word.tokens else None
    before = word.before
    if not first or not before or not word.text.startswith("안") or len(word.text) < 2:
        return None
    negated = before.tag == "EC" and before.form == "지" and before.end < word.start
    follows = re.match(r"안(?=음|는|고|은|을|으|아|았|습|도록|게|다|던|기|지)", word.text)
    return (0, 1, "않") if negated and follows else None


def _loanword(word: Word) -> tuple[int, int, str] | None:
    """버츄얼 -> 버추얼: a loanword has no ㅑㅕㅛㅠ after ㅈ and ㅊ; 가져, 다쳐 and 이죠 are Korean."""
    for token in word.tokens:
        at = token.start - word.start
        if token.is_unknown and token.tag in ("NNG", "NNP") and len(token.form) > 1 and at >= 0:
            plain = "".join(_plain(char) for char in token.form)
            if plain != token.form and not token.form.endswith("죠"):
                return at, at + len(token.form), plain
    return None


def _plain(char: str) -> str:
    initial, vowel, coda = hangul.letters(char) if hangul.is_syllable(char) else ("", "", "")
    return hangul.syllable(initial, _PLAIN[vowel], coda) if initial in tuple("ㅈㅊ") and vowel in _PLAIN else char


def _particle(word: Word) -> tuple[int, int, str] | None:
    """서버은 -> 서버는: a particle fits the sound that its noun ends in."""
    match = re.search(r"(?:을|를|은|는|이|가|과|와|으로|로)$", word.text)
    noun = word.text[: match.start()] if match else ""
    if not match or len(noun) < 2 or word.text in _nouns():
        return None
    edge = word.start + len(noun)
    if not any(token.end == edge and token.is_common and len(token.form) > 1 for token in word.tokens):
        return None
    right = fitting(particles.ending(noun), match[0])
    return (len(noun), len(word.text), right) if right != match[0] else None


def fitting(sound: str, particle: str) -> str:
    """Return the form of a particle behind such a sound."""
    if particle in ("으로", "로"):
        return "으로" if sound == "consonant" else "로"
    return _PAIRS[particle][sound == "vowel"]


def _foreign(number: int, text: str) -> Iterator[Suspect]:
    """config을 -> config를, 10로 -> 10으로: only where the reading of the word is beyond doubt."""
    for pattern in (_FOREIGN, _ASIDE, _TWICE):
        for match in pattern.finditer(text):
            sounds = {particles.ending(name) for key, name in match.groupdict().items() if key != "particle"}
            particle = match["particle"]
            rights = {fitting(sound, "을" if pattern is _TWICE else particle) for sound in sounds}
            sure = pattern is _TWICE or all(_is_sure(match["name"], sound) for sound in sounds)
            if sure and len(rights) == 1 and particle not in rights:
                yield Suspect(number, match.start("particle"), match.end(), particle, rights.pop(), _SURE, True)


def _is_sure(name: str, sound: str) -> bool:
    if name.isdigit():
        return True
    if name.isupper() and len(name) <= 3:
        return True
    pattern = _SURE_VOWEL if sound == "vowel" else _SURE_CONSONANT
    spoken = re.search("[aeiou]", name)  # zsh is read as somebody likes
    return name.islower() and bool(spoken and pattern.search(name))
