"""`notedeck write`: cards that a language model writes of the notes, proven, kept in a file beside the recipe."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from generator.cli import _shared
from generator.problems import NotedeckError

if TYPE_CHECKING:
    from generator.llm.client import Endpoint
    from generator.llm.plan import Plan
    from generator.llm.store import Store
    from generator.llm.values import Answer, Request, Written
    from generator.writing import Job

BY_HAND = "by hand"
LARGEST_ANSWERS = 200_000_000  # bytes
INSTALL = 'the client is not installed; write `pip install "notedeck[llm]"`, or go by hand with --ask and --answers'


@click.command()
@_shared.targets
@click.option("--model", default="", help="The model's name, as the endpoint knows it.")
@click.option("--base-url", default="", help="Any endpoint that speaks OpenAI's API.  [default: OpenAI's]")
@click.option("--key-env", default="OPENAI_API_KEY", show_default=True, help="The variable that holds the key.")
@click.option("--jobs", type=click.IntRange(1, 64), default=4, show_default=True, help="Requests at a time.")
@click.option(
    "--timeout", type=_shared.Number(1, 86_400), default=300.0, show_default=True, help="Seconds for one answer."
)
@click.option(
    "--max-tokens", type=click.IntRange(16), default=None, help="Tokens of one answer, where a server stops early."
)
@click.option("--no-vet", is_flag=True, help="Leave out the second look.")
@click.option("--look-only", is_flag=True, help="Only look at the cards that rules wrote; write none.")
@click.option("--again", is_flag=True, help="Write all sections, also those that have not changed.")
@click.option("--dry-run", is_flag=True, help="Show what would be sent; send nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before the first request.")
@click.option("--ask", "questions", type=_shared.OneFile(), help="Write the requests to a file.")
@click.option("--answers", type=_shared.OneFile(), help="Take the answers from a file.")
@_shared.encoding
def write(
    targets: tuple[Path, ...],
    model: str,
    base_url: str,
    key_env: str,
    jobs: int,
    timeout: float,
    max_tokens: int | None,
    no_vet: bool,
    look_only: bool,
    again: bool,
    dry_run: bool,
    yes: bool,
    questions: Path | None,
    answers: Path | None,
    encoding: str,
) -> None:
    """Let a language model write cards of the sections that changed; nothing gets in unproven.

    \b
    notedeck write --model gpt-5-mini
    notedeck write notes.md --model qwen3 --base-url http://localhost:11434/v1
    notedeck write --ask questions.jsonl
    notedeck write --answers answers.jsonl --ask next.jsonl

    The cards are kept in decks/cards.jsonl, and build, quiz, study and test use that file, without a network. The key
    is read from the environment and is written nowhere.
    """
    from generator import writing
    from generator.llm.store import Store

    by_hand = bool(questions or answers)
    if not (model or by_hand or dry_run):
        raise click.UsageError("say which model writes, as --model NAME; or go by hand, with --ask FILE")
    todo = _jobs(targets, encoding, again, look_only)
    store = Store(writing.cache_folder(todo[0].recipe), model or BY_HAND)
    if answers:
        _take(_answers_of(answers), todo, store, not no_vet)
    if by_hand:
        _by_hand(todo, store, not no_vet, questions)
        return
    endpoint = _endpoint(model, base_url, key_env, timeout, max_tokens or 0, dry_run)
    if _announce(todo, store, endpoint, not no_vet, dry_run) and not dry_run:
        _agree(yes)
        _run(todo, store, endpoint, jobs, not no_vet)
    elif not dry_run:
        _finish(todo, writing.step(todo, store, not no_vet), store)


def _jobs(targets: tuple[Path, ...], encoding: str, again: bool, look_only: bool) -> list[Job]:
    """Return one job a recipe; notes that cannot be read are told."""
    from generator import pipeline, writing

    found = []
    for recipe in pipeline.recipes(targets):
        file = pipeline.written_path(recipe)
        if look_only:
            found.append(writing.job_to_look(recipe, file, pipeline.deck(recipe, encoding=encoding).cards))
        else:
            found.append(writing.job(recipe, file, encoding, again))
            _tell(found[-1].problems)
            if not found[-1].notes:
                raise NotedeckError(status=1)
    return found


def _tell(problems: Sequence[Any]) -> None:
    from generator.problems import describe

    for problem in problems:
        click.echo(describe(problem), err=True)


def _endpoint(model: str, url: str, key_env: str, timeout: float, max_tokens: int, dry_run: bool) -> Endpoint:
    """Return where to send, and check all that can be checked before anything is sent."""
    import importlib.util

    from generator.llm.client import DEFAULT_URL, Endpoint

    url = url or os.environ.get("OPENAI_BASE_URL", "") or DEFAULT_URL
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https") and parts.hostname and (parts.port or True)
    except ValueError:
        right = False
    if not right:
        raise click.UsageError("--base-url must be an address like http://localhost:11434/v1")
    if parts.username or parts.password:
        raise click.UsageError(f"--base-url must hold no name and password; put the key into {key_env}")
    key = os.environ.get(key_env, "").strip()
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise click.UsageError(f"the key in {key_env} holds signs that no key has; is it whole, and alone?")
    endpoint = Endpoint(model, url, key, key_env, timeout, max_tokens)
    if not (key or endpoint.is_local or dry_run or url != DEFAULT_URL):
        raise click.UsageError(f"there is no key for {endpoint.host}: put it into the environment, as {key_env}")
    if not dry_run and importlib.util.find_spec("openai") is None:
        raise click.UsageError(INSTALL)
    return endpoint


def _announce(jobs: list[Job], store: Store, endpoint: Endpoint, vet: bool, dry_run: bool) -> bool:
    """Say what goes where and about what it costs; return whether there is anything to send."""
    from generator import writing

    cost = writing.price(jobs, store, vet)
    if not cost.requests:
        click.echo(
            "nothing to send: every section is written, and every card was looked at" if vet else "nothing to send"
        )
        return False
    sections = [section for job in jobs for section in job.wanted]
    notes = {section.path for section in sections} or {card.fact.span.path for job in jobs for card in job.cards}
    what = f"{_count(len(sections), 'section')} of {_count(len(notes), 'note')}" if sections else "the rules' cards"
    click.echo(
        f"To {endpoint.host}, model {endpoint.model or '(none named)'}: {what}, about {_count(cost.requests, 'request')}, "
        f"{cost.sent:,} tokens there and {cost.back:,} back"
        + (", the second look with them." if vet and sections else ".")
    )
    click.echo("Sent are the text of these sections and the headings above them; no file names, nothing else of yours.")
    if endpoint.key and endpoint.url.startswith("http://") and not endpoint.is_local:
        click.echo(f"The key goes to {endpoint.host} unencrypted: the address begins with http.")
    if dry_run:
        _show(writing.pending(writing.step(jobs, store, vet)))
    return True


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def _show(pending: Sequence[Request]) -> None:
    """Show the first requests to the letter; the second look's depend on their answers."""
    for system in dict.fromkeys(request.system for request in pending):
        click.echo(f"\n===== with each request\n{system}")
        for request in pending:
            if request.system == system:
                click.echo(f"\n===== {request.id} ({request.place.path}:{request.place.first})\n{request.user}")


def _agree(yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("nothing was sent: say --yes to send it without being asked")
    click.confirm("Send it?", abort=True)


def _run(jobs: list[Job], store: Store, endpoint: Endpoint, at_a_time: int, vet: bool) -> None:
    """Ask until nothing is left to ask; whatever stops it, what was answered is kept."""
    from generator import writing
    from generator.llm.client import Client, Stop, ask_all

    say = _Progress()
    client = Client(endpoint, say.wait, say.told)
    stopped: BaseException | None = None
    try:
        while pending := writing.pending(writing.step(jobs, store, vet)):
            say.begin(len(pending))
            ask_all(pending, client.ask, at_a_time, _keep(store, say))
    except (KeyboardInterrupt, Stop) as error:
        stopped = error
    say.end()
    _finish(jobs, writing.step(jobs, store, vet), store, stopped)


def _keep(store: Store, say: _Progress) -> Callable[[Request, Answer], None]:
    def received(request: Request, answer: Answer) -> None:
        if answer.trouble:
            store.fail(request, answer.trouble)
        else:
            store.take(request, answer.text)
        say.answered(request, answer)

    return received


class _Progress:
    """One line on a terminal, one a request in a pipe."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()
        self.done = self.all = 0

    def begin(self, count: int) -> None:
        self.done, self.all = 0, count

    def answered(self, request: Request, answer: Answer) -> None:
        self.done += 1
        what = {"write": "written", "look": "looked at", "mend": "mended"}[request.kind]
        what = "no use" if answer.trouble else what
        self._line(f"{what} {self.done} of {self.all}: {request.place.path}:{request.place.first}")

    def told(self, text: str) -> None:
        self._line(text)

    def wait(self, seconds: float) -> None:
        import time

        time.sleep(seconds)

    def _line(self, text: str) -> None:
        from generator.cli._terminal import progress

        if self.live:
            progress(text[:100])
        else:
            click.echo(text, err=True)

    def end(self) -> None:
        from generator.cli._terminal import progress

        progress("")


def _by_hand(jobs: list[Job], store: Store, vet: bool, questions: Path | None) -> None:
    """Write what is through, and what is to be asked next."""
    from generator import writing
    from generator.files import write_outputs
    from generator.llm.requests import as_line

    plans = writing.step(jobs, store, vet)
    pending = writing.pending(plans)
    if questions and pending:
        text = "".join(as_line(request) + "\n" for request in pending)
        write_outputs({questions: text.encode()}, _shared.inputs(job.recipe for job in jobs))
        click.echo(f"{questions}: {_kinds(pending)}; answer each, and bring the answers back with --answers")
    elif pending:
        click.echo(f"still to ask: {_kinds(pending)}; write them to a file with --ask FILE")
    _finish(jobs, plans, store)


def _kinds(pending: Sequence[Request]) -> str:
    counts = Counter(request.kind for request in pending)
    return ", ".join(f"{count} to {kind}" for kind, count in sorted(counts.items()))


def _answers_of(path: Path) -> dict[str, tuple[int, str]]:
    """Read a file of answers: JSON Lines of `{"id": …, "answer": …}`, the answer as an object or as text."""
    from generator import files
    from generator.model import Problem, Severity, Span

    found: dict[str, tuple[int, str]] = {}
    problems: list[Problem] = []
    try:
        text = files.read_regular(path, LARGEST_ANSWERS).decode("utf-8-sig")
    except UnicodeDecodeError:
        text, problems = (
            "",
            [Span(str(path), 1, 1).problem(Severity.ERROR, "answers", "the answers are not UTF-8 text")],
        )
    for number, line in enumerate(text.split("\n"), 1):
        place = Span(str(path), number, number)
        try:
            row = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError) as error:
            why = getattr(error, "msg", "nested too deep")
            problems.append(place.problem(Severity.ERROR, "answers", f"this line is no JSON: {why}"))
            continue
        if isinstance(row, dict) and isinstance(row.get("id"), str) and "answer" in row:
            answer = row["answer"]
            found[row["id"]] = (number, answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False))
        elif row is not None:
            message = 'this line must be like {"id": "write-…", "answer": …}'
            problems.append(place.problem(Severity.ERROR, "answers", message))
    if problems:
        raise NotedeckError(*problems)
    return found


def _take(given: dict[str, tuple[int, str]], jobs: list[Job], store: Store, vet: bool) -> None:
    """Take answers as long as one of them is to a request that can be asked now."""
    from generator import writing

    left = {name: one for name, one in given.items() if not store.learn(name, one[1])}
    while True:
        asked = [request for request in writing.pending(writing.step(jobs, store, vet)) if request.id in left]
        if not asked:
            break
        for request in asked:
            store.take(request, left.pop(request.id)[1])
    strange = [name for name in left if not store.holds(name)]
    if strange:
        click.echo(
            f"{_count(len(strange), 'answer')} to no request that is open, such as {strange[0]!r}: "
            "the note, the prompt or other answers have changed since", err=True,
        )  # fmt: skip


def _finish(jobs: list[Job], plans: list[Plan], store: Store, stopped: BaseException | None = None) -> None:
    """Write the files, say what came of it, and end with the status that fits."""
    import contextlib

    from generator import writing
    from generator.files import write_outputs
    from generator.llm import written

    with contextlib.ExitStack() as held:
        for folder in sorted({job.file.parent for job in jobs}):
            held.enter_context(_shared.alone(folder / "any"))
        files = writing.files(jobs, plans, store)
        texts = {path: written.write(found).encode() for path, found in files.items()}
        write_outputs(texts, _shared.inputs(job.recipe for job in jobs))
    problems = [problem for plan in plans for problem in plan.problems]
    _tell(problems)
    for job, plan in zip(jobs, plans, strict=True):
        if plan.done or job.file in files:
            click.echo(_summary(job, plan, files.get(job.file)))
    if isinstance(stopped, KeyboardInterrupt):
        click.echo("stopped; what was answered is kept, and the next run goes on from there", err=True)
        raise click.Abort()
    if stopped:
        click.echo(f"{stopped}\nWhat was answered is kept, and the next run goes on from there.", err=True)
    if stopped or problems or any(job.problems for job in jobs):
        raise NotedeckError(status=1)


def _summary(job: Job, plan: Plan, after: Written | None) -> str:
    if job.cards:
        turned = (after or job.written).turned
        return f"{job.file}: {len(job.cards)} cards, {_count(len(turned), 'card')} turned down"
    cards = [card for done in plan.done for card in done.cards]
    reasons = Counter(card.refused[0].split(":")[0] for card in cards if card.refused)
    told = ", ".join(f"{name} {count}" for name, count in sorted(reasons.items(), key=lambda one: (-one[1], one[0])))
    kept = len(cards) - reasons.total()
    refused = f", {reasons.total()} refused ({told})" if reasons else ""
    return f"{job.file}: {_count(kept, 'card')} of {_count(len(plan.done), 'section')}{refused}"


COMMAND = write
