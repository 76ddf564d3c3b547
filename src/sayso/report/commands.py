"""Commands to copy from a page: what to type to say otherwise."""

from __future__ import annotations

import shlex
from pathlib import PurePath

from sayso.comparison import Articles
from sayso.config import ExtractSettings
from sayso.records import Document, Link

__all__ = ["SHORT_ID", "different_command"]

SHORT_ID = 8
"""Digits of an id that tell a statement from thousands."""


def different_command(link: Link, articles: Articles) -> str:
    """What says that the two are two things said; empty where the articles lie in no folder to come back to."""
    path = articles.judged.path
    here = [_document(passage.document, articles) for passage in (link.left_passage, link.right_passage)]
    files = [one.uri.partition("#")[0] for one in here]
    if path is None or "-" in files:
        return ""
    parts = ["sayso", "judge", "different", link.left[:SHORT_ID], link.right[:SHORT_ID]]
    parts += dict.fromkeys(f"./{file}" if file.startswith("-") else file for file in files)
    if "given" in (one.outlet_from for one in here) and not any("#" in one.uri for one in here):
        for one in here:  # ids depend on it
            parts += ["--outlet", one.outlet]
    least = articles.settings.extract.min_confidence
    if least != ExtractSettings().min_confidence:
        parts += ["--min-confidence", str(least)]
    if {PurePath(file).parent for file in files} != {PurePath(path).parent}:
        parts += ["--judgements", path]
    return shlex.join(parts)


def _document(key: str, articles: Articles) -> Document:
    return next(document for document in articles.documents if document.id == key)
