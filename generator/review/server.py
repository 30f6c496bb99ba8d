"""The server of the page: a handful of addresses below a secret one. The door to starlette, uvicorn and watchfiles."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import Any

import uvicorn
import watchfiles
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.model import Severity, Span
from generator.problems import NotedeckError
from generator.review import guard
from generator.review.page import page
from generator.review.picking import Picking
from generator.review.session import Session
from generator.review.unfit import Unfit

MOST_BYTES = 300_000  # of one request
PATIENCE = 0.4  # seconds between two looks whether the server is to end, and between two looks at the files by hand
CALM = 60  # milliseconds of quiet after which a save is over
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_SIGNATURES = ((b"\x89PNG", "image/png"), (b"\xff\xd8", "image/jpeg"), (b"GIF8", "image/gif"), (b"RIFF", "image/webp"))


class Guarded:
    """Lets nobody through but the page itself."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self.app, self.token, self.port = app, token, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        status, reason = guard.refusal(scope["path"], headers, self.token, self.port)
        if status:
            await PlainTextResponse(f"{reason}\n", status, _HEADERS)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def listen(port: int) -> socket.socket:
    """Return a socket on this machine's own address; raise `NotedeckError` where the port is taken."""
    sock = socket.socket()
    try:
        sock.bind((guard.HOST, port))
    except OSError as error:
        sock.close()
        message = f"port {port} cannot be used: {error.strerror}; name another with --port, or none"
        raise NotedeckError(Span(guard.HOST, 1, 1).problem(Severity.ERROR, "port", message)) from None
    return sock


def address(sock: socket.socket, token: str) -> str:
    """Return what to open in the browser."""
    return f"http://{guard.HOST}:{sock.getsockname()[1]}/{token}/"


def run(session: Session, sock: socket.socket, token: str, watched: Iterable[Path], ready: Callable[[], None]) -> None:
    """Serve the page until somebody ends it; `ready` is called once it can be opened."""
    _serve(lambda end: application(session, token, _port(sock), watched, end), sock, ready)


def run_picking(picking: Picking, sock: socket.socket, token: str, ready: Callable[[], None]) -> None:
    """Serve the page of a quiz's items until they are printed, or somebody ends it."""
    _serve(lambda end: picking_application(picking, token, _port(sock), end), sock, ready)


def _port(sock: socket.socket) -> int:
    return int(sock.getsockname()[1])


class _End:
    """Whether the server is to end, and how to end it."""

    server: uvicorn.Server | None = None

    def __call__(self) -> bool:
        return self.server is not None and self.server.should_exit

    def now(self) -> None:
        """End the server once it has answered."""
        if self.server:
            self.server.should_exit = True


def _serve(application_of: Callable[[_End], ASGIApp], sock: socket.socket, ready: Callable[[], None]) -> None:
    end = _End()
    config = uvicorn.Config(
        application_of(end), log_level="critical", lifespan="on", timeout_graceful_shutdown=2, server_header=False
    )
    end.server = uvicorn.Server(config)
    sock.listen(64)  # a browser that is opened now waits, and is answered
    ready()
    end.server.run(sockets=[sock])


def picking_application(picking: Picking, token: str, port: int, end: _End) -> ASGIApp:
    """Return the application of the page where a quiz's items are chosen."""

    async def print_(request: Request) -> Response:
        try:
            asked = await _body(request)
        except Unfit as error:
            return JSONResponse({"error": str(error)}, error.status, _HEADERS)
        answer = await asyncio.to_thread(_json, lambda: picking.print(asked))
        if picking.is_done:
            end.now()
        return answer

    routes = [
        Route(f"/{token}/", _page("pick", lambda: picking.language)),
        Route(f"/{token}/items", _answer(lambda request: picking.items_json())),
        Route(f"/{token}/print", print_, methods=["POST"]),
    ]
    return Guarded(Starlette(routes=routes), token, port)


def application(
    session: Session, token: str, port: int, watched: Iterable[Path] = (), is_ending: Callable[[], bool] = lambda: False
) -> ASGIApp:
    """Return the application; `is_ending` tells pages that wait for news to go."""
    routes = [
        Route(f"/{token}/", _page("review", lambda: session.deck.language)),
        Route(f"/{token}/cards", _answer(lambda request: session.cards())),
        Route(f"/{token}/note/{{number:int}}", _answer(lambda request: session.note(request.path_params["number"]))),
        Route(f"/{token}/picture/{{number:int}}", _picture(session)),
        Route(f"/{token}/decide", _decide(session), methods=["POST"]),
        Route(f"/{token}/events", _events(session, is_ending)),
    ]

    @contextlib.asynccontextmanager
    async def watching(app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(watch(session, tuple(watched)))
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    return Guarded(Starlette(routes=routes, lifespan=watching), token, port)


def _page(name: str, language: Callable[[], str]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        content, policy = page(name, language())
        return Response(content, media_type="text/html", headers={**_HEADERS, "Content-Security-Policy": policy})

    return answer


def _answer(what: Callable[[Request], Any]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return _json(lambda: what(request))

    return answer


def _json(what: Callable[[], Any]) -> Response:
    try:
        return JSONResponse(what(), headers=_HEADERS)
    except Unfit as error:
        return JSONResponse({"error": str(error)}, error.status, _HEADERS)


def _picture(session: Session) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        try:
            content = session.picture(request.path_params["number"])
        except Unfit as error:
            return PlainTextResponse(str(error), error.status, _HEADERS)
        kind = next((kind for begin, kind in _SIGNATURES if content.startswith(begin)), "image/svg+xml")
        closed = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
        return Response(content, media_type=kind, headers={**_HEADERS, **closed})

    return answer


def _decide(session: Session) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        try:
            asked = await _body(request)
        except Unfit as error:
            return JSONResponse({"error": str(error)}, error.status, _HEADERS)
        return await asyncio.to_thread(_json, lambda: session.decide(asked))

    return answer


async def _body(request: Request) -> dict[str, Any]:
    """Return what a page sends; anything but a short JSON object is refused, also the forms that any site may send."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Unfit("this must be JSON", 415)
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > MOST_BYTES:
            raise Unfit("this is too long", 413)
    try:
        asked = json.loads(content)
    except (ValueError, RecursionError):
        raise Unfit("this is no JSON") from None
    if not isinstance(asked, dict):
        raise Unfit("this must be an object")
    return asked


def _events(session: Session, is_ending: Callable[[], bool]) -> Callable[[Request], Any]:
    async def answer(request: Request) -> Response:
        return StreamingResponse(_news(session, is_ending), media_type="text/event-stream", headers=_HEADERS)

    return answer


async def _news(session: Session, is_ending: Callable[[], bool]) -> AsyncIterator[str]:
    loop, queue = asyncio.get_running_loop(), asyncio.Queue[str]()

    def listener(name: str, value: Any) -> None:
        text = f"event: {name}\ndata: {json.dumps(value)}\n\n"
        with contextlib.suppress(RuntimeError):  # the loop has ended
            loop.call_soon_threadsafe(queue.put_nowait, text)

    session.listeners.append(listener)
    try:
        yield f"event: hello\ndata: {json.dumps({'version': session.version})}\n\n"
        while not is_ending():
            with contextlib.suppress(TimeoutError):
                yield await asyncio.wait_for(queue.get(), PATIENCE)
    finally:
        session.listeners.remove(listener)


async def watch(session: Session, watched: tuple[Path, ...]) -> None:
    """Build again whenever a file is saved; where a system cannot tell, look at the files again and again."""
    folders = {path if path.is_dir() else path.parent for path in watched}
    there = [folder for folder in folders if folder.is_dir()]
    deep = any(path.is_dir() for path in watched)
    if there:
        with contextlib.suppress(OSError, RuntimeError):
            changes = watchfiles.awatch(
                *there, watch_filter=None, debounce=CALM * 4, step=CALM, recursive=deep, rust_timeout=1000
            )
            async for _changes in changes:
                await asyncio.to_thread(session.refresh)
    while True:
        await asyncio.to_thread(session.refresh)
        await asyncio.sleep(PATIENCE)
