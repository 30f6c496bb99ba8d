"""Requests over a network. The only door to openai, and so to any endpoint that speaks its API.

The key is an argument, kept out of every text that this module makes: errors are told in our own words, and what a server
says is shown only with the key cut out.
"""

from __future__ import annotations

import queue
import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from generator.llm import answers
from generator.llm.values import Answer, Request

DEFAULT_URL = "https://api.openai.com/v1"
TRIES = 5  # of one request while the server is busy or out of reach: about half a minute
BAD_ANSWERS = 2  # answers that are no use before a section is given up
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds; each wait is twice the last
LOOPBACK = ("localhost", "127.0.0.1", "::1")
# How an answer's form is asked for, from the strictest; an endpoint that refuses one gets the next.
FORMS = ("json_schema", "json_object", "")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where requests go, and as whom; the key never shows, not even in a repr."""

    model: str
    url: str = DEFAULT_URL
    key: str = field(default="", repr=False)
    key_name: str = "OPENAI_API_KEY"
    timeout: float = 300.0  # seconds; a local model may take minutes for a section
    max_tokens: int = 0  # of an answer; 0 leaves it to the server

    @property
    def host(self) -> str:
        """The host and port, without a name or password that the URL may hold."""
        parts = urlsplit(self.url)
        return (parts.hostname or self.url) + (f":{parts.port}" if parts.port else "")

    @property
    def is_local(self) -> bool:
        """Whether the endpoint is on this machine."""
        return urlsplit(self.url).hostname in LOOPBACK


class Stop(Exception):
    """No request can succeed: the key, the address or the model is wrong, or nobody is there."""


class Busy(Exception):
    """Worth another try, after `wait` seconds where the server said so."""

    def __init__(self, why: str, wait: float = 0.0, stops: bool = False) -> None:
        super().__init__(why)
        self.wait = wait
        self.stops = stops  # whether giving up on it gives up on all


class Useless(Exception):
    """The server answered, and what it said is no answer: a refusal, an answer cut off."""


Sleep = Callable[[float], None]
Tell = Callable[[str], None]


class Client:
    """Asks one endpoint; what the endpoint does not understand is learnt once."""

    def __init__(self, endpoint: Endpoint, sleep: Sleep, tell: Tell = lambda text: None) -> None:
        import openai

        self.endpoint = endpoint
        self._openai = openai
        self._sleep, self._tell = sleep, tell
        self._form = 0
        self._limit = "max_tokens"
        # no redirects: the note goes where the learner was told that it goes, or nowhere
        self._client = openai.OpenAI(
            api_key=endpoint.key or "none",
            base_url=endpoint.url,
            timeout=endpoint.timeout,
            max_retries=0,
            http_client=openai.DefaultHttpxClient(follow_redirects=False, timeout=endpoint.timeout),
        )

    def ask(self, request: Request) -> Answer:
        """Return a usable answer, or one with its trouble; raise `Stop` where no request can succeed."""
        trouble = ""
        for _attempt in range(BAD_ANSWERS):
            try:
                text = self._patiently(request)
            except Useless as error:
                trouble = str(error)
                continue
            except Busy as error:
                if error.stops:
                    raise Stop(str(error)) from None
                return Answer(trouble=str(error))
            trouble = answers.trouble(request, text)
            if not trouble:
                return Answer(text)
        return Answer(trouble=trouble)

    def _patiently(self, request: Request) -> str:
        """Send a request until it is answered, with ever longer waits while the server is busy."""
        for attempt in range(1, TRIES + 1):
            try:
                return self._send(request)
            except Busy as error:
                if attempt == TRIES:
                    raise
                wait = error.wait or FIRST_WAIT * 2 ** (attempt - 1) * random.uniform(0.75, 1.25)
                wait = min(wait, LONGEST_WAIT)
                self._tell(f"{error}; trying again in {wait:.0f} s")
            self._sleep(wait)
        raise AssertionError("unreachable")

    def _send(self, request: Request) -> str:
        form, limit = self._form, self._limit
        try:
            reply: Any = self._client.chat.completions.create(**self._arguments(request))
        except self._openai.APITimeoutError:
            raise Busy(f"{self.endpoint.host} did not answer within {self.endpoint.timeout:g} s") from None
        except self._openai.APIConnectionError as error:
            why = self._safe(str(error.__cause__ or error))
            raise Busy(f"{self.endpoint.host} cannot be reached: {why}", stops=True) from None
        except self._openai.APIStatusError as error:
            if error.status_code in (400, 422) and self._learns(error, form, limit):
                return self._send(request)
            raise self._told(error) from None
        except (self._openai.OpenAIError, ValueError) as error:
            raise Useless(f"{self.endpoint.host} sent no answer that can be read: {self._safe(str(error))}") from None
        return self._text(reply)

    def _arguments(self, request: Request) -> dict[str, Any]:
        messages = [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}]
        given: dict[str, Any] = {"model": self.endpoint.model, "messages": messages}
        form = FORMS[self._form]
        if form == "json_schema":
            schema = {"name": request.kind, "strict": True, "schema": request.schema}
            given["response_format"] = {"type": form, "json_schema": schema}
        elif form:
            given["response_format"] = {"type": form}
        if self.endpoint.max_tokens:
            given[self._limit] = self.endpoint.max_tokens
        return given

    def _learns(self, error: Any, form: int, limit: str) -> bool:
        """Tell whether a refused request is worth sending in another form: an older server, or a newer one."""
        said = str(error.body or error.message).casefold()
        if "max_tokens" in said and "max_completion_tokens" in said and limit == "max_tokens":
            self._limit = "max_completion_tokens"
            return True
        if form + 1 < len(FORMS) and any(word in said for word in ("response_format", "schema", "json", "grammar")):
            self._form = max(self._form, form + 1)
            return True
        return False

    def _told(self, error: Any) -> Exception:
        """Return what a refusal by the server means for the run."""
        status, host = error.status_code, self.endpoint.host
        code = str(error.code or "")
        if 300 <= status < 400:
            return Stop(
                f"{host} sends the request on to another address (status {status}), and notedeck does not follow"
            )
        if status in (401, 403):
            return Stop(f"{host} refuses the key in {self.endpoint.key_name} (status {status})")
        if code == "insufficient_quota":
            return Stop(f"the account at {host} has no credit left")
        said = self._said(error)
        if status == 404:
            return Stop(
                f'{host} knows no model "{self.endpoint.model}", or --base-url is wrong (it mostly ends in /v1){said}'
            )
        if status in (408, 409, 429) or status >= 500:
            what = (
                "says that there were too many requests"
                if status == 429
                else f"has a fault of its own (status {status})"
            )
            return Busy(f"{host} {what}{said}", _wait_of(error))
        return Useless(f"{host} refuses the request (status {status}){said}")

    def _said(self, error: Any) -> str:
        body = error.body if isinstance(error.body, dict) else {}
        message = body.get("message") if isinstance(body.get("message"), str) else ""
        return f": {self._safe(message)}" if message else ""

    def _safe(self, text: str) -> str:
        """Return what a server or a library said, short, on one line, without the key."""
        text = " ".join(text.split())
        if self.endpoint.key:
            text = text.replace(self.endpoint.key, "[key]")
        return text if len(text) <= 160 else text[:159] + "…"

    def _text(self, reply: Any) -> str:
        """Take the text out of a reply; what is none has a reason."""
        if isinstance(reply, str):
            kind = "a web page" if answers.is_page(reply) else "something other than its API's JSON"
            raise Stop(f"{self.endpoint.host} answers with {kind}: is --base-url right? It mostly ends in /v1")
        choices = getattr(reply, "choices", None)
        if not isinstance(choices, list) or not choices or getattr(choices[0], "message", None) is None:
            raise Useless(f"{self.endpoint.host} sent a reply without an answer")
        choice, message = choices[0], choices[0].message
        if getattr(message, "refusal", None):
            raise Useless(f"the model refuses: {self._safe(str(message.refusal))}")
        if choice.finish_reason == "content_filter":
            raise Useless("the model's filter held the answer back")
        if choice.finish_reason == "length":
            raise Useless("the answer was cut off at the longest that the server gives; try --max-tokens")
        return message.content if isinstance(message.content, str) else ""


def _wait_of(error: Any) -> float:
    """Return the seconds that a server asks to wait, 0 where it does not say."""
    headers = getattr(error.response, "headers", {})
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers.get(name, "")) / unit)
        except ValueError:
            continue
    return 0.0


Outcome = tuple[Request, Answer | BaseException]


def ask_all(
    asked: Sequence[Request], ask: Callable[[Request], Answer], jobs: int, received: Callable[[Request, Answer], None]
) -> None:
    """Ask several requests at a time; `received` is called here, one answer after another, as they come.

    On Ctrl-C, or where nothing can succeed, the threads are left to themselves: they only wait for the network.
    """
    waiting: queue.SimpleQueue[Request] = queue.SimpleQueue()
    outcomes: queue.SimpleQueue[Outcome] = queue.SimpleQueue()
    stop = threading.Event()
    for request in asked:
        waiting.put(request)
    for _job in range(min(jobs, len(asked))):
        threading.Thread(target=_work, args=(waiting, outcomes, ask, stop), daemon=True).start()
    try:
        for _request in asked:
            request, outcome = _next(outcomes)
            if isinstance(outcome, BaseException):
                raise outcome
            received(request, outcome)
    finally:
        stop.set()


def _next(outcomes: queue.SimpleQueue[Outcome]) -> Outcome:
    while True:  # with a time limit Ctrl-C gets through on every system
        try:
            return outcomes.get(timeout=0.5)
        except queue.Empty:
            continue


def _work(
    waiting: queue.SimpleQueue[Request],
    outcomes: queue.SimpleQueue[Outcome],
    ask: Callable[[Request], Answer],
    stop: threading.Event,
) -> None:
    while not stop.is_set():
        try:
            request = waiting.get_nowait()
        except queue.Empty:
            return
        try:
            outcomes.put((request, ask(request)))
        except BaseException as error:
            outcomes.put((request, error))
            return
