"""Plug-ins are modules in a folder, each ending in its one constant."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType
from typing import Any


def find(package: ModuleType, constant: str) -> dict[str, Any]:
    """Return `{module name: its constant}` for the modules of a package that define it, sorted by name.

    Modules without the constant are helpers of the others.
    """
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__) if not info.ispkg)
    modules = {name: importlib.import_module(f"{package.__name__}.{name}") for name in names}
    return {name: getattr(module, constant) for name, module in modules.items() if hasattr(module, constant)}
