"""How many slips of the fingers the typo finder finds, and how often it suspects what is right.

`python -m tests.benchmarks.typos` puts one slip into each clean sentence below, as fingers make them (a key beside, one too
many, one too few, two in the wrong order), reads all of them as one note, and repeats that for several seeds.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from generator.knowledge import Suspect
from generator.languages import typos
from generator.languages.typos import keys

KOREAN = """
운영체제는 여러 프로그램이 동시에 실행되도록 자원을 나누어 준다
스레드는 같은 주소 공간을 공유하므로 전환 비용이 적다
교착 상태는 서로가 가진 자원을 기다릴 때 발생한다
페이지 교체 알고리즘은 가장 오래 쓰이지 않은 것을 고른다
인터럽트가 발생하면 현재 작업을 멈추고 처리기를 호출함
해시 함수는 입력의 길이와 상관없이 고정된 길이의 값을 만든다
이진 탐색은 정렬된 배열에서만 사용할 수 있음
스택은 나중에 넣은 것을 먼저 꺼내는 구조이다
그래프의 간선에는 방향과 가중치가 있을 수 있다
재귀 함수에는 반드시 종료 조건이 필요하다
전송 계층은 두 호스트의 응용 사이에 데이터를 전달한다
혼잡 제어를 통해 보내는 속도를 조절함
라우터는 목적지 주소를 보고 다음 경로를 결정한다
방화벽은 허용하지 않은 접근을 차단하는 역할을 한다
암호화된 통신은 중간에서 엿볼 수 없다
정규화는 중복을 줄이고 이상 현상을 막기 위한 과정이다
외래 키는 다른 테이블의 행을 가리킨다
색인을 만들면 조회는 빨라지지만 저장은 느려진다
트랜잭션이 실패하면 모든 변경을 되돌려야 한다
격리 수준이 높을수록 동시에 처리할 수 있는 양이 줄어든다
컴파일러는 소스 코드를 기계어로 번역한다
변수의 범위는 선언된 블록 안으로 제한됨
상속을 사용하면 공통된 동작을 다시 작성하지 않아도 된다
예외가 처리되지 않으면 프로그램이 종료됨
테스트는 기대한 결과와 실제 결과를 비교한다
버전 관리 도구는 파일의 변경 이력을 기록한다
로그를 분석하여 장애의 원인을 찾을 수 있다
부하가 늘어나면 서버를 자동으로 추가한다
설정 파일을 수정한 뒤에는 다시 시작해야 적용된다
권한이 없는 사용자는 파일을 삭제할 수 없음
백업은 정해진 시간마다 다른 장소에 보관된다
가상 머신은 하드웨어를 흉내 내어 독립된 환경을 제공한다
세포막은 물질의 출입을 조절하는 얇은 막이다
광합성은 빛에너지를 이용하여 포도당을 합성하는 과정
혈액은 산소와 영양소를 온몸으로 운반한다
유전자는 부모로부터 자손에게 형질을 전달함
조선은 과거 시험으로 관리를 선발하였다
농지를 나누어 주는 제도는 귀족의 반발로 실패했다
수요가 늘고 공급이 줄면 가격은 오른다
중앙은행은 금리를 올려 물가 상승을 억제한다
환율이 오르면 수출하는 기업에 유리하다
계약은 청약과 승낙이 일치할 때 성립한다
헌법은 국민의 기본권을 보장한다
지구의 자전으로 낮과 밤이 생긴다
태풍은 따뜻한 바다에서 수증기를 공급받아 강해진다
빛은 매질이 바뀌는 경계에서 굴절한다
물체에 작용하는 힘의 합이 영이면 속도는 일정하다
산화는 전자를 잃는 반응, 환원은 전자를 얻는 반응
음악의 빠르기는 한 마디에 들어가는 박자와 다르다
반죽을 충분히 치댄 다음 따뜻한 곳에서 발효시킨다
고려의 상인은 송나라와 활발하게 교역하였음
근육은 쓰지 않으면 점점 약해진다
면접에서는 지원한 동기를 자세하게 물어본다
보험은 예상하지 못한 손해를 여럿이 나누어 부담하는 제도
소설의 시점은 이야기를 전달하는 위치를 말한다
표본이 클수록 추정의 오차는 작아진다
확률 변수의 기댓값은 모든 값에 확률을 곱하여 더한 것
미분은 순간의 변화율을 구하는 방법이다
행렬의 곱은 순서를 바꾸면 결과가 달라진다
문장의 주어와 서술어는 서로 호응해야 한다
""".strip().splitlines()

ENGLISH = """
The scheduler assigns every process to a free processor
Memory that nobody uses is returned to the operating system
A transaction either completes or leaves no trace
The firewall rejects packets from unknown addresses
Indexes make queries faster and updates slower
Each request carries a token that proves who sent it
Recursion needs a condition that stops it
The compiler translates source code into instructions
Backups are stored in another building
Encryption protects messages on their way
The network layer chooses a route between hosts
Inheritance lets one class extend another
Replication keeps several copies of the same record
The kernel handles interrupts before anything else
Permissions decide who may read a document
""".strip().splitlines()

_HANGUL = re.compile(r"[가-힣]{2,}")
_LATIN = re.compile(r"[A-Za-z]{6,}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def slip(word: str, chance: random.Random) -> str:
    """Return the word with one slip, or "" where this one gives nothing that a keyboard writes."""
    if word.isascii():
        return _slipped(word, chance, _beside)
    return keys.written(_slipped(keys.typed(word), chance, lambda key: keys.BESIDE.get(key, key)))


def _slipped(presses: str, chance: random.Random, beside: Callable[[str], str]) -> str:
    at = chance.randrange(1, len(presses))
    kind = chance.choices(("beside", "lost", "doubled", "swapped"), (4, 3, 1, 2))[0]
    head, key, tail = presses[:at], presses[at], presses[at + 1 :]
    if kind == "lost":
        return head + tail
    if kind == "doubled":
        return head + key + key + tail
    if kind == "swapped":
        return head + tail[:1] + key + tail[1:]
    return head + chance.choice(beside(key) or key) + tail


def _beside(key: str) -> str:
    row = next((row for row in _ROWS if key in row), key)
    at = row.index(key)
    return row[max(0, at - 1) : at] + row[at + 1 : at + 2]


def slipped(sentences: Sequence[str], word: re.Pattern[str], seed: int) -> Iterator[tuple[str, str, str]]:
    """Yield each sentence with one word off: the text, the wrong word and the right one."""
    chance = random.Random(seed)
    every = Counter(match for sentence in sentences for match in word.findall(sentence))
    for sentence in sentences:
        found = [match for match in word.finditer(sentence) if every[match.group()] == 1]
        for _attempt in range(20):
            match = chance.choice(found)
            wrong = slip(match.group(), chance)
            if wrong and wrong != match.group():
                yield sentence[: match.start()] + wrong + sentence[match.end() :], wrong, match.group()
                break


def outcome(text: str, wrong: str, right: str, one: Suspect | None) -> str:
    """Tell what became of a slip: "certain", "doubtful" (with ", wrongly" for another word) or "unseen"."""
    at = text.find(wrong)
    if one is None or one.start >= at + len(wrong) or one.end <= at:
        return "unseen"
    mended = right in text[: one.start] + one.right + text[one.end :]
    return ("certain" if one.certain else "doubtful") + ("" if mended else ", wrongly")


def measured(sentences: Sequence[str], word: re.Pattern[str], seeds: int, show: bool) -> Counter[str]:
    """Count what became of the slips, and what else was suspected."""
    counts: Counter[str] = Counter()
    for seed in range(seeds):
        rows = list(slipped(sentences, word, seed))
        found = typos.suspects([text for text, _wrong, _right in rows])
        by_line = {one.line: one for one in found}
        for number, (text, wrong, right) in enumerate(rows):
            one = by_line.get(number)
            result = outcome(text, wrong, right, one)
            counts[result] += 1
            counts["elsewhere"] += sum(other.line == number for other in found) - (result != "unseen")
            if show and result != "certain":
                print(f"{result}: {wrong} ({right}) {(one.right, one.gain) if one else ''}")
        counts["slips"] += len(rows)
    return counts


def seconds(sentences: Sequence[str]) -> float:
    """Return the processor time of 1,000 lines that have no slip, each word as rare as in the sentences."""
    started = time.process_time()
    typos.suspects([*sentences, "그리고"])
    return 1000 * (time.process_time() - started) / len(sentences)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--show", action="store_true")
    given = options.parse_args()
    typos.suspects(["준비 prepared"])
    for name, sentences, word in (("Korean", KOREAN, _HANGUL), ("English", ENGLISH, _LATIN)):
        clean = typos.suspects(sentences)
        counts = measured(sentences, word, given.seeds, given.show)
        seen = counts["slips"] - counts["unseen"]
        print(f"{name}: {seen} of {counts['slips']} slips found ({100 * seen / counts['slips']:.0f} %); {dict(counts)}")
        print(f"  clean sentences suspected: {len(clean)} of {len(sentences)} {[(c.wrong, c.right) for c in clean]}")
        print(f"  {seconds(sentences):.2f} s for 1,000 lines")


if __name__ == "__main__":
    main()
