"""What is measured of a candidate: named, once, without words of particular notes. Each is a number near 0 to 1."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from generator import unsaid
from generator.editor.desk import Desk, filled, is_placed
from generator.model import Candidate, CommandLine, Names, Statement, Steps
from generator.names import names_of, squeezed

_LATIN = re.compile(r"[A-Za-z]")
WORDS = 10  # content words that count as plenty
FREQUENT = 5  # facts that share a word, so that it tells little


def measure(candidate: Candidate, desk: Desk) -> dict[str, float]:
    """Return the features of a candidate by name, each also under its frame's: what is good in a blank may be poor in a list."""
    plain = {name: value for name, feature in FEATURES.items() if (value := feature(candidate, desk))}
    own = {f"{candidate.frame} {name}": value for name, value in plain.items()}
    found = {"every card": 1.0, f"frame {candidate.frame}": 1.0, f"{candidate.frame} unsure": 1.0 - candidate.fact.sure}
    if candidate.fact.aspect:
        found[f"aspect {candidate.fact.aspect}"] = 1.0
    return found | plain | own


def _stem_words(candidate: Candidate, desk: Desk) -> tuple[str, ...]:
    value = candidate.fact.value
    if candidate.frame == "blank" and isinstance(value, Statement):  # the same words for every blank of a statement
        key = set(desk.speech.content_words(candidate.key))
        return tuple(word for word in desk.speech.content_words(value.text) if word not in key)
    return desk.speech.content_words(candidate.stem.replace("____", " "))


def _key_words(candidate: Candidate, desk: Desk) -> set[str]:
    """Return the answer's content words; a command without its program, which stands in every command of its kind."""
    value = candidate.fact.value
    words = set(desk.speech.content_words(candidate.key))
    return words - {value.program.casefold()} if isinstance(value, CommandLine) else words


def _few_words(candidate: Candidate, desk: Desk) -> float:
    """How much the question lacks of four content words, context line included."""
    if candidate.direction in ("term->meaning", "command->purpose", "contrast"):
        return 0.0  # a name is enough
    if candidate.frame in ("aspect", "list") and is_placed(candidate):
        return 0.0  # "장점은?" under the name of what has it
    count = len(_stem_words(candidate, desk)) + (1 if is_placed(candidate) else 0)
    return max(0.0, (4 - count) / 4)


def _many_words(candidate: Candidate, desk: Desk) -> float:
    return max(0.0, (len(_stem_words(candidate, desk)) - WORDS) / WORDS)


def _no_front(candidate: Candidate, desk: Desk) -> float:
    return 0.0 if is_placed(candidate) else 1.0


def _deep(candidate: Candidate, desk: Desk) -> float:
    return min(candidate.front.count("›"), 2) / 2


def _siblings(candidate: Candidate, desk: Desk) -> float:
    return min(candidate.fact.siblings, 3) / 3


def _alone(candidate: Candidate, desk: Desk) -> float:
    """A meaning asked for its term where no sibling has the same form."""
    return float(candidate.direction == "meaning->term" and candidate.fact.siblings < 1)


def _classless(candidate: Candidate, desk: Desk) -> float:
    """A question that ends in a bare "것은?": ten things do that."""
    return float(
        candidate.direction == "meaning->term"
        and bool(desk.speech.LEXICON["classless-question"].search(candidate.stem))
    )


def _category(candidate: Candidate, desk: Desk) -> float:
    """Whether the question names the class of what it asks for."""
    word = re.escape(candidate.fact.category.split()[-1]) if candidate.fact.category else ""
    named = word and re.search(rf"{word}\w\?$|^Which (?:\w+ )*?{word}\b", candidate.stem)
    return float(candidate.direction == "meaning->term" and bool(named))


def _quoted(candidate: Candidate, desk: Desk) -> float:
    return float(candidate.stem.startswith(("'", '"')))


def _key_length(candidate: Candidate, desk: Desk) -> float:
    return len(candidate.key) / 60


def _key_digits(candidate: Candidate, desk: Desk) -> float:
    return float(bool(re.search(r"\d", candidate.key)))


def _key_latin(candidate: Candidate, desk: Desk) -> float:
    return float(bool(_LATIN.search(candidate.key)))


def _key_known(candidate: Candidate, desk: Desk) -> float:
    """Whether the answer is a name that the subject or another fact of the note knows."""
    flat = squeezed(candidate.key)
    return float(flat in desk.terms or candidate.key in desk.domain.names)


def _key_common(candidate: Candidate, desk: Desk) -> float:
    """In how many facts of the note the answer's rarest word stands: a word of everywhere tells nothing."""
    rarest = min((desk.words[word] for word in _key_words(candidate, desk)), default=0)
    return min(max(rarest - 1, 0), FREQUENT) / FREQUENT


def _stem_common(candidate: Candidate, desk: Desk) -> float:
    """How little the question's rarest word tells: the share of the note's facts that hold it."""
    counts = [desk.words[word] for word in _stem_words(candidate, desk)]
    return min(max(min(counts, default=FREQUENT) - 1, 0), FREQUENT) / FREQUENT


def _marked(candidate: Candidate, desk: Desk) -> float:
    value = candidate.fact.value
    return float(
        isinstance(value, Statement) and any(squeezed(candidate.key) == squeezed(mark) for mark in value.marked)
    )


def _blank_first(candidate: Candidate, desk: Desk) -> float:
    return float(candidate.frame == "blank" and candidate.start == 0)


def _blank_sentence(candidate: Candidate, desk: Desk) -> float:
    return float(candidate.frame == "blank" and desk.speech.is_sentence(candidate.stem.replace("____", candidate.key)))


def _blank_one_word(candidate: Candidate, desk: Desk) -> float:
    return float(
        candidate.frame == "blank"
        and len(candidate.key.split()) == 1
        and not _LATIN.search(candidate.key)
        and not re.search(r"\d", candidate.key)
    )


def _key_many_words(candidate: Candidate, desk: Desk) -> float:
    return max(0, len(candidate.key.split()) - 3) / 5 if candidate.direction in ("fill-blank", "meaning->term") else 0.0


def _joined(candidate: Candidate, desk: Desk) -> float:
    """Clauses strung together: a sentence of several things."""
    return min(len(desk.speech.LEXICON["joined"].findall(candidate.stem)), 3) / 3


def _ahead(candidate: Candidate, desk: Desk) -> float:
    """The blank asks the subject of its own sentence, which its front already names."""
    if candidate.frame not in ("blank", "named", "called"):
        return 0.0
    words = set(desk.speech.content_words(candidate.front))
    key = set(desk.speech.content_words(candidate.key))
    return float(bool(key) and key <= words)


def _repeats(candidate: Candidate, desk: Desk) -> float:
    """The share of the answer's words that the question or the context line says too."""
    if candidate.frame in ("question", "forms"):
        return 0.0
    key = _key_words(candidate, desk)
    shown = {*desk.speech.content_words(candidate.front), *_stem_words(candidate, desk)}
    return len(key & shown) / len(key) if key else 0.0


def _purpose_words(candidate: Candidate, desk: Desk) -> float:
    """How much a purpose lacks of three content words."""
    value = candidate.fact.value
    if not isinstance(value, CommandLine):
        return 0.0
    return max(0.0, (3 - len(desk.speech.content_words(value.purpose))) / 3)


def _unsaid_values(candidate: Candidate, desk: Desk) -> float:
    """How many of a command's arguments its purpose does not name: nobody can guess them."""
    value = candidate.fact.value
    if not isinstance(value, CommandLine) or candidate.direction != "purpose->command":
        return 0.0
    return min(len(unsaid.values(value, desk.domain)), 4) / 4


def _options(candidate: Candidate, desk: Desk) -> float:
    value = candidate.fact.value
    count = len(re.findall(r"\s-", value.command)) if isinstance(value, CommandLine) else 0
    return min(count, 4) / 4


def _items(candidate: Candidate, desk: Desk) -> float:
    value = candidate.fact.value
    items = value.items if isinstance(value, Names) else value.steps if isinstance(value, Steps) else ()
    return max(0, len(items) - 4) / 4


def _item_length(candidate: Candidate, desk: Desk) -> float:
    value = candidate.fact.value
    items = value.items if isinstance(value, Names) else value.steps if isinstance(value, Steps) else ()
    return max((len(item) for item in items), default=0) / 36


def _open(candidate: Candidate, desk: Desk) -> float:
    return float(isinstance(candidate.fact.value, Names) and not candidate.fact.value.closed)


def _unclassed(candidate: Candidate, desk: Desk) -> float:
    """A list under a name that is no class and no aspect: what stands behind "리피터" may be its parts or its deeds."""
    value, fact = candidate.fact.value, candidate.fact
    return float(isinstance(value, Names) and not fact.aspect and not desk.speech.class_noun(fact.facet))


def _predicate_items(candidate: Candidate, desk: Desk) -> float:
    """The share of a list's items that are statements and no names."""
    value = candidate.fact.value
    if not isinstance(value, Names):
        return 0.0
    return sum(not desk.speech.is_term(item) for item in value.items) / len(value.items)


def _verbal(candidate: Candidate, desk: Desk) -> float:
    """A meaning that is a deed, and no noun."""
    return float(candidate.direction == "term->meaning" and desk.speech.clause(candidate.key).kind == "verb")


def _state(candidate: Candidate, desk: Desk) -> float:
    """A meaning that says how a thing is: others are so too."""
    return float(candidate.direction == "term->meaning" and desk.speech.is_state(candidate.key))


def _terse(candidate: Candidate, desk: Desk) -> float:
    """An answer of a word or two to a question for a meaning."""
    return float(candidate.direction == "term->meaning" and len(candidate.key) < 8)


def _foreign(candidate: Candidate, desk: Desk) -> float:
    """A line in another language than its note's."""
    hangul = bool(re.search(r"[가-힣]", filled(candidate)))
    return float(hangul != (desk.speech.CODE == "ko"))


def _rivals(candidate: Candidate, desk: Desk) -> float:
    """A deed asked as a thing's role where the note says other things of it: they answer as well."""
    return min(candidate.fact.rivals, 3) / 3


def _beside(candidate: Candidate, desk: Desk) -> float:
    """Whether the meaning stands under its term, and not beside it."""
    return float(bool(candidate.fact.entity) and bool(candidate.fact.heads))


def _hangul_term(candidate: Candidate, desk: Desk) -> float:
    return float(bool(re.search(r"[가-힣]", candidate.fact.entity)))


def _term_words(candidate: Candidate, desk: Desk) -> float:
    return max(0, len(re.sub(r"\([^)]*\)", " ", candidate.fact.entity).split()) - 1) / 3


def _glossed(candidate: Candidate, desk: Desk) -> float:
    return float(bool(re.search(r"\([A-Za-z가-힣][^)]*\)", candidate.fact.entity)))


def _term_known(candidate: Candidate, desk: Desk) -> float:
    return float(bool(candidate.fact.entity) and stands_known(candidate.fact.entity, desk))


def stands_known(entity: str, desk: Desk) -> bool:
    """Tell whether a term is a name that the note's subject knows."""
    return any(
        name in desk.domain.names or len(names_of(name, desk.domain)) > 2
        for name in (entity, entity.split("(")[0].strip())
    )


def _defines(candidate: Candidate, desk: Desk) -> float:
    """Whether a meaning is a noun with a clause before it."""
    value = candidate.fact.value
    return float(isinstance(value, Statement) and bool(candidate.fact.entity) and desk.speech.is_definition(value.text))


def _meaning_short(candidate: Candidate, desk: Desk) -> float:
    value = candidate.fact.value
    if not isinstance(value, Statement) or not candidate.fact.entity:
        return 0.0
    return max(0.0, (5 - len(value.text.split())) / 5)


def _commas(candidate: Candidate, desk: Desk) -> float:
    return min(len(re.findall(r", ", f"{candidate.stem} {candidate.key}")), 4) / 4


def _small_note(candidate: Candidate, desk: Desk) -> float:
    return 1.0 / math.sqrt(max(desk.facts, 1))


FEATURES: dict[str, Callable[[Candidate, Desk], float]] = {
    name.removeprefix("_").replace("_", " "): feature
    for name, feature in {
        f.__name__: f
        for f in (
            _few_words, _many_words, _no_front, _deep, _siblings, _alone, _classless, _category, _quoted, _key_length,
            _key_digits, _key_latin, _key_known, _key_common, _stem_common, _marked, _blank_first, _blank_sentence,
            _blank_one_word, _key_many_words, _joined, _ahead, _repeats, _purpose_words, _unsaid_values, _options,
            _items, _item_length, _open, _unclassed, _predicate_items, _verbal, _state, _terse, _foreign, _small_note,
            _rivals, _beside, _hangul_term, _term_words, _glossed, _term_known, _defines, _meaning_short, _commas,
        )
    }.items()
}  # fmt: skip
