"""A model's cards: what is asked, how it is sent, how the answer is proven, and the file of written cards."""

from __future__ import annotations

from generator.llm.candidates import candidates
from generator.llm.look import reasons
from generator.llm.sections import of_notes
from generator.llm.values import Bench, Noted, Written
from generator.llm.written import SUFFIX, load

__all__ = ["SUFFIX", "Bench", "Noted", "Written", "candidates", "load", "of_notes", "reasons"]
