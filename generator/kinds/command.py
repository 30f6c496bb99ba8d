"""`# 파드 목록 출력` / `kubectl get pods` -> "파드 목록을 출력하는 kubectl 명령은?", and back."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

from generator.kinds.desk import Desk, Kind, card, squeezed
from generator.model import Card, Command, Fact

_SPECIFIC_KO = re.compile(r"(?:특정|해당(?:하는)?|어떤|지정한|원하는)\s+")
_SPECIFIC_EN = re.compile(r"\b(?:a |the )?(?:specific|particular|certain|given)\s+", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"[<{\[][^<>{}\[\]]*[>}\]]|\b[A-Z][A-Z_]{3,}\b")
MOST_BLANKS = 3


def write(fact: Fact, desk: Desk) -> Iterator[Card | None]:
    assert isinstance(fact, Command)
    purpose = _concrete(fact, desk)
    purpose = _acted(fact, purpose, desk) if desk.ko() else purpose
    form = desk.speech.clause(purpose)
    purpose = form.bare + form.tail if form.kind == "verb" and desk.ko() else purpose  # with the particles it had lost
    if desk.ko() and re.search(r"(?:경우|때|시|면 됨|면 된다)$", _answer(purpose)):
        return  # a condition or a tip is no purpose
    yield card(fact, "purpose->command", _ask(fact, purpose, desk), fact.command)
    if "\n" in fact.command:
        return
    if not desk.ko() or form.kind == "verb" or desk.speech.clause(purpose).kind == "verb":
        yield card(fact, "command->purpose", _back(fact, desk), _answer(purpose))
    for shown, key in [gap for gap in _gaps(fact.command) if not _told(gap[1], purpose)][:MOST_BLANKS]:
        yield card(fact, "fill-blank", f"{_answer(purpose)}: {shown}", key)


def _answer(purpose: str) -> str:
    return re.sub(r"\s*(?:하기|해\s*보기)$", "", purpose).strip(" .:")


def _acted(fact: Command, purpose: str, desk: Desk) -> str:
    """Give a purpose that only names a thing the verb of its command: "한 단계 위 디렉터리" of `cd ..` -> "…로 이동"."""
    if desk.speech.clause(purpose).kind == "verb":
        return purpose
    words = fact.command.split()
    verb = desk.domain.verbs.get(" ".join(words[:2])) or desk.domain.verbs.get(words[0], "")
    if not verb or re.search(r"(?:경우|때|시|정보|목록|로그)$", purpose):
        return purpose
    thing = desk.speech.clause(purpose).bare
    return f"{desk.speech.by(thing) if verb == '이동' else desk.speech.object_(thing)} {verb}"


def _for(thing: str, desk: Desk) -> str:
    seen = re.search(r"(?:정보|목록|리스트|상태|로그|버전|내용|설정|값|주소|이벤트|현황|위치|경로)$", thing)
    return f"{desk.speech.object_(thing)} 확인하는" if seen else f"'{thing}'에 해당하는"


def _concrete(fact: Command, desk: Desk) -> str:
    """Put the command's own name in the place of "특정": "특정 파드" -> "hello 파드", so that one command answers."""
    name = _name(fact.command)
    purpose = fact.purpose
    if not name or squeezed(name) in squeezed(purpose):
        return re.sub(r"^해당(?:하는)?\s+", "특정 ", purpose)
    if desk.ko():
        return _SPECIFIC_KO.sub(f"{name} ", purpose, count=1)
    found = _SPECIFIC_EN.search(purpose)
    if not found:
        return purpose
    noun = re.match(r"[\w-]+", purpose[found.end() :])
    at = found.end() + (noun.end() if noun else 0)
    return f"{purpose[: found.start()]}the {purpose[found.end() : at]} {name}{purpose[at:]}"


def _name(command: str) -> str:
    """Return the last positional argument before `--`: the name of what the command works on."""
    words = [word for word in command.split(" -- ")[0].split() if not word.startswith("-")]
    if len(words) < 3 or "|" in command or "\n" in command or _PLACEHOLDER.search(words[-1]):
        return ""
    name = words[-1].split("/")[-1]
    return name if re.fullmatch(r"[A-Za-z0-9][\w.-]*", name) else ""


def _ask(fact: Command, purpose: str, desk: Desk) -> str:
    given = _given(fact.command, purpose, desk)
    if desk.ko():
        named = re.fullmatch(r"(.+[는은할한]) (?:커맨드|명령어?)", purpose)
        form = desk.speech.clause(_answer(purpose) if desk.speech.clause(purpose).kind == "noun" else purpose)
        doing = named.group(1) if named else form.modifier if form.kind == "verb" else _for(form.bare, desk)
        tail = f" ({given})" if given else ""
        return f"{doing} {desk.speech.topic(f'{fact.program} 명령') if fact.program not in purpose.split() else '명령은'}?{tail}"
    lowered = purpose[:1].lower() + purpose[1:] if re.match(r"[A-Z][a-z]", purpose) else purpose
    lowered = re.sub(r"^how to\s+", "", lowered)
    verb = desk.speech.clause(purpose).kind == "verb" or re.match(r"[a-z]+\s", lowered)
    return f"Which {fact.program} command {'do you use to' if verb else 'is for'} {lowered.rstrip('.')}?{f' ({given})' if given else ''}"


def _given(command: str, purpose: str, desk: Desk) -> str:
    """Return the values of a command that its purpose does not say, so that one command alone is right."""
    flat = squeezed(purpose)
    try:
        words = shlex.split(command.split("\n")[0])
    except ValueError:
        return ""
    values = [value for word in words[2:] if (value := _value(word, flat, desk))]
    return ", ".join(dict.fromkeys(values[:4]))


def _value(word: str, purpose: str, desk: Desk) -> str:
    """Return what a word of a command gives that nobody could know: a name, a number, a selector, a short switch."""
    value = word.split("=", 1)[1] if re.match(r"--?[\w-]+=", word) else word
    if not value or squeezed(value) in purpose or _PLACEHOLDER.search(value) or len(value) > 40:
        return ""
    if re.fullmatch(r"[\w-]+=[\w:.-]+", value) and all(squeezed(part) in purpose for part in value.split("=")):
        return ""
    if re.fullmatch(r"-[a-zA-Z]{1,2}", value):
        return value if value not in _VALUED else ""
    if value.startswith("-") or value.endswith("-"):
        return ""
    if not re.search(r"[\d=/.-]", value) and not re.fullmatch(r"(?:ba|z|da|)sh|env|python3?|date|ls", value):
        return ""
    known = {squeezed(name) for group in desk.domain.aliases for name in group} | {
        squeezed(name) for name in desk.domain.names
    }
    return "" if squeezed(value) in known or value in (".", "./") else value


# Short options with a value behind them, which says what they are.
_VALUED = frozenset("-f -n -l -o -c -k -p -e -v -t".split()) - {"-t"}


def _back(fact: Command, desk: Desk) -> str:
    if desk.ko():
        return f"{fact.command} 명령이 하는 일은?"
    return f"What does the command {fact.command} do?"


def _gaps(command: str) -> list[tuple[str, str]]:
    """Return the command with its subcommand, then each long flag, blanked; a bare "kubectl get pods" is asked whole."""
    words = command.split(" ")
    if len(words) < 4 or (not any(word.startswith("-") for word in words) and len(words) < 5):
        return []
    found = []
    end = 2 + (
        len(words) > 2
        and words[1] in ("set", "rollout", "config", "create", "auth", "top", "cluster-info", "compose")
        and words[2].isalpha()
    )
    if re.fullmatch(r"[a-z][a-z-]*(?: [a-z-]+)?", " ".join(words[1:end])):
        found.append((" ".join([words[0], "____", *words[end:]]), " ".join(words[1:end])))
    for at, word in enumerate(words):
        flag = re.fullmatch(r"(--[a-z][\w-]+)(=.*)?", word)
        if flag and at > 1 and flag.group(1) != "--":
            found.append((" ".join([*words[:at], "____" + (flag.group(2) or ""), *words[at + 1 :]]), flag.group(1)))
    return [(shown, key) for shown, key in found if key not in shown]


def _told(key: str, purpose: str) -> bool:
    """Whether a flag's own word stands in the purpose: "namespace 지정" gives --namespace away."""
    return any(len(part) > 3 and part in purpose.casefold() for part in re.split(r"[-=]", key))


KIND = Kind(Command, write)
