"""The names of programs that notes call: what the domains' folders know together, one list for all who read commands.

Data alone is read here, so that the shell reader below the domains needs nothing of theirs.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).with_name("domains")


@lru_cache(maxsize=1)
def tables() -> dict[str, dict[str, Any]]:
    """Return the `domain.toml` of every folder of `domains/`, by the folder's name, sorted."""
    found = sorted(FOLDER.glob("*/domain.toml"))
    return {path.parent.name: tomllib.loads(path.read_text(encoding="utf-8")) for path in found}


def words(table: dict[str, Any], key: str) -> tuple[str, ...]:
    """Return a list of names: in TOML one text with spaces between them."""
    return tuple(str(table.get(key, "")).split())


@lru_cache(maxsize=1)
def known() -> frozenset[str]:
    """Return every program that a domain knows by name."""
    return frozenset(name for table in tables().values() for name in words(table, "programs"))
