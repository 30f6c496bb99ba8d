"""notedeck: study notes in, question-answer cards out."""

__version__ = "0.1.0"
