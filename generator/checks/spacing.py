"""`구현방법` on one line and `구현 방법` on another; `수 십억`, `처리할 지 결정`, `인스턴스화 한`: spaces.

One term spaced two ways is noted once, with the line of the other spelling. Where the rule leaves no doubt (수십억, -ㄹ지,
-화하다) the cards are spaced right. All of it is information: spaces change no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import hangul
from generator.checks import lines
from generator.knowledge import Check, Finding, Note
from generator.model import Severity

CODE, TWO_WAYS = "spacing", "spaced-two-ways"
_NUMBER = re.compile(
    r"(?<![가-힣])수 ([십백천만억](?:[십백천만억조]*)) ?(?=개|명|번|대의|대 |건|배|원|년|가지|여 |곳|줄|회|시간|분|초|달러|바이트)"
)
_NUMBER_PAIR = re.compile(r"(?<![가-힣])수 ([십백천][만억조])(?=[가-힣\s]|$)")
_WHETHER = re.compile(
    r"(?<![가-힣])([가-힣]{1,12}) 지(?= (?:결정|모르|모를|정하|정할|정한|알 |알아|알려|판단|고민|선택|확인|보여|표시|지정|검사|묻|따라|여부))"
)
_VERB = re.compile(r"(?<![가-힣])([가-힣]{2,12}화) (한|하는|할|하여|하고|하기|해|된|되는|될|되어|되고)(?![가-힣])")
_NATIVE = (
    "변화",
    "문화",
    "전화",
    "대화",
    "영화",
    "만화",
    "회화",
    "동화",
    "신화",
    "평화",
    "소화",
    "진화",
    "벽화",
    "통화",
    "재화",
)
_WITHOUT = re.compile(
    r"(?<![가-힣])(중단|문제|제한|제약|예외|구분|지연|오류|설정|추가|변경|설치|재시작|다운타임|에러|인증|권한|수정|손실|영향|지시)(없이|없는)(?![가-힣])"
)
_BALANCED = re.compile(r"(?<![가-힣])(균형|일관성|효율성|연속성|안정성|책임감)(있게|있는)(?![가-힣])")
_PAIR = re.compile(r"(?<![가-힣A-Za-z])([가-힣]{2,}|[A-Z][A-Za-z]+) ([가-힣]{2,})")
_RUN = re.compile(r"(?<![가-힣A-Za-z])(?:[A-Z][A-Za-z]+)?[가-힣]{2,}")
_TAILS = (
    "에서만",
    "에서는",
    "으로는",
    "에서",
    "으로",
    "에는",
    "에도",
    "이다",
    "이란",
    "이나",
    "까지",
    "부터",
    "에만",
    *"은는이가을를의에로와과도만",
    "",
)
# Word pairs that are no term: a verb's stem and its verb, and what is spaced either way by rule.
_LOOSE = re.compile(
    r"하[거고나는다려며면기지여였]|합니|했|한다|해서|되[거고나는다려며면기지어었]|됩니|됐|된|있|없|입니|이다|받[아은는]|않|같은|"
    r"안에|중인|중에|중입|또는|때문|정도|경우|가능|이상|이하|이후|이전|이내|동안|사이|.[을를은는]$"
)


def find(note: Note) -> Iterator[Finding]:
    """Report spaces against the rule, and terms spaced two ways."""
    rules = (
        (_NUMBER, _joined_number), (_NUMBER_PAIR, _joined_number), (_WHETHER, _joined_whether), (_VERB, _joined_verb),
        (_WITHOUT, _parted), (_BALANCED, _parted),
    )  # fmt: skip
    for line, text in lines.spoken(note):
        seen: set[int] = set()
        for pattern, repair in rules:
            for match in pattern.finditer(text):
                right = repair(match) if match.start() not in seen else ""
                if right:
                    seen.add(match.start())
                    wrong = match.group().rstrip()
                    message = f'"{wrong}" is spaced "{right}"'
                    yield lines.finding(note, line.number, match.start(), wrong, Severity.INFO, CODE, message, right,
                                        certain=repair is not _parted)  # fmt: skip
    yield from _two_ways(note)


def _joined_number(match: re.Match[str]) -> str:
    return "수" + match[1]


def _joined_whether(match: re.Match[str]) -> str:
    """-ㄹ지 and -는지 ask; 지 alone counts time ("만난 지 3년")."""
    last = match[1][-1]
    asks = hangul.letters(last)[2] == "ㄹ" or last == "는"
    return f"{match[1]}지" if asks else ""


def _joined_verb(match: re.Match[str]) -> str:
    return "" if match[1].endswith(_NATIVE) else match[1] + match[2]


def _parted(match: re.Match[str]) -> str:
    return f"{match[1]} {match[2]}"


def _two_ways(note: Note) -> Iterator[Finding]:
    pairs: dict[str, tuple[str, int]] = {}
    for line, text in lines.spoken(note):
        for match in _PAIR.finditer(text):
            for tail in _TAILS:
                second = match[2].removesuffix(tail)
                if len(second) >= 2 and match[2].endswith(tail) and not _LOOSE.match(second):
                    pairs.setdefault(match[1] + second, (f"{match[1]} {second}", line.number))
    seen: set[str] = set()
    for line, text in lines.spoken(note) if pairs else ():
        for match in _RUN.finditer(text):
            word = next((match.group().removesuffix(tail) for tail in _TAILS
                         if match.group().endswith(tail) and match.group().removesuffix(tail) in pairs), "")  # fmt: skip
            if word and word not in seen:
                seen.add(word)
                right, where = pairs[word]
                message = f'"{word}" is spaced "{right}" on line {where}; write one of them throughout'
                yield lines.finding(note, line.number, match.start(), word, Severity.INFO, TWO_WAYS, message, right)


CHECK = Check((CODE, TWO_WAYS), find)
