"""An endpoint on loopback that answers as a test scripts it, and remembers all that it was sent."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Reply:
    """One answer of the server: by default a chat completion that says `content`."""

    content: str | None = ""
    status: int = 200
    body: bytes | None = None
    kind: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    finish: str = "stop"
    refusal: str | None = None

    def data(self) -> bytes:
        if self.body is not None:
            return self.body
        if self.status != 200:
            return json.dumps({"error": {"message": self.content, "type": "error"}}).encode()
        message = {"role": "assistant", "content": self.content, "refusal": self.refusal}
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        return json.dumps(
            {"id": "c1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        ).encode()


@dataclass
class Asked:
    """What the server was sent."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def user(self) -> str:
        text: str = self.body["messages"][1]["content"]
        return text

    @property
    def kind(self) -> str:
        if "Cards turned down:" in self.user:
            return "mend"
        return "write" if "<note " in self.user else "look"


Script = Callable[[Asked, int], Reply]


@dataclass
class Endpoint:
    url: str
    asked: list[Asked]

    def kinds(self) -> list[str]:
        return [one.kind for one in self.asked]


@contextlib.contextmanager
def serving(script: Script) -> Iterator[Endpoint]:
    """Serve a script, called with each request and how many came before it."""
    asked: list[Asked] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            one = Asked(self.path, headers, body)
            with lock:
                before = len(asked)
                asked.append(one)
            reply = script(one, before)
            time.sleep(reply.wait)
            data = reply.data()
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.send_response(reply.status)
                for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Endpoint(f"http://127.0.0.1:{server.server_port}/v1", asked)
    finally:
        server.shutdown()
        server.server_close()


def cards(*made: dict[str, Any]) -> str:
    """Return an answer to a write."""
    return json.dumps({"cards": made}, ensure_ascii=False)


def card(question: str, answer: str, evidence: str, line: int, **more: Any) -> dict[str, Any]:
    """Return one card as a model gives it."""
    base = {
        "lines": [line, line], "context": "쿠버네티스", "question": question, "answer": answer,
        "direction": "question", "evidence": [evidence], "fixes": [],
    }  # fmt: skip
    return {**base, **more}


def verdicts(sheet: str, down: Callable[[str], str] = lambda card: "") -> str:
    """Return the reader's answer to a sheet; `down` says for a card's text why it is rejected, "" to accept it."""
    found = []
    for one in re.split(r"\n\n(?=\[)", sheet):
        name = re.findall(r"^\[(\w+)\]", one)[0]
        why = down(one)
        found.append({"id": name, "verdict": "reject" if why else "accept", "rule": "", "why": why})
    return json.dumps({"verdicts": found}, ensure_ascii=False)
