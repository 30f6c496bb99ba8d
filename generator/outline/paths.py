"""`# 03. SQL day01 — 데이터베이스 기초 (2024-10-01)` -> "데이터베이스 기초": the topic words that a context line is made of."""

from __future__ import annotations

import re

from generator.knowledge import Language

LONGEST_STEP = 30  # characters of one step of a context line

_BARE_NUMBER = re.compile(r"^\s*\d+(?:\.\d+)+\s+(?=\S)|^\s*[a-z]{1,4}_?\d{1,3}_|^\d{1,3}[_.](?=\D)", re.IGNORECASE)
_MARKS = re.compile(
    r":[a-z0-9_+-]{3,40}:|(?<!\w)[*`_#>~]{1,3}|[*`_#>~]{1,3}(?!\w)|[\U0001f000-\U0001ffff\u2600-\u27bf\u2b00-\u2bff\ufe0f]|^[\s\-–—:|·•]+|[\s\-–—:|·•]+$"
)
_FILE = re.compile(r"[_-]?\d*\.(?:md|txt|markdown|sql|yaml|yml|sh|py)\b", re.IGNORECASE)
_EMPTY = re.compile(r"\(\s*\)")


def topic(text: str, speech: Language) -> str:
    """Return the topic words of a heading or label; "" where it holds none.

    Left out are numbers, dates, file names, marks and words that name a note and no subject.
    """
    text = _EMPTY.sub(" ", speech.LEXICON["date"].sub(" ", _FILE.sub(" ", text)))
    text = _stripped(text, speech)
    asked = speech.LEXICON["asking-what"].sub("", text).strip()
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


def unnumbered(text: str, speech: Language) -> str:
    """Return a label without the number before it: "01_IPC종류", "3-4. 다음 단계"."""
    for _ in range(2):
        text = speech.LEXICON["heading-number"].sub("", _BARE_NUMBER.sub("", text)).strip()
    return text


def _stripped(text: str, speech: Language) -> str:
    text = re.sub(r"\s*\(\d+\)(?=\s)", " ", text)  # "OS (13) Deadlocks"
    text = re.sub(r"^[<\[【](.*)[>\]】]$", r"\1", text.strip())  # "[자주 쓰는 상태 코드]", "<연결형>"
    text = _MARKS.sub(" ", unnumbered(text, speech)).strip()
    text = re.sub(r"^\[[^\]]{1,12}\]\s*(?=\S)|(?<=\S)\s+\[[^\]]{1,30}\]$", "", text)
    for _ in range(2):
        text = speech.LEXICON["heading-number"].sub("", _BARE_NUMBER.sub("", text)).strip()
    return re.sub(r"\s+", " ", _MARKS.sub(" ", text)).strip(" -–—:|·,")


def _is_noise(text: str, speech: Language) -> bool:
    left = speech.LEXICON["topic-noise"].sub("", speech.LEXICON["date"].sub("", text))
    return bool(re.search(r"\d", text)) or not re.search(r"\w", left)


def _bare(text: str, speech: Language) -> str:
    """Leave out the words that name a note and no subject, at both ends."""
    text = _stripped(text, speech)
    noise = speech.LEXICON["topic-noise"].pattern
    before = ""
    while before != text:
        before = text
        cut = re.sub(rf"(?:^|\s)(?:{noise})$", "", text, flags=re.IGNORECASE).strip(" ,-–—:|")
        text = text if speech.LEXICON["describing-end"].search(cut) else cut  # no "쿠버네티스의 중요한"
        text = speech.LEXICON["of-ending"].sub("", text)
        text = re.sub(rf"^(?:{noise})(?:\s+|$)", "", text, flags=re.IGNORECASE).strip(" ,-–—:|")
        text = (
            re.sub(r"\s*(?:day|week|part|vol|ch)?[\s_-]*\d{1,3}$", "", text, flags=re.IGNORECASE)
            if re.search(r"(?:day|week|part|vol|ch)[\s_-]*\d{1,3}$", text, re.IGNORECASE)
            else text
        )
    return text
