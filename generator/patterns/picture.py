"""`![파드의 구조](pod.png)`: an image beside the note with what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Fact, Picture, Role
from generator.patterns.site import Pattern, Site, fact


def _find(site: Site) -> Iterator[Fact]:
    block = site.node.block
    caption, image = block.text.strip(), block.info or block.raw
    if (
        not caption
        or site.note.speech.LEXICON["nameless-picture"].fullmatch(caption)
        or re.search(r"\.\w{3,4}$|://", caption)
        or not image
    ):
        return
    if re.match(r"\w+://", image) or not site.note.exists(image):
        return
    yield fact(site, Picture(image, caption), "picture", label=caption, said=caption, kind="")


PATTERN = Pattern((Role.PICTURE,), _find)
