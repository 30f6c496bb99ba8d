"""A note's lines as Markdown's parser is to read them: marks as people type them made its own, line for line.

Nothing is moved: line n of what is returned is line n of the note, so that every block keeps its exact lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from generator import pieces
from generator.reading import links

# CommonMark reads a list that begins this far in as one item; in notes it is a list under its heading.
FAR_IN = 4
# Lists and quotes deeper than this are read as that deep: no person's outline is, and every stage may walk the tree.
DEEPEST, DEEPEST_QUOTE = 20, 10
# A formula of more lines than this is two stray "$$".
LONGEST_FORMULA = 100
MATH = "math"

_KEY = re.compile(r"\s*(?:[^\s:=][^:=]{0,80}(?::(?:\s|$)|=)|#|\[)")  # of YAML or TOML, in any script
_FENCE = re.compile(r"(?:[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*)(`{3,}(?=[^`]*$)|~{3,})")
_LANGUAGE = re.compile(r"[A-Za-z][A-Za-z+#-]{0,20}")
_LIST = re.compile(r"(?:[-*+]|\d{1,3}[.)])\s+\S")
_PREFIX = re.compile(r"[\s>]*")
_ITEM_PREFIX = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?")
_QUOTES = re.compile(rf"((?:\s{{0,3}}>){{{DEEPEST_QUOTE}}})(?:\s{{0,3}}>)+")
_WIDE_MARGIN = re.compile(r"^[ \t]*\u3000\s*")
_WIDE_MARK = re.compile(r"^(\s*(?:[-*+]|#{1,6}|\d{1,3}[.)]))\u3000")

_BULLET = re.compile(r"^(\s*)[•‣▪◦●○▫∙◾◽⁃※☞➤➢]\s+(?=\S)")
_TITLE = re.compile(r"[■□▶▷◆◇★☆◎►]\s*(\S.{0,38}?)\s*")
_TITLE_BULLET = re.compile(r"^(\s*)[■□▶▷◆◇★☆◎►]\s*(?=\S)")
_SYLLABLES, _LETTERS = "가나다라마바사아자차카타파하", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_CIRCLES = {
    chr(ord(first) + at): str(at + 1)
    for first, count in (
        ("①", 20), ("⑴", 20), ("㉠", 14), ("㉮", 14), ("㈀", 14), ("㈎", 14), ("ⓐ", 26), ("❶", 10), ("➀", 10), ("➊", 10),
    )
    for at in range(count)
}  # fmt: skip
_CIRCLED = re.compile(
    rf"([{''.join(_CIRCLES)}])[.)]?(?:\s+(?=\S)|(?![\s번과와은는이가을를의,~·)\]{''.join(_CIRCLES)}]|$))"
)
_NUMBERED = re.compile(r"(?:\((\d{1,2})\)|([０-９]{1,3})[.)．）]|\(([０-９]{1,2})\))\s+(?=\S)")
_COUNTED = re.compile(rf"\(?([{_SYLLABLES}]|[{_LETTERS}])[.)]\s+(?=\S)")
_COMMENT = re.compile(r"<!--|(?<![A-Za-z0-9%])%%")
_PLAIN_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Given:
    """The lines for the parser, the numbers of items whose marks were no Markdown by line, and the link definitions."""

    lines: tuple[str, ...]
    numbers: dict[int, str]
    targets: links.Targets


def given(lines: Sequence[str]) -> Given:
    """Return a note's lines as the parser is to read them."""
    front = _front_matter(lines)
    told = [*front, *without_comments(without_strays(lines[len(front) :]))]
    fenced = code_lines(told, len(front))
    told = list(_formulas(told, fenced))
    fenced = code_lines(told, len(front))
    found = (links.definition(line) for line, code in zip(told, fenced, strict=True) if not code and "]:" in line)
    targets = dict(reversed([pair for pair in found if pair]))  # of two definitions the first one counts
    numbers: dict[int, str] = {}
    return Given(tuple(_shallow(_set_back(told, fenced, numbers), fenced)), numbers, targets)


def numeral(text: str) -> tuple[str, str]:
    """Split "(1) 하나" or "① 하나" into its number and the rest; the number is "" where there is none."""
    if found := _CIRCLED.match(text):
        return _CIRCLES[found.group(1)], text[found.end() :]
    if found := _NUMBERED.match(text):
        return str(int(next(filter(None, found.groups())))), text[found.end() :]
    return "", text


def code_lines(lines: Sequence[str], start: int = 0) -> list[bool]:
    """Tell of each line whether it belongs to a fence, marks included, or to the `start` lines of front matter."""
    found = [True] * start
    mark = ""
    for line in lines[start:]:
        opening = None if mark else _FENCE.match(line)
        found.append(bool(mark or opening))
        if opening:
            mark = opening.group(1)
        elif mark:
            bare = line.strip(" \t>")
            mark = "" if len(bare) >= len(mark) and not bare.strip(mark[0]) else mark
    return found


def without_strays(lines: Sequence[str]) -> list[str]:
    """Return the lines without marks that close a fence which nothing opened: they would make code of all text below.

    Such a mark is bare, and paragraphs later a mark with a language follows, which opens a fence and closes none.
    """
    found = list(lines)
    mark, opened, parted = "", -1, False
    for at, line in enumerate(lines):
        fence = _FENCE.match(line)
        info = line[fence.end() :].strip() if fence else ""
        if not mark or (opened >= 0 and parted and fence and fence.group(1) == mark and _LANGUAGE.fullmatch(info)):
            if mark:
                found[opened] = ""
            mark, opened, parted = (fence.group(1), -1 if info else at, False) if fence else ("", -1, False)
            continue
        bare = line.strip(" \t>")
        mark = "" if len(bare) >= len(mark) and not bare.strip(mark[0]) else mark
        parted = parted or not bare
    return found


def _front_matter(lines: Sequence[str]) -> list[str]:
    """Return the lines of the front matter with YAML's marks; two rules around a text are none."""
    mark = lines[0].rstrip() if lines else ""
    if mark not in ("---", "+++"):
        return []
    end = next((at for at, line in enumerate(lines[1:200], 1) if line.rstrip() == mark), 0)
    inside = [line for line in lines[1:end] if line.strip()]
    if not end or (inside and not _KEY.match(inside[0])):
        return ["***"] if mark == "---" else []
    return ["---", *lines[1:end], "---"]


def without_comments(lines: Sequence[str]) -> list[str]:
    """Return the lines without comments that run over several of them or fill one: such a line is an empty comment."""
    found = list(lines)
    fenced = code_lines(lines)
    closed = {"<!--": True, "%%": True}  # whether such a comment still ends somewhere below
    at = 0
    while at < len(found):
        opening = None if fenced[at] else _opening(found[at], closed)
        end = _closing(found, at, *opening) if opening else None
        if opening and end is None:
            closed[opening[0]] = opening[0] == "%%" and bool(found[at][: opening[1]].strip(" \t>"))
        if opening and end is not None:
            _blank(found, at, opening[1], *end)
            fenced[at : end[0]] = [True] * (end[0] - at)
            at = end[0]
            continue
        at += 1
    return found


def _opening(line: str, closed: dict[str, bool]) -> tuple[str, int] | None:
    """Return the mark and place of a comment that its line does not close, or that fills the line."""
    if "<!--" not in line and "%%" not in line:
        return None
    bare = pieces.blanked(line)
    at = 0
    while found := _COMMENT.search(bare, at):
        mark, start = found.group(), found.start()
        end = bare.find("-->" if mark == "<!--" else "%%", found.end())
        if end < 0:
            return (mark, start) if closed[mark] else None
        at = end + (3 if mark == "<!--" else 2)
        if mark == "%%" and not bare[:start].strip(" \t>") and not bare[at:].strip():
            return mark, start
    return None


def _closing(lines: Sequence[str], at: int, mark: str, start: int) -> tuple[int, int] | None:
    """Return line and place where a comment ends; one that begins behind text ends with its paragraph."""
    end = "-->" if mark == "<!--" else "%%"
    place = lines[at].find(end, start + len(mark))
    behind = mark == "%%" and bool(lines[at][:start].strip(" \t>"))
    while place < 0:
        at += 1
        if at >= len(lines) or (behind and not lines[at].strip()):
            return None
        place = lines[at].find(end)
    return at, place + len(end)


def _blank(lines: list[str], first: int, start: int, last: int, end: int) -> None:
    """Replace a comment by empty ones, line by line, where no text is beside it."""
    tail = lines[last][end:]
    for at in range(first, last + 1):
        prefix = _PREFIX.match(lines[at]).group()  # type: ignore[union-attr]
        before = lines[first][:start] if at == first else prefix
        text = before + (tail if at == last else "")
        if lines[at].strip():
            lines[at] = text if text.strip(" \t>") else prefix + "<!-- -->"


def _formulas(lines: Sequence[str], fenced: Sequence[bool]) -> Iterator[str]:
    """Yield the lines with a formula between two lines of "$$" as a fence."""
    end = -1
    for at, line in enumerate(lines):
        prefix = _ITEM_PREFIX.match(line).group()  # type: ignore[union-attr]
        if at > end and not fenced[at] and line.startswith("$$", len(prefix)):
            end = _formula_end(lines, fenced, at, len(prefix))
            yield prefix + "~~~~~~~~" + MATH if end > at else line
        elif at == end:
            yield re.match(r"[\s>]*", line).group() + "~~~~~~~~"  # type: ignore[union-attr]
        else:
            yield line


def _formula_end(lines: Sequence[str], fenced: Sequence[bool], at: int, start: int) -> int:
    """Return the line that ends the formula which opens at the line `at`, or -1 where it ends there or nowhere."""
    if "$$" in lines[at][start + 2 :]:
        return -1
    for end in range(at + 1, min(len(lines), at + LONGEST_FORMULA)):
        if fenced[end]:
            return -1
        if lines[end].rstrip().endswith("$$"):
            return end
    return -1


def _set_back(lines: Sequence[str], fenced: Sequence[bool], numbers: dict[int, str]) -> Iterator[str]:
    """Yield the lines with every list that begins four or more columns in, below no other list, set back to the margin."""
    shift, listed = 0, False
    count = _Count()
    for at, (line, following) in enumerate(zip(lines, _followings(lines), strict=True)):
        if not fenced[at] and line.strip():
            line = count.standard(line, following, at + 1, numbers)
        flat = line.expandtabs(4)
        text = flat.lstrip()
        indent = len(flat) - len(text)
        if fenced[at] or not text:
            count.in_text = False
            opens = fenced[at] and (at == 0 or not fenced[at - 1])
            shift = shift if not opens or indent >= shift else 0
            yield flat[min(shift, indent) :] if shift else line
            continue
        is_item = bool(_LIST.match(text))
        shift = shift if indent >= shift else 0
        if is_item and not listed and not shift and indent >= FAR_IN:
            shift = indent
        listed = is_item or (listed and indent > 1)
        yield flat[shift:] if shift else line


def _followings(lines: Sequence[str]) -> list[str]:
    """Return for each line the next one that is not blank."""
    found: list[str] = []
    following = ""
    for line in reversed(lines):
        found.append(following)
        following = line if line.strip() else following
    return found[::-1]


@dataclass(slots=True)
class _Count:
    """How far lists by letters have come, and whether the line above is text that a list would have to interrupt."""

    letter: int = -1
    in_text: bool = False

    def standard(self, line: str, following: str, number: int, numbers: dict[int, str]) -> str:
        """Return a line with the marks that a word processor or a phone puts before it as Markdown's.

        "• etcd", "① Pod", "가. 뜻", "■ 노드": a title whose lines are set in below it is an item, which ends where they
        end; else it is a heading. A number goes to `numbers` where Markdown would not see a list.
        """
        title = _TITLE.fullmatch(line)
        if title and not following[:1].isspace() and not re.search(r"[:.]|다$", title.group(1)):
            self.in_text = False
            return f"### {title.group(1)}"
        line = _WIDE_MARK.sub(r"\1 ", _WIDE_MARGIN.sub(_narrow, line, count=1))
        line = _TITLE_BULLET.sub(r"\1- ", _BULLET.sub(r"\1- ", line, count=1))
        prefix = _PREFIX.match(line).group()  # type: ignore[union-attr]
        found, width = self._number(line[len(prefix) :])
        if found:
            numbers[number] = found
            line = f"{prefix}-{' ' * max(width - 1, 1)}{line[len(prefix) + width :]}"
        text = line[len(prefix) :]
        self.in_text = not (_LIST.match(text) or text.startswith(("#", "|", "<", ">")))
        return line

    def _number(self, text: str) -> tuple[str, int]:
        """Return the number before an item and the width of its mark, ("", 0) where Markdown sees it or there is none."""
        number, rest = numeral(text)
        if number:
            return number, len(text) - len(rest)
        if found := _COUNTED.match(text):
            place = (_SYLLABLES if found.group(1) in _SYLLABLES else _LETTERS).index(found.group(1))
            if place in (0, self.letter + 1):
                self.letter = place
                return str(place + 1), found.end()
        found = _PLAIN_NUMBER.match(text) if self.in_text else None
        return (found.group(1), found.end()) if found and found.group(1) != "1" else ("", 0)


def _narrow(found: re.Match[str]) -> str:
    return found.group().replace("\u3000", "  ")


def _shallow(lines: Iterator[str], fenced: Sequence[bool]) -> Iterator[str]:
    """Yield the lines with what is set in deeper than any outline set back to its deepest level."""
    margins: list[int] = []
    for line, code in zip(lines, chain(fenced), strict=True):
        text = line.lstrip()
        if code or not text:
            yield line
            continue
        indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        while margins and margins[-1] >= indent:
            margins.pop()
        margins.append(indent)
        if len(margins) > DEEPEST:
            line = " " * margins[DEEPEST - 1] + text
        yield _QUOTES.sub(r"\1", line) if text.startswith((">>", "> >")) else line
