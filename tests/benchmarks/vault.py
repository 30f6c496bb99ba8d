"""A vault of many notes: python -m tests.benchmarks.vault [NOTES] [JOBS].

Printed for NOTES / 10 and NOTES made-up notes of about 7 kB: what the first build takes, a second one after an edit of one
note and a third without any, in seconds of wall and of processor (this process and its workers); and the exponent of each
between the two sizes. To reach: 1,000 notes under 30 s on two cores, under 2 s after an edit, exponents near 1.
"""

from __future__ import annotations

import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "source_notes" / "kubernetes.md"
BYTES = 7_000
_KO = "저장소 노드 컨테이너 볼륨 네트워크 인증서 스케줄러 이미지 레지스트리 배포 로그 설정 비밀번호 사용자 권한 요청 응답 주소 포트 프로세스 색인 캐시 백업 토큰 세션 스냅샷 트래픽 메시지 파티션 복제본 정책 규칙 이벤트 지표 템플릿 서명".split()
_EN = "store node container volume network certificate scheduler image registry release log setting secret user index cache backup token session snapshot partition replica policy rule event metric template signature queue broker gateway proxy".split()
_HOW_KO = "장애가 나도 잃지 않도록, 새 버전이 나올 때마다, 정해진 순서대로, 요청이 몰릴 때, 밤마다 한 번, 권한이 있을 때만, 여러 지역에 걸쳐, 디스크가 가득 차기 전에".split(
    ", "
)
_DOES_KO = "관리하는 서버 저장하는 데이터베이스 전달하는 프록시 나누는 도구 감시하는 에이전트 확인하는 명령행 기록하는 데몬 복사하는 컨트롤러 제한하는 필터 암호화하는 라이브러리"
_DOES_EN = "manages stores forwards splits watches verifies records copies limits encrypts compresses".split()
_HOW_EN = "before a disk is full, whenever a release is made, in a fixed order, once a night, across all regions, without losing an entry, as soon as a node fails".split(
    ", "
)


def sections() -> list[str]:
    """Return the sections of the project's own note."""
    found: list[list[str]] = [[]]
    for line in NOTE.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#") and len(found[-1]) > 8:
            found.append([])
        found[-1].append(line)
    return ["\n".join(lines) for lines in found]


def a_name(rng: random.Random) -> str:
    """Return the name of a thing that does not exist."""
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randrange(2, 4))).capitalize()


def made_up(rng: random.Random) -> str:
    """Return a section on something that does not exist, in Korean or in English."""
    name = a_name(rng)
    ends = _DOES_KO.split()
    if rng.random() < 0.5:
        lines = [
            f"- {a_name(rng)}: {rng.choice(_KO)}의 {rng.choice(_KO)}을 {rng.choice(_HOW_KO)} "
            f"{rng.choice(ends[::2])} {rng.choice(_KO)} {rng.choice(ends[1::2])}"
            for _ in range(4)
        ]
        more = f"{name}은 {rng.choice(_KO)} {rng.choice(_KO)}의 기본값으로 {rng.randrange(2, 900)}초를 쓴다."
    else:
        lines = [
            f"- **{a_name(rng)}** - a {rng.choice(_EN)} {rng.choice(_EN)} that {rng.choice(_DOES_EN)} every "
            f"{rng.choice(_EN)} of a {rng.choice(_EN)} {rng.choice(_HOW_EN)}"
            for _ in range(4)
        ]
        more = f"{name} {rng.choice(_DOES_EN)} each {rng.choice(_EN)} within {rng.randrange(2, 900)} seconds {rng.choice(_HOW_EN)}."
    command = f"```sh\n# {rng.choice(_KO)} 네임스페이스의 {name} 파드 목록 출력\nkubectl get pods -n {name.lower()} -l app={name.lower()}\n```"
    return "\n".join([f"## {name}", *lines, "", more, "", command, ""])


def a_note(number: int, known: list[str]) -> str:
    """Return a note: two sections of the project's own, the others made up."""
    rng = random.Random(number)
    parts = [f"# {rng.choice(_EN)} {number}", *rng.sample(known, 2)]
    while sum(len(part.encode()) for part in parts) < BYTES:
        parts.insert(rng.randrange(1, len(parts) + 1), made_up(rng))
    return "\n".join(parts) + "\n"


def build(folder: Path, jobs: int) -> tuple[float, float, str]:
    """Return the wall and processor seconds of a build, and what it said last."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()

    call = [sys.executable, "-m", "generator", "build", ".", "--jobs", str(jobs)]
    done = subprocess.run(
        [*call, "-o", "deck.apkg"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.strip().split("\n")[0]


def builds(notes: int, jobs: int) -> list[tuple[float, float]]:
    """Print and return the seconds of the three builds of so many notes."""
    known = sections()
    taken = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / ".notedeck").mkdir()
        for number in range(notes):
            place = folder / f"{number % 20:02}"
            place.mkdir(exist_ok=True)
            (place / f"{number:05}.md").write_text(a_note(number, known), encoding="utf-8")
        for what in ("first", "edited", "same"):
            if what == "edited":
                edited = folder / "00" / "00000.md"
                edited.write_text(
                    f"{edited.read_text('utf-8')}\n## Zk\n- etcd: 모든 클러스터 데이터를 담는 저장소\n", "utf-8"
                )
            wall, processor, said = build(folder, jobs)
            taken.append((wall, processor))
            print(f"{notes:6} notes  {what:6} {wall:8.2f} s wall {processor:8.2f} s processor  {said}", flush=True)
    return taken


def main() -> None:
    """Print a line a build, and the exponents."""
    notes, jobs = (int(word) for word in (*sys.argv[1:], *("100", "2")[len(sys.argv) - 1 :]))
    few, many = builds(max(1, notes // 10), jobs), builds(notes, jobs)
    for what, one, other in zip(("first", "edited", "same"), few, many, strict=True):
        print(f"{what:6} exponent {math.log10(other[1] / one[1]):.2f}")


if __name__ == "__main__":
    main()
