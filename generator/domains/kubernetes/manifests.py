"""A manifest against the Kubernetes schemas: kind and API version with exact case, removed APIs, fields and their types.

Custom resources, templates and placeholders are none of its business: what it cannot know it does not report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from generator import near, yaml_text
from generator.knowledge import Remark
from generator.model import Severity
from generator.yaml_text import Place

KIND, VERSION, REMOVED, FIELD, TYPE, YAML = (
    "manifest-kind", "manifest-api-version", "manifest-removed-api", "manifest-field", "manifest-type", "manifest-yaml",
)  # fmt: skip
VALUE = "manifest-value"
CODES = (KIND, VERSION, REMOVED, FIELD, TYPE, VALUE, YAML)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEMPLATE = re.compile(r"\{\{.*?\}\}")
_UNSURE = re.compile(r"[<>{}$\[\]|]|\.\.\.|…|[^\x00-\x7f]|^[A-Z][A-Z0-9_]+$|^[xX]+$|^-$|^\s*$")
_ELLIPSIS = re.compile(r"^\s*(?:-\s*)?(?:\.{2,}|…+|~|:|\(?\s*(?:중략|생략|이하 생략)\s*\)?)\s*$")
# Kinds of files that look like manifests and are read by other programs than the API server.
_OTHER_FILES = _words("""
    Config List Kustomization Component Cluster ClusterConfiguration InitConfiguration JoinConfiguration
    KubeletConfiguration KubeProxyConfiguration KubeSchedulerConfiguration EncryptionConfiguration Policy
    AdmissionConfiguration AuditSink ImageReview ExecCredential Configuration Template Chart
""")
# Successors whose fields differ from what they replace: a new version alone would not do.
_RESHAPED = frozenset(("Ingress", "HorizontalPodAutoscaler", "CustomResourceDefinition", "PodSecurityPolicy"))
_ENUMS = {
    ("ServiceSpec", "type"): ("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
    ("PodSpec", "restartPolicy"): ("Always", "OnFailure", "Never"),
    ("PodSpec", "dnsPolicy"): ("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
    ("Container", "imagePullPolicy"): ("Always", "IfNotPresent", "Never"),
    ("ContainerPort", "protocol"): ("TCP", "UDP", "SCTP"),
    ("ServicePort", "protocol"): ("TCP", "UDP", "SCTP"),
    ("HTTPIngressPath", "pathType"): ("Exact", "Prefix", "ImplementationSpecific"),
    ("CronJobSpec", "concurrencyPolicy"): ("Allow", "Forbid", "Replace"),
    ("DeploymentStrategy", "type"): ("RollingUpdate", "Recreate"),
    ("ServiceSpec", "sessionAffinity"): ("ClientIP", "None"),
    ("ServiceSpec", "externalTrafficPolicy"): ("Cluster", "Local"),
    ("Toleration", "operator"): ("Exists", "Equal", "Lt", "Gt"),
    ("Toleration", "effect"): ("NoSchedule", "PreferNoSchedule", "NoExecute"),
    ("Taint", "effect"): ("NoSchedule", "PreferNoSchedule", "NoExecute"),
    ("LabelSelectorRequirement", "operator"): ("In", "NotIn", "Exists", "DoesNotExist"),
    ("NodeSelectorRequirement", "operator"): ("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
    ("PersistentVolumeSpec", "persistentVolumeReclaimPolicy"): ("Retain", "Delete", "Recycle"),
}  # fmt: skip
# Fields that mean one thing wherever they stand, so that an excerpt beginning with one can be read.
_EXCERPTS = {
    "containers": "[Container", "initContainers": "[Container", "livenessProbe": "Probe", "readinessProbe": "Probe",
    "startupProbe": "Probe", "volumeMounts": "[VolumeMount", "tolerations": "[Toleration",
    "volumeClaimTemplates": "[PersistentVolumeClaim", "topologySpreadConstraints": "[TopologySpreadConstraint",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What `fields.json` holds, indexed."""

    types: dict[str, dict[str, str]]
    served: dict[str, dict[str, str]]  # kind -> {API version: type}
    removed: dict[tuple[str, str], tuple[str, str]]  # (API version, kind) -> (release, successor)
    groups: frozenset[str]
    folded: dict[str, str]  # kind in small letters -> kind


@lru_cache(maxsize=1)
def facts() -> Facts:
    """Read the tables, once."""
    data = json.loads((files("generator.domains.kubernetes") / "fields.json").read_text("utf-8"))
    served: dict[str, dict[str, str]] = {}
    for version, kinds in data["kinds"].items():
        for kind, name in kinds.items():
            served.setdefault(kind, {})[version] = name
    removed = {(version, kind): (release, successor) for version, kind, release, successor in data["removed"]}
    kinds = {*served, *(kind for _version, kind in removed)}
    groups = frozenset(_group(version) for version in (*data["kinds"], *(version for version, _kind in removed)))
    return Facts(data["types"], served, removed, groups, {kind.casefold(): kind for kind in sorted(kinds)})


def _group(version: str) -> str:
    return version.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class _Document:
    """One YAML document: its lines, and where it begins in the fence's text."""

    lines: tuple[str, ...]
    starts: tuple[int, ...]  # the offset of each line
    whole: bool  # nothing was left out or to be filled in

    def remark(
        self, place: Place, text: str, severity: Severity, code: str, message: str, right: str = "",
        certain: bool = False,
    ) -> Iterator[Remark]:  # fmt: skip
        """Yield a remark about `text`, which begins at the place, unless the line holds a template."""
        line, column = place.span.first - 1, place.column - 1
        if line >= len(self.lines) or "\x01" in self.lines[line]:
            return
        if self.lines[line][column : column + 1] in ("'", '"') and text[:1] not in ("'", '"'):
            column += 1
        if not self.lines[line].startswith(text, column):
            text, right, certain = self.lines[line][column:].rstrip(), "", False
        start = self.starts[line] + column
        yield Remark(start, start + len(text), severity, code, message, right, certain and bool(right))


def check(text: str) -> tuple[Remark, ...]:
    """Return what is wrong in the text of a YAML or JSON block."""
    found: list[Remark] = []
    for document in _documents(text):
        found += _check(document)
    return tuple(sorted(set(found), key=lambda r: (r.start, r.code, r.message)))


def _documents(text: str) -> Iterator[_Document]:
    """Split at `---`; templates become words of the same length, ellipses become comments."""
    kept: list[str] = []
    starts: list[int] = []
    offset, whole = 0, True
    for line in text.split("\n"):
        if re.match(r"---(\s|$)", line):
            yield _Document(tuple(kept), tuple(starts), whole)
            kept, starts, whole = [], [], True
        else:
            shown = _shown(line)
            whole = whole and shown == line
            kept.append(shown)
            starts.append(offset)
        offset += len(line) + 1
    yield _Document(tuple(kept), tuple(starts), whole)


def _shown(line: str) -> str:
    if _ELLIPSIS.match(line):
        return "#" * len(line) if line.strip() else line
    if "{{" not in line:
        return line
    if not _TEMPLATE.sub("", line).strip():
        return ""
    return _TEMPLATE.sub(lambda match: "\x01" * len(match.group()), line)


def _check(document: _Document) -> Iterator[Remark]:
    text = "\n".join(document.lines)
    root, problems = yaml_text.compose("", text.replace("\x01", "x"))
    if root is None:
        yield from _no_yaml(document, text, problems)
        return
    if isinstance(root.value, dict):
        manifest = {"apiVersion", "kind"} & root.value.keys()
        for problem in problems if manifest else ():
            place = Place("", problem.span, problem.column)
            key = problem.message.split('"')[1]
            hint = '; separate documents with "---"' if key in ("apiVersion", "kind", "metadata") else ""
            message = f'the field "{key}" stands twice in one map{hint}'
            yield from document.remark(place, key, Severity.WARNING, FIELD, message)
        yield from _root(document, root.value)
    elif isinstance(root.value, list):
        yield from _items(document, root, "[Container", "containers", exact=False)


def _no_yaml(document: _Document, text: str, problems: list[Any]) -> Iterator[Remark]:
    manifest = re.search(r"^apiVersion:\s*\S", text, re.MULTILINE) and re.search(r"^kind:\s*\S", text, re.MULTILINE)
    if manifest and document.whole and not re.search(r"[<{$%]|\.\.\.|^\s*[$#>]\s|^\w+\s\w", text, re.MULTILINE):
        for problem in problems:
            place = Place("", problem.span, problem.column)
            yield from document.remark(place, "", Severity.WARNING, YAML, problem.message)


Entries = dict[str, tuple[Place, Place]]


def _root(document: _Document, entries: Entries) -> Iterator[Remark]:
    yield from _root_keys(document, entries)
    kind = entries["kind"][1] if "kind" in entries else None
    version = entries["apiVersion"][1] if "apiVersion" in entries else None
    if kind is None:
        for key, (_key, value) in entries.items():
            if version is None and key in _EXCERPTS:
                yield from _value(document, value, _EXCERPTS[key], key, "", exact=False)
        return
    if not isinstance(kind.value, str) or _UNSURE.search(kind.value) or kind.value in _OTHER_FILES:
        return
    named = version.value if version and isinstance(version.value, str) else ""
    if named and _UNSURE.search(named):
        return
    name, wrong = _kind(document, kind, named)
    yield from wrong
    if name and version and named:
        yield from _version(document, version, name)
    yield from _fields_of(document, entries, name, named)


def _root_keys(document: _Document, entries: Entries) -> Iterator[Remark]:
    for right in ("apiVersion", "kind", "metadata"):
        slip = next((key for key in entries if key.casefold() == right.casefold() and key != right), "")
        if slip and right not in entries and len(entries.keys() & {"apiVersion", "kind", "metadata", "spec"}) >= 2:
            message = f'unknown field "{slip}"; write "{right}"'
            yield from document.remark(entries[slip][0], slip, Severity.ERROR, FIELD, message, right, certain=True)


def _kind(document: _Document, place: Place, version: str) -> tuple[str, Iterator[Remark]]:
    """Return the kind that is meant ("" if none is known), and what is wrong with how it is written."""
    written, known = str(place.value), facts()
    if written in known.folded.values():
        return written, iter(())
    if version and _group(version) not in known.groups and "." in version:
        return "", iter(())
    right = known.folded.get(written.casefold(), "")
    if right:
        message = f'kind "{written}" is written "{right}": the API server takes kinds with exact case only'
        return right, document.remark(place, written, Severity.ERROR, KIND, message, right, certain=True)
    right = _nearest(written, [kind for kind in known.folded.values() if not kind.endswith("List")])
    sure = bool(right) and (version in known.served.get(right, {}) or (version, right) in known.removed)
    if not right:
        return "", iter(())
    severity = Severity.ERROR if sure else Severity.WARNING
    message = f'Kubernetes has no kind "{written}"; did you mean "{right}"?'
    return right if sure else "", document.remark(place, written, severity, KIND, message, right, certain=sure)


def _nearest(written: str, names: list[str] | dict[str, str]) -> str:
    """Return the one name that a word misses by a letter (two in long words), or ""."""
    folded = written.casefold()
    same = [name for name in names if name.casefold() == folded]
    if len(same) == 1:
        return same[0]
    limit = 0 if len(written) < 3 else 1 if len(written) < 8 else 2 if len(written) < 16 else 3
    apart = sorted((near.distance(folded, name.casefold(), limit), name) for name in names)
    apart = [pair for pair in apart if pair[0] <= limit and len(pair[1]) > pair[0] + 1]
    best = [name for distance, name in apart if distance == apart[0][0]]
    return best[0] if len(best) == 1 else ""


def _version(document: _Document, place: Place, kind: str) -> Iterator[Remark]:
    version, known = str(place.value), facts()
    served = known.served.get(kind, {})
    if version in served:
        return
    if (version, kind) in known.removed:
        yield from _removed(document, place, kind)
        return
    foreign = _group(version) not in known.groups and "." in version
    versions = sorted(served) or sorted({old for old, name in known.removed if name == kind})
    slip = _nearest(version, versions) if foreign else ""
    if foreign and not slip:
        return  # a custom resource may bear the name of a built-in kind
    current = [name for name in versions if re.search(r"(^|/)v\d+$", name)] or versions
    right = slip or next((v for v in current if v.casefold() == version.casefold()), "") or current[-1]
    message = f'"{kind}" is not in API version "{version}"; write "{right}"'
    yield from document.remark(place, version, Severity.ERROR, VERSION, message, right, certain=len(current) == 1)


def _removed(document: _Document, place: Place, kind: str) -> Iterator[Remark]:
    version, known = str(place.value), facts()
    release, successor = known.removed[version, kind]
    while (successor, kind) in known.removed and successor not in known.served.get(kind, {}):
        successor = known.removed[successor, kind][1]
    then = f'write "{successor}"' if successor else "it has no successor"
    message = (
        f'API version "{version}" of "{kind}" was removed in Kubernetes {release.strip("v").removesuffix(".0")}; {then}'
    )
    certain = bool(successor) and kind not in _RESHAPED
    yield from document.remark(place, version, Severity.ERROR, REMOVED, message, successor, certain=certain)


def _fields_of(document: _Document, entries: Entries, kind: str, version: str) -> Iterator[Remark]:
    served = facts().served.get(kind, {})
    name = served.get(version) or (next(iter(served.values())) if len(served) == 1 and not version else "")
    if not name and kind and version and _group(version) in facts().groups and len(served) == 1:
        name = "" if (version, kind) in facts().removed else next(iter(served.values()))
    if name in facts().types:
        yield from _map(document, entries, name, kind, exact=True)


def _map(document: _Document, entries: Entries, name: str, path: str, exact: bool) -> Iterator[Remark]:
    fields = facts().types[name]
    for key, (place, value) in entries.items():
        if key in fields:
            yield from _value(document, value, fields[key], key, name, exact)
        elif not _UNSURE.search(key) and key != "<<" and path:
            yield from _unknown(document, place, key, entries, name, path, exact)


def _unknown(
    document: _Document, place: Place, key: str, entries: Entries, name: str, path: str, exact: bool
) -> Iterator[Remark]:
    fields = facts().types[name]
    if key.casefold() in ("apiversion", "kind", "metadata") and name in facts().folded.values():
        return  # reported with the root
    right = _nearest(key, [field for field in fields if field not in entries])
    if right:
        message = f'unknown field "{key}" in "{path}"; did you mean "{right}"?'
        yield from document.remark(place, key, Severity.ERROR, FIELD, message, right, certain=True)
        return
    if exact and document.whole:
        home = next((f for f in sorted(fields) if key in facts().types.get(fields[f].lstrip("[{"), {})), "")
        hint = f'; it belongs under "{home}"' if home else ""
        yield from document.remark(place, key, Severity.ERROR, FIELD, f'unknown field "{key}" in "{path}"{hint}')


def _value(document: _Document, place: Place, wanted: str, key: str, owner: str, exact: bool) -> Iterator[Remark]:
    """Compare a value with the type that its field has."""
    value = place.value
    if value is None or wanted == "*" or _is_placeholder(value):
        return
    if wanted[0] == "[":
        yield from _items(document, place, wanted, key, exact)
    elif wanted[0] == "{" or wanted == "o" or len(wanted) > 1:
        yield from _object(document, place, wanted, key, exact)
    else:
        yield from _scalar(document, place, wanted, key, owner)


def _is_placeholder(value: Any) -> bool:
    """`{name}` is a map with one empty key to YAML, and something to fill in to a reader."""
    if isinstance(value, dict):
        return len(value) == 1 and all(inner.value is None for _key, inner in value.values())
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0].value, str) and "-" in value[0].value


def _open_text(place: Place) -> bool:
    return isinstance(place.value, str) and bool(_UNSURE.search(place.value))


def _items(document: _Document, place: Place, wanted: str, key: str, exact: bool) -> Iterator[Remark]:
    if isinstance(place.value, list):
        for item in place.value:
            yield from _value(document, item, wanted[1:], key, "", exact)
    elif not _open_text(place):
        message = f'"{key}" must be a list; begin each item with "-"'
        yield from document.remark(place, "", Severity.ERROR, TYPE, message)
        if isinstance(place.value, dict):  # an excerpt that left the dash out
            yield from _value(document, place, wanted[1:], key, "", exact=False)


def _object(document: _Document, place: Place, wanted: str, key: str, exact: bool) -> Iterator[Remark]:
    if isinstance(place.value, dict):
        if wanted[0] == "{":
            for name, (_key, value) in place.value.items():
                yield from _value(document, value, wanted[1:], name, key, exact)
        elif wanted in facts().types:
            yield from _map(document, place.value, wanted, key, exact)
    elif (wanted in facts().types or wanted[0] == "{") and not _open_text(place):
        message = f'"{key}" must be a map of "field: value"'
        yield from document.remark(place, "", Severity.ERROR, TYPE, message)


_WANTED = {"s": "text", "i": "a whole number", "b": "true or false", "n": "a number", "q": "a number or text"}


def _scalar(document: _Document, place: Place, wanted: str, key: str, owner: str) -> Iterator[Remark]:
    value = place.value
    if wanted == "s" and (owner, key) in _ENUMS and isinstance(value, str) and value not in _ENUMS[owner, key]:
        right = _nearest(value, list(_ENUMS[owner, key]))
        if right:
            message = f'"{key}" has no value "{value}"; did you mean "{right}"?'
            yield from document.remark(place, value, Severity.ERROR, VALUE, message, right, certain=True)
        return
    if _fits(value, wanted) or (isinstance(value, str) and _UNSURE.search(value)):
        return
    line = document.lines[place.span.first - 1] if place.span.first <= len(document.lines) else ""
    written = re.match(r"""("[^"]*"|'[^']*'|[^\s#,\]}]+)""", line[place.column - 1 :])
    raw = written.group() if written else ""
    right = f'"{raw}"' if wanted == "s" and isinstance(value, (bool, int)) else ""
    if isinstance(value, str) and _fits(_plain(value), wanted):
        right = value
    hint = f"; write {right}" if right else ""
    message = f'"{key}" must be {_WANTED[wanted]}, not {raw or "a map or list"}{hint}'
    yield from document.remark(place, raw, Severity.ERROR, TYPE, message, right, certain=bool(right and raw))


def _fits(value: Any, wanted: str) -> bool:
    number = isinstance(value, int) and not isinstance(value, bool)
    fitting = {
        "s": isinstance(value, str), "i": number, "b": isinstance(value, bool), "q": number or isinstance(value, str),
        "n": number or (isinstance(value, str) and re.fullmatch(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?", value) is not None),
    }  # fmt: skip
    return fitting.get(wanted, True)


def _plain(text: str) -> Any:
    return {"true": True, "false": False}.get(text, int(text) if re.fullmatch(r"\d{1,18}", text) else text)
