"""`# 파드 목록 출력` over `kubectl get pods`, `kubectl logs web # 로그 확인`: a command line and what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator import shell, sql, unsaid
from generator.knowledge import Language
from generator.model import BlockKind, CommandLine, Fact, Node, Role, Span
from generator.patterns.site import Pattern, Site, fact, text

LONGEST_PURPOSE = 70  # characters
LONGEST_COMMAND = 160
_HOLES = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}")  # "[이름 또는 ID]"
_SQL = re.compile(r"sql", re.IGNORECASE)
_REMARKED = re.compile(r"(\S.*?)\s+:\s+(\S*[가-힣].*)")  # "man -k 낱말 : 낱말이 든 문서 검색"
_SLASHES = re.compile(r"^\s*\$?(?P<code>[a-z][^#]*?)\s+//\s*(?P<said>[^/].*)$")


def _find(site: Site) -> Iterator[Fact]:
    node = site.node
    if node.role == Role.CODE:
        yield from _fence(site)
    elif node.role == Role.PURPOSE and node.value:
        yield from _fact(site, node.label, node.value, node.block.span)
    elif node.role == Role.COMMAND and node.value:
        yield from _fact(site, node.value, node.label, node.block.span)
    elif node.role == Role.COMMAND and not node.children:
        yield from _bare(site)


def _bare(site: Site) -> Iterator[Fact]:
    """Read a line of code alone: what stands right above says what it is for."""
    owner = _below(site) if site.note.below else None
    if owner is not None and _is_deed(site, text(owner)):
        span = Span(site.node.block.span.path, site.node.block.span.first, owner.block.span.last)
        yield from _fact(site, text(owner), site.node.label, span)
        return
    parent = site.parent
    owner = _line_above(site)
    if owner is not None:
        span = Span(site.node.block.span.path, owner.block.span.first, site.node.block.span.last)
        yield from _fact(site, text(owner), site.node.label, span)
        return
    if site.before is not None or parent.role not in (Role.TOPIC, Role.STATEMENT, Role.PURPOSE):
        return
    said = parent.label or text(parent)
    alone = sum(peer.role == Role.COMMAND for peer in site.peers) == 1
    opens = parent.block.kind == BlockKind.ITEM or (parent.block.kind == BlockKind.HEADING and _is_deed(site, said))
    if said and alone and opens:
        span = Span(site.node.block.span.path, site.parent.block.span.first, site.node.block.span.last)
        yield from _fact(site, said, site.node.label, span, path_=site.parent.path)


def _line_above(site: Site) -> Node | None:
    """Return the deed on the line above a command that stands alone under it, both outside a fence."""
    before, line = site.before, site.node.block
    if before is None or before.block.kind != BlockKind.LINE or line.kind != BlockKind.LINE:
        return None
    if before.role == Role.COMMAND or before.block.span.last + 1 != line.span.first:
        return None
    more = (
        site.after[:1] and site.after[0].role == Role.COMMAND and site.after[0].block.span.first == line.span.last + 1
    )
    return before if not more and _is_deed(site, text(before)) else None


def _fence(site: Site) -> Iterator[Fact]:
    block = site.node.block
    if site.node.evidence == "a manifest":
        return
    offset = block.begins
    if _SQL.search(block.info):
        yield from _commented(site, sql.read(block.text.rstrip("\n")), offset)
        return
    if site.node.evidence != "a fence":
        return
    slashed = [line for line in block.text.split("\n") if _SLASHES.match(line)]
    if len(slashed) >= 2:
        yield from _slashed(site)
        return
    yield from _commented(site, shell.read(block.text.rstrip("\n"), block.info), offset)


def _commented(site: Site, lines: Sequence[shell.Line], offset: int) -> Iterator[Fact]:
    """Read the commands of a fence with the comments above and behind them, or with what is said outside it."""
    commands = [line for line in lines if line.kind == "command"]
    found = False
    for group in _groups(lines):
        for made in _group(site, group, offset):
            found = True
            yield made
    if not found and len(commands) == 1 and not any(line.kind == "comment" for line in lines):
        yield from _said_outside(site, commands[0], offset)


def _slashed(site: Site) -> Iterator[Fact]:
    """Read "ls -a // 숨긴 파일까지 출력" line by line."""
    span = site.node.block.span
    for at, line in enumerate(site.node.block.text.split("\n")):
        found = _SLASHES.match(line)
        if found:
            place = Span(span.path, site.node.block.begins + at, site.node.block.begins + at)
            yield from _fact(site, found["said"], found["code"].strip(), place)


def _groups(lines: Sequence[shell.Line]) -> Iterator[list[shell.Line]]:
    """Yield runs of comments and the commands under them, up to a blank line, output or the next comment."""
    group: list[shell.Line] = []
    for line in lines:
        commands = any(other.kind == "command" for other in group)
        if line.kind in ("blank", "output") or (line.kind == "comment" and commands):
            if group:
                yield group
            group = [line] if line.kind == "comment" else []
        else:
            group.append(line)
    if group:
        yield group


def _group(site: Site, group: list[shell.Line], offset: int) -> Iterator[Fact]:
    path = site.node.block.span.path
    commands = [line for line in group if line.kind == "command"]
    comments = [line for line in group if line.kind == "comment"]
    told = len(comments) == 1 and len(commands) == 1  # the comment above says what it is for, the one behind remarks
    for line in commands:
        if line.comment and not told:
            yield from _fact(site, line.comment, line.text, Span(path, offset + line.first, offset + line.last))
    if told:
        span = Span(path, offset + comments[0].first, offset + commands[0].last)
        yield from _fact(site, comments[0].text, commands[0].text, span)


def _said_outside(site: Site, line: shell.Line, offset: int) -> Iterator[Fact]:
    """Give a command the purpose that the text around its fence states: above it, or below where the note does so."""
    path = site.node.block.span.path
    owner = _below(site) if site.note.below else _above(site)
    if owner is None:
        return
    said = owner.value or owner.label or text(owner)
    first, last = min(owner.block.span.first, offset + line.first), offset + line.last
    last = max(last, owner.block.span.last) if site.note.below else last
    yield from _fact(site, said, line.text, Span(path, first, last), path_=_path(site, owner))


def _path(site: Site, owner: Node) -> tuple[str, ...]:
    """Return the path of a command: a heading that is its purpose is no part of it."""
    return owner.path if owner is site.parent else site.node.path


def _above(site: Site) -> Node | None:
    before = site.before
    if before is not None and before.role in (Role.PICTURE, Role.MARKUP) and site.at > 1:
        before = site.peers[site.at - 2]
    if before is not None:
        opens = text(before).rstrip().endswith((":", "："))
        deed = before.block.kind in (BlockKind.LINE, BlockKind.ITEM) and before.role in (
            Role.STATEMENT,
            Role.ITEM,
            Role.TOPIC,
            Role.PURPOSE,
            Role.FACET,
        )
        return before if deed and (opens or _is_deed(site, text(before))) else None
    parent = site.parent
    if parent.role in (Role.PURPOSE, Role.TOPIC, Role.TERM, Role.STATEMENT) and _is_deed(
        site, parent.value or parent.label or text(parent)
    ):
        return parent
    return None


def _below(site: Site) -> Node | None:
    after = next((node for node in site.after if node.role not in (Role.MARKUP, Role.PICTURE)), None)
    if after is None or after.role not in (Role.STATEMENT, Role.ITEM):
        return None
    return after


def _is_deed(site: Site, said: str) -> bool:
    speech = site.note.speech
    bare = said.rstrip(".:： ")
    return len(bare) <= LONGEST_PURPOSE and speech.clause(bare).kind == "verb" and not speech.own_subject(bare)[0]


def _purpose(said: str, speech: Language) -> str:
    """Return what a comment or line says that its command is for."""
    bare = re.sub(r"`+|\*\*", "", said).strip()
    bare = speech.LEXICON["example-aside"].sub("", speech.LEXICON["purpose-lead"].sub("", bare))
    return re.sub(r"\s*(?:=>|→|->).*$", "", bare).rstrip(".:： ")


def _first_deed(site: Site, purpose: str) -> str:
    """Return the deed of a purpose without what is remarked behind it: "파드에 접속, exit로 나올 수 있음"."""
    sentence = (site.note.speech.sentences(purpose) or [purpose])[0].rstrip(".")
    bare = re.sub(r"\s*\([^()]*\)$", "", sentence)
    if "," in sentence and "," not in bare:
        return sentence  # "JSON으로 출력 (설정, 주소 등 포함)"
    first, comma, _rest = sentence.partition(", ")
    deed = comma and len(first.split()) >= 2 and site.note.speech.clause(first).kind == "verb"
    return first if deed else sentence


def _fact(site: Site, said: str, command: str, span: Span, path_: tuple[str, ...] | None = None) -> Iterator[Fact]:
    purpose = _first_deed(site, _purpose(said, site.note.speech))
    lexicon = site.note.speech.LEXICON
    if lexicon["sameness"].search(purpose) or lexicon["sample-line"].match(said) or lexicon["alternative"].match(said):
        return  # "-- 또는 이름을 직접 명시": another way to do what stands above
    line = re.sub(r"^[$#]\s+(?=[a-z])", "", command.strip().rstrip("\\").strip())
    remarked = _REMARKED.fullmatch(line)
    if remarked:
        line, purpose = remarked[1], _first_deed(site, _purpose(remarked[2], site.note.speech))
    if "<<" in line:
        return  # a here-document without its body teaches nothing
    if any(site.note.speech.LEXICON["alternative"].fullmatch(word) for word in _HOLES.sub(" ", line).split()):
        return  # "cd ~ or cd $HOME": two commands
    if not purpose or len(purpose) > LONGEST_PURPOSE or len(line) > LONGEST_COMMAND or "\n" in line:
        return
    program = sql.PROGRAM if sql.is_statement(line) else next(iter(shell.programs(line)), "") or line.split()[0]
    program = program if unsaid.is_program(program) else ""  # `show dbs`, `db.users.find({…})` are of no program
    yield fact(
        site, CommandLine(line, purpose, program), "command", label=line, said=f"{purpose} {line}", span=span,
        path=path_, kind="",
    )  # fmt: skip


PATTERN = Pattern((Role.CODE, Role.PURPOSE, Role.COMMAND), _find)
