"""What is said of kubectl commands, and which of them are the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.domains.kubernetes import commands
from generator.domains.kubernetes.commands import canonical, check_command, differences, same_command
from generator.domains.words import split
from generator.model import Severity

FOLDER = Path(__file__).parent / "fixtures" / "kubectl"


def pairs(name: str) -> list[tuple[str, str]]:
    rows = [tuple(line.split("\t")) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    assert rows, "the fixture is empty"
    return [(row[0], row[1]) for row in rows]


@pytest.mark.parametrize(("one", "other"), pairs("same.tsv"))
def test_same(one: str, other: str) -> None:
    assert same_command(one, other) is True
    assert same_command(other, one) is True
    assert differences(one, other) == ()


@pytest.mark.parametrize(("one", "other"), pairs("different.tsv"))
def test_different(one: str, other: str) -> None:
    assert same_command(one, other) is False
    assert same_command(other, one) is False
    assert differences(one, other) != ()


@pytest.mark.parametrize(
    ("expected", "given", "said"),
    [
        (
            "kubectl rollout undo deploy/web --to-revision=2",
            "kubectl rollout undo deploy web",
            "`--to-revision` is missing",
        ),
        ("kubectl exec -it p -- bash", "kubectl exec -it p bash", "`--` is missing before `bash`"),
        ("kubectl get po", "kubectl get po -A", "`--all-namespaces` is too much"),
        ("kubectl get po -n a", "kubectl get po -n b", "`--namespace` must be `a`, not `b`"),
        ("kubectl get po", "kubectl get svc", "`pods` is asked for, not `services`"),
        ("kubectl get po p1", "kubectl get po p2", "`pods/p1` is asked for, not `pods/p2`"),
        ("kubectl apply -f a", "kubectl create -f a", "`kubectl apply` is asked for, not `kubectl create`"),
        ("kubectl get po | grep x", "kubectl get po", "`| grep x` is missing"),
        ("kubectl exec p -- ls -l", "kubectl exec p -- ls", "behind `--` must stand `ls -l`, not `ls`"),
        ("kubectl logs {이름} -c {컨테이너}", "kubectl logs x", "`--container` is missing"),
        ("ls -al", "ls -l", "`-a` is missing"),
        ("cp a b", "cp b a", "the order must be `a b`"),
    ],
)
def test_differences(expected: str, given: str, said: str) -> None:
    assert differences(expected, given) == (said,)


@pytest.mark.parametrize(
    ("line", "spelling"),
    [
        ("k get po -n web -owide", "kubectl get pods --namespace=web --output=wide"),
        ("kubectl logs {파드 이름}", "kubectl logs pods/<>"),
        ("kubectl delete po a --now > x", "kubectl delete pods/a --grace-period=1 >x"),
    ],
)
def test_canonical(line: str, spelling: str) -> None:
    assert canonical(line) == spelling


def test_what_is_no_command_is_not_compared() -> None:
    assert same_command("파드 목록을 본다", "kubectl get po") is None
    assert same_command("kubectl get po", "파드 목록을 본다") is False


@pytest.mark.parametrize(
    ("line", "wrong", "right", "code"),
    [
        (
            "kubectl rollout undo deploy/web --to=revision=2",
            "--to=revision=2",
            "--to-revision=2",
            "kubectl-unknown-flag",
        ),
        ("A=1 sudo kubectl get po && k gte svc", "gte", "get", "kubectl-unknown-command"),
        ("echo $(kubectl get pods --al-namespaces)", "--al-namespaces", "--all-namespaces", "kubectl-unknown-flag"),
        ('echo "$(kubectl delete pods -all)"', "-all", "--all", "kubectl-missing-dashes"),
        ("kubectl exec -it {파드 이름} bash | cat", "{파드 이름} bash", "{파드 이름} -- bash", "kubectl-exec-dashes"),
        ("kubectl get no | xargs -n 1 kubectl drian", "drian", "drain", "kubectl-unknown-command"),
        ("kubectl scsle --help", "scsle", "scale", "kubectl-unknown-command"),
        ("kubectl apply ./deploy.yaml", "./deploy.yaml", "-f ./deploy.yaml", "kubectl-missing-argument"),
        ("kubectl apply deploy.yaml", "deploy.yaml", "-f deploy.yaml", "kubectl-missing-argument"),
        (
            "kubectl create deploy web --image=nginx --dry-run client",
            "--dry-run client",
            "--dry-run=client",
            "kubectl-flag-value",
        ),
        ("kubectl run web --image nginx --restart never", "--restart never", "--restart Never", "kubectl-flag-value"),
        (
            "kubectl get po -o jsonpath= '{.items}'",
            "-o jsonpath= '{.items}'",
            "-o jsonpath='{.items}'",
            "kubectl-flag-value",
        ),
        ("kubectl apply --prune-whitelist=a -f x", "--prune-whitelist=a", "--prune-allowlist=a", "kubectl-removed"),
    ],
)
def test_certain_corrections(line: str, wrong: str, right: str, code: str) -> None:
    (remark,) = check_command(line)
    assert (line[remark.start : remark.end], remark.right, remark.code) == (wrong, right, code)
    assert remark.certain
    mended = line[: remark.start] + remark.right + line[remark.end :]
    assert not [one for one in check_command(mended) if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "line",
    [
        "kubectl apply",
        "kubectl [command] [TYPE] [NAME] [flags]",
        "kubectl get TYPE [NAME]",
        "kubectl get (TYPE | TYPE/NAME) ...",
        "kubectl config命令说明 x",
        "kubectl apply/delete/scale x",
        "kubectl get httproute -A",
        "kubectl krew install neat",
        "kubectl create deploy web --image=nginx $do > web.yaml",
        "kubectl get po | xargs kubectl delete pod",
        "kubectl label pods {pod-name} {label_key=label_value(,...)} --overwrite",
        "kubectl taint nodes <node> <key>=<value>:<effect>",
        "kubectl get pods --all_namespaces",
        "kubectl scale --help",
        "kubectl set image deploy/web *=nginx",
        "alias k=kubectl",
        "kubectl get secret s -o go-template='{{range $k,$v := .data}}{{$k}}{{end}}'",
        "cat <<EOF | kubectl apply -f -\nkubectl gte\nEOF",
    ],
)
def test_nothing_is_said(line: str) -> None:
    assert check_command(line) == ()


def test_an_old_form_is_for_a_person_to_judge() -> None:
    (remark,) = check_command("kubectl run x --image=y bash")
    assert (remark.severity, remark.right, remark.certain) == (Severity.INFO, "-- bash", False)


def test_lists() -> None:
    assert commands.kinds()["Deployment"] == ("apps/v1",)
    assert {one.api_version for one in commands.removed_apis() if one.kind == "Ingress"} >= {"extensions/v1beta1"}
    assert any(one.shorts == ("po",) for one in commands.resources())


PIECES = st.sampled_from(
    ["kubectl", "k", " ", "get", "exec", "run", "-n", "-it", "--image=x", "--", "|", "&&", "$(", ")", "`", "<pod>", "{이름}", "'", '"',
     "\\", ";", ">", "<<EOF", "\n", "...", "[flags]", "a,b", "/", "=", "-o", "pods", "(", "-l", "in", "–", "#", "set image", "a=b"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_line_is_read(line: str) -> None:
    for simple in split(line):
        for word in simple.words:
            assert 0 <= word.start < word.end <= len(line)
    for remark in check_command(line):
        assert 0 <= remark.start < remark.end <= len(line)
    canonical(line)
    assert same_command(line, line) in (True, None)


@pytest.mark.parametrize(
    "text", ["$(" * 3000, "<" * 9000, "A-" * 5000, "'\"`" * 3000, "[ " * 9000, "a;" * 5000, "(" * 9000]
)
def test_hostile_lines_are_read(text: str) -> None:
    check_command(f"kubectl get {text}")
    canonical(f"kubectl get {text}")


def rows(name: str) -> list[tuple[str, ...]]:
    found = [tuple(line.split("\t")) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    assert found, "the fixture is empty"
    return found


@pytest.mark.parametrize(("line", "wrong", "right"), rows("wrong.tsv"))
def test_what_kubectl_refuses_is_an_error(line: str, wrong: str, right: str) -> None:
    (remark,) = check_command(line)
    assert (line[remark.start : remark.end], remark.right) == (wrong, right)
    assert remark.severity is Severity.ERROR
    if right:
        mended = line[: remark.start] + remark.right + line[remark.end :]
        assert check_command(mended) == ()


@pytest.mark.parametrize("row", rows("right.txt"))
def test_of_what_is_right_nothing_is_said(row: tuple[str]) -> None:
    assert check_command(row[0]) == ()


def test_a_template_without_braces_is_only_printed() -> None:
    (remark,) = check_command("kubectl get po -o jsonpath=.items[0].kind")
    assert (remark.severity, remark.right) == (Severity.WARNING, "-o jsonpath='{.items[0].kind}'")


@pytest.mark.parametrize("line", ["kubectl describe <pod-name>", "kubectl delete {파드 이름}"])
def test_a_placeholder_for_a_name_is_no_type(line: str) -> None:
    (remark,) = check_command(line)
    assert (remark.severity, remark.code) == (Severity.WARNING, "kubectl-unknown-resource")
