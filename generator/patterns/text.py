"""Small tools over the text of a statement: enumerations, arrows, openings that lean on the line before."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"^(?:그러나|하지만|그런데|또한|또|그리고|따라서|그래서|그러므로|즉|단|다만|참고로|특히|결국|반면|반면에|이때|한편|물론|원래|"
    r"however|but|and|also|moreover|furthermore|therefore|thus|hence|so|additionally|note that|in addition|as such|"
    r"in the most common scenario|typically|ultimately|but ultimately|i\.e\.|e\.g\.|for example|for instance)[,\s]+",
    re.IGNORECASE,
)
# Sentences that only mean something behind the one before.
_LEANING = re.compile(
    r"^(?:이는|이것은|이것이|이것을|이로|이를|이에|이런|이러한|이렇게|이\s|그\s|그것|그래서|그런|그\s때|이\s때|이 때문|위의?\s|위에서|위와|아래\s|아래에|앞의?\s|여기서?|"
    r"(?:this|that|these|those|they|he|she|here|there|such|the (?:above|former|latter))\b)",
    re.IGNORECASE,
)
_AND_SO_ON = re.compile(r"\s*(?:,\s*)?(?:등등|등|…|\.{2,}|etc\.?|and so on|and more)\s*$", re.IGNORECASE)
_FOR_EXAMPLE = re.compile(
    r"\s*[(（]\s*(?:예를 들어|예를 들면|예시|예|e\.?\s?g\.?|ex|for example)[,.:)\s]\s*([^()（）]*(?:\([^()]*\)[^()]*)*)[)）]",
    re.IGNORECASE,
)
ARROW = re.compile(r"\s*(?:→|⇒|➜|➡|=>|-->|->)\s*")


def opened(text: str) -> str:
    """Drop the word that ties a sentence to the one before: "그러나 간결성을 위해" -> "간결성을 위해"."""
    previous = ""
    while previous != text:
        previous, text = text, _OPENING.sub("", text)
    text = _HEDGE.sub("", text)
    return text[:1].upper() + text[1:] if re.match(r"[a-z]+\s+[a-z]", text) and previous[:1].isupper() else text


_HEDGE = re.compile(r",?\s*but (?:that|this|it) (?:might|may) not .*$", re.IGNORECASE)


_POINTING = re.compile(
    r"(?:^|[\s,(])(?:이를|이는|이때는?|이로|이렇게|이러한|이런|그러한|그런|아래와|아래의?|아래처럼|위와|위처럼|위의|여기|여기서|여기에|그 중|그중|그에|그것|그것들|이것|"
    r"이 값|이 옵션[은이]?|이 파일|이 명령어?|거기|저렇게|저런|앞에서|앞서|다음과 같)(?=[\s,.을를은는이가의에]|$)"
)
_VOICE = re.compile(
    r"우리\s?(?:회사|팀|서비스)|나는|내가|제가|나중에|이따가|것 같다|것 같음|듯하다|듯함|겠다$|해보자|하자$|보자$|궁금|헷갈|잘못됨|잘못된 내용|않을까|아닐까|모르겠|모르지만|싶다$|확실치|\?\)|\b(?:I|my|we|our)\b"
)


# A sentence that breaks off in the middle, or that only sends its reader elsewhere.
_UNFINISHED = re.compile(
    r"(?:것이고|인데|는데|지만|라서|므로|면서|으며|하며)[,.\s]*$|^(?:더\s*)?자세한\s(?:내용|사항|설명)|https?://\S+.{0,6}(?:참조|참고)"
)


def leans(text: str) -> bool:
    """Tell whether a sentence points at something outside it: "이 때문에 …", "These are …", "… 이를 위해 …"."""
    return bool(
        _LEANING.match(text.strip()) or _POINTING.search(text) or _VOICE.search(text) or _UNFINISHED.search(text)
    )


def items(text: str, most: int = 40) -> tuple[tuple[str, ...], bool]:
    """Split "a, b, c 등" into its items and tell whether the list is open; no items where it is no enumeration."""
    bare = _AND_SO_ON.sub("", text.strip().rstrip("."))
    is_open = bare != text.strip().rstrip(".")
    for sign in (r"\s+/\s+", r"\s*[,、]\s*(?![^(（]*[)）])", r"\s*·\s*"):
        parts = [re.sub(r"^(?:및|와|과|and|or|또는)\s+", "", part.strip()) for part in re.split(sign, bare)]
        if len(parts) > 1 and all(0 < len(part) <= most for part in parts):
            last = re.fullmatch(r"(\S+)\s+(?:및|and|or|또는)\s+(\S+)", parts[-1])
            parts = [*parts[:-1], *last.groups()] if last else parts
            return tuple(parts), is_open
    return (), is_open


def without_example(text: str) -> tuple[str, str]:
    """Take "(예를 들어, …)" out of a sentence; return the sentence and the example."""
    found = _FOR_EXAMPLE.search(text)
    if not found:
        return text, ""
    return text[: found.start()] + text[found.end() :], found.group(1).strip()


def balanced(text: str) -> bool:
    """Whether every parenthesis and quote that opens in the text also closes there."""
    return text.count("(") == text.count(")") and text.count('"') % 2 == 0 and text.count("[") == text.count("]")
