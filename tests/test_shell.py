"""Commands, comments and output are told apart in what people write."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import shell

FIXTURE = Path(__file__).parent / "fixtures" / "shell.md"
CASE = re.compile(r"^## ([^\n]+)\n\n~~~(\w*)\n(.*?)\n~~~\n\n~~~expected\n(.*?)\n~~~$", re.MULTILINE | re.DOTALL)
CASES = CASE.findall(FIXTURE.read_text(encoding="utf-8"))
assert len(CASES) >= 15, "cases of the fixture are not found"


def show(line: shell.Line) -> str:
    head = f"{line.first}-{line.last} {line.kind}{' $' if line.prompt else ''}"
    text = line.text.replace("\n", "⏎")
    return head if line.kind == "blank" else f"{head}: {text}{'  ## ' + line.comment if line.comment else ''}"


@pytest.mark.parametrize(
    ("language", "text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_fixture(language: str, text: str, expected: str) -> None:
    assert "\n".join(map(show, shell.read(text, language))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kubectl get pod pod1 pod2", True),
        ("k get po", True),
        ("$ ls -al", True),
        ("sudo systemctl restart kubelet", True),
        ("kubectl logs {파드 이름}", True),
        ("kubectl exec -it web -- sh # 접속", True),
        ("/usr/local/bin/kubectl get po", True),
        ("apply -f", False),
        ("set image", False),
        ("watch -n 1 kubectl get po", True),
        ("service account", False),
        ("kubectl", False),
        ("kubectl은 도구", False),
        ("docker is a tool", False),
        ("kind: Pod", False),
        ("", False),
    ],
)
def test_is_command(text: str, expected: bool) -> None:
    assert shell.is_command(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kubectl get po | grep web | wc -l", ("kubectl", "grep", "wc")),
        ("A=1 sudo -E kubectl get po && k get no; ls", ("kubectl", "k", "ls")),
        ("echo $(kubectl get po) '| not'", ("echo", "kubectl")),
        ("kubectl get po -o name | xargs -n 1 kubectl delete", ("kubectl", "kubectl")),
        ("", ()),
    ],
)
def test_programs(text: str, expected: tuple[str, ...]) -> None:
    assert shell.programs(text) == expected


HEREDOC = """\
# 설정 맵 적용
cat <<'EOF' | kubectl apply -f - # 표준 입력
kind: ConfigMap
# 본문 속 주석
EOF
kubectl get cm"""


def test_a_here_document_is_one_piece_of_its_command() -> None:
    first, second = shell.commands(HEREDOC, "bash")
    text = "cat <<'EOF' | kubectl apply -f -\nkind: ConfigMap\n# 본문 속 주석\nEOF"
    assert first == shell.ShellCommand(text, 1, 4, "설정 맵 적용", "표준 입력", comment_lines=(0, 1), group=1)
    assert second == shell.ShellCommand("kubectl get cm", 5, 5, group=1)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("$ cat <<EOF > a.txt\n> 하나\n> EOF", ["cat <<EOF > a.txt\n하나\nEOF"]),  # copied from a terminal
        ("cat <<A <<B\na\nA\nb\nB\nls -l", ["cat <<A <<B\na\nA\nb\nB", "ls -l"]),
        ("cat <<< 한줄\nls -l", ["cat <<< 한줄", "ls -l"]),
        ("echo '<<EOF'\nls -l", ["echo '<<EOF'", "ls -l"]),
        ("tee x.conf <<EOF\nkey = 1", ["tee x.conf <<EOF\nkey = 1"]),  # the word that ends it was not copied
        ("kubectl get po\n  | grep web", ["kubectl get po | grep web"]),
        ("controlplane $ k get no\nNAME   STATUS\ncontrolplane ~ ➜  k get po", ["k get no", "k get po"]),
    ],
)
def test_a_command_is_whole(text: str, wanted: list[str]) -> None:
    assert [one.text for one in shell.commands(text, "bash")] == wanted


def test_output_belongs_to_the_command_above_it() -> None:
    first, second = shell.commands("$ kubectl get po\nNAME  READY\n\nweb   1/1\n\n$ ls -l", "bash")
    assert (first.output, second.output) == (("NAME  READY", "", "web   1/1"), ())


def test_a_prompt_on_one_of_several_commands_leaves_the_others_commands() -> None:
    found = shell.commands("$ kubectl get po\nkubectl get no\n# 삭제\nkubectl delete po web", "bash")
    assert [(one.text, one.prompt, one.comment_above) for one in found] == [
        ("kubectl get po", True, ""),
        ("kubectl get no", False, ""),
        ("kubectl delete po web", False, "삭제"),
    ]


def test_the_text_of_a_printed_file_is_no_command() -> None:
    found = shell.commands("$ cat run.sh\nkubectl get po\n$ ls -l", "bash")
    assert [(one.text, one.output) for one in found] == [("cat run.sh", ("kubectl get po",)), ("ls -l", ())]


def test_comments_below_belong_to_the_command_above_where_the_fence_does_so_throughout() -> None:
    below = shell.commands("kubectl get po\n# 파드 목록\nkubectl get no\n# 노드 목록", "bash")
    assert [one.comment_below for one in below] == ["파드 목록", "노드 목록"]
    above = shell.commands("kubectl get po\n# 노드 목록\nkubectl get no", "bash")
    assert [(one.comment_above, one.comment_below) for one in above] == [("", ""), ("노드 목록", "")]


PIECES = st.sampled_from(
    [
        "$ ",
        "# ",
        "kubectl get po",
        "NAME  READY  AGE",
        "\\",
        "'",
        '"',
        "<<EOF",
        "EOF",
        " // 뜻",
        "for x",
        "done",
        "  ",
        "\t",
        "|",
        "root@h:~# ",
    ]
)


@given(
    st.one_of(st.text(), st.lists(st.one_of(PIECES, st.just("\n"), st.text(max_size=5))).map("".join)),
    st.sampled_from(["", "bash", "yaml"]),
)
def test_every_line_is_covered_once(text: str, language: str) -> None:
    lines = shell.read(text, language)
    covered = [at for line in lines for at in range(line.first, line.last + 1)]
    assert covered == list(range(text.count("\n") + 1))
    shell.is_command(text)
    shell.programs(text)
    for one in shell.commands(text, language):
        assert 0 <= one.first <= one.last <= text.count("\n")
