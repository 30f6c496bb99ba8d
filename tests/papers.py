"""Quizzes to print in tests: of the gold's cards, and of a deck full of marks that printers trip over."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from generator import items
from generator.exporters.quiz.paper import Paper, commands
from generator.model import Card, Deck
from tests import gold_cards, quiz_cards

NASTY = r'#let x = 1; *bold* _it_ $x^2$ \n <label> @ref `raw` "q" // c /* */ [b](u) {c} ~ - + = / 1. &amp; | %'
ALIASES = [tuple(names) for names in gold_cards.gold()["aliases"]]


def card(line: int, direction: str, stem: str, key: str, kind: str = "definition", **more: Any) -> Card:
    """Return a card of a note of its own making."""
    fact = quiz_cards.fact(line, stem, last=line + 1, topic=("주제 #1",), label=key)
    return Card(fact, kind, direction, stem, key, id=f"id{line}", guid=f"g{line}", **more)


def nasty_deck() -> Deck:
    """Return cards with every mark that means something to typst, HTML, Markdown, XML or GIFT."""
    cards = [
        card(1, "term->meaning", NASTY, "#include <a> *b* $c$ ]]> {x} ~y =z :w"),
        card(3, "fill-blank", "앞 ____을(를) 뒤 #$*\\<", "$값$", accept=("~값=",)),
        card(5, "purpose->command", "여러 줄 #명령은?", 'cat <<EOF\napiVersion: v1 # "주석"\n  a: *b\nEOF', "command"),
        card(7, "list-all", "나쁜 목록은?", "a -> b, {c} = ~d, \\e: #f", "list"),
        card(9, "list-all", "순서는?", "build #1\ntag *2*\npush $3$", "procedure"),
        card(11, "question", "x" * 300, "엔드포인트슬라이스컨트롤러매니저서비스어카운트네임스페이스오브젝트"),
    ]
    cards += [
        card(100 + i, "purpose->command", f"{i}번 <작업>은?", f"kubectl do-{i} --a={{{i}}}", "command")
        for i in range(6)
    ]
    return Deck("나쁜 #글자* $의 \\ <덱>", tuple(cards))


@lru_cache
def gold() -> Deck:
    """Return the gold's cards."""
    return gold_cards.deck()


@lru_cache
def sheet(deck: Deck, count: int, seed: int) -> tuple[items.Item, ...]:
    """Return the items of a worksheet."""
    return items.items(deck, count=count, seed=seed, aliases=ALIASES)


def paper(deck: Deck | None = None, count: int = 25, versions: int = 1, seed: int = 7, **more: Any) -> Paper:
    """Return a paper of a deck, by default the gold's."""
    deck = deck or gold()
    made = sheet(deck, count, seed) if more.get("layout", "sheet") == "sheet" else items.whole_cards(deck, count, seed)
    return Paper(deck.name, deck.language, items.versions(made, versions, seed), commands=commands(deck.cards), **more)
