"""Edits as learners make them, on lines that remember which lines they came from: the truth of "the same fact".

A `Line` holds its origins: none for a new line, two where two lines were merged, and both halves of a split line have
the same. An edit changes `Notes` in place and returns False where it found nothing to change.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

Origin = tuple[str, int]
HEADING = re.compile(r"^ {0,3}(#{1,6})\s+\S|^\d+(?:\.\d+)+\.?\s+\S")
FENCE = re.compile(r"\s*(?:```|~~~)")
SYNONYMS = {
    "관리": "운영", "실행": "구동", "제공": "지원", "확인": "조회", "생성": "작성", "여러": "다수의", "설정": "구성",
    "사용": "이용", "필요": "요구", "저장소": "보관소", "목록": "리스트", "출력": "표시", "모든": "전체", "오류": "에러",
    "show": "display", "create": "make", "list": "show", "delete": "remove", "file": "document", "command": "tool",
}  # fmt: skip
ENDINGS = {"함": "한다", "임": "이다", "됨": "된다", "입니다": "이다", "가능": "할 수 있음", "한다": "함", "이다": "임"}
ADDED = ("항상", "보통", "주로", "반드시", "기본적으로", "(중요)", "usually", "always")
FOREIGN = (
    "모든 노드에서 로그를 모아 한곳으로 보내는 에이전트", "배포 이력을 남겨 이전 버전으로 되돌릴 수 있음",
    "헬름: 차트로 애플리케이션을 묶어 설치하는 패키지 관리자", "- 인그레스는 HTTP 경로로 트래픽을 나누는 규칙",
    "볼륨은 파드가 사라져도 데이터를 남기기 위한 저장 공간", "스테이트풀셋: 순서와 이름이 정해진 파드를 관리",
    "- 프로브가 실패하면 컨테이너를 다시 시작함", "데몬셋은 노드마다 파드를 하나씩 실행", "네트워크 정책으로 파드 간 통신을 제한",
    "시크릿: 비밀번호나 토큰처럼 민감한 값을 담는 오브젝트", "리눅스 커널의 cgroup이 CPU와 메모리를 나눔",
    "- 크론잡은 정해진 시각마다 잡을 만드는 오브젝트", "kubectl top node", "kubectl rollout undo deployment/web",
    "# 노드의 자원 사용량 확인", "오퍼레이터는 사람이 하던 운영 지식을 코드로 옮긴 컨트롤러", "- 테인트와 톨러레이션",
    "etcd 스냅숏을 매일 다른 저장소로 복사", "The probe restarts a container that no longer answers",
    "A volume outlives the container that wrote to it", "- requests: what the scheduler reserves on a node",
    "- limits: what the kernel lets a container use at most", "git rebase --onto main topic", "TCP는 순서를 보장하는 전송 계층 프로토콜",
)  # fmt: skip

TERMS = ("containerd", "IPAddressPool apiVersion", "헬름", "크론잡", "Terraform", "오브젝트 스토리지", "--dry-run")


@dataclass(slots=True)
class Line:
    """A line with the lines of the first revision that it came from."""

    text: str
    origins: frozenset[Origin] = frozenset()


@dataclass(slots=True)
class Notes:
    """Study notes while they are edited: path -> lines."""

    files: dict[str, list[Line]]
    newline: str = "\n"

    def texts(self) -> dict[str, str]:
        """Return path -> text."""
        return {path: self.newline.join(line.text for line in self.files[path]) for path in sorted(self.files)}

    def origins(self) -> dict[Origin, frozenset[Origin]]:
        """Return new (path, line) -> the old ones that it came from."""
        return {
            (path, number): line.origins for path, lines in self.files.items() for number, line in enumerate(lines, 1)
        }


def notes(texts: dict[str, str]) -> Notes:
    """Return notes whose every line is its own origin."""
    return Notes(
        {
            path: [Line(line, frozenset({(path, number)})) for number, line in enumerate(text.split("\n"), 1)]
            for path, text in texts.items()
        }
    )


def _is_content(line: Line) -> bool:
    return (
        bool(re.search(r"\w{2}", line.text))
        and not line.text.lstrip().startswith("<")
        and not HEADING.match(line.text)
        and not FENCE.match(line.text)
    )


def _places(notes: Notes, wanted: Callable[[Line], bool] = _is_content) -> list[tuple[list[Line], int]]:
    return [(lines, at) for path in sorted(notes.files) for lines in [notes.files[path]] for at in range(len(lines)) if wanted(lines[at])]  # fmt: skip


def _in_line(change: Callable[[str, random.Random], str]) -> Callable[[Notes, random.Random], bool]:
    """Make an edit of a function that changes one line; a line that it leaves as it is, is not counted."""

    def edit(notes: Notes, rng: random.Random) -> bool:
        places = _places(notes)
        rng.shuffle(places)
        for lines, at in places[:50]:
            text = change(lines[at].text, rng)
            if text != lines[at].text and re.search(r"\w", text):
                lines[at] = Line(text, lines[at].origins)
                return True
        return False

    return edit


def _letters(text: str, wanted: str) -> list[int]:
    return [match.start() for match in re.finditer(wanted, text)]


def _jamo(text: str, rng: random.Random) -> str:
    places = _letters(text, "[가-힣]")
    if not places:
        return text
    at = rng.choice(places)
    code = ord(text[at]) - 0xAC00
    initial, vowel, final = code // 588, code % 588 // 28, code % 28
    part = rng.randrange(3)
    initial = rng.randrange(19) if part == 0 else initial
    vowel = rng.randrange(21) if part == 1 else vowel
    final = rng.randrange(28) if part == 2 else final
    return text[:at] + chr(0xAC00 + initial * 588 + vowel * 28 + final) + text[at + 1 :]


def _letter(text: str, rng: random.Random) -> str:
    places = _letters(text, r"\w")
    at = rng.choice(places)
    return text[:at] + rng.choice(("", text[at] * 2, rng.choice("aeist가이"))) + text[at + 1 :]


def _space(text: str, rng: random.Random) -> str:
    spaces = _letters(text, r"(?<=\w) (?=\w)")
    inner = _letters(text, r"(?<=\w)\B(?=\w)")
    if spaces and (rng.random() < 0.5 or not inner):
        at = rng.choice(spaces)
        return text[:at] + text[at + 1 :]
    if not inner:
        return text
    at = rng.choice(inner)
    return text[:at] + " " + text[at:]


def _punctuation(text: str, rng: random.Random) -> str:
    changed = [text + ".", text.replace(", ", " / ", 1), text.replace("(", " (", 1), re.sub(r"[,.]", "", text, count=1)]
    changed += [re.sub(r"(\w+)", r"**\1**", text, count=1), text.replace(":", " :", 1)]
    return rng.choice([one for one in changed if one != text])


def _swapped(table: dict[str, str]) -> Callable[[str, random.Random], str]:
    def change(text: str, rng: random.Random) -> str:
        words = [word for word in table if word in text]
        word = rng.choice(words) if words else ""
        return text.replace(word, table[word], 1) if word else text

    return change


def _particle(text: str, rng: random.Random) -> str:
    found = list(re.finditer(r"(?<=[가-힣])(을|를|은|는|이|가|의|에서|에|로)(?= )", text))
    if found and rng.random() < 0.7:
        match = rng.choice(found)
        return text[: match.start()] + rng.choice(("", "은", "의", "을")) + text[match.end() :]
    bare = list(re.finditer(r"(?<=[가-힣])(?= [가-힣])", text))
    return text[: (at := rng.choice(bare).start())] + rng.choice("은의을이") + text[at:] if bare else text


def _ending(text: str, rng: random.Random) -> str:
    for end, other in ENDINGS.items():
        if text.endswith(end):
            return text.removesuffix(end) + other
    return text


def _word_added(text: str, rng: random.Random) -> str:
    spaces = _letters(text, r"(?<=\w) (?=\w)")
    at = rng.choice(spaces) if spaces else len(text)
    return f"{text[:at]} {rng.choice(ADDED)}{text[at:]}"


def _flag(text: str, rng: random.Random) -> str:
    if not re.match(r"\s*\$?\s*(kubectl|k|git|docker) ", text):
        return text
    flags = list(re.finditer(r"(?<= )--?[a-z][\w-]*(=\S+| \w+)?", text))
    if flags and rng.random() < 0.6:
        match = rng.choice(flags)
        return text[: match.start()] + rng.choice(("-o json", "--all", "-n dev", "")) + text[match.end() :]
    command, hash_, comment = text.partition(" #")
    return f"{command.rstrip()} {rng.choice(('-o wide', '-n dev', '--show-labels', '-A'))}{hash_ and ' #'}{comment}"


def _reordered(notes: Notes, rng: random.Random) -> bool:
    pairs = [(lines, at) for lines, at in _places(notes) if at + 1 < len(lines) and _is_content(lines[at + 1])]
    if not pairs:
        return False
    lines, at = rng.choice(pairs)
    block = at + 1
    while block < len(lines) and _is_content(lines[block]):
        block += 1
    line = lines.pop(at)
    lines.insert(rng.randrange(at + 1, block), line)
    return True


def _headings(notes: Notes) -> list[tuple[list[Line], int]]:
    return [
        (lines, at)
        for lines, at in _places(notes, lambda line: bool(HEADING.match(line.text)))
        if not _fenced(lines, at)
    ]


def _fenced(lines: list[Line], at: int) -> bool:
    return sum(bool(FENCE.match(line.text)) for line in lines[:at]) % 2 == 1


def _heading_renamed(notes: Notes, rng: random.Random) -> bool:
    places = _headings(notes)
    if not places:
        return False
    lines, at = rng.choice(places)
    mark, name = re.match(r"^(\s*#+\s+|\d[\d.]*\s+)(.*)", lines[at].text).groups()  # type: ignore[union-attr]
    names = (f"{name} 정리", f"{name}란?", name[1:] or "개요", rng.choice(("개념 노트", "Basics", "핵심 요약")))
    lines[at] = Line(mark + rng.choice(names), lines[at].origins)
    return True


def _heading_level(notes: Notes, rng: random.Random) -> bool:
    places = [(lines, at) for lines, at in _headings(notes) if lines[at].text.lstrip().startswith("#")]
    if not places:
        return False
    lines, at = rng.choice(places)
    text = lines[at].text.lstrip()
    lines[at] = Line(text[1:] if text.startswith("##") and rng.random() < 0.5 else f"#{text}", lines[at].origins)
    return True


def _section_moved(notes: Notes, rng: random.Random) -> bool:
    places = _headings(notes)
    if not places:
        return False
    lines, at = rng.choice(places)
    end = at + 1
    while end < len(lines) and (_fenced(lines, end) or not HEADING.match(lines[end].text)):
        end += 1
    section, lines[at:end] = lines[at:end], []
    target = rng.choice(["notes/other.md", *sorted(notes.files)])
    notes.files.setdefault(target, []).extend(section)
    return True


def _section_rewritten(notes: Notes, rng: random.Random) -> bool:
    """Reword every line under a heading, in its order: an ending, a particle, a synonym, a word more."""
    places = _headings(notes)
    if not places:
        return False
    lines, at = rng.choice(places)
    for place in range(at + 1, len(lines)):
        if HEADING.match(lines[place].text):
            break
        for change in rng.choices((_ending, _particle, _word_added, _swapped(SYNONYMS), _punctuation), k=3):
            if _is_content(lines[place]) and not _fenced(lines, place):
                lines[place] = Line(change(lines[place].text, rng), lines[place].origins)
    return True


def _file_renamed(notes: Notes, rng: random.Random) -> bool:
    path = rng.choice(sorted(notes.files))
    notes.files[f"notes/renamed-{len(path)}-{rng.randrange(99)}.md"] = notes.files.pop(path)
    return True


def _split(notes: Notes, rng: random.Random) -> bool:
    places = [(lines, at) for lines, at in _places(notes) if len(lines[at].text.split()) >= 6]
    if not places:
        return False
    lines, at = rng.choice(places)
    line = lines[at]
    indent = re.match(r"\s*(?:[-*+]\s)?", line.text)[0]  # type: ignore[index]
    words = line.text[len(indent) :].split(" ")
    cut = rng.randrange(2, len(words) - 2)
    halves = (" ".join(words[:cut]), " ".join(words[cut:]))
    lines[at : at + 1] = [Line(indent + half, line.origins) for half in halves]
    return True


def _merged(notes: Notes, rng: random.Random) -> bool:
    pairs = [(lines, at) for lines, at in _places(notes) if at + 1 < len(lines) and _is_content(lines[at + 1])]
    if not pairs:
        return False
    lines, at = rng.choice(pairs)
    tail = re.sub(r"^\s*(?:[-*+]\s+)?", "", lines[at + 1].text)
    lines[at : at + 2] = [Line(f"{lines[at].text}, {tail}", lines[at].origins | lines[at + 1].origins)]
    return True


def _inserted(notes: Notes, rng: random.Random) -> bool:
    lines, at = rng.choice(_places(notes))
    lines.insert(at, Line(rng.choice(FOREIGN)))
    return True


def _block_inserted(notes: Notes, rng: random.Random) -> bool:
    lines, at = rng.choice(_places(notes))
    block = [Line(text) for text in rng.sample(FOREIGN, rng.randrange(3, 9))]
    lines[at:at] = [Line("## 새로 배운 것"), *block] if rng.random() < 0.3 else block
    return True


def _deleted(notes: Notes, rng: random.Random) -> bool:
    lines, at = rng.choice(_places(notes))
    del lines[at]
    return True


def take_line(notes: Notes, rng: random.Random) -> tuple[str, int, Line]:
    """Take a line of content out; return where it stood."""
    lines, at = rng.choice(_places(notes))
    path = next(path for path, others in notes.files.items() if others is lines)
    return path, at, lines.pop(at)


def _replaced(notes: Notes, rng: random.Random) -> bool:
    lines, at = rng.choice(_places(notes))
    lines[at] = Line(rng.choice(FOREIGN))
    return True


def _another_term(notes: Notes, rng: random.Random) -> bool:
    """Put another term in a line's place, with a meaning of which half the words are the old one's: another fact."""
    places = [(lines, at) for lines, at in _places(notes) if ": " in lines[at].text]
    if not places:
        return False
    lines, at = rng.choice(places)
    term, _colon, meaning = lines[at].text.partition(": ")
    dashes = re.match(r"\s*(?:[-*+]\s+)?", term)[0]  # type: ignore[index]
    words = meaning.split(" ")
    foreign = rng.choice(FOREIGN).removeprefix("- ").split(" ")
    said = [*foreign[: max(2, len(words) // 2)], *words[(len(words) + 1) // 2 :]]
    lines[at] = Line(f"{dashes}{rng.choice(TERMS)}: {' '.join(said)}")
    return True


def _turned(text: str, rng: random.Random) -> str:
    """Change the kind of a line: "etcd: 저장소" to "etcd - 저장소", "etcd는 저장소" or a bare line, and a line to a term."""
    term, colon, meaning = text.partition(": ")
    if colon and term.strip(" -*"):
        return rng.choice((f"{term} - {meaning}", f"{term}는 {meaning}", f"{term} {meaning}"))
    words = text.split(" ")
    return " ".join([*words[:2], ":", *words[2:]]).replace(" :", ":") if len(words) > 4 else text


def _aliases(notes: Notes, rng: random.Random) -> bool:
    one, other = rng.choice(
        (("파드", "Pod"), ("클러스터", "cluster"), ("Pod", "파드"), ("컨테이너", "container"), ("command", "cmd"))
    )
    for lines in notes.files.values():
        lines[:] = [Line(line.text.replace(one, other), line.origins) for line in lines]
    return True


def _crlf(notes: Notes, rng: random.Random) -> bool:
    notes.newline = "\r\n"
    return True


EDITS: dict[str, Callable[[Notes, random.Random], bool]] = {
    "one jamo": _in_line(_jamo),
    "one letter": _in_line(_letter),
    "one space": _in_line(_space),
    "punctuation": _in_line(_punctuation),
    "synonym": _in_line(_swapped(SYNONYMS)),
    "particle": _in_line(_particle),
    "ending": _in_line(_ending),
    "word added": _in_line(_word_added),
    "flag changed": _in_line(_flag),
    "kind changed": _in_line(_turned),
    "siblings reordered": _reordered,
    "section rewritten": _section_rewritten,
    "heading renamed": _heading_renamed,
    "heading level": _heading_level,
    "section moved": _section_moved,
    "file renamed": _file_renamed,
    "bullet split": _split,
    "two merged": _merged,
    "line inserted": _inserted,
    "block inserted": _block_inserted,
    "line deleted": _deleted,
    "line replaced": _replaced,
    "another term": _another_term,
    "aliases changed": _aliases,
    "CRLF": _crlf,
}
IN_LINE = ("one jamo", "one letter", "one space", "synonym", "particle", "ending", "word added", "flag changed")
