"""How time grows with a note: python -m tests.benchmarks.reading_growth [STAGE] [INPUT…]. To reach: an exponent of 1.2.

Each input is made at its size, twice and four times that; the exponent is that of the last doubling, by characters
(lines that are each set in deeper grow as the square of their number). STAGE is "read",
"check", "shell" or "cards"; without one, all are measured.
"""

from __future__ import annotations

import gc
import math
import sys
import time
from collections.abc import Callable

from generator import checks, reading, shell
from generator.knowledge import Domain, Note
from generator.model import Source
from tests.pipeline_cards import pipeline_cards

# From hostile files and from real ones: each was slower than linear once.
INPUTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "open pictures": (1000, lambda n: "![a](" * n),
    "open badges": (10_000, lambda n: "[![" * n),
    "open brackets": (10_000, lambda n: "[" * n),
    "nested links": (2000, lambda n: "[a](" * n + ")" * n),
    "closed brackets": (10_000, lambda n: "[a]" * n),
    "open strikes": (4000, lambda n: "~~a " * n),
    "open bold": (4000, lambda n: "**a " * n),
    "bold and italics": (4000, lambda n: "*a **b " * n),
    "closers": (4000, lambda n: "a** b_ " * n),
    "a long word": (30_000, lambda n: "a" * n),
    "a long Korean word": (10_000, lambda n: "파드" * n),
    "underscores": (10_000, lambda n: "a_" * n),
    "blank lines": (40_000, lambda n: "# 제목\n" + "\n" * n + "끝: 뜻"),
    "indented deeper": (200, lambda n: "\n".join(" " * at + "줄" for at in range(n))),
    "bullets deeper": (200, lambda n: "\n".join(" " * 2 * at + "- 줄" for at in range(n))),
    "quotes deeper": (200, lambda n: "\n".join(">" * at + " 줄" for at in range(1, n))),
    "headings by number": (500, lambda n: "\n".join(f"{'.'.join(['1'] * at)} 제목" for at in range(2, n))),
    "headings": (3000, lambda n: "\n".join(f"{'#' * (1 + at % 6)} 제목 {at}\n본문" for at in range(n))),
    "bullets": (6000, lambda n: "\n".join(f"- 용어{at}: 키-값 저장소 {at}" for at in range(n))),
    "a long paragraph": (3000, lambda n: "\n".join(f"용어{at}: 키-값 저장소 {at}" for at in range(n))),
    "unclosed ticks": (3000, lambda n: " ".join("`" * (1 + at % 50) + "a" for at in range(n))),
    "open tags": (5000, lambda n: "<a b=" * n),
    "open comments": (5000, lambda n: "글 <!-- " * n),
    "comments on lines": (5000, lambda n: "글 <!--\n" * n),
    "percent signs": (5000, lambda n: "글 %% " * n + "\n" + "가 %%\n\n" * n),
    "dollars": (5000, lambda n: "$a " * n),
    "formulas": (3000, lambda n: "$$\n" * n),
    "entities": (5000, lambda n: "&a" * n),
    "hash tags": (5000, lambda n: "#tag " * n + "끝"),
    "definitions": (3000, lambda n: "\n".join(f"[a{at}]: b.md" for at in range(n))),
    "footnotes": (1500, lambda n: "\n".join(f"[^{at}]: 각주" for at in range(n))),
    "tables": (3000, lambda n: "| a | b |\n|---|---|\n" + "| `c|d` | e |\n" * n),
    "a wide row": (3000, lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|b" * n + "|"),
    "fences": (2000, lambda n: "```sh\nls -l\n```\n" * n),
    "an open fence": (5000, lambda n: "```\n" + "ls -l\n" * n),
    "numbers": (5000, lambda n: "\n".join(f"{at % 900}. 단계" for at in range(n))),
    "html": (3000, lambda n: "<div>\n" + "<b>a</b>\n" * n + "</div>"),
    "open tags in html": (5000, lambda n: "<div>\n" + '<a b="' * n),
    "open comments in html": (5000, lambda n: "<div>\n" + "<!--" * n),
    "declarations": (5000, lambda n: "<div>\n" + "<![x" * n),
    "details": (2000, lambda n: "<details><summary>a</summary>\n\nb\n\n" * n),
    "table html": (3000, lambda n: "<table>\n" + "<tr><td>a</td><td>b</td></tr>\n" * n + "</table>"),
    "arrows": (2000, lambda n: "시작\n" + "→ 다음\n" * n),
    "arrows from name to name": (
        500,
        lambda n: "# 상태\n\n" + "\n".join(f"- 단계{at} -> 단계{at * 7}" for at in range(n)),
    ),
    "questions": (2000, lambda n: "\n".join(f"Q: 용어{at}는 무엇인가?\nA: 저장소 {at}\n" for at in range(n))),
    "rare words": (
        2000,
        lambda n: "\n".join(f"- {hangul(at)}{hangul(at * 7)}는 {hangul(at * 3)}이다" for at in range(n)),
    ),
    "links": (3000, lambda n: "\n".join(f"- [글 {at}](a{at}.md)와 ![그림](b{at}.png)" for at in range(n))),
    "one word twice": (3000, lambda n: "- 컨테이너 런타임 deployment\n" * n),
    "names of tools": (2000, lambda n: "ChatGPT\n파드: 가장 작은 단위\n" * n),
    "prompts and output": (5000, lambda n: "```sh\n$ ls\n" + "NAME   READY\n" * n + "```"),
    "commands": (2000, lambda n: "```sh\n" + "# 목록\nkubectl get po\n" * n + "```"),
}


def hangul(number: int) -> str:
    """Return two syllables that no other small number has."""
    return chr(0xAC00 + number * 13 % 11172) + chr(0xAC00 + number * 101 % 11172)


def stages() -> dict[str, Callable[[str], object]]:
    """Return what is measured, by name; each takes the text of a note."""

    def check(text: str) -> object:
        source = Source("n.md", text)
        return checks.run(Note(source, reading.read(source), Domain("none"), lambda path: False))

    return {
        "read": lambda text: reading.read(Source("n.md", text)),
        "shell": lambda text: shell.commands(text, "sh"),
        "check": check,
        "cards": lambda text: pipeline_cards({"n.md": text}),
    }


def seconds(stage: Callable[[str], object], text: str) -> float:
    gc.collect()
    start = time.process_time()
    stage(text)
    return time.process_time() - start


def main() -> None:
    """Print seconds and exponent of each input; those that grow faster are marked."""
    wanted = [word for word in sys.argv[1:] if word in stages()] or list(stages())
    named = [word for word in sys.argv[1:] if word in INPUTS] or list(INPUTS)
    for stage in wanted:
        run = stages()[stage]
        run("# warm\n- up: 뜻\n")
        for name in named:
            size, make = INPUTS[name]
            texts = [make(size * factor) for factor in (1, 2, 4)]
            times = [seconds(run, text) for text in texts]
            exponent = math.log(max(times[2], 0.001) / max(times[1], 0.001), len(texts[2]) / len(texts[1]))
            mark = "  <--" if exponent > 1.2 and times[2] > 0.2 else ""
            print(
                f"{stage:6} {name:20} {size:6} {' '.join(f'{t:7.3f}' for t in times)} s  n^{exponent:4.2f}{mark}",
                flush=True,
            )


if __name__ == "__main__":
    main()
