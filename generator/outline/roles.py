"""What a line is: one decision, with its evidence and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator import pieces, shell, sql
from generator.knowledge import Domain, Language
from generator.model import Block, BlockKind, Role
from generator.outline import facets, labels, output, paths

EXAMPLES = "a section of examples"
LONGEST_TERM = 34  # characters of a name
SHORTEST_MEANING = 6
MOST_STATES = 40  # lines of arrows that are looked through for one that goes on from another
MOST_WORDS = 4  # of a bare name in a list
LONGEST_TITLE = 28  # characters of a bullet that only opens what stands under it
FEWEST_SAID = 5  # words of a bullet that says something, and opens nothing
_LINKED = re.compile(r"(?:!?\[[^\]]*\]\([^)]*\)[\s|,]*)+")  # "[참고 링크](https://…)" on a line of its own
_URL = re.compile(r"(?:https?://|www\.)\S+")
_CODE = re.compile(r"^`+([^`]+)`+$")
_MARKED = re.compile(r"^(?:\*\*|__|`|\*)\s*(.+?)\s*(?:\*\*|__|`|\*)")
_VERDICT = re.compile(r"^(?P<said>.{10,}?)(?:\s+|\s*[(\[]\s*)(?P<mark>[OXox○×✕⭕❌])\s*[)\]]?\s*$")
_SYNTAX = re.compile(r"^(?P<word>[A-Z]{2,})\s+(?=[{\[<(/\"])")
# A word that stands for an argument: 패키지, 파일명, 컨테이너_이름; no word with an ending.
_ARGUMENT = re.compile(r"[A-Za-z가-힣_-]*[가-힣][A-Za-z가-힣_-]*(?<![은는을를가의에로다음함기고며])")
_PAIRS = re.compile(r",\s*[^\s,:]{1,20}\s*:\s")  # `r` : read, `w` : write: several labels, each with its value
_COUNTED = re.compile(r"\d+ [a-z]")  # "129 total - 총 129개": a line of output and what it says
_REMARKED = re.compile(r"(?P<command>\S[^()]*?)\s+\((?P<said>[^()]*\s[^()]*)\)$")  # "docker ps -a (모든 컨테이너 확인)"
_SLASHED = re.compile(r"(?:※\s*)?(?P<command>[a-z].*?)\s//\s(?P<said>.+)")  # "docker ps // 실행 중인 컨테이너 확인"
_NO_NAME = re.compile(r"\w=\w|^[-dl](?:[r-][w-][x-]){3}")  # "N=3", "-rw-r--r-- 1 root root"
_CODE_FIRST = re.compile(r"(?:[-*+]|\d+[.)])?\s*(?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)\s+(?P<said>[^`:：=>→⇒-][^`]*)")
_CODE_LAST = re.compile(r"(?:[-*+]|\d+[.)])?\s*(?P<said>[^`]*[^`\s:：=>→⇒-])\s+(?P<ticks>`+)(?P<code>[^`]+)(?P=ticks)")
_SPOKEN = re.compile(
    r"[가-힣](?:다|요|음|함|됨|기|며|고|을|를|은|는)(?:[\s.;]|$)"
)  # words of a sentence, and no placeholders
_NAMED_IN_ENGLISH = re.compile(r"\((?:[A-Z][A-Za-z-]* ){1,4}[A-Z][A-Za-z-]*\)$")  # "(Least Connections)"
_GLOSSED = re.compile(r"\([A-Za-z][^)]*\)$")  # "선점형 스케줄링(Preemptive Scheduling)": a deed that has a name
_ENGLISH_NAME = re.compile(r"\(?[A-Za-z][\w'-]*(?: [A-Za-z][\w'-]*){0,4}\)?")  # "create or new"
_PLACE = re.compile(r"\[[^\[\]]*\]|<[^<>]*>|\{[^{}]*\}")  # "[파드 이름]"
_REMARKS = re.compile(r"\*\*|__")
_DASHED = re.compile(r"^-(?=[A-Z가-힣][\w가-힣]{2})")  # "-LAN Cable" on a line of its own is a bullet without its blank
_NUMBER_ONLY = re.compile(r"[\d\s.,:/~%()-]+")


@dataclass(frozen=True, slots=True)
class Scene:
    """What all decisions of one note share. `below` is whether its explanations stand below their commands."""

    speech: Language
    domain: Domain
    programs: frozenset[str] = frozenset()
    below: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """A line's role; `label` and `value` are its halves where it has two."""

    role: Role
    evidence: str
    sure: float = 1.0
    label: str = ""
    value: str = ""
    facet: str = ""


# Aspects that stay one behind a modifier: "정책 설정 방식"; "IP 주소" is a thing of its own.
_STRONG = frozenset(
    "meaning purpose role feature proscons pros cons kinds parts steps how why when default syntax example relation fix command".split()
)
# Aspects whose English words are names in a note of another language: Key, Value, Size, File.
_FIELDS = frozenset("value where default kinds".split())
_ASIDE = (
    ("meta-line", Role.META, "names a source, an author or a date"),
    ("to-do", Role.TODO, "work left for later"),
    ("exercise", Role.EXERCISE, "asks the reader to do something"),
    ("chatter", Role.CHATTER, "speaks about the writer, not the subject"),
    ("hearsay", Role.CHATTER, "hearsay"),
    ("pointer", Role.POINTER, "points at another place"),
    ("sample-line", Role.SAMPLE, "an example"),
)


def aside(text: str, speech: Language) -> Verdict | None:
    """Return the role of a line that states nothing of the subject; None for the others."""
    bare = _URL.sub("", text).strip(" -:·()[]")
    if _URL.search(text) and len(re.findall(r"[\w가-힣]+", bare)) <= 4:
        return Verdict(Role.LINK, "a link")
    for name, role, why in _ASIDE:
        if speech.LEXICON[name].search(text):
            return Verdict(role, why)
    return None


def is_command(text: str, scene: Scene) -> bool:
    """Tell whether a text is a command line: code marks or a prompt, or a known program with lower-case words."""
    bare = re.sub(r"^\s*[$#]\s+|^\s*\$(?=[a-z])", "", text.strip().strip("`").strip())
    if sql.is_statement(bare):
        return not _SPOKEN.search(bare)
    words = bare.split()
    if not words or output.HANGUL.search(words[0]):
        return False
    known = (
        words[0] in scene.programs
        or words[0] in shell.PROGRAMS
        or words[0] in ("sudo", "npm", "pip", "python", "python3", "vagrant", "mysql", "mysqldump")
    )
    if not known or re.search(r"\w[.!]$", bare) or scene.speech.LEXICON["particled-word"].match(bare):
        return False
    spoken = re.sub(r"[\[{<(\"'][^\]}>)\"']*[\]}>)\"']|[$&~/.][가-힣\w/.]+", "", bare).split()
    hangul = [word for word in spoken if output.HANGUL.search(word)]
    return all(_ARGUMENT.fullmatch(word) for word in hangul) and len(hangul) <= 2


def leaf(block: Block, text: str, scene: Scene, under: Verdict | None, peers: Sequence[Block]) -> Verdict:
    """Return the role of a line with nothing under it."""
    speech = scene.speech
    if not re.search(r"[\w가-힣]", text):
        return Verdict(Role.MARKUP, "no words")
    verdict = _VERDICT.match(text)
    if verdict and _marks_verdicts(peers):
        return Verdict(
            Role.QUESTION, "a statement marked O or X", 0.9, verdict["said"].strip(), verdict["mark"].upper()
        )
    found, beside = aside(text, speech), _beside_code(block, scene)
    if found and not (beside and found.role == Role.POINTER):  # "See the running containers `docker ps`"
        return found
    if block.kind == BlockKind.LINE and _LINKED.fullmatch(block.raw.strip()):
        return Verdict(Role.LINK, "a link")
    if speech.LEXICON["answer-mark"].match(text) and any(
        speech.LEXICON["question"].search(peer.text) for peer in peers
    ):
        return Verdict(Role.ANSWER, "an answer beside its question", 0.9)
    colon = labels.split(text)
    told = colon is not None and _remarks(colon, scene)
    remarked = _REMARKED.match(text)
    if remarked and not told and is_command(remarked["command"], scene) and len(remarked["command"].split()) > 1:
        return Verdict(
            Role.COMMAND, "a command with its purpose in parentheses", 0.8, remarked["command"], remarked["said"]
        )
    slashed = _SLASHED.fullmatch(text)
    if slashed and is_command(slashed["command"], scene):
        return Verdict(Role.COMMAND, "a command beside its purpose", 0.85, slashed["command"], slashed["said"])
    if beside is not None:
        return beside
    led = _led_by_code(block)
    if led and _are_two(_led_by_code(peer) is not None for peer in peers) and not _goes_on(led.value, speech):
        return halves(block, led, scene, under, peers) or Verdict(Role.STATEMENT, "says something", 0.8, text)
    if is_command(text, scene) and not told:
        return Verdict(Role.COMMAND, "a command line", 0.9, text.strip("`"))
    if text.endswith((":", "：")):
        return Verdict(Role.PURPOSE, "announces what follows", 0.8, text.rstrip(":： "))
    if output.is_output(text) and not speech.is_sentence(text) and not labels.split(text):
        return Verdict(Role.OUTPUT, "looks printed by a program")
    if speech.LEXICON["question"].search(text):
        return Verdict(Role.QUESTION, "ends as a question", 0.9, text)
    parts = labels.split(text)
    if parts:
        split = halves(block, parts, scene, under, peers)
        if split:
            return split
    if speech.is_term(text) and len(text) <= LONGEST_TERM and len(text.split()) <= MOST_WORDS:
        return Verdict(Role.ITEM, "a bare name", 0.8, text)
    return Verdict(Role.STATEMENT, "says something", 0.8, text)


def _beside_code(block: Block, scene: Scene) -> Verdict | None:
    """Return the role of a line whose code is a command and whose words are its purpose, before it or behind it.

    "상위 폴더로 이동 `cd ..`", "`docker logs -f web` 실시간 로그".
    """
    found = _CODE_FIRST.fullmatch(block.raw.strip()) or _CODE_LAST.fullmatch(block.raw.strip())
    if found is None:
        return None
    code, said = found["code"].strip(), _REMARKS.sub("", found["said"]).strip()
    said = scene.speech.LEXICON["means-tail"].sub("", said)
    named = is_command(code, scene) and len(code.split()) > 1
    if not named or len(said) < SHORTEST_MEANING - 2 or _goes_on(said, scene.speech):
        return None
    fits = is_deed(said, scene.speech) or scene.speech.is_term(said)
    return Verdict(Role.COMMAND, "a command beside its purpose", 0.85, code, said) if fits else None


def _led_by_code(block: Block) -> labels.Split | None:
    """Split "`db.help` Returns a list of commands" behind its code."""
    found = _CODE_FIRST.fullmatch(block.raw.strip()) if block.kind == BlockKind.ITEM and not block.children else None
    return labels.Split(found["code"].strip(), _REMARKS.sub("", found["said"]).strip(), ":") if found else None


def _goes_on(said: str, speech: Language) -> bool:
    """Whether the words beside a code span are no purpose: a sentence of their own, or one that goes on from the code."""
    split = labels.split(said) is not None
    return split or bool(speech.own_subject(said)[0]) or bool(speech.LEXICON["carries-on"].match(said))


def _marks_verdicts(peers: Sequence[Block]) -> bool:
    """Whether at least two lines side by side end in O or X."""
    return _are_two(bool(_VERDICT.match(peer.text)) for peer in peers)


def halves(
    block: Block, parts: labels.Split, scene: Scene, under: Verdict | None, peers: Sequence[Block]
) -> Verdict | None:
    """Return the role of "label : value"; None where the mark splits no label off."""
    speech, label, value = scene.speech, parts.label, parts.value
    label = _unquoted(label)
    also = re.fullmatch(r"([^=]{2,20}?)\s=\s([^=]{2,20})", label)
    if also and parts.mark == ":" and all(speech.is_term(name) for name in also.groups()):
        label = f"{also[1]}({also[2]})"  # "튜플 = 레코드 : 행"
    if not value:
        return Verdict(
            Role.FACET if facets.find(label, speech.CODE) else Role.TOPIC, "opens what stands under it", 0.8, label
        )
    if speech.LEXICON["nothing"].match(value):
        return Verdict(Role.META, "an empty value")
    if _PAIRS.search(value) or _COUNTED.match(label):
        return None
    if output.FAILED.match(value):
        return Verdict(Role.OUTPUT, "looks printed by a program")
    label = _DASHED.sub("", label) if block.kind == BlockKind.LINE else label
    if is_command(value, scene) and not is_command(label, scene):
        return Verdict(Role.PURPOSE, "a purpose beside its command", 0.95, label, value.strip("`"))
    names = len(label.split()) == 2 and speech.is_definition(value)  # "docker compose : 여러 컨테이너를 …하는 도구"
    if is_command(label, scene) and len(label.split()) > 1 and not names:
        return Verdict(Role.COMMAND, "a command beside its purpose", 0.95, label.strip("`"), value)
    if _commands_above(under) and re.match(r"^[`a-z-]", label) and not output.HANGUL.search(label):
        several = len(label.split()) > 1
        return Verdict(
            Role.COMMAND if several else Role.TERM, "a command beside its purpose", 0.9, label.strip("`"), value
        )
    marked = _is_marked(block.raw, label)
    if parts.mark == "→" and _is_no_name(label, peers, speech):
        return None
    if parts.mark in ("-", "=", "→", ";") and not marked and not _shared_mark(parts.mark, peers):
        return None
    if not _can_name(label, speech, marked):
        return None
    facet = None if _is_identifier(label, speech) else facets.find(label, speech.CODE)
    facet = None if facet and facet.key in _FIELDS and _unglossed(label).isascii() and speech.CODE != "en" else facet
    if facet:
        return Verdict(Role.FACET, f"a known aspect ({facet.key})", 0.9, label, value, facet.key)
    sure, why = naming(label, value, scene, marked, _shared_mark(parts.mark, peers))
    return Verdict(Role.TERM, why, sure, label, value)


def _unquoted(label: str) -> str:
    """Return a label without the quotes around it; a quote that only ends it is its own: `TZ="Asia/Seoul"`."""
    bare = label.strip("'\"‘’“”").strip()
    return bare if label[:1] in "'\"‘“" or label[-1:] not in "'\"" else label


def _remarks(parts: labels.Split, scene: Scene) -> bool:
    """Whether a command stands before its purpose: "netstat -nltp - 열린 포트 확인"; a dash or an arrow may be its own."""
    told = parts.mark == ":" or (parts.mark in ("-", "→") and bool(output.HANGUL.search(parts.value)))
    return told and is_command(parts.label, scene)


def _is_identifier(label: str, speech: Language) -> bool:
    """Whether a label is a name of a program or a column in a note of another language: `file`, SIZE; Features is none."""
    return speech.CODE != "en" and label.isascii() and (label.islower() or label.isupper())


def _is_marked(raw: str, label: str) -> bool:
    """Whether a line's label is set in bold or as code."""
    found = _MARKED.match(raw.strip())
    return bool(found) and found[1].strip(" :`*_").startswith(label.strip("` ")[:12]) if found else False


def _commands_above(under: Verdict | None) -> bool:
    return under is not None and under.facet == "command"


def _can_name(label: str, speech: Language, marked: bool) -> bool:
    if re.fullmatch(r"<.*>|\[.*\]", label) and not marked:
        return False
    if _NUMBER_ONLY.fullmatch(label) or len(_unglossed(label)) > LONGEST_TERM + (16 if marked else 0):
        return False
    several = ", " in _unglossed(label) and not speech.class_noun(label)  # "BOSH, VMware PKS"
    if (
        several
        or _NO_NAME.search(label)
        or speech.LEXICON["lean"].match(label + " ")
        or speech.LEXICON["question"].search(label)
    ):
        return False
    if (not marked and speech.LEXICON["placed"].search(label)) or speech.LEXICON["versus"].search(label):
        return False
    return marked or speech.is_term(label) or not output.HANGUL.search(label) or _deed_name(label, speech)


def _unglossed(label: str) -> str:
    """Return a label without what is glossed in it: "FCFS (First Come First Served) Scheduling"."""
    return re.sub(r"\s*\([^)]*\)", "", label)


def _deed_name(label: str, speech: Language) -> bool:
    """Whether a label is a short noun of action: "쿼럼 계산", "직접 설치", "읽기(Read)"."""
    bare = re.sub(r"\s*\([^)]*\)", "", label)
    return len(bare.split()) <= 3 and not speech.own_subject(bare)[0] and not speech.LEXICON["no-noun"].search(bare)


def _shared_mark(mark: str, peers: Sequence[Block]) -> bool:
    """Whether two lines or more side by side split at the same mark."""
    return _are_two(bool((found := labels.split(peer.text)) and found.mark == mark) for peer in peers)


def _is_no_name(label: str, peers: Sequence[Block], speech: Language) -> bool:
    """Whether what stands before an arrow is a deed or a state, and no name."""
    return speech.clause(label).kind == "verb" or bool(speech.own_subject(label)[0]) or _leads_on(label, peers)


def _leads_on(label: str, peers: Sequence[Block]) -> bool:
    """Whether arrows go from one name to several, or on from where another ends: "Running -> Ready", "Ready -> Waiting".

    A list longer than `MOST_STATES` is not looked through: each of its lines asks.
    """
    if len(peers) > MOST_STATES:
        return False
    arrows = [found for peer in peers if (found := labels.split(peer.text)) and found.mark == "→"]
    ends = {_unglossed(one.value) for one in arrows}
    return _unglossed(label) in ends or _are_two(one.label == label for one in arrows)


def _are_two(facts: Iterable[bool]) -> bool:
    """Whether two of them hold; the search ends with the second, for a list may have ten thousand lines."""
    found = iter(facts)
    return any(found) and any(found)


def expands(label: str, text: str) -> bool:
    """Tell whether a line spells out an abbreviation: "Elastic Compute Cloud" of EC2."""
    letters = re.sub(r"[^A-Za-z]", "", label.split("(")[0]).casefold()
    words = re.findall(r"[A-Za-z]+", re.sub(r"\([^)]*\)", "", text))
    if words and words[0].casefold() == letters:
        return False  # "Add file or directory" says ADD, it does not spell it
    if (
        not re.match(r"[A-Za-z]", label)
        or not 2 <= len(letters) <= 7
        or output.HANGUL.search(text)
        or not len(letters) - 2 <= len(words) <= len(letters) + 2
    ):
        return False
    initials = iter("".join(part[0] for word in words for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+", word)).casefold())
    return (
        len(words) >= 2
        and words[0][0].casefold() == letters[0]
        and sum(letter in initials for letter in letters) >= max(2, min(len(words), len(letters)) - 1)
    )


def known_names(domain: Domain) -> frozenset[str]:
    """Return all names that a subject knows, small."""
    return frozenset(
        (*(name.casefold() for name in domain.names), *(name.casefold() for group in domain.aliases for name in group))
    )


def naming(label: str, value: str, scene: Scene, marked: bool, shared: bool) -> tuple[float, str]:
    """Return how sure it is that a label is a term and its value a meaning, and why."""
    bare = re.sub(r"\s*\([^)]*\)", "", label).strip("` ")
    sure, why = (0.45 if scene.speech.is_term(label) else 0.35), "a label beside its value"
    if bare.casefold() in known_names(scene.domain):
        sure, why = 0.9, "a name that the subject knows"
    elif marked or re.search(r"\([A-Za-z][^)]*\)", label):
        sure, why = 0.75, "a marked or glossed name"
    elif re.fullmatch(r"[\x21-\x7e ]+", bare):
        sure, why = 0.7, "a name in Latin letters"
    elif shared:
        sure, why = 0.6, "a label among labels of one form"
    if re.search(r"[=\d]", bare) or (re.search(r"\d", value) and not scene.speech.is_definition(value)):
        sure -= 0.25
    if scene.speech.clause(value).kind == "noun" and not scene.speech.is_definition(value):
        sure -= 0.15
    if pieces.protected(value):
        return 0.75, "a label beside its formula"
    if len(value) < SHORTEST_MEANING or _NUMBER_ONLY.fullmatch(value) or len(value.split()) < 3:
        sure -= 0.25
    return max(sure, 0.0), why


def holder(block: Block, text: str, scene: Scene, under: Verdict | None, peers: Sequence[Block]) -> Verdict:
    """Return the role of a heading, item or line that holds others."""
    speech = scene.speech
    heading = block.kind == BlockKind.HEADING
    found = aside(text, speech) if not heading else None
    if found and found.role not in (Role.EXERCISE, Role.POINTER):
        return found
    if speech.LEXICON["meta-heading"].search(paths.unnumbered(text.strip(), speech)):
        return Verdict(Role.META, "a section of sources or plans")
    if speech.LEXICON["sample-heading"].search(paths.unnumbered(text.strip(), speech)):
        return Verdict(Role.SAMPLE, EXAMPLES)
    if is_command(text, scene) and not output.HANGUL.search(_PLACE.sub("", text)):
        purpose = _purpose_under(block, text, speech)
        if purpose:
            return Verdict(Role.COMMAND, "a command over its purpose", 0.85, text.strip("`"), purpose)
        return Verdict(Role.TERM, "a command as a heading", 0.7, re.sub(r"^\$\s+", "", text.strip("`")))
    asked = speech.LEXICON["asked-as-term"].sub("", text)
    if asked != text and len(_unglossed(asked)) <= LONGEST_TERM and speech.is_term(_unglossed(asked)):
        return Verdict(Role.TERM, "asked with 란", 0.9, asked)
    if speech.LEXICON["question"].search(text):
        return Verdict(Role.QUESTION, "ends as a question", 0.9, text)
    parts = labels.split(text)
    if parts and parts.value:
        split = halves(block, parts, scene, under, peers)
        remark = split is not None and split.facet in ("caution", "example", "meaning")
        if (
            split
            and not (heading and remark)
            and (not heading or split.role in (Role.PURPOSE, Role.COMMAND) or split.sure >= 0.7)
        ):
            return split
    label = paths.unnumbered(text.strip().rstrip(":： "), speech)
    facet = facets.find(label, speech.CODE)
    facet = None if facet and facet.key == "how" and _names_a_way(text, speech) else facet
    if facet and (facet.key in _STRONG or facets.only(label, speech.CODE)) and not _is_class(block, label, scene):
        return Verdict(Role.FACET, f"a known aspect ({facet.key})", 0.9, label, "", facet.key)
    found = _by_children(block, label, scene)
    measured = facet is not None and facet.key in ("value", "default") and found.role == Role.TOPIC
    return replace(found, facet=facet.key) if facet and measured else found


def _purpose_under(block: Block, command: str, speech: Language) -> str:
    """Return the deed that stands alone under a command of several words: "현재 branch 확인" under `git branch`."""
    first = block.children[0] if block.children else None
    if block.kind == BlockKind.HEADING and len(command.split()) > 1 and first is not None:
        quoted = first.children if first.kind == BlockKind.QUOTE and not first.text else (first,)
        told = quoted[0].text if len(quoted) == 1 and quoted[0].kind == BlockKind.LINE else ""
        return told if told and is_deed(told, speech) and not labels.split(told) else ""
    said = [kid for kid in block.children if kid.kind in (BlockKind.LINE, BlockKind.ITEM)]
    alone = len(command.split()) > 1 and block.kind == BlockKind.ITEM and len(said) == 1 == len(block.children)
    return said[0].text if alone and not said[0].children and is_deed(said[0].text, speech) else ""


def _names_a_way(text: str, speech: Language) -> bool:
    """Whether a way has a name of its own: "IP 해시 방식", "최소 연결 방식(Least Connections)", and no "동작 방식", "정책 설정 방식"."""
    bare = _unglossed(text).strip()
    before = speech.LEXICON["named-way"].sub("", bare)
    if before == bare or not before:
        return False
    known = _NAMED_IN_ENGLISH.search(text)
    own = [word for word in speech.content_words(before) if word not in speech.WIDE_WORDS]
    return bool(known) or (bool(own) and not is_deed(before, speech) and speech.is_term(before))


def _is_class(block: Block, label: str, scene: Scene) -> bool:
    """Tell whether a label of several words names the headings under it: "컨트롤 플레인 컴포넌트" over etcd and its like."""
    headings = [kid for kid in block.children if kid.kind == BlockKind.HEADING]
    return len(label.split()) > 1 and bool(scene.speech.class_noun(label)) and _holds_names(headings, scene.speech)


def gloss(block: Block) -> Block | None:
    """Return the line under a Korean heading that only says its name in English: "ready" under "대기 상태".

    The first of several names in English is one of a list, and no name of the heading.
    """
    if block.kind != BlockKind.HEADING or len(block.children) < 2 or not output.HANGUL.search(block.text):
        return None
    first, second = block.children[:2]
    listed = second.kind == BlockKind.LINE and _ENGLISH_NAME.fullmatch(second.text)
    inner = first.children if first.kind == BlockKind.QUOTE and not first.text else (first,)
    alone = len(inner) == 1 and inner[0].kind == BlockKind.LINE and not inner[0].children
    return first if alone and not listed and _ENGLISH_NAME.fullmatch(inner[0].text) else None


def _by_children(block: Block, label: str, scene: Scene) -> Verdict:
    speech, named_in = scene.speech, gloss(block)
    kids = [
        child
        for child in block.children
        if child is not named_in and child.kind not in (BlockKind.HTML, BlockKind.IMAGE, BlockKind.RULE)
    ]
    first = kids[0] if kids else None
    if first is not None and first.kind == BlockKind.FENCE and is_deed(label, speech):
        return Verdict(Role.PURPOSE, "a deed above its command", 0.85, label)
    syntax = _SYNTAX.match(label)
    if syntax and first is not None and first.kind == BlockKind.ITEM:
        return Verdict(Role.TERM, "a syntax line over its meaning", 0.85, syntax["word"])
    if re.fullmatch(r"<.*>|\[.*\]", label):
        return Verdict(Role.TOPIC, "a title in brackets", 0.8, label)
    if _is_class(block, label, scene) or (_holds_names(kids, speech) and speech.class_noun(label)):
        return Verdict(Role.CATEGORY, "names what stands under it", 0.8, label)
    named = (
        bool(re.search(r"[^\W\d_]", label))
        and not re.search(r"\s(?:[—–|&+])\s", label)
        and (speech.is_term(label) or bool(_GLOSSED.search(label)))
        and not speech.LEXICON["placed"].search(label)
        and not speech.LEXICON["versus"].search(label)
    )
    if first is not None and named and len(_unglossed(label)) <= LONGEST_TERM:
        sure = defines(first, label, scene)
        if sure:
            return Verdict(Role.TERM, "a name over its meaning", sure, label)
    opens = speech.is_term(label) or (
        len(label) <= LONGEST_TITLE and not speech.is_sentence(label) and not re.search(r"[.,]$", label)
    )
    long = len(_unglossed(label)) > LONGEST_TERM
    if block.kind != BlockKind.HEADING and (long or not opens or _says(label, kids, scene)):
        return Verdict(Role.STATEMENT, "says something", 0.7, label)
    return Verdict(Role.TOPIC, "opens a section", 0.8, label)


def _says(label: str, kids: Sequence[Block], scene: Scene) -> bool:
    """Whether a bullet over others is a line of the note, and no title: "프로세스들이 서로 데이터를 주고받는 행위"."""
    if len(label.split()) < FEWEST_SAID or any(
        kid.kind == BlockKind.FENCE or is_command(kid.text, scene) for kid in kids
    ):
        return False
    return scene.speech.is_definition(label) or is_deed(label, scene.speech)


def is_deed(label: str, speech: Language) -> bool:
    """Tell whether a heading says what is done: "도커 네트워크 목록 확인", "Delete a local branch:"."""
    form = speech.clause(speech.LEXICON["deed-tail"].sub("", label.rstrip(": ")))
    return form.kind == "verb"


def _holds_names(kids: Sequence[Block], speech: Language) -> bool:
    """Whether at least two of the blocks under a label are names, with or without their meanings."""
    named = 0
    for kid in kids:
        parts = labels.split(kid.text)
        text = parts.label if parts else kid.text
        named += (
            kid.kind in (BlockKind.ITEM, BlockKind.LINE, BlockKind.HEADING)
            and len(text) <= LONGEST_TERM
            and speech.is_term(text)
        )
    return named >= 2 and named * 2 >= len(kids)


def defines(block: Block, label: str, scene: Scene) -> float:
    """Return how sure it is that a block states what the name above it means; 0 where it does not."""
    speech, text = scene.speech, block.text.strip()
    if block.kind not in (BlockKind.LINE, BlockKind.ITEM, BlockKind.QUOTE):
        return 0.0
    if (
        block.kind != BlockKind.QUOTE
        and any(kid.kind in (BlockKind.ITEM, BlockKind.HEADING) for kid in block.children)
        and block.number
    ):
        return 0.0
    if block.kind == BlockKind.QUOTE:
        text = block.children[0].text if block.children else ""
    if (
        text.endswith((":", "："))
        or len(text) < SHORTEST_MEANING * 2
        or labels.split(text)
        or "::" in text
        or any(kid.kind == BlockKind.FENCE or is_command(kid.text, scene) for kid in block.children)
        or is_command(text, scene)
        or output.is_output(text)
        or aside(text, speech)
        or speech.LEXICON["lean"].search(text)
    ):
        return 0.0
    if expands(label, text):
        return 0.9
    own, _said = speech.own_subject(text)
    sentence = speech.sentences(text)[0] if speech.sentences(text) else text
    same = (bool(own) and _flat(own) in _flat(label)) or _flat(label) in _flat(own or "\0")
    if same:
        return 0.9 if speech.defined(sentence) else 0.0
    if own:
        return 0.0
    if speech.clause(sentence).kind == "noun":
        if not speech.is_definition(sentence):
            return 0.5 if len(sentence.split()) >= 3 else 0.0
        return min(_named(label, scene) + 0.15, 0.9)
    return min(_named(label, scene), 0.6)


def _named(label: str, scene: Scene) -> float:
    """Return how sure it is that a title is the name of one thing."""
    bare = re.sub(r"\s*\([^)]*\)", "", label).strip("` ")
    if bare.casefold() in known_names(scene.domain):
        return 0.9
    if re.search(r"\([A-Za-z][^)]*\)", label) or re.fullmatch(r"[\x21-\x7e]+(?: [\x21-\x7e]+){0,2}", bare):
        return 0.8
    return 0.6 if len(bare.split()) <= 2 else 0.5


def _flat(text: str) -> str:
    return re.sub(r"\([^)]*\)|[\s\W_]+", "", text.casefold())
