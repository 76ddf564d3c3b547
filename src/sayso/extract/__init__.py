"""Parsed -> Statement: cues, contents, sources, nesting."""

from sayso.extract.extractor import extract

__all__ = ["extract"]
