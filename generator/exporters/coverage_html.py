"""The coverage report as pages: the notes line by line, with their cards and problems beside them. Works offline.

Pages hold no script: colours, folding and jumping are HTML and CSS, so that nothing can fail in a browser.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files

from generator.model import Card, Deck, LineUse, Problem, Severity, Source

_MARKS = {"used": "✓", "skipped": "–", "missed": "✗", "structure": "·"}
# More cards than this beside one line are folded: a heading's cards would push the note apart.
_MOST_OPEN = 4
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def render(decks: Sequence[Deck]) -> dict[str, bytes]:
    """Return the report's files by name: `index.html` and a page a note."""
    pages: dict[str, bytes] = {}
    rows: list[str] = []
    for deck in decks:
        for source in deck.sources:
            uses = [use for use in deck.usage if use.path == source.path]
            name = _page_name(source.path, pages)
            problems = [problem for problem in deck.problems if problem.span.path == source.path]
            pages[name] = _note_page(deck, source, uses, problems)
            rows.append(_index_row(name, source.path, deck.name, uses, problems))
    pages["index.html"] = _index(rows, decks)
    return pages


@lru_cache(maxsize=1)
def _style() -> str:
    return (files("generator.exporters") / "coverage.css").read_text("utf-8")


def _page(title: str, body: str, language: str) -> bytes:
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_style()}</style>"
    )
    return f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head>{head}</head>\n<body>\n{body}\n</body></html>\n'.encode()


def _page_name(path: str, taken: dict[str, bytes]) -> str:
    """Make a file name of a path; a short hash keeps apart what would fall together."""
    name = re.sub(r"[^\w.-]+", "_", path).strip("._")[-80:] + ".html"
    if name in taken or name == "index.html" or name == ".html":
        name = f"{name.removesuffix('.html')}-{hashlib.sha256(path.encode()).hexdigest()[:8]}.html"
    return name


def _share(uses: Sequence[LineUse]) -> float:
    content = [use for use in uses if use.status != "structure"]
    return 100.0 * sum(use.status != "missed" for use in content) / len(content) if content else 100.0


def _index(rows: list[str], decks: Sequence[Deck]) -> bytes:
    names = ("note", "deck", "content", "used", "skipped", "refused", "missed", "problems", "accounted")
    head = "".join(f"<th>{name}</th>" for name in names)
    body = f"<h1>Coverage of the study notes</h1>\n<table class=index><tr>{head}</tr>\n{''.join(rows)}</table>"
    return _page("Coverage", body, decks[0].language if decks else "en")


def _index_row(name: str, path: str, deck: str, uses: Sequence[LineUse], problems: Sequence[Problem]) -> str:
    counts = Counter(use.status for use in uses)
    share = _share(uses)
    each = (counts[status] for status in ("used", "skipped", "refused", "missed"))
    numbers = (len(uses) - counts["structure"], *each, len(problems))
    cells = "".join(f"<td class=n>{number}</td>" for number in numbers)
    bar = f'<td class=n><meter min=0 max=100 value="{share:.1f}"></meter> {share:.1f} %</td>'
    return f'<tr><td><a href="{escape(name)}">{escape(path)}</a></td><td>{escape(deck)}</td>{cells}{bar}</tr>\n'


def _note_page(deck: Deck, source: Source, uses: Sequence[LineUse], problems: Sequence[Problem]) -> bytes:
    counts = Counter(use.status for use in uses)
    legend = " ".join(
        f'<label class="{status}"><input type=checkbox checked id="show-{status}"> {_MARKS[status]} {status} {counts[status]}</label>'
        for status in _MARKS
    )
    head = (
        f'<p><a href="index.html">all notes</a></p><h1>{escape(source.path)}</h1>'
        f"<p>{_share(uses):.1f} % of the content lines are accounted for; {len(problems)} problems.</p>"
    )
    by_line = {use.line: use for use in uses}
    cards = {card.id: card for card in deck.cards}
    first_line = _first_lines(uses)
    lines = "".join(
        _line(number, text, by_line.get(number, LineUse(source.path, number, "structure")), cards, first_line,
              [problem for problem in problems if problem.span.first == number])
        for number, text in enumerate(source.lines, 1)
    )  # fmt: skip
    return _page(
        source.path, f"{head}\n<div class=legend>{legend}</div>\n<table class=note>\n{lines}</table>", deck.language
    )


def _first_lines(uses: Sequence[LineUse]) -> dict[str, int]:
    """Return the line where each card is shown: the first that it comes from; headings give only its subject."""
    found: dict[str, int] = {}
    for use in uses:
        for card in use.cards:
            found.setdefault(card, use.line)
    return found


def _line(
    number: int, text: str, use: LineUse, cards: dict[str, Card], first: dict[str, int], problems: Sequence[Problem]
) -> str:
    mine = [cards[card] for card in use.cards if card in cards and _shown_at(cards[card], number, first)]
    beside = "".join((*_problems(problems), *_cards(mine)))
    reason = f"<i>{escape(use.reason)}</i>" if use.reason and use.status == "skipped" else ""
    title = f"{use.status}: {use.reason}" if use.reason else use.status
    code = f"<td class=text><code>{_marked(text, problems)}</code></td>"
    return (
        f'<tr class="{use.status}" id="L{number}"><td class=n><a href="#L{number}">{number}</a></td>'
        f'<td class=mark title="{escape(title)}">{_MARKS.get(use.status, "")}</td>{code}<td>{reason}{beside}</td></tr>\n'
    )


def _shown_at(card: Card, number: int, first: dict[str, int]) -> bool:
    span = card.fact.span
    return number == span.first or (first.get(card.id) == number and not span.first <= number <= span.last)


def _marked(text: str, problems: Sequence[Problem]) -> str:
    """Underline the line from the first problem's column on, as far as its quoted word goes."""
    spots = []
    for problem in problems:
        quoted = re.match(r'[^"]*"([^"]+)"', problem.message)
        word = quoted[1] if quoted and text.startswith(quoted[1], problem.column - 1) else ""
        if word:
            spots.append((problem.column - 1, problem.column - 1 + len(word), problem.severity.value))
    parts, end = [], 0
    for start, stop, severity in sorted(spots):
        if start >= end:
            parts += [escape(text[end:start]), f'<u class="{severity}">{escape(text[start:stop])}</u>']
            end = stop
    return "".join(parts) + escape(text[end:]) or " "


def _problems(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in sorted(problems, key=lambda p: (_RANK[p.severity], p.column, p.code)):
        fix = f" → <code>{escape(problem.fix)}</code>" if problem.fix else ""
        yield f'<p class="problem {problem.severity.value}">{escape(problem.message)}{fix} <small>{escape(problem.code)}</small></p>'


def _cards(cards: Sequence[Card]) -> Iterator[str]:
    if cards:
        inner = "".join(_card(card) for card in cards)
        count = "1 card" if len(cards) == 1 else f"{len(cards)} cards"
        shown = " open" if len(cards) <= _MOST_OPEN else ""
        yield f"<details{shown}><summary>{count}</summary><dl>{inner}</dl></details>"


def _card(card: Card) -> str:
    notices = "".join(f"<dd class=notice>{escape(notice)}</dd>" for notice in card.notices)
    key = "<br>".join(map(escape, card.key.split("\n")))
    return f'<dt title="{escape(card.id)}">{escape(card.stem)}</dt><dd>{key}</dd>{notices}'
