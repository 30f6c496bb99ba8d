"""`구현 방법은 다음과 같다` / `왜 파드를 쓰는가?`: lines that only announce the ones under them, and are used through those."""

from __future__ import annotations

from generator.model import BlockKind, Skip
from generator.patterns.place import Found, Pattern, Place, is_lead_in


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind not in (BlockKind.LINE, BlockKind.ITEM, BlockKind.QUOTE) or not block.text:
        return None
    asks = block.text.rstrip().endswith("?") and bool(block.children or place.after)
    names = bool(block.children) and (is_lead_in(block.text) or place.speech.is_term(block.text))
    return Found(skips=(Skip(block.span, "lead-in"),)) if asks or names else None


PATTERN = Pattern(95, _find)
