"""The text of one article in TEI: paragraphs, the words reported as ``said``, reporting words and sources around them.

A statement in several places, or one that crosses another, is several ``said`` that point at each other with ``next``
and ``prev`` (TEI P5, 20.3 Fragmentation and Reconstitution of Virtual Elements).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sayso.records import Document, Kind, Paragraph, Role, Statement
from sayso.report.standards.markup import Attributes, closed, element, escaped, opened
from sayso.report.standards.nesting import Run, nested, woven
from sayso.report.standards.told import Told
from sayso.spans import Span

__all__ = ["TextBody", "text_body"]

_DIRECT: Final = {Kind.DIRECT: "true", Kind.INDIRECT: "false", Kind.MIXED: "inapplicable"}


class TextBody(NamedTuple):
    """The ``body`` element, and the ``xml:id`` of the first ``said`` of each statement that stands in it."""

    markup: str
    placed: dict[str, str]


class _Mark(NamedTuple):
    """An element around ``spans``; ``name`` is that of its ``xml:id``, None where it needs none."""

    tag: str
    spans: tuple[Span, ...]
    attributes: Attributes
    name: str | None = None


class _Block(NamedTuple):
    """A paragraph with its nested runs, each of a mark (by its rank); without one, the ``gap`` that stands there."""

    start: int
    paragraph: Paragraph | None
    runs: Sequence[Run] = ()
    gap: str = ""


_Parts = Mapping[tuple[int, int], Attributes]
"""The attributes of each run, by the index of its paragraph and its own among the runs there."""


def text_body(told: Told, people: Mapping[str, str], first: int) -> TextBody:
    """The article's text. ``people`` has the ``xml:id`` of each speaker; statements are numbered from ``first``."""
    document = told.document
    names = {one.id: f"s{first + number}" for number, one in enumerate(told.statements)}
    marks = [*_said(told.statements, names, people), *_printed(told.statements, names, people), *_lost(document)]
    runs = _runs(document.paragraphs, marks)
    parts = _parts(runs, marks)
    found = {name for attributes in parts.values() if (name := attributes.get("xml:id"))}
    parts = {place: _leading(attributes, found) for place, attributes in parts.items()}
    paragraphs = [_Block(each.span.start, each, mine) for each, mine in zip(document.paragraphs, runs, strict=True)]
    blocks = sorted([*paragraphs, *_gaps(document)], key=lambda block: block.start)
    written = "\n".join(_written(blocks, document.text, marks, parts)) or "<p/>"
    return TextBody(
        f"<body>\n<div>\n{written}\n</div>\n</body>",
        {statement: name for statement, name in names.items() if name in found},
    )


def _said(statements: Sequence[Statement], names: Mapping[str, str], people: Mapping[str, str]) -> Iterator[_Mark]:
    for one in statements:
        who = people.get(one.speaker.id) if one.speaker is not None else None
        attributes = {
            "n": one.id,
            "who": f"#{who}" if who else None,
            "direct": _DIRECT[one.kind],
            "ana": f"#kind-{one.kind.value} #act-{one.act.value}",
            "cert": f"{one.confidence:.2f}",
        }
        yield _Mark("said", one.content, attributes, names[one.id])


def _printed(statements: Sequence[Statement], names: Mapping[str, str], people: Mapping[str, str]) -> Iterator[_Mark]:
    """Sources and reporting words, each once, whatever number of statements they report.

    A name before a speech of 300 sentences would else be 300 elements deep, and readers stop at 256.
    """
    sources: dict[tuple[Span, str | None], list[str]] = {}
    cues: dict[Span, list[str]] = {}
    for one in statements:
        who = people.get(one.speaker.id) if one.speaker is not None else None
        if one.source:
            sources.setdefault((one.source, who), []).append(names[one.id])
        if one.cue:
            cues.setdefault(one.cue, []).append(names[one.id])
    for (span, who), said in sources.items():
        of = {"type": "source", "ref": f"#{who}" if who else None, "corresp": _pointers(said)}
        yield _Mark("rs", (span,), of)
    for span, said in cues.items():
        yield _Mark("seg", (span,), {"type": "cue", "corresp": _pointers(said)})


def _pointers(names: Sequence[str]) -> str:
    return " ".join(f"#{name}" for name in names)


def _lost(document: Document) -> Iterator[_Mark]:
    """Lacunae inside paragraphs, each a point."""
    for lacuna in document.lacunae:
        yield _Mark("gap", (Span(lacuna.span.start, lacuna.span.start),), {"reason": lacuna.cause.value})


def _runs(paragraphs: Sequence[Paragraph], marks: Sequence[_Mark]) -> list[list[Run]]:
    """What of the marks stands in each paragraph, cut so that it nests."""
    starts = [paragraph.span.start for paragraph in paragraphs]
    found: list[list[Run]] = [[] for _ in paragraphs]
    for rank, mark in enumerate(marks):
        for span in mark.spans:
            at = max(0, bisect_right(starts, span.start) - 1)
            while at < len(paragraphs) and starts[at] <= span.end:
                whole = paragraphs[at].span
                if span.overlaps(whole) or (not span and whole.contains(span)):
                    found[at].append(Run(Span(max(span.start, whole.start), min(span.end, whole.end)), rank))
                at += 1
    return [nested(runs) for runs in found]


def _parts(runs: Sequence[Sequence[Run]], marks: Sequence[_Mark]) -> _Parts:
    """The attributes of every run: the first of a mark has the mark's, and all of a mark point at their neighbours."""
    places: dict[int, list[tuple[int, int]]] = {}
    for paragraph, mine in enumerate(runs):
        for index, run in enumerate(mine):
            places.setdefault(run.rank, []).append((paragraph, index))
    found: dict[tuple[int, int], Attributes] = {}
    for rank, mine_of in places.items():
        mark = marks[rank]
        names = [mark.name if number == 0 else f"{mark.name}.{number + 1}" for number in range(len(mine_of))]
        for number, place in enumerate(mine_of):
            found[place] = mark.attributes if mark.name is None else _part(mark, names, number)
    return found


def _part(mark: _Mark, names: Sequence[str | None], number: int) -> Attributes:
    return {
        "xml:id": names[number],
        **{name: value for name, value in mark.attributes.items() if number == 0 or name != "n"},
        "prev": f"#{names[number - 1]}" if number else None,
        "next": f"#{names[number + 1]}" if number + 1 < len(names) else None,
    }


def _leading(attributes: Attributes, found: Container[str]) -> Attributes:
    """Without pointers at words that stand in no paragraph: of a statement in what was set aside."""
    pointers = (attributes.get("corresp") or "").split()
    if all(pointer[1:] in found for pointer in pointers):
        return attributes
    return {**attributes, "corresp": " ".join(each for each in pointers if each[1:] in found) or None}


def _gaps(document: Document) -> Iterator[_Block]:
    """What stands between the paragraphs and is no part of the article, and text that is lost there."""
    starts = [paragraph.span.start for paragraph in document.paragraphs]

    def is_inside(span: Span) -> bool:
        at = bisect_right(starts, span.start) - 1
        return at >= 0 and document.paragraphs[at].span.contains(Span(span.start, span.start))

    for aside in document.set_aside:
        if not is_inside(aside.span):
            length = str(aside.span.end - aside.span.start)
            given = {"reason": f"set-aside {_word(aside.reason.value)}", "quantity": length, "unit": "chars"}
            yield _Block(aside.span.start, None, gap=element("gap", "", given))
    for lacuna in document.lacunae:
        if not is_inside(lacuna.span):
            yield _Block(lacuna.span.start, None, gap=element("gap", "", {"reason": lacuna.cause.value}))


def _word(reason: str) -> str:
    """TEI takes one word: ``share-buttons``."""
    return reason.replace(" ", "-")


def _written(blocks: Sequence[_Block], text: str, marks: Sequence[_Mark], parts: _Parts) -> Iterator[str]:
    """A line for each block. TEI has headings and bylines only at the beginning; later ones are paragraphs."""
    number, is_top = 0, True
    for block in blocks:
        if block.paragraph is None:
            yield block.gap
            continue
        tag = _tag(block, is_top=is_top)
        is_top = is_top and tag != "p"
        yield f"<{tag}>{_woven(text, block, number, marks, parts)}</{tag}>"
        number += 1


def _tag(block: _Block, *, is_top: bool) -> str:
    role = block.paragraph.role if block.paragraph is not None else Role.BODY
    if is_top and role is Role.HEADLINE:
        return "head"
    return "byline" if is_top and role is Role.BYLINE and not block.runs else "p"


def _woven(text: str, block: _Block, number: int, marks: Sequence[_Mark], parts: _Parts) -> str:
    tags = [marks[run.rank].tag for run in block.runs]
    whole = block.paragraph.span if block.paragraph is not None else Span(block.start, block.start)
    pieces = woven(
        text,
        whole,
        block.runs,
        start=lambda index: opened(tags[index], parts[number, index]),
        end=lambda index: closed(tags[index]),
        plain=escaped,
    )
    return "".join(pieces)
