"""`etcd` asked with "etcd": the answer, an alias of it or its telling part stands in the question or the context line."""

from __future__ import annotations

import re

from generator.editor.desk import Desk
from generator.editor.faults.fault import Fault
from generator.items import sounds
from generator.model import Candidate, Names, Origin
from generator.names import mentions, names_of, squeezed

ASKED_BACK = frozenset({"term->meaning", "command->purpose", "contrast", "list-all"})  # their answer is no name
MOST_TOLD = 2  # words of a command without its placeholders
BRIEF = 7  # words of a meaning that may only repeat a name of two words
SHORT = 25  # characters of a meaning that a gloss gives away
LEAST_SOUND = 4  # letters of a part that is told by its sound
LEAST_PART = 2  # letters of a part of a name that tells it


def _has(candidate: Candidate, desk: Desk) -> bool:
    shown = f"{candidate.front} {candidate.stem}".replace("____", " ")
    key = candidate.key
    if candidate.direction in ASKED_BACK:
        told = candidate.direction == "term->meaning" and _circles(candidate, desk)
        return told or _whole(candidate, shown) or (candidate.frame == "does" and _read_off(candidate, desk))
    if candidate.direction == "purpose->command":
        # arguments that a question gives are no leak; of a model's card a reader has judged it
        spelled = candidate.origin != Origin.MODEL and _spelled(candidate, desk)
        return squeezed(key) in squeezed(shown) or spelled
    if candidate.frame == "aspect":
        return squeezed(key) in squeezed(shown)
    if candidate.frame == "measure" and (_taken_apart(key, candidate.fact.entity) or sounded(key, candidate.stem)):
        return True  # HUP of SIGHUP, "Container Runtime" of 컨테이너 런타임
    names = [name for name in names_of(key, desk.domain) if len(squeezed(name)) > 1]
    if any(mentions(shown, name) and not re.fullmatch(r"[a-z]{1,3}", name) for name in names):
        return True
    if candidate.direction == "fill-blank" and squeezed(key) in squeezed(candidate.front):
        return True
    stem = candidate.stem.replace(candidate.fact.category, " ") if candidate.fact.category else candidate.stem
    return candidate.direction in ("meaning->term", "fill-blank") and _part(key, stem, desk)


def _taken_apart(key: str, entity: str) -> bool:
    """Whether an answer only takes a name apart: "mini" + "kube" of Minikube."""
    parts = re.findall(r"[a-z0-9가-힣]+", re.sub(r"\([^)]*\)", "", key.casefold()))
    return "".join(parts) in re.sub(r"[^a-z0-9가-힣]", "", entity.casefold())


def _spelled(candidate: Candidate, desk: Desk) -> bool:
    """Whether a question spells its command: "ssh로 접속하는 vagrant 명령은?" for `vagrant ssh`."""
    told = re.sub(r"<[^<>]*>|\{[^{}]*\}|\[[^\[\]]*\]|\bfile\d?\b|\b\w*file_?name\b", " ", candidate.key).split()
    if len(told) < MOST_TOLD and candidate.stem.count(told[0] if told else "") > 0:
        return True  # the program alone, which the question names
    plain = candidate.key.split()
    if len(plain) > 1 and all(word in candidate.stem.replace(",", " ").split() for word in plain):
        return True  # "8.8.8.8와 연결을 확인하는 ping 명령은?" for `ping 8.8.8.8`
    words = list(re.findall(r"[A-Za-z][\w-]+", candidate.key))[1:]
    asked = desk.speech.LEXICON["asked-command"].sub("", candidate.stem)
    if re.search(r"\s-[A-Za-z]\b", candidate.key):
        return False  # `git branch -D name`: the letter is not spelled
    return bool(words) and all(mentions(asked, word) or _heard(word, asked) for word in words)


def _heard(word: str, asked: str) -> bool:
    """Whether a question says a long word of its command in Korean: version as 버전; what SQL is about is no subcommand."""
    return word.islower() and len(word) > LEAST_SOUND and sounds.echoes(word, asked)


def _circles(candidate: Candidate, desk: Desk) -> bool:
    """Whether a meaning only says its term again: "프로세스의 실행을 표준화" of 표준화, "…하는 주체를 '컨트롤러'" of 컨트롤러."""
    entity = re.sub(r"\s*\([^)]*\)", "", candidate.fact.entity)
    own, said = set(desk.speech.content_words(entity)), set(desk.speech.content_words(candidate.key))
    again = bool(own) and own <= said and desk.speech.clause(candidate.key).kind == "verb"
    ends = re.search(r"['\"‘“]([^'\"’”]+)['\"’”]$", candidate.key)
    left = said - own - desk.speech.WIDE_WORDS
    whole = bool(entity) and squeezed(entity) in squeezed(candidate.key)
    opening = squeezed(re.sub(r"\s*\([^)]*\)", "", candidate.key))
    if opening and opening in squeezed(entity):
        return True  # "ICMP(Internet Control Message Protocol)" of ICMP 프로토콜
    if whole and not left:
        return True  # "'바라는 상태'라는 개념" of 바라는 상태
    named = {word for word in own if not re.fullmatch("[a-z]", word)}  # "B-Tree를 개선시킨 자료구조" of B+Tree tells it
    if len(named) > 1 and own <= said and (len(own) > MOST_TOLD or len(left) <= MOST_TOLD):
        return True  # "쉘 스크립트 만들기 방법" of 리눅스 쉘 스크립트, "인그레스 트래픽을 처리하는 네트워크" of 인그레스 네트워크
    if len(own) > 1 and len(own & said) > 1 and len(left) < MOST_TOLD:
        return True  # "리소스가 쓸 수 있는 유일한 정책" of 리소스 기반 정책
    return again or bool(ends and squeezed(entity) in squeezed(ends[1]))


def _read_off(candidate: Candidate, desk: Desk) -> bool:
    """Whether a command spells its own purpose: `kubectl plugin list` for "플러그인 리스트 확인"."""
    speech = desk.speech
    words = set(speech.content_words(candidate.key)) - speech.WIDE_WORDS
    said = re.findall(r"[A-Za-z]{3,}", candidate.stem)
    return all(any(mentions(word, one) or sounds.echoes(one, word) for one in said) for word in words)


def _whole(candidate: Candidate, shown: str) -> bool:
    """Whether a long answer stands in the question, or one of a list's items does."""
    if squeezed(candidate.key) in squeezed(shown):
        return True
    gloss = re.findall(r"\(([^)]{2,20})\)", candidate.fact.entity)
    if (
        candidate.direction == "term->meaning"
        and len(candidate.key) < SHORT
        and any(mentions(candidate.key, g) for g in gloss)
    ):
        return True
    brief = candidate.direction == "term->meaning" and len(candidate.key.split()) <= BRIEF
    if brief and _camel_sounded(candidate.fact.entity, candidate.key):
        return True
    if brief and sounded(candidate.fact.entity, candidate.key) and len(candidate.fact.entity.split()) > 1:
        return True
    if (
        brief
        and re.fullmatch(r"[A-Za-z]{3,12}", candidate.fact.entity)
        and mentions(candidate.key, candidate.fact.entity)
    ):
        return True  # "ping 패킷을 보내는 것" of ping
    value = candidate.fact.value
    return isinstance(value, Names) and any(
        len(squeezed(item)) > 2 and mentions(candidate.stem, item) for item in value.items
    )


def _part(key: str, stem: str, desk: Desk) -> bool:
    """Whether a telling word of a name of several words stands in the question: 컨트롤러 tells nothing, 엔드포인트슬라이스 does."""
    words = list(re.findall(r"[A-Za-z][A-Za-z0-9]+|[가-힣]+", re.sub(r"\([^)]*\)", " ", key)))
    if sounded(key, stem) or _camel_sounded(key, stem):
        return True
    telling = words[:-1] if len(words) > 1 else []
    if re.fullmatch(r"[a-z]+(?:-[a-z]+)+", key) and any(len(w) > LEAST_SOUND and sounds.echoes(w, stem) for w in words):
        return True  # 네트워크 프록시 for kube-proxy
    return any(len(word) > LEAST_PART and mentions(stem, word) for word in telling)


def _camel_sounded(entity: str, meaning: str) -> bool:
    """Whether a meaning says each part of a name that is written together: "API 버전" of apiVersion."""
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", entity)
    together = len(parts) > 1 and bool(re.fullmatch(r"[A-Za-z]+", entity))
    return together and all(sounds.echoes(part, meaning) or part.casefold() in meaning.casefold() for part in parts)


def sounded(key: str, stem: str) -> bool:
    """Whether each Latin word of a name stands in the question as it sounds: "바이너리 … 패키지" for Binary Package."""
    words = re.findall(r"[A-Za-z]{4,}", re.sub(r"\([^)]*\)", " ", key))
    return bool(words) and all(sounds.echoes(word, stem) or mentions(stem, word) for word in words)


FAULT = Fault("the answer stands in the question", _has)
