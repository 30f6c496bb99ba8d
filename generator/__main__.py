"""`python -m generator` is `notedeck`."""

from generator.cli import run

run()
