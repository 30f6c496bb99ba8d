"""Korean words off by a slip of the fingers: 관라하기, 샅이, 저굥, 과부화.

A noisy channel: for a word that stands once in the notes and is in no list, every word that it may be a slip of (`keys`) is
tried in its sentence, and the analyser's likelihoods are compared. Most words never get that far: what the analyser reads
as whole words of its dictionary is left alone, so a slip that gives another word (상태 for 상대) stays unseen.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from generator.knowledge import Suspect
from generator.languages import analyzer
from generator.languages.typos import keys
from generator.languages.typos.reading import Token, Word, read

# Logarithms of probability, measured in tests/benchmarks/typos.py.
# How much likelier the right word is alone and in its sentence: to be reported, and to be put right without asking.
_IN_SENTENCE, _DOUBTFUL, _CERTAIN = 6.5, 15.5, 21.0
_ALONE = 1.0
# What may be a name that no dictionary has needs more, unless the notes write the right word.
_CERTAIN_NAME = 28.0
# What the analyser does not know itself explains little.
_UNREAD = 19.0
# How much likelier it must be than any other candidate to be certain.
_CLEAR = 5.0
# What it counts that the notes or the subject know the right word; and what a loanword that the analyser was taught
# is too likely, alone and in the sentence together.
_KNOWN_BONUS, _TAUGHT = 3.0, 22.0
# A word that is likelier than this in its line, or alone by its length, is no slip.
_LIKELY, _LIKELY_ALONE, _A_SYLLABLE = -14.0, -19.5, -1.0
# A morpheme of one syllable with this rank or a lower one is everyday; above, it is a splinter of a word taken apart.
_EVERYDAY = 700
# An ending, particle or splinter that fits its place is likelier than this, and a rare word than that.
_FITTING, _FITTING_PARTICLE, _FITTING_SHORT, _FITTING_WORD = -8.5, -10.0, -9.5, -15.5
_LONGEST = 10
# Where more words than this are odd, and more than one of so many, the text is no Korean prose, and guesses say nothing.
_MOST, _ONE_OF = 300, 4
# How many candidates are tried in the sentence, and how many words of it are shown on either side.
_TRIED, _AROUND = 6, 2
# Words of one syllable that stand alone after a noun; only they are tried for one that stands there oddly: 종료 호 재시작.
_ALONE_WORDS = frozenset("후 전 시 중 등 및 때 수 것 내 간 더 안 못".split())
_SHORT_DOUBTFUL, _SHORT_LIKELY = 8.0, -10.0
_CONTENT = frozenset(("NNG", "NNP", "NR", "NP", "MM", "MAG", "IC", "XR", "XPN", "VV", "VA", "NNB"))

# What stands behind a known word without doubt, however the analyser reads it.
_TAILS = frozenset(
    "은 는 이 가 을 를 의 에 와 과 도 만 로 으로 에서 에는 에도 에서는 까지 부터 마다 처럼 보다 라는 이라는 이다 이며 인 임 들 들을 들이 들의".split()
)
_DOING = "하한할함합해했되된될됨됩돼됐시"
# A coda that the analyser splits off where the syllable as it stands is no word's.
_SPLIT = "Z_CODA"
_STEMS = _CONTENT | {"XSV", "XSA"}


@dataclass(frozen=True, slots=True)
class _Trial:
    """A word in doubt, with the candidates that are likelier than it alone and how much."""

    word: Word
    candidates: tuple[str, ...]
    gains: tuple[float, ...]


def suspects(lines: Sequence[str], known: Collection[str] = ()) -> tuple[Suspect, ...]:
    """Return the words that another word, one slip away, fits far better."""
    words = read(tuple(lines))
    text = "\n".join(lines)
    names = known_words().union(known)
    counts = Counter(word.text for word in words)
    doubted = [
        word for word in words if counts[word.text] == 1 and _is_doubted(word) and not _is_known(word, names, text)
    ]
    own = Counter(token.form for word in words for token in word.tokens if token.is_noun and len(token.form) > 1)
    if len(doubted) > max(_MOST, len(words) // _ONE_OF):
        return ()
    trials = _trials(doubted)
    return tuple(one for trial, gains in zip(trials, _in_sentence(trials), strict=True)
                 if (one := _verdict(trial, gains, names, own)))  # fmt: skip


@cache
def known_words() -> frozenset[str]:
    """Return words of computing and mathematics that the analyser's dictionary lacks."""
    return frozenset((files("generator.languages.typos") / "known.txt").read_text("utf-8").split())


def _is_doubted(word: Word) -> bool:
    """Whether the analyser finds the word unlikely, and reads splinters or unknown words in it."""
    if len(word.text) > _LONGEST or not word.tokens:
        return False
    likely = sum(token.score for token in word.tokens if token.tag != _SPLIT)
    if len(word.text) == 1:
        spaced = f" {word.text} " in word.sentence[max(0, word.start - 1) : word.end + 1]
        return spaced and likely < _SHORT_LIKELY and not _ALONE_WORDS.isdisjoint(keys.neighbours(word.text))
    return likely < _LIKELY and (any(_is_odd(token) for token in word.tokens) or _goes_on(word.tokens))


def _is_odd(token: Token) -> bool:
    """Whether a token is unknown, or a splinter, or does not fit its place."""
    if token.is_unknown or token.tag == _SPLIT:
        return True
    if token.tag not in _CONTENT:
        return token.score < (_FITTING_PARTICLE if token.tag.startswith("J") else _FITTING)
    if len(token.form) > 1:
        return token.score < _FITTING_WORD
    return token.rank > _EVERYDAY or token.score < _FITTING_SHORT


def _goes_on(tokens: Sequence[Token]) -> bool:
    """Whether a particle stands before the end, which ends a word: 저 + 의 + 하기."""
    return any(one.tag.startswith("J") and other.tag in _STEMS for one, other in itertools.pairwise(tokens))


def _is_known(word: Word, names: frozenset[str], text: str) -> bool:
    """Whether the subject knows the word, or the notes write its unknown part twice; what stands behind it counts."""
    named = next((length for length in range(len(word.text), 1, -1) if word.text[:length] in names), 0)
    odd = [token for token in word.tokens if _is_odd(token) and token.start >= word.start + named]
    if named:
        return not odd or word.text[named:] in _TAILS
    return any(token.is_unknown and len(token.form) > 1 and text.count(token.form) > 1 for token in odd)


def _trials(words: Sequence[Word]) -> list[_Trial]:
    """Return the words in doubt with their best candidates; a word that is likely alone has none."""
    alone = analyzer.scores(word.text for word in words)
    kept = [(word, score) for word, score in zip(words, alone, strict=True)
            if score < _LIKELY_ALONE + _A_SYLLABLE * len(word.text) or len(word.text) == 1]  # fmt: skip
    tried = [_candidates(word) for word, _score in kept]
    scores = iter(analyzer.scores(candidate for candidates in tried for candidate in candidates))
    trials = []
    for (word, own), candidates in zip(kept, tried, strict=True):
        ranked = sorted(((next(scores) - own, candidate) for candidate in candidates), reverse=True)[:_TRIED]
        best = [(gain, candidate) for gain, candidate in ranked if gain >= _ALONE or len(word.text) == 1]
        if best:
            trials.append(_Trial(word, tuple(c for _gain, c in best), tuple(gain for gain, _c in best)))
    return trials


def _candidates(word: Word) -> tuple[str, ...]:
    near = keys.neighbours(word.text)
    if len(word.text) == 1:
        return tuple(other for other in near if other in _ALONE_WORDS)
    return tuple(other for other in near if not _is_done(other) or _is_done(word.text))


def _is_done(word: str) -> bool:
    """Whether a thing's name is made a verb, which nobody does: 셀렉터하다."""
    return bool(_doing().match(word))


@cache
def _doing() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(analyzer.loanwords())})[{_DOING}]")


def _in_sentence(trials: Sequence[_Trial]) -> list[tuple[float, ...]]:
    """Return how much likelier each candidate makes the words around it."""
    texts = [text for trial in trials for text in _around(trial)]
    scores = iter(analyzer.scores(texts))
    found = []
    for trial in trials:
        own = next(scores)
        found.append(tuple(next(scores) - own for _candidate in trial.candidates))
    return found


def _around(trial: _Trial) -> list[str]:
    word = trial.word
    before = word.sentence[: word.start].split(" ")[-_AROUND - 1 :]
    after = word.sentence[word.end :].split(" ")[: _AROUND + 1]
    return [" ".join(before) + text + " ".join(after) for text in (word.text, *trial.candidates)]


def _verdict(trial: _Trial, gains: tuple[float, ...], names: frozenset[str], own: Counter[str]) -> Suspect | None:
    """Return the best candidate, where it is far enough ahead in its sentence and alone."""
    if len(trial.word.text) == 1:
        gain, right = max(zip(gains, trial.candidates, strict=True))
        return _made(trial.word, right, gain, False) if gain >= _SHORT_DOUBTFUL else None
    ranked = sorted(
        ((sentence + alone + _prior(trial.word.text, candidate, names, own), candidate, sentence)
         for sentence, alone, candidate in zip(gains, trial.gains, trial.candidates, strict=True)),
        reverse=True,
    )  # fmt: skip
    gain, right, sentence = ranked[0]
    if gain < _DOUBTFUL or sentence < _IN_SENTENCE:
        return None
    known = _is_own(right, names, own)
    if gain < _UNREAD and _is_unread(right) and not known:
        return None
    rival = ranked[1][0] if len(ranked) > 1 else 0.0
    enough = _CERTAIN if known or not _may_be_name(trial.word) else _CERTAIN_NAME
    certain = gain >= enough and gain - rival >= _CLEAR and not (_is_rare(right) or _is_unread(right))
    return _made(trial.word, right, gain, certain)


def _is_unread(right: str) -> bool:
    """Whether the analyser does not know a part of a word: then it explains nothing."""
    return any(token.is_unknown for word in read((right,)) for token in word.tokens)


def _is_rare(right: str) -> bool:
    """Whether a word is a name that few texts have."""
    return any(token.tag == "NNP" and not token.is_common for word in read((right,)) for token in word.tokens)


def _may_be_name(word: Word) -> bool:
    """Whether the word is one unknown noun with its particles, as a loanword or a name is."""
    first = word.tokens[0]
    return first.is_unknown and first.start == word.start and len(first.form) > 1


def _prior(word: str, candidate: str, names: frozenset[str], own: Counter[str]) -> float:
    taught = any(name in candidate and name not in word for name in analyzer.loanwords())
    return _KNOWN_BONUS * _is_own(candidate, names, own) - _TAUGHT * taught


def _is_own(candidate: str, names: frozenset[str], own: Counter[str]) -> bool:
    return any(candidate[:length] in names or own[candidate[:length]] for length in range(len(candidate), 1, -1))


def _made(word: Word, right: str, gain: float, certain: bool) -> Suspect:
    return Suspect(word.line, word.start, word.end, word.text, right, round(gain, 1), certain)
