"""What the domains that have code of their own hand over: functions by name, looked up in the folder's package."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from typing import Any

from generator import programs


@lru_cache(maxsize=16)
def hooks(name: str) -> tuple[Callable[..., Any], ...]:
    """Return the functions of this name, in the order of the folders."""
    coded = (folder for folder in programs.tables() if (programs.FOLDER / folder / "__init__.py").exists())
    modules = [import_module(f"generator.domains.{folder}") for folder in coded]
    return tuple(getattr(module, name) for module in modules if hasattr(module, name))
