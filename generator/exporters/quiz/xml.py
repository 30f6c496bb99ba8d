"""What the XML formats share: elements with legal text, and the same bytes every time."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

# XML 1.0 can hold no other control characters, surrogates or non-characters, not even escaped.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return a text with what XML cannot hold replaced by U+FFFD, and line ends as XML reads them back."""
    return _ILLEGAL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def child(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Add an element with a text."""
    element = ET.SubElement(parent, tag, {name: legal(value) for name, value in attributes.items()})
    if text:
        element.text = legal(text)
    return element


def bytes_of(root: ET.Element) -> bytes:
    """Return a document; text is never indented, since its blanks count."""
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
