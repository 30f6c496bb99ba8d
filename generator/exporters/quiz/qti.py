"""The quiz as an IMS QTI 2.1 package: a zip of a manifest, a test and one file an item."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from generator.exporters.quiz.paper import Format, Paper, accepted, feedback, is_free_text, label, sections
from generator.exporters.quiz.xml import bytes_of, child, legal
from generator.items import Item
from generator.items.words import BLANK

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
# The earliest date that a zip can hold: the same quiz is the same bytes.
_DATE = (1980, 1, 1, 0, 0, 0)


def _render(paper: Paper) -> bytes:
    parts = {"imsmanifest.xml": _manifest(paper), "test.xml": _test(paper)}
    parts |= {f"items/{_name(item)}.xml": _assessment_item(paper, item) for item in paper.items}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            package.writestr(info, content)
    return buffer.getvalue()


def _name(item: Item) -> str:
    return f"item-{item.number:04}"


def _root(tag: str, namespace: str, schema: str, **attributes: str) -> ET.Element:
    location = f"{namespace} {schema}"
    named = {name: legal(value) for name, value in attributes.items()}
    return ET.Element(tag, {"xmlns": namespace, "xmlns:xsi": _XSI, "xsi:schemaLocation": location, **named})


def _manifest(paper: Paper) -> bytes:
    schema = "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
    root = _root("manifest", _CP, schema, identifier=f"notedeck-{paper.versions[0].code}")
    metadata = child(root, "metadata")
    child(metadata, "schema", "QTIv2.1 Package")
    child(metadata, "schemaversion", "1.0.0")
    child(root, "organizations")
    resources = child(root, "resources")
    test = child(resources, "resource", identifier="test", type="imsqti_test_xmlv2p1", href="test.xml")
    child(test, "file", href="test.xml")
    for item in paper.items:
        child(test, "dependency", identifierref=_name(item))
    for item in paper.items:
        href = f"items/{_name(item)}.xml"
        resource = child(resources, "resource", identifier=_name(item), type="imsqti_item_xmlv2p1", href=href)
        child(resource, "file", href=href)
    return bytes_of(root)


# What stands for a blank in a sentence.
GAP = "________"
_XSD = "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"


def _test(paper: Paper) -> bytes:
    root = _root("assessmentTest", QTI, _XSD, identifier="test", title=_title(paper.title))
    part = child(root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="simultaneous")
    for name, items in sections(paper.versions[0]):
        title = label(paper.language, name)
        section = child(part, "assessmentSection", identifier=f"section-{name}", title=title, visible="true")
        for item in items:
            child(section, "assessmentItemRef", identifier=_name(item), href=f"items/{_name(item)}.xml")
    return bytes_of(root)


def _title(text: str) -> str:
    return " ".join(text.split())[:120] or "-"


def _assessment_item(paper: Paper, item: Item) -> bytes:
    root = _root(
        "assessmentItem", QTI, _XSD,
        identifier=_name(item), title=_title(item.stem), adaptive="false", timeDependent="false",
        label=item.card.id or _name(item), toolName="notedeck",
    )  # fmt: skip
    root.set("{http://www.w3.org/XML/1998/namespace}lang", paper.language)
    _declare(root, paper, item)
    _outcomes(root, item)
    body = child(root, "itemBody")
    if item.front:
        child(body, "p", item.front, **{"class": "front"})
    _INTERACTIONS[_kind(paper, item)](body, item)
    rubric = child(body, "rubricBlock", view="scorer tutor")
    for line in feedback(paper, item).split("\n"):
        child(rubric, "p", line)
    if not is_free_text(paper, item):
        _processing(root, item)
    shown = child(root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier="why", showHide="show")
    for line in feedback(paper, item).split("\n"):
        child(shown, "p", line)
    return bytes_of(root)


def _kind(paper: Paper, item: Item) -> str:
    return "list" if is_free_text(paper, item) else item.type


def _outcomes(root: ET.Element, item: Item) -> None:
    """Declare the score, the most that it can be, and the feedback that is always shown once it is answered."""
    points = str(item.points)
    score = child(
        root, "outcomeDeclaration",
        identifier="SCORE", cardinality="single", baseType="float", normalMaximum=points, normalMinimum="0",
    )  # fmt: skip
    child(child(score, "defaultValue"), "value", "0")
    most = child(root, "outcomeDeclaration", identifier="MAXSCORE", cardinality="single", baseType="float")
    child(child(most, "defaultValue"), "value", points)
    why = child(root, "outcomeDeclaration", identifier="FEEDBACK", cardinality="single", baseType="identifier")
    child(child(why, "defaultValue"), "value", "why")


def _processing(root: ET.Element, item: Item) -> None:
    """Mark by the mapping, which gives part of the points for part of the pairs; an order is right as a whole."""
    if item.type != "order":
        child(root, "responseProcessing", template=f"{_TEMPLATES}map_response")
        return
    condition = child(child(root, "responseProcessing"), "responseCondition")
    right = child(condition, "responseIf")
    match = child(right, "match")
    child(match, "variable", identifier="RESPONSE")
    child(match, "correct", identifier="RESPONSE")
    child(child(right, "setOutcomeValue", identifier="SCORE"), "baseValue", str(item.points), baseType="float")


def _declare(root: ET.Element, paper: Paper, item: Item) -> None:
    """Declare the response with its right values and what each is worth."""
    cardinality, base, right = _right(paper, item)
    response = child(root, "responseDeclaration", identifier="RESPONSE", cardinality=cardinality, baseType=base)
    if not right:
        return
    values = child(response, "correctResponse")
    for value in right:
        child(values, "value", value)
    if cardinality == "ordered":
        return
    mapping = child(response, "mapping", defaultValue="0", lowerBound="0", upperBound=str(item.points))
    entries = accepted(paper, item) if base == "string" else right
    share = item.points / len(right)
    for value in entries:
        held = {"caseSensitive": "true" if item.type == "command" else "false"} if base == "string" else {}
        child(mapping, "mapEntry", mapKey=value, mappedValue=f"{share:.6g}", **held)


def _right(paper: Paper, item: Item) -> tuple[str, str, list[str]]:
    ids = _ids(item)
    if item.type in ("multiple-choice", "true-false"):
        return "single", "identifier", [ids[item.key]]
    if item.type == "order":
        return "ordered", "identifier", [ids[text] for text in item.answers]
    if item.type == "matching":
        return "multiple", "directedPair", [f"P{n} {ids[text]}" for n, text in enumerate(item.answers, 1)]
    return "single", "string", [] if is_free_text(paper, item) else [item.key]


def _ids(item: Item) -> dict[str, str]:
    return {text: f"C{number}" for number, text in enumerate(item.choices, 1)}


def _lines(parent: ET.Element, text: str) -> None:
    for line in text.split("\n"):
        child(parent, "p", line)


def _choice(body: ET.Element, item: Item) -> None:
    interaction = child(body, "choiceInteraction", responseIdentifier="RESPONSE", shuffle="false", maxChoices="1")
    child(interaction, "prompt", item.stem)
    for text, name in _ids(item).items():
        child(interaction, "simpleChoice", text, identifier=name)


def _order(body: ET.Element, item: Item) -> None:
    interaction = child(body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="false")
    child(interaction, "prompt", item.stem)
    for text, name in _ids(item).items():
        child(interaction, "simpleChoice", text, identifier=name)


def _match(body: ET.Element, item: Item) -> None:
    most = str(len(item.prompts))
    interaction = child(body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="false", maxAssociations=most)
    child(interaction, "prompt", item.stem)
    prompts = ((f"P{number}", text) for number, text in enumerate(item.prompts, 1))
    _match_set(interaction, prompts)
    _match_set(interaction, ((name, text) for text, name in _ids(item).items()))


def _match_set(interaction: ET.Element, choices: Iterable[tuple[str, str]]) -> None:
    group = child(interaction, "simpleMatchSet")
    for name, text in choices:
        child(group, "simpleAssociableChoice", text, identifier=name, matchMax="1")


def _entry(body: ET.Element, item: Item) -> None:
    """The gap is text, since readers drop a field within a sentence; the field has a line of its own."""
    _lines(body, item.stem.replace(BLANK, GAP))
    length = str(max(10, len(item.key) + 5))
    child(child(body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength=length)


def _extended(body: ET.Element, item: Item) -> None:
    lines = str(max(len(item.answers), 3))
    interaction = child(body, "extendedTextInteraction", responseIdentifier="RESPONSE", expectedLines=lines)
    child(interaction, "prompt", item.stem)


_INTERACTIONS = {
    "multiple-choice": _choice,
    "true-false": _choice,
    "matching": _match,
    "order": _order,
    "blank": _entry,
    "short-answer": _entry,
    "command": _entry,
    "list": _extended,
}

FORMAT = Format(".qti.zip", _render, one_version=True)
