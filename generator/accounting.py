"""What became of each line: cards, structure, passed over with its reason, refused with its reason, or missed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.model import BlockKind, Card, LineUse, Node, Refusal, Role, Source

_TAGS = re.compile(r"<[^<>]*>|&#?\w+;")
HIDDEN = "hidden by the learner"
_STRUCTURE = {
    Role.TITLE: "heading",
    Role.TOPIC: "heading",
    Role.MARKUP: "markup",
}
PASSED = {
    Role.OUTPUT: "terminal output",
    Role.SAMPLE: "sample",
    Role.POINTER: "pointer",
    Role.TODO: "to-do",
    Role.EXERCISE: "exercise",
    Role.CHATTER: "chatter",
    Role.LINK: "link",
    Role.META: "metadata",
    Role.PICTURE: "picture",
    Role.CODE: "code",
    Role.COMMAND: "no purpose stated",
    Role.PURPOSE: "no single command",
    Role.QUESTION: "a question without an answer",
}
BARE = {
    Role.FACET: ("refused", "label"),
    Role.CATEGORY: ("refused", "label"),
    Role.ITEM: ("refused", "a bare name"),
}


Roles = dict[int, tuple[str, str]]


def account(source: Source, roles: Roles, cards: Iterable[Card], refusals: Iterable[Refusal]) -> Iterator[LineUse]:
    """Yield what became of each line of a note; `roles` are those of its lines, `cards` may be other notes' too."""
    users = _users(source, cards)
    refused = _refused(source, refusals)
    front = _front_matter(source)
    for number, text in enumerate(source.lines, 1):
        if not text.strip():
            yield LineUse(source.path, number, "structure", "blank")
        elif number in users:
            yield LineUse(source.path, number, "used", "", tuple(users[number]))
        elif number in front:
            yield LineUse(source.path, number, "structure", "front matter")
        else:
            yield _unused(source.path, number, text, roles.get(number), refused.get(number, ""))


def _unused(path: str, number: int, text: str, role: tuple[str, str] | None, refused: str) -> LineUse:
    if refused and (role is None or role[0] != "skipped"):
        return LineUse(path, number, "refused", refused)
    if role is not None:
        return LineUse(path, number, *role)
    if not re.search(r"\w", text):
        return LineUse(path, number, "structure", "blank")
    if not re.search(r"\w", _TAGS.sub("", text)):
        return LineUse(path, number, "structure", "markup")  # `<br/>` below a picture
    return LineUse(path, number, "missed")


def _users(source: Source, cards: Iterable[Card]) -> dict[int, list[str]]:
    users: dict[int, list[str]] = defaultdict(list)
    for card in cards:
        if card.fact.span.path == source.path:
            for line in (*range(card.fact.span.first, card.fact.span.last + 1), *card.fact.heads):
                users[line].append(card.id)
    return users


def _refused(source: Source, refusals: Iterable[Refusal]) -> dict[int, str]:
    """Return the reason of each line's best refused candidate."""
    found: dict[int, str] = {}
    for refusal in refusals:
        span = refusal.fact.span
        if span.path == source.path and refusal.reasons:
            for line in (*range(span.first, span.last + 1), *refusal.fact.heads):
                weak = refusal.reasons[0].startswith("nothing unique")
                if line not in found or (weak and found[line] != HIDDEN):
                    found[line] = refusal.reasons[0]
    return found


def roles_by_line(root: Node) -> Roles:
    """Return status and reason of each line by the role of the innermost node on it."""
    found: Roles = {}
    stack = [root]
    while stack:
        node = stack.pop()
        stack += node.children
        span = node.block.span
        status = _status(node)
        if status:
            last = span.last + (2 if node.block.info == "header" and node.block.kind == BlockKind.ROW else 0)
            found.update(dict.fromkeys(range(span.first, last + 1), status))
    return found


def _status(node: Node) -> tuple[str, str] | None:
    if node.block.kind == BlockKind.DOCUMENT:
        return None
    if node.role in PASSED:
        return "skipped", PASSED[node.role]
    if node.role in _STRUCTURE:
        return "structure", _STRUCTURE[node.role]
    if node.block.kind == BlockKind.HEADING or (node.role == Role.TERM and node.children):
        return "structure", "heading"
    return BARE.get(node.role)


def _front_matter(source: Source) -> set[int]:
    """Return the lines of the front matter."""
    first = source.lines[0].strip()
    if first not in ("---", "+++"):
        return set()
    end = next((n for n, text in enumerate(source.lines[1:], 2) if text.strip() == first), 0)
    return set(range(1, end + 1))
