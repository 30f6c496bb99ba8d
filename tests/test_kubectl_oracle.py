"""What we say of kubectl is what the real kubectl does; skipped where the binary is missing (see `kubectl_oracle`)."""

import shlex
from pathlib import Path

import pytest

from generator.domains.kubernetes.commands import check_command
from generator.domains.kubernetes.words import HOLE, split
from generator.model import Severity
from tests import kubectl_oracle as oracle

FOLDER = Path(__file__).parent / "fixtures" / "kubectl"
COMMANDS = (FOLDER / "commands.txt").read_text(encoding="utf-8").splitlines()
SAME = [line.split("\t") for line in (FOLDER / "same.tsv").read_text(encoding="utf-8").splitlines()]
DIFFERENT = [line.split("\t") for line in (FOLDER / "different.tsv").read_text(encoding="utf-8").splitlines()]

# kubectl says nothing of its plug-ins, waits for what never comes, or asks a container.
UNASKABLE = ("exec", "logs", "port-forward", "attach", "cp", "wait", "rollout", "debug", "top", "proxy", "drain")

pytestmark = pytest.mark.skipif(not oracle.binary(), reason="no kubectl: set NOTEDECK_KUBECTL")


@pytest.fixture(scope="module")
def url():
    with oracle.server() as address:
        yield address


@pytest.mark.parametrize("line", COMMANDS)
def test_verdict(line: str, url: str, tmp_path: Path) -> None:
    said = oracle.verdict(oracle.binary(), url, shlex.split(line)[1:], tmp_path)
    ours = any(remark.severity is Severity.ERROR for remark in check_command(line))
    bare = len(split(line)[0].words) < 3
    assert ours == (said[0] == "error") or (bare and not ours), said


def plain(pair: list[str]) -> bool:
    """Tell whether both are one kubectl without placeholders, whose requests can be told apart."""
    simple = [split(line) for line in pair]
    if any(len(one) != 1 or one[0].words[0].text not in ("kubectl", "k") or one[0].redirects for one in simple):
        return False
    words = [word for one in simple for word in one[0].words]
    return not any(HOLE in word.pattern for word in words) and not any(word.text in UNASKABLE for word in words)


@pytest.mark.parametrize("pair", [pair for pair in SAME if plain(pair)], ids=" = ".join)
def test_same_commands_send_the_same_requests(pair: list[str], url: str, tmp_path: Path) -> None:
    one, other = (oracle.effects(oracle.binary(), url, shlex.split(line)[1:], tmp_path) for line in pair)
    assert one == other


@pytest.mark.parametrize("pair", [pair for pair in DIFFERENT if plain(pair)], ids=" | ".join)
def test_different_commands_send_different_requests(pair: list[str], url: str, tmp_path: Path) -> None:
    one, other = (oracle.effects(oracle.binary(), url, shlex.split(line)[1:], tmp_path) for line in pair)
    assert one != other
