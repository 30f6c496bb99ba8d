"""The proof of a model's card: each fault with an input of its own, and good cards that it must let pass."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.llm import answers, proof, sections, words
from generator.llm.values import Bench, Fix, Noted, Section, WrittenCard
from generator.model import Candidate, Source, Span
from generator.reading import read

NOTE = """# 쿠버네티스
## etcd
- 모든 클러스터 데이터를 담는 키-값 저장소
- 기본 포트: 2379
- 백업 명령은 `etcdctl snapshot save`
## kube-scheduler
- 파드를 배치할 노드를 선택
- 고려 요소
  - 리소스 요구사항
  - 어피니티
  - 데이터 지역성
- 단계: 필터링, 점수 매기기, 바인딩
## Deployment
- 롤링 업데이트를 관라하는 오브젝트
- kublet이 하는 일과는 다름
- 최대 1,000개의 파드

```sh
# 모든 파드 목록 조회
kubectl get pods -A
# 배포 되돌리기
kubectl rollout undo deployment/web --to=revision=2
```
"""
DOMAIN = Bench(
    refused=lambda command: ('unknown option "--to"',) if "--to=" in command else (),
    aliases=(("Deployment", "디플로이먼트"), ("파드", "Pod", "po")),
)


def section(text: str = NOTE, language: str = "ko") -> Section:
    source = Source("note.md", text)
    return sections.of_note(Noted(source, read(source), language))[0]


def made(**given: Any) -> WrittenCard:
    """Return a good card of the note, changed where a test says so."""
    base: dict[str, Any] = {
        "section": "", "lines": (4, 4), "context": "쿠버네티스 › etcd", "question": "기본 포트는?", "answer": "2379",
        "direction": "question", "evidence": ("기본 포트: 2379",),
    }  # fmt: skip
    return WrittenCard(**{**base, **given})


def refused(*cards: WrittenCard, bench: Bench = DOMAIN, note: str = NOTE) -> tuple[str, ...]:
    """Return why the last of some cards is refused."""
    return proof.prove(cards, section(note), bench)[-1].refused


def names(reasons: tuple[str, ...]) -> set[str]:
    return {reason.split(":")[0] for reason in reasons}


STORE = made(
    lines=(2, 3),
    question="모든 클러스터 데이터를 담는 키-값 저장소는?",
    answer="etcd",
    direction="meaning->term",
    context="쿠버네티스 › 컨트롤 플레인",
    evidence=("모든 클러스터 데이터를 담는 키-값 저장소",),
)
FACTORS = made(
    lines=(8, 11),
    context="kube-scheduler",
    question="노드를 고를 때의 고려 요소 3가지는?",
    answer="리소스 요구사항, 어피니티, 데이터 지역성",
    direction="list-all",
    evidence=("리소스 요구사항", "어피니티", "데이터 지역성"),
)
PHASES = made(
    lines=(12, 12),
    context="kube-scheduler",
    question="단계 3가지는?",
    answer="필터링, 점수 매기기, 바인딩",
    direction="list-all",
    evidence=("단계: 필터링, 점수 매기기, 바인딩",),
)
COMMAND = made(
    lines=(19, 20),
    context="kubectl › 조회",
    question="모든 파드 목록을 조회하는 명령은?",
    answer="kubectl get pods -A",
    direction="purpose->command",
    evidence=("kubectl get pods -A",),
)
BACK = made(
    lines=(21, 22),
    context="kubectl › 배포",
    question="web 디플로이먼트를 리비전 2로 되돌리는 명령은?",
    answer="kubectl rollout undo deployment/web --to=revision=2",
    direction="purpose->command",
    evidence=("kubectl rollout undo deployment/web --to=revision=2",),
)
MENDED = replace(
    BACK,
    answer="kubectl rollout undo deployment/web --to-revision=2",
    fixes=(Fix("--to=revision=2", "--to-revision=2"),),
)
ROLLING = made(
    lines=(14, 14),
    context="쿠버네티스 › 오브젝트",
    question="롤링 업데이트를 관리하는 오브젝트는?",
    answer="Deployment",
    direction="meaning->term",
    evidence=("롤링 업데이트를 관라하는 오브젝트",),
    fixes=(Fix("관라하는", "관리하는"),),
)


GOOD = {
    "a number": made(),
    "a term whose heading names it": STORE,
    "a term in its other name": replace(ROLLING, answer="디플로이먼트", fixes=(Fix("관라하는", "관리하는"),)),
    "a list of bullets": FACTORS,
    "a list in a line": PHASES,
    "the same list in other order": replace(PHASES, answer="점수 매기기, 바인딩, 필터링"),
    "a command": COMMAND,
    "what a command does": replace(
        COMMAND, question="`kubectl get pods -A`가 하는 일은?", answer="모든 파드 목록 조회", direction="command->purpose",
        evidence=("모든 파드 목록 조회",),
    ),
    "a typo mended": ROLLING,
    "a thousand with and without its comma": made(
        lines=(16, 16), context="Deployment", question="파드의 최대 수는?", answer="1000개", evidence=("최대 1,000개의 파드",)
    ),
    "a quote without the note's marks": made(
        lines=(5, 5), question="백업 명령은?", answer="etcdctl snapshot save", direction="purpose->command",
        evidence=("백업 명령은 etcdctl snapshot save",),
    ),
    "a blank in a line": made(
        lines=(7, 7), context="kube-scheduler", question="파드를 배치할 ____를 선택", answer="노드",
        direction="fill-blank", evidence=("파드를 배치할 노드를 선택",),
    ),
    "a command without its arguments": replace(COMMAND, answer="kubectl get", question="리소스를 조회하는 명령은?"),
    "a command with a placeholder for a value": made(
        lines=(5, 5), question="백업 명령은?", answer="etcdctl <하위 명령> save", direction="purpose->command",
        evidence=("백업 명령은 `etcdctl snapshot save`",),
    ),
    "one word of the card's own": made(
        lines=(3, 3), question="담는 것은?", answer="클러스터의 데이터이기 때문", evidence=("모든 클러스터 데이터를 담는 키-값 저장소",)
    ),
    "the same answer of another thing": made(
        lines=(10, 10), context="kube-scheduler", question="고려하는 것은?", answer="어피니티", evidence=("어피니티",)
    ),
    "answer words with other endings": made(
        lines=(7, 7), context="쿠버네티스", question="kube-scheduler의 역할은?", answer="파드를 배치할 노드의 선택",
        direction="term->meaning", evidence=("파드를 배치할 노드를 선택",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_a_good_card_passes(name: str) -> None:
    agreed = replace(DOMAIN, agreed=lambda span, fix: fix.right == "--to-revision=2")
    assert refused(GOOD[name], bench=agreed) == ()


BAD = {
    "evidence": made(lines=(3, 3)),
    "evidence of nobody": made(evidence=("기본 포트: 2380",)),
    "evidence of no words": made(evidence=("…",)),
    "evidence, none": made(evidence=()),
    "number": made(answer="2380"),
    "number within another": made(answer="237"),
    "number in the question": made(question="버전 3.5에서 기본 포트는?"),
    "name": replace(STORE, answer="Consul"),
    "name of another section": replace(STORE, answer="Deployment"),
    "option": replace(COMMAND, answer="kubectl get pods -A --watch"),
    "option in the question": replace(
        COMMAND, question="kubectl get pods --all-namespaces가 하는 일은?", answer="모든 파드 목록 조회", direction="question",
    ),
    "command": replace(COMMAND, answer="kubectl get pods"[:11] + " -A pods"),
    "command cut short": replace(BACK, answer="kubectl rollout undo deployment/web"),
    "command of placeholders": replace(COMMAND, answer="<명령> <이름>"),
    "command with another word": replace(COMMAND, answer="kubectl describe <이름> -A"),
    "command in the question": replace(
        COMMAND, question="`kubectl get -A`가 하는 일은?", answer="모든 파드 목록 조회", direction="command->purpose",
    ),
    "words": made(lines=(7, 7), question="역할은?", context="kube-scheduler", answer="로그 수집과 전송",
                  evidence=("파드를 배치할 노드를 선택",)),
    "wrong command": BACK,
    "fix of a name": made(lines=(15, 15), question="다른 일을 하는 것은?", answer="kube-proxy",
                          evidence=("kublet이 하는 일과는 다름",), fixes=(Fix("kublet", "kube-proxy"),)),
    "fix of nothing there": replace(ROLLING, fixes=(*ROLLING.fixes, Fix("없는말", "있는말"))),
    "fix that says something else": replace(ROLLING, question="업데이트를 삭제하는 오브젝트는?",
                                            fixes=(Fix("관라하는", "삭제하는"),)),
    "list drops the last": replace(FACTORS, answer="리소스 요구사항, 어피니티", question="고려 요소는?",
                                   lines=(9, 10), evidence=("리소스 요구사항", "어피니티")),
    "list drops one between": replace(PHASES, answer="필터링, 바인딩", question="단계는?"),
    "list adds": replace(PHASES, answer="필터링, 점수 매기기, 바인딩, 확인", question="단계는?"),
    "list of another number": replace(FACTORS, question="고려 요소 4가지는?"),
    "leak": replace(STORE, question="키-값 저장소인 etcd는?"),
    "leak in another name": replace(ROLLING, question="롤링 업데이트를 관리하는 디플로이먼트 오브젝트는?"),
    "language": made(context="Kubernetes › etcd", question="What is its default port?"),
    "language of others": made(context="etcd", question="デフォルトのポートは?"),
    "no question": made(question="기본 포트: 2379", answer="2379"),
    "too long": made(lines=(3, 3), question="무엇인가?", answer="모든 클러스터 데이터를 담는 키-값 저장소 " * 3,
                     evidence=("모든 클러스터 데이터를 담는 키-값 저장소",)),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_each_fault_is_found_by_its_name(name: str) -> None:
    found = names(refused(BAD[name]))
    expected = next(fault for fault in sorted(proof.FAULTS, key=len, reverse=True) if name.startswith(fault))
    assert expected in found


def test_placeholders_of_the_note_are_no_tags() -> None:
    note = "# etcd\n- `etcdctl put <key> <value>`로 저장\n"
    card = made(lines=(2, 2), context="etcdctl", question="저장하는 명령은?", answer="etcdctl put <키> <값>",
                direction="purpose->command", evidence=("etcdctl put <key> <value>",))  # fmt: skip
    assert refused(card, note=note) == ()
    assert names(refused(replace(card, answer="etcdctl get <키>"), note=note)) == {"name", "command"}


def test_a_note_of_commands_may_be_asked_about_in_its_own_language() -> None:
    note = "# 정리\n한국어로 쓴 설명이 앞에 있음. 이어지는 절은 명령뿐임\n" + "다시 설명 줄\n" * 200
    note += "## git\n```sh\n" + "git fetch origin main --prune --tags --verbose\n" * 40 + "```\n"
    source = Source("note.md", note)
    part = sections.of_note(Noted(source, read(source), "ko"))[-1]
    assert part.title == "git"
    card = made(lines=(3, 3), context="git", question="모두 가져오는 명령은?", direction="purpose->command",
                answer="git fetch origin main --prune --tags --verbose",
                evidence=("git fetch origin main --prune --tags --verbose",))  # fmt: skip
    assert proof.prove([card], part, DOMAIN)[0].refused == ()


def test_every_fault_has_its_input() -> None:
    tested = {fault for fault in proof.FAULTS for name in BAD if name.startswith(fault)}
    assert set(proof.FAULTS) - tested == {"twice"}


def test_a_second_card_of_one_fact_is_refused() -> None:
    again = replace(made(), question="etcd의 기본 포트는 몇 번인가?", context="쿠버네티스")
    assert names(refused(made(question="etcd의 기본 포트는?"), again)) == {"twice"}


def test_the_other_direction_is_no_second_card() -> None:
    back = replace(
        STORE,
        context="쿠버네티스",
        question="etcd란?",
        answer="모든 클러스터 데이터를 담는 키-값 저장소",
        direction="term->meaning",
    )
    assert refused(STORE, back) == ()


def test_a_card_beside_one_that_was_refused_is_the_first() -> None:
    bad = made(question="etcd의 기본 포트는?", answer="2380")
    assert refused(bad, made(question="etcd의 기본 포트는?")) == ()


def test_a_fix_that_the_checks_make_needs_no_other_proof() -> None:
    assert names(refused(MENDED)) >= {"option", "fix", "command"}
    known = replace(DOMAIN, mistakes=lambda span: (Fix("--to=revision", "--to-revision"),))
    proven = proof.prove(
        [MENDED], section(), replace(known, mistakes=lambda span: (Fix("--to=revision=2", "--to-revision=2"),))
    )
    assert proven[0].refused == ()


def test_a_mistake_that_the_checks_know_is_put_right() -> None:
    known = replace(
        DOMAIN, mistakes=lambda span: (Fix("관라하는", "관리하는"),) if span.first <= 14 <= span.last else ()
    )
    carried = replace(ROLLING, question="롤링 업데이트를 관라하는 오브젝트는?", fixes=())
    [proven] = proof.prove([carried], section(), known)
    assert proven.refused == ()
    assert proven.question == "롤링 업데이트를 관리하는 오브젝트는?"
    assert proven.fixes == (Fix("관라하는", "관리하는"),)


def test_the_editors_faults_are_faults() -> None:
    seen: list[Candidate] = []

    def faults(candidate: Candidate) -> tuple[str, ...]:
        seen.append(candidate)
        return ("sample value",)

    assert refused(made(), bench=replace(DOMAIN, faults=faults)) == ("sample value",)
    assert (seen[0].front, seen[0].stem, seen[0].key) == ("쿠버네티스 › etcd", "기본 포트는?", "2379")
    assert seen[0].fact.span == Span("note.md", 4, 4)
    assert seen[0].fact.topic == ("쿠버네티스", "etcd")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2.1 쿠버네티스 > etcd", "쿠버네티스 › etcd"),
        ("notes.md › 2024-03-11 › etcd", "etcd"),
        ("가 › 나 › 다 › 라", "나 › 다 › 라"),
        ("etcd › etcd", "etcd"),
        ("쿠버네티스 › 포트 2379", "쿠버네티스"),
        ("", ""),
    ],
)
def test_the_context_line_is_tidied(given: str, shown: str) -> None:
    [proven] = proof.prove([made(context=given, question="etcd의 기본 포트는?")], section(), DOMAIN)
    assert proven.context == shown


def test_a_step_that_names_the_answer_in_another_script_goes() -> None:
    [proven] = proof.prove([replace(ROLLING, context="쿠버네티스 › 디플로이먼트")], section(), DOMAIN)
    assert (proven.context, proven.refused) == ("쿠버네티스", ())


def test_html_is_read_as_a_reader_sees_it() -> None:
    note = "<h2>etcd</h2>\n<p>기본 <b>포트</b>: 2379 &amp; 2380</p>\n"
    card = made(lines=(2, 2), question="기본 포트 2가지는?", answer="2379, 2380", direction="list-all",
                evidence=("기본 포트: 2379 & 2380",))  # fmt: skip
    assert refused(card, note=note) == ()


def test_an_english_note_is_proven_the_same_way() -> None:
    note = "# Git\n- `git stash`: shelves changes\n- The default branch is main\n"
    good = made(lines=(3, 3), context="Git", question="What is the default branch?", answer="main",
                evidence=("The default branch is main",))  # fmt: skip
    assert refused(good, note=note) == ()
    assert names(refused(replace(good, question="기본 브랜치는?"), note=note)) == {"language"}
    assert names(refused(replace(good, answer="master"), note=note)) == {"name"}


# --- answers, which nobody trusts


def parsed(text: str) -> answers.Parsed:
    return answers.cards(text, section())


ONE = '{"lines": [4, 4], "context": "c", "question": "q?", "answer": "a", "direction": "question", "evidence": ["e"]}'


@pytest.mark.parametrize(
    "text",
    [
        f'{{"cards": [{ONE}]}}',
        f"[{ONE}]",
        ONE,
        f"{ONE}\n{ONE.replace('q?', 'r?')}",
        f'```json\n{{"cards": [{ONE}]}}\n```',
        f'<think>let me see {{"cards"</think>{{"cards": [{ONE}]}}',
        ONE.replace("[4, 4]", "4").replace('["e"]', '"e"'),
    ],
)
def test_answers_are_taken_in_the_forms_that_models_give(text: str) -> None:
    name, card = parsed(text).cards[0]
    assert (name, card.question, card.lines, card.evidence) == ("", "q?", (4, 4), ("e",))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (('"lines": [4, 4], ', ""), 'has no "lines"'),
        (("[4, 4]", "[true, 4]"), 'has no "lines"'),
        (("[4, 4]", "[0, 4]"), "names lines 0 to 4"),
        (('"q?"', '""'), 'has no "question"'),
        (('"q?"', "{}"), 'has no "question"'),
        (('"q?"', f'"{"q" * 5000}"'), "more than 4,000 characters"),
        (('"direction": "question"', '"direction": "sideways"'), 'unknown direction "sideways"'),
    ],
)
def test_what_is_no_card_is_left_out_and_told(change: tuple[str, str], why: str) -> None:
    got = parsed(f'{{"cards": [{ONE}, {ONE.replace(*change)}]}}')
    assert len(got.cards) == 1
    assert got.left_out[0].startswith("card 2 ")
    assert why in got.left_out[0]


def test_half_characters_and_invisible_signs_never_reach_a_card() -> None:
    text = ONE.replace('"q?"', '"q\\ud800\\u202e\\u0000\\u200b?"')
    assert parsed(text).cards[0][1].question == "q??"


def test_letters_come_as_the_note_has_them() -> None:
    import unicodedata

    text = ONE.replace('"q?"', '"' + unicodedata.normalize("NFD", "한글") + '"')
    assert parsed(text).cards[0][1].question == "한글"


# --- where quotes stand


@pytest.mark.parametrize(
    ("quotes", "place"),
    [
        (("나 둘",), (3, 3)),
        (("나 둘", "다 셋"), (3, 5)),
        (("하나나둘",), (1, 3)),
        (("가 하나 나 둘 다 셋 라",), None),
        (("가 하나", "없는 말"), None),
        (("가",), (1, 1)),
        (("라", "가"), (6, 7)),
        ((), None),
        (("…",), None),
    ],
)
def test_quotes_are_found_on_their_lines(quotes: tuple[str, ...], place: tuple[int, int] | None) -> None:
    assert words.locate(quotes, words.plain(("- 가 하나", "", "- 나 **둘**", "", "- 다 셋", "- 라", "- 가"))) == place


# --- sections


def cut(text: str) -> tuple[Section, ...]:
    source = Source("note.md", text)
    return sections.of_note(Noted(source, read(source), "ko"))


LONG = "".join(
    f"# {n}장\n" + "".join(f"- {n}의 {m}번째 사실을 적은 줄이 여기에 있음\n" for m in range(60)) for n in range(4)
)


def test_a_long_note_is_cut_at_its_headings_and_no_line_is_lost() -> None:
    found = cut(LONG)
    assert [one.title for one in found] == ["0장", "1장", "2장", "3장"]
    assert [one.first for one in found] == [1, 62, 123, 184]
    assert "\n".join(line for one in found for line in one.lines) == LONG.strip()


def test_an_edit_changes_the_key_of_its_section_alone() -> None:
    before, after = cut(LONG), cut(LONG.replace("- 2의 7번째", "- 2의 일곱 번째").replace("# 0장", "\n\n# 0장"))
    changed = [one.title for one, other in zip(before, after, strict=True) if one.key != other.key]
    assert changed == ["2장"]


def test_small_neighbours_are_asked_together() -> None:
    assert len(cut("# 가\n- 하나\n# 나\n- 둘\n")) == 1


def test_a_long_text_without_headings_is_cut_too() -> None:
    found = cut("\n\n".join(f"문단 {n}의 글이 이어진다. " * 12 for n in range(60)))
    assert len(found) > 3
    assert all(sum(map(len, one.lines)) <= sections.MOST + 400 for one in found)


@pytest.mark.parametrize("text", ["# 가\n## 나\n", "\n\n", "---\n\n***\n"])
def test_what_says_nothing_is_not_sent(text: str) -> None:
    assert cut(text) == ()


def test_pictures_pasted_as_data_are_not_sent() -> None:
    from generator.llm import requests

    one = cut(f"# 가\n![그림](data:image/png;base64,{'A' * 5000})\n설명\n")[0]
    assert "AAAA" not in requests.write(one).user


def test_endless_lines_are_cut() -> None:
    from generator.llm import requests

    one = cut(f"# 가\n{'말' * 5000}\n설명\n")[0]
    assert len(requests.write(one).user) < 2 * sections.LONGEST_LINE


def test_two_sections_with_the_same_words_are_asked_once() -> None:
    source = Source("note.md", NOTE)
    twin = Source("twin.md", NOTE)
    assert len(sections.of_notes([Noted(one, read(one), "ko") for one in (source, twin)])) == 1
