"""English: what its words and endings are, and how it asks."""

from __future__ import annotations

from generator.languages import lexicon
from generator.languages.en.frames import (
    OPTION,
    aspect,
    both,
    class_noun,
    command,
    define,
    defined,
    does,
    field,
    fixed,
    follows,
    member,
    named,
    of,
    order,
    phrase,
    reason,
    shows,
    true_or_false,
    under,
    valued,
)
from generator.languages.en.grammar import (
    clause,
    cloze,
    content_words,
    fold,
    is_definition,
    is_sentence,
    is_term,
    own_subject,
    phrases,
    sentences,
)

CODE = "en"
LEXICON = lexicon.read(CODE)

__all__ = [
    "CODE",
    "LEXICON",
    "OPTION",
    "aspect",
    "both",
    "class_noun",
    "clause",
    "cloze",
    "command",
    "content_words",
    "define",
    "defined",
    "does",
    "field",
    "fixed",
    "fold",
    "follows",
    "is_definition",
    "is_sentence",
    "is_term",
    "member",
    "named",
    "of",
    "order",
    "own_subject",
    "phrase",
    "phrases",
    "reason",
    "sentences",
    "shows",
    "true_or_false",
    "under",
    "valued",
]
