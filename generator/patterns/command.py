"""`# 파드 목록 출력` over `kubectl get pods`, `kubectl logs web # 로그 확인`: a command line and what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import shell
from generator.model import Attribute, Block, BlockKind, Command, Fact, Skip, Span
from generator.patterns import skipped, statement
from generator.patterns.place import Found, Pattern, Place, clean_heading, is_empty_heading, labelled, subject, topic

# Two short commands may be one answer; three are a procedure to read, not to recall.
MOST_TOGETHER, LONGEST_TOGETHER = 2, 120
LONGEST_PURPOSE = 100
_OTHER_LANGUAGE = re.compile(
    r"^(?:ya?ml|json|toml|ini|xml|html|css|mermaid|plantuml|python|py|java(?!$)|go|golang|rust|c|cpp|c\+\+|js|javascript|ts|typescript|sql|hcl|dockerfile|diff|kotlin|scala|ruby|php)$",
    re.IGNORECASE,
)
_USAGE = re.compile(r"\[[A-Za-z|. -]+\]|\b(?:TYPE|NAME|FLAGS|COMMAND|OPTIONS)\b")
_CODE_ONLY = re.compile(r"`+([^`]+)`+\s*(?:명령어?|command)?[.]?")
_SAYS_COMMAND = re.compile(r"\s*(?:명령어?|커맨드|command)\s*$", re.IGNORECASE)


def _find(place: Place) -> Found | None:
    block = place.block
    if block.kind == BlockKind.FENCE:
        return _fence(place)
    if block.kind in (BlockKind.LINE, BlockKind.ITEM):
        return _line(place)
    return None


def _fence(place: Place) -> Found | None:
    block = place.block
    if _OTHER_LANGUAGE.match(block.info):
        return Found(skips=(Skip(block.span, "code"),))
    if re.match(r"\s*(?:apiVersion\s*:|[{\[]\s*$|\{\s*\"|<\?xml|<[a-z])", block.text):
        return None
    lines = shell.read(block.text.rstrip("\n"), block.info)
    if not any(line.kind == "command" for line in lines):
        return Found(skips=(Skip(block.span, "output"),)) if block.text.strip() else Found()
    offset = block.begins
    facts: list[Fact] = []
    for group in _groups(lines):
        facts += _group(place, group, offset, alone=sum(line.kind == "command" for line in lines) == 1)
    skips = tuple(
        Skip(Span(block.span.path, offset + line.first, offset + line.last), "output")
        for line in lines
        if line.kind == "output"
    )
    return Found(tuple(facts), (*skips, Skip(block.span, "no purpose stated")))


Group = list[shell.Line]


def _groups(lines: tuple[shell.Line, ...]) -> Iterator[Group]:
    """Yield runs of comments and the commands under them, up to a blank line or the next comment."""
    group: Group = []
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


def _group(place: Place, group: Group, offset: int, alone: bool) -> list[Fact]:
    comments = [line for line in group if line.kind == "comment"]
    commands = [line for line in group if line.kind == "command"]
    facts: list[Fact] = []
    if not commands or any(line.comment for line in commands):
        for line in comments:
            facts += _remark(place, line, offset)
        comments = []
    own = [line for line in commands if line.comment]
    for line in own:
        facts += _command(place, [line], _purpose(line.comment), line, offset)
    rest = [line for line in commands if not line.comment]
    if comments and rest and len(rest) <= MOST_TOGETHER:
        purpose = _purpose(" ".join(line.text for line in comments))
        if len(re.sub(r"\s*\([^)]*\)", "", purpose).split()) < 2 or re.match(
            r"(?:하나|여러\s?개|전체|모두)\s*(?:를|을)?\s*\S+$", purpose
        ):
            purpose = _full(place, purpose)
        facts += _command(place, rest, purpose, comments[0], offset)
    elif alone and rest and not own:
        facts += _above(place, rest[0], offset)
    return facts


def _purpose(comment: str) -> str:
    """Return what a comment says its command is for."""
    comment = re.sub(r"`+", "", comment)
    if re.search(r"\s=\s|[와과]\s*(?:같음|동일)", comment):
        return ""  # says what an option equals, not what the command does
    first, _comma, rest = comment.partition(", ")
    comment = (
        first
        if rest and len(first) >= 4 and not re.search(r"[,·/]|(?:와|과|및)$", first) and _is_clause(first)
        else comment
    )
    text = re.sub(r"^\s*(?:또는|or|그리고|혹은)\s+", "", comment.strip()).rstrip(".: ")
    return re.sub(r"^(?:\d+[.)]|[-*])\s+", "", text)


def _is_clause(text: str) -> bool:
    """Whether the words before a comma say a deed by themselves: "로그 확인", "조회할 수 있는 커맨드"."""
    return bool(
        re.search(
            r"(?:기|함|됨|음|다|설정|확인|접속|조회|출력|삭제|생성|변경|적용|실행|선택|이동|커맨드|명령어?|옵션)$", text
        )
    )


def _command(place: Place, lines: list[shell.Line], purpose: str, first: shell.Line, offset: int) -> list[Fact]:
    command = "\n".join(line.text for line in lines)
    span = Span(place.block.span.path, offset + min(first.first, lines[0].first), offset + lines[-1].last)
    return _fact(place, purpose, command, span)


def _fact(place: Place, purpose: str, command: str, span: Span, heads: tuple[int, ...] = ()) -> list[Fact]:
    programs = shell.programs(command) or tuple(word for word in command.split()[:1] if word in shell.PROGRAMS)
    if re.search(r"\s(?:or|또는)\s", command) or (
        place.context.language != "en" and re.fullmatch(r"[A-Za-z-]+", purpose)
    ):
        return []
    if not purpose or len(purpose) > LONGEST_PURPOSE or len(command) > 190 or not programs:
        return []
    if command.count("\n") and len(command) > LONGEST_TOGETHER:
        return []
    return [
        Command(
            span=span,
            topic=topic(place),
            label=command.split("\n")[0],
            text=f"{purpose} {command}",
            language=place.context.language,
            heads=heads,
            purpose=purpose,
            command=command,
            program=programs[0],
        )
    ]


def _remark(place: Place, line: shell.Line, offset: int) -> list[Fact]:
    """Read a comment that is no command's purpose as a statement."""
    if len(line.text) < 16 or place.speech.clause(line.text).kind != "verb":
        return []
    span = Span(place.block.span.path, offset + line.first, offset + line.last)
    block = Block(BlockKind.LINE, span, line.text.replace("`", ""), line.text)
    inner = Place(block, place.above, (block,), 0, place.context)
    return statement.facts(inner, block.text, subject(place))


def _above(place: Place, line: shell.Line, offset: int) -> list[Fact]:
    """Give a command without a comment the purpose that the line or the heading above states."""
    span = Span(place.block.span.path, offset + line.first, offset + line.last)
    owner = _announcer(place)
    if _USAGE.search(line.text):
        name = clean_heading(owner.text) if owner else ""
        return _usage(place, name, line, span)
    if owner is None or is_empty_heading(owner.text):
        return []
    purpose = _SAYS_COMMAND.sub("", clean_heading(owner.text))
    purpose = re.sub(r"^(.*?)\s+(?:명령어?|command)\s*$", r"\1", purpose)
    if place.context.language != "en" and re.fullmatch(r"[A-Za-z()-]+", purpose):
        return []
    purpose = _full(place, purpose)
    if not purpose or re.search(r"\.\s", purpose) or place.speech.own_subject(purpose)[0]:
        return []
    return _fact(place, purpose, line.text, Span(span.path, min(owner.span.first, span.first), span.last))


def _full(place: Place, purpose: str) -> str:
    """Put what the section is about before a purpose too short to stand alone: "플러그인" and "리스트 확인"."""
    way = re.fullmatch(r"(.+) (\S+) (?:방법|명령어?)", subject(place).name.split("의 ")[-1])
    if way and re.search(rf"\S {way.group(2)}$", purpose) and way.group(1) not in purpose:
        return f"{purpose[: -len(way.group(2))]}{way.group(1)} {way.group(2)}"  # "파일에서 지정" of "리소스 지정 방법"
    bare = re.sub(r"\s*\([^)]*\)", "", purpose).split()
    done = re.fullmatch(r"(.{2,30}) (\S{2,})", place.above[-1].text if place.above else "")
    if done and 0 < len(bare) <= 2 and bare[-1] == done.group(2) and done.group(1) not in purpose:
        return f"{done.group(1)} {purpose}"  # "하나 삭제" under "이름으로 파드 삭제"
    about = re.sub(r"\s*(?:동작|방법|관리|사용|설정|개요|명령어?)$", "", subject(place).name.split("의 ")[0])
    if len(bare) > (3 if place.context.language == "en" else 2) or not about or len(about) > 20:
        return purpose
    if (
        any(word in purpose for word in about.split())
        or about == place.context.subject
        or about.casefold() in shell.PROGRAMS
    ):
        return purpose
    return f"{purpose} ({about})" if place.context.language == "en" else f"{about} {purpose}"


def _announcer(place: Place) -> Block | None:
    """Return the bullet or line above a fence that says what it is for; else the heading."""
    before = place.before
    if before is not None and skipped.reason(before):
        return None
    if before is not None and before.kind in (BlockKind.LINE, BlockKind.ITEM) and not before.children:
        return before
    owner = place.above[-1] if place.above else None
    if owner is not None and owner.kind == BlockKind.ITEM and place.at == 0:
        return owner
    if (
        owner is not None
        and owner.kind == BlockKind.HEADING
        and before is None
        and place.speech.clause(owner.text).kind == "verb"
    ):
        return owner
    return (
        owner
        if owner is not None and owner.kind == BlockKind.HEADING and before is None and _USAGE.search(place.block.text)
        else None
    )


def _usage(place: Place, name: str, line: shell.Line, span: Span) -> list[Fact]:
    program = shell.programs(line.text)
    if not name or not program or len(line.text) > 60:
        return []
    return [
        Attribute(
            span=span,
            topic=topic(place),
            label=f"{program[0]} {name}",
            text=f"{name}: {line.text}",
            language=place.context.language,
            heads=(place.above[-1].span.first,) if place.above else (),
            subject=program[0],
            name=name,
            value=line.text,
        )
    ]


# Programs whose names are no words of a sentence: a line that begins with one is a command without its code marks.
_BARE = re.compile(
    r"(?:\$ )?(?:kubectl|k|kubeadm|helm|docker|git|minikube|kustomize|etcdctl|crictl|systemctl|journalctl|apt-get) [a-z-]"
)
_REMARKED = re.compile(
    r"((?:\$ )?(?:kubectl|k|kubeadm|helm|docker|git|minikube|kustomize|etcdctl|crictl) \S.*?)\s+#\s+(\S.+)"
)


def _line(place: Place) -> Found | None:
    """Read "파일에서 지정: `kubectl get -f pod.yaml`", and a bullet of code alone under the bullet that it does."""
    block = place.block
    remarked = _REMARKED.fullmatch(block.text)
    split = (remarked.group(1), remarked.group(2)) if remarked else labelled(block)
    bare = bool(_BARE.match(block.text))
    if split:
        for purpose, code in (split, split[::-1]):
            marked = bare or f"`{code}`" in block.raw.replace("``", "`")
            if shell.is_command(code) and marked and not shell.is_command(purpose):
                found = _fact(
                    place, _full(place, _SAYS_COMMAND.sub("", purpose)), code, block.span, subject(place).lines
                )
                return Found(tuple(found)) if found else None
        return None
    only = _CODE_ONLY.fullmatch(block.raw.strip())
    owner = place.above[-1] if place.above else None
    known = only and (shell.is_command(only.group(1)) or only.group(1).split(" ")[0] in shell.PROGRAMS)
    if only and known and owner and owner.kind == BlockKind.ITEM and place.at == 0:
        span = Span(block.span.path, owner.span.first, block.span.last)
        found = _fact(place, _SAYS_COMMAND.sub("", clean_heading(owner.text)), only.group(1), span)
        return Found(tuple(found)) if found else None
    return None


PATTERN = Pattern(32, _find)
