"""English: what its words and endings are, and how it asks; all that `knowledge.Language` names."""

from __future__ import annotations

from generator.languages import lexicon
from generator.languages.en.frames import *
from generator.languages.en.grammar import *

CODE = "en"
LEXICON = lexicon.read(CODE)
