"""English: which word is the verb, what a sentence is about, and which words of it are worth asking."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from generator.knowledge import Clause, Phrase
from generator.languages.stops import rejoined

_BASE = frozenset(
    """
    access act add address aggregate alert allocate allow alter apply assign attach authenticate authorize avoid
    balance become begin belong bind block break bring build cache call cause change check choose claim clean clear
    close collect combine come communicate compare complete compute configure connect consider consist consume
    contain continue control convert copy create cut decide declare define delegate delete deliver deny depend
    deploy describe destroy detect determine disable discover display distribute divide do drop duplicate enable
    encapsulate encrypt enforce ensure establish evaluate evict exclude execute exist expand expect expire
    expose extend fail fetch filter find fit focus follow format forward function gather generate get give go
    govern grant group grow guarantee guide handle happen have help hide hold host identify ignore implement
    import include increase indicate inherit initialize inject insert inspect install interact isolate join keep
    kill launch lead let limit link list listen live load locate lock log look lose maintain make manage map
    mark match mean measure merge modify monitor mount move need notify obtain offer open operate orchestrate
    organize output own pass patch perform persist pick place point poll populate prefer prepare prevent print
    process produce promote propagate protect provide provision proxy publish pull push put query queue read
    reboot rebuild receive record recover redirect reduce refer reference register reject release rely remain
    remove render renew replace replicate represent request require reserve reset resolve respond restart
    restore restrict result resume retain retrieve return reuse roll rotate route run save scale scan schedule
    search secure see select send separate serve set share show shut simplify sit skip sort specify split spread
    stand start stay stop store stream structure submit subscribe supply support suspend switch sync synchronize
    solve package lack install unpack bundle emit adapt attach embed map
    take talk target tell terminate test throttle tolerate track transfer transform translate traverse treat
    trigger try turn update upgrade troubleshoot browse contain inspect describe spread throttle drain cordon evict use validate verify view wait watch work wrap write manage inform bundle tag
    pair tie edit extract encode decode sign download upload unmount rename append compress decompress repair compile debug summarize
    """.split()
)
# Verbs that are nouns at least as often: only a verb where the sentence has no other.
_EITHER = frozenset("""
    access address alert balance block cache call change check claim clear control copy display drop filter fit focus
    format function group guide help host import increase lead limit link list load lock log look map mark match
    measure need offer output own pass patch pick place point process proxy pull push query queue record
    reference release request reset result return route run scale schedule search set share show sort split
    spread start stop store stream structure supply support switch target test track transfer trigger turn
    update upgrade use view wait watch work tag pair tie state
    """.split())  # fmt: skip
_BE = frozenset(
    """
    is are was were can could may might must shall should will would has have had does do did cannot isn't
    aren't can't don't doesn't
    """.split()
)
_QUALITIES = re.compile(
    r"^(?:not\s+)?(?:responsible|recommended|required|used|appropriate|likely|unlikely|guaranteed|able|unable|available|based|designed|made|"
    r"built|written|similar|equivalent|suitable|ideal|useful|necessary|optional|mandatory|immutable|mutable|stateless|stateful|limited|"
    r"known|called|considered|supported|deprecated|composed|intended|meant|bound|tied|scheduled|exposed|stored|managed)\b",
    re.IGNORECASE,
)
_STOP = frozenset(
    """
    a an the of to in on at by for from with without via as and or but nor so if then than that which who whom
    whose this these those it its they their them he she we our you your i is are was were be been being can
    could may might must shall should will would do does did has have had not no any some all each every both
    either neither more most much many few less least other another such only also very too just still even ever
    never always often usually typically when while where there here how why what whether because although
    though however into onto over under above below between among through during before after against per within
    across about up down out off again once same own etc using used one up itself themselves well towards toward rather cannot relative outside inside around whether enough yet ago like unlike including viz eg ie
    """.split()
)
_WIDE = frozenset(
    """
    thing things way ways case cases example examples use uses time times part parts kind kinds type types order
    number set sets order following above below note notes user users purpose information data feature features
    system systems result results
    """.split()
)
_WORD = re.compile(r"[A-Za-z0-9][\w.'/+#-]*[\w+#]|[A-Za-z0-9]|[^\sA-Za-z0-9]")
_ABBREVIATION = re.compile(r"\b(?:e\.?g|i\.?e|viz|vs)\.$")
_SENTENCE = re.compile(r"(?<=[a-z0-9)\]\"'][.!?])\s+(?=[A-Z\"'(`])")


def _stems(word: str) -> set[str]:
    low = word.casefold()
    return {low, low.removesuffix("s"), low.removesuffix("es"), re.sub(r"ies$", "y", low)}


# Words of _EITHER that open a statement as verbs even before a name: "use Kubernetes resources".
_DOING = frozenset("use run manage store start stop view need show list".split())


def _is_verb(word: str, first: bool) -> bool:
    hit = _stems(word) & _BASE
    third = word.casefold().endswith("s") and word.casefold() not in _BASE
    return bool(hit - _EITHER) or (bool(hit) and first and third)


def _governs(before: str, word: str, after: str) -> bool:
    """Tell whether a word that may be a noun is the verb of the words around it: "Addons use", "scheduler places"."""
    if not _stems(word) & _BASE or not after or word.endswith(","):
        return False
    plural, third = bool(re.search(r"[a-z]s$", before)), word.casefold().endswith("s")
    fits = plural != third and not re.match(r"(?:of|and|or|,|that|which|are|is)$", after, re.IGNORECASE)
    return fits and before.casefold() not in _STOP and (third or plural) and re.match(r"[a-z]", word) is not None


def clause(text: str) -> Clause:
    """Tell how a statement begins: "Exposes the API" is a verb, "a key-value store" a noun."""
    bare = re.sub(r"[\s.;:,–—-]+$", "", text.strip())
    words = bare.split()
    first = re.sub(r"[^A-Za-z']", "", words[0]).casefold() if words else ""
    thing = re.match(r"(?:is|are)\s+((?:an?|the)\s.*)", bare)
    if thing:
        return Clause("noun", thing.group(1), thing.group(1), thing.group(1))
    if first in _BE:
        return _verb(bare)
    if re.match(r"(?:lowest|highest|most|least)\s+\w+$", bare, re.IGNORECASE):  # "lowest priority"
        return _verb(f"has the {bare[:1].lower()}{bare[1:]}")
    if (len(words) > 1 and _QUALITIES.match(bare)) or re.match(r"(?:first|last|next)\s+to\s", bare, re.IGNORECASE):
        return _verb(f"is {bare[:1].lower()}{bare[1:]}")
    if first and re.match(r"[a-z]+ly$", first) and len(words) > 1:
        first = words[1].casefold()
    after = words[1] if len(words) > 1 else ""
    opens = _is_verb(first, True) or bool(first in _EITHER and re.match(r"(?:an?|the|your|all|each|every)\b", after))
    opens = opens or bool(first in _DOING and re.match(r"[A-Z]", after))
    opens = opens or (first in _BASE and _are_two_deeds(words, 0) and words[2] not in _EITHER)
    if opens and len(words) > 1 and not _names(words, 0):
        return _verb(bare)
    return Clause("noun", bare, bare, bare)


# "To check …", "Will display …", "Used to list …", "(as root) Execute …": what stands before the deed.
_LED = re.compile(r"^(?:\([^()]*\)\s*)?(?:(?:used\s)?to\s|will\s)?", re.IGNORECASE)


def deed(text: str) -> Clause | None:
    """Return what a program is said to do, whatever else its first word may be: "Search for a pattern"; None where it is no deed."""
    words = _LED.sub("", text, count=1).rstrip(".").split()
    at = 1 if words and re.fullmatch(r"[A-Za-z]+ly", words[0]) else 0
    if len(words) < at + 3 or words[at].casefold() not in _BASE:
        return None
    if words[at].casefold() in _EITHER and words[at + 1][0].isupper():
        return None  # "Control Plane component"
    return None if _names(words, at) else _verb(" ".join(words))


def _names(words: list[str], at: int) -> bool:
    """Whether what follows a word that may be a verb makes it a noun: "List of pods", and not "Create and extract archives"."""
    return bool(re.match(r"(?:of|is|are|and|or)\b", words[at + 1])) and not _are_two_deeds(words, at)


def _are_two_deeds(words: Sequence[str], at: int) -> bool:
    """Whether two verbs have one object: "Create and extract archives"."""
    return len(words) > at + 3 and words[at + 1] in ("and", "or") and words[at + 2].casefold() in _BASE


def _verb(text: str) -> Clause:
    """Return a verb in the third person, `linked` as it stands behind a plural: "creates", "create"."""
    manner = re.match(r"[A-Za-z]+ly\s+", text)
    if manner:  # "Securely connect": the verb is behind how
        form, how = _verb(text[manner.end() :]), manner.group().lower()
        return Clause("verb", how + form.bare, how + form.modifier, how + form.plain, linked=how + form.linked)
    first, _space, rest = text.partition(" ")
    if _are_two_deeds(text.split(), 0):
        joint, _space, second = rest.partition(" ")
        other = _verb(second)
        said = f"{_third(first)} {joint} {other.bare}"
        return Clause("verb", said, said, said, linked=f"{_base(first)} {joint} {other.linked}")
    third, base = _third(first), _base(first)
    return Clause(
        "verb",
        f"{third} {rest}".strip(),
        f"{third} {rest}".strip(),
        f"{third} {rest}".strip(),
        linked=f"{base} {rest}".strip(),
    )


_THIRD = {"are": "is", "have": "has", "do": "does", "were": "was", "aren't": "isn't", "don't": "doesn't"}


def _third(word: str) -> str:
    low = word.casefold()
    if low in _THIRD:
        return _THIRD[low]
    if low not in _BASE:
        return low if _stems(low) & _BASE or low in _BE else word
    if re.search(r"[^aeiou]y$", low):
        return low[:-1] + "ies"
    return low + ("es" if re.search(r"(?:s|sh|ch|x|o)$", low) else "s")


def _base(word: str) -> str:
    low = word.casefold()
    plural = {third: base for base, third in _THIRD.items()}
    if low in plural:
        return plural[low]
    return next((stem for stem in sorted(_stems(low), key=len) if stem in _BASE), low)


_LEAD = re.compile(
    r"(?:with|by|in|on|at|if|when|while|to|for|after|before|as|during|within|because|since|unless|once|under)\s[^,]{2,120},\s+",
    re.IGNORECASE,
)


def has_topic(text: str) -> bool:
    """Tell whether a text says something of a topic that it names; English marks none."""
    return False


def own_subject(text: str) -> tuple[str, str]:
    """Split a sentence at its verb into its subject and what is said of it; ("", text) where it opens with the verb."""
    body = text.strip()
    lead = _LEAD.match(body)
    offset = lead.end() if lead else 0
    words = [(m.group(), m.start() + offset) for m in re.finditer(r"[^\s]+", body[offset:])]
    if not words or clause(body[offset:]).kind == "verb":
        return "", text
    for at in range(1, min(len(words), 14)):
        word, start = words[at]
        bare = re.sub(r"[^A-Za-z']", "", word).casefold()
        after = words[at + 1][0] if at + 1 < len(words) else ""
        verb = (
            bare in _BE
            or (_is_verb(bare, False) and not word.endswith(","))
            or _governs(words[at - 1][0], word, after)
            or _takes(bare, after)
        )
        relative = any(w.casefold() in ("that", "which", "who", "to") for w, _s in words[:at])
        if verb and not relative:
            own = body[offset:start].strip(" ,")
            said = text if lead else body[start:].strip()
            return (own, said) if len(own.split()) <= 12 else ("", text)
    return (lead.group().strip(" ,"), text) if lead else ("", text)


def _takes(word: str, after: str) -> bool:
    """Tell whether an unknown word in -s is a verb by the article behind it: "Docker decouples the parts"."""
    return bool(re.search(r"[^sui]s$", word)) and after.casefold() in ("the", "a", "an", "its", "their", "your")


def is_term(text: str) -> bool:
    """Tell whether a line only names something."""
    bare = text.strip().rstrip(":")
    words = bare.split()
    if not words or len(words) > 7 or len(bare) > 50 or re.search(r"[.?!,;]\s|[.!?]$|→|:\s", bare):
        return False
    return clause(bare).kind == "noun" and not own_subject(bare)[0] and words[-1].casefold() not in _STOP


def sentences(text: str) -> list[str]:
    """Split a line into its sentences; a full stop inside a parenthesis or behind "e.g." ends none."""
    return rejoined(_SENTENCE.split(text), _ABBREVIATION)


def phrases(text: str) -> list[Phrase]:
    """Return the runs of content words of a sentence and its enumerations, each with how well it answers."""
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    found: list[Phrase] = []
    at = 0
    while at < len(words):
        if not _content(words, at, text):
            at += 1
            continue
        end = at + 1
        while (
            end < len(words)
            and end - at < 4
            and _content(words, end, text)
            and text[words[end - 1][2] : words[end][1]] == " "
        ):
            end += 1
        found.append(_phrase(text, words, at, end))
        at = end
    return [*_enumerations(text), *found]


_ITEM = r"[A-Za-z0-9][\w/-]*(?: [A-Za-z0-9][\w/-]*){0,2}"
_LIST = re.compile(rf"(?P<first>[A-Za-z0-9][\w/-]*)(?P<rest>(?:, {_ITEM})+,? (?:and|or) {_ITEM})(?=[\s.,;)]|$)")


def _enumerations(text: str) -> list[Phrase]:
    """Return lists of three or more names: "filesystem, networking, and process namespaces"."""
    found = _pairs(text)
    for match in _LIST.finditer(text):
        items = [re.sub(r"^(?:and|or)\s+", "", item.strip()) for item in match.group().split(",")]
        clean = all(
            not (set(item.casefold().split()) & (_STOP - {"and", "or"})) and clause(item + " x").kind == "noun"
            for item in items
        )
        if _EXAMPLES.search(text[: match.start()]):
            continue
        if clean and match.end() - match.start() <= 55:
            found.append(Phrase(match.start(), match.end(), "", 3.5, True))
    return found


_PAIR = re.compile(
    r"\b(?:for|of|with|by|through|provides?|offers?)\s+(?P<pair>[A-Za-z]\w+ [A-Za-z]\w+ and [A-Za-z]\w+ [A-Za-z]\w+)(?=[\s.,;)]|$)"
)


def _pairs(text: str) -> list[Phrase]:
    """Return two names that one word governs: "for service discovery and load balancing"."""
    found = []
    for match in _PAIR.finditer(text):
        words = match["pair"].casefold().split()
        if not set(words) & (_STOP - {"and"}):
            found.append(Phrase(match.start("pair"), match.end("pair"), "", 2.9, True))
    return found


def _content(words: list[tuple[str, int, int]], at: int, text: str) -> bool:
    word = words[at][0]
    low = word.casefold()
    before = words[at - 1][0] if at else ""
    after = words[at + 1][0] if at + 1 < len(words) else ""
    if not re.match(r"[A-Za-z0-9]", word) or low in _STOP or re.search(r"(?:ly|ing|[^e]ed)$", low):
        return False
    if (
        before.casefold() in ("to", "can", "could", "may", "might", "must", "should", "will", "and", "not")
        and low in _BASE
    ):
        return False
    if text[: words[at][1]].count("(") > text[: words[at][1]].count(")"):
        return False
    return not (_is_verb(word, False) and not word[0].isupper()) and not _governs(before, word, after)


def _phrase(text: str, words: list[tuple[str, int, int]], at: int, end: int) -> Phrase:
    start, stop = words[at][1], words[end - 1][2]
    inside = [word for word, _s, _e in words[at:end]]
    before = words[at - 1][0].casefold() if at else ""
    if _is_weak(text, start, stop, inside) or stop - start < 3 or text[stop : stop + 1] == "'":
        return Phrase(start, stop, "", 0.0)
    named = any(re.search(r"[A-Z]|\d", word) for word in inside) and at > 0
    worth = 1.0 + 0.4 * min(len(inside), 3) - (0.5 if len(inside) == 1 and not named else 0.0)
    worth += 1.0 if any(re.search(r"\d", word) for word in inside) else 0.0
    worth += 0.5 if named else 0.0
    worth += 0.6 if before in _OPENS_PHRASE else 0.0
    worth += 0.3 * start / max(len(text), 1)
    worth -= 0.5 if inside[0].casefold() in _WIDE or inside[-1].casefold() in _WIDE else 0.0
    return Phrase(start, stop, "", worth)


_VAGUE = frozenset(
    "common long straight-forward straightforward simple available possible useful easy various multiple several different certain specific other particular individual similar new additional general".split()
)
_EXAMPLES = re.compile(
    r"(?:such as|e\.g\.?|viz\.?|include[sd]?|including|for example|like)\s(?:(?!\b(?:do|does|is|are|can|should|must|have|has|belong)\b)[^.])*$",
    re.IGNORECASE,
)


def _is_weak(text: str, start: int, stop: int, inside: list[str]) -> bool:
    """Whether a phrase is no answer: wide or vague words, one of several examples, or one side of "A and B"."""
    if all(word.casefold() in _WIDE for word in inside) or inside[0].casefold() in _VAGUE:
        return True
    if _EXAMPLES.search(text[:start]):
        return True
    lead = _LEAD.match(text)
    if re.match(r",?\s+such as\b", text[stop:]) or (lead and stop <= lead.end()):
        return True
    joined = re.match(r"\s+(?:and|or)\s", text[stop:]) or re.search(r"\b(?:and|or)\s+(?:\w+\s+)?$", text[:start])
    return bool(joined) and len(inside) == 1


_OPENS_PHRASE = frozenset("the a an of by via through with as from on for in".split())


def cloze(text: str, start: int, end: int) -> str:
    """Return the sentence with text[start:end] blanked."""
    return f"{text[:start]}____{text[end:]}"


def runs_together(text: str) -> bool:
    """Tell whether words stand without the blank between them; the typo finder knows them in English."""
    return False


def is_sentence(text: str) -> bool:
    """Tell whether a line is a full sentence; English notes seldom tell."""
    return False


def fold(answer: str) -> str:
    """Return what two spellings of one answer share: NFKC, case, no articles, spaces or quotes."""
    text = unicodedata.normalize("NFKC", answer).casefold().strip().rstrip(".")
    text = re.sub(r"^(?:an?|the)\s+", "", text)
    return re.sub(r"[\s`*\"'“”‘’]+", "", text)


def is_definition(text: str) -> bool:
    """Tell whether a phrase says what a thing is: "a store that holds …", "smallest unit of …"."""
    found = re.search(r"\b(?:that|which|who|for|of|used|to|with|from|in|on|by)\s", text)
    return clause(text).kind == "noun" and bool(found) and len(text.split()) >= 4


def content_words(text: str) -> tuple[str, ...]:
    """Return the words that carry meaning, small."""
    return tuple(
        word
        for word in (m.group().casefold() for m in _WORD.finditer(text))
        if word not in _STOP and re.search(r"\w", word)
    )
