"""Break each rule of the middle once, and see whether a test notices: python -m tests.benchmarks.mutate [NAME…] [--jobs N].

Each mutation is made in a copy of the package in a folder of its own; the fast tests of the middle run against it in one
process. To reach: 90 % noticed. A survivor is a rule that no fixture holds; a mutation that no longer applies is told
too, for its rule has moved. NAME picks the mutations whose place or name holds it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = tuple(
    f"tests/test_{name}.py"
    for name in ("choose", "features", "outline", "frames", "faults_rules", "accounting", "cards")
)
LONGEST = 240  # seconds for the tests against one mutation, on a loaded machine
TO_REACH = 0.9


@dataclass(frozen=True, slots=True)
class Mutation:
    """One rule broken: `old`, which stands once in the module, becomes `new`."""

    module: str
    name: str
    old: str
    new: str


def _of(module: str, *rows: tuple[str, str, str]) -> tuple[Mutation, ...]:
    return tuple(Mutation(module, *row) for row in rows)


MUTATIONS = (
    *_of(
        "outline/roles",
        ("an O alone is a quiz", "if verdict and _marks_verdicts(peers):", "if verdict:"),
        ("no line is aside", "    if _URL.search(text) and len", "    if not _URL.search(text) and len"),
        ("hearsay is a statement", '    ("hearsay", Role.CHATTER, "hearsay"),\n', ""),
        ("a pointer is a statement", '    ("pointer", Role.POINTER, "points at another place"),\n', ""),
        ("no answer beside its question", 'if speech.LEXICON["answer-mark"].match(text) and any(', 'if False and any('),
        ("no line is printed", "if output.is_output(text) and not speech", "if False and not speech"),
        ("a question is a statement", '    if speech.LEXICON["question"].search(text):\n        return Verdict(Role.QUESTION, "ends as a question", 0.9, text)\n    parts = labels.split(text)\n    if parts:', '    parts = labels.split(text)\n    if parts:'),
        ("a dash always splits", 'if parts.mark in ("-", "=", "→", ";") and not marked', 'if parts.mark in () and not marked'),
        ("an empty value is a meaning", 'if speech.LEXICON["nothing"].match(value):', "if False:"),
        ("a purpose beside its command is a term", "if is_command(value, scene) and not is_command(label, scene):", "if False:"),
        ("a command beside its purpose is a term", 'if is_command(label, scene) and len(label.split()) > 1 and not names:', 'if False:'),
        ("a known name is as sure as any", 'sure, why = 0.9, "a name that the subject knows"', 'sure, why = 0.4, "a name that the subject knows"'),
        ("a gloss says nothing", 'sure, why = 0.75, "a marked or glossed name"', 'sure, why = 0.4, "a marked or glossed name"'),
        ("a name with a digit is sure", "        sure -= 0.25\n    if scene.speech.clause", "        sure -= 0.0\n    if scene.speech.clause"),
        ("sources are a section", 'if speech.LEXICON["meta-heading"].search', 'if False and speech.LEXICON["meta-heading"].search'),
        ("examples are a section", 'if speech.LEXICON["sample-heading"].search', 'if False and speech.LEXICON["sample-heading"].search'),
        ("란 asks nothing", 'if asked != text and len(_unglossed(asked)) <= LONGEST_TERM', 'if False and len(_unglossed(asked)) <= LONGEST_TERM'),
        ("a deed above a fence is a topic", "if first is not None and first.kind == BlockKind.FENCE and is_deed", "if False and is_deed"),
        ("a syntax line is a topic", "if syntax and first is not None", "if False and first is not None"),
        ("no class has members", "if _is_class(block, label, scene) or (_holds_names(kids, speech) and speech.class_noun(label)):", "if False:"),
        ("a command defines", "        or is_command(text, scene)\n", ""),
        ("any line expands an abbreviation", "sum(letter in initials for letter in letters) >= max(2, min(len(words), len(letters)) - 1)", "True"),
    ),
    *_of(
        "outline/__init__",
        ("explanations never stand below", "return under >= 3 and under > over", "return False"),
        ("two printed lines are no run", "return found if len(found) >= 3 else set()", "return set()"),
        ("a section of sources is like any", 'silent or ("printed by', '"" or ("printed by'),
        ("a manifest is a program", '        return Verdict(Role.CODE, "a manifest", 0.9)', '        return Verdict(Role.CODE, "a fence", 0.9)'),
        ("a fence of output is code", "Role.OUTPUT if printed > MOSTLY_OUTPUT else Role.CODE", "Role.CODE"),
        ("a label of commands is like any", 'return replace(verdict, facet="command") if named else verdict', "return verdict"),
        ("a comment of code is a heading", "if not opens and _is_comment(block):", "if False:"),
    ),
    *_of(
        "outline/paths",
        ("dates stay", 'speech.LEXICON["date"].sub(" ", _FILE.sub(" ", text))', '_FILE.sub(" ", text)'),
        ("numbers stay", 'speech.LEXICON["heading-number"].sub("", _BARE_NUMBER.sub("", text)).strip()\n    return text', 'text.strip()\n    return text'),
        ("long steps stay", "    if len(text) > LONGEST_STEP or speech", "    if False or speech"),
        ("noise stays at the end", 'cut = re.sub(rf"(?:^|\\s)(?:{noise})$", "", text, flags=re.IGNORECASE).strip(" ,-–—:|")', 'cut = text'),
    ),
    *_of(
        "outline/labels",
        ("brackets guard nothing", "depth += 1", "depth += 0"),
        ("code guards nothing", 'inside.append(bool(code) or depth > 0)', "inside.append(depth > 0)"),
        ("a sentence before a colon is a label", 'r"https?$|[.?!]\\s|다$"', 'r"https?$"'),
        ("a long clause is a label", "LONGEST_LABEL = 60", "LONGEST_LABEL = 600"),
        ("a thousand is two items", 'r",(?!\\d)\\s*"', 'r",\\s*"'),
    ),
    *_of(
        "outline/facets",
        ("a long label names an aspect", "LONGEST = 24", "LONGEST = 240"),
        ("a count hides the aspect", 'words = _COUNT.sub(" ", bare).split()\n    if not words', "words = bare.split()\n    if not words"),
        ("no ending names an aspect", 'if code == "ko" and len(words) <= 2 and not last.isascii():', 'if False:'),
    ),
    *_of(
        "outline/output",
        ("a prompt is prose", "(_PROMPT, _LISTING", "(_LISTING"),
        ("a log is prose", "_LISTING, _LOG, ", "_LISTING, "),
        ("columns are prose", "return bool(_COLUMNS.search(line)) and not HANGUL.search(line)", "return False"),
        ("Korean columns are printed", "and not HANGUL.search(line)", ""),
    ),
    *_of(
        "outline/nesting",
        ("bullets stay beside their number", "if len(opens) < 2:", "if True:"),
        ("no line announces its list", "return text.endswith((\":\", \"：\")) or is_opener(text, speech)", "return False"),
        ("a sentence opens lines", "labels.split(text) or speech.is_sentence(text):", "labels.split(text):"),
        ("syntax lines end their bullet", "if last is not None and last.kind", "if False and last.kind"),
    ),
    *_of(
        "patterns/site",
        ("an alias is another thing", "if mine & theirs:", "if mine == theirs and False:"),
        ("a thing alone has a class", "if site.node.role in (Role.TERM, Role.ITEM) and not _is_main_form(site):", "if False:"),
        ("an option has no class", 'if site.node.role == Role.TERM and site.node.label.startswith("-"):', "if False:"),
        ("bold marks nothing", 'found = re.findall(r"\\*\\*(.+?)\\*\\*|__(.+?)__|`([^`]+)`", node.block.raw)', "found: list[tuple[str, ...]] = []"),
    ),
    *_of(
        "patterns/aspect",
        ("every list is closed", 'closed = not site.note.speech.LEXICON["open-list"].search(node.value)', "closed = True"),
        ("one item is a list", "    if not FEWEST <= len(items) <= MOST:\n", "    if False:\n"),
        ("steps are a list", 'if node.facet == "steps" or', "if"),
        ("a definition is an aspect", 'if node.facet == "meaning":\n        yield from', 'if False:\n        yield from'),
    ),
    *_of(
        "patterns/command",
        ("two commands under a comment", 'told = len(comments) == 1 and len(commands) == 1', 'told = len(comments) == 1'),
        ("no comment stands behind", 'if line.comment and not told:', 'if False:'),
        ("explanations are looked for above", "owner = _below(site) if site.note.below else _above(site)", "owner = _above(site)"),
        ("arrows stay in purposes", 'return re.sub(r"\\s*(?:=>|→|->).*$", "", bare)', "return bare"),
        ("remarks stay behind the deed", "return first if deed else sentence", "return sentence"),
        ("SQL is a shell", "    if _SQL.search(block.info):\n", "    if False:\n"),
        ("the heading of a purpose is its path", "return owner.path if owner is site.parent else site.node.path", "return site.node.path"),
    ),
    *_of(
        "patterns/definition",
        ("an enumeration is a meaning", "        FEWEST <= len(names) <= MOST\n        and not", "        False\n        and not"),
        ("an abbreviation is a meaning", 'if at == 0 and (spelt := _spelt(site, node.label, sentence)):', 'if spelt := "":'),
        ("a measure is a meaning", "elif at == 0 and meaning and _is_value(site, meaning):", "elif False:"),
        ("a term stays in its meaning", "    if own and site.note.same(own, term):\n        return said.rstrip(\".\")\n", ""),
        ("how it is written is its meaning", "        if child.role in DEFINING and _is_syntax(child, node.label):\n            continue\n", ""),
        ("a quotation says nothing", "return node.children[0] if node.children[0].role in DEFINING else None", "return None"),
    ),
    *_of(
        "patterns/forms",
        ("two colons are none", "if sides and not inside:", "if False:"),
        ("marks count in code", "if not any(a <= mark.start() < b for a, b in inside)", "if True"),
    ),
    *_of(
        "patterns/listing",
        ("numbered lines are no steps", "        node.role == Role.TOPIC\n        and len(numbered) >= 3", "        False\n        and len(numbered) >= 3"),
        ("two lines are steps", "and len(numbered) >= 3", "and len(numbered) >= 2"),
        ("a list with rests is closed", 'Names(items, len(named) == len(alike) and not some)', 'Names(items, not some)'),
    ),
    *_of(
        "patterns/table",
        ("a number is a term", 'if site.note.speech.LEXICON["table-number"].fullmatch(header[0].strip()) and len(cells) > 2:', 'if False:'),
        ("a dimension is a term", "    if _is_dimension(site, header):\n", "    if False:\n"),
        ("a command is a term", 'if site.note.is_command(term) and len(term.split()) > 1 and (', 'if False and ('),
        ("every column is a meaning", 'facet = "" if _means(site, name) else name.strip()', 'facet = ""'),
        ("an option is like any", 'kind = site.note.speech.OPTION if term.startswith("-") else', "kind ="),
        ("nothing is a value", 'if not value or site.note.speech.LEXICON["nothing"].match(value):', "if not value:"),
    ),
    *_of(
        "patterns/question",
        ("X is O", '"O" if node.value in _TRUE else "X"', '"O"'),
        ("two answers are one", "if answer is None or len(", "if answer is None or 0 * len("),
        ("the letter of a question stays", 'site.note.speech.LEXICON["ask-mark"].sub("", node.label or text(node)).strip()', '(node.label or text(node)).strip()'),
    ),
    *_of(
        "patterns/statement",
        ("a meaning is a statement too", "sentences[1:] if defines(site) else sentences", "sentences"),
        ("two words are a statement", "SHORTEST = 8", "SHORTEST = 1"),
    ),
    *_of(
        "patterns/manifest",
        ("comments say nothing", "    yield from _commented(site)\n", ""),
        ("a kind fixes nothing", "        yield _field(site, span, Field(resource, \"\", (\"apiVersion\",), found[1].value))\n", ""),
    ),
    *_of("patterns/picture", ("a file's name is a caption", 're.search(r"\\.\\w{3,4}$|://", caption)', "False")),
    *_of(
        "writers/aspect",
        ("the thing stays in the path", 'return desk.speech.aspect_of(bare, fact.facet), fact.path[:-1]', 'return fact.facet, fact.path'),
        ("an open list is closed", "desk.speech.aspect(label, len(items), not fact.value.closed)", "desk.speech.aspect(label, len(items))"),
        ("an abbreviation is an aspect", 'if fact.pattern == "abbreviation" and', "if False and"),
    ),
    *_of(
        "writers/blank",
        ("marked phrases are like any", "    spans |= dict.fromkeys(_marked(said, fact.value.marked), 4.0)\n", ""),
        ("a blank of any length", "LONGEST_KEY = 30", "LONGEST_KEY = 3"),
    ),
    *_of(
        "writers/command",
        ("a program is asked with its name", 'program = "" if unsaid.is_alone(fact.value) else fact.value.program', 'program = fact.value.program'),
        ("no values in brackets", "    if needed:", "    if False:"),
    ),
    *_of(
        "writers/definition",
        ("every label is a term", 'if fact.pattern != "deed":', 'if True:'),
        ("the gloss stays", 're.sub(r"\\s*\\([^)]*\\)\\s*$", "", fact.entity) or fact.entity', "fact.entity"),
    ),
    *_of("writers/contrast", ("the gloss stays", 're.sub(r"\\s*\\([^)]*\\)", "", name).strip() or name', "name")),
    *_of("writers/sentence", ("no value", "    if valued:\n", "    if False:\n"), ("no reason", "    if reason:\n", "    if False:\n")),
    *_of("writers/steps", ("steps are a list", '" → ".join(steps)', '", ".join(steps)')),
    *_of("writers/desk", ("the answer stays in the context", "hidden = names_of(key, desk.domain) if hide else ()", "hidden = ()")),
    *_of(
        "editor/choose",
        ("the worst of a fact", "return not _is_held(one, weights), -one.score.value", "return not _is_held(one, weights), one.score.value"),
        ("faults veto nothing", "if not one.faults and _is_good(one, weights)", "if _is_good(one, weights)"),
        ("no threshold", "or one.score.value >= weights.threshold or _is_held", "or True or _is_held"),
        ("any other direction too", "if pair in REVERSED and", "if"),
        ("no margin", ">= weights.threshold + MARGIN", ">= weights.threshold"),
        ("a question twice", 'if {asked, same, one.meant} & fronts or', 'if {one.meant} & fronts or'),
        ("an answer twice a line", "crowded = key in lines[place] or", "crowded ="),
        ("what a command does alone", '    fit = [one for one in fit if one.candidate.frame != "does" or fit[0].candidate.frame == "command"]\n', ""),
    ),
    *_of("editor/score", ("weights add up", "-sum(part for", "sum(part for"), ("parts in any order", "key=lambda part: (-abs(part[1]), part[0])", "key=lambda part: part[0]")),
    *_of(
        "editor/features",
        ("a blank ahead", "return float(bool(key) and key <= words)", "return 0.0"),
        ("common words tell", "rarest = min((desk", "rarest = 0 * min((desk"),
        ("a lone blank word", "        and len(candidate.key.split()) == 1\n", ""),
        ("unsaid values", "return min(len(unsaid.values(value, desk.domain)), 4) / 4", "return 0.0"),
        ("a bare 것은", 'and bool(desk.speech.LEXICON["classless-question"].search(candidate.stem))', 'and False'),
        ("depth", 'return min(candidate.front.count("›"), 2) / 2', "return 0.0"),
    ),
    *_of("editor/desk", ("a question places nothing", "return bool(candidate.front) or any(", "return bool(candidate.front) or False and any(")),
    *_of("editor/faults/bare", ("a list needs no place", "return candidate.frame in (", "return False and candidate.frame in (")),
    *_of("editor/faults/command", ("any error", "remark.severity == Severity.ERROR", "False")),
    *_of("editor/faults/empty", ("a bare blank asks", 'candidate.stem.replace("____", "")', "candidate.stem")),
    *_of("editor/faults/fragment", ("an end is an end", ' or ends.search(candidate.key)', '')),
    *_of("editor/faults/glued", ("함은", 'bool(lexicon["glued"].search(candidate.stem) or', 'bool(')),
    *_of("editor/faults/guess", ("one value shown", "return len(found) > MOST_SHOWN", "return False")),
    *_of(
        "editor/faults/leak",
        ("a part of the answer", 'return candidate.direction in ("meaning->term", "fill-blank") and _part', 'return candidate.direction in () and _part'),
        ("an item of the list", "len(squeezed(item)) > 2 and mentions", "False and mentions"),
        ("as it sounds", '    if sounded(key, stem) or _camel_sounded(key, stem):', '    if _camel_sounded(key, stem):'),
        ("a command spelt", 'return bool(words) and all(mentions(asked, word) or _heard(word, asked) for word in words)', 'return False'),
    ),
    *_of("editor/faults/lean", ("a purpose that points", "return bool(lean.search(value.purpose))", "return False"), ("a line that points", "return any(lean.search(text)", "return any(False")),
    *_of("editor/faults/list_", ("an item twice", "if len({item.casefold() for item in items}) != len(items):", "if False:"), ("a long item", "len(item) > longest or", "")),
    *_of("editor/faults/long", ("an answer of any length", "len(candidate.key) > LONGEST[candidate.direction]", "False")),
    *_of("editor/faults/markup", ("open brackets", "return any(text.count(one) != text.count(other)", "return any(False")),
    *_of("editor/faults/mistyped", ("a slip on its line", 'any(word in shown for line in lines for word in desk.doubtful.get(line, ()))', 'False')),
    *_of("editor/faults/sample", ("an address", "return bool(_SAMPLE.search(candidate.key))", "return False")),
    *_of("editor/faults/several", ("two deeds", "return asks_a_deed and candidate.fact.rivals > 0", "return False")),
    *_of("editor/faults/slight", ("few words tell", "return len(set(words)) < needed or", "return"), ("a doubtful name is asked for", "    if fact.sure < SURE:\n        return True\n", "")),
    *_of("editor/faults/translated", ("an option in words", 'return len(meaning.split()) <= LONGEST', 'return False')),
    *_of("editor/faults/vague", ("a purpose of one word", "return len(words) < FEWEST", "return False")),
    *_of(
        "languages/ko/frames",
        ("a deed is called", 'return f"{particles.called(term)}?" if thing else f"{term}의 역할은?"', 'return f"{particles.called(term)}?"'),
        ("a state has a role", "    if is_state(meaning) or becomes:", "    if becomes:"),
        ("any ending stands before a noun", "if not _certain(form, text) or len(text) < 5", "if len(text) < 5"),
        ("a subject may stand in a meaning", ' or own_subject(text)[0]:\n        return ""\n    if (form', ':\n        return ""\n    if (form'),
        ("the copula stays", 'return form.bare if form.kind == "noun" and _COPULA.search(text) else text', "return text"),
        ("a count is part of a class", 'r"\\([^)]*\\)|(?:\\d+|', 'r"\\([^)]*\\)|(?:\\d{9}|'),
        ("a vague word is a class", "or (len(words) == 1 and last in _VAGUE_CLASSES)", ""),
        ("a count stays in the label", 'facet = _COUNTED.sub(" ", facet).strip()', 'facet = facet.strip()'),
        ("an arrow is no reason", "    if len(parts) == 2 and all(", "    if False and all("),
        ("a purpose may have a subject", "if form.kind == \"verb\" and _certain(form, text) and not own_subject(text)[0]:", "if form.kind == \"verb\":"),
    ),
    *_of(
        "languages/en/frames",
        ("one is many", "    return f\"What {'are' if _plural(term) else 'is'} {term}?\"", '    return f"What is {term}?"'),
        ("a deed is a thing", 'if form.kind == "verb" or re.match(r"[A-Z][a-z]{3,}ing', 'if re.match(r"[A-Z][a-z]{3,}ing'),
        ("a class in the plural", "if single not in CLASSES or single == last:", "if single not in CLASSES:"),
        ("this is a thing", 'or re.match(r"(?:it|this|that|these|they)\\b", found["what"], re.IGNORECASE)', ""),
        ("no imperative", "    if _imperative(text):", "    if False:"),
    ),
    *_of(
        "patterns/site",
        ("no class by shared last words", '    return _of_tails(site) or _of_keys(site)\n\n\ndef _of_tails', '    return _of_keys(site)\n\n\ndef _of_tails'),
        ("a file's name places nothing", "    return path or (() if told else (title,))", "    return path"),
    ),
    *_of(
        "patterns/definition",
        ("further lines tell nothing", "    yield from _deeds(site, first)\n", ""),
        ("a state tells a name", 'kind == "verb" and not speech.is_state(said)', 'kind == "verb"'),
    ),
    *_of(
        "patterns/command",
        ("another way is a command too", ' or lexicon["alternative"].match(said):', ":"),
        ("SQL has no name", "program = sql.PROGRAM if sql.is_statement(line) else", "program ="),
        ("a remark behind a colon is code", "    if remarked:\n        line, purpose", "    if False:\n        line, purpose"),
    ),
    *_of("patterns/aspect", ("ways are all", "    closed = not told and not _is_wide(site, node.label)", "    closed = not told")),
    *_of(
        "writers/aspect",
        ("an aspect of 용어", "or _of_a_class(fact, desk):", ":"),
        ("two lists in one", 'desk.speech.LEXICON["versus"].search(label)', "False"),
    ),
    *_of("writers/definition", ("what has no meaning is an answer", "fact.category) if asked else", "fact.category) if True else")),
    *_of("editor/choose", ("two meanings of a term", '    return squeezed(f"{fact.path[:1]}|{min(names_of(bare, desk.domain))}")', '    return ""')),
    *_of(
        "editor/faults/leak",
        ("a name taken apart tells", "_taken_apart(key, candidate.fact.entity) or ", ""),
        ("a name said part by part tells nothing", "if sounded(key, stem) or _camel_sounded(key, stem):", "if sounded(key, stem):"),
        ("a circle is a meaning", "    if len(own) > 1 and len(own & said) > 1 and", "    if False and"),
        ("a class leaks its name", 'candidate.stem.replace(candidate.fact.category, " ") if candidate.fact.category else candidate.stem', "candidate.stem"),
        ("a short option is spelled", "        return False  # `git branch -D name`", "        pass  # `git branch -D name`"),
    ),
    *_of("editor/faults/same", ("a measure of many is one's", '    if fact.facet and candidate.frame != "measure":\n        return False\n', '    if fact.facet:\n        return False\n')),
    *_of("editor/faults/translated", ("an option's words are its meaning", 'if not (candidate.direction == "term->meaning" or quoted):', 'if not candidate.direction == "term->meaning":')),
    *_of("editor/faults/command", ("a quotation may stay open", "    if value.command.count('\"') % 2:", "    if False:")),
    *_of("editor/features", ("a class need not be named", "and bool(named))", "and bool(word))")),
    *_of(
        "languages/ko/frames",
        ("학습용 has a meaning", 'return bool(_FOR_WHOM.search(bare) or several) or', 'return bool(several) or'),
        ("examples are a meaning", " or _EXAMPLES.fullmatch(meaning):", ":"),
        ("a place is a role", "    if placed and term:", "    if False:"),
        ("a use is a role", "    if _USED.search(meaning):\n        return f", "    if False:\n        return f"),
        ("a path is a meaning", "    if len(_ARROW.findall(meaning)) > 1:", "    if False:"),
        ("what follows is a purpose", "    if _ON_CONDITION.search(text) or text", "    if text"),
        ("how it is written is a purpose", " or text.endswith(_MANNERS) or", " or"),
        ("a reason is not asked", "    if _TOLD.search(asked) and", "    if False and"),
        ("a thing is a command", "    thing = last not in ACTIONS or is_definition(text)", "    thing = last not in ACTIONS"),
    ),
    *_of("languages/ko/grammar", ("데 takes a particle", ' and morphs[-1].form not in _TIMES', '')),
    *_of("unsaid", ("what to do is a value", ' and not _DOES.fullmatch(word) and not', ' and not')),
    *_of("outline/facets", ("two aspects are none", "    several = _several(\" \".join(words), code)\n    if several:", "    several = None\n    if several:")),
    *_of("outline/paths", ("a describing word ends a step", 'text if speech.LEXICON["describing-end"].search(cut) else cut', "cut")),
    *_of(
        "outline/roles",
        ("an arrow is no purpose", 'parts.mark in ("-", "→")', 'parts.mark in ("-",)'),
        ("a link has words", "    if block.kind == BlockKind.LINE and _LINKED", "    if False and _LINKED"),
        ("a closing quote goes", "return bare if label[:1] in", "return bare if True or label[:1] in"),
        ("a pointer hides a command", "if found and not (beside and found.role == Role.POINTER):", "if found:"),
        ("code leads nothing", "if led and _are_two(", "if False and _are_two("),
        ("a failure is a term", "    if output.FAILED.match(value):", "    if False:"),
        ("a purpose under a command is a meaning", "        if purpose:\n", "        if False:\n"),
        ("a title in brackets is a term", '    if re.fullmatch(r"<.*>|\\[.*\\]", label):\n        return Verdict(Role.TOPIC', "    if False:\n        return Verdict(Role.TOPIC"),
    ),
    *_of("outline/__init__", ("an example holds all below it", "if silent == roles.EXAMPLES and named:", "if False:"), ("lines of code explain nothing", "    return block.kind == BlockKind.FENCE or alone", "    return block.kind == BlockKind.FENCE")),
    *_of("outline/facets", ("스위치 is a 위치", "range(_LEAST_HEAD, len", "range(len")),
    *_of("outline/titles", ("a file is over its own heading", "    if len(tops) > 1 and any(", "    if False and any(")),
    *_of(
        "patterns/table",
        ("a schema is asked", "    if len(header) == 2 and _is_schema(site, header):", "    if False:"),
        ("an example measures", 'return key != "example" and', "return"),
        ("names are a feature", "and told and not yes", "and not yes"),
        ("a bare yes measures", "and told and not yes and", "and told and"),
        ("a row is a head", " and not _NO_HEAD.search(facet)", ""),
        ("yes and no are sides", " or all(told.fullmatch(cell) for cell in cells[1:])", ""),
        ("the whole has a term", "and _is_dimension_name(site, header[0]) and site.note.aspect(term):", "and False:"),
    ),
    *_of("patterns/aspect", ("prose is an item", "    kids = items if len(items) >= FEWEST else kids", "    kids = kids")),
    *_of("patterns/listing", ("terms are listed", '        if lexicon["no-class"].search(label):', "        if False:")),
    *_of(
        "writers/aspect",
        ("two aspects share a title", "    if several and _is_bare(fact, desk)", "    if False and _is_bare(fact, desk)"),
        ("commas part items", 'mark = " / " if', 'mark = ", " if'),
        ("another thing's sentence", "        if desk.speech.has_topic(fact.value.text) and", "        if False and"),
        ("some kinds are all", '        if fact.aspect in WHOLE and', "        if False and"),
    ),
    *_of("editor/choose", ("one name many times", " or names[told] >= MOST_A_KEY", "")),
    *_of("editor/desk", ("a meaning held by another", "        meanings.update(_held(sorted(unlike)))", "        pass"), ("endings make meanings differ", 'speech.LEXICON["said-end"].sub("", bare)', "bare")),
    *_of("editor/faults/same", ("two commands of one purpose", "    if isinstance(fact.value, CommandLine):", "    if False:")),
    *_of("editor/faults/glued", ("않는 behind 하는", ' or lexicon["broken"].search(filled(candidate))', "")),
    *_of(
        "editor/faults/leak",
        ("every word of it said", "    if len(plain) > 1 and all(word in", "    if False and all(word in"),
        ("all words of the name again", "    if len(named) > 1 and own <= said", "    if False and own <= said"),
    ),
    *_of("languages/ko/grammar", ("a kind is an object", "    if _SHAPED.search(words[-2]):", "    if False:")),
    *_of("patterns/command", ("a line above says nothing", "    if owner is not None:\n        span = Span(site.node.block.span.path, owner.block.span.first, site.node", "    if False:\n        span = Span(site.node.block.span.path, owner.block.span.first, site.node"), ("one purpose of two commands", "return before if not more and", "return before if")),
    *_of("outline/roles", ("slashes hide a purpose", '    if slashed and is_command(slashed["command"], scene):', "    if False:"), ("a quote under a command is no purpose", "    if block.kind == BlockKind.HEADING and len(command.split()) > 1 and first", "    if False and first"), ("a Korean place is a word", 'HANGUL.search(_PLACE.sub("", text))', "HANGUL.search(text)")),
    *_of("unsaid", ("holes are values", " and not _is_hole(word)", "")),
    *_of("sql", ("small letters are no SQL", " or _SMALL.fullmatch(text.strip())", "")),
    *_of("checks/typos", ("names together are right", "    yield from _together(note)\n", "")),
    *_of("languages/ko/frames", ("what is there is a purpose", " or _THERE_IS.search(text)", "")),
    *_of("languages/ko/frames", ("a subject gives itself", "acts_alone(form.modifier) or ", ""), ("where it runs is a purpose", " or _WHERE_RUN.search(text)", "")),
    *_of("languages/ko/frames", ("to mean is a deed", "    if _MEANS.search(meaning):", "    if False:")),
    *_of("pieces", ("a star behind a letter goes", "|(?<=\\b[A-Z])\\*(?!\\*)", "")),
    *_of("outline/roles", ("a way has no name", "    return bool(known) or (", "    return False and ("), ("an English name is a meaning", "    return first if alone and", "    return first if False and"), ("the first of a list names its heading", " and not listed and", " and")),
    *_of("patterns/table", ("a plan is asked", 'if any(site.note.speech.LEXICON["table-plan"]', 'if False and any(site.note.speech.LEXICON["table-plan"]')),
    *_of("patterns/definition", ("names are a meaning", "    if _CODES_ALONE.search(", "    if False and _CODES_ALONE.search(")),
    *_of("patterns/aspect", ("a sentence lists", "<= MOST and not said and all(_short", "<= MOST and all(_short")),
    *_of("editor/faults/translated", ("a name in English", '    if re.search(r"[가-힣]", name) and', "    if False and")),
    *_of("editor/faults/translated", ("a word is translated", "    return len(words) == 1 and len(parts) == 1", "    return False")),
    *_of("editor/features", ("a program repeats", 'return words - {value.program.casefold()} if', "return words if")),
    *_of("unsaid", ("a made-up name is a value", "_MADE_UP.fullmatch(part) or _ANY.fullmatch(part)", "_ANY.fullmatch(part)"), ("a mode is a value", '    if line.program == "chmod":', "    if False:"), ("a verb is a program", '[\\w./+-]+", word)) and not _DOES.fullmatch(word))', '[\\w./+-]+", word)))')),
    *_of(
        "languages/ko/frames",
        ("alike is a meaning", "    if _LIKENED.search(meaning) or _UNENDED", "    if _UNENDED"),
        ("an open end is a meaning", "    if _LIKENED.search(meaning) or _UNENDED.search(meaning):", "    if _LIKENED.search(meaning):"),
        ("a file has a role", " or _PATH.fullmatch(term)", ""),
        ("two kinds are one class", '    if len(words) > 1 and words[-2] in (AND, "&"):', "    if False:"),
        ("more than another names it", '    if form.kind == "verb" and re.search(r"[가-힣A-Za-z)]보다', '    if False and re.search(r"[가-힣A-Za-z)]보다'),
        ("a judgement is a meaning", "        or _JUDGED.search(bare)\n", ""),
        ("another name stays", '    text = _ALSO_CALLED.sub("", text)\n', ""),
        ("a foreign purpose is quoted", "is_own(text) and form.kind", "form.kind"),
        ("관리 of 관리", "    if last == term.split()[-1:] and", "    if False and"),
        ("a quality is a dimension", "    if facet.strip() in QUALITIES:", "    if False:"),
        ("several things have a meaning", ' or ", " in bare', ""),
    ),
    *_of("languages/en/frames", ("how it is is what it is", "    if _HOW.match(meaning):", "    if False:"), ("types are a class", "    if len(words) > 2 and re.fullmatch", "    if False and re.fullmatch")),
    *_of("outline/roles", ("an arrow between states", " or _leads_on(label, peers)", ""), ("one letter spells two", ">= max(2, min(len(words), len(letters)) - 1)", ">= min(len(words), len(letters)) - 1"), ("the prompt is a name", 're.sub(r"^\\$\\s+", "", text.strip("`"))', 'text.strip("`")')),
    *_of("languages/ko/frames", ("an aim is a condition", '        return f"{_when(text)} 쓰는 {asked}?"', '        return f"{text} 쓰는 {asked}?"'), ("two options, one purpose", "    if len(_FLAG.findall(purpose)) > 1:", "    if False:"), ("the means belong to the aim", "    text = aimed[1] if aimed else text\n", ""), ("what grows acts", "    if is_state(meaning) or becomes:", "    if is_state(meaning):"), ("a count of another thing", "    if _COUNT_OF_ANOTHER.search(facet):", "    if False:")),
    *_of("languages/en/grammar", ("how is the verb", "    if manner:  # ", "    if False:  # "), ("two deeds are a name", "    return bool(re.match(r\"(?:of|is|are|and|or)\\b\", words[at + 1])) and not _are_two_deeds(words, at)", "    return bool(re.match(r\"(?:of|is|are|and|or)\\b\", words[at + 1]))")),
    *_of("editor/faults/vague", ("a manner is a purpose", 'desk.speech.LEXICON["manner"].sub("", value.purpose)', "value.purpose")),
    *_of("patterns/definition", ("a feature is a term", "    if is_quality(site):", "    if False:")),
    *_of("patterns/site", ("what goes on is a kind", "        return any(more.match", "        return False and any(more.match")),
    *_of("languages/en/frames", ("a thing is a command", "    if category.endswith(COMMAND) and re.match", "    if False and re.match")),
    *_of("accounting", ("tags are missed", '    if not re.search(r"\\w", _TAGS.sub("", text)):', "    if False:")),
)  # fmt: skip


def _copied(source: Path, folder: Path) -> None:
    """Copy the package and its tests, without what the tests of the middle do not need."""
    for name in ("generator", "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "*.otf", "*.ttf", "benchmarks", "gold")
        shutil.copytree(source / name, folder / name, ignore=ignored)
    shutil.copy(source / "pyproject.toml", folder)


def _broken(mutation: Mutation, base: Path) -> str | None:
    """Return the text of a module with its rule broken; None where the rule has moved."""
    text = (base / "generator" / f"{mutation.module}.py").read_text(encoding="utf-8")
    return text.replace(mutation.old, mutation.new) if text.count(mutation.old) == 1 else None


def _try(mutation: Mutation, base: Path) -> str:
    """Return what became of a mutation: noticed, survived, or moved."""
    text = _broken(mutation, base)
    if text is None:
        return "moved"
    with tempfile.TemporaryDirectory() as folder:
        _copied(base, Path(folder))
        Path(folder, "generator", f"{mutation.module}.py").write_text(text, encoding="utf-8")
        return "noticed" if _fails(Path(folder)) else "survived"


def _fails(folder: Path) -> bool:
    environment = {name: value for name, value in os.environ.items() if name not in ("NOTEDECK_UPDATE", "PYTHONPATH")}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *TESTS]
    try:
        run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return True
    return run.returncode != 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mutations, print what came of each, and return 1 where too few are noticed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args(arguments)
    picked = [
        one
        for one in MUTATIONS
        if not chosen.names or any(name in f"{one.module}: {one.name}" for name in chosen.names)
    ]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(chosen.jobs) as pool:
        base = Path(folder)  # the working tree may go on changing
        _copied(ROOT, base)
        if _fails(base):
            print("the tests fail before anything is broken")
            return 1
        results = []
        for one, result in zip(picked, pool.map(lambda one: _try(one, base), picked), strict=True):
            results.append((one, result))
            if result != "noticed":
                print(f"{result}: {one.module}: {one.name}", flush=True)
    tried = [result for _one, result in results if result != "moved"]
    noticed = tried.count("noticed")
    print(f"{noticed} of {len(tried)} noticed ({noticed / max(len(tried), 1):.0%}), {len(results) - len(tried)} moved")
    return int(noticed < TO_REACH * len(tried))


if __name__ == "__main__":
    sys.exit(main())
