"""`NAME   READY   STATUS`, `drwxr-xr-x 2 root`: lines that a terminal printed, inside fences and outside them."""

from __future__ import annotations

import re

_PROMPT = re.compile(
    r"^\s*(?:[\w.-]+@[\w.-]+[:~ ]\S*\s*[$#%>]|\[[\w.-]+@[\w. ~/-]+\][$#]|PS [A-Z]:|[\w-]+\s*>\s|mysql>|sqlite\s?>|>>> |[A-Z]:\\)"
)
_COLUMNS = re.compile(r"\S(?: {2,}|\t+)\S+(?:.*\S(?: {2,}|\t+)\S)")
_LISTING = re.compile(r"^\s*(?:[-dlcbps][rwxsStT-]{9}[.+]?\s|total \d+|[\w./-]+\s+\d+/\d+\s)")
_LOG = re.compile(
    r"^\s*(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\w{3}\s+\d{1,2}\s\d\d:\d\d:\d\d|\[(?:INFO|WARN|ERROR|DEBUG)\w*\]|(?:INFO|WARN(?:ING)?|ERROR|DEBUG|FATAL)\b[: ]|==> |Traceback |E\d{4} |I\d{4} )"
)
_DUMP = re.compile(r"^\s*[A-Z][\w ./()-]{1,30}:\s{2,}\S|^\s*\"?[\w.-]+\"?\s*:\s*[\[{\"]|^\s*[{}\[\]],?\s*$")
_BOX = re.compile(r"^\s*[+|│├└┌]?[-─=+┬┼]{4,}")
_ADDRESS = re.compile(r"^\s*(?:\d{1,3}\.){3}\d{1,3}(?:/\d+)?(?:\s|:|$)|^\s*[0-9a-f]{12,}\b")
_SAID = re.compile(
    r"^\s*(?:error|Error|warning|fatal|Unable|Successfully|Downloading|Pulling|Digest:|Status:|Created|Removing|Reading package|Setting up|Get:\d)\b|^\S+/\S+ (?:created|configured|deleted|unchanged|exposed|scaled|labeled|patched)\b"
)
# What stands behind a program's name when it fails: "docker: Error response from daemon".
FAILED = re.compile(
    r"(?:error response|error:|fatal:|cannot connect|can't connect|command not found|permission denied|no such file)|.*\bTraceback \(",
    re.IGNORECASE,
)
HANGUL = re.compile(r"[가-힣]")


def is_output(line: str) -> bool:
    """Tell whether one line looks like what a terminal printed or showed."""
    if not line.strip():
        return False
    shapes = (_PROMPT, _LISTING, _LOG, _DUMP, _BOX, _ADDRESS, _SAID)
    if any(shape.search(line) for shape in shapes):
        return True
    return bool(_COLUMNS.search(line)) and not HANGUL.search(line)


def share(lines: list[str]) -> float:
    """Return the share of the lines with text that look like output."""
    full = [line for line in lines if line.strip()]
    return sum(is_output(line) for line in full) / len(full) if full else 0.0
