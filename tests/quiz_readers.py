"""Readers of quiz formats that are not ours to write: strict, small, and knowing nothing of how they are made."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree as ET

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"


@dataclass
class Question:
    """A question as a platform would read it: `right` and `wrong` are texts, `pairs` are (prompt, answer)."""

    kind: str
    text: str
    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    why: str = ""
    points: float = 0.0


def gift(data: bytes) -> list[Question]:
    """Read GIFT by its description: one question a paragraph, `\\` before a mark of its own."""
    found = []
    for block in re.split(r"\n\s*\n", data.decode().strip()):
        lines = [line for line in block.split("\n") if not line.startswith("//")]
        assert len(lines) == 1, "a question of ours is one line"
        found.append(_gift_question(lines[0]))
    return found


def _gift_question(line: str) -> Question:
    tokens = re.findall(r"\\.|->|.", line)
    assert all(re.fullmatch(r"\\[\\~=#{}:n]", token) for token in tokens if token[0] == "\\"), line
    assert tokens[:2] == [":", ":"]
    end = next(i for i in range(2, len(tokens)) if tokens[i] == tokens[i + 1] == ":")
    rest = tokens[end + 2 :]
    form = "".join(rest[: rest.index("]") + 1])
    assert form in ("[plain]", "[html]")
    rest = rest[len(form) :]
    assert rest.count("{") == rest.count("}") == 1, line
    opening, closing = rest.index("{"), rest.index("}")
    assert opening < closing
    assert rest[:opening], "a question that is nothing but its answers is refused by some"
    assert closing == len(rest) - 1
    found = _gift_answers(_ungift(rest[:opening]), rest[opening + 1 : closing])
    return _shown_html(found) if form == "[html]" else found


def _shown_html(question: Question) -> Question:
    def plain(text: str) -> str:
        return html.unescape(text.replace("<br>", "\n"))

    pairs = [(plain(one), plain(other)) for one, other in question.pairs]
    right, wrong = [*map(plain, question.right)], [*map(plain, question.wrong)]
    text, spare = plain(question.text), [*map(plain, question.spare)]
    return replace(question, text=text, right=right, wrong=wrong, pairs=pairs, spare=spare)


def _gift_answers(text: str, tokens: list[str]) -> Question:
    general = next((at for at in range(len(tokens)) if tokens[at : at + 4] == ["#"] * 4), len(tokens))
    why, tokens = _ungift(tokens[general + 4 :]), tokens[:general]
    if "".join(tokens) in ("T", "F"):
        return Question("true-false", text, ["".join(tokens)], why=why)
    if not tokens:
        return Question("essay", text, why=why)
    answers: list[tuple[str, list[str]]] = []
    for token in tokens:
        if token in "=~" and len(token) == 1:
            answers.append((token, []))
        else:
            assert answers or token == " ", "an answer begins with = or ~"
            assert token not in "{}", "a mark without its backslash"
            if answers:
                answers[-1][1].append(token)
    if all("->" in found for _mark, found in answers):
        cut = [(found[: found.index("->")], found[found.index("->") + 1 :]) for _mark, found in answers]
        pairs = [(_ungift(one), _ungift(other)) for one, other in cut]
        spare = [other for one, other in pairs if not one]
        return Question("matching", text, pairs=[pair for pair in pairs if pair[0]], spare=spare, why=why)
    assert not any("->" in found for _mark, found in answers), "an arrow makes a pair"
    cut_off = [(mark, found[: found.index("#")] if "#" in found else found) for mark, found in answers]
    right = [_ungift(found) for mark, found in cut_off if mark == "="]
    wrong = [_ungift(found) for mark, found in cut_off if mark == "~"]
    if wrong:
        return Question("choice", text, right, wrong, why=why)
    assert not any(re.search(r"(?<!\\)\*", one) for one in right), "a star that stands for anything"
    return Question("short", text, [one.replace("\\*", "*") for one in right], why=why)


def _ungift(tokens: list[str]) -> str:
    return "".join("\n" if token == "\\n" else token[-1] if token[0] == "\\" else token for token in tokens).strip()


def moodle(data: bytes) -> list[Question]:
    """Read Moodle XML as its importer does: types, fractions, texts; the first question is the category."""
    root = ET.fromstring(data)
    assert root.tag == "quiz"
    assert root[0].get("type") == "category"
    assert root[0].findtext("category/text", "").startswith("$course$/")
    return [_moodle_question(question) for question in root[1:]]


def _moodle_question(question: ET.Element) -> Question:
    kind = question.get("type", "")
    assert question.findtext("name/text")
    assert float(question.findtext("defaultgrade", "0")) > 0
    body = question.find("questiontext")
    assert body is not None
    assert body.get("format") == "html"
    found = Question(kind, html_text(body.findtext("text", "")))
    for answer in question.findall("answer"):
        text = answer.findtext("text", "")
        assert answer.get("fraction") in ("0", "100")
        assert text.strip()
        (found.right if answer.get("fraction") == "100" else found.wrong).append(text.replace("\\*", "*"))
    for sub in question.findall("subquestion"):
        shown, own = sub.findtext("text", ""), sub.findtext("answer/text", "")
        if shown:
            found.pairs.append((html_text(shown), own))
        else:
            found.spare.append(own)
    found.why = html_text(question.findtext("generalfeedback/text", ""))
    found.points = float(question.findtext("defaultgrade", "0"))
    if kind in ("multichoice", "truefalse"):
        assert len(found.right) == 1
    if kind == "multichoice":
        assert question.findtext("single") == "true"
    if kind == "matching":
        assert len(found.pairs) >= 2
    if kind == "essay":
        found.right = html_text(question.findtext("graderinfo/text", "")).split("\n")
    return found


def html_text(source: str) -> str:
    """Return the text of a piece of HTML as a browser shows it; every tag must be closed."""
    assert re.fullmatch(r"<p>(?:[^<>]|<br>)*</p>", source), source
    return html.unescape(re.sub(r"<br>", "\n", source[3:-4]))


_INTERACTIONS = {
    "choiceInteraction": "choice",
    "matchInteraction": "matching",
    "orderInteraction": "order",
    "textEntryInteraction": "short",
    "extendedTextInteraction": "essay",
}
_ITEM_ORDER = ("responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback")
_IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")


def qti(data: bytes) -> list[Question]:
    """Read a QTI 2.1 package: every file declared, every identifier known, every interaction with its response."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        manifest = ET.fromstring(package.read("imsmanifest.xml"))
        resources = {one.get("identifier"): one for one in manifest.iter(f"{CP}resource")}
        assert {file.get("href") for file in manifest.iter(f"{CP}file")} == set(names) - {"imsmanifest.xml"}
        assert all(one.get("identifierref") in resources for one in manifest.iter(f"{CP}dependency"))
        test = ET.fromstring(package.read("test.xml"))
        assert test.tag == f"{QTI}assessmentTest"
        order = [one.get("href", "") for one in test.iter(f"{QTI}assessmentItemRef")]
        assert sorted(order) == sorted(name for name in names if name.startswith("items/"))
        return [_qti_item(ET.fromstring(package.read(name))) for name in order]


def _qti_item(item: ET.Element) -> Question:
    tags = [child.tag.removeprefix(QTI) for child in item]
    assert tags == sorted(tags, key=_ITEM_ORDER.index), tags
    for name in ("identifier", "title", "adaptive", "timeDependent"):
        assert item.get(name)
    assert _IDENTIFIER.fullmatch(item.get("identifier", ""))
    body = item.find(f"{QTI}itemBody")
    assert body is not None
    found = [element for element in body.iter() if element.tag.removeprefix(QTI) in _INTERACTIONS]
    assert len(found) == 1
    response = item.find(f"{QTI}responseDeclaration")
    assert response is not None
    assert found[0].get("responseIdentifier") == response.get("identifier")
    question = _qti_question(body, found[0], response)
    question.why = "\n".join(p.text or "" for p in item.iterfind(f"{QTI}modalFeedback/{QTI}p"))
    question.points = _qti_points(item, response)
    return question


def _qti_points(item: ET.Element, response: ET.Element) -> float:
    """Return the most that an item says it gives, once every way of saying it agrees."""
    declared = {one.get("identifier"): one for one in item.iterfind(f"{QTI}outcomeDeclaration")}
    most = float(declared["MAXSCORE"].findtext(f"{QTI}defaultValue/{QTI}value", ""))
    assert float(declared["SCORE"].get("normalMaximum", "")) == most
    entries = [float(entry.get("mappedValue", "")) for entry in response.iter(f"{QTI}mapEntry")]
    if entries and response.get("cardinality") == "multiple":
        assert abs(sum(entries) - most) < 0.001
    elif entries:
        assert max(entries) == most
    given = item.findtext(f"{QTI}responseProcessing//{QTI}setOutcomeValue/{QTI}baseValue")
    assert given is None or float(given) == most
    return most


def _qti_question(body: ET.Element, interaction: ET.Element, response: ET.Element) -> Question:
    kind = _INTERACTIONS[interaction.tag.removeprefix(QTI)]
    choices = {one.get("identifier"): "".join(one.itertext()) for one in interaction.iter() if one.get("identifier")}
    right = [value.text or "" for value in response.iter(f"{QTI}value")]
    prompt = interaction.find(f"{QTI}prompt")
    paragraphs = [p for p in body.findall(f"{QTI}p") if "".join(p.itertext())]
    for p in paragraphs:
        assert p.text is not None, "a field within a sentence is dropped by some readers"
        assert p.find(f"{QTI}textEntryInteraction") is None
    parts = [*("".join(p.itertext()) for p in paragraphs), *([prompt.text or ""] if prompt is not None else [])]
    text = "\n".join(parts).replace("________", " ")
    question = Question(kind, text)
    if kind == "matching":
        pairs = [value.split(" ") for value in right]
        question.pairs = [(choices[one], choices[other]) for one, other in pairs]
        used = {name for pair in pairs for name in pair}
        question.spare = [text for name, text in choices.items() if name not in used]
    elif kind in ("choice", "order"):
        assert all(value in choices for value in right)
        question.right = [choices[value] for value in right]
        question.wrong = [text for name, text in choices.items() if name not in right]
    else:
        mapped = [entry.get("mapKey", "") for entry in response.iter(f"{QTI}mapEntry")]
        assert kind == "essay" or right[0] in mapped
        question.right = mapped
    return question
