"""`어피니티에 대해 조사하기`, `https://…`, `Google Gemini`: lines that rightly yield no card, each with its reason."""

from __future__ import annotations

import re

from generator.model import Block, BlockKind, Skip
from generator.patterns.place import Found, Pattern, Place, span_of

_URL = re.compile(r"(?:[-*>\s]*)?<?(?:https?://|www\.)\S+>?")
_LINK_ONLY = re.compile(
    r"\s*(?:[-*+>\d.)]\s*)*(?:(?:출처|참고|참조|링크|자료|ref(?:erence)?s?|source|see|via|link)\s*[:：]?\s*)?\[[^\]]*\]\([^)]*\)\s*[.,]?\s*",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"^(?:출처|참고\s*(?:자료|문서|링크)?|참조|reference|source|via|from|by|작성자|작성일|강의|인용|이미지 출처)\s*[:：]\s*\S|^[@©]",
    re.IGNORECASE,
)
_TOOLS = re.compile(
    r"(?:google\s+)?(?:gemini|bard)|chat\s?gpt|gpt-?\d\S*|claude|copilot|perplexity|bing|네이버|구글|위키(?:백과|피디아)?|wikipedia|나무위키|클로바\s?x?",
    re.IGNORECASE,
)
_TODO = re.compile(
    r"^(?:\[[ xX]\]\s|todo\b|fixme\b|tbd\b|xxx\b|할\s?일\b|해야\s?할\s?(?:일|것)\b)|(?:조사|정리|확인|공부|알아\s?보|추가|복습|학습|작성|검색|찾아\s?보|살펴\s?보|보충|수정)(?:하기|기|할\s?것|할\s?예정|해야\s?함|해\s?보기|필요)\s*[.!]?$",
    re.IGNORECASE,
)
_INSTALL = re.compile(
    r"(?:설치|다운로드|내려\s?받)\S*\s*(?:공식\s*)?(?:문서|페이지|가이드|링크|사이트)?\S*\s*(?:를|을|에서)?\s*(?:보고|참고|참조|따라|통해).*|(?:을|를)\s*참[고조](?:하\S*|할\s?것)?\s*[.]?$|참[고조](?:하세요|할 것|바람|하자|하기|하면 된다)",
    re.IGNORECASE,
)
_HASHTAGS = re.compile(r"(?:#[\w가-힣/-]+\s*)+")
_PAGES = re.compile(r"(?:목차|table of contents|toc|contents|\[toc\]|<!--.*-->)", re.IGNORECASE)
_EMPTY = re.compile(r"^[\W_]*$")
_POINTING = re.compile(
    r"^(?:위|아래|앞|다음)의?\s*(?:표|그림|내용|글|예제|코드|이미지|링크|사진)\S*\s*|(?:as (?:shown|described) (?:above|below)|see (?:above|below))|위의 표에서 설명한",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"^(?:references?|참고\s*(?:자료|문헌|문서|링크|사이트)?|출처|링크|links?|see also|further reading|더 보기|읽을거리)$",
    re.IGNORECASE,
)


def reason(block: Block) -> str:
    """Return why a line yields no card, "" where it may."""
    text, raw = block.text.strip(), block.raw.strip()
    tests = (
        ("blank", _EMPTY.match(text)),
        ("link", _URL.fullmatch(text) or _LINK_ONLY.fullmatch(raw)),
        ("attribution", _TOOLS.fullmatch(text) or _SOURCE.match(text)),
        ("to-do", _TODO.search(text) and len(text) <= 60 and not block.children),
        ("install", _INSTALL.search(text) and len(text) <= 60),
        ("tags", _HASHTAGS.fullmatch(text)),
        ("contents", _PAGES.fullmatch(text)),
        ("output", re.match(r"(?:query|result|output|결과|출력)\s*[:：]", text, re.IGNORECASE)),
        ("pointer", _POINTING.search(text) and len(text) <= 60),
    )
    return next((name for name, found in tests if found), "")


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind == BlockKind.HEADING and _REFERENCES.match(block.text.strip()):
        return Found(skips=(Skip(span_of(block), "link"),), children=False)
    if block.kind not in (BlockKind.LINE, BlockKind.ITEM, BlockKind.QUOTE):
        return None
    why = reason(block)
    if not why or (why == "blank" and block.children):
        return None
    keeps = bool(block.children) and why not in ("install", "link")
    skip = Skip(block.span if keeps else span_of(block), why)
    return Found(skips=(skip,), children=keeps)


PATTERN = Pattern(10, _find)
