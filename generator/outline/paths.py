"""`# 03. SQL day01 — 데이터베이스 기초 (2024-10-01)` -> "데이터베이스 기초": the topic words that a context line is made of."""

from __future__ import annotations

import re

from generator.knowledge import Language

LONGEST_STEP = 30  # characters of one step of a context line

_NUMBER = re.compile(
    r"^\s*(?:(?:chapter|section|part|step|lesson|lecture|day|week|ch|no)[. _-]*\d+[.:)]*|제?\s?\d+\s?(?:장|강|주차|일차|회차|부|절|교시|과)"
    r"|[(\[]?\d+(?:[.-]\d+)*(?:[)\].:_][)\].:_-]*|-+(?=\s))|0\d+-+|[(\[]\d+[)\]]|[가나다라마바사아자차카타파하][.)]|[①-⑳㉠-㉻]|[IVX]+\.|Q\d*[.:])\s*",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"^\s*\d+(?:\.\d+)+\s+(?=\S)|^\s*[a-z]{1,4}_?\d{1,3}_|^\d{1,3}[_.](?=\D)", re.IGNORECASE)
_DATE = re.compile(
    r"\(?\b(?:20)?\d{2}[-./년]\s?\d{1,2}[-./월]\s?\d{1,2}일?\b\)?|\b\d{6,8}\b|\b\d{1,2}월\s?\d{1,2}일|\b20\d\d\b"
)
_MARKS = re.compile(
    r":[a-z0-9_+-]{3,40}:|[*`_#>~]{1,3}|[\U0001f000-\U0001ffff\u2600-\u27bf\u2b00-\u2bff\ufe0f]|^[\s\-–—:|·•]+|[\s\-–—:|·•]+$"
)
_FILE = re.compile(r"[_-]?\d*\.(?:md|txt|markdown|sql|yaml|yml|sh|py)\b", re.IGNORECASE)
_OF = re.compile(r"(?<![강회주정논합편토문동유])의$")  # 소스의, and not 회의
_EMPTY = re.compile(r"\(\s*\)")
_ASKING = re.compile(
    r"\s*(?:이란|란|이란 무엇인가|란 무엇인가|은 무엇인가|는 무엇인가|이란 무엇일까|란 무엇일까)\s*[?？]?$|^What (?:is|are) (?:an? |the )?(?=.*\?$)|\?$",
    re.IGNORECASE,
)


def topic(text: str, speech: Language) -> str:
    """Return the topic words of a heading or label; "" where it holds none.

    Left out are numbers, dates, file names, marks and words that name a note and no subject.
    """
    text = _EMPTY.sub(" ", _DATE.sub(" ", _FILE.sub(" ", text)))
    text = _stripped(text)
    asked = _ASKING.sub("", text).strip()
    if text.rstrip().endswith(("?", "？")) and (asked == text.rstrip("?？ ").strip()) and len(asked.split()) > 1:
        return ""
    text = asked
    for separator in (r"\s+[—–|]\s+", r"\s+-\s+", r"\s*[:：]\s+"):
        parts = [part for part in re.split(separator, text) if part.strip()]
        if len(parts) > 1:
            kept = [part for part in (_bare(p, speech) for p in parts) if part]
            text = (
                (kept[-1] if separator != r"\s*[:：]\s+" and _is_noise(parts[0], speech) else kept[0]) if kept else ""
            )
            break
    text = _bare(text, speech)
    if len(text) > LONGEST_STEP:
        text = re.sub(r"\s*\([^)]*\)", "", text).strip()
    if len(text) > LONGEST_STEP or speech.is_sentence(text):
        text = speech.own_subject(text)[0] if len(speech.own_subject(text)[0]) <= LONGEST_STEP else ""
    return text if re.search(r"[A-Za-z가-힣]", text) else ""


def unnumbered(text: str) -> str:
    """Return a label without the number before it: "01_IPC종류", "3-4. 다음 단계"."""
    for _ in range(2):
        text = _NUMBER.sub("", _BARE_NUMBER.sub("", text)).strip()
    return text


def _stripped(text: str) -> str:
    text = _MARKS.sub(" ", unnumbered(text)).strip()
    text = re.sub(r"^\[[^\]]{1,12}\]\s*(?=\S)", "", text)
    for _ in range(2):
        text = _NUMBER.sub("", _BARE_NUMBER.sub("", text)).strip()
    return re.sub(r"\s+", " ", _MARKS.sub(" ", text)).strip(" -–—:|·,")


def _is_noise(text: str, speech: Language) -> bool:
    left = speech.LEXICON["topic-noise"].sub("", _DATE.sub("", text))
    return bool(re.search(r"\d", text)) or not re.search(r"\w", left)


def _bare(text: str, speech: Language) -> str:
    """Leave out the words that name a note and no subject, at both ends."""
    text = _stripped(text)
    noise = speech.LEXICON["topic-noise"].pattern
    before = ""
    while before != text:
        before = text
        text = re.sub(rf"(?:^|\s)(?:{noise})$", "", text, flags=re.IGNORECASE).strip(" ,-–—:|")
        text = _OF.sub("", text)
        text = re.sub(rf"^(?:{noise})(?:\s+|$)", "", text, flags=re.IGNORECASE).strip(" ,-–—:|")
        text = (
            re.sub(r"\s*(?:day|week|part|vol|ch)?[\s_-]*\d{1,3}$", "", text, flags=re.IGNORECASE)
            if re.search(r"(?:day|week|part|vol|ch)[\s_-]*\d{1,3}$", text, re.IGNORECASE)
            else text
        )
    return text
