"""`Runs on each node` -> "Which component runs on each node?": the questions of English."""

from __future__ import annotations

import re

from generator.languages.en.grammar import clause, deed, own_subject

CLASSES = frozenset(
    """
    component controller command flag option kind type resource object field state protocol layer tool service pattern concept mode
    method algorithm function operator keyword strategy policy addon plugin file metric event class primitive loop probe driver volume
    network term parameter argument instruction index join constraint signal port cache database language structure system step phase
    property attribute role topology variable directory header code table format
    """.split()
)
# Words that say how much, and not what.
WIDE_WORDS = frozenset("all every each single one new current specific particular list globals it them".split())
COMMAND = "command"  # what a term that is a known program is
OPTION = "option"  # what a term that begins with a dash is
LONGEST_VALUE = 40  # characters of a value that stands for itself
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_CAUSE = re.compile(r"^(?P<what>[A-Z][^,]{10,90}?),? (?P<word>because|since|so that) (?P<why>[^,]{6,70})[.]?$")


def class_noun(label: str) -> str:
    """Return what the things under a heading are called, in the singular: "Control Plane Components" -> "control plane component"."""
    bare = re.sub(
        r"\([^)]*\)|\b(?:some|the|main|common|useful|basic|important|different|key)\b", " ", label, flags=re.IGNORECASE
    )
    words = bare.split()
    if not words or len(words) > 4:
        return ""
    if len(words) > 2 and re.fullmatch(r"types?|kinds?", words[0], re.IGNORECASE) and words[1].casefold() == "of":
        words = [*words[2:-1], words[-1].removesuffix("s"), "types"]  # "Types of Services"
    last = words[-1].casefold()
    single = re.sub(r"(?<=[^aeiou])ies$", "y", last) if last.endswith("ies") else last.removesuffix("s")
    single = last[:-2] if last.endswith(("sses", "xes")) else single
    if single not in CLASSES or single == last:
        return ""
    before = [word if re.search(r"[A-Z].*[A-Z]", word) else word.casefold() for word in words[:-1]]
    return " ".join([*before, single])


def defined(sentence: str) -> tuple[str, str] | None:
    """Split "A Pod is the smallest unit" into the term and its meaning."""
    found = re.match(
        r"^(?:An?|The)?\s*(?P<term>[\w][\w ./-]{0,38}?) (?:is|are) (?P<meaning>(?:an?|the)\s.{8,})$",
        sentence.strip().rstrip("."),
    )
    if (
        not found
        or len(found["term"].split()) > 4
        or found["term"].casefold() in ("it", "this", "that", "there", "which", "what")
    ):
        return None
    return found["term"].strip(), found["meaning"].strip()


def valued(sentence: str) -> tuple[str, str] | None:
    """Split "The default port is 6443" into its question and the value."""
    found = re.match(r"^(?P<asked>The [\w ./-]{4,60}?) is (?P<value>[^,.]{1,40})$", sentence.strip().rstrip("."))
    if not found or not re.search(r"[\d`/:A-Z_-]", found["value"]) or " by " in f" {found['value']} ":
        return None
    asked = found["asked"]
    return f"What is {asked[0].lower()}{asked[1:]}?", found["value"].strip("`")


def reason(sentence: str) -> tuple[str, str] | None:
    """Split "X does Y because Z" into the reason and the question for it."""
    found = _CAUSE.match(sentence.strip())
    if not found or re.match(r"(?:it|this|that|these|they)\b", found["what"], re.IGNORECASE):
        return None
    what = found["what"]
    kept = what if re.match(r"(?:[A-Z]\w*[A-Z]|[A-Z]{2,})", what) else what[0].lower() + what[1:]
    return f"{found['word']} {found['why']}".rstrip("."), f"Why is it that {kept}?"


def define(term: str, meaning: str) -> str:
    """Return the question for a term's meaning: "What is X?", "What does X do?"."""
    if re.match(r"(?:two|three|four|five|six|main|key|common|some|other|\d+)\s", term, re.IGNORECASE):
        return ""  # "Two main protocols" name no thing
    if _HOW.match(meaning):
        return ""  # "Accessible only inside the cluster" says how it is, and not what
    told = not _plural(term) or meaning[:1].isupper()  # "List the jobs" of `jobs`, and "run containers" of pods
    if told and re.fullmatch(r"[a-z][a-z0-9-]+", term) and deed(meaning):
        return f"What does {term} do?"  # `jobs`, `mkfs`: a program is one thing
    form = clause(meaning)
    if form.kind == "verb" or re.match(r"[A-Z][a-z]{3,}ing\s(?:up\s)?[a-zA-Z]", meaning):
        return f"What {'do' if _plural(term) else 'does'} {term} do?"
    return f"What {'are' if _plural(term) else 'is'} {term}?"


_HOW = re.compile(
    r"(?:accessible|available|used|similar|able|based|common|useful|stored|located|created|deprecated|required|optional|same|like|unlike|better|faster|slower)\b(?!-)",
    re.IGNORECASE,
)


_PROGRAM = re.compile(r"\b(?:command|program|tool|utility|editor|client|shell|wrapper|pager|viewer)s?\b", re.IGNORECASE)


def is_state(meaning: str) -> bool:
    """Tell whether a meaning says how a thing is: "is immutable"."""
    return bool(re.match(r"(?:is|are|has|have|can|cannot|must|may)\b", meaning.strip(), re.IGNORECASE))


def _plural(term: str) -> bool:
    last = term.split()[-1] if term.split() else ""
    return bool(re.search(r"[a-z]{2}[^s'u]s$", last)) and not last.casefold().endswith(("ess", "us", "is", "os"))


def _lowered(text: str) -> str:
    first = text.split()[0] if text.split() else ""
    return text if re.search(r"[A-Z].*[A-Z]|\d", first) or first in ("I",) else text[:1].lower() + text[1:]


def named(meaning: str, category: str) -> str:
    """Return "Which component runs on each node?"; "" where the grammar is not certain."""
    text = re.sub(r"\s*\([^()]*\)\s*$", "", meaning.strip().rstrip(".")).strip()
    if re.search(r"[.?!;]\s|:\s|→|->|=>", text) or len(text) < 8:
        return ""
    form = (deed(text) if category.endswith(COMMAND) else None) or clause(text)
    if form.kind == "verb":
        if re.match(r"(?:is|are|was|has|have)\s+(?:recommended|responsible for noticing)", form.bare):
            return ""
        return f"Which {category} {form.bare}?" if category else f"What {form.bare}?"
    if own_subject(text)[0]:
        return f'Which {category} is meant: "{text}"?' if category else ""
    if category.endswith(COMMAND) and re.match(r"an?\s", text, re.IGNORECASE) and not _PROGRAM.search(text):
        category = ""  # "a distributed version control system" under "Version control commands"
    if category and re.match(r"(?:an?|the|any|all|each)\s", text, re.IGNORECASE):
        return f"Which {category} is {_lowered(text)}?"
    return f'Which {category} is this: "{text}"?' if category else f'What is called "{_lowered(text)}"?'


def aspect(facet: str, count: int = 0, open_: bool = False) -> str:
    """Return "What is the default port?", "Name the three advantages."."""
    facet = _lowered(re.sub(r"^(?:the|its|some)\s+", "", facet.strip(), flags=re.IGNORECASE))
    if not count:
        return f"What {'are' if _plural(facet.split(' of ')[0]) else 'is'} the {facet}?"
    if not _plural(facet.split(" of ")[0]):
        return ""  # "the two collection structure"
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"Name {number} {facet}." if open_ else f"What are the {number} {facet}?"


def of(entity: str, facet: str) -> str:
    """Return "What is the default port of kube-apiserver?"."""
    return f"What {'are' if _plural(facet) else 'is'} the {_lowered(facet)} of {entity}?"


def order(label: str, count: int) -> str:
    """Return the question for the steps of a procedure."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return (
        f"What are the {number} steps of {_lowered(label)}, in order?"
        if label
        else f"What are the {number} steps, in order?"
    )


def command(purpose: str, program: str) -> str:
    """Return "Which kubectl command do you use to list the pods?"."""
    text = purpose.strip().rstrip(".:").strip()
    form = deed(text) or clause(text)
    tool = f"{program} command".strip()
    if form.kind == "verb" and form.linked and not re.search(r"[;:]|\.\s", text):
        return f"Which {tool} do you use to {form.linked}?"
    if _imperative(text):
        return f"Which {tool} do you use to {_lowered(text)}?"
    gerund = re.match(r"(?:how )?to (\w.*)", text, re.IGNORECASE)
    if gerund:
        return f"Which {tool} do you use to {gerund.group(1)}?"
    return ""


def given(values: tuple[str, ...]) -> str:
    """Return "(given: web)": what a command is run on, where its purpose does not say it."""
    return f"(given: {', '.join(values)})"


def phrase(meaning: str) -> str:
    """Return a meaning as an answer."""
    return meaning.strip().rstrip(".")


_NO_VERB = frozenset(
    "the a an all any each every some this that these those your my our you i we it if when for with in on at by from to of and or not no".split()
)


def _imperative(text: str) -> bool:
    """Whether a purpose opens with a verb that the word list may lack: "Unstage changes"."""
    words = text.split()
    first = words[0] if words else ""
    return (
        len(words) > 2
        and first.isalpha()
        and first.casefold() not in _NO_VERB
        and not re.search(r"(?:ing|ed|tion|ment|ness|s)$", first)
        and not re.search(r"[;:]|\.\s|, ", text)
        and words[1].casefold() not in ("is", "are", "of", "and", "or")
    )


def does(command_: str) -> str:
    """Return the question for a command's purpose."""
    return f"What does the command {command_} do?"


def both(one: str, other: str, facet: str) -> str:
    """Return the question for two things along one dimension."""
    return f"{facet[:1].upper()}{facet[1:]}: what is it for {one} and for {other}?"


def field(meaning: str, resource: str) -> str:
    """Return the question for the manifest field of a meaning."""
    place = f" of a {resource} manifest" if resource else ""
    return f'Which field{place} is this: "{meaning}"?'


def shows() -> str:
    """Return the question for a picture's caption."""
    return "What does this picture show?"


def true_or_false(statement: str) -> str:
    """Return the question whether a statement is true."""
    return f"True or false: {statement}"


def fixed(name: str, resource: str) -> str:
    """Return "In a Service manifest, what is the value of apiVersion?"."""
    return f"In a {resource} manifest, what is the value of {name}?"


def under(fields: tuple[str, ...], resource: str) -> str:
    """Return "In a Pod manifest, under which field do you write containers?"."""
    return f"In a {resource} manifest, under which field do you write {', '.join(fields)}?"


def aspect_of(entity: str, facet: str) -> str:
    """Return "advantages of Message Queue"."""
    return f"{facet} of {entity}"


def stands_for(name: str) -> str:
    """Return "What does EC2 stand for?"."""
    return f"What does {name} stand for?"


def is_own(text: str) -> bool:
    """Tell whether a remark is in this language."""
    return not re.search(r"[가-힣]", text)
