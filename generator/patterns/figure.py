"""`![파드의 구조](pod.png)`: an image beside the note with what it shows."""

from __future__ import annotations

import re

from generator.model import BlockKind, Figure, Skip
from generator.patterns.place import Found, Pattern, Place, subject, topic

_REMOTE = re.compile(r"^(?:https?:|data:|//)", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp|avif)$", re.IGNORECASE)
_NAMELESS = re.compile(r"^(?:image|img|screenshot|스크린샷|그림|untitled|캡처)?[\s\d_.()-]*(?:\.\w+)?$", re.IGNORECASE)


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind != BlockKind.IMAGE:
        return None
    if _REMOTE.match(block.raw):
        return Found(skips=(Skip(block.span, "remote image"),))
    if not _PICTURE.search(block.raw) or not place.context.exists(block.raw):
        return Found(skips=(Skip(block.span, "missing image"),))
    caption = block.text.strip()
    if _NAMELESS.fullmatch(caption):
        caption = subject(place).name
    if not caption:
        return Found(skips=(Skip(block.span, "image without a caption"),))
    fact = Figure(
        span=block.span,
        topic=topic(place),
        label=caption,
        text=f"{caption} {block.raw}",
        language=place.context.language,
        heads=subject(place).lines,
        image=block.raw,
        caption=caption,
    )
    return Found((fact,))


PATTERN = Pattern(15, _find)
