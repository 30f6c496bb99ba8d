"""What we say of kubectl is what the real kubectl does; skipped where the binary is missing (see `kubectl_oracle`)."""

import shlex
from pathlib import Path

import pytest

from generator.domains.kubernetes.commands import check_command
from generator.domains.words import HOLE, split
from generator.model import Severity
from tests import kubectl_oracle as oracle

FOLDER = Path(__file__).parent / "fixtures" / "kubectl"
COMMANDS = (FOLDER / "commands.txt").read_text(encoding="utf-8").splitlines()
SAME = [line.split("\t") for line in (FOLDER / "same.tsv").read_text(encoding="utf-8").splitlines()]

# kubectl says nothing of its plug-ins, waits for what never comes, or asks a container.
UNASKABLE = ("exec", "logs", "port-forward", "attach", "cp", "wait", "rollout", "debug", "top", "proxy", "drain")

# What kubectl says of the cluster's state, which the stub has not.
STATE = ("is not registered", "is registered", "not found", "no objects", "not running", "named port", "upgrade connection",
         "introspection", "Metrics API", "find resource for", "container named", "EOF", "not exist", "kustomization")  # fmt: skip

pytestmark = pytest.mark.skipif(not oracle.binary(), reason="no kubectl: set NOTEDECK_KUBECTL")


@pytest.fixture(scope="module")
def url():
    with oracle.server() as address:
        yield address


@pytest.mark.parametrize("line", COMMANDS)
def test_verdict(line: str, url: str, tmp_path: Path) -> None:
    said = oracle.verdict(oracle.binary(), url, shlex.split(line)[1:], tmp_path)
    if said == ("ok", "timeout"):
        pytest.skip("it waits for what never comes")
    if said[0] == "error" and any(word in said[1] for word in STATE):
        pytest.skip("depends on the cluster")
    if said[0] == "unknown-resource" or not line.isascii():
        pytest.skip("a type or a name that some cluster may have; the stub's has every name")
    ours = any(remark.severity is Severity.ERROR for remark in check_command(line))
    assert ours == (said[0] == "error"), said


# Flags that say what the API server would say, or that make kubectl wait.
SILENT = ("--type=ClusterIP", "--min=1", "--rm", "--wait=true", "--cpu-percent=80")


def plain(pair: list[str]) -> bool:
    """Tell whether both are one kubectl without placeholders, whose requests can be told apart."""
    simple = [split(line) for line in pair]
    if any(len(one) != 1 or one[0].words[0].text not in ("kubectl", "k") or one[0].redirects for one in simple):
        return False
    words = [word for one in simple for word in one[0].words]
    if any(word.text in SILENT for word in words):
        return False
    return not any(HOLE in word.pattern for word in words) and not any(word.text in UNASKABLE for word in words)


@pytest.mark.parametrize("pair", [pair for pair in SAME if plain(pair)], ids=" = ".join)
def test_same_commands_send_the_same_requests(pair: list[str], url: str, tmp_path: Path) -> None:
    def sent() -> list[list[str]]:
        return [oracle.requests(oracle.binary(), url, shlex.split(line)[1:], tmp_path) for line in pair]

    one, other = sent()
    if one != other:
        one, other = sent()  # on a loaded machine the time may have run out before the last request
    assert one == other
