"""Wires: which reports are from one agency, and how many independent origins that leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sayso.group.wires import wires
from sayso.records import Dateline, Document, Story, Wire
from sayso.spans import Span
from tests.group.sets import dated, group
from tests.group.test_stories import FLOOD


def report(name: str, credit: str | None = None, *, outlet: str | None = None, dateline: str | None = None) -> Document:
    made = replace(dated(f"Words of {name}.", name), credit=credit, outlet=outlet or name)
    return replace(made, dateline=Dateline(Span(0, 1), "Marnow", None, dateline)) if dateline else made


Case = tuple[Sequence[Document], dict[str, str], list[tuple[str, tuple[str, ...]]]]
CASES: dict[str, Case] = {
    "one agency, two texts": ([report("a", "AP"), report("b", "AP")], {}, [("AP", ("a", "b"))]),
    "by other names": ([report("a", "AP"), report("b", "The Associated Press")], {}, [("AP", ("a", "b"))]),
    "by the dateline": ([report("a", dateline="Reuters"), report("b", "Reuters")], {}, [("Reuters", ("a", "b"))]),
    "the agency itself": ([report("a", "AP"), report("b", outlet="Associated Press")], {}, [("AP", ("a", "b"))]),
    "by its address": ([report("a", "BelTA"), report("b", outlet="eng.belta.by")], {}, [("BelTA", ("a", "b"))]),
    "an agency that nobody knows": (
        [report("a", "Korva Press"), report("b", "KORVA PRESS"), report("c", outlet="Korva  Press".replace("  ", " "))],
        {},
        [("KORVA PRESS", ("a", "b", "c"))],
    ),
    "two agencies": (
        [report("a", "AP"), report("b", "AFP"), report("c", "AFP"), report("d", "AP")],
        {},
        [("AFP", ("b", "c")), ("AP", ("a", "d"))],
    ),
    "one text only: its copies are one origin anyway": ([report("a", "AP"), report("b", "AP")], {"b": "a"}, []),
    "a copy and another text": (
        [report("a", "AP"), report("b", "AP"), report("c", "AP")],
        {"b": "a"},
        [("AP", ("a", "b", "c"))],
    ),
    "one that credits it": ([report("a", "AP"), report("b")], {}, []),
    "outlets of their own": ([report("a"), report("b")], {}, []),
    "one outlet twice is no agency": ([report("a", outlet="The Post"), report("b", outlet="The Post")], {}, []),
}


@pytest.mark.parametrize(("documents", "texts", "expected"), CASES.values(), ids=CASES)
def test_wires(
    documents: Sequence[Document], texts: dict[str, str], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    of = {document.id: document.id for document in documents} | texts
    assert [(wire.agency, wire.documents) for wire in wires(documents, of)] == expected
    assert wires(documents[::-1], of) == wires(documents, of)


@pytest.mark.parametrize(
    ("origins", "joined", "expected"),
    [
        ([("a",), ("b",), ("c",)], [], [("a",), ("b",), ("c",)]),
        ([("a",), ("b",), ("c",)], [("a", "c")], [("a", "c"), ("b",)]),
        ([("a", "d"), ("b",), ("c",)], [("b", "d")], [("a", "b", "d"), ("c",)]),
        ([("a",), ("b",), ("c",)], [("a", "b"), ("b", "c")], [("a", "b", "c")]),  # one is from both
        ([("a",), ("b",), ("c",), ("d",)], [("a", "b"), ("c", "d")], [("a", "b"), ("c", "d")]),
        ([], [], []),
    ],
)
def test_independent_origins(
    origins: list[tuple[str, ...]], joined: list[tuple[str, ...]], expected: list[tuple[str, ...]]
) -> None:
    documents = tuple(sorted(name for origin in origins for name in origin))
    named = tuple(Wire(f"agency {place}", ids) for place, ids in enumerate(joined))
    story = Story("s", documents, origins=tuple(origins), wires=named)
    assert list(story.independent) == expected
    assert list(replace(story, wires=named[::-1]).independent) == expected


def test_a_story_tells_how_many_of_its_texts_are_from_an_agency() -> None:
    reports = [
        replace(dated(text, f"flood {place}", "2031-03-04"), credit="AFP" if place else None)
        for place, text in enumerate(FLOOD)
    ]
    (story,) = group(reports)
    assert story.because.startswith("3 articles (2 from AFP), 2 independent origins, taken for one event: ")
    assert story.origins == (("flood 0",), ("flood 1",), ("flood 2",))
    assert story.independent == (("flood 0",), ("flood 1", "flood 2"))
