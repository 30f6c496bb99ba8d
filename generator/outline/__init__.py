"""Blocks to Nodes: what each line is, and what it is about. Everything after this stage only reads it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from generator import pieces
from generator.knowledge import Domain, Language
from generator.model import Block, BlockKind, Node, Role
from generator.outline import facets, output, paths, roles
from generator.outline.nesting import nested
from generator.outline.roles import Scene, Verdict

__all__ = ["Scene", "below", "facets", "paths", "read", "scene"]

_SHELLS = re.compile(
    r"(?:bash|sh|shell|zsh|console|terminal|linux|cmd|powershell|ps1|shell-session|fish)?", re.IGNORECASE
)
_CODE_ALONE = re.compile(r"(?:[-*+]\s+|\d+[.)]\s+)?`[^`]+`[.]?")  # "- `git init`"
_SILENT = (Role.META, Role.SAMPLE, Role.EXERCISE, Role.CHATTER, Role.TODO)
GLOSS = "the name above in English"
MOSTLY_OUTPUT = 0.6  # the share of a fence's lines that makes it output


def scene(document: Block, speech: Language, domain: Domain, programs: frozenset[str]) -> Scene:
    """Return what all decisions of a note share, with the evidence that only the whole note gives."""
    return Scene(speech, domain, programs, below(document))


def below(document: Block) -> bool:
    """Tell whether a note explains its commands below them: most of its code stands in sections that open with it."""
    under = over = 0
    stack = [document]
    while stack:
        block = stack.pop()
        stack += block.children
        kids = [kid for kid in block.children if kid.kind not in (BlockKind.HTML, BlockKind.IMAGE, BlockKind.RULE)]
        opens = bool(kids) and _is_code(kids[0])
        for one, other in itertools.pairwise(kids):
            under += opens and _is_code(one) and _is_text(other)
            over += not opens and _is_code(other) and _is_text(one)
    return under >= 3 and under > over


def _is_code(block: Block) -> bool:
    """Whether a block is a fence, or a line that is code alone: "- `git push origin main`"."""
    alone = _is_said(block) and not block.children and bool(_CODE_ALONE.fullmatch(block.raw.strip()))
    return block.kind == BlockKind.FENCE or alone


def _is_said(block: Block) -> bool:
    return block.kind in (BlockKind.LINE, BlockKind.ITEM)


def _is_text(block: Block) -> bool:
    return _is_said(block) and not _is_code(block)


def read(document: Block, seen: Scene, subject: str = "") -> Node:
    """Return the document as a tree of nodes with their roles and paths; `subject` is what the learner says it is about."""
    title = paths.topic(document.text, seen.speech) if document.text else ""
    start = tuple(step for step in (subject, title) if step)
    root = Node(document, Role.TITLE, (), document.text)
    return replace(root, children=_children(document, start, None, seen, ""))


def _children(block: Block, path: tuple[str, ...], under: Verdict | None, seen: Scene, silent: str) -> tuple[Node, ...]:
    kids = nested(block.children, seen.speech)
    printed, gloss = _printed(kids), roles.gloss(block)
    alike = {kind: [kid for kid in kids if kid.kind == kind] for kind in {kid.kind for kid in kids}}
    return tuple(
        _node(
            kid,
            path,
            under,
            alike[kid.kind],
            kid is kids[0],
            seen,
            silent or ("printed by a program" if at in printed else "") or (GLOSS if kid is gloss else ""),
        )
        for at, kid in enumerate(kids)
    )


def _printed(blocks: Sequence[Block]) -> set[int]:
    """Return the places of lines in a run of three or more that a terminal printed; what lies between them is too."""
    looks = [
        at
        for at, block in enumerate(blocks)
        if block.kind == BlockKind.LINE
        and output.is_output(block.raw or block.text)
        and not output.HANGUL.search(block.text)
    ]
    found: set[int] = set()
    for one, other in itertools.pairwise(looks):
        if other - one <= 2:
            found |= {*range(one, other + 1)}
    return found if len(found) >= 3 else set()


def _node(
    block: Block, path: tuple[str, ...], under: Verdict | None, same: Sequence[Block], opens: bool, seen: Scene,
    silent: str,
) -> Node:  # fmt: skip
    verdict = _verdict(block, under, same, seen)
    named = block.kind == BlockKind.HEADING and verdict.role in (Role.FACET, Role.TERM)
    if silent == roles.EXAMPLES and named:
        silent = ""  # "교착상태의 필요조건" under "Bridge Crossing Example" is no example
    if silent:
        verdict = _silenced(verdict, silent)
    if not opens and _is_comment(block):
        return _made(
            block,
            Verdict(Role.CODE, "a comment of code that lost its fence"),
            path,
            _children(block, path, under, seen, silent),
        )
    quiet = silent or (verdict.evidence if verdict.role in _SILENT and block.children else "")
    inner = path
    if block.kind == BlockKind.QUOTE and not block.text:
        return _made(block, verdict, path, _children(block, path, under, seen, quiet))
    if block.children and verdict.role not in (Role.STATEMENT, Role.COMMAND):
        step = paths.topic(_topic_of(verdict, seen) if verdict.label else block.text, seen.speech)
        inner = (*path, step) if step and not seen.speech.LEXICON["lean"].match(f"{step} ") else path
    elif block.children:
        step = paths.topic(seen.speech.own_subject(verdict.label)[0], seen.speech) if verdict.label else ""
        inner = (*path, step) if step and seen.speech.is_term(step) else path
    return _made(block, verdict, path, _children(block, inner, _command_facet(verdict, seen), seen, quiet))


def _topic_of(verdict: Verdict, seen: Scene) -> str:
    """Return what a label makes the lines under it about: 정의 is of what stands above it, 장단점 only groups 장점 and 단점."""
    named = verdict.facet in ("proscons", "meaning") and paths.topic(verdict.label, seen.speech)
    return facets.owner(verdict.label, seen.speech.CODE) if named else verdict.label


def _is_comment(block: Block) -> bool:
    """Whether a heading deep in a note is a comment of code: "# 한 줄 주석" over `/* … */`, behind a fence that closed too early."""
    if block.kind != BlockKind.HEADING or not block.children:
        return False
    first = block.children[0]
    return first.kind in (BlockKind.LINE, BlockKind.FENCE) and bool(
        re.match(r"\s*(?:/\*|--\s|//|\$\s|</?[a-z])", first.text)
    )


def _command_facet(verdict: Verdict, seen: Scene) -> Verdict:
    """Mark a label that names commands ("vagrant 명령어"), so that the labels under it are read as commands."""
    words = verdict.label.split()
    named = (
        bool(words) and verdict.facet in ("", "command") and seen.speech.LEXICON["command-label"].search(verdict.label)
    )
    return replace(verdict, facet="command") if named else verdict


def _made(block: Block, verdict: Verdict, path: tuple[str, ...], children: tuple[Node, ...]) -> Node:
    return Node(
        block, verdict.role, path, verdict.label, verdict.value, verdict.facet, verdict.sure, verdict.evidence, children
    )


def _silenced(verdict: Verdict, why: str) -> Verdict:
    """Take what stands in a section of samples, sources or output for part of it; commands stay commands."""
    if verdict.role in (Role.COMMAND, Role.PURPOSE, Role.MARKUP, Role.LINK, Role.OUTPUT, Role.CODE):
        return verdict
    role = {"a section of sources or plans": Role.META, GLOSS: Role.META, "printed by a program": Role.OUTPUT}.get(
        why, Role.SAMPLE
    )
    return replace(verdict, role=role, evidence=why)


def _verdict(block: Block, under: Verdict | None, same: Sequence[Block], seen: Scene) -> Verdict:
    kind = block.kind
    if kind in (BlockKind.RULE, BlockKind.HTML, BlockKind.LINKDEF, BlockKind.MATH):
        return Verdict(Role.MARKUP, "markup")
    if kind == BlockKind.IMAGE:
        return Verdict(Role.PICTURE, "a picture")
    if kind == BlockKind.FENCE:
        return _fence(block, seen)
    if kind == BlockKind.ROW:
        return (
            Verdict(Role.ROW, "a row of a table") if block.info != "header" else Verdict(Role.MARKUP, "a table's head")
        )
    text = _clean(block.text)
    if kind == BlockKind.QUOTE and not text:
        return Verdict(Role.TOPIC, "a quotation")
    if block.children or kind == BlockKind.HEADING:
        return roles.holder(block, text, seen, under, same)
    return roles.leaf(block, text, seen, under, same)


def _clean(text: str) -> str:
    return pieces.spoken(text)


def _fence(block: Block, seen: Scene) -> Verdict:
    lines = block.text.split("\n")
    spoken = [line for line in lines if line.strip()]
    if spoken and all(roles.is_command(line, seen) for line in spoken):
        return Verdict(Role.CODE, "a fence", 0.8)  # whatever its writer called it: "plain-text", "bas"
    named = block.info.strip()
    manifest = re.search(r"(?m)^\s*apiVersion\s*:", block.text) and not (named and _SHELLS.fullmatch(named))
    if re.fullmatch(r"ya?ml", named, re.IGNORECASE) or manifest:
        return Verdict(Role.CODE, "a manifest", 0.9)
    if re.fullmatch(r"(?:log|text|txt|output|json|plaintext)", block.info.strip(), re.IGNORECASE):
        return Verdict(Role.OUTPUT, "a fence of output")
    if _SHELLS.fullmatch(block.info.strip()) or re.search(r"(?:sql|mysql|java)", block.info, re.IGNORECASE):
        printed = output.share([line for line in lines if not line.lstrip().startswith("#")])
        return Verdict(Role.OUTPUT if printed > MOSTLY_OUTPUT else Role.CODE, "a fence", 0.8)
    return Verdict(Role.CODE, "a program", 0.5)
