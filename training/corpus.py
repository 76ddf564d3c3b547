"""Articles -> examples: a sequence's words, with what people annotated in it and what the teacher says of its syntax.

The words are cut exactly as sayso cuts them when it reads (``sayso.parse``). Attributions are taken from frames alone:
the annotators did not mark what is told inside a quotation.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.clean import clean
from sayso.parse.sequences import MAX_WORDS, sequences
from sayso.parse.tokens import tokenize
from sayso.parse.units import UnitText, units_of
from sayso.records import Capture, Document

if TYPE_CHECKING:
    from training.teacher import Teacher

__all__ = ["Annotated", "Example", "examples", "left_out", "load", "save"]

_PART = 10  # one article in so many is left out


class Annotated(NamedTuple):
    """An attribution within a sequence: indices of its words."""

    content: list[int]
    cue: list[int]
    source: list[int]


@dataclass(slots=True)
class Example:
    """A sequence. ``annotated`` is None where nobody looked for attributions: inside quotations and in raw text."""

    article: str
    words: list[str]
    quoted: list[bool]  # stands for a quotation
    spaced: list[bool]  # white space follows, which the teacher looks at
    tags: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    ents: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    annotated: list[Annotated] | None = None


def examples(articles: Iterable[dict[str, Any]], teacher: Teacher) -> Iterator[Example]:
    """The sequences of the articles. ``quotes`` of an article are its attributions; without it the text is raw."""
    for article in articles:
        captured = Capture(article["doc_id"], article["text"].encode(), "text/plain", "utf-8")
        document = clean(captured)
        if not isinstance(document, Document):
            print(f"{article['doc_id']}: {document.detail}", flush=True)
            continue
        _, units = units_of(document)
        found = [each for unit in units for each in _of_unit(article, unit)]
        yield from teacher.taught(found)


def _of_unit(article: dict[str, Any], unit: UnitText) -> Iterator[Example]:
    places = tokenize(unit.text)
    words = [unit.text[start:end] for start, end in places]
    located = list(unit.located(places))
    for part in sequences(words, MAX_WORDS):
        example = Example(
            article=article["doc_id"],
            words=words[part.start : part.stop],
            quoted=[located[k][2] is not None for k in part],
            spaced=[unit.text[places[k][1] : places[k][1] + 1].isspace() for k in part],
        )
        if unit.quotation is None and "quotes" in article:
            spans = [located[k][:2] for k in part]
            found = [_annotated(example, spans, quote) for quote in article["quotes"]]
            example.annotated = [each for each in found if each.content or each.cue]
        yield example


def _annotated(example: Example, spans: Sequence[tuple[int, int]], quote: dict[str, Any]) -> Annotated:
    def inside(wanted: Sequence[Sequence[int]] | None, *, quotations: bool) -> list[int]:
        return [
            index
            for index, (start, end) in enumerate(spans)
            if (quotations or not example.quoted[index])
            and 2 * _shared(start, end, wanted or ()) >= max(1, end - start)
        ]

    return Annotated(
        content=inside(quote["content"], quotations=True),
        cue=inside(quote["cue"], quotations=False),
        source=inside(quote["source"], quotations=False),
    )


def _shared(start: int, end: int, spans: Sequence[Sequence[int]]) -> int:
    return sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in spans)


def left_out(article: str) -> bool:
    """Whether an article is kept back for what is estimated after the network: one in ten, by its name."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % _PART == 0


def save(found: Iterable[Example], path: Path) -> None:
    """Writes examples as JSON lines: reading the corpus anew for every seed would cost minutes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as target:
        target.writelines(json.dumps(asdict(each)) + "\n" for each in found)


def load(path: Path) -> list[Example]:
    """The examples that ``save`` wrote."""
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            example = Example(**json.loads(line))
            if example.annotated is not None:
                example.annotated = [Annotated(*each) for each in example.annotated]
            found.append(example)
    return found
