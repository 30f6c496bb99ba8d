"""Rules on the templates of kubectl: `-o jsonpath=`, `-o custom-columns=` and `--sort-by`.

    kubectl get pods -o jsonpath='{.items[*.metadata.name}'

"[" is not closed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from generator.domains.kubernetes import jsonpath
from generator.domains.kubernetes.invocation import Given, Invocation
from generator.domains.kubernetes.report import before_value, error
from generator.knowledge import Remark
from generator.model import Severity

_JUDGES: Final[dict[str, Callable[[str], str]]] = {
    "jsonpath": jsonpath.refusal,
    "jsonpath-as-json": jsonpath.refusal,
    "custom-columns": jsonpath.columns_refusal,
}


def _output(one: Invocation) -> Iterator[Remark]:
    given = one.given("output")
    if given is None or given.value is None or (given.value != given.pattern and "…" in given.value):
        return
    form, equals, template = given.value.partition("=")
    if not equals or not template or form not in _JUDGES or _unsure(given, template):
        return
    if why := _JUDGES[form](template):
        yield _wrong(given, f"--output={form}", why + _torn(one, given, template))
    elif form == "jsonpath" and "{" not in template:
        message = f'without braces "{template}" is text that is printed as it stands: write "{{{template}}}"'
        right = f"{before_value(given)}{form}='{{{template}}}'"
        yield Remark(given.start, given.end, Severity.WARNING, "kubectl-flag-value", message, right)


def _unsure(given: Given, template: str) -> bool:
    """Tell whether the shell may put something else into the template, or the note left something out."""
    holed = given.value != given.pattern and bool(re.search(r"\$[\w{(]|<[^<>=]+>|\.\.\.\s*}", template))
    return holed or "\n" in template


def _torn(one: Invocation, given: Given, template: str) -> str:
    """Say that quotes are missing, where a space ended the template."""
    behind = any(word.start > given.end and set(word.text) & set("{}[]") for word in one.rest)
    return ": the whole of it needs quotes" if behind and template.count("{") > template.count("}") else ""


def _sort_by(one: Invocation) -> Iterator[Remark]:
    given = one.given("sort-by")
    if given is None or not given.value or _unsure(given, given.value) or one.command.name == "events":
        return
    if one.command.name == "get" and (why := jsonpath.relaxed_refusal(given.value)):
        yield _wrong(given, "--sort-by", why)


def _wrong(given: Given, name: str, why: str) -> Remark:
    message = f'kubectl cannot parse the template of "{name}": {why}'
    return error(given.start, given.end, "kubectl-flag-value", message)


RULES: Final[tuple[Callable[[Invocation], Iterator[Remark]], ...]] = (_output, _sort_by)
