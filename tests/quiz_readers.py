"""Readers of quiz formats that are not ours to write: strict, small, and knowing nothing of how they are made."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
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
    assert "".join(rest[:7]) == "[plain]"
    rest = rest[7:]
    assert rest.count("{") == rest.count("}") == 1, line
    opening, closing = rest.index("{"), rest.index("}")
    assert opening < closing
    text = _ungift(rest[:opening] + rest[closing + 1 :])
    return _gift_answers(text, rest[opening + 1 : closing])


def _gift_answers(text: str, tokens: list[str]) -> Question:
    if "".join(tokens) in ("T", "F"):
        return Question("true-false", text, ["".join(tokens)])
    if not tokens or tokens[0] == "#":
        return Question("essay", text, [_ungift([token for token in tokens if token != "#"])])
    answers: list[tuple[str, list[str]]] = []
    for token in tokens:
        if token in "=~" and len(token) == 1:
            answers.append((token, []))
        else:
            assert answers or token == " ", "an answer begins with = or ~"
            assert token not in "#{}", "a mark without its backslash"
            if answers:
                answers[-1][1].append(token)
    if all("->" in found for _mark, found in answers):
        cut = [(found[: found.index("->")], found[found.index("->") + 1 :]) for _mark, found in answers]
        return Question("matching", text, pairs=[(_ungift(one), _ungift(other)) for one, other in cut])
    right = [_ungift(found) for mark, found in answers if mark == "="]
    wrong = [_ungift(found) for mark, found in answers if mark == "~"]
    return Question("choice" if wrong else "short", text, right, wrong)


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
        found.pairs.append((html_text(sub.findtext("text", "")), sub.findtext("answer/text", "")))
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
    import html

    assert re.fullmatch(r"<p>(?:[^<>]|<br>)*</p>", source), source
    return html.unescape(re.sub(r"<br>", "\n", source[3:-4]))


_INTERACTIONS = {
    "choiceInteraction": "choice",
    "matchInteraction": "matching",
    "orderInteraction": "order",
    "textEntryInteraction": "short",
    "extendedTextInteraction": "essay",
}
_ITEM_ORDER = ("responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing")
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
    assert tags == [tag for tag in _ITEM_ORDER if tag in tags], tags
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
    return _qti_question(body, found[0], response)


def _qti_question(body: ET.Element, interaction: ET.Element, response: ET.Element) -> Question:
    kind = _INTERACTIONS[interaction.tag.removeprefix(QTI)]
    choices = {one.get("identifier"): "".join(one.itertext()) for one in interaction.iter() if one.get("identifier")}
    right = [value.text or "" for value in response.iter(f"{QTI}value")]
    prompt = interaction.find(f"{QTI}prompt")
    paragraphs = [p for p in body.findall(f"{QTI}p") if "".join(p.itertext())]
    text = (prompt.text or "") if prompt is not None else "\n".join("".join(p.itertext()) for p in paragraphs)
    question = Question(kind, text)
    if kind == "matching":
        pairs = [value.split(" ") for value in right]
        question.pairs = [(choices[one], choices[other]) for one, other in pairs]
    elif kind in ("choice", "order"):
        assert all(value in choices for value in right)
        question.right = [choices[value] for value in right]
        question.wrong = [text for name, text in choices.items() if name not in right]
    else:
        mapped = [entry.get("mapKey", "") for entry in response.iter(f"{QTI}mapEntry")]
        assert kind == "essay" or right[0] in mapped
        question.right = mapped
    return question
