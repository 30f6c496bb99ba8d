"""What a note's text is read as: fixtures to be read, and laws that hold for any text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator import pieces, pipeline, reading
from generator.model import Block, BlockKind, Source
from generator.reading import inline, marks
from generator.recipe import of_notes
from tests import cases

SHOWN = ("level", "number", "info", "tags")


def document(text: str) -> Block:
    return reading.read(Source("n.md", reading.decoded(text.encode())[0]))


def shown(block: Block, depth: int = 0) -> str:
    lines = f"{block.span.first}" if block.span.first == block.span.last else f"{block.span.first}-{block.span.last}"
    said = [f"{name}={value}" for name in SHOWN if (value := getattr(block, name)) and name != "tags"]
    said += [f"#{tag}" for tag in block.tags]
    said += [f"-> {block.raw}"] if block.kind == BlockKind.IMAGE else []
    text = " ¦ ".join(block.cells) if block.kind == BlockKind.ROW else block.text.replace("\n", "⏎")
    head = "  " * depth + " ".join(filter(None, (lines, block.kind.value, *said)))
    return f"{head}{': ' + text if text else ''}\n" + "".join(shown(child, depth + 1) for child in block.children)


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in cases.each("blocks")])
def test_fixture(case: cases.Case) -> None:
    read = document(case.given)
    front = shown(Block(read.kind, read.span, read.text, tags=read.tags)) if read.text or read.tags else ""
    cases.hold(case, front + "".join(map(shown, read.children)))


def every(block: Block) -> Iterator[Block]:
    yield block
    for child in block.children:
        yield from every(child)


LINES = st.sampled_from(
    [
        "# 제목", "##### 1.2.3 소제목", "- 용어: 설명", "  - 하위 `a|b`", "\t- 탭", "      코드 kubectl get po", "| a | `b|c` |", "|---|---|",
        "```sh", "~~~", "```", "> 인용", "> > [!note]- 상자", "> [!tip]", "<details>", "<summary>제목</summary>", "</details>",
        "1. 첫", "0) 영", "가. 하나", "나. 둘", "㉠ 기역", "(1) 괄호", "１．전각", "- [ ] 할 일", "![그림](<a b.png>)", "[^1]: 각주", "[a]: b.md",
        "<!--", "-->", "%%", "글 %% 속 %% 글", "$$", "$$ x $$", "a = $x$ #tag", "끝 ^id1", "---", "===", "+++", "<table>", "<tr><td>x</td></tr>",
        "→ 이어짐", "    - 먼 목록", "■ 노드", "① 하나", ": 뜻", "", "", "\u3000전각", "글\\", "**굵게**", "2. 둘", "kubectl get po",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(LINES, max_size=25).map("\n".join), st.text(max_size=150))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("---")
@example("- a\n\n\n")
@example("글\n===")
def test_spans_lie_in_the_note_in_order_and_share_no_lines(text: str) -> None:
    """Of two neighbours the later one begins where the earlier ends: on one line only where pieces stand side by side."""
    read = document(text)
    count = len(reading.decoded(text.encode())[0].split("\n"))
    for block in every(read):
        assert 1 <= block.span.first <= block.span.last <= count
        assert not block.begins or block.span.first <= block.begins <= block.span.last + 1
        for one, other in zip(block.children, block.children[1:], strict=False):
            side_by_side = one.span.first == one.span.last == other.span.first
            assert side_by_side or one.span.last < other.span.first, (one, other)
        assert all(child.span.first >= block.span.first for child in block.children)


def words(text: str) -> set[str]:
    return {word for word in text.split() if word.isalnum()}


@given(
    st.lists(
        st.sampled_from(
            ["- 하나 둘", "  셋", "넷: 다섯", "1. 여섯", "가. 일곱", "# 여덟", "    - 아홉", "> 열", "", "열하나\\"]
        ),
        max_size=14,
    )
)
def test_no_word_is_lost(lines: list[str]) -> None:
    read = document("\n".join(lines))
    said = words(" ".join(f"{block.text} {block.number}" for block in every(read)))
    assert words(" ".join(line.rstrip("\\") for line in lines)) <= said | {"1"}


@given(
    st.lists(
        st.sampled_from(["    - a", "\t- b", "- c", "d", "", "        e", "    ```", "      1. f", "# g"]), max_size=12
    )
)
def test_lines_given_to_the_parser_keep_their_places_and_words(lines: list[str]) -> None:
    assert [line.strip() for line in marks.given(lines).lines] == [line.strip() for line in lines]


@given(st.text(alphabet="ab `$*_~=[]()!<>#^%\\|가\n\"'", max_size=60))
def test_any_line_has_a_text(raw: str) -> None:
    seen = inline.seen(raw)
    assert "\ue000" not in seen.text
    for start, end in pieces.protected(seen.text):
        assert 0 <= start < end <= len(seen.text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("**파드(Pod)**는 *가장 작은* 단위", "파드(Pod)는 가장 작은 단위"),
        ("***굵은 기울임***과 **a *b* c**", "굵은 기울임과 a b c"),
        ("***a** b* 그리고 **a *b***", "a b 그리고 a b"),
        ("2*3*4, a_b_c, x ** y, *.yaml *.txt", "2*3*4, a_b_c, x ** y, *.yaml *.txt"),
        ("~~지움~~ ==형광== **미완", "지움 형광 **미완"),
        ("``a`b`` `열림", "a`b `열림"),
        ('[링크](https://x.y/a_(b)) [안](<a b> "말") [밖](a b)', "링크 안 [밖](a b)"),
        ("[[노트|이름]] <https://x.y> <namespace> <b>굵</b>", "이름 https://x.y <namespace> 굵"),
        ("$x_1 * y_2 * z$은 식, 값은 5$ 또는 $5", "$x_1 * y_2 * z$은 식, 값은 5$ 또는 $5"),
        (r"\*별\* \#표 &lt;pod&gt; &amp", "*별* #표 <pod> &amp"),
        ("[![배지](b.png)](u) 글", "글"),
    ],
)
def test_plain(raw: str, text: str) -> None:
    assert inline.plain(raw) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("$E = mc^2$: 에너지", ["$E = mc^2$"]),
        ("값 $5, $10 그리고 `a = b`", ["`a = b`"]),
        ("$$ a = b $$ 와 $HOME:$PATH", ["$$ a = b $$"]),
        ("US$5와 $면적$ 그리고 $넓이 = a^2$", ["$넓이 = a^2$"]),
    ],
)
def test_protected(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in pieces.protected(text)] == wanted


def test_what_nobody_sees_is_gone_and_every_end_of_a_line_counts() -> None:
    text, trouble = reading.decoded("가\u200b나\u00a0다\ufeff라\u00ad마\r둘\r\n셋\u2028넷".encode())
    assert (text, trouble) == ("가나 다라마\n둘\n셋 넷", None)
    assert "\u200d" in reading.decoded("👩\u200d💻".encode())[0]


def test_tags_hold_for_what_stands_below_them() -> None:
    read = document("---\ntags: cka\n---\n# 오브젝트 #k8s\n- 잡: 끝이 있는 일 #batch\n  - 하위\n\n다른 글")
    assert reading.tags_by_line(read) == {
        4: ("cka", "k8s"), 5: ("cka", "k8s", "batch"), 6: ("cka", "k8s", "batch"), 8: ("cka", "k8s"),
    }  # fmt: skip


def test_flat_joins_wrapped_lines_but_no_code() -> None:
    long = "This paragraph of English prose was wrapped by an editor at some width\nand goes on"
    line, fence = reading.flat(document(f"{long}\n\n```\na\nb\n```")).children
    assert line.text == long.replace("\n", " ")
    assert fence.text == "a\nb\n"


def test_a_tag_on_a_line_or_above_it_is_on_its_card(tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_text(
        "---\ntags: [cka]\n---\n# 쿠버네티스 #k8s\n\n- etcd: 모든 클러스터 데이터를 담는 키-값 저장소 #k8s/core\n"
    )
    cards = pipeline.deck(of_notes((note,))).cards
    assert {card.tags for card in cards} == {("cka", "k8s", "k8s::core")}
    assert not any("#" in card.stem + card.key for card in cards)


@given(st.text(alphabet="<>!?[]-/ab =\"'\n&;가", max_size=80))
@example("<![x")
@example("<!x[a<")
def test_any_html_is_read_and_its_words_stay(text: str) -> None:
    read = document(f"<div>\n{text}")
    assert all(block.span.last <= text.count("\n") + 2 for block in every(read))


def test_a_placeholder_in_html_is_text() -> None:
    (line,) = document("<p>kubectl delete ns <namespace> <!-- 나중에 --> &lt;이름&gt;</p>").children
    assert line.text == "kubectl delete ns <namespace> <이름>"
