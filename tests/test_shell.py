"""Commands, comments and output are told apart in what people write."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import shell

FIXTURE = Path(__file__).parent / "fixtures" / "shell.md"
CASE = re.compile(r"^## (.+)\n\n~~~(\w*)\n(.*?)\n~~~\n\n~~~expected\n(.*?)\n~~~$", re.MULTILINE | re.DOTALL)
CASES = CASE.findall(FIXTURE.read_text(encoding="utf-8"))
assert CASES, "the fixture is empty"


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
