"""The Anki exporter against the real back end: what arrives, what is seen, what survives."""

from __future__ import annotations

import dataclasses
import hashlib
import html
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator.exporters import anki, anki_schema
from generator.exporters.anki_text import clean
from generator.formats import pictures
from generator.model import Card, CommandLine, Deck, Fact, Names, Picture, Source, Span, Steps
from generator.problems import NotedeckError

BORN = 1_750_000_000
APISERVER = Fact(
    span=Span("source_notes/kubernetes.md", 57, 58),
    topic=("2.1. 컨트롤 플레인 컴포넌트", "2.1.1. kube-apiserver"),
    label="kube-apiserver",
    text="쿠버네티스 API를 노출하는 컨트롤 플레인 컴포넌트",
)
ROLLBACK = Fact(
    span=Span("source_notes/kubernetes.md", 203, 204),
    topic=("명령형 명령어",),
    label="kubectl rollout undo",
    text="롤백",
)
COMMAND = "kubectl rollout undo deployment/frontend --to-revision=2"


def card(fact: Fact, slot: str, stem: str, key: str, **more) -> Card:
    direction = "fill-blank" if slot.startswith(("fill-blank", "spare")) else slot
    values = {
        "kind": "definition",
        "guid": hashlib.sha256(fact.label.encode()).hexdigest()[:12],
        "changed": BORN,
        "direction": direction,
    } | more
    return Card(fact, values.pop("kind"), values.pop("direction"), stem, key, slot=slot, **values)


DEFINITION = (
    card(APISERVER, "term->meaning", "kube-apiserver란?", "쿠버네티스 API를 노출하는 컨트롤 플레인 컴포넌트"),
    card(APISERVER, "meaning->term", "쿠버네티스 API를 노출하는 컴포넌트는?", "kube-apiserver", accept=("API 서버",)),
)
COMMANDS = (
    card(
        ROLLBACK,
        "purpose->command",
        "frontend Deployment를 리비전 2로 롤백하는 kubectl 명령은?",
        COMMAND,
        kind="command",
        notices=("노트: `--to=revision=2`",),
    ),
    card(ROLLBACK, "command->purpose", f"{COMMAND} 명령이 하는 일은?", "frontend를 리비전 2로 롤백", kind="command"),
    card(
        ROLLBACK,
        "fill-blank-1",
        "frontend를 리비전 2로 롤백: kubectl rollout undo deployment/frontend ____=2",
        "--to-revision",
        kind="command",
    ),
)
DECK = Deck("쿠버네티스", (*DEFINITION, *COMMANDS))


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def bring(collection: Collection, deck: Deck, media: dict[str, bytes] | None = None):
    """Import a deck as the learner does, with Anki's default choices."""
    path = Path(collection.path).with_name("deck.apkg")
    path.write_bytes(anki.render(deck, media))
    return collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
    ).log


def later(deck: Deck, seconds: int = 60, **changes) -> Deck:
    """Return the deck with changes to each card, that much later."""
    cards = (dataclasses.replace(one, changed=one.changed + seconds, **changes) for one in deck.cards)
    return dataclasses.replace(deck, cards=tuple(cards))


def cards_by_slot(collection: Collection) -> dict[str, object]:
    found = [collection.get_card(card_id) for card_id in collection.find_cards("")]
    return {one.template()["name"]: one for one in found}


def seen(field: str) -> str:
    """Return what a reader sees of a field."""
    return html.unescape(re.sub(r"<[^>]*>", "", field.replace("<br>", "\n")))


def test_counts(collection: Collection):
    log = bring(collection, DECK)
    assert (len(log.new), len(log.conflicting)) == (2, 0)
    assert (collection.note_count(), collection.card_count()) == (2, 5)


def test_a_lent_template_asks_for_typing_only_what_its_card_would(collection: Collection):
    """A second definition lies in a template for blanks, and nobody types a definition."""
    meaning = card(APISERVER, "spare-1", "kube-apiserver의 뜻은?", "관문", direction="term->meaning")
    name = card(APISERVER, "spare-2", "클러스터의 관문은?", "kube-apiserver", direction="meaning->term")
    bring(collection, Deck("둘", (meaning, name)))
    assert ["[[type:" in one.question() for one in cards_by_slot(collection).values()] == [False, True]


def test_a_second_note_holds_what_the_first_cannot(collection: Collection):
    first = card(APISERVER, "spare-1", "하나?", "1", guid="nd-x")
    bring(collection, Deck("둘", (first, card(APISERVER, "spare-1~2", "둘?", "2", guid="nd-x~2"))))
    assert (collection.note_count(), collection.card_count()) == (2, 2)


def every_slot() -> Deck:
    """Return one fact that has a card for every template."""
    return Deck("모두", tuple(card(APISERVER, slot, f"{slot} 질문", f"{slot} 답") for slot in anki_schema.SLOTS))


def test_every_template_shows_its_question_and_answer(collection: Collection):
    bring(collection, every_slot())
    cards = cards_by_slot(collection)
    assert list(cards) == list(anki_schema.SLOTS)
    for slot, one in cards.items():
        question, answer = one.question(), one.answer()
        assert f"{slot} 질문" in html.unescape(question)
        assert f"{slot} 답" not in html.unescape(question)
        assert f"{slot} 질문" in html.unescape(answer)
        assert f"{slot} 답" in seen(answer)
        assert "kubernetes.md:57–58 · 2.1. 컨트롤 플레인 컴포넌트 › 2.1.1. kube-apiserver" in answer
        assert ("[[type:" in question) == (slot in anki_schema.TYPED)


def test_every_template_is_silent_without_its_question(collection: Collection):
    bring(collection, DECK)
    assert collection.card_count() == 5
    report = collection.get_empty_cards()
    assert not report.notes


def test_rendered_command_cards(collection: Collection):
    bring(collection, DECK)
    cards = cards_by_slot(collection)
    answer = cards["purpose->command"].answer()
    assert '<pre class="code"><span class="hk">kubectl</span> rollout undo' in answer
    assert '<span class="hf">--to-revision</span>' in answer
    assert '<div class="notices">노트: <code class="code">--to=revision=2</code></div>' in answer
    question = seen(cards["command->purpose"].question())
    assert COMMAND in question
    assert "명령이 하는 일은?" in question
    assert '<span class="gap">____</span>' in cards["fill-blank-1"].question()
    assert "또는 API 서버" in cards["meaning->term"].answer()


PLACE = {"span": Span("notes/a.md", 1, 4), "text": ""}
LISTING = Fact(label="목록", facet="요소", value=Names(("데드라인", "지역성(노드, 존)")), **PLACE)
STEPS = Fact(label="순서", facet="순서", value=Steps(("검증한다", "저장한다")), **PLACE)


@pytest.mark.parametrize(
    ("fact", "slot", "key", "items"),
    [
        (LISTING, "list-all", "데드라인, 지역성(노드, 존)", ["데드라인", "지역성(노드, 존)"]),
        (STEPS, "list-all", "① 검증한다 ② 저장한다", ["① 검증한다", "② 저장한다"]),
        (APISERVER, "list-all", "가\n나", ["가", "나"]),
        (APISERVER, "contrast", "가: 검색 / 분류 목적 / 나: 다른 목적", ["가: 검색 / 분류 목적", "나: 다른 목적"]),
    ],
)
def test_lists_and_contrasts_are_shown_item_by_item(collection: Collection, fact, slot, key, items):
    bring(collection, Deck("목록", (card(fact, slot, "무엇인가?", key),)))
    answer = cards_by_slot(collection)[slot].answer()
    assert '<ul class="items">' + "".join(f"<li>{item}</li>" for item in items) + "</ul>" in answer


def test_a_retired_note_shows_no_lines(collection: Collection):
    fact = dataclasses.replace(APISERVER, span=Span("notes/a.md", 0, 0), topic=())
    bring(collection, Deck("은퇴", (card(fact, "question", "무엇?", "답", tags=("notedeck::retired",)),)))
    assert '<div class="source">a.md</div>' in cards_by_slot(collection)["question"].answer()


def test_a_command_is_found_without_a_card_that_asks_for_it(collection: Collection):
    fact = Fact(label="x", value=CommandLine(COMMAND, "롤백", "kubectl"), **PLACE)
    stem = f"{COMMAND}는 무엇을 하는가?"
    bring(collection, Deck("명령", (card(fact, "command->purpose", stem, "롤백", kind="command"),)))
    question = cards_by_slot(collection)["command->purpose"].question()
    assert '<code class="code"><span class="hk">kubectl</span>' in question
    assert seen(question).strip().endswith(stem)


def test_typed_answers_are_compared_with_the_plain_answer(collection: Collection):
    bring(collection, DECK)
    cards = cards_by_slot(collection)
    for slot, key in {
        "meaning->term": "kube-apiserver",
        "purpose->command": COMMAND,
        "fill-blank-1": "--to-revision",
    }.items():
        field = re.search(r"\[\[type:(.+?)\]\]", cards[slot].question())
        assert field
        expected = cards[slot].note()[field[1]]
        assert "typeBad" not in collection.compare_answer(expected, key)
        assert "typeBad" in collection.compare_answer(expected, "wrong")


def test_long_answers_are_not_typed(collection: Collection):
    bring(collection, Deck("긴 답", (card(APISERVER, "meaning->term", "무엇?", "아주 " * 20),)))
    assert "[[type:" not in cards_by_slot(collection)["meaning->term"].question()


def test_code_keeps_its_lines_and_signs(collection: Collection):
    manifest = "apiVersion: v1\nkind: ____\nmetadata:\n  name: <name>"
    cards = (
        card(
            ROLLBACK,
            "purpose->command",
            "이어 쓰는 명령은?",
            "kubectl get pods \\\n  -n <namespace> | grep '{{x}}'",
            kind="command",
        ),
        card(APISERVER, "fill-blank-1", f"파드 매니페스트의 빈칸은?\n{manifest}", "Pod", kind="manifest"),
    )
    bring(collection, Deck("코드", cards))
    found = cards_by_slot(collection)
    assert "kubectl get pods \\\n  -n <namespace> | grep '{{x}}'" in seen(found["purpose->command"].answer())
    question = found["fill-blank-1"].question()
    assert '파드 매니페스트의 빈칸은?<pre class="code">' in question
    assert manifest in seen(question)
    assert '<span class="hn">apiVersion</span>' in question


def test_same_file_again_changes_nothing(collection: Collection):
    bring(collection, DECK)
    before = [collection.db.all(f"select * from {table} order by id") for table in ("notes", "cards")]
    note_type = collection.db.all("select * from notetypes"), collection.db.all("select * from templates")
    log = bring(collection, DECK)
    assert (len(log.duplicate), len(log.new), len(log.updated), len(log.conflicting)) == (2, 0, 0, 0)
    assert before == [collection.db.all(f"select * from {table} order by id") for table in ("notes", "cards")]
    assert note_type == (collection.db.all("select * from notetypes"), collection.db.all("select * from templates"))


def test_changed_text_arrives(collection: Collection):
    bring(collection, DECK)
    log = bring(collection, later(DECK, key="고친 답"))
    assert len(log.updated) == 2
    assert "고친 답" in cards_by_slot(collection)["term->meaning"].answer()


def test_unchanged_notes_stay_as_the_learner_edited_them(collection: Collection):
    bring(collection, DECK)
    note = cards_by_slot(collection)["term->meaning"].note()
    note["A term to meaning"] = "내가 쓴 답"
    collection.update_note(note)
    elsewhere = later(Deck(DECK.name, COMMANDS), key="고친 답")
    log = bring(collection, dataclasses.replace(DECK, cards=(*DEFINITION, *elsewhere.cards)))
    assert len(log.updated) == 1
    assert "내가 쓴 답" in cards_by_slot(collection)["term->meaning"].answer()


def review(collection: Collection) -> dict[str, tuple[int, int, int]]:
    """Give every card a history, each its own."""
    for place, one in enumerate(cards_by_slot(collection).values()):
        one.type, one.queue, one.ivl, one.due, one.reps = 2, 2, 10 + place, 100 + place, 3
        collection.update_card(one)
    return history(collection)


def history(collection: Collection) -> dict[str, tuple[int, int, int]]:
    return {slot: (one.ivl, one.due, one.reps) for slot, one in cards_by_slot(collection).items()}


def test_scheduling_survives_edits(collection: Collection):
    bring(collection, DECK)
    before = review(collection)
    log = bring(collection, later(DECK, key="고친 답", stem="고친 질문"))
    assert len(log.updated) == 2
    assert history(collection) == before


def test_a_direction_that_goes_or_comes_leaves_its_siblings_alone(collection: Collection):
    bring(collection, DECK)
    before = review(collection)
    bring(collection, later(dataclasses.replace(DECK, cards=(DEFINITION[1], *COMMANDS)), 60))
    assert history(collection) == before  # Anki deletes no card; the one that went is found by "empty cards"
    more = card(APISERVER, "question", "클라이언트가 처음 만나는 컴포넌트는?", "kube-apiserver")
    bring(collection, later(dataclasses.replace(DECK, cards=(*DEFINITION, more, *COMMANDS)), 120))
    after = history(collection)
    assert after.pop("question")[2] == 0
    assert after == before


def test_a_fact_that_changes_its_kind_keeps_its_note(collection: Collection):
    bring(collection, DECK)
    before = review(collection)
    cards = tuple(dataclasses.replace(one, kind="property") for one in DEFINITION)
    log = bring(collection, later(dataclasses.replace(DECK, cards=(*cards, *COMMANDS))))
    assert (len(log.updated), len(log.conflicting)) == (2, 0)
    assert history(collection) == before


def test_new_cards_come_in_document_order(collection: Collection):
    facts = [dataclasses.replace(APISERVER, label=f"용어 {place}") for place in range(20)]
    cards = [
        card(fact, "term->meaning", f"{fact.label}란?", "뜻", changed=BORN - place) for place, fact in enumerate(facts)
    ]
    bring(collection, Deck("순서", tuple(cards)))
    ordered = [collection.get_card(one).note()["Title"] for one in collection.find_cards("", order="c.due")]
    assert ordered == [fact.label for fact in facts]


def deck_names(collection: Collection) -> list[str]:
    return [entry.name for entry in collection.decks.all_names_and_ids() if entry.id != 1]


def test_several_notes_get_a_subdeck_each(collection: Collection):
    paths = ("/home/me/notes/도커.md", "/home/me/notes/k8s/파드.md", '/home/me/notes/k8s/a::b "c".md')
    facts = [dataclasses.replace(APISERVER, label=path[-6:], span=Span(path, 1, 1)) for path in paths]
    sources = tuple(Source(path, "") for path in paths)
    cards = tuple(card(fact, "term->meaning", "질문?", "답") for fact in facts)
    bring(collection, Deck("공부::쿠버네티스", cards, sources=sources))
    assert deck_names(collection) == [
        "공부",
        "공부::쿠버네티스",
        "공부::쿠버네티스::k8s",
        "공부::쿠버네티스::k8s::a:b 'c'",
        "공부::쿠버네티스::k8s::파드",
        "공부::쿠버네티스::도커",
    ]
    assert collection.decks.card_count(1, include_subdecks=False) == 0
    assert not any("/home/me" in row for row in collection.db.list("select flds || tags from notes"))
    log = bring(collection, Deck("공부::쿠버네티스", cards, sources=sources))
    assert len(log.duplicate) == 3
    assert len(deck_names(collection)) == 6


def test_one_note_alone_needs_no_subdeck(collection: Collection):
    bring(collection, DECK)
    assert deck_names(collection) == ["쿠버네티스"]


@pytest.mark.parametrize("name", ["", "::", 'a"b::::c\x00', " : ", "Default"])
def test_any_deck_name_works(collection: Collection, name: str):
    log = bring(collection, dataclasses.replace(DECK, name=name))
    assert len(log.new) == 2


def test_tags_tell_place_and_kind(collection: Collection):
    cards = (dataclasses.replace(DEFINITION[0], tags=("notedeck::retired", "시험 대비")),)
    bring(collection, Deck("쿠버네티스", cards, tags=("k8s",)))
    assert cards_by_slot(collection)["term->meaning"].note().tags == [
        "k8s",
        "notedeck::kind::definition",
        "notedeck::retired",
        "시험_대비",
        "쿠버네티스::2.1._컨트롤_플레인_컴포넌트::2.1.1._kube-apiserver",
    ]
    assert collection.find_notes("tag:notedeck::retired")


PNG = bytes.fromhex("89504e470d0a1a0a") + b"picture"


def figure(image: str) -> Card:
    fact = Fact(span=Span("notes/a.md", 3, 3), label=image, text="구조", value=Picture(image, "클러스터"))
    return card(fact, "question", f"이 그림이 나타내는 것은? [{image}]", "클러스터", kind="figure")


def test_pictures_travel_with_the_deck(collection: Collection):
    deck = Deck("그림", (figure("img/%EA%B5%AC%EC%A1%B0.PNG"),))
    assert pictures(deck) == ("notes/img/구조.PNG",)
    bring(collection, deck, {"notes/img/구조.PNG": PNG, "notes/img/other.png": b"unused"})
    name = f"notedeck-{hashlib.sha256(PNG).hexdigest()[:20]}.png"
    assert os.listdir(collection.media.dir()) == [name]
    question = cards_by_slot(collection)["question"].question()
    assert f'이 그림이 나타내는 것은?<img class="picture" src="{name}">' in question
    assert not collection.media.check().missing


def test_a_missing_picture_is_a_problem():
    deck = Deck("그림", (figure("img/none.png"), *DECK.cards))
    (problem,) = anki.check(deck)
    assert problem.message == (
        "picture \"notes/img/none.png\" was not found: card '이 그림이 나타내는 것은? [img/none.png]' is left out"
    )


def test_a_card_without_its_picture_is_left_out(collection: Collection):
    bring(collection, Deck("그림", (figure("img/none.png"), *DECK.cards)))
    assert collection.card_count() == len(DECK.cards)


def test_what_no_template_shows_is_a_problem():
    cards = (
        card(APISERVER, "fill-blank-13", "열셋째 ____", "답"),
        card(APISERVER, "term->meaning", "첫째?", "답"),
        card(APISERVER, "term->meaning", "둘째?", "답"),
        card(APISERVER, "question", "\x00 ", "답"),
    )
    assert [problem.message for problem in anki.check(Deck("x", cards))] == [
        "no Anki template for slot \"fill-blank-13\": card '열셋째 ____' is left out",
        "slot \"term->meaning\" is taken: card '둘째?' is left out",
        "card \"question\" of 'kube-apiserver' is empty and left out",
    ]


def test_a_guid_on_two_facts_is_refused():
    other = dataclasses.replace(COMMANDS[0], guid=DEFINITION[0].guid)
    with pytest.raises(NotedeckError, match="stands on two facts: 'kube-apiserver' and 'kubectl rollout undo'"):
        anki.render(Deck("x", (DEFINITION[0], other)))


def test_an_empty_guid_is_refused():
    with pytest.raises(NotedeckError, match="has no guid"):
        anki.render(Deck("x", (dataclasses.replace(DEFINITION[0], guid=""),)))


def test_two_decks_of_the_same_second_do_not_meet(collection: Collection):
    bring(collection, dataclasses.replace(DECK, cards=DEFINITION))
    bring(collection, Deck("다른 덱", COMMANDS))
    assert (collection.note_count(), collection.card_count()) == (2, 5)
    assert set(deck_names(collection)) == {"쿠버네티스", "다른 덱"}


DIGEST = "import hashlib; from tests.test_anki import *; print(hashlib.sha256(anki.render(DECK)).hexdigest())"


def test_same_bytes_in_every_process():
    root = Path(__file__).parents[1]
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)},
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("77", "Asia/Seoul"))
    }
    assert digests == {hashlib.sha256(anki.render(DECK)).hexdigest() + "\n"}


def test_an_empty_deck_is_a_package(collection: Collection):
    assert not bring(collection, Deck("빈 덱")).new


# Whoever changes the note type reads this: fields and templates are frozen (Anki would mark every note "conflicting"),
# and a change of the look reaches learners only if `anki_schema.CHANGED` is raised with it.
FROZEN_SCHEMA = "399cbbd17b6ec79f"
FROZEN_LOOK = "03642c8f0374fc5d"


def test_the_note_type_is_frozen():
    names = json.dumps([anki_schema.FIELDS, anki_schema.SLOTS, anki_schema.NOTE_TYPE_ID])
    look = json.dumps([anki_schema.CHANGED, anki_schema.templates(), anki_schema.css()])
    assert hashlib.sha256(names.encode()).hexdigest()[:16] == FROZEN_SCHEMA
    assert hashlib.sha256(look.encode()).hexdigest()[:16] == FROZEN_LOOK


def test_a_new_look_arrives(collection: Collection, monkeypatch: pytest.MonkeyPatch):
    bring(collection, DECK)
    monkeypatch.setattr(anki_schema, "CHANGED", anki_schema.CHANGED + 1)
    monkeypatch.setattr(anki_schema, "css", lambda: ".card { color: red }")
    log = bring(collection, DECK)
    assert not log.conflicting
    assert collection.models.by_name(anki_schema.NAME)["css"] == ".card { color: red }"


def test_the_package_has_no_time_in_it():
    with zipfile.ZipFile(io.BytesIO(anki.render(DECK))) as archive:
        assert {info.date_time for info in archive.infolist()} == {anki.ZIP_DATE}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.lists(
    st.sampled_from(
        [
            "{{c1::",
            "}}",
            "{{",
            "[[type:",
            "]]",
            "[sound:x]",
            "[latex]",
            "[$]",
            "\\(",
            "\\)",
            "\\begin{",
            "<script>",
            "</script>",
            "]]>",
            "<!--",
            "&",
            "&lt;",
            "&amp;",
            "____",
            "\x00",
            "\x1f",
            "\n",
            "a",
        ]
    ),
    max_size=6,
).map("".join)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    opened = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    yield opened
    opened.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(TEXTS, min_size=8, max_size=8), kind=st.sampled_from(["definition", "command", "manifest"]))
@example(
    texts=["{{c1::a}}", "}}", "<script>alert(1)</script>", "]]>", "a\x00b", "[sound:a.mp3]", "[[type:x]]", "\\(x\\)"],
    kind="command",
)
def test_any_text_reaches_the_reader(shared: Collection, texts: list[str], kind: str):
    shared.remove_notes(shared.find_notes(""))
    slots = ("purpose->command", "command->purpose", "fill-blank-1", "question")
    pairs = list(zip(slots, texts[:4], texts[4:], strict=True))
    fact = dataclasses.replace(APISERVER, label=texts[0], topic=tuple(texts[1:3]))
    cards = (card(fact, slot, stem, key, kind=kind, tags=(texts[4],), notices=(texts[5],)) for slot, stem, key in pairs)
    bring(shared, Deck(texts[3], tuple(cards), tags=(texts[6],)))
    found = cards_by_slot(shared)
    wanted = {slot: (stem, key) for slot, stem, key in pairs if clean(stem).strip() and clean(key).strip()}
    assert set(found) == set(wanted)
    for slot, (stem, key) in wanted.items():
        assert squeezed(stem) in squeezed(seen(found[slot].question()))
        assert squeezed(key) in squeezed(seen(found[slot].answer()))
        assert not found[slot].question_av_tags()
        assert found[slot].question().count("[[type:") <= 1
        assert squeezed(texts[5]).replace("`", "") in squeezed(seen(found[slot].answer())).replace("`", "")
        assert "<script" not in found[slot].answer()


def squeezed(text: str) -> str:
    """Return the text as Anki keeps it, without spaces: a block of code starts a line of its own."""
    plain = re.sub(
        r"\\[()\[\]]|\$", "", unicodedata.normalize("NFC", clean(text))
    )  # a formula's marks are MathJax's there
    return "".join(plain.split())
