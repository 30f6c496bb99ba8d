"""Lists on a model's card against the list in the note: nothing dropped, nothing added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.llm.values import WrittenCard
from generator.llm.words import letters, numbers, squeezed

_BULLET = re.compile(r"^(\s*)([-*+•]|\d+[.)])\s+(\S.*)$")
_MARKS = (",", "·", "/", "、", "|", "→")


def list_faults(card: WrittenCard, lines: Sequence[str]) -> Iterator[str]:
    """Say what a list answer lacks or adds; other answers have no faults here."""
    items = items_of(card.answer) if card.direction == "list-all" else ()
    if len(items) < 2:
        return
    count = numbers(card.question) - numbers("\n".join(lines[card.lines[0] - 1 : card.lines[1]]))
    if count and str(len(items)) not in count:
        yield f"{len(items)} items for a question that asks for {', '.join(sorted(count))}"
    said = letters("".join(lines[card.lines[0] - 1 : card.lines[1]]) + "".join(fix.right for fix in card.fixes))
    for item in items:
        if not _said(item, said):
            yield f'adds "{item}"'
    for lost in dict.fromkeys((*_lost_bullets(items, card, lines), *_lost_between(items, card.evidence))):
        yield f'drops "{lost}"'


def items_of(answer: str) -> tuple[str, ...]:
    """Return the items of an answer, at its lines, or at the commas outside parentheses, or at slashes."""
    for mark in ("\n", ",", " / ", "·", " → "):
        parts = [_plain(part) for part in re.split(re.escape(mark) + r"(?![^()]*\))", answer)]
        if len([part for part in parts if part]) > 1:
            return tuple(part for part in parts if part)
    return (answer.strip(),)


def _plain(item: str) -> str:
    return re.sub(r"^\s*(?:[-*+•]|\d+[.)])\s+", "", item).strip(" .`")


def _said(item: str, said: str) -> bool:
    """Tell whether an item stands in the lines: whole, or half of its words by their beginnings."""
    words = [letters(word[:2]) for word in re.findall(r"\w+", item)]
    return letters(item) in said or sum(word in said for word in words) * 2 >= len(words)


Bullets = dict[int, tuple[tuple[int, str], str]]  # line -> (depth and mark, text)


def _bullets(lines: Sequence[str]) -> Bullets:
    found = {number: match for number, match in enumerate(map(_BULLET.match, lines), 1) if match}
    return {
        number: ((len(one.group(1).expandtabs(4)), one.group(2) if len(one.group(2)) == 1 else "1."), one.group(3))
        for number, one in found.items()
    }


def _lost_bullets(items: Sequence[str], card: WrittenCard, lines: Sequence[str]) -> Iterator[str]:
    """Yield bullets beside those that the items stand on, of one depth, that no item is of."""
    bullets = _bullets(lines)
    taken = [n for n in range(card.lines[0], card.lines[1] + 1) if n in bullets and _is_item(bullets[n][1], items)]
    kinds = {bullets[n][0] for n in taken}
    if len(taken) < 2 or len(kinds) > 1 or len(taken) < len(items):
        return
    for number in _siblings(taken[0], kinds.pop(), bullets, lines):
        if number not in taken:
            yield bullets[number][1].strip()


def _is_item(bullet: str, items: Sequence[str]) -> bool:
    plain = squeezed(bullet)
    return any(plain.startswith(squeezed(item)[:12]) or squeezed(item) in plain for item in items if squeezed(item))


def _siblings(start: int, kind: tuple[int, str], bullets: Bullets, lines: Sequence[str]) -> list[int]:
    """Return the bullets of one list with the one at `start`: deeper lines and blanks between them, nothing else."""
    found = [start]
    for step in (-1, 1):
        number = start + step
        while 1 <= number <= len(lines) and _inside(number, kind, bullets, lines):
            found += [number] if number in bullets and bullets[number][0] == kind else []
            number += step
    return sorted(found)


def _inside(number: int, kind: tuple[int, str], bullets: Bullets, lines: Sequence[str]) -> bool:
    line = lines[number - 1].expandtabs(4)
    if number in bullets:
        return bullets[number][0] == kind or bullets[number][0][0] > kind[0]
    return not line.strip() or len(line) - len(line.lstrip()) > kind[0]


def _lost_between(items: Sequence[str], quotes: Sequence[str]) -> Iterator[str]:
    """Yield what an enumeration on one line names before, between or behind the items."""
    for quote in quotes:
        for mark in _MARKS:
            parts = [part.strip() for part in re.split(re.escape(mark) + r"(?![^()]*\))", quote)]
            held = [
                at for at, part in enumerate(parts) if any(squeezed(i) and squeezed(i) in squeezed(part) for i in items)
            ]
            if len(parts) < 3 or len(held) < 2 or len(held) < len(items):
                continue
            for at in range(held[0], len(parts)):
                if at not in held and _is_name_like(parts[at], parts, held):
                    yield parts[at]
            break


def _is_name_like(part: str, parts: Sequence[str], held: Sequence[int]) -> bool:
    """Tell whether a part is of the length of its siblings, and no clause that follows the enumeration."""
    longest = max(len(parts[at]) for at in held[:-1] or held)
    return bool(re.match(r"\w", part)) and len(part) <= 2 * longest
