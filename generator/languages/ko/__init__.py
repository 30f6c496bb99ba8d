"""Korean: what its words and endings are, and how it asks; all that `knowledge.Language` names."""

from __future__ import annotations

from generator.languages import lexicon
from generator.languages.ko.frames import *
from generator.languages.ko.grammar import *

CODE = "ko"
LEXICON = lexicon.read(CODE)
