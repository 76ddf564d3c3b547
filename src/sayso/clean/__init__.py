"""Capture -> Document | Dropped: decoding, main text, furniture, dateline, lacunae, repairs."""

from sayso.clean.article import clean

__all__ = ["clean"]
