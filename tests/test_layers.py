"""Imports go one way, and each third-party library has one door."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "generator"
# From the top down: a module may import what stands below its own row, and its own folder.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("writing", "review"),
    ("pipeline",),
    (
        "reading",
        "outline",
        "patterns",
        "writers",
        "editor",
        "languages",
        "domains",
        "checks",
        "exporters",
        "study",
        "ledger",
        "llm",
        "verdicts",
    ),
    (
        "items",
        "formats",
        "hangul",
        "near",
        "files",
        "json_lines",
        "attachments",
        "pieces",
        "shell",
        "sql",
        "programs",
        "knowledge",
        "plugins",
        "recipe",
        "problems",
        "front",
        "names",
        "accounting",
        "unsaid",
        "visible",
        "marks",
        "yaml_text",
        "pictures",
        "workspace",
        "cache",
        "work",
    ),
    ("model",),
)
DOORS = {
    "markdown_it": {"reading"},
    "mdit_py_plugins": {"reading"},
    "yaml": {"yaml_text"},
    "genanki": {"exporters"},
    "kiwipiepy": {"languages"},
    "symspellpy": {"languages"},
    "fsrs": {"study"},
    "typst": {"exporters"},
    "pygments": {"exporters"},
    "platformdirs": {"study"},
    "openai": {"llm"},
    "starlette": {"review"},
    "uvicorn": {"review"},
    "watchfiles": {"review"},
}


def modules() -> list[Path]:
    found = sorted(path for path in ROOT.rglob("*.py") if "__pycache__" not in path.parts)
    assert len(found) > 40
    return found


def imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def part(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def layer(name: str) -> int:
    return next((at for at, names in enumerate(LAYERS) if name in names), -1)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down_and_siblings_never_meet(path: Path) -> None:
    own = part(path)
    if own == "__init__":
        return
    assert layer(own) >= 0, f'"{own}" stands in no layer'
    for name in imported(path):
        pieces = name.split(".")
        if pieces[0] != "generator" or len(pieces) < 2 or pieces[1] in (own, "__version__"):
            continue
        other = pieces[1]
        low = layer(own) == layer(other) == layer("near")  # the tools at the bottom may use each other
        assert layer(other) > layer(own) or low, f"{own} imports {other}"


def test_the_model_imports_nothing_of_ours() -> None:
    assert not [name for name in imported(ROOT / "model.py") if name.startswith("generator")]


def test_no_hook_of_a_domain_has_the_name_of_a_module() -> None:
    """Importing `kubernetes.values` would put the module in the place of a function `values` of the folder."""
    for path in (ROOT / "domains").glob("*/__init__.py"):
        named = {n.name for n in ast.parse(path.read_text("utf-8")).body if isinstance(n, ast.FunctionDef)}
        assert not named & {module.stem for module in path.parent.glob("*.py")}, path.parent.name


def test_one_module_draws_on_the_terminal() -> None:
    """Whoever else printed with rich would have its escapes shown as text: `_terminal` makes texts visible itself."""
    users = {
        path.relative_to(ROOT).as_posix() for path in modules() if any(n.startswith("rich.") for n in imported(path))
    }
    assert users == {"cli/_terminal.py"}


def test_each_library_is_imported_in_one_module() -> None:
    users: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        for name in imported(path):
            top = name.split(".")[0]
            if top not in sys.stdlib_module_names and top != "generator":
                users[top].add(part(path))
    for library, folders in DOORS.items():
        assert users[library] <= folders, f"{library} is imported in {sorted(users[library])}"
