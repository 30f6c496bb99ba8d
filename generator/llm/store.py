"""The answers that were given, kept on disk by model and request: nothing is asked, or paid for, twice.

A request's id is a digest of prompt version, instructions and section text, so an answer fits for as long as they do.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from pathlib import Path

from generator.llm import answers
from generator.llm.sections import digest
from generator.llm.values import Answer, Request, Verdict

FOLDER_LETTERS = 16


_LOOK = re.compile(r"look-[0-9a-f]+")


class Store:
    """Answers of one model. What fails is only remembered for this run, and asked again in the next."""

    def __init__(self, folder: Path, model: str) -> None:
        self.model = model
        self.root = folder
        self.folder = folder / digest(model)[:FOLDER_LETTERS]
        self.failed: dict[str, str] = {}
        self._verdicts: dict[str, Verdict] = {}
        for path in sorted(self.folder.glob("look-*.json")) if self.folder.is_dir() else ():
            self._take_verdicts(_read(path))

    def answer(self, request: Request) -> Answer | None:
        """Return the answer to a request, or why there is none; None where it was not asked."""
        if request.id in self.failed:
            return Answer(trouble=self.failed[request.id])
        text = _read(self._path(request))
        return Answer(text) if text and not answers.trouble(request, text) else None

    def verdict(self, card: str) -> Verdict | None:
        """Return the strict reader's verdict on a card."""
        return self._verdicts.get(card)

    def holds(self, name: str) -> bool:
        """Tell whether a request of this id was answered once, be it with this answer or another."""
        return name in self.failed or (name.replace("-", "").isalnum() and (self.folder / f"{name}.json").is_file())

    def take(self, request: Request, text: str) -> str:
        """Keep an answer at once; return why it is none, and then keep nothing."""
        trouble = answers.trouble(request, text)
        if trouble:
            self.fail(request, trouble)
            return trouble
        self.failed.pop(request.id, None)
        _write(self.root, self._path(request), {"model": self.model, "id": request.id, "answer": text})
        if request.kind == "look":
            self._take_verdicts(text)
        return ""

    def learn(self, name: str, text: str) -> bool:
        """Keep the verdicts of a look that would be asked otherwise by now: they are on cards, whatever sheet held them."""
        try:
            found = answers.verdicts(text)
        except answers.Unusable:
            return False
        if not found or not _LOOK.fullmatch(name):
            return False
        _write(self.root, self.folder / f"{name}.json", {"model": self.model, "id": name, "answer": text})
        self._take_verdicts(text)
        return True

    def fail(self, request: Request, trouble: str) -> None:
        """Remember that a request got no usable answer in this run."""
        self.failed[request.id] = trouble

    def _path(self, request: Request) -> Path:
        return self.folder / f"{request.id}.json"

    def _take_verdicts(self, text: str) -> None:
        with contextlib.suppress(answers.Unusable):
            self._verdicts |= {verdict.card: verdict for verdict in answers.verdicts(text)}


def _read(path: Path) -> str:
    """Return a kept answer, "" where there is none or where it was damaged."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        return str(value["answer"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _write(root: Path, path: Path, value: dict[str, str]) -> None:
    """Write beside and rename, so that a run that is killed leaves no half answer; git is told to look away."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ignore = root / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(json.dumps(value, ensure_ascii=True), encoding="utf-8")
    os.replace(fresh, path)
