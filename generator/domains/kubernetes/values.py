"""The values of kubectl's flags, and its words for resources, in one spelling each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from generator.domains.kubernetes import usage
from generator.domains.kubernetes.invocation import resource_name
from generator.domains.kubernetes.reference import Flag, Resource, reference

# Flags that may be given again and whose commas are part of the value.
ARRAYS: Final = frozenset(
    {
        *(
            "from-literal",
            "env",
            "annotation",
            "annotations",
            "rule",
            "user",
            "group",
            "serviceaccount",
            "resource-name",
        ),
        *("audience", "auth-provider-arg", "exec-arg", "exec-env", "as-user-extra", "prune-allowlist"),
    }
)

# Flags whose one value is a list by commas, in any order.
SELECTORS: Final = frozenset(
    ["selector", "field-selector", "labels", "limits", "requests", "hard", "scopes", "types", "pod-selector"]
)

# Defaults that `--help` does not tell: what kubectl does when the flag is left out.
DEFAULTS: Final = {
    ("autoscale", "min"): "1",
    ("expose", "type"): "ClusterIP",
    ("expose", "protocol"): "TCP",
    ("wait", "timeout"): "30s",
}

# Flags that do something by being given, even with their default.
MEANT: Final = frozenset({("api-resources", "namespaced"), ("logs", "tail")})

_UNITS: Final = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}
_TRUE: Final = frozenset({"1", "t", "T", "TRUE", "true", "True"})
_VERSION: Final = re.compile(r"v\d+(?:(?:alpha|beta)\d+)?")


def flag_values(path: str, flag: Flag, value: str | None) -> tuple[str, ...]:
    """Return the values of a flag in one spelling; several for a list."""
    if flag.type == "bool":
        return ("true" if value is None or value in _TRUE else "false",)
    if value is None:
        value = ""
    value = usage.OLD_VALUES.get((flag.name, value), value) if flag.optional else value
    if flag.type == "list" and flag.name not in ARRAYS:
        return tuple(_scalar(path, flag, part) for part in value.split(","))
    return (_scalar(path, flag, value),)


def is_default(path: str, flag: Flag, values: tuple[str, ...]) -> bool:
    """Tell whether the flag could be left out."""
    if flag.required or (path, flag.name) in MEANT or path.startswith("config"):
        return False
    default = DEFAULTS.get((path, flag.name), flag.default)
    if flag.type == "bool":
        default = default or "false"
    return values == flag_values(path, flag, default)


def _scalar(path: str, flag: Flag, value: str) -> str:
    """Return one value in one spelling."""
    if flag.type == "int" and re.fullmatch(r"[+-]?\d+", value):
        return str(int(value))
    if flag.type == "duration" or flag.name in ("timeout", "request-timeout"):
        return _seconds(value)
    if flag.name in ("filename", "kustomize"):
        return file_name(value)
    if flag.name in SELECTORS:
        return selector(value)
    if flag.name == "sort-by":
        return value.strip("{}").removeprefix(".")
    if flag.name == "for" and path == "wait":
        return _condition(value)
    if flag.name in ("resource", "from", "for"):
        return reference_name(value)
    if flag.name == "tcp" and value.isdigit():
        return f"{value}:{value}"
    return value


def _seconds(value: str) -> str:
    """Return a time in seconds: "90s" and "1m30s" are one."""
    parts = re.findall(r"(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)", value)
    if not parts or "".join(map("".join, parts)) != value:
        return value
    return f"{sum(float(number) * _UNITS[unit] for number, unit in parts):g}s"


def file_name(value: str) -> str:
    """Return a path without `./` in front and `/` behind."""
    short = re.sub(r"^(?:\./)+", "", value)
    return (short.rstrip("/") if len(short) > 1 else short) or "."


def selector(value: str) -> str:
    """Return a selector in one spelling: parts and sets sorted, `==` as `=`."""
    parts = re.split(r",(?![^(]*\))", value)
    return ",".join(sorted(map(_requirement, parts)))


def _requirement(part: str) -> str:
    found = re.fullmatch(r"\s*(\S+)\s+(in|notin)\s*\(([^()]*)\)\s*", part)
    if found:
        return f"{found[1]} {found[2]} ({','.join(sorted(word.strip() for word in found[3].split(',')))})"
    return re.sub(r"\s*(!=|==?)\s*", lambda sign: "=" if sign[1] == "==" else sign[1], part.strip())


def _condition(value: str) -> str:
    """Return what to wait for; conditions are read in any case, and true unless they say otherwise."""
    head, equals, rest = value.partition("=")
    if head.lower() != "condition" or not equals:
        return value
    return f"condition={rest.lower().removesuffix('=true')}"


def reference_name(value: str) -> str:
    """Return `TYPE[/NAME]` with the type in one spelling."""
    kind, slash, name = value.partition("/")
    return type_name(kind) + slash + name


@lru_cache(maxsize=4096)
def type_name(word: str) -> str:
    """Return a resource type as its plural, with its group where it is not the usual one."""
    base, dot, group = word.partition(".")
    plural = resource_name(base)
    if not plural:
        return word
    version, _, behind = group.partition(".")
    if _VERSION.fullmatch(version) and behind:
        group = behind if _resource(plural, behind, version) else group
    return plural if not dot or _resource(plural, group, "") else f"{plural}.{group}"


def _resource(plural: str, group: str, version: str) -> Resource | None:
    """Return the resource that the plural stands for, if it is in the group and prefers the version."""
    one = next((one for one in reference().resources if one.name == plural), None)
    if one is None or one.group != group or (version and one.versions[0].rpartition("/")[2] != version):
        return None
    return one
