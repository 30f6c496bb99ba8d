"""What may stand before a command: `ETCDCTL_API=3`, `sudo -u root`, `watch -n 1`, `time`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.domains.words import Word

_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=")
_KEYWORDS: Final = frozenset({"if", "then", "else", "elif", "do", "while", "until", "!", "{", "time"})

# Words that run the command behind them -> their options that take the next word.
WRAPPERS: Final[Mapping[str, frozenset[str]]] = {
    "sudo": frozenset({"-u", "-g", "-h", "-p"}),
    "watch": frozenset({"-n", "--interval"}),
    "xargs": frozenset({"-n", "-I", "-P", "-L", "-d", "-a", "-s", "-E"}),
    "env": frozenset({"-u"}),
    "timeout": frozenset({"-s", "-k"}),
    "nice": frozenset({"-n"}),
    **dict.fromkeys(("nohup", "exec", "command"), frozenset()),
}
# Programs that bring kubectl with them.
_BRINGERS: Final = frozenset({"microk8s", "k3s", "minikube"})


def strip(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[str, ...], tuple[str, ...]]:
    """Take assignments and wrappers off the front; return the words, the wrappers and the assignments."""
    wrappers: list[str] = []
    assignments: list[str] = []
    at = 0
    while at < len(words):
        text = words[at].text
        if _ASSIGNMENT.match(text):
            assignments.append(f"{text.partition('=')[0]}={words[at].pattern.partition('=')[2]}")
        elif text in _KEYWORDS:
            pass
        elif at + 1 < len(words) and (text in WRAPPERS or (text in _BRINGERS and words[at + 1].text == "kubectl")):
            wrappers.append(text)
            at = _skip_options(words, at, WRAPPERS.get(text, frozenset()))
        else:
            break
        at += 1
    return words[at:], tuple(wrappers), tuple(assignments)


def _skip_options(words: tuple[Word, ...], at: int, valued: frozenset[str]) -> int:
    """Return the place of the last option of the wrapper at `at`."""
    while at + 1 < len(words) and (words[at + 1].text.startswith("-") or words[at + 1].text.isdigit()):
        at += 2 if words[at + 1].text in valued else 1
    return at
