"""Render the picture of the README: cards as Anki itself renders them, front beside back, light above dark.

    python docs/render_card.py docs/card.png

Needs the test extra (Anki's back end), Chromium and a Korean font.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageRequest

from generator.exporters import anki
from generator.model import Card, Deck, Fact, Span

ETCD = Fact(span=Span("kubernetes.md", 64, 64), topic=("2.1.2. etcd",), label="etcd", text="")
ROLLBACK = Fact(span=Span("kubernetes.md", 203, 204), topic=("명령형 명령어",), label="kubectl rollout undo", text="")
CARDS = (
    Card(
        ETCD,
        "definition",
        "term->meaning",
        "etcd의 역할은?",
        "모든 클러스터 데이터를 담는 쿠버네티스 뒷단의 저장소",
        guid="etcd",
        slot="term->meaning",
    ),
    Card(
        ROLLBACK,
        "command",
        "purpose->command",
        "frontend Deployment를 리비전 2로 롤백하는 kubectl 명령은?",
        "kubectl rollout undo deployment/frontend --to-revision=2",
        notices=("노트: `--to=revision=2`",),
        guid="rollback",
        slot="purpose->command",
    ),
)
WIDTH, HEIGHT = 900, 545
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; display: grid; grid-template-columns: 1fr 1fr; background: #8f98a8; gap: 1px;
  grid-template-rows: auto 1fr; height: 100vh }}
</style>{faces}"""


def faces() -> list[str]:
    """Return the front and back of each card, from Anki; a typed answer is right on the back."""
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "deck.apkg"
        package.write_bytes(anki.render(Deck("쿠버네티스", CARDS)))
        collection = Collection(str(Path(folder) / "collection.anki2"))
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package)))
        cards = [collection.get_card(card_id) for card_id in collection.find_cards("", order="c.due")]
        found = [side for card in cards for side in (card.question(), card.answer())]
        collection.close()
    box = "[[type:Type purpose to command]]"
    return [side.replace(box, "" if 'id="answer"' in side else '<input id="typeans">') for side in found]


def main(picture: str) -> None:
    """Write the picture."""
    looks = ("card", "card", "card nightMode", "card nightMode")
    page = PAGE.format(
        faces="".join(f'<div class="{look}">{side}</div>' for look, side in zip(looks, faces(), strict=True))
    )
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "card.html"
        source.write_text(page, "utf-8")
        subprocess.run(
            [
                *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"),
                *("--disable-sync", "--disable-background-networking", "--disable-component-update", "--disable-quic"),
                f"--user-data-dir={folder}/profile",
                "--force-device-scale-factor=2",
                f"--window-size={WIDTH},{HEIGHT}",
                f"--screenshot={picture}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
