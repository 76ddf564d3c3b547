"""Parsed -> Statement: cues, contents, sources, nesting, acts."""

from sayso.extract.extractor import extract
from sayso.extract.kept import of_acts, with_tellers

__all__ = ["extract", "of_acts", "with_tellers"]
