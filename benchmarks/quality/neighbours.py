"""One broken mark never costs more than its own paragraph: measured on articles put together from the table's cases.

Of the broken article every statement that stands in other paragraphs is compared with that of the sound one: its words,
its kind, and its cue and source where they stand there too. Cases that are about several paragraphs are left out,
and so are marks by whose loss a quotation seems to go on in the next paragraph (see ``broken``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.quality.broken import Broken, dropped, marks_of
from benchmarks.quality.case_table import Case
from benchmarks.quality.parts import Example
from benchmarks.quality.told import statements_of_texts
from sayso.records import Statement
from sayso.spans import OffsetMap, Span, identity

__all__ = ["Apart", "articles_of", "statements_elsewhere", "unchanged"]

_CASES_AN_ARTICLE = 6
_EVERY = 3  # every third mark is dropped: enough to see, and little enough to wait for


class Apart(NamedTuple):
    """The share (percent) of broken articles whose other paragraphs keep all their statements, and those that don't."""

    share: float
    examples: list[Example]


Shape = tuple[object, ...]


def unchanged(cases: Sequence[Case]) -> Apart:
    """Breaks one mark at a time in articles of several cases."""
    tried = [(text, variant) for text in articles_of(cases) for variant in _variants(text)]
    statements = statements_of_texts([*(text for text, _ in tried), *(variant.text for _, variant in tried)])
    wrong = []
    for text, variant in tried:
        own = _paragraph_of(text, _broken_at(variant.origin))
        before = statements_elsewhere(text, own, identity(len(text)), statements[text])
        after = statements_elsewhere(text, own, variant.origin, statements[variant.text])
        if before != after:
            lost = [f"  {own.of(text)[:60]}…: {shape}" for shape in sorted(before ^ after, key=repr)]
            wrong.append(Example("neighbours", 0.0, lost))
    return Apart(100 * (1 - len(wrong) / max(1, len(tried))), wrong)


def articles_of(cases: Sequence[Case]) -> list[str]:
    """Articles of six cases each, a paragraph a case, an empty line between them."""
    single = [case.text for case in cases if "\n" not in case.text and ":" not in case.text.split()[0]]
    rows = [single[number :: _row_count(single)] for number in range(_row_count(single))]
    return ["\n\n".join(row) for row in rows]


def _row_count(texts: Sequence[str]) -> int:
    return max(1, len(texts) // _CASES_AN_ARTICLE)


def statements_elsewhere(text: str, own: Span, origin: OffsetMap, statements: Sequence[Statement]) -> frozenset[Shape]:
    """The statements that stand outside of ``own``, in offsets of the sound text."""
    return frozenset(_elsewhere(text, own, origin, statements))


def _elsewhere(text: str, own: Span, origin: OffsetMap, statements: Sequence[Statement]) -> Iterator[Shape]:
    for each in statements:
        content = tuple(origin.to_original(span) for span in each.content)
        if any(span.overlaps(own) for span in content):
            continue
        here = _paragraph_of(text, content[0].start)
        near = [
            span if span is not None and here.contains(span) else None
            for span in (None if part is None else origin.to_original(part) for part in (each.cue, each.source))
        ]
        yield (content, str(each.kind), *near)


def _variants(text: str) -> Iterator[Broken]:
    for mark in marks_of(text)[::_EVERY]:
        yield from dropped(text, mark)


def _broken_at(origin: OffsetMap) -> int:
    """Where the mark stood that was dropped: before the last run, or at the very start."""
    return origin.runs[-1].original - 1 if origin.runs[-1].original else 0


def _paragraph_of(text: str, offset: int) -> Span:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return Span(start, end if end >= 0 else len(text))
