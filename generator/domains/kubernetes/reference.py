"""The kubectl reference as values: commands, flags, resources, and what was removed when.

`reference.json` holds facts only; `build_reference.py` makes it anew for a newer Kubernetes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

PATH: Final = Path(__file__).with_name("reference.json")


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag of kubectl. `optional`: its value may be left out, and is never the next word."""

    name: str
    short: str = ""
    type: str = "string"
    default: str = ""
    values: tuple[str, ...] = ()
    optional: bool = False
    required: bool = False
    deprecated: str = ""
    since: str = ""

    @property
    def takes_next(self) -> bool:
        """Whether the next word is its value when there is no `=`."""
        return self.type != "bool" and not self.optional


@dataclass(frozen=True, slots=True)
class Command:
    """A command of kubectl by its path, with its own flags and the global ones."""

    path: tuple[str, ...]
    usage: str = ""
    since: str = ""
    flags: dict[str, Flag] = field(default_factory=dict)
    shorts: dict[str, Flag] = field(default_factory=dict)
    children: dict[str, str] = field(default_factory=dict)  # name or alias -> name

    @property
    def name(self) -> str:
        """The path as one would type it, without `kubectl`."""
        return " ".join(self.path)


@dataclass(frozen=True, slots=True)
class Resource:
    """A kind of the API: `names` are all words that kubectl takes for it, the plural first."""

    name: str
    kind: str
    names: tuple[str, ...]
    shorts: tuple[str, ...]
    versions: tuple[str, ...]
    namespaced: bool

    @property
    def group(self) -> str:
        """The API group; empty for the core one."""
        return self.versions[0].rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Removed:
    """A command or a flag that is gone: `by` is the first release looked at that lacks it."""

    path: tuple[str, ...]
    flag: str
    by: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class RemovedApi:
    """An API version of a kind that is no longer served, with the one to write instead, if any."""

    api_version: str
    kind: str
    removed_in: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """All that is known of one release of kubectl."""

    version: str
    commands: dict[tuple[str, ...], Command]
    resources: tuple[Resource, ...]
    removed: tuple[Removed, ...]
    removed_apis: tuple[RemovedApi, ...]

    @property
    def release(self) -> str:
        """The version without its patch: "1.36"."""
        return ".".join(self.version.split(".")[:2])


@lru_cache(maxsize=1)
def reference() -> Reference:
    """Return the reference that is shipped."""
    return parse(json.loads(PATH.read_text(encoding="utf-8")))


def parse(data: dict[str, Any]) -> Reference:
    """Turn the JSON of a reference into values."""
    common = [_flag(name, facts) for name, facts in data["global_flags"].items()]
    commands: dict[tuple[str, ...], Command] = {(): Command(())}
    for name, facts in data["commands"].items():
        commands[tuple(name.split())] = _command(name, facts, common)
    commands[()] = _with_flags(commands[()], common)
    for path in sorted(commands):
        if path:
            _adopt(commands[path[:-1]], path[-1], data["commands"][" ".join(path)].get("aliases", []))
    return Reference(
        data["kubernetes"],
        commands,
        tuple(_resource(facts) for facts in data["resources"]),
        tuple(
            Removed(tuple(x["path"].split()), x.get("flag", ""), x["by"], x.get("instead", "")) for x in data["removed"]
        ),
        tuple(RemovedApi(*row) for row in data["removed_apis"]),
    )


def _command(name: str, facts: dict[str, Any], common: list[Flag]) -> Command:
    own = [_flag(flag, more) for flag, more in facts.get("flags", {}).items()]
    blank = Command(tuple(name.split()), facts.get("usage", ""), facts.get("since", ""))
    return _with_flags(blank, common + own)


def _with_flags(command: Command, flags: list[Flag]) -> Command:
    by_name = {flag.name: flag for flag in flags}
    shorts = {flag.short: flag for flag in by_name.values() if flag.short}
    return Command(command.path, command.usage, command.since, by_name, shorts)


def _adopt(parent: Command, name: str, aliases: list[str]) -> None:
    parent.children.update(dict.fromkeys([name, *aliases], name))


def _flag(name: str, facts: dict[str, Any]) -> Flag:
    return Flag(**{"name": name, **facts, "values": tuple(facts.get("values", ()))})


def _resource(facts: dict[str, Any]) -> Resource:
    names = tuple(dict.fromkeys([facts["name"], facts["singular"], facts["kind"].lower()]))
    return Resource(
        facts["name"],
        facts["kind"],
        names,
        tuple(facts.get("short_names", ())),
        tuple(facts["versions"]),
        facts["namespaced"],
    )


@lru_cache(maxsize=1)
def kinds() -> dict[str, tuple[str, ...]]:
    """Return each kind with its API versions, the preferred first."""
    out: dict[str, tuple[str, ...]] = {}
    for one in reference().resources:
        out[one.kind] = out.get(one.kind, ()) + one.versions
    return out


def resources() -> tuple[Resource, ...]:
    """Return the resources that the API serves."""
    return reference().resources


def removed_apis() -> tuple[RemovedApi, ...]:
    """Return the API versions that are no longer served."""
    return reference().removed_apis
